//! The shape of a document: a JSON tree held against the JSON Schema that is generated from the document's type.
//! Everything that does not fit is named at once, each with its place and what to write instead; reading into the
//! type, which stops at the first misfit, comes afterwards. What values mean together is not judged here.

mod words;

use crate::fault::{Faults, Place, shown};
use crate::spelling::{listed, nearest};
use crate::{Currency, Instant, Key};
use schemars::{JsonSchema, generate::SchemaSettings};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// A name longer than this is no part of a place; the place is then the object that holds it.
const LONGEST_STEP: usize = 200;

/// How a text of a form is read, or what to write instead.
type Read = fn(&str) -> Result<(), &'static str>;

/// Forms of texts that a schema names by pattern or format, what they are, and how they are read.
const FORMS: [(&str, &str, Read); 3] = [
    (Key::PATTERN, "a key", |text| text.parse::<Key>().map(drop)),
    (Currency::PATTERN, "a currency", |text| text.parse::<Currency>().map(drop)),
    (Instant::FORMAT, "a moment", |text| text.parse::<Instant>().map(drop)),
];

/// The shape of a type of documents.
#[derive(Clone, Debug)]
pub struct Shape {
    schema: Value,
}

/// What a shape says of a tree.
#[derive(Clone, Debug, Default)]
pub struct Misfits {
    /// Everything that does not fit.
    pub faults: Faults,
    /// Members that nothing knows and nothing resembles: without them the rest can still be read.
    pub surplus: Vec<Place>,
}

impl Shape {
    /// The shape of a type.
    #[must_use]
    pub fn of<T: JsonSchema>() -> Self {
        Self { schema: SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>().into() }
    }

    /// What does not fit. Nothing is said of the places that were `refused` before, nor of what stands below them.
    #[must_use]
    pub fn misfits(&self, tree: &Value, refused: &BTreeSet<Place>) -> Misfits {
        let mut walk = Walk { schema: &self.schema, refused, found: Misfits::default() };
        walk.value(&self.schema, tree, &Place::root());
        walk.found
    }
}

struct Walk<'a> {
    schema: &'a Value,
    refused: &'a BTreeSet<Place>,
    found: Misfits,
}

impl<'a> Walk<'a> {
    fn value(&mut self, schema: &'a Value, value: &Value, place: &Place) {
        if self.refused.contains(place) {
            return;
        }
        let schema = self.resolved(schema);
        if let Some(options) = schema["anyOf"].as_array() {
            // An optional value: null, or what the other option says.
            let is_null = |option: &&Value| option["type"] == "null";
            let other = options.iter().find(|option| !is_null(option));
            if let Some(other) = other.filter(|_| !(value.is_null() && options.iter().any(|one| is_null(&one)))) {
                self.value(other, value, place);
            }
            return;
        }
        if schema.get("oneOf").is_some() || schema.get("enum").is_some() {
            return self.choice(schema, value, place);
        }
        match value {
            Value::Object(members) if admits(schema, "object") => self.object(schema, members, place),
            Value::Array(items) if admits(schema, "array") => {
                for (index, item) in items.iter().enumerate() {
                    self.value(&schema["items"], item, &place.at(index));
                }
            }
            Value::String(text) if admits(schema, "string") => self.form(schema, text, place),
            other if admits(schema, words::kind(other)) => {}
            other => self.wrong_kind(&words::wanted(schema), &words::instead(schema, other), other, place),
        }
    }

    /// The schema that a reference points at, or the schema itself.
    fn resolved(&self, schema: &'a Value) -> &'a Value {
        let pointer = schema["$ref"].as_str().and_then(|reference| reference.strip_prefix('#'));
        pointer.and_then(|pointer| self.schema.pointer(pointer)).unwrap_or(schema)
    }

    fn object(&mut self, schema: &'a Value, members: &Map<String, Value>, place: &Place) {
        if let Some(patterns) = schema["patternProperties"].as_object() {
            for (name, value) in members {
                let at = below(place, name);
                for (pattern, schema) in patterns {
                    self.form_of(pattern, name, &at);
                    self.value(schema, value, &at);
                }
            }
            return;
        }
        let known = schema["properties"].as_object();
        for (name, value) in members {
            match known.and_then(|known| known.get(name)) {
                Some(schema) => self.value(schema, value, &below(place, name)),
                None if schema["additionalProperties"] == false => {}
                None => self.value(&schema["additionalProperties"], value, &below(place, name)),
            }
        }
        let excused = if schema["additionalProperties"] == false {
            self.unknown_members(known, members, place)
        } else {
            BTreeSet::new()
        };
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !members.contains_key(name) && !excused.contains(name) {
                let cause = format!("the member `{name}` is missing");
                let hint = format!("add `{name}`{}", words::description(&schema["properties"][name]));
                self.found.faults.add("document.missing_member", &place.at(name), cause, hint);
            }
        }
    }

    /// Names the members that nothing knows, and gives the missing ones that were meant by them.
    fn unknown_members(
        &mut self,
        known: Option<&'a Map<String, Value>>,
        members: &Map<String, Value>,
        place: &Place,
    ) -> BTreeSet<&'a str> {
        let known: BTreeSet<&str> = known.into_iter().flat_map(Map::keys).map(String::as_str).collect();
        let mut excused = BTreeSet::new();
        for name in members.keys().filter(|name| !known.contains(name.as_str())) {
            let at = below(place, name);
            let absent = known.iter().copied().filter(|known| !members.contains_key(*known));
            let hint = match nearest(name, absent) {
                Some(meant) => {
                    excused.insert(meant);
                    format!("write `{meant}`")
                }
                None => {
                    self.found.surplus.push(place.at(name));
                    match known.is_empty() {
                        true => "remove it: nothing is written here".to_owned(),
                        false => format!("remove it; known here are {}", listed(known.iter().copied())),
                    }
                }
            };
            let cause = format!("there is no member {} here", shown(name));
            self.found.faults.add("document.unknown_member", &at, cause, hint);
        }
        excused
    }

    /// A closed set: words, or objects whose one member's name says which of the set it is.
    fn choice(&mut self, schema: &'a Value, value: &Value, place: &Place) {
        let set = words::Set::of(schema);
        match value {
            Value::String(word) if set.words.contains(&word.as_str()) => {}
            Value::String(word) if !set.tagged.contains_key(word.as_str()) => {
                let cause = format!("{} is not a word of this set", shown(word));
                self.found.faults.add("document.unknown_word", place, cause, set.instead_of(word));
            }
            Value::Object(members) if members.len() == 1 => {
                for (name, content) in members {
                    let at = below(place, name);
                    match set.tagged.get(name.as_str()) {
                        Some(schema) => self.value(schema, content, &at),
                        None if set.words.contains(&name.as_str()) => {
                            self.wrong_kind("a word", &format!("write just \"{name}\""), value, place);
                        }
                        None if set.is_of_rules() => {
                            let (rule, revision) = name.split_once('@').unwrap_or((name, ""));
                            let cause = if set.tagged.keys().any(|known| known.split('@').next() == Some(rule)) {
                                format!("the rule {} has no revision {} here", shown(rule), shown(revision))
                            } else {
                                format!("there is no rule {} here", shown(name))
                            };
                            self.found.faults.add("model.rule_unknown", &at, cause, set.instead_of(name));
                        }
                        None => {
                            let cause = format!("{} is not a word of this set", shown(name));
                            self.found.faults.add("document.unknown_word", &at, cause, set.instead_of(name));
                        }
                    }
                }
            }
            other => self.wrong_kind(&set.wanted(), &set.instead(), other, place),
        }
    }

    fn form(&mut self, schema: &Value, text: &str, place: &Place) {
        for form in ["pattern", "format"] {
            if let Some(form) = schema[form].as_str() {
                self.form_of(form, text, place);
            }
        }
    }

    fn form_of(&mut self, form: &str, text: &str, place: &Place) {
        for (_, what, read) in FORMS.iter().filter(|(known, _, _)| *known == form) {
            if let Err(how) = read(text) {
                self.found.faults.add("document.pattern", place, format!("{} is not {what}", shown(text)), how);
            }
        }
    }

    fn wrong_kind(&mut self, wanted: &str, hint: &str, found: &Value, place: &Place) {
        let cause = format!("{} stands where {wanted} is expected", words::found(found));
        self.found.faults.add("document.wrong_kind", place, cause, hint);
    }
}

/// Whether a value of this kind may stand here. A schema that names no kind admits all.
fn admits(schema: &Value, kind: &str) -> bool {
    match &schema["type"] {
        Value::String(only) => only == kind,
        Value::Array(several) => several.iter().any(|one| one == kind),
        _ => true,
    }
}

fn below(place: &Place, name: &str) -> Place {
    if name.len() <= LONGEST_STEP { place.at(name) } else { place.clone() }
}

#[cfg(test)]
mod tests;
