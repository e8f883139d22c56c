//! What anyone on the network can see of the server: media types, methods, statuses, codes. The schema behind it
//! is a sample.

#[path = "http/audit.rs"]
mod audit;
#[path = "http/bodies.rs"]
mod bodies;
#[path = "http/browser.rs"]
mod browser;
#[path = "http/callers.rs"]
mod callers;
#[path = "http/cost.rs"]
mod cost;
#[path = "http/crowd.rs"]
mod crowd;
#[path = "http/graphiql.rs"]
mod graphiql;
#[path = "http/hostile.rs"]
mod hostile;
#[cfg(target_os = "linux")]
#[path = "http/hurtful.rs"]
mod hurtful;
#[path = "http/known.rs"]
mod known;
#[path = "http/logged.rs"]
mod logged;
#[path = "http/node.rs"]
mod node;
#[path = "http/operators.rs"]
mod operators;
#[path = "http/outside.rs"]
mod outside;
#[path = "http/sample.rs"]
pub mod sample;
#[path = "http/socket.rs"]
mod socket;
#[cfg(unix)]
#[path = "http/stopping.rs"]
mod stopping;
#[path = "http/waiting.rs"]
mod waiting;

use axum::body::Body;
use axum::http::{Request, header};
use sample::{GRAPHQL, JSON, ask, get, post, send};
use serde_json::json;

#[tokio::test]
async fn the_answer_is_in_the_media_type_that_the_caller_wants_most() {
    let cases = [
        (None, Some(JSON)),
        (Some(""), Some(JSON)),
        (Some("*/*"), Some(JSON)),
        (Some("application/*"), Some(JSON)),
        (Some(JSON), Some(JSON)),
        (Some(GRAPHQL), Some(GRAPHQL)),
        (Some("Application/GraphQL-Response+JSON"), Some(GRAPHQL)),
        (Some("application/graphql-response+json; charset=utf-8, application/json; charset=utf-8"), Some(GRAPHQL)),
        (Some("application/json, application/graphql-response+json"), Some(JSON)),
        (Some("application/json;q=0.8, application/graphql-response+json"), Some(GRAPHQL)),
        (Some("application/graphql-response+json;q=0.2, application/json;q=0.25"), Some(JSON)),
        (Some("*/*, application/graphql-response+json"), Some(GRAPHQL)),
        (Some("*/*, application/json;q=0"), Some(GRAPHQL)),
        (Some("text/html, */*;q=0.1"), Some(JSON)),
        (Some("text/html"), None),
        (Some("application/json;q=0"), None),
        (Some("application/json;q=2"), None),
        (Some("nonsense"), None),
    ];
    for (accept, expected) in cases {
        let mut request = Request::post("/graphql").header(header::CONTENT_TYPE, JSON);
        if let Some(accept) = accept {
            request = request.header(header::ACCEPT, accept);
        }
        let body = Body::from(r#"{"query":"{ hello }"}"#);
        let answer = send(request.body(body).unwrap()).await;
        let media = answer.header(header::CONTENT_TYPE);
        match expected {
            Some(expected) => {
                assert_eq!(
                    (answer.status.as_u16(), media),
                    (200, &*format!("{expected}; charset=utf-8")),
                    "{accept:?}"
                );
                let cost = r#"{"cost":{"requested":1,"limit":500000}}"#;
                assert_eq!(answer.text, format!(r#"{{"data":{{"hello":"hello "}},"extensions":{cost}}}"#));
            }
            None => assert_eq!((answer.status.as_u16(), answer.code().as_str()), (406, "BAD_USER_INPUT"), "{accept:?}"),
        }
    }
}

#[tokio::test]
async fn a_body_is_taken_as_json_in_utf_8_only() {
    let cases = [
        (Some("application/json"), 200),
        (Some("Application/JSON; charset=UTF-8"), 200),
        (Some("application/json; charset=\"utf-8\""), 200),
        (Some("application/json; charset=iso-8859-1"), 415),
        (Some("text/plain"), 415),
        (Some("application/x-www-form-urlencoded"), 415),
        (Some("application/graphql"), 415),
        (Some("multipart/form-data; boundary=x"), 415),
        (None, 415),
    ];
    for (content_type, status) in cases {
        let mut request = Request::post("/graphql");
        if let Some(content_type) = content_type {
            request = request.header(header::CONTENT_TYPE, content_type);
        }
        let body = Body::from(r#"{"query":"mutation { bump }"}"#);
        let answer = send(request.body(body).unwrap()).await;
        assert_eq!(answer.status.as_u16(), status, "{content_type:?}");
        assert_eq!(answer.text.contains("bump"), status == 200, "{content_type:?}");
    }
}

#[tokio::test]
async fn a_refused_document_is_400_in_graphql_and_200_in_plain_json_without_data() {
    let cases = [
        ("{", json!({}), "GRAPHQL_PARSE_FAILED"),
        ("", json!({}), "GRAPHQL_PARSE_FAILED"),
        ("{ nothing }", json!({}), "GRAPHQL_VALIDATION_FAILED"),
        ("{ ...gone }", json!({}), "GRAPHQL_VALIDATION_FAILED"),
        ("query A { hello } query A { hello }", json!({}), "GRAPHQL_VALIDATION_FAILED"),
        ("query ($n: String!) { hello(name: $n) }", json!({}), "BAD_USER_INPUT"),
        ("query ($n: String!) { hello(name: $n) }", json!({"n": null}), "BAD_USER_INPUT"),
        ("query ($n: String) { hello(name: $n) }", json!({"n": 5}), "BAD_USER_INPUT"),
        ("{ hello(name: 5) }", json!({}), "BAD_USER_INPUT"),
        ("query A { hello } query B { hello }", json!({}), "BAD_USER_INPUT"),
        ("subscription { hello }", json!({}), "BAD_USER_INPUT"),
    ];
    for (query, variables, code) in cases {
        for (accept, status) in [(GRAPHQL, 400), (JSON, 200)] {
            let body = json!({"query": query, "variables": variables});
            let answer = post(accept, body.to_string()).await;
            assert_eq!((answer.status.as_u16(), answer.code().as_str()), (status, code), "{query} {}", answer.text);
            assert!(answer.json().get("data").is_none(), "{query}");
            assert_eq!(answer.json()["errors"][0].get("path"), None);
        }
    }
}

#[tokio::test]
async fn the_operation_is_chosen_by_its_name() {
    let two = "query A { hello } query B { b: hello }";
    let ask = async |name: serde_json::Value| {
        let body = json!({"query": two, "operationName": name, "extensions": {"x": 1}});
        post(GRAPHQL, body.to_string()).await
    };
    assert_eq!(ask(json!("B")).await.json()["data"], json!({"b": "hello "}));
    let unknown = ask(json!("C")).await;
    assert_eq!(unknown.code(), "BAD_USER_INPUT");
    assert_eq!(unknown.message(), "the document has no operation named \"C\"");
    assert_eq!(ask(json!("")).await.message(), "the document has several operations");
}

#[tokio::test]
async fn get_reads_all_parameters_and_changes_nothing() {
    let query = "query%20A(%24n:String)%7Bhello(name:%24n)%7D";
    let uri =
        format!("/graphql?query={query}&variables=%7B%22n%22:%22%C3%A5+b%22%7D&operationName=A&extensions=%7B%7D&x=y");
    let answer = get(&uri).await;
    assert_eq!((answer.status.as_u16(), &answer.json()["data"]), (200, &json!({"hello": "hello å b"})));

    let both = "query+A%7Bhello%7D+mutation+B%7Bbump%7D";
    for (query, allowed) in [
        ("mutation%7Bbump%7D".to_owned(), false),
        (format!("{both}&operationName=B"), false),
        (format!("{both}&operationName=A"), true),
    ] {
        let answer = get(&format!("/graphql?query={query}")).await;
        assert_eq!(answer.status.as_u16(), if allowed { 200 } else { 405 }, "{query}");
        assert_eq!(answer.header(header::ALLOW), if allowed { "" } else { "POST" });
    }
    for (uri, says) in [
        ("/graphql", "\"query\" is missing"),
        ("/graphql?query=%7Bhello%7D&query=%7Bhello%7D", "given twice"),
        ("/graphql?query=%7Bhello%7", "not percent-encoded UTF-8"),
        ("/graphql?query=%FF", "not percent-encoded UTF-8"),
        ("/graphql?query=%7Bhello%7D&variables=%7B", "the parameter \"variables\" is not JSON: it stops too early"),
        ("/graphql?query=%7Bhello%7D&variables=%5B%5D", "\"variables\" is not a JSON object"),
    ] {
        let answer = get(uri).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (400, "BAD_USER_INPUT"), "{uri}");
        assert!(answer.message().contains(says), "{uri}: {}", answer.text);
    }
}

#[tokio::test]
async fn what_was_not_written_for_a_caller_is_not_told() {
    let answer = ask("{ hello broken missing }").await;
    assert_eq!(answer.status.as_u16(), 200);
    let answer = answer.json();
    assert_eq!(answer["data"], json!({"hello": "hello ", "broken": null, "missing": null}));
    let error = |path: &str| {
        let errors = answer["errors"].as_array().unwrap();
        errors.iter().find(|error| error["path"] == json!([path])).unwrap().clone()
    };
    assert_eq!(error("broken")["message"], "the server failed to answer this");
    assert_eq!(error("broken")["extensions"]["code"], "INTERNAL");
    assert_eq!(error("missing")["message"], "there is no procurement \"2026-9\"");
    assert_eq!(error("missing")["extensions"]["code"], "NOT_FOUND");
    assert!(!answer.to_string().contains("secret"));

    let panicked = ask("{ panicking }").await;
    assert_eq!((panicked.status.as_u16(), panicked.code().as_str()), (500, "INTERNAL"));
    assert!(!panicked.text.contains("secret"));
}

#[tokio::test]
async fn fields_stand_in_the_order_of_the_document_and_failed_ones_are_null() {
    let query = "{ b: slow ...f broken a: hello slow @skip(if: true) } fragment f on Query { z: slow missing }";
    let text = ask(query).await.text;
    let data = r#""data":{"b":1,"z":1,"missing":null,"broken":null,"a":"hello "},"extensions""#;
    assert!(text.contains(data), "{text}");
    let raw = ask("{ raw }").await.text;
    assert!(raw.starts_with(r#"{"data":{"raw":{"z": 1.50, "a":[]}},"#), "{raw}");
    let order = "{ a: missing b: broken c: missing slow }";
    let errors = ask(order).await.json()["errors"].take();
    let paths: Vec<_> = errors.as_array().unwrap().iter().map(|error| &error["path"][0]).collect();
    assert_eq!(paths, ["a", "b", "c"]);
    assert_eq!(ask("{ broken }").await.json()["data"], json!({ "broken": null }));
}

#[tokio::test]
async fn a_root_without_fields_is_an_object_and_not_null() {
    for query in [
        "{ hello @skip(if: true) }",
        "query ($no: Boolean = false) { a: hello @include(if: $no) broken @skip(if: true) }",
        "{ ... @skip(if: true) { hello } }",
        "mutation { bump @skip(if: true) }",
    ] {
        let answer = ask(query).await;
        assert_eq!((answer.status.as_u16(), &answer.json()["data"]), (200, &json!({})), "{query}");
    }
}

#[tokio::test]
async fn a_variable_that_is_not_sent_has_its_default_or_none() {
    let query = "query ($n: String, $m: String = \"m\", $yes: Boolean = true, $no: Boolean = false) {
        a: hello(name: $n) b: hello(name: $m) c: hello @include(if: $yes) d: hello @skip(if: $no)
        e: hello @include(if: $no) f: hello @skip(if: $yes) }";
    let answer = async |variables: serde_json::Value| {
        let body = json!({ "query": query, "variables": variables });
        post(GRAPHQL, body.to_string()).await.json()["data"].take()
    };
    assert_eq!(answer(json!({})).await, json!({"a": "hello ", "b": "hello m", "c": "hello ", "d": "hello "}));
    let sent = json!({"n": "n", "m": null, "yes": false, "no": true});
    assert_eq!(answer(sent).await, json!({"a": "hello n", "b": "hello ", "e": "hello ", "f": "hello "}));
}
