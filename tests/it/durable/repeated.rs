//! A request that comes again under its key is done once and answered alike, from however many callers, and after a
//! restart as before.

use super::acts;
use crate::databases::{Backend, Fresh, Tables, on_both};
use crate::process::{anbud, ask, post, serve_database, text};
use anbud::database::Database;
use entity::idempotency;
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::Barrier;

const CALLERS: usize = 20;

/// The answers to the same request of callers who all send it at once.
fn at_once(address: &str, query: &str) -> BTreeSet<String> {
    let ready = Barrier::new(CALLERS);
    std::thread::scope(|scope| {
        let caller = || {
            ready.wait();
            ask(address, query).unwrap()
        };
        let callers: Vec<_> = (0..CALLERS).map(|_| scope.spawn(caller)).collect();
        callers.into_iter().map(|caller| caller.join().unwrap()).collect()
    })
}

fn run(lot: &Value, key: &str) -> String {
    let input = format!("{{lotId: {lot}, idempotencyKey: {}}}", json!(key));
    format!(
        "mutation {{ runEvaluation(input: {input}) {{ alreadyThere userErrors {{ code path message hint }} \
         evaluation {{ id number outcomeDigest placements(first: 100) {{ nodes {{ rank }} }} }} }} }}"
    )
}

async fn the_same_key_gives_one_event_and_one_payload_after_a_restart_too(backend: Backend) {
    let url = &Fresh::shared(backend, Tables::None).url;
    assert!(anbud(&["import", "demo/b_supervision.json", "--database", url]).status.success());
    let mut server = serve_database(url);
    let lots = post(&server.address, "{ procurements(first: 1) { nodes { lots(first: 100) { nodes { id } } } } }");
    let lots = &lots["data"]["procurements"]["nodes"][0]["lots"]["nodes"];
    let first = at_once(&server.address, &run(&lots[0]["id"], "nyckel-å"));
    assert_eq!(first.len(), 1, "{first:?}");
    let answer: Value = serde_json::from_str(first.first().unwrap()).unwrap();
    assert_eq!(answer["data"]["runEvaluation"]["alreadyThere"], false);
    assert_eq!(answer["data"]["runEvaluation"]["evaluation"]["number"], 1);
    server.kill();
    assert_eq!(acts(url).await, ["case_imported", "lot_evaluated"]);
    let server = serve_database(url);
    assert_eq!(at_once(&server.address, &run(&lots[0]["id"], "nyckel-å")), first);
    // Without the key, and under another one, the same request is an act of its own that finds everything done.
    let other = post(&server.address, &run(&lots[0]["id"], "another"));
    assert_eq!(other["data"]["runEvaluation"]["alreadyThere"], true);
    let refused = post(&server.address, &run(&lots[1]["id"], "nyckel-å"));
    let refused = &refused["data"]["runEvaluation"];
    assert_eq!(refused["evaluation"], Value::Null);
    let error = &refused["userErrors"][0];
    assert_eq!((&error["code"], &error["path"]), (&json!("request.key_reused"), &json!(["input", "idempotencyKey"])));
    drop(server);
    assert_eq!(acts(url).await, ["case_imported", "lot_evaluated"]);
    let database = Database::open(url, 1).await.unwrap();
    let kept = idempotency::Entity::find().all(&database.reader).await.unwrap();
    let mut events: Vec<Option<i64>> = kept.iter().map(|row| row.event_seq).collect();
    events.sort_unstable();
    assert_eq!(events, [None, Some(2)]);
    let of_first = &kept.iter().find(|row| row.event_seq.is_some()).unwrap().request_digest;
    let message = error["message"].as_str().unwrap();
    assert!(message.contains(of_first.as_str()) && message.matches("sha256:").count() == 2, "{message}");
}

async fn a_key_has_1_to_200_characters_and_tells_nothing_of_a_hidden_lot(backend: Backend) {
    let url = &Fresh::shared(backend, Tables::None).url;
    assert!(anbud(&["import", "demo/b_supervision.json", "--database", url]).status.success());
    let server = serve_database(url);
    let lots = post(&server.address, "{ procurements(first: 1) { nodes { lots(first: 100) { nodes { id } } } } }");
    let lot = &lots["data"]["procurements"]["nodes"][0]["lots"]["nodes"][0]["id"];
    for (key, taken) in [("å".repeat(200), true), ("å".repeat(201), false), (String::new(), false)] {
        let answer = post(&server.address, &run(lot, &key));
        let told = &answer["data"]["runEvaluation"]["userErrors"];
        assert_eq!(told.as_array().unwrap().is_empty(), taken, "{told}");
        assert!(taken || told[0]["code"] == "request.key_length", "{told}");
    }
    // A lot that is not there does not say whether the key was used.
    let noun = anbud::read::noun::NOUNS.into_iter().find(|noun| noun.name == "Lot").unwrap();
    let hidden = anbud::read::GlobalId { noun, id: uuid::Uuid::from_u128(7) }.encode();
    let answer = post(&server.address, &run(&json!(hidden), &"å".repeat(200)));
    assert_eq!(answer["data"]["runEvaluation"]["userErrors"][0]["code"], "lot.not_found");
}

async fn an_import_under_a_key_is_done_once_and_says_so_again(backend: Backend) {
    let url = &Fresh::shared(backend, Tables::There).url;
    let import = |file: &str, key: &str| anbud(&["import", file, "--database", url, "--idempotency-key", key]);
    let outputs: BTreeSet<String> = std::thread::scope(|scope| {
        let callers: Vec<_> = (0..4).map(|_| scope.spawn(|| import("demo/b_supervision.json", "k"))).collect();
        callers.into_iter().map(|caller| text(&caller.join().unwrap().stdout)).collect()
    });
    assert_eq!(outputs, ["SK-DEMO-2026-021: imported, 3 lots\n".to_owned()].into());
    assert_eq!(acts(url).await, ["case_imported"]);
    let refused = import("demo/c_beds_digital.json", "k");
    assert_eq!(refused.status.code(), Some(2));
    let told = text(&refused.stderr);
    assert!(told.contains("request.key_reused") && told.matches("sha256:").count() == 2, "{told}");
    let files = ["import", "demo/b_supervision.json", "demo/c_beds_digital.json", "--idempotency-key", "k"];
    let many = anbud(&[files.as_slice(), &["--database", url]].concat());
    assert!(text(&many.stderr).contains("argument.idempotency_key"), "{}", text(&many.stderr));
    assert_eq!(acts(url).await, ["case_imported"]);
}

on_both!(
    the_same_key_gives_one_event_and_one_payload_after_a_restart_too,
    a_key_has_1_to_200_characters_and_tells_nothing_of_a_hidden_lot,
    an_import_under_a_key_is_done_once_and_says_so_again
);
