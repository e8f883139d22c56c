//! Around the endpoint: the page, the health check, request ids, and where the server may listen.

use super::sample::{JSON, get, post, send};
use anbud::http::{ADDRESS_NOT_LOOPBACK, X_REQUEST_ID, loopback};
use axum::body::Body;
use axum::http::{Method, Request, header};
use base64::Engine;
use sha2::{Digest, Sha256};

#[tokio::test]
async fn every_answer_carries_a_request_id() {
    let made = get("/healthz").await;
    assert_eq!(made.header(X_REQUEST_ID), "run-1");
    for (given, kept) in [("abc-1.2_3", true), ("has space", false), ("", false), (&*"x".repeat(129), false)] {
        let request = Request::post("/graphql")
            .header(header::CONTENT_TYPE, JSON)
            .header(X_REQUEST_ID, given)
            .body(Body::from(r#"{"query":"{ requestId }"}"#));
        let answer = send(request.unwrap()).await;
        let expected = if kept { given } else { "run-1" };
        assert_eq!(answer.header(X_REQUEST_ID), expected);
        assert_eq!(answer.json()["data"]["requestId"], expected);
    }
    assert_eq!(get("/nowhere").await.header(X_REQUEST_ID), "run-1");
    assert_eq!(post("text/html", "{}").await.header(X_REQUEST_ID), "run-1");
}

#[tokio::test]
async fn the_page_runs_its_own_script_and_nothing_else() {
    let page = get("/").await;
    assert_eq!(page.header(header::CONTENT_TYPE), "text/html; charset=utf-8");
    let between = |open: &str, close: &str| {
        let start = page.text.split(open).nth(1).unwrap();
        start.split(close).next().unwrap().to_owned()
    };
    let hash = |text: String| base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text));
    let policy = page.header(header::CONTENT_SECURITY_POLICY);
    let style = hash(between("<style>", "</style>"));
    let script = hash(between("<script>", "</script>"));
    for rule in [
        "default-src 'none'".to_owned(),
        format!("style-src 'sha256-{style}'"),
        format!("script-src 'sha256-{script}'"),
        "connect-src 'self'".to_owned(),
        "base-uri 'none'".to_owned(),
        "frame-ancestors 'none'".to_owned(),
    ] {
        assert!(policy.split("; ").any(|part| part == rule), "{rule} in {policy}");
    }
    assert!(!policy.contains("unsafe"));
    assert!(!page.text.contains("://"), "nothing comes from another host");
    assert!(!page.text.contains(" style=") && !page.text.contains(" onclick="));
    assert_eq!(page.text.matches("data-query=").count(), 3);
    assert!(page.text.contains("hello(name: &quot;&lt;1&gt;&quot;)&#10;"));
    assert_eq!(page.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
}

#[test]
fn only_this_machine_is_listened_to() {
    for taken in ["127.0.0.1:8080", "127.9.9.9:0", "[::1]:443", "localhost:8080"] {
        assert!(loopback(taken).unwrap().ip().is_loopback(), "{taken}");
    }
    for refused in [
        "0.0.0.0:80",
        "[::]:80",
        "192.168.1.4:80",
        "[::ffff:127.0.0.1]:80",
        "example.org:80",
        "127.0.0.1",
        "localhost:x",
        "",
    ] {
        let refusal = loopback(refused).unwrap_err();
        let fault = refusal.fault();
        assert_eq!((fault.code, fault.place.as_str()), (ADDRESS_NOT_LOOPBACK, "/listen"), "{refused}");
        assert!(fault.cause.contains(refused) && fault.hint.contains("127.0.0.1:8080"), "{refusal}");
    }
    let mapped = loopback("[::ffff:127.0.0.1]:0").unwrap_err().fault().clone();
    assert!(mapped.cause.contains("the loopback address 127.0.0.1 written as an address of IPv6"), "{mapped}");
    assert!(mapped.hint.contains("127.0.0.0/8, on [::1] or on localhost"), "{mapped}");
    let reachable = loopback("[::ffff:192.168.1.4]:0").unwrap_err();
    assert!(reachable.fault().cause.contains("from other machines"), "{reachable}");
    assert_eq!(ADDRESS_NOT_LOOPBACK, "serve.address_not_loopback");
}

#[tokio::test]
async fn other_methods_and_other_paths_are_refused() {
    for method in [Method::PUT, Method::DELETE, Method::PATCH, Method::HEAD, Method::OPTIONS] {
        let request = Request::builder().method(method.clone()).uri("/graphql");
        let answer = send(request.body(Body::empty()).unwrap()).await;
        assert_eq!((answer.status.as_u16(), answer.header(header::ALLOW)), (405, "GET, POST"), "{method}");
    }
    let nowhere = get("/api").await;
    assert_eq!((nowhere.status.as_u16(), nowhere.code().as_str()), (404, "NOT_FOUND"));
    let health = get("/healthz").await;
    assert_eq!((health.status.as_u16(), health.text.as_str()), (200, r#"{"status":"ok"}"#));
}
