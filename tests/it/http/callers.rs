//! Who may ask: what is meant for this machine, from a program or from the server's own page.

use super::sample::{Answer, JSON, send_to, server};
use axum::body::Body;
use axum::http::{Request, header};

/// Sends a query with these headers, and no host but theirs.
async fn ask_as(uri: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::post(uri).header(header::CONTENT_TYPE, JSON);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let body = Body::from(r#"{"query":"mutation { bump }"}"#);
    send_to(server(), request.body(body).unwrap()).await
}

#[tokio::test]
async fn only_requests_for_this_machine_are_answered() {
    for host in ["localhost", "LocalHost:8080", "127.0.0.1", "127.9.8.7:80", "[::1]", "[::1]:8080", "[0:0:0:0:0:0:0:1]"]
    {
        let answer = ask_as("/graphql", &[("host", host)]).await;
        assert_eq!((answer.status.as_u16(), answer.text.contains("bump")), (200, true), "{host}");
    }
    for host in [
        "evil.example",
        "evil.example:8080",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "localhost.",
        "localhost:",
        "localhost:+80",
        "localhost:99999",
        "evil@localhost",
        "localhost:80@evil.example",
        "0.0.0.0",
        "127.1",
        "2130706433",
        "::1",
        "[::]",
        "[::ffff:127.0.0.1]",
        "192.168.1.4:8080",
        "",
    ] {
        for path in ["/graphql", "/", "/healthz", "/nowhere"] {
            let answer = ask_as(path, &[("host", host)]).await;
            assert_eq!((answer.status.as_u16(), answer.code().as_str()), (403, "FORBIDDEN"), "{host} {path}");
            assert_eq!(answer.message(), "the request is for a host that this server is not");
            assert_eq!(answer.header("x-request-id"), "run-1");
        }
    }
    let absolute = ask_as("http://evil.example/graphql", &[("host", "localhost")]).await;
    assert_eq!((absolute.status.as_u16(), absolute.code().as_str()), (403, "FORBIDDEN"));
    for hosts in [&[][..], &[("host", "localhost"), ("host", "evil.example")]] {
        let answer = ask_as("/graphql", hosts).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (400, "BAD_USER_INPUT"));
    }
}

#[tokio::test]
async fn only_the_server_s_own_page_asks_from_a_browser() {
    for (host, origin) in [
        ("localhost:8080", "http://localhost:8080"),
        ("127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("[::1]:8080", "http://[::1]:8080"),
    ] {
        let answer = ask_as("/graphql", &[("host", host), ("origin", origin)]).await;
        assert_eq!(answer.status, 200, "{origin}");
    }
    for origin in [
        "http://evil.example",
        "http://localhost:3000",
        "http://localhost",
        "http://127.0.0.1:8080",
        "https://localhost:8080",
        "localhost:8080",
        "null",
        "",
    ] {
        let answer = ask_as("/graphql", &[("host", "localhost:8080"), ("origin", origin)]).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (403, "FORBIDDEN"), "{origin}");
        assert_eq!(answer.message(), "the request comes from a page of another origin");
    }
}
