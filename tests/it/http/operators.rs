//! What an operator asks and sets: health, readiness, counters, and the pages of other origins.

use super::sample::{Answer, JSON, send_to, server_on, server_with, site};
use anbud::http::{Behind, Limits, Origins, Patience, Site, Vitals};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use std::pin::Pin;
use std::time::Duration;

/// What stands behind a server in trouble.
enum Trouble {
    Failing,
    Silent,
}

impl Vitals for Trouble {
    fn ready(&self) -> Pin<Box<dyn Future<Output = Result<(), &'static str>> + Send + '_>> {
        match self {
            Self::Failing => Box::pin(std::future::ready(Err("it fails"))),
            Self::Silent => Box::pin(std::future::pending()),
        }
    }

    fn connections(&self) -> Vec<(&'static str, u32, u32)> {
        vec![("reader", 4, 1)]
    }

    fn statements(&self) -> u64 {
        17
    }
}

async fn ask(server: &Router, method: &str, path: &str, headers: &[(&str, &str)], body: &'static str) -> Answer {
    let mut request = Request::builder().method(method).uri(path).header(header::HOST, "localhost");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    send_to(server.clone(), request.body(Body::from(body)).unwrap()).await
}

#[tokio::test]
async fn a_server_lives_though_it_is_not_ready() {
    let ready = site();
    let stopping = ready.stopping.clone();
    let ready = server_on(ready);
    let answer = ask(&ready, "GET", "/readyz", &[], "").await;
    assert_eq!((answer.status.as_u16(), answer.text.as_str()), (200, r#"{"status":"ready"}"#));
    stopping.announce();
    let patience = Patience { ready: Duration::from_millis(50), ..Patience::default() };
    let failing = server_on(Site { behind: Behind::new(Trouble::Failing), ..site() });
    let silent = server_on(Site { behind: Behind::new(Trouble::Silent), patience, ..site() });
    for (server, reason) in
        [(&ready, "the server is stopping"), (&failing, "it fails"), (&silent, "the database does not answer in time")]
    {
        let answer = ask(server, "GET", "/readyz", &[], "").await;
        assert_eq!((answer.status.as_u16(), answer.json()["reason"].as_str()), (503, Some(reason)));
        assert_eq!(ask(server, "GET", "/healthz", &[], "").await.status, 200);
    }
}

#[tokio::test]
async fn the_counters_count_and_no_word_of_a_caller_becomes_a_label() {
    // One act, and not a second one within minutes.
    let limits = Limits { question: 1_500, bucket: 1_500, per_second: 1, ..Limits::default() };
    let server = server_on(Site { behind: Behind::new(Trouble::Silent), limits, ..site() });
    let json = [("content-type", JSON)];
    for status in [200, 429] {
        assert_eq!(ask(&server, "POST", "/graphql", &json, r#"{"query":"mutation { bump }"}"#).await.status, status);
    }
    assert_eq!(ask(&server, "POST", "/graphql", &json, r#"{"query":"query Secret { hello }"}"#).await.status, 200);
    assert_eq!(ask(&server, "POST", "/graphql", &[("x-request-id", "Secret")], "Secret").await.status, 415);
    assert_eq!(ask(&server, "SECRET", "/Secret?Secret", &[], "").await.status, 404);
    let page = ask(&server, "GET", "/metrics", &[], "").await;
    assert_eq!(page.header(header::CONTENT_TYPE), "application/openmetrics-text; version=1.0.0; charset=utf-8");
    for line in [
        r#"anbud_requests_total{route="/graphql",status="2xx"} 2"#,
        r#"anbud_requests_total{route="/graphql",status="4xx"} 2"#,
        r#"anbud_requests_total{route="other",status="4xx"} 1"#,
        r#"anbud_request_duration_seconds_count{route="/graphql"} 4"#,
        "anbud_requests_in_flight 1",
        r#"anbud_refused_total{code="RATE_LIMITED"} 1"#,
        r#"anbud_refused_total{code="BAD_USER_INPUT"} 1"#,
        r#"anbud_refused_total{code="NOT_FOUND"} 1"#,
        r#"anbud_database_connections{door="reader",state="idle"} 1"#,
        r#"anbud_database_connections{door="reader",state="used"} 3"#,
        "anbud_read_statements_total 17",
    ] {
        assert!(page.text.lines().any(|told| told == line), "{line} is not told:\n{}", page.text);
    }
    assert!(!page.text.to_lowercase().contains("secret"), "{}", page.text);
}

const APP: &str = "https://app.example";
const ALLOWED: &str = "access-control-allow-origin";

#[tokio::test]
async fn pages_of_other_origins_ask_only_where_the_operator_has_named_them() {
    let named = server_on(Site { origins: Origins::new([APP]), ..site() });
    let closed = server_on(site());
    let query = r#"{"query":"{ hello }"}"#;
    let asks = |origin| [("origin", origin), ("content-type", JSON)];
    let preflight = |origin| {
        [
            ("origin", origin),
            ("access-control-request-method", "POST"),
            ("access-control-request-headers", "content-type"),
        ]
    };
    let may = ask(&named, "OPTIONS", "/graphql", &preflight(APP), "").await;
    assert_eq!((may.status.as_u16(), may.header(ALLOWED)), (200, APP));
    assert_eq!(may.header("access-control-allow-methods"), "GET,POST");
    assert!(may.header("access-control-allow-headers").contains("content-type"));
    let answer = ask(&named, "POST", "/graphql", &asks(APP), query).await;
    assert_eq!((answer.status.as_u16(), answer.header(ALLOWED)), (200, APP));
    assert!(answer.header(header::VARY).contains("origin"));
    let own = ask(&named, "POST", "/graphql", &asks("http://localhost"), query).await;
    assert_eq!((own.status.as_u16(), own.header(ALLOWED)), (200, ""));

    for (server, origin) in
        [(&named, "https://evil.example"), (&named, "https://app.example:8443"), (&named, "null"), (&closed, APP)]
    {
        for answer in [
            ask(server, "OPTIONS", "/graphql", &preflight(origin), "").await,
            ask(server, "POST", "/graphql", &asks(origin), query).await,
        ] {
            assert_eq!((answer.status.as_u16(), answer.code().as_str()), (403, "FORBIDDEN"), "{origin}");
            assert_eq!(answer.header(ALLOWED), "");
        }
    }
    for answer in [may, answer] {
        assert_eq!(answer.header("access-control-allow-credentials"), "");
    }
    assert_eq!(ask(&named, "GET", "/metrics", &[("origin", APP)], "").await.header(ALLOWED), "");
}

#[tokio::test]
async fn a_question_that_takes_too_long_is_cut_off_and_gives_up_its_turn() {
    let patience =
        Patience { request: Duration::from_millis(50), turn: Duration::from_millis(500), ..Patience::default() };
    let server = server_on(Site { requests_at_once: 1, patience, ..site() });
    let json = [("content-type", JSON)];
    let answer = ask(&server, "POST", "/graphql", &json, r#"{"query":"{ stuck }"}"#).await;
    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (503, "REQUEST_TIMEOUT"));
    assert_eq!(answer.message(), "the question was not answered within 50ms, and was cut off");
    assert_eq!(answer.json()["extensions"]["cost"]["requested"], 1);
    assert_eq!(ask(&server, "POST", "/graphql", &json, r#"{"query":"{ hello }"}"#).await.status, 200);
}

#[tokio::test]
async fn a_body_is_as_large_as_the_operator_says() {
    let server = server_on(Site { body_bytes: 30, ..site() });
    let json = [("content-type", JSON)];
    assert_eq!(ask(&server, "POST", "/graphql", &json, r#"{"query":"{ hello }"}"#).await.status, 200);
    let large = ask(&server, "POST", "/graphql", &json, r#"{"query":"{ hello }"          }"#).await;
    assert_eq!((large.status.as_u16(), large.message().as_str()), (413, "the body is larger than 30 bytes"));
    let usual = server_with(Patience::default());
    assert_eq!(ask(&usual, "POST", "/graphql", &json, r#"{"query":"{ hello }"          }"#).await.status, 200);
}
