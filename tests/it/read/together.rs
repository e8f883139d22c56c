//! All statements of a question see one moment, however they are brought to: two things that always change together are
//! never told apart by an answer, while acts end all the time. On PostgreSQL few statements are first asked without a
//! transaction; that they were asked again shows that acts did end between them.

use super::{data, rules};
use crate::databases::{Backend, Fresh, Tables, on_both, run};
use anbud::clock::SystemClock;
use anbud::database::Database;
use anbud::graphql::schema;
use anbud::read::{ReadModel, Rulebook};
use anbud::service::Desk;
use async_graphql::Request;
use sea_orm::{ConnectionTrait, TransactionTrait};
use serde_json::Value;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

const ASKED: u64 = 400;
const QUESTION: &str = r#"{ procurement(key: "P1") { title { sv } lots(first: 10) { nodes { title { sv } } } } }"#;
const LISTED: &str =
    "{ procurements(first: 1) { totalCount nodes { title { sv } lots(first: 10) { nodes { title { sv } } } } } }";
/// As many has either.
const STATEMENTS: u64 = 2;

async fn what_changes_together_is_seen_together(backend: Backend) {
    let fresh = Fresh::shared(backend, Tables::There);
    let database = Database::open(&fresh.url, 2).await.unwrap();
    database.migrate().await.unwrap();
    data::procurement(&database.writer, 1, "P1").await;
    data::lot(&database.writer, 11, 1, "LOT-1", Some(0)).await;
    change(&database, 0).await;
    let model = ReadModel::new(&database, Rulebook::new(vec![rules::sample()]));
    let api = schema(model.clone(), Desk::new(database.clone(), Arc::new(SystemClock)));

    let done = Arc::new(AtomicBool::new(false));
    let changing = tokio::spawn({
        let (database, done) = (database.clone(), Arc::clone(&done));
        async move {
            let mut number = 0_u64;
            while !done.load(Ordering::Relaxed) {
                number += 1;
                change(&database, number).await;
            }
            number
        }
    });
    let mut seen = std::collections::BTreeSet::new();
    for (_, (question, place)) in
        (0..ASKED).zip([(QUESTION, "/data/procurement"), (LISTED, "/data/procurements/nodes/0")].into_iter().cycle())
    {
        let answer = serde_json::to_value(api.execute(Request::new(question)).await).unwrap();
        let procurement = answer.pointer(place).unwrap();
        let lots: &Value = &procurement["lots"]["nodes"][0];
        assert_eq!(procurement["title"]["sv"], lots["title"]["sv"], "{answer}");
        seen.insert(procurement["title"]["sv"].to_string());
    }
    done.store(true, Ordering::Relaxed);
    let changes = changing.await.unwrap();
    assert!(seen.len() > 10, "{} moments of {changes} changes", seen.len());
    match backend {
        Backend::Postgres => assert!(model.statements() > ASKED * STATEMENTS, "never asked again"),
        Backend::Sqlite => assert_eq!(model.statements(), ASKED * STATEMENTS),
    }
}

/// Names the procurement and its lot anew, in one act.
async fn change(database: &Database, number: u64) {
    let act = database.writer.begin().await.unwrap();
    for table in ["procurement", "lot"] {
        act.execute_unprepared(&format!("UPDATE {table} SET title_sv = '{number}'")).await.unwrap();
    }
    act.commit().await.unwrap();
}

/// What a standby says of what it sees does not tell all. Here one is played by a function that stands before the server's
/// own: the first question of few statements finds out and is asked again, those after it begin transactions at once.
#[test]
fn postgres_a_standby_is_asked_in_transactions() {
    run(Backend::Postgres, async |backend| {
        let fresh = Fresh::shared(backend, Tables::There);
        let own = Database::open(&fresh.url, 1).await.unwrap();
        own.migrate().await.unwrap();
        data::procurement(&own.writer, 1, "P1").await;
        data::lot(&own.writer, 11, 1, "LOT-1", Some(0)).await;
        let played = "CREATE SCHEMA played; CREATE FUNCTION played.pg_is_in_recovery() RETURNS boolean LANGUAGE sql AS 'SELECT true'";
        own.writer.execute_unprepared(played).await.unwrap();
        let sign = if fresh.url.contains('?') { '&' } else { '?' };
        let url = format!("{}{sign}options=-c%20search_path%3Dplayed,pg_catalog,public", fresh.url);
        let database = Database::open(&url, 2).await.unwrap();
        let model = ReadModel::new(&database, Rulebook::new(vec![rules::sample()]));
        let api = schema(model.clone(), Desk::new(database.clone(), Arc::new(SystemClock)));
        let mut answers = Vec::new();
        for statements in [1 + STATEMENTS, 1 + 2 * STATEMENTS, 1 + 3 * STATEMENTS] {
            answers.push(serde_json::to_value(api.execute(Request::new(QUESTION)).await).unwrap());
            assert_eq!(model.statements(), statements);
        }
        assert!(
            answers[0].get("errors").is_none() && answers.iter().all(|answer| *answer == answers[0]),
            "{answers:?}"
        );
    });
}

on_both!(what_changes_together_is_seen_together);
