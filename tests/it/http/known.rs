//! Documents that were answered before: their questions are put to the read model at once, where nothing else is asked and
//! the variables are plainly what they should be, and everybody is answered as if they were not.

use super::sample::{GRAPHQL, JSON, send_to};
use crate::databases::{Backend, on_both};
use crate::read;
use anbud::clock::SystemClock;
use anbud::database::Database;
use anbud::graphql::{Api, Questions};
use anbud::http::{RequestId, RequestIds, Site, router};
use async_graphql::{Data, Executor, Request, Response};
use axum::Router;
use axum::body::Body;
use axum::http::{self, header};
use futures_util::stream::BoxStream;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use std::any::TypeId;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The API, which counts the requests that bring questions for the read model.
#[derive(Clone)]
struct Counting {
    api: Api,
    brought: Arc<AtomicUsize>,
}

impl Executor for Counting {
    async fn execute(&self, request: Request) -> Response {
        if request.data.contains_key(&TypeId::of::<Questions>()) {
            self.brought.fetch_add(1, Ordering::Relaxed);
        }
        self.api.execute(request).await
    }

    fn execute_stream(&self, request: Request, data: Option<Arc<Data>>) -> BoxStream<'static, Response> {
        self.api.execute_stream(request, data)
    }
}

struct Door {
    database: Database,
    router: Router,
    brought: Arc<AtomicUsize>,
}

impl Door {
    async fn new(backend: Backend) -> Self {
        let (api, brought) = (read::filled(backend).await, Arc::default());
        let site = Site::new(RequestIds::of_run(&RequestId::parse("run").unwrap()), Arc::new(SystemClock));
        let counting = Counting { api: api.schema, brought: Arc::clone(&brought) };
        Self { database: api.database, router: router(counting, site), brought }
    }

    /// The answer, without what it says of budgets, and whether its questions were put to the read model at once.
    async fn ask(&self, document: &str, variables: &Value) -> (Value, bool) {
        let before = self.brought.load(Ordering::Relaxed);
        let body = json!({ "query": document, "variables": variables }).to_string();
        let request = http::Request::post("/graphql").header(header::HOST, "localhost");
        let request = request.header(header::CONTENT_TYPE, JSON).header(header::ACCEPT, GRAPHQL);
        let answer = send_to(self.router.clone(), request.body(Body::from(body)).unwrap()).await;
        let mut answer = answer.json();
        answer.as_object_mut().unwrap().remove("extensions");
        (answer, self.brought.load(Ordering::Relaxed) > before)
    }
}

const KEY: &str =
    "query ($key: String!, $deep: Boolean = true) { procurement(key: $key) { key ...B @include(if: $deep) } }
    fragment B on Procurement { lots(first: 9) { totalCount nodes { key } } }";
const LISTED: &str = "query ($some: Int, $profile: LegalProfile, $after: String) {
    procurements(first: $some, after: $after, filter: {profile: {eq: $profile}}) { totalCount nodes { key } } }";
const NODES: &str =
    "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } ... on Query { lots(first: 2) { nodes { key } } } }";

async fn questions_of_known_documents_are_put_at_once(backend: Backend) {
    let door = Door::new(backend).await;
    let known = [
        (KEY, json!({"key": "P1"})),
        (KEY, json!({"key": "none"})),
        (KEY, json!({"key": "P1", "deep": false})),
        (LISTED, json!({"some": 5, "profile": "DIRECTIVE"})),
        (LISTED, json!({"some": 5, "profile": "ANNEX_TWO_AT_OR_ABOVE_THRESHOLD", "after": null})),
        (LISTED, json!({"some": 5, "profile": null})),
        (NODES, json!({"ids": ["none", "UHJvY3VyZW1lbnQ6MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDE="]})),
        ("{ a: rulebook { id } b: rule(id: \"tie_chain\") { id } }", json!({})),
    ];
    for (index, (document, variables)) in known.iter().enumerate() {
        // Spaces make it another document.
        let unknown = format!("{document}{}", " ".repeat(index + 1));
        let (expected, at_once) = door.ask(&unknown, variables).await;
        assert!(!at_once && expected.get("errors").is_none(), "{expected}");
        assert_eq!(door.ask(&unknown, variables).await, (expected.clone(), true), "{document}");
        door.ask(document, variables).await;
        assert_eq!(door.ask(document, variables).await, (expected, true), "{document} {variables}");
    }
}

/// What is not plainly as it should be is judged by the library, known or not.
async fn everything_else_goes_the_librarys_way(backend: Backend) {
    let door = Door::new(backend).await;
    for (document, variables) in
        [(KEY, json!({"key": "P1"})), (LISTED, json!({"some": 5, "profile": "DIRECTIVE"})), (NODES, json!({"ids": []}))]
    {
        door.ask(document, &variables).await;
        assert!(door.ask(document, &variables).await.1, "{document}");
    }
    let refused = [
        (KEY, json!({"key": 5}), true),
        (KEY, json!({"key": "P1", "deep": "yes"}), true),
        (KEY, json!({"key": ["P1"]}), true),
        (LISTED, json!({"some": 5, "profile": "NONE"}), true),
        (LISTED, json!({"some": 5, "profile": "directive"}), true),
        (KEY, json!({"key": "P1", "deep": null}), true),
        (LISTED, json!({"some": 3_000_000_000_i64, "profile": "DIRECTIVE"}), true),
        (LISTED, json!({"some": 1.5, "profile": "DIRECTIVE"}), true),
        (NODES, json!({"ids": ["none", 5]}), false),
        (NODES, json!({"ids": ["none", null]}), true),
    ];
    for (index, (document, variables, fault)) in refused.iter().enumerate() {
        let (expected, _) = door.ask(&format!("{document}{}", " ".repeat(index + 1)), variables).await;
        assert_eq!(expected.get("errors").is_some(), *fault, "{variables} {expected}");
        assert_eq!(door.ask(document, variables).await, (expected, false), "{document} {variables}");
    }
    // What cannot be planned is not put to the read model.
    for (document, variables) in [
        (LISTED, json!({"some": 0, "profile": "DIRECTIVE"})),
        (LISTED, json!({"some": 5, "profile": "DIRECTIVE", "after": "nowhere"})),
        (LISTED, json!({"profile": "DIRECTIVE"})),
    ] {
        let (expected, _) = door.ask(&format!(" {document}"), &variables).await;
        assert!(expected.get("errors").is_some(), "{expected}");
        assert_eq!(door.ask(document, &variables).await, (expected, false), "{document} {variables}");
    }
    let large = "{ lots(first: 100) { nodes { bids(first: 100) { nodes { key } } } } }";
    let two = "query A { lots(first: 1) { nodes { key } } } query B { lots(first: 1) { nodes { id } } }";
    for named in ["A", "B", "A", "B"] {
        let body = json!({ "query": two, "operationName": named }).to_string();
        let request =
            http::Request::post("/graphql").header(header::HOST, "localhost").header(header::CONTENT_TYPE, JSON);
        let before = door.brought.load(Ordering::Relaxed);
        let answer = send_to(door.router.clone(), request.body(Body::from(body)).unwrap()).await.json();
        assert!(answer.get("errors").is_none() && door.brought.load(Ordering::Relaxed) == before, "{named} {answer}");
    }
    for document in ["{ viewer { __typename } lots(first: 1) { nodes { key } } }", "{ __typename }", large] {
        let first = door.ask(document, &json!({})).await;
        assert!(!first.1 && first.0.get("errors").is_none(), "{first:?}");
        assert_eq!(door.ask(document, &json!({})).await, first);
    }
}

/// A fault is told in the same words, whichever way a question went: of what may be null, of what may not, and of both.
async fn faults_are_told_alike_on_both_ways(backend: Backend) {
    let door = Door::new(backend).await;
    let documents = [
        "{ procurement(key: \"P1\") { key } }",
        "{ a: lots(first: 1) { nodes { key } } }",
        "query { procurement(key: \"P1\") { key } b: lot(procurement: \"P1\", key: \"LOT-1\") { key }\n rulebook { id } }",
        "{ procurement(key: \"P1\") { key } lots(first: 1) { nodes { key } } }",
    ];
    for document in documents {
        door.ask(document, &json!({})).await;
        assert!(door.ask(document, &json!({})).await.1, "{document}");
    }
    let renamed = ["ALTER TABLE lot RENAME TO gone", "ALTER TABLE procurement RENAME TO gone_too"];
    for (index, rename) in renamed.iter().enumerate() {
        door.database.writer.execute_unprepared(rename).await.unwrap();
        for document in documents {
            let (told, at_once) = door.ask(document, &json!({})).await;
            let unknown = format!("{document}{}", " ".repeat(index + 1));
            assert_eq!((door.ask(&unknown, &json!({})).await, at_once), ((told.clone(), false), true), "{document}");
            assert!(index == 0 || told["errors"][0]["extensions"]["hint"].is_string(), "{told}");
        }
    }
    // Null is an answer to some fields; where it is none, there is no data.
    let (some, _) = door.ask(documents[2], &json!({})).await;
    let null = |key: &str| some["data"].get(key) == Some(&Value::Null);
    assert!(null("procurement") && null("b") && some["data"]["rulebook"].is_array(), "{some}");
    assert_eq!(door.ask(documents[3], &json!({})).await.0["data"], Value::Null);
}

/// One key at the root: asked for twice it is one question, and for two different things it is a fault.
async fn a_key_of_the_root_is_one_field(backend: Backend) {
    let door = Door::new(backend).await;
    let twice = "query ($s: Boolean!) { a: lots(first: 1) @skip(if: $s) { totalCount }
        ... on Query { a: bids(first: 1) { totalCount } } }";
    // Twice, and also where one of them is left out.
    for skipped in [true, false, true, false] {
        let (told, at_once) = door.ask(twice, &json!({ "s": skipped })).await;
        assert_eq!(told["errors"][0]["extensions"]["code"], "GRAPHQL_VALIDATION_FAILED", "{told}");
        assert!(!at_once);
    }
    // Neither the order of arguments means anything nor that of an object's members.
    let alike = "query ($n: Int) { a: lots(first: 2, filter: {key: {eq: \"x\"}, stage: {in: []}}) { totalCount }
        ... { a: lots(filter: {stage: {in: []}, key: {eq: \"x\"}}, first: 2) { totalCount } } b: lots(first: 2) { totalCount } ...N }
        fragment N on Query { b: lots(first: VALUE) { totalCount } a: lots(first: $n) @skip(if: true) { totalCount } }";
    let (same, another) = (alike.replace("a: lots(first: $n) @skip(if: true)", "b: lots(first: 2)"), alike);
    for at_once in [false, true] {
        let told = door.ask(&same.replace("($n: Int)", "").replace("VALUE", "2"), &json!({})).await;
        assert_eq!(told, (json!({"data": {"a": {"totalCount": 0}, "b": {"totalCount": 1}}}), at_once));
    }
    // Whatever a variable stands for, and whether it is left out or not.
    for conflict in [same.replace("VALUE", "$n"), another.replace("VALUE", "2")] {
        let (told, _) = door.ask(&conflict, &json!({"n": 2})).await;
        assert_eq!(told["errors"][0]["extensions"]["code"], "GRAPHQL_VALIDATION_FAILED", "{told}");
        assert_eq!(told["errors"][0]["locations"].as_array().map(Vec::len), Some(2), "{told}");
    }
    // Lists of other values are others, and a word is no text.
    for (list, one, other) in [
        ("placements", "filter: {rank: {in: [1, 2]}}", "filter: {rank: {in: [12]}}"),
        ("lots", "filter: {key: {in: [\"a\", \"b\"]}}", "filter: {key: {in: [\"a b\"]}}"),
        ("lots", "orderBy: {field: KEY}", "orderBy: {field: \"KEY\"}"),
        ("lots", "orderBy: [{field: KEY}, {field: STAGE}]", "orderBy: [{field: KEY, direction: DESC}, {field: STAGE}]"),
    ] {
        let both = |other: &str| {
            format!(
                "{{ {list}(first: 1, {one}) {{ totalCount }} ... on Query {{ {list}(first: 1, {other}) {{ nodes {{ id }} }} }} }}"
            )
        };
        let (told, _) = door.ask(&both(one), &json!({})).await;
        assert!(told["data"][list]["nodes"].is_array(), "{told}");
        let (told, _) = door.ask(&both(other), &json!({})).await;
        assert_eq!(told["errors"][0]["extensions"]["code"], "GRAPHQL_VALIDATION_FAILED", "{told}");
    }
    let (parts, whole) = (
        "query ($s: Boolean!) { a: lots(first: 1) { nodes { key } } ...F a: lots(first: 1) @include(if: $s) { nodes { stage } } }
            fragment F on Query { a: lots(first: 1) { totalCount nodes { id key } } b: rulebook { id } b: rulebook { id } }",
        "{ a: lots(first: 1) { nodes { key id } totalCount } b: rulebook { id } }",
    );
    let (expected, _) = door.ask(whole, &json!({})).await;
    for at_once in [false, true] {
        assert_eq!(door.ask(parts, &json!({"s": false})).await, (expected.clone(), at_once));
    }
}

on_both!(
    questions_of_known_documents_are_put_at_once,
    everything_else_goes_the_librarys_way,
    faults_are_told_alike_on_both_ways,
    a_key_of_the_root_is_one_field
);
