//! Bodies made to hurt, sent to a server in a process of its own: each is refused, and what it took is read off the
//! process: time on the processor, and memory at its height.

use crate::databases::{Backend, Fresh, Tables, on_both};
use crate::process::{Served, anbud, serve_database};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::TcpStream;

/// Processor time that a refusal may take, in milliseconds. A build that is not optimised takes many times as long over it.
const MILLIS: f64 = if cfg!(debug_assertions) { 150.0 } else { 50.0 };
/// How much more memory than before may be held at any time, in KiB: a body may have 1024, and becomes values.
const KIB: u64 = 16 * 1024;
/// How long an answer may be, in bytes.
const ANSWER: usize = 16 * 1024;

/// A body, and the code with which it is refused.
struct Hurt {
    what: &'static str,
    body: Vec<u8>,
    code: &'static str,
}

const COMPLEX: &str = "QUERY_TOO_COMPLEX";
const INVALID: &str = "GRAPHQL_VALIDATION_FAILED";
const UNREAD: &str = "GRAPHQL_PARSE_FAILED";
const INPUT: &str = "BAD_USER_INPUT";

fn document(what: &'static str, code: &'static str, query: &str) -> Hurt {
    with(what, code, query, Value::Null)
}

fn with(what: &'static str, code: &'static str, query: &str, variables: Value) -> Hurt {
    let mut body = json!({ "query": query });
    body["variables"] = variables;
    Hurt { what, body: body.to_string().into_bytes(), code }
}

fn raw(what: &'static str, code: &'static str, body: impl Into<Vec<u8>>) -> Hurt {
    Hurt { what, body: body.into(), code }
}

fn many(count: usize, each: impl Fn(usize) -> String) -> String {
    (0..count).map(each).collect()
}

/// Something within something, so many times.
fn within(levels: usize, open: &str, inner: &str, close: &str) -> String {
    format!("{}{inner}{}", open.repeat(levels), close.repeat(levels))
}

/// Fragments that each spread the next so many times.
fn fan_out(levels: usize, width: usize) -> String {
    let mut query = "{ lots(first: 1) { nodes { ...f0 } } }".to_owned();
    for level in 0..levels {
        let spread = format!("...f{} ", level + 1).repeat(width);
        let _ = write!(query, " fragment f{level} on Lot {{ {spread}}}");
    }
    let _ = write!(query, " fragment f{levels} on Lot {{ key }}");
    query
}

/// Shapes: what is nested, wide, or multiplies.
fn shapes() -> Vec<Hurt> {
    let ring = many(20, |n| format!(" fragment r{n} on Lot {{ ...r{} }}", (n + 1) % 20));
    let lots = "lots(first: 1) { nodes {";
    vec![
        document("a thousand levels", COMPLEX, &within(1_000, "{a", "", "}")),
        document(
            "to and fro",
            COMPLEX,
            &format!("{{ {} }}", within(9, &format!("{lots} procurement {{"), "key", "} } }")),
        ),
        document("never closed", COMPLEX, &"{a(b:[".repeat(800)),
        document("inline fragments", COMPLEX, &within(62, "{... ", "{key}", "}")),
        document("aliases", COMPLEX, &format!("{{ lot {{ {} }} }}", many(400, |n| format!("a{n}: key ")))),
        document("the same field", COMPLEX, &format!("{{ {} }}", "viewer { kind } ".repeat(400))),
        document("a billion laughs", COMPLEX, &fan_out(30, 2)),
        document("wide laughs", COMPLEX, &fan_out(12, 40)),
        document("a chain of fragments", COMPLEX, &fan_out(250, 1)),
        document("a ring of fragments", INVALID, &format!("{{ lots(first: 1) {{ nodes {{ ...r0 }} }} }}{ring}")),
        document("a fragment in itself", INVALID, "{ ...a } fragment a on Query { ...a ...a ...a }"),
        document(
            "fragments that nobody uses",
            INVALID,
            &format!("{{ viewer {{ kind }} }}{}", many(200, |n| format!(" fragment u{n} on Lot {{ key }}"))),
        ),
        document(
            "directives at one place",
            COMPLEX,
            &format!("{{ viewer {} {{ kind }} }}", "@skip(if: false) ".repeat(300)),
        ),
        document(
            "directives everywhere",
            INVALID,
            &format!("{{ viewer {{ {} }} }}", "kind @a @b @c @d @e ".repeat(180)),
        ),
        document("many operations", INPUT, &many(180, |n| format!("query q{n} {{ viewer {{ kind }} }} "))),
        document("operations of one name", INVALID, &"query q { viewer { kind } } ".repeat(180)),
        document("unknown fields", INVALID, &format!("{{ viewer {{ {} }} }}", many(1_500, |n| format!("x{n} ")))),
        document("one unknown field with a long name", INVALID, &format!("{{ viewer {{ {} }} }}", "x".repeat(16_000))),
        document(
            "arguments",
            INVALID,
            &format!("{{ lots({}) {{ totalCount }} }}", many(450, |n| format!("a{n}: {n} "))),
        ),
        document("one argument often", INVALID, &format!("{{ lots({}) {{ totalCount }} }}", "first: 1 ".repeat(450))),
    ]
}

/// Texts: what is long, or no text at all.
fn texts() -> Vec<Hurt> {
    let key = |text: &str| format!("{{ procurement(key: {text}) {{ key }} }}");
    vec![
        document("a megabyte of comments", COMPLEX, &format!("{{ viewer {{ kind }} }}{}", "#\n".repeat(250_000))),
        document("a megabyte of marks", COMPLEX, &format!("{}{{ viewer {{ kind }} }}", "\u{feff}".repeat(300_000))),
        document("a long text", COMPLEX, &key(&format!("\"{}\"", "å".repeat(400_000)))),
        document("a block text without end", UNREAD, &key(&format!("\"\"\"{}", "\\\"\"\" ".repeat(3_000)))),
        document("half pairs", UNREAD, &key(&format!("\"{}\"", "\\uD800".repeat(2_500)))),
        document("a long number", UNREAD, &format!("{{ lots(first: {}) {{ totalCount }} }}", "9".repeat(16_000))),
        document("a large exponent", UNREAD, "{ lots(first: 1e999999999) { totalCount } }"),
        document("nothing, often", UNREAD, &format!("\u{0}{{ viewer {{ kind }} }}{}", "\u{0}".repeat(1_000))),
        raw("not UTF-8", INPUT, [&b"{\"query\": \""[..], &[0xff; 900_000], b"\"}"].concat()),
        raw("lists without end", INPUT, "[".repeat(1_000_000)),
        raw("objects without end", INPUT, "{\"query\":".repeat(110_000)),
        raw(
            "a thousand requests in one",
            INPUT,
            format!("[{}]", vec![r#"{"query":"{ viewer { kind } }"}"#; 1_000].join(",")),
        ),
        raw(
            "an operation's name without end",
            INPUT,
            json!({ "query": "{ viewer { kind } }", "operationName": "n".repeat(900_000) }).to_string(),
        ),
    ]
}

/// Filters: few words, and large or deep values.
fn filters() -> Vec<Hurt> {
    let filtered = "query ($f: LotFilter) { lots(first: 1, filter: $f) { totalCount } }";
    let deep = (0..110).fold(json!({"key": {"eq": "x"}}), |inner, _| json!({ "not": inner }));
    let wide = json!({ "or": vec![json!({"key": {"eq": "x"}}); 20_000] });
    let both = (0..12).fold(json!({"key": {"eq": "x"}}), |inner, _| json!({ "and": [inner, inner] }));
    let keys = ids();
    vec![
        document(
            "not, within not",
            COMPLEX,
            &format!("{{ lots(first: 1, filter: {}) {{ totalCount }} }}", within(70, "{not: ", "{}", "}")),
        ),
        with("not, within not, by a variable", INPUT, filtered, json!({ "f": deep })),
        with("or, side by side", INPUT, filtered, json!({ "f": wide })),
        with(
            "lists that need not be there",
            INPUT,
            filtered,
            json!({"f": {"and": vec![json!({"bids": {"some": {}}}); 600]}}),
        ),
        with("ors, as many as are read", INPUT, filtered, json!({"f": {"or": vec![json!({"key": {"eq": "x"}}); 900]}})),
        with("values, as many as are read", INPUT, filtered, json!({"f": {"key": {"in": keys[..4_900]}}})),
        with("and, doubling", INPUT, filtered, json!({ "f": both })),
        with("a deep list", INPUT, filtered, json!({"f": (0..100).fold(json!([]), |inner, _| json!([inner]))})),
        with("one of very many", INPUT, filtered, json!({"f": {"key": {"in": keys}}})),
    ]
}

fn ids() -> Vec<String> {
    (0..40_000).map(|n| format!("{n:016}")).collect()
}

/// Variables, orders and ids: what is many.
fn variables() -> Vec<Hurt> {
    let ordered = "query ($o: [LotOrder!]) { lots(first: 1, orderBy: $o) { totalCount } }";
    let names = many(640, |n| format!("$v{n}: Int "));
    let ids = ids();
    vec![
        document(
            "many variables",
            INVALID,
            &format!("query ({}) {{ viewer {{ kind }} }}", many(480, |n| format!("$v{n}: Int "))),
        ),
        document("too many variables", COMPLEX, &format!("query ({names}) {{ viewer {{ kind }} }}")),
        document(
            "a variable of one name",
            INVALID,
            &format!("query ({}) {{ viewer {{ kind }} }}", "$v: Int ".repeat(400)),
        ),
        with(
            "one large variable, used often",
            COMPLEX,
            &format!("query ($k: ID!) {{ nodes(ids: [{}]) {{ id }} }}", "$k ".repeat(900)),
            json!({ "k": "k".repeat(900_000) }),
        ),
        with("orders, as many as are read", INPUT, ordered, json!({"o": vec![json!({"field": "KEY"}); 1_200]})),
        with("orders", INPUT, ordered, json!({"o": vec![json!({"field": "KEY"}); 20_000]})),
        with(
            "ids, as many as are read",
            INPUT,
            "query ($i: [ID!]!) { nodes(ids: $i) { id } }",
            json!({ "i": ids[..4_900] }),
        ),
        with("very many ids", INPUT, "query ($i: [ID!]!) { nodes(ids: $i) { id } }", json!({ "i": ids })),
    ]
}

/// The key under which the JSON library hands itself a text that it is to read as JSON.
const READ_AGAIN: &str = "$serde_json::private::RawValue";

/// JSON in texts in JSON, so deep that whoever reads them all comes to the end of its stack; at most so many bytes.
fn read_again(most: usize) -> String {
    let mut text = "0".to_owned();
    loop {
        // So written, a text becomes longer by a few letters each time, and not twice as long.
        let escaped = text.replace('\\', "\\u005c").replace('"', "\\u0022");
        let deeper = within(100, "[", &format!("{{\"{READ_AGAIN}\":\"{escaped}\"}}"), "]");
        if deeper.len() > most {
            return text;
        }
        text = deeper;
    }
}

/// Texts that are JSON again.
fn bombs() -> Vec<Hurt> {
    use base64::Engine as _;
    let cursor = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(read_again(600_000));
    let after = "query ($a: String) { lots(first: 1, after: $a) { nodes { key } } }";
    let zeros = format!("[{}0]", "0,".repeat(400_000));
    let deep = read_again(900_000);
    assert!(deep.matches(READ_AGAIN).count() > 100);
    vec![
        raw("JSON in texts in JSON", INPUT, format!(r#"{{"query":"{{ __typename }}","x":{deep}}}"#)),
        raw("the same in variables", INPUT, format!(r#"{{"query":"{{ __typename }}","variables":{{"x":{deep}}}}}"#)),
        raw(
            "many values in a text",
            INPUT,
            format!(r#"{{"query":"{{ __typename }}","variables":{{"x":{{"{READ_AGAIN}":"{zeros}"}}}}}}"#),
        ),
        raw(
            "the same with a key spelled otherwise",
            INPUT,
            format!(r#"{{"query":"{{ __typename }}","x":{{"\u0024serde_json::private::RawValue":"{zeros}"}}}}"#),
        ),
        with("JSON in texts in a cursor", INPUT, after, json!({ "a": cursor })),
    ]
}

/// Questions that lead to too much, and places that do not exist.
fn questions() -> Vec<Hurt> {
    vec![
        document("a page without end", INPUT, "{ lots(first: 1000000000) { nodes { key } } }"),
        with(
            "a cursor without end",
            INPUT,
            "query ($a: String) { lots(first: 1, after: $a) { nodes { key } } }",
            json!({"a": "A".repeat(900_000)}),
        ),
        with(
            "an id without end",
            INPUT,
            "query ($i: ID!, $f: LotFilter) { node(id: $i) { id } lots(first: 1, filter: $f) { totalCount } }",
            json!({"i": "A".repeat(900_000), "f": {"id": {"in": []}, "key": 5}}),
        ),
        document(
            "lists under lists",
            COMPLEX,
            &format!("{{ {} }}", within(4, "lots(first: 100) { nodes { procurement { ", "key", "} } }")),
        ),
        document(
            "types of types",
            COMPLEX,
            &format!("{{ __schema {{ types {{ {} }} }} }}", within(20, "ofType { ", "name", "}")),
        ),
        document(
            "fields of types of fields",
            COMPLEX,
            &format!("{{ __schema {{ types {{ {} }} }} }}", within(5, "fields { type { ", "name", "} }")),
        ),
        document(
            "the schema, often",
            COMPLEX,
            &format!("{{ {} }}", "__schema { types { name description } } ".repeat(9)),
        ),
    ]
}

/// Nanoseconds that all threads of a process have been on a processor.
fn on_processor(id: u32) -> u64 {
    let tasks = std::fs::read_dir(format!("/proc/{id}/task")).unwrap();
    let of = |task: std::fs::DirEntry| {
        let told = std::fs::read_to_string(task.path().join("schedstat")).unwrap();
        told.split(' ').next().unwrap().parse::<u64>().unwrap()
    };
    tasks.map(|task| of(task.unwrap())).sum()
}

/// A figure of a process's memory, in KiB.
fn memory(id: u32, figure: &str) -> u64 {
    let told = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap();
    let line = told.lines().find_map(|line| line.strip_prefix(figure)).unwrap();
    line.trim_start_matches(':').trim().trim_end_matches(" kB").parse().unwrap()
}

/// Sends a body, and gives back what came.
fn sent(address: &str, body: &[u8]) -> String {
    let mut socket = TcpStream::connect(address).unwrap();
    let head = format!(
        "POST /graphql HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\naccept: application/graphql-response+json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    socket.write_all(&[head.as_bytes(), body].concat()).unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).unwrap();
    answer
}

/// What a body took: milliseconds on the processor, KiB above what was held before.
fn took(server: &Served, body: &[u8]) -> (String, f64, u64) {
    let id = server.id();
    // Forgets the height of before.
    std::fs::write(format!("/proc/{id}/clear_refs"), "5").unwrap();
    let (ran, held) = (on_processor(id), memory(id, "VmRSS"));
    let answer = sent(&server.address, body);
    let millis = (on_processor(id) - ran) as f64 / 1e6;
    (answer, millis, memory(id, "VmHWM").saturating_sub(held))
}

fn wrong(hurt: &Hurt, answer: &str, millis: f64, kib: u64) -> Option<String> {
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let told: Value = serde_json::from_str(body).unwrap_or_default();
    let code = told["errors"][0]["extensions"]["code"].as_str().unwrap_or_default();
    let data = told["data"].as_object().is_some_and(|data| data.values().any(|value| !value.is_null()));
    let what = match () {
        () if code != hurt.code => format!("is refused with \"{code}\", and not with {}", hurt.code),
        () if data => "is answered in part".to_owned(),
        () if millis > MILLIS => format!("takes {millis:.1} ms"),
        () if kib > KIB => format!("takes {kib} KiB"),
        () if answer.len() > ANSWER => format!("is answered with {} bytes", answer.len()),
        () => return None,
    };
    let start: String = body.chars().take(300).collect();
    Some(format!("{}: {what}: {} {start}", hurt.what, head.lines().next().unwrap_or_default()))
}

async fn what_is_made_to_hurt_is_refused_in_no_time(backend: Backend) {
    let fresh = Fresh::shared(backend, Tables::None);
    let migrated = anbud(&["migrate", "--database", &fresh.url]);
    assert!(migrated.status.success(), "{migrated:?}");
    let server = serve_database(&fresh.url);
    let all: Vec<Hurt> =
        [shapes(), texts(), filters(), variables(), bombs(), questions()].into_iter().flatten().collect();
    assert!(all.len() >= 30);
    // What a process takes once, it takes before anything is measured.
    for hurt in &all {
        sent(&server.address, &hurt.body);
    }
    let before = memory(server.id(), "VmRSS");
    let mut complaints = Vec::new();
    for hurt in &all {
        let (answer, millis, kib) = took(&server, &hurt.body);
        // Beside other work the same takes a processor longer: what counts is the least of ten.
        let again = (0..9).map_while(|_| (millis > MILLIS).then(|| took(&server, &hurt.body).1));
        let millis = again.fold(millis, f64::min);
        println!("{:40} {:26} {millis:6.1} ms {kib:6} KiB {:6} bytes", hurt.what, hurt.code, answer.len());
        complaints.extend(wrong(hurt, &answer, millis, kib));
    }
    for hurt in all.iter().chain(&all) {
        sent(&server.address, &hurt.body);
    }
    let after = memory(server.id(), "VmRSS");
    println!("memory: {before} KiB, {after} KiB in the end");
    if after > before + KIB {
        complaints.push(format!("memory grows from {before} KiB to {after} KiB"));
    }
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

on_both!(what_is_made_to_hurt_is_refused_in_no_time);
