//! The answer to a key is kept with its act or not at all, and a key belongs to one actor, one act and one request.

use crate::databases::{Backend, on_both};
use crate::stored::house::{DEMOS, House, cases, trees};
use crate::stored::rows::dump;
use anbud::casefile;
use anbud::service::{
    CaseImport, EvaluationRequest, EvaluationRun, Failure, IdempotencyKey, Imported, LotReference, Reason, import_case,
    run_evaluation,
};
use sea_orm::ConnectionTrait;
use serde_json::json;
use values::Place;

fn key(text: &str) -> IdempotencyKey {
    IdempotencyKey::parse(text, &Place::root()).unwrap()
}

async fn import(house: &House, case: &str, reason: Option<&str>, keyed: &str) -> Result<Imported, Failure> {
    let case = casefile::read(case).unwrap();
    let new_version = reason.map(|reason| Reason::parse(reason, &Place::root()).unwrap());
    let import = CaseImport { case, file: None, new_version, key: Some(key(keyed)) };
    import_case(&house.database, &house.clock, "caller", import).await
}

async fn evaluate(house: &House, actor: &str, lot: usize, keyed: &str) -> Result<EvaluationRun, Failure> {
    let case = cases().remove(1);
    let lot = LotReference::Key(case.procurement.key.clone(), case.lots[lot].key.clone());
    run_evaluation(&house.database, &house.clock, actor, EvaluationRequest { lot, key: Some(key(keyed)) }).await
}

async fn an_answer_that_cannot_be_kept_leaves_nothing_of_its_act(backend: Backend) {
    let house = House::new(backend).await;
    let writer = &house.database.writer;
    let refuse = match backend {
        Backend::Sqlite => "CREATE TRIGGER t BEFORE INSERT ON idempotency BEGIN SELECT RAISE(ABORT, 'no room'); END",
        Backend::Postgres => "ALTER TABLE idempotency ADD CONSTRAINT t CHECK (key_digest = 'no room')",
    };
    writer.execute_unprepared(refuse).await.unwrap();
    let before = dump(writer).await;
    let failed = import(&house, DEMOS[1], None, "k").await.unwrap_err();
    assert!(matches!(failed, Failure::Storage(_)), "{failed}");
    assert_eq!(dump(writer).await, before);
    assert_eq!(house.import(DEMOS[1]).await.unwrap(), Imported::New);
    let before = dump(writer).await;
    let failed = evaluate(&house, "caller", 0, "k").await.unwrap_err();
    assert!(matches!(failed, Failure::Storage(_)), "{failed}");
    assert_eq!(dump(writer).await, before);
}

async fn a_key_belongs_to_one_actor_one_act_and_one_request(backend: Backend) {
    let house = House::new(backend).await;
    assert_eq!(import(&house, DEMOS[1], None, "k").await.unwrap(), Imported::New);
    // The same key of the same actor for another act, and of another actor for the same, are other keys.
    assert_eq!(evaluate(&house, "caller", 0, "k").await.unwrap().number, 1);
    assert!(!evaluate(&house, "someone else", 1, "k").await.unwrap().already_there);
    let mut tree = trees().remove(1);
    tree["procurement"]["title"]["sv"] = json!("Rättad");
    let changed = tree.to_string();
    let done = Imported::NewVersion { outdated: 0 };
    for _ in 0..2 {
        assert_eq!(import(&house, &changed, Some("Titeln var fel"), "v").await.unwrap(), done);
    }
    for (reason, keyed) in [(Some("Av annat skäl"), "v"), (None, "v"), (None, "k")] {
        let Err(Failure::Refused(faults)) = import(&house, &changed, reason, keyed).await else {
            panic!("{reason:?} under {keyed} is another request")
        };
        assert_eq!(faults.list()[0].code, "request.key_reused");
    }
}

on_both!(an_answer_that_cannot_be_kept_leaves_nothing_of_its_act, a_key_belongs_to_one_actor_one_act_and_one_request);
