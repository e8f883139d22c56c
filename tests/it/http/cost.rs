//! What questions cost, told before anything of them runs, and what happens to those who ask for too much.

use super::sample::{Answer, GRAPHQL, JSON, send_to};
use crate::databases::{Backend, on_both};
use crate::read;
use anbud::clock::{Clock, SystemClock};
use anbud::http::{Caller, Limits, RequestId, RequestIds, Site, router};
use axum::body::Body;
use axum::http::{Request, header};
use axum::{Extension, Router};
use serde_json::{Value, json};
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use uuid::Uuid;
use values::Instant;

/// A clock that stands until it is moved.
pub(super) struct Hands(pub(super) AtomicI64);

impl Clock for Hands {
    fn now(&self) -> Instant {
        Instant::from_millis(self.0.load(Ordering::Relaxed))
    }

    fn ordered_id(&self) -> Uuid {
        SystemClock.ordered_id()
    }

    fn random_id(&self) -> Uuid {
        SystemClock.random_id()
    }
}

/// The real schema over a small database, with limits of its own.
struct Door {
    router: Router,
    clock: Arc<Hands>,
}

impl Door {
    async fn new(backend: Backend, limits: Limits) -> Self {
        let api = read::filled(backend).await;
        let clock = Arc::new(Hands(AtomicI64::new(1_800_000_000_000)));
        let request_ids = RequestIds::of_run(&RequestId::parse("run").unwrap());
        let site = Site { limits, ..Site::new(request_ids, clock.clone()) };
        Self { router: router(api.schema, site), clock }
    }

    async fn ask_as(&self, address: &str, accept: &str, body: Value) -> Answer {
        let caller = Caller::at(address.parse::<IpAddr>().unwrap());
        let request = Request::post("/graphql").header(header::HOST, "localhost").header(header::CONTENT_TYPE, JSON);
        let request = request.header(header::ACCEPT, accept).body(Body::from(body.to_string())).unwrap();
        send_to(self.router.clone().layer(Extension(caller)), request).await
    }

    async fn ask(&self, query: &str) -> Answer {
        self.ask_as("127.0.0.1", GRAPHQL, json!({ "query": query })).await
    }
}

const PAGE: &str = "pageInfo { hasNextPage }";

async fn a_cost_is_page_sizes_times_what_is_asked_under_each_thing(backend: Backend) {
    let door = Door::new(backend, Limits::default()).await;
    let lot = door.ask(r#"{ lot(procurement: "P1", key: "LOT-1") { id } }"#).await.json();
    let lot = lot["data"]["lot"]["id"].as_str().unwrap().to_owned();
    let cases = [
        ("{ __typename }".to_owned(), 1),
        ("{ viewer { kind } rateLimit { cost } }".to_owned(), 2),
        ("{ rulebook { id law { chapter } } }".to_owned(), 1),
        (r#"{ procurement(key: "P1") { key title { sv en } } }"#.to_owned(), 1),
        (format!("{{ lots(first: 7) {{ {PAGE} }} }}"), 7),
        ("{ lots(last: 7) { nodes { key } } }".to_owned(), 7),
        ("{ lots(first: 7) { nodes { key } edges { node { stage } } } }".to_owned(), 7),
        ("{ lots(first: 7) { totalCount } }".to_owned(), 1),
        ("{ lots(first: 7) { totalCount nodes { key } } }".to_owned(), 8),
        ("{ lots(first: 7) { nodes { procurement { key } } } }".to_owned(), 14),
        ("{ lots(first: 7) { nodes { bids(first: 5) { nodes { key } } } } }".to_owned(), 7 + 7 * 5),
        ("{ lots(first: 7) { nodes { bids(first: 5) { totalCount nodes { supplier { name } } } } } }".to_owned(), 7 * (1 + 1 + 5 * 2)),
        ("{ a: lots(first: 7) { nodes { key } } b: lots(first: 7) { nodes { key } } }".to_owned(), 14),
        ("{ lots(first: 7) { nodes { key } } lots(first: 7) { nodes { stage } } }".to_owned(), 7),
        ("{ lots(first: 7) { nodes { ...L ...L } } } fragment L on Lot { bids(first: 5) { nodes { key } } }".to_owned(), 42),
        ("{ lots(first: 7) { nodes { key bids(first: 5) @skip(if: true) { nodes { key } } } } }".to_owned(), 7),
        (format!("{{ node(id: {lot:?}) {{ id ... on Lot {{ bids(first: 5) {{ nodes {{ key }} }} }} ... on Bid {{ scores(first: 100) {{ nodes {{ id }} }} }} }} }}"), 6),
        (format!("{{ nodes(ids: [{lot:?}, {lot:?}, \"x\"]) {{ ... on Lot {{ bids(first: 5) {{ nodes {{ key }} }} }} }} }}"), 12),
        ("{ nodes(ids: [\"x\", \"y\"]) { id } }".to_owned(), 2),
        ("{ __schema { queryType { name } } }".to_owned(), 1_000),
        (r#"mutation { runEvaluation(input: {lotId: "x"}) { evaluation { placements(first: 9) { nodes { rank } } } } }"#.to_owned(), 1_010),
        (r#"mutation { runEvaluation(input: {lotId: "x"}) { ...E evaluation { id } ...E b: evaluation { id } } }
            fragment E on RunEvaluationPayload { evaluation { placements(first: 9) { nodes { rank } } } }"#.to_owned(), 1_011),
    ];
    for (query, requested) in cases {
        let answer = door.ask(&query).await;
        assert_eq!(answer.status, 200, "{query}: {}", answer.text);
        let cost = json!({ "requested": requested, "limit": 500_000 });
        assert_eq!(answer.json()["extensions"]["cost"], cost, "{query}");
    }
    let query =
        "query ($n: Int!, $m: Int = 4, $no: Boolean!) { lots(first: $n) { nodes { bids(first: $m) { nodes { key } }
        more: bids(first: 100) @include(if: $no) { nodes { key } } } } }";
    let answer = door.ask_as("127.0.0.1", GRAPHQL, json!({ "query": query, "variables": {"n": 3, "no": false} })).await;
    assert_eq!(answer.json()["extensions"]["cost"]["requested"], 15, "{}", answer.text);
}

async fn every_question_of_the_query_has_a_price_of_its_own(backend: Backend) {
    let door = Door::new(backend, Limits::default()).await;
    let asked = "{ __type(name: \"Query\") { fields { name args { name } type { name kind ofType { name kind } } } } }";
    let fields = door.ask(asked).await.json()["data"]["__type"]["fields"].take();
    let mut lists = 0;
    for field in fields.as_array().unwrap() {
        let name = field["name"].as_str().unwrap();
        if !field["args"].as_array().unwrap().iter().any(|argument| argument["name"] == "first") {
            continue;
        }
        lists += 1;
        let answer = door.ask(&format!("{{ {name}(first: 37) {{ nodes {{ id }} }} }}")).await.json();
        assert_eq!(answer["extensions"]["cost"]["requested"], 37, "{name}");
    }
    assert_eq!(lists, anbud::read::LISTS.len());
}

async fn a_question_that_leads_to_too_much_is_refused_where_it_does(backend: Backend) {
    let door = Door::new(backend, Limits { question: 1_000, ..Limits::default() }).await;
    let cases = [
        (
            "{ lots(first: 10) { nodes {\n bids(first: 50) { nodes {\n  scores(first: 20) { nodes {\n traceSteps(first: 10) { nodes { id } } } } } } } } }",
            "the answer can hold 110510 things, and 1000 are answered at once: the lists `scores` alone can hold 10000",
            json!([{"line": 3, "column": 3}]),
        ),
        (
            "{ lots(first: 90) { nodes { bids(first: 9) { nodes { key } } } }\n more: lots(first: 100) { nodes { key bids(first: 9) { totalCount nodes { key } } } } }",
            "the answer can hold 2000 things, and 1000 are answered at once",
            json!([{"line": 2, "column": 2}]),
        ),
    ];
    for (query, message, locations) in cases {
        for (accept, status) in [(GRAPHQL, 400), (JSON, 200)] {
            let answer = door.ask_as("127.0.0.1", accept, json!({ "query": query })).await;
            assert_eq!(
                (answer.status.as_u16(), answer.code().as_str()),
                (status, "QUERY_TOO_COMPLEX"),
                "{}",
                answer.text
            );
            let answer = answer.json();
            assert_eq!(
                (&answer["errors"][0]["message"], &answer["errors"][0]["locations"]),
                (&json!(message), &locations)
            );
            assert!(answer.get("data").is_none());
            assert_eq!(answer["extensions"]["cost"]["limit"], 1_000);
        }
    }
    assert_eq!(door.ask("{ lots(first: 10) { nodes { bids(first: 99) { nodes { key } } } } }").await.status, 200);
}

async fn a_spent_budget_is_told_with_the_time_to_wait(backend: Backend) {
    let limits = Limits { question: 300, bucket: 1_000, per_second: 10, callers: 100 };
    let door = Door::new(backend, limits).await;
    let query = "{ lots(first: 100) { nodes { bids(first: 1) { nodes { key } } } } rateLimit { cost limit remaining resetAt } }";
    for left in [799, 598, 397, 196] {
        let answer = door.ask(query).await.json();
        let told = &answer["data"]["rateLimit"];
        let seconds = f64::from(1_000 - left) / 10.0;
        let reset = Instant::from_millis(1_800_000_000_000 + (seconds * 1_000.0) as i64).to_string();
        assert_eq!(told, &json!({"cost": 201, "limit": 1_000, "remaining": left, "resetAt": reset}));
    }
    for accept in [GRAPHQL, JSON] {
        let answer = door.ask_as("127.0.0.1", accept, json!({ "query": query })).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (429, "RATE_LIMITED"), "{}", answer.text);
        assert!(answer.header(header::CONTENT_TYPE).starts_with(accept));
        assert!(answer.json().get("data").is_none());
        assert_eq!(answer.header(header::RETRY_AFTER), "1");
        assert_eq!(answer.json()["extensions"]["cost"], json!({"requested": 201, "limit": 300}));
    }
    // Others are not held to it, and the time brings it back.
    assert_eq!(door.ask_as("192.0.2.7", GRAPHQL, json!({ "query": query })).await.status, 200);
    door.clock.0.fetch_add(1_000, Ordering::Relaxed);
    assert_eq!(door.ask(query).await.status, 200);
    // Requests that cannot be read are counted too, and the last one is not read any more.
    let mut refused = 0;
    while door.ask("{").await.status == 400 {
        refused += 1;
    }
    assert_eq!(refused, 3);
    let answer = door.ask("{").await;
    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (429, "RATE_LIMITED"));
    assert_eq!(answer.message(), "nothing of your budget is left");
}

on_both!(
    a_cost_is_page_sizes_times_what_is_asked_under_each_thing,
    every_question_of_the_query_has_a_price_of_its_own,
    a_question_that_leads_to_too_much_is_refused_where_it_does,
    a_spent_budget_is_told_with_the_time_to_wait
);
