//! What an operation asks, taken from its document once: for what it costs, and to answer it where nothing but the read
//! model is asked.

use super::root;
use super::spread::Spreader;
use crate::read::{Plan, Selected, Selection};
use async_graphql::Variables;
use async_graphql::parser::types::{ExecutableDocument, OperationDefinition, OperationType};

/// The fields at the root of an operation, each with all that is asked of it.
pub struct Asked {
    pub(super) kind: OperationType,
    pub(super) fields: Vec<RootField>,
}

/// A field at the root.
pub(super) struct RootField {
    pub(super) field: Selected,
    /// Its plan, where it puts a question to the read model that can be planned.
    pub(super) plan: Option<Plan>,
}

impl Asked {
    /// Takes them from an operation of a document in which what stands under one key of the root is the same; nothing of one that
    /// is too large when fragments are written out.
    #[must_use]
    pub fn of(document: &ExecutableDocument, operation: &OperationDefinition, variables: &Variables) -> Option<Self> {
        let whole = Spreader::of(&document.fragments, operation, variables).whole().ok()?;
        let planned = |field: Selected| {
            let question = match operation.ty {
                OperationType::Query => root::question(&field.name, &field.given),
                OperationType::Mutation | OperationType::Subscription => None,
            };
            let plan = question.and_then(|question| Plan::of(&question, &field.selection).ok());
            RootField { field, plan }
        };
        Some(Self { kind: operation.ty, fields: joined(whole).into_iter().map(planned).collect() })
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
