//! Documents made to hurt. Each is refused with a code, in well under a second even in an unoptimised build.

use super::sample::ask;
use std::fmt::Write;
use std::time::{Duration, Instant};

/// Generous for a busy machine; the documents below take minutes where spreads are written out.
pub const QUICK: Duration = Duration::from_secs(5);

async fn refused(what: &str, query: &str, code: &str, says: &str) {
    let start = Instant::now();
    let answer = ask(query).await;
    let taken = start.elapsed();
    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (400, code), "{what}: {}", answer.text);
    assert!(answer.message().contains(says), "{what}: {}", answer.text);
    assert!(taken < QUICK, "{what}: {taken:?}");
    assert!(answer.text.len() < 2_000, "{what}: {} bytes", answer.text.len());
}

/// Fragments that each spread the next `width` times; the last one holds `leaf`.
fn fan_out(levels: usize, width: usize, leaf: &str) -> String {
    let mut query = "{ lot { ...f0 } }".to_owned();
    for level in 0..levels {
        let spread = format!("...f{} ", level + 1).repeat(width);
        let _ = write!(query, " fragment f{level} on Lot {{ {spread}}}");
    }
    let _ = write!(query, " fragment f{levels} on Lot {{ {leaf} }}");
    query
}

#[tokio::test]
async fn fragments_that_multiply_are_refused_without_writing_them_out() {
    const COMPLEX: &str = "QUERY_TOO_COMPLEX";
    refused("fan-out 24", &fan_out(24, 2, "key"), COMPLEX, "fields").await;
    refused("fan-out 24 with fields", &fan_out(24, 2, "key").replace("{ ...", "{ key ..."), COMPLEX, "fields").await;
    refused("wide fan-out", &fan_out(8, 40, "key"), COMPLEX, "fields").await;
    refused("counts beyond u64", &fan_out(20, 30, "key"), COMPLEX, "more than can be counted").await;
    refused("nothing at the end", &fan_out(24, 2, "...gone"), "GRAPHQL_VALIDATION_FAILED", "not defined").await;
    refused("a long chain", &fan_out(200, 1, "key"), COMPLEX, "levels of fields and fragments").await;
}

#[tokio::test]
async fn fragments_that_contain_themselves_are_refused() {
    const INVALID: &str = "GRAPHQL_VALIDATION_FAILED";
    for (what, query) in [
        ("one", "{ lot { ...a } } fragment a on Lot { ...a }"),
        ("two", "{ lot { ...a } } fragment a on Lot { next { ...b } } fragment b on Lot { ...a }"),
        ("unused", "{ hello } fragment a on Lot { next { ... { ...a } } }"),
        ("all roads", "{ lot { ...a ...b } } fragment a on Lot { ...b ...b } fragment b on Lot { ...a ...a }"),
    ] {
        refused(what, query, INVALID, "contains itself").await;
    }
}

#[tokio::test]
async fn large_documents_are_refused() {
    const COMPLEX: &str = "QUERY_TOO_COMPLEX";
    let many = |count: usize, each: &dyn Fn(usize) -> String| (0..count).map(each).collect::<String>();
    let aliases = |count| format!("{{ lot {{ {} }} }}", many(count, &|n| format!("a{n}:key ")));
    refused("10 000 aliases", &aliases(10_000), COMPLEX, "bytes").await;
    refused("51 aliases", &aliases(51), COMPLEX, "aliases: 51, at most 50").await;
    assert_eq!(ask(&aliases(50)).await.status, 200);

    let nested = |levels| format!("{{ lot {} {{ key }} {} }}", "{ next ".repeat(levels), "}".repeat(levels));
    refused("depth 1 000", &nested(1_000), COMPLEX, "brackets").await;
    refused("depth 16", &nested(13 + 1), COMPLEX, "levels of fields: 16, at most 15").await;
    assert_eq!(ask(&nested(13)).await.status, 200);
    refused("inline fragments", &format!("{{ {} hello {}", "... { ".repeat(50), "}".repeat(51)), COMPLEX, "levels")
        .await;
    for (what, open, close) in [("lists", "[", "]"), ("objects", "{a:", "}")] {
        let value = format!("{}1{}", open.repeat(900), close.repeat(900));
        refused(what, &format!("{{ count(of: {value}) }}"), COMPLEX, "brackets").await;
    }
    let kind = format!("query ($v: {}Int{}) {{ hello }}", "[".repeat(900), "]".repeat(900));
    refused("list types", &kind, COMPLEX, "brackets").await;
    let unclosed = "{a".repeat(990);
    refused("never closed", &unclosed, COMPLEX, "brackets").await;

    refused("10 000 directives", &format!("{{ hello {} }}", "@a".repeat(10_000)), COMPLEX, "bytes").await;
    refused("900 directives", &format!("{{ hello {} }}", "@a".repeat(900)), COMPLEX, "directives").await;
    refused(
        "6 directives",
        &format!("{{ hello {} }}", "@skip(if:false)".repeat(6)),
        COMPLEX,
        "directives at one place: 6, at most 5",
    )
    .await;
    refused("on an operation", &format!("query {} {{ hello }}", "@a".repeat(6)), COMPLEX, "directives").await;
    refused("on a spread", &format!("{{ ... {} {{ hello }} }}", "@a".repeat(6)), COMPLEX, "directives").await;
    refused("2 001 tokens", &format!("{{ {} }}", "a ".repeat(1_999)), COMPLEX, "tokens: 2001, at most 2000").await;
    refused("16 KiB of nothing", &format!("{{ hello }}{}", " ".repeat(16 * 1024)), COMPLEX, "bytes").await;
}

#[tokio::test]
async fn a_query_asks_ten_questions_at_most() {
    const COMPLEX: &str = "QUERY_TOO_COMPLEX";
    let says = "fields at the root: 11, at most 10";
    let fields = |count| "hello ".repeat(count);
    refused("11 fields", &format!("{{ {} }}", fields(11)), COMPLEX, says).await;
    refused("in an inline fragment", &format!("{{ {} ... {{ {} }} }}", fields(5), fields(6)), COMPLEX, says).await;
    let spread = format!("{{ ...f hello ...f }} fragment f on Query {{ {} }}", fields(5));
    refused("in a fragment spread twice", &spread, COMPLEX, says).await;
    assert_eq!(ask(&format!("{{ {} }}", fields(10))).await.status, 200);
    // Only the operation that is run counts, and mutations, which run one after the other, are not held to it.
    assert_eq!(ask(&format!("mutation {{ {} }}", "bump ".repeat(11))).await.status, 200);
}

#[tokio::test]
async fn introspection_works_and_does_not_multiply() {
    let full = ask(include_str!("introspection.graphql")).await;
    assert_eq!(full.status, 200, "{}", full.text);
    assert!(full.json()["data"]["__schema"]["types"].is_array());

    const COMPLEX: &str = "QUERY_TOO_COMPLEX";
    let circular = "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }";
    refused("circular", circular, COMPLEX, "lists inside __schema").await;
    let hidden = "{ __schema { types { ...a } } } fragment a on __Type { fields { type { ...b } } } \
                  fragment b on __Type { possibleTypes { interfaces { name } } }";
    refused("circular in fragments", hidden, COMPLEX, "lists inside __schema").await;
    let often = format!("{{ {} }}", "__schema { types { name } } ".repeat(6));
    refused("six times", &often, COMPLEX, "__schema and __type").await;
}

#[tokio::test]
async fn the_largest_documents_that_are_admitted_are_answered_quickly() {
    let introspection = "{ __schema { types { fields { type { fields { name } } } } } }";
    for (what, query) in [
        ("fan-out 9", fan_out(9, 2, "key next { key }")),
        ("the same field", format!("{{ lot {{ {} }} }}", "key ".repeat(1_990))),
        ("introspection", introspection.to_owned()),
        ("a list", format!("{{ count(of: [{}]) }}", "1 ".repeat(1_980))),
    ] {
        let start = Instant::now();
        let answer = ask(&query).await;
        let taken = start.elapsed();
        assert_eq!(answer.status, 200, "{what}: {}", answer.text);
        assert!(taken < QUICK, "{what}: {taken:?}");
    }
}
