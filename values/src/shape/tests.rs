//! Misfits of a small made-up type.

use super::Shape;
use crate::{Currency, Instant, Key, Text};
use schemars::JsonSchema;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Sample {
    /// Its key. Once.
    key: Key,
    title: Text,
    count: u32,
    currency: Option<Currency>,
    #[serde(default)]
    at: Option<Instant>,
    answers: BTreeMap<Key, Option<String>>,
    rule: Rule,
    chain: Vec<Link>,
}

#[derive(JsonSchema)]
#[allow(dead_code)]
enum Rule {
    #[serde(rename = "low@1")]
    Low(Text),
    #[serde(rename = "high@1")]
    High(Text),
}

#[derive(JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(dead_code)]
enum Link {
    Better(Key),
    Draw,
    /// By price.
    Price,
}

fn sound() -> serde_json::Value {
    json!({
        "key": "K", "title": {"sv": "T"}, "count": 1, "currency": null, "answers": {"A": "1", "B": null},
        "rule": {"low@1": {"sv": "x"}}, "chain": [{"better": "A"}, "price", "draw"]
    })
}

/// Code, place and hint of what a change of the sound tree gives.
fn changed(pointer: &str, name: &str, value: serde_json::Value) -> Vec<(&'static str, String, String)> {
    let mut tree = sound();
    let part = tree.pointer_mut(pointer).and_then(serde_json::Value::as_object_mut);
    if let Some(part) = part {
        part.insert(name.to_owned(), value);
    }
    let found = Shape::of::<Sample>().misfits(&tree, &BTreeSet::new());
    let tell = |fault: &crate::Fault| (fault.code, fault.place.as_str().to_owned(), fault.hint.clone());
    found.faults.list().iter().map(tell).collect()
}

fn one(code: &'static str, place: &str, hint: &str) -> Vec<(&'static str, String, String)> {
    vec![(code, place.to_owned(), hint.to_owned())]
}

#[test]
fn a_tree_that_fits_has_no_misfit() {
    assert_eq!(changed("", "at", json!("2026-01-01T00:00:00Z")), []);
    assert_eq!(changed("", "currency", json!("SEK")), []);
}

#[test]
fn kinds_are_told_with_what_to_write() {
    let kind = "document.wrong_kind";
    assert_eq!(changed("/answers", "A", json!(12)), one(kind, "/answers/A", "write it in quotes: \"12\""));
    assert_eq!(changed("", "count", json!("12")), one(kind, "/count", "write it without quotes: 12"));
    let text = "write an object with the member `sv`, such as {\"sv\": ...}";
    assert_eq!(changed("", "title", json!("T")), one(kind, "/title", text));
    assert_eq!(changed("", "chain", json!("draw")), one(kind, "/chain", "write a list in brackets, such as [...]"));
    assert_eq!(changed("", "chain", json!([{"draw": {}}])), one(kind, "/chain/0", "write just \"draw\""));
    let two = json!({"low@1": {"sv": "x"}, "high@1": {"sv": "x"}});
    assert_eq!(changed("", "rule", two), one(kind, "/rule", "write {\"high@1\": ...} or {\"low@1\": ...}"));
}

#[test]
fn words_and_rules_outside_their_set_are_told_with_the_near_one() {
    let word = "document.unknown_word";
    assert_eq!(changed("", "chain", json!(["Draw"])), one(word, "/chain/0", "write \"draw\""));
    let better = one(word, "/chain/0/beter", "write `better`");
    assert_eq!(changed("", "chain", json!([{"beter": "A"}])), better);
    let rule = |name: &str, hint: &str| {
        assert_eq!(
            changed("", "rule", json!({ name: {"sv": "x"} })),
            one("model.rule_unknown", &format!("/rule/{name}"), hint)
        );
    };
    rule("low@2", "write `low@1`");
    rule("median@1", "write {\"high@1\": ...} or {\"low@1\": ...}");
}

#[test]
fn a_misspelled_member_is_one_fault_and_a_strange_one_is_surplus() {
    let strange = one("document.unknown_member", "/title/note", "remove it; known here are `en` and `sv`");
    assert_eq!(changed("/title", "note", json!(1)), strange);
    let mut tree = sound();
    tree["tilte"] = tree["title"].take();
    tree.as_object_mut().map(|tree| tree.remove("title"));
    tree.as_object_mut().map(|tree| tree.remove("key"));
    let found = Shape::of::<Sample>().misfits(&tree, &BTreeSet::new());
    let told: Vec<_> = found.faults.list().iter().map(|fault| (fault.place.as_str(), fault.hint.as_str())).collect();
    assert_eq!(told, [("/tilte", "write `title`"), ("/key", "add `key`: its key")]);
    assert!(found.surplus.is_empty());
}

#[test]
fn forms_are_read_by_their_types() {
    let pattern = "document.pattern";
    let key = "write a key of 1 to 64 characters among A-Z a-z 0-9 . _ - that begins with a letter or a digit";
    assert_eq!(changed("", "key", json!("å")), one(pattern, "/key", key));
    assert_eq!(changed("/answers", "a b", json!("1")), one(pattern, "/answers/a b", key));
    let currency = "write a currency as three capital letters, such as SEK";
    assert_eq!(changed("", "currency", json!("kr")), one(pattern, "/currency", currency));
    assert_eq!(changed("", "at", json!("yesterday"))[0].0, pattern);
}
