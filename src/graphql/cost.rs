//! What an operation costs, before anything of it runs: the cost of each question at its root, added up.

use super::spread::Spreader;
use crate::read::{self, List, Page, Passing, Position, Question, Selected, Selection};
use async_graphql::Variables;
use async_graphql::parser::types::{ExecutableDocument, OperationDefinition, OperationType};
use serde_json::Value;

/// What `__schema` or `__type` costs: about as much as the types and fields that they lead through.
const INTROSPECTION: u64 = 1_000;
/// What an act or a record costs: both read all documents of a lot.
const ACT: u64 = 1_000;

/// What an operation costs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// How many things its answer can hold, and what else it takes, counted in things; at least 1.
    pub requested: u64,
    /// The first list that alone leads to more things than the limit.
    pub passing: Option<Passing>,
    /// Where the question stands that costs the most.
    pub dearest: Position,
}

impl Cost {
    /// The cost of an operation of a document. A question that cannot be planned counts as 1: it is refused by its
    /// field, before a statement runs.
    #[must_use]
    pub fn of(
        document: &ExecutableDocument,
        operation: &OperationDefinition,
        variables: &Variables,
        limit: u64,
    ) -> Self {
        let Ok(whole) = Spreader::of(&document.fragments, operation, variables).whole() else {
            return Self { requested: u64::MAX, ..Self::default() };
        };
        let (mut sum, mut most) = (Self::default(), 0);
        for field in joined(whole) {
            let read::Cost { things, passing } = match operation.ty {
                OperationType::Mutation => act(&field, limit),
                OperationType::Query | OperationType::Subscription => question(&field, limit),
            };
            sum.requested = sum.requested.saturating_add(things);
            sum.passing = sum.passing.or(passing);
            if things > most {
                (most, sum.dearest) = (things, field.at);
            }
        }
        sum.requested = sum.requested.max(1);
        sum
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

fn flat(things: u64) -> read::Cost {
    read::Cost { things, passing: None }
}

fn question(field: &Selected, limit: u64) -> read::Cost {
    match field.name.as_str() {
        "__schema" | "__type" => return flat(INTROSPECTION),
        "evaluationRecord" => return flat(ACT),
        _ => {}
    }
    asked(field).and_then(|question| read::Cost::of(&question, &field.selection, limit).ok()).unwrap_or_else(|| flat(1))
}

/// The question that a field of the query puts to the read model; `None` for what the read model is not asked.
fn asked(field: &Selected) -> Option<Question> {
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

/// An act, and what is asked of the evaluation that it hands back.
fn act(field: &Selected, limit: u64) -> read::Cost {
    let mut sum = flat(ACT);
    for evaluation in field.selection.0.iter().filter(|inner| inner.name == "evaluation") {
        let question = Question::One { noun: &read::noun::EVALUATION, id: uuid::Uuid::nil() };
        if let Ok(cost) = read::Cost::of(&question, &evaluation.selection, limit) {
            sum.things = sum.things.saturating_add(cost.things);
            sum.passing = sum.passing.or(cost.passing);
        }
    }
    sum
}
