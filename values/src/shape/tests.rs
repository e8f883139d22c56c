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

#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Kinds {
    flag: bool,
    both: Both,
    nothing: Nothing,
    counts: BTreeMap<String, u32>,
    level: Level,
    turn: Turn,
    nested: Option<Both>,
}

#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Both {
    /// The first of them. It is counted
    /// from one.
    a: u32,
    /// The second
    /// of them
    b: u32,
}

#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Nothing {}

#[derive(JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(dead_code)]
enum Level {
    Low,
    High,
}

#[derive(JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(dead_code)]
enum Turn {
    Left(u32),
}

/// Place, cause and hint of what this tree gives, whose other members are sound.
fn told(name: &str, value: serde_json::Value, refused: &[crate::Place]) -> Vec<[String; 3]> {
    let mut tree = json!({
        "flag": true, "both": {"a": 1, "b": 2}, "nothing": {}, "counts": {"x": 1}, "level": "low", "turn": {"left": 1}
    });
    tree[name] = value;
    let found = Shape::of::<Kinds>().misfits(&tree, &refused.iter().cloned().collect());
    let tell = |fault: &crate::Fault| [fault.place.as_str().to_owned(), fault.cause.clone(), fault.hint.clone()];
    found.faults.list().iter().map(tell).collect()
}

#[test]
fn what_stands_there_and_what_is_wanted_is_told_for_every_kind() {
    for (name, value, cause, hint) in [
        (
            "flag",
            json!("true"),
            "the text \"true\" stands where true or false is expected",
            "write it without quotes: true",
        ),
        (
            "flag",
            json!("false"),
            "the text \"false\" stands where true or false is expected",
            "write it without quotes: false",
        ),
        ("flag", json!("yes"), "the text \"yes\" stands where true or false is expected", "write true or false here"),
        ("flag", json!(null), "null stands where true or false is expected", "write true or false here"),
        (
            "both",
            json!([]),
            "a list stands where an object is expected",
            "write an object with the members `a` and `b`",
        ),
        (
            "nothing",
            json!(false),
            "false stands where an object is expected",
            "write an object in braces, such as {...}",
        ),
        (
            "nested",
            json!(7),
            "the number 7 stands where an object is expected",
            "write an object with the members `a` and `b`",
        ),
        ("level", json!({}), "an object stands where a word of a set is expected", "write \"low\" or \"high\""),
        ("level", json!("middle"), "\"middle\" is not a word of this set", "write \"low\" or \"high\""),
        ("turn", json!(7), "the number 7 stands where an object with one member is expected", "write {\"left\": ...}"),
        ("turn", json!("up"), "\"up\" is not a word of this set", "write {\"left\": ...}"),
        (
            "turn",
            json!("left"),
            "the text \"left\" stands where an object with one member is expected",
            "write {\"left\": ...}",
        ),
    ] {
        assert_eq!(told(name, value, &[]), [[format!("/{name}"), cause.to_owned(), hint.to_owned()]], "{name}");
    }
    let inside = |name: &str, value, place: &str, cause: &str, hint: &str| {
        assert_eq!(told(name, value, &[]), [[place.to_owned(), cause.to_owned(), hint.to_owned()]]);
    };
    let number = "the text \"x\" stands where a whole number is expected";
    inside("counts", json!({"any name": "x"}), "/counts/any name", number, "write a whole number here");
    inside("turn", json!({"left": "x"}), "/turn/left", number, "write a whole number here");
    inside("both", json!({"a": 1}), "/both/b", "the member `b` is missing", "add `b`: the second of them");
    inside("both", json!({"b": 1}), "/both/a", "the member `a` is missing", "add `a`: the first of them");
    let none = "remove it: nothing is written here";
    inside("nothing", json!({"note": 1}), "/nothing/note", "there is no member \"note\" here", none);
    let mixed = changed("", "chain", json!([5]));
    let wanted = "write \"draw\", \"price\" or {\"better\": ...}";
    assert_eq!(mixed, one("document.wrong_kind", "/chain/0", wanted));
}

#[test]
fn nothing_is_said_of_what_was_refused_before_nor_below_it() {
    let root = crate::Place::root();
    let wrong = json!({"a": "x", "b": "y"});
    assert_eq!(told("both", wrong.clone(), &[]).len(), 2);
    assert_eq!(told("both", wrong.clone(), &[root.at("both").at("a")]).len(), 1);
    assert_eq!(told("both", wrong, &[root.at("both")]).len(), 0);
    assert_eq!(told("nested", json!(null), &[]).len(), 0, "an optional value may be null");
}

#[test]
fn a_very_long_name_is_no_part_of_a_place() {
    let place = |length: usize| told("both", json!({"a": 1, "b": 2, "n".repeat(length): 0}), &[])[0][0].clone();
    assert_eq!(place(200), format!("/both/{}", "n".repeat(200)));
    assert_eq!(place(201), "/both");
}
