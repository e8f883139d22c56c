//! Broken cases, made from sound ones: bytes say which seed is taken and what is done to it. What a fuzzer feeds, and
//! what a test feeds from its own chance, goes the same way, and [`hold`] says what must be true of whatever comes out.

use scoring::{Inputs, InputsDocument, Model, RULEBOOK, check, evaluate, evaluate_untraced};
use serde_json::{Map, Value};
use std::fmt::Write;
use values::{Faults, canonical};

/// A model and inputs, as trees.
#[derive(Clone, Debug)]
pub struct Case {
    pub model: Value,
    pub inputs: Value,
}

/// How far a case came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reached {
    /// It is not strict JSON.
    Text,
    /// A document has a shape of its own.
    Shape,
    /// The model has faults.
    Model,
    /// The inputs have faults.
    Inputs,
    /// The engine has no value for it.
    Undefined,
    /// It was evaluated.
    Evaluated,
}

/// Bytes as a stream of choices; when they are used up, every choice is the first.
pub struct Bytes<'a>(pub &'a [u8]);

impl Bytes<'_> {
    fn byte(&mut self) -> usize {
        match self.0.split_first() {
            Some((first, rest)) => {
                self.0 = rest;
                (*first).into()
            }
            None => 0,
        }
    }

    fn below(&mut self, end: usize) -> usize {
        let wide = if end > 256 { self.byte() * 256 } else { 0 };
        (wide + self.byte()) % end.max(1)
    }
}

/// What a member may be replaced by: words that are nearly numbers, borders of numbers, names of rules and of other
/// things, and other kinds of JSON.
const WORDS: &[&str] = &[
    r#""""#,
    r#"" ""#,
    r#""-""#,
    r#""0""#,
    r#""-0""#,
    r#""1""#,
    r#""-1""#,
    r#""100""#,
    r#""99.99""#,
    r#""0.000001""#,
    r#""0.0000001""#,
    r#""1e3""#,
    r#""1,5""#,
    r#""NaN""#,
    r#""1/3""#,
    r#"".5""#,
    r#""5.""#,
    r#""00""#,
    r#""+1""#,
    r#""9000000000000""#,
    r#""8999999999999.9999""#,
    r#""9223372036854.775807""#,
    r#""9223372036854.775808""#,
    r#""111111111111111111111111111111111111""#,
    r#""1111111111111111111111111111111111111111""#,
    r#""1.0000""#,
    "0",
    "1",
    "2",
    "3",
    "7",
    "100",
    "101",
    "1000000000",
    "4294967295",
    "1000000001",
    "-1",
    "1.5",
    "1e3",
    "null",
    "true",
    "[]",
    "{}",
    r#""A""#,
    r#""B""#,
    r#""P""#,
    r#""Q""#,
    r#""LOT-1""#,
    r#""draw""#,
    r#""shared_rank""#,
    r#""lower_price""#,
    r#""better_quality""#,
    r#"{"better_criterion": "Q"}"#,
    r#""panel""#,
    r#""statement""#,
    r#""admitted""#,
    r#""price""#,
    r#""cost""#,
    r#""best_price_quality""#,
    r#""EUR""#,
    r#""including""#,
    r#""above_zero""#,
    r#""zero_or_above""#,
    r#""total_above_zero""#,
    r#""comparison_value""#,
    r#""criterion_amount""#,
    r#""price_points""#,
    r#"{"decimals": 0, "mode": "ceiling"}"#,
    r#"{"decimals": 36, "mode": "floor"}"#,
    r#"{"decimals": 4294967295, "mode": "half_even"}"#,
    r#"{"stage": "price", "rounding": {"decimals": 0, "mode": "floor"}}"#,
    r#"{"lowest_cost@1": {}}"#,
    r#"{"percentage_surcharge@1": {}}"#,
    r#"{"relative_price_points@1": {"price_weight": "40"}}"#,
    r#"{"added_value_deduction@1": {"maximum_deduction": "9000"}}"#,
    r#"{"lowest_cost@2": {}}"#,
    r#"{"sv": ""}"#,
    r#"{"sv": "x", "en": " "}"#,
    r#""00:00""#,
    r#""24:00""#,
    r#""23:59""#,
    r#""2026-02-30T09:00:00Z""#,
    r#""9999-12-31T23:59:59Z""#,
    r#""0000-00""#,
    r#""9999-12""#,
    r#""mon""#,
    r#""waking""#,
    r#""back_up""#,
    r#""hourly""#,
    r#"{"rejected": {"ground": "abnormally_low", "reason": {"sv": "x"}}}"#,
    r#"[{"order": ["A", "B"], "drawn_at": "2026-01-20T09:00:00Z", "witnesses": ["W"]}]"#,
    r#""å𝟙\u0001""#,
];

/// Numbers that are right in many places.
const NUMBERS: &[&str] = &[
    "0",
    "1",
    "2",
    "3",
    "5",
    "10",
    "40",
    "60",
    "99",
    "100",
    "1000",
    "0.5",
    "0.25",
    "0.1",
    "0.01",
    "0.0001",
    "0.000001",
    "1.5",
    "33.333333",
    "99.999999",
    "100.01",
    "12345.67",
    "8999999999999",
    "8999999999999.9999",
    "4294967296",
    "07:00",
    "22:00",
    "00:00",
    "2026-07",
    "2026-10",
];

/// The worked examples of all rules.
pub fn examples() -> Vec<Case> {
    let parse = |text: &str| canonical::read(text).unwrap();
    RULEBOOK.iter().map(|card| Case { model: parse(card.example.model), inputs: parse(card.example.inputs) }).collect()
}

/// Takes a seed and does to it what the bytes say. The result is text, as it would come from outside.
pub fn mangled(seeds: &[Case], bytes: &mut Bytes<'_>) -> [String; 2] {
    let mut case = seeds[bytes.below(seeds.len())].clone();
    for _ in 0..bytes.below(5) {
        let other = &seeds[bytes.below(seeds.len())];
        let in_model = bytes.below(2) == 0;
        let (tree, other) = if in_model { (&mut case.model, &other.model) } else { (&mut case.inputs, &other.inputs) };
        edit(tree, other, bytes);
    }
    let mut texts = [case.model.to_string(), case.inputs.to_string()];
    if bytes.below(16) == 15 {
        let text = &mut texts[bytes.below(2)];
        splice(text, bytes);
    }
    texts
}

/// How many values there are in a tree, itself included.
fn count(tree: &Value) -> usize {
    let below: usize = match tree {
        Value::Object(members) => members.values().map(count).sum(),
        Value::Array(items) => items.iter().map(count).sum(),
        _ => 0,
    };
    1 + below
}

/// The value of this number, counted from the root, 0.
fn nth(tree: &mut Value, number: usize) -> &mut Value {
    if number == 0 {
        return tree;
    }
    let mut left = number - 1;
    let below: Vec<&mut Value> = match tree {
        Value::Object(members) => members.values_mut().collect(),
        Value::Array(items) => items.iter_mut().collect(),
        _ => Vec::new(),
    };
    for value in below {
        let held = count(value);
        if left < held {
            return nth(value, left);
        }
        left -= held;
    }
    unreachable!("a number below the count")
}

fn picked<'t>(tree: &'t mut Value, bytes: &mut Bytes<'_>) -> &'t mut Value {
    let number = bytes.below(count(tree));
    nth(tree, number)
}

/// One edit at one place.
fn edit(tree: &mut Value, other: &Value, bytes: &mut Bytes<'_>) {
    let kind = bytes.below(12);
    let mut whole = tree.clone();
    match (kind, picked(tree, bytes)) {
        (0, value) => *value = word(None, bytes),
        (1, Value::Object(members)) => {
            if let Some(name) = name_in(members, bytes) {
                members.insert(name, word(None, bytes));
            }
        }
        (1, Value::Array(items)) => items.push(word(None, bytes)),
        (3, Value::Object(members)) => drop(name_in(members, bytes).and_then(|name| members.remove(&name))),
        (3, Value::Array(items)) => {
            let index = bytes.below(items.len());
            if index < items.len() {
                items.remove(index);
            }
        }
        (4, Value::Object(members)) => {
            // The same under another name, which other things may have: `A` beside `B`.
            if let Some(name) = name_in(members, bytes) {
                let value = members[&name].clone();
                members.insert(["A", "B", "Q", "P", "extra"][bytes.below(5)].to_owned(), value);
            }
        }
        (4, Value::Array(items)) => {
            let index = bytes.below(items.len());
            items.extend(items.get(index).cloned());
        }
        // What stands elsewhere, here or in another seed.
        (5, value) => *value = picked(&mut whole, bytes).clone(),
        (6, value) => *value = picked(&mut other.clone(), bytes).clone(),
        (7, Value::String(text)) => splice(text, bytes),
        // Of its own kind, so that the document keeps its shape and the reading goes on.
        (_, value) => leaf(value, bytes),
    }
}

/// A word that is nasty at any place, or only of the kind that stands there.
fn word(like: Option<&Value>, bytes: &mut Bytes<'_>) -> Value {
    // JSON shows its kind by its first sign.
    let kind = |first: u8| match first {
        b'{' | b'[' | b'"' => first,
        b'n' | b't' => b'n',
        _ => b'0',
    };
    let wanted = like.map(|like| match like {
        Value::Object(_) => b'{',
        Value::Array(_) => b'[',
        Value::String(_) => b'"',
        Value::Number(_) => b'0',
        Value::Bool(_) | Value::Null => b'n',
    });
    let fits = |word: &&&str| wanted.is_none_or(|wanted| kind(word.as_bytes()[0]) == wanted);
    let words: Vec<&&str> = WORDS.iter().filter(fits).collect();
    serde_json::from_str(words[bytes.below(words.len())]).unwrap()
}

/// Goes down to a leaf and puts a word of its kind there: a number for a number, and what looks like one for what
/// looks like one, most of the time.
fn leaf(value: &mut Value, bytes: &mut Bytes<'_>) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            let index = bytes.below(members.len());
            members.values_mut().nth(index).into_iter().for_each(|below| leaf(below, bytes));
        }
        Value::Array(items) if !items.is_empty() => {
            let index = bytes.below(items.len());
            items.get_mut(index).into_iter().for_each(|below| leaf(below, bytes));
        }
        Value::String(text) if text.starts_with(|sign: char| sign.is_ascii_digit()) && bytes.below(8) > 0 => {
            *text = NUMBERS[bytes.below(NUMBERS.len())].to_owned();
        }
        value => *value = word(Some(value), bytes),
    }
}

fn name_in(members: &Map<String, Value>, bytes: &mut Bytes<'_>) -> Option<String> {
    members.keys().nth(bytes.below(members.len())).cloned()
}

/// Puts a sign in the place of another.
fn splice(text: &mut String, bytes: &mut Bytes<'_>) {
    let signs = ["", "0", "9", ".", "-", "\"", "{", "]", ",", "e", "\\", "\u{0}", "å", "1111111111", "\\u0000", "/"];
    let places: Vec<(usize, char)> = text.char_indices().collect();
    let sign = signs[bytes.below(signs.len())];
    match places.get(bytes.below(places.len())) {
        Some((at, old)) => text.replace_range(*at..at + old.len_utf8(), sign),
        None => text.push_str(sign),
    }
}

/// Reads, checks and evaluates a case. Nothing panics; every fault can be told; whatever evaluates does so to the same
/// bytes twice, with and without a trace, and from its own canonical text.
pub fn hold([model_text, inputs_text]: &[String; 2]) -> Reached {
    let trees = canonical::read(model_text).and_then(|model| Ok((model, canonical::read(inputs_text)?)));
    let Some((model, inputs)) = told(trees) else { return Reached::Text };
    let documents = canonical::from_tree(model).and_then(|model| Ok((model, canonical::from_tree(inputs)?)));
    let Some((model_document, inputs_document)) = told(documents) else { return Reached::Shape };
    let inputs_document: InputsDocument = inputs_document;
    let findings = check(model_document, &inputs_document);
    let Ok((model, again)) = canonical::read(model_text).map(|tree| (tree.clone(), tree)) else { return Reached::Text };
    let read = canonical::from_tree(model).and_then(Model::read);
    assert_eq!(read.is_ok(), findings.model.is_empty(), "{findings:?}");
    let Some(model) = told(read) else { return Reached::Model };
    let read = Inputs::read(&model, &inputs_document);
    assert!(read.is_ok() || !findings.inputs.is_empty(), "{findings:?}");
    let Some(inputs) = told(read) else { return Reached::Inputs };
    let evaluated = evaluate(&model, &inputs);
    assert_eq!(evaluated.is_ok(), findings.inputs.is_empty(), "{findings:?}");
    let untraced = evaluate_untraced(&model, &inputs);
    let Some(outcome) = told(evaluated) else {
        assert!(untraced.is_err());
        return Reached::Undefined;
    };
    let text = canonical::to_text(&outcome.document(&model, &inputs)).unwrap();
    let (mut with, mut without) = (outcome, untraced.unwrap());
    with.trace = scoring::trace::Trace::default();
    without.trace = scoring::trace::Trace::default();
    assert_eq!(format!("{with:?}"), format!("{without:?}"));
    // From the canonical text, as if it had been stored.
    let stored = canonical::to_text(model.document()).unwrap();
    let stored = Model::read(canonical::from_tree(canonical::read(&stored).unwrap()).unwrap()).unwrap();
    assert_eq!(stored.digest(), Model::read(canonical::from_tree(again).unwrap()).unwrap().digest());
    let kept = canonical::to_text(&inputs_document).unwrap();
    let kept = Inputs::read(&stored, &canonical::from_tree(canonical::read(&kept).unwrap()).unwrap()).unwrap();
    let second = evaluate(&stored, &kept).unwrap().document(&stored, &kept);
    assert_eq!(text, canonical::to_text(&second).unwrap());
    Reached::Evaluated
}

/// What was read, or nothing after its faults have been written out.
fn told<T>(read: Result<T, Faults>) -> Option<T> {
    let faults = match read {
        Ok(read) => return Some(read),
        Err(faults) => faults,
    };
    let mut text = String::new();
    write!(text, "{faults}").unwrap();
    assert!(!faults.is_empty() && !text.is_empty());
    for fault in faults.list() {
        assert!(!fault.code.is_empty() && !fault.cause.is_empty() && !fault.hint.is_empty(), "{fault:?}");
    }
    None
}
