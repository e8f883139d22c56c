//! Bodies and variables that are not what is asked for, answered in plain words.

use super::hostile::QUICK;
use super::sample::{GRAPHQL, ask, post};
use std::time::Instant;

#[tokio::test]
async fn large_variables_are_not_copied_often() {
    let uses = "count(of: $v) ".repeat(250);
    let query = format!("query ($v: [Int!]!) {{ lot {{ {uses} }} }}");
    let body = |values: usize| serde_json::json!({"query": query, "variables": {"v": vec![0; values]}});
    let start = Instant::now();
    let answer = post(GRAPHQL, body(100_000).to_string()).await;
    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (400, "BAD_USER_INPUT"));
    assert!(answer.message().starts_with("the body is too large: values: 1000"), "{}", answer.text);
    let answer = post(GRAPHQL, body(4_900).to_string()).await;
    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (400, "QUERY_TOO_COMPLEX"));
    assert!(answer.message().contains("variables"), "{}", answer.text);
    assert!(start.elapsed() < QUICK);
    assert_eq!(post(GRAPHQL, body(1_000).to_string()).await.status, 200);
}

#[tokio::test]
async fn bodies_that_are_not_a_request_are_refused_in_plain_words() {
    let deep = format!("{{\"query\":\"{{hello}}\",\"variables\":{}1{}}}", "{\"a\":".repeat(2_000), "}".repeat(2_000));
    let cases: [(&str, Vec<u8>, u16, &str); 14] = [
        ("2 MB", vec![b' '; 2 << 20], 413, "the body is larger than 1048576 bytes"),
        ("not UTF-8", b"{\"query\":\"{ hello(name: \\\"\xff\\\") }\"}".to_vec(), 400, "the body is not UTF-8 text"),
        ("empty", Vec::new(), 400, "the body is empty"),
        ("batch", br#"[{"query":"{ hello }"}]"#.to_vec(), 400, "several requests in one are not taken"),
        ("half", br#"{"query":"{ hello }""#.to_vec(), 400, "stops too early, at line 1, column"),
        ("malformed", b"{\n query: 1}".to_vec(), 400, "the body is not JSON at line 2, column 2"),
        ("deep variables", deep.into_bytes(), 400, "the body is not JSON at line 1"),
        ("a number", b"7".to_vec(), 400, "the body is not a JSON object"),
        ("no query", b"{}".to_vec(), 400, "\"query\" is missing"),
        ("query a list", br#"{"query":["{ hello }"]}"#.to_vec(), 400, "\"query\" is not a text"),
        (
            "variables a text",
            br#"{"query":"{ hello }","variables":"{}"}"#.to_vec(),
            400,
            "\"variables\" is not a JSON object",
        ),
        (
            "name a number",
            br#"{"query":"{ hello }","operationName":1}"#.to_vec(),
            400,
            "\"operationName\" is not a text",
        ),
        (
            "extensions a list",
            br#"{"query":"{ hello }","extensions":[]}"#.to_vec(),
            400,
            "\"extensions\" is not a JSON object",
        ),
        ("byte order mark", b"\xef\xbb\xbf{}".to_vec(), 400, "the body is not JSON at line 1"),
    ];
    for (what, body, status, says) in cases {
        for accept in [GRAPHQL, "application/json"] {
            let answer = post(accept, body.clone()).await;
            assert_eq!((answer.status.as_u16(), answer.code().as_str()), (status, "BAD_USER_INPUT"), "{what}");
            assert!(answer.message().contains(says), "{what}: {}", answer.text);
            assert!(answer.json()["errors"][0]["extensions"]["hint"].is_string(), "{what}");
        }
    }
}

#[tokio::test]
async fn a_parse_error_says_where_and_what() {
    let answer = ask("{\n  hello(name: }\n}").await;
    assert_eq!(answer.message(), "the document is not GraphQL: `}` does not belong at line 2, column 15");
    assert_eq!(answer.json()["errors"][0]["locations"], serde_json::json!([{"line": 2, "column": 15}]));
    assert!(ask("{ hello").await.message().contains("stops too early"));
    assert_eq!(ask(" \n").await.message(), "the document is empty");
    assert!(ask("{ å }").await.message().contains("`å` does not belong at line 1, column 3"));
}
