//! How long the server waits: for a body that does not come, and for a turn that nobody gives up.

use super::cost::Hands;
use super::sample::{
    Answer, GRAPHQL, JSON, ask, begun, hold, left, send_to, server, server_on, server_with, site, until,
};
use crate::databases::{Backend, run};
use crate::read;
use anbud::http::{Limits, Patience, REQUESTS_AT_ONCE, Site, router};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{Request, header};
use futures_util::StreamExt;
use sea_orm::{ConnectionTrait, Statement};
use std::sync::Arc;
use std::sync::atomic::AtomicI64;
use std::time::{Duration, Instant};

const SHORT: Duration = Duration::from_millis(50);

async fn post_to(server: Router, body: Body) -> Answer {
    let request = Request::post("/graphql")
        .header(header::HOST, "localhost")
        .header(header::CONTENT_TYPE, JSON)
        .header(header::ACCEPT, GRAPHQL)
        .body(body);
    send_to(server, request.unwrap()).await
}

#[tokio::test]
async fn half_a_body_is_not_waited_for_longer_than_said() {
    let server = server_with(Patience { body: SHORT, ..Patience::default() });
    let half = futures_util::stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(b"{\"query\":"))]);
    let body = Body::from_stream(half.chain(futures_util::stream::pending()));
    let answer = post_to(server, body).await;
    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (408, "BAD_USER_INPUT"));
    assert_eq!(answer.message(), "the body did not arrive within 50ms");
}

#[tokio::test]
async fn more_requests_than_are_executed_at_once_wait_and_are_then_sent_away() {
    // Who is sent away four times has spent four, and has the thousand left that the question costs.
    const COST: u64 = 1_000;
    let limits = Limits { question: COST, bucket: REQUESTS_AT_ONCE as u64 + 4 + COST, ..Limits::default() };
    let patience = Patience { turn: SHORT, ..Patience::default() };
    let server = server_on(Site { limits, patience, clock: Arc::new(Hands(AtomicI64::new(0))), ..site() });
    let mut stuck: Vec<_> = (0..REQUESTS_AT_ONCE)
        .map(|_| tokio::spawn(post_to(server.clone(), Body::from(r#"{"query":"{ stuck }"}"#))))
        .collect();
    tokio::task::yield_now().await;
    let types = || post_to(server.clone(), Body::from(r#"{"query":"{ __schema { queryType { name } } }"}"#));
    for _ in 0..4 {
        let answer = types().await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (503, "BUSY"), "{}", answer.text);
        assert_eq!(answer.header(header::RETRY_AFTER), "5");
        assert!(answer.message().contains("it works on 16 requests"), "{}", answer.text);
    }

    // A caller who goes away gives up its turn.
    let gone = stuck.pop().unwrap();
    gone.abort();
    assert!(gone.await.unwrap_err().is_cancelled());
    let answer = types().await;
    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (200, ""), "{}", answer.text);
    let answer = types().await;
    assert_eq!((answer.status.as_u16(), answer.message().as_str()), (429, "nothing of your budget is left"));
    stuck.iter().for_each(tokio::task::JoinHandle::abort);
}

/// Of an act nobody would know whether it was done. It has its turn as long as it is under way.
#[tokio::test]
async fn an_act_goes_on_when_its_caller_is_gone() {
    let patience = Patience { turn: SHORT, ..Patience::default() };
    let server = server_on(Site { patience, requests_at_once: 1, ..site() });
    hold("gone", true);
    let body = r#"{"query":"mutation { leave(mark: \"gone\") }"}"#;
    let gone = tokio::spawn(post_to(server.clone(), Body::from(body)));
    until(|| begun("gone") == 1).await;
    gone.abort();
    assert!(gone.await.unwrap_err().is_cancelled());
    let hello = || post_to(server.clone(), Body::from(r#"{"query":"{ hello }"}"#));
    assert_eq!((hello().await.code().as_str(), left("gone")), ("BUSY", 0));
    hold("gone", false);
    until(|| left("gone") == 1).await;
    let asked = Instant::now();
    while hello().await.status != 200 {
        assert!(asked.elapsed() < Duration::from_secs(60), "its turn does not end");
    }
}

/// A field of the root that stands there twice is one field.
#[tokio::test]
async fn an_act_that_is_asked_for_twice_under_one_key_is_done_once() {
    let twice = "mutation { leave(mark: \"twice\") ...L leave(mark: \"twice\") @skip(if: false) }
        fragment L on Mutation { leave(mark: \"twice\") other: leave(mark: \"other\") }";
    let answer = ask(twice).await.json();
    assert_eq!(answer["data"].to_string(), r#"{"leave":1,"other":1}"#, "{answer}");
    assert_eq!((left("twice"), left("other")), (1, 1));
    // Also where the operation has a name, and one of several.
    let named =
        format!("query Q {{ hello }} {}", twice.replace("mutation {", "mutation M {").replace("twice", "named"));
    let body = serde_json::json!({ "query": named, "operationName": "M" });
    let answer = post_to(server(), Body::from(body.to_string())).await.json();
    assert_eq!((answer["data"].to_string().as_str(), left("named")), (r#"{"leave":1,"other":1}"#, 1), "{answer}");
    for (refused, code) in [
        ("mutation { leave(mark: \"never\") leave(mark: \"never\") { no } }", "GRAPHQL_VALIDATION_FAILED"),
        (
            "mutation { leave(mark: \"never\") leave(mark: \"never\") ... on Query { hello } }",
            "GRAPHQL_VALIDATION_FAILED",
        ),
        ("mutation { leave(mark: \"never\") ... { leave(mark: \"not\") } }", "GRAPHQL_VALIDATION_FAILED"),
        ("mutation { a: leave(mark: \"never\") ...N } fragment N on Mutation { a: bump }", "GRAPHQL_VALIDATION_FAILED"),
        ("mutation { leave(mark: \"never\") leave(mark: \"never\") @skip(if: 5) }", "BAD_USER_INPUT"),
    ] {
        let answer = ask(refused).await;
        assert_eq!((answer.code().as_str(), left("never") + left("not")), (code, 0), "{refused} {}", answer.text);
        let told = answer.json()["errors"].as_array().unwrap().clone();
        let twice = told.iter().enumerate().any(|(index, fault)| told[..index].contains(fault));
        assert!(!twice, "{refused} {}", answer.text);
    }
    // What is left out is not asked for, whatever else it would be.
    let left_out = ask(
        "mutation { bump ...L bump leave(mark: \"never\") @skip(if: true) ... @include(if: false) { leave(mark: \"never\") } }
        fragment L on Mutation { leave(mark: \"never\") @include(if: false) }",
    );
    assert_eq!((left_out.await.json()["data"].to_string().as_str(), left("never")), (r#"{"bump":1}"#, 0));
}

/// A fragment that is spread again asks for nothing more; and so it is below the root, in all that the library executes.
#[tokio::test]
async fn what_is_asked_for_twice_is_executed_once_wherever_it_stands() {
    let documents = [
        "mutation { ...L ...L } fragment L on Mutation { leave(mark: \"MARK\") }",
        "mutation { ...A ...B } fragment A on Mutation { ...L } fragment B on Mutation { ...L }
            fragment L on Mutation { leave(mark: \"MARK\") }",
        "mutation { ...A ... { ...L } } fragment A on Mutation { ...L } fragment L on Mutation { leave(mark: \"MARK\") }",
        "{ thing { marked(mark: \"MARK\") ...L ...L } thing { key ... on Lot { ...L } } } fragment L on Lot { marked(mark: \"MARK\") }",
        "{ thing { next { ...L } ... { next { ...L } next { marked(mark: \"MARK\") } } } }
            fragment L on Lot { marked(mark: \"MARK\") }",
    ];
    for (index, document) in documents.iter().enumerate() {
        let mark = format!("spread {index}");
        let answer = ask(&document.replace("MARK", &mark)).await;
        assert_eq!((answer.code().as_str(), left(&mark)), ("", 1), "{document} {}", answer.text);
    }
    let apart = [
        "{ thing { a: key ... on Lot { a: count(of: []) } } }",
        "{ thing { next { key } } ... on Query { thing { next { key: count(of: [1]) } } } }",
        "query ($n: [Int!]!) { thing { count(of: [1]) ... on Lot { count(of: $n) } } }",
        "query ($n: [Int!]!) { thing { count(of: $n) ... on Lot { key count(of: [1]) @skip(if: true) } } }",
        "query ($n: [Int!]!) { thing { key count(of: $n) } ...Q } fragment Q on Query @include(if: true) { thing { count } }",
    ];
    for document in apart {
        let body = serde_json::json!({ "query": document, "variables": { "n": [1] } });
        let answer = post_to(server(), Body::from(body.to_string())).await;
        assert_eq!(answer.code(), "GRAPHQL_VALIDATION_FAILED", "{document} {}", answer.text);
    }
}

/// A question that waits for somebody's lock is cut off when its time is up, its statement with it, and the server goes on.
#[test]
fn a_question_that_takes_too_long_is_cut_off_in_the_database_too() {
    run(Backend::Postgres, async |backend| {
        let read::Api { database, schema } = read::filled(backend).await;
        let patience = Patience { request: Duration::from_secs(2), ..Patience::default() };
        let server = router(schema, Site { patience, ..site() });
        let ask = || post_to(server.clone(), Body::from(r#"{"query":"{ lots(first: 1) { nodes { key } } }"}"#));
        assert_eq!(ask().await.status, 200);
        let lock = database.begin_act().await.unwrap();
        lock.execute_unprepared("LOCK TABLE lot IN ACCESS EXCLUSIVE MODE").await.unwrap();
        let answer = ask().await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (503, "REQUEST_TIMEOUT"), "{}", answer.text);
        let waiting =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        let asked = Instant::now();
        loop {
            let row = lock.query_one_raw(Statement::from_string(lock.get_database_backend(), waiting)).await.unwrap();
            if row.unwrap().try_get_by_index::<i64>(0).unwrap() == 0 {
                break;
            }
            assert!(asked.elapsed() < Duration::from_secs(20), "the server still waits for the lock");
            tokio::task::yield_now().await;
        }
        lock.rollback().await.unwrap();
        assert_eq!(ask().await.status, 200);
    });
}
