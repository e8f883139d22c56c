//! What an operation asks, taken from its document once: for what it costs, and to answer it where nothing but the read
//! model is asked.

use super::spread::Spreader;
use crate::read::{List, Page, Question, Selected, Selection};
use async_graphql::Variables;
use async_graphql::parser::types::{ExecutableDocument, OperationDefinition, OperationType};
use serde_json::Value;

/// The fields at the root of an operation, each with all that is asked of it.
pub struct Asked {
    pub(super) kind: OperationType,
    pub(super) fields: Vec<Selected>,
}

impl Asked {
    /// Takes them from an operation of a document; nothing of one that is too large when fragments are written out.
    #[must_use]
    pub fn of(document: &ExecutableDocument, operation: &OperationDefinition, variables: &Variables) -> Option<Self> {
        let whole = Spreader::of(&document.fragments, operation, variables).whole().ok()?;
        Some(Self { kind: operation.ty, fields: joined(whole) })
    }
}

/// Joins what shares a response key at the root, as the answer does.
fn joined(whole: Selection) -> Vec<Selected> {
    let mut fields: Vec<Selected> = Vec::new();
    for field in whole.0 {
        match fields.iter_mut().find(|other| other.key == field.key) {
            Some(other) => other.selection.0.extend(field.selection.0),
            None => fields.push(field),
        }
    }
    fields
}

/// The question that a field of the query puts to the read model; `None` for what the read model is not asked.
pub(super) fn put(field: &Selected) -> Option<Question> {
    let given = |name: &str| field.given.iter().find(|(known, _)| known == name).map(|(_, value)| value);
    let text = |name: &str| given(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    if let Some(list) = List::named(&field.name) {
        return Some(Question::List(list, Page::of(field.given.iter().map(|(name, value)| (name.as_str(), value)))));
    }
    Some(match field.name.as_str() {
        "node" => Question::Node { id: text("id") },
        "nodes" => Question::Nodes { ids: texts(given("ids")) },
        "procurement" => Question::Procurement { key: text("key") },
        "lot" => Question::Lot { procurement: text("procurement"), key: text("key") },
        "rule" => Question::Rule { id: text("id") },
        "rulebook" => Question::Rulebook,
        _ => return None,
    })
}

/// The texts of a list; one value stands for a list of itself.
fn texts(given: Option<&Value>) -> Vec<String> {
    let one = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    match given {
        Some(Value::Array(items)) => items.iter().map(one).collect(),
        Some(value) => vec![one(value)],
        None => Vec::new(),
    }
}
