//! How many statements reach the database, as the database and its driver count them: PostgreSQL by
//! `pg_stat_statements`, SQLite by what its driver says that it ran. Neither knows of our own count.

mod driver;

use super::data;
use crate::databases::{Backend, Fresh, Tables, run, run_with};
use anbud::clock::SystemClock;
use anbud::database::Database;
use anbud::graphql::schema;
use anbud::http::{RequestId, RequestIds, Site, router};
use anbud::read::{ReadModel, Rulebook};
use anbud::service::Desk;
use async_graphql::Request;
use axum::body::Body;
use axum::http;
use driver::Counter;
use sea_orm::ConnectionTrait;
use serde_json::Value;
use std::sync::Arc;
use tower::ServiceExt;

/// Five lists below one another, one of them counted too, and one thing that each of many leads to.
const DEEP: &str = r#"{ procurement(key: "P1") { key lots(first: 100) { nodes { key
    criteria(first: 10) { totalCount nodes { key } }
    bids(first: 100) { nodes { key supplier { name } prices(first: 9) { nodes { amount } } } } } } } }"#;
/// procurement, lots, criteria, their count, bids, suppliers, prices.
const NODES_OF_ITS_PLAN: u64 = 7;

/// A question whose plan has one node.
const FLAT: &str = r#"{ procurement(key: "P1") { key } }"#;

/// Where Debian's packages keep the extension, seen from the programs.
const COUNTING: &str = "../lib/pg_stat_statements.so";

struct World {
    schema: anbud::graphql::Api,
    counter: Counter,
    database: Database,
}

/// Lots with bids, each of a supplier of its own.
async fn with(backend: Backend, lots: u128, bids: u128) -> World {
    let fresh = Fresh::shared(backend, Tables::There);
    let filling = Database::open(&fresh.url, 1).await.unwrap();
    filling.migrate().await.unwrap();
    let db = &filling.writer;
    db.execute_unprepared("BEGIN").await.unwrap();
    data::procurement(db, 1, "P1").await;
    for lot in 0..lots {
        data::lot(db, 11 + lot, 1, &format!("LOT-{lot}"), Some(0)).await;
        for bid in 0..bids {
            let number = 1_000 + 100 * lot + bid;
            data::supplier(db, number, &format!("S{number}")).await;
            data::bid(db, 2_000 + number, 1, 11 + lot, number).await;
        }
    }
    db.execute_unprepared("COMMIT").await.unwrap();
    filling.close().await.unwrap();
    let (database, counter) = driver::open(backend, &fresh.url).await;
    let model = ReadModel::new(&database, Rulebook::default());
    let desk = Desk::new(database.clone(), Arc::new(SystemClock));
    World { schema: schema(model, desk), counter, database }
}

impl World {
    /// How many statements a question sent, and its answer.
    async fn sent_by(&self, question: &str) -> (u64, Value) {
        let before = self.counter.statements().await;
        let answer = serde_json::to_value(self.schema.execute(Request::new(question)).await).unwrap();
        assert_eq!(answer.get("errors"), None);
        (self.counter.statements().await - before, answer)
    }

    async fn close(self) {
        drop(self.schema);
        self.database.close().await.unwrap();
    }
}

async fn a_question_sends_as_many_statements_as_its_plan_has_nodes(backend: Backend) {
    let (few, many) = (with(backend, 1, 1).await, with(backend, 5, 100).await);
    let (of_one, _) = few.sent_by(DEEP).await;
    let (of_many, answer) = many.sent_by(DEEP).await;
    let answer = answer.to_string();
    assert_eq!(answer.matches("\"supplier\":{\"name\"").count(), 500);
    assert_eq!((of_one, of_many), (NODES_OF_ITS_PLAN, NODES_OF_ITS_PLAN));
    // Again, where everything is prepared and kept.
    assert_eq!(many.sent_by(DEEP).await.0, NODES_OF_ITS_PLAN);
    assert_eq!((few.sent_by(FLAT).await.0, many.sent_by(FLAT).await.0), (1, 1));
    few.close().await;
    many.close().await;
}

/// A field of the root that stands there often takes the statements of one.
async fn a_root_field_that_is_asked_for_often_is_answered_once(backend: Backend) {
    let world = with(backend, 5, 10).await;
    let site = Site::new(RequestIds::of_run(&RequestId::parse("run").unwrap()), Arc::new(SystemClock));
    let server = router(world.schema.clone(), site);
    let parts = "lots(first: 9) { nodes { key } } ".repeat(4);
    let lists = "lots(first: 9) { totalCount nodes { bids(first: 9) { nodes { supplier { name } } } } }";
    let body = serde_json::json!({ "query": format!("{{ {parts} {lists} ...P }} fragment P on Query {{ {parts} }}") });
    // The second time its document is known.
    for _ in 0..2 {
        let before = world.counter.statements().await;
        let request =
            http::Request::post("/graphql").header("host", "localhost").header("content-type", "application/json");
        let request = request.body(Body::from(body.to_string())).unwrap();
        let answer = server.clone().oneshot(request).await.unwrap();
        let answer = axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        let answer: Value = serde_json::from_slice(&answer).unwrap();
        assert_eq!(answer["data"]["lots"]["totalCount"], 5, "{answer}");
        // Lots with their number, bids, suppliers.
        assert_eq!(world.counter.statements().await - before, 3);
    }
    drop(server);
    world.close().await;
}

/// What sees one moment through a transaction begins one; what is one statement needs none.
async fn a_single_statement_stands_in_no_transaction(backend: Backend) {
    let world = with(backend, 1, 1).await;
    let before = world.counter.transactions().await;
    for _ in 0..3 {
        world.sent_by(FLAT).await;
    }
    assert_eq!(world.counter.transactions().await, before);
    world.sent_by(DEEP).await;
    assert_eq!(world.counter.transactions().await, before + 1);
    world.close().await;
}

#[test]
fn sqlite_is_sent_as_many_statements_as_the_plan_has_nodes() {
    run(Backend::Sqlite, a_question_sends_as_many_statements_as_its_plan_has_nodes);
}

#[test]
fn postgres_is_sent_as_many_statements_as_the_plan_has_nodes() {
    run_with(&[COUNTING], Backend::Postgres, a_question_sends_as_many_statements_as_its_plan_has_nodes);
}

#[test]
fn sqlite_answers_a_root_field_once() {
    run(Backend::Sqlite, a_root_field_that_is_asked_for_often_is_answered_once);
}

#[test]
fn postgres_answers_a_root_field_once() {
    run_with(&[COUNTING], Backend::Postgres, a_root_field_that_is_asked_for_often_is_answered_once);
}

#[test]
fn postgres_begins_no_transaction_for_a_single_statement() {
    run_with(&[COUNTING], Backend::Postgres, a_single_statement_stands_in_no_transaction);
}
