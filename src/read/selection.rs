//! What is asked of a thing: fields with their response keys, fragments already spread out.

use super::ReadError;
use super::noun::NODE;
use serde_json::Value;

/// Where something stands in the text of a question, both counted from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// Its line.
    pub line: usize,
    /// Its column, in characters.
    pub column: usize,
}

/// One selected field. What it is called stands in the text of the question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selected<'a> {
    /// The field's name, or `__typename`.
    pub name: &'a str,
    /// The key it gets in the answer.
    pub key: &'a str,
    /// Its arguments as they are written, in one order, for telling equal from different.
    pub written: String,
    /// The same with what they stand for.
    pub given: Vec<(&'a str, Value)>,
    /// The type conditions of the fragments it stands in. All must hold.
    pub conditions: Vec<&'a str>,
    /// What is asked of its value.
    pub selection: Selection<'a>,
    /// Where it stands.
    pub at: Position,
}

/// The fields asked for at one place, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection<'a>(pub Vec<Selected<'a>>);

/// All that is asked under one response key.
pub(super) struct Merged<'a> {
    pub(super) name: &'a str,
    pub(super) key: &'a str,
    pub(super) inner: Vec<&'a Selected<'a>>,
    pub(super) given: &'a [(&'a str, Value)],
    pub(super) at: Position,
    written: &'a str,
}

impl<'a> Selection<'a> {
    pub(super) fn fields(&self) -> Vec<&Selected<'a>> {
        self.0.iter().collect()
    }
}

/// Keeps what applies to the object type `noun` and joins what shares a response key.
///
/// # Errors
/// `ConflictingKey` when a key stands for two fields, or for one with different arguments.
pub(super) fn merge<'a>(fields: &[&'a Selected<'a>], noun: &str) -> Result<Vec<Merged<'a>>, ReadError> {
    let mut merged: Vec<Merged<'a>> = Vec::new();
    for field in fields {
        if !field.conditions.iter().all(|condition| *condition == noun || *condition == NODE) {
            continue;
        }
        let inner = field.selection.0.iter();
        match merged.iter_mut().find(|other| other.key == field.key) {
            None => merged.push(Merged {
                name: field.name,
                key: field.key,
                inner: inner.collect(),
                given: &field.given,
                at: field.at,
                written: &field.written,
            }),
            Some(other) if other.name == field.name && other.written == field.written => other.inner.extend(inner),
            Some(_) => {
                return Err(ReadError::ConflictingKey { key: field.key.to_owned() });
            }
        }
    }
    Ok(merged)
}
