//! The words in which misfits are told: what stands there, what is wanted, what to write instead.

use crate::fault::shown;
use crate::spelling::{listed, nearest};
use serde_json::Value;
use std::collections::BTreeMap;

/// The kind of a value, as a schema names it.
pub(super) const fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// What stands there.
pub(super) fn found(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) => format!("the text {}", shown(text)),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

/// What a schema wants.
pub(super) fn wanted(schema: &Value) -> String {
    let word = match first_kind(schema) {
        "boolean" => "true or false",
        "integer" => "a whole number",
        "array" => "a list",
        "object" => "an object",
        "null" => "null",
        _ => "a text",
    };
    word.to_owned()
}

/// What to write instead of what stands there.
pub(super) fn instead(schema: &Value, found: &Value) -> String {
    match (first_kind(schema), found) {
        ("string", Value::Number(_) | Value::Bool(_)) => format!("write it in quotes: \"{found}\""),
        ("integer", Value::String(text)) if text.parse::<u32>().is_ok() => format!("write it without quotes: {text}"),
        ("boolean", Value::String(text)) if text == "true" || text == "false" => {
            format!("write it without quotes: {text}")
        }
        ("array", _) => "write a list in brackets, such as [...]".to_owned(),
        ("object", _) => {
            let required: Vec<&str> =
                schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            match required.as_slice() {
                [] => "write an object in braces, such as {...}".to_owned(),
                [only] => format!("write an object with the member `{only}`, such as {{\"{only}\": ...}}"),
                several => format!("write an object with the members {}", listed(several.iter().copied())),
            }
        }
        _ => format!("write {} here", wanted(schema)),
    }
}

/// The first sentence of what a schema says of a member, as it continues a hint.
pub(super) fn description(schema: &Value) -> String {
    let whole = schema["description"].as_str().unwrap_or_default();
    let sentence = whole.split(". ").next().unwrap_or_default().replace('\n', " ");
    let mut letters = sentence.trim_end_matches('.').chars();
    letters.next().map_or_else(String::new, |first| format!(": {}{}", first.to_lowercase(), letters.as_str()))
}

fn first_kind(schema: &Value) -> &str {
    match &schema["type"] {
        Value::Array(several) => several.first().and_then(Value::as_str).unwrap_or_default(),
        only => only.as_str().unwrap_or_default(),
    }
}

/// A closed set: words that stand alone, and names whose content follows.
pub(super) struct Set<'a> {
    /// Words that stand alone.
    pub(super) words: Vec<&'a str>,
    /// Names with the schema of what follows.
    pub(super) tagged: BTreeMap<&'a str, &'a Value>,
}

impl<'a> Set<'a> {
    /// The set that a schema lists.
    pub(super) fn of(schema: &'a Value) -> Self {
        let mut set = Self { words: Vec::new(), tagged: BTreeMap::new() };
        let variants = schema["oneOf"].as_array().map_or(std::slice::from_ref(schema), Vec::as_slice);
        for variant in variants {
            set.words.extend(variant["const"].as_str());
            set.words.extend(variant["enum"].as_array().into_iter().flatten().filter_map(Value::as_str));
            let tagged = variant["properties"].as_object().into_iter().flatten();
            set.tagged.extend(tagged.map(|(name, schema)| (name.as_str(), schema)));
        }
        set
    }

    /// Whether the names are rules with their revisions.
    pub(super) fn is_of_rules(&self) -> bool {
        !self.tagged.is_empty() && self.tagged.keys().all(|name| name.contains('@'))
    }

    /// What the set wants.
    pub(super) fn wanted(&self) -> String {
        match (self.words.is_empty(), self.tagged.is_empty()) {
            (false, true) => "a word of a set".to_owned(),
            (true, _) if self.is_of_rules() => "an object that names one rule".to_owned(),
            (true, _) => "an object with one member".to_owned(),
            (false, false) => "a word, or an object with one member,".to_owned(),
        }
    }

    /// What to write.
    pub(super) fn instead(&self) -> String {
        let words = self.words.iter().map(|word| format!("\"{word}\""));
        let tagged = self.tagged.keys().map(|name| format!("{{\"{name}\": ...}}"));
        let all: Vec<String> = words.chain(tagged).collect();
        match all.split_last() {
            Some((last, [])) => format!("write {last}"),
            Some((last, rest)) => format!("write {} or {last}", rest.join(", ")),
            None => String::new(),
        }
    }

    /// What to write instead of a word that is not of the set.
    pub(super) fn instead_of(&self, written: &str) -> String {
        let all = self.words.iter().copied().chain(self.tagged.keys().copied());
        let rule = written.split('@').next().filter(|_| written.contains('@'));
        let other_revision = all.clone().rfind(|known| rule.is_some() && known.split('@').next() == rule);
        match other_revision.or_else(|| nearest(written, all)) {
            Some(meant) if self.tagged.contains_key(meant) => format!("write `{meant}`"),
            Some(meant) => format!("write \"{meant}\""),
            None => self.instead(),
        }
    }
}
