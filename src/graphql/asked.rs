//! What an operation asks, taken from its document once: for what it costs, and to answer it where nothing but the read
//! model is asked.

use super::spread::Spreader;
use super::{mutation, root};
use crate::read::{Plan, Selected, Selection};
use async_graphql::Variables;
use async_graphql::indexmap::IndexMap;
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
        Some(Self { kind: operation.ty, fields: joined(whole).into_values().map(planned).collect() })
    }

    /// How many questions are put to the read model.
    #[must_use]
    pub fn questions(&self) -> usize {
        match self.kind {
            OperationType::Mutation => self.fields.iter().map(|root| handed_back(&root.field).len()).sum(),
            OperationType::Query | OperationType::Subscription => {
                self.fields.iter().filter(|root| root.plan.is_some()).count()
            }
        }
    }
}

/// Joins what shares a response key at the root, as the answer does.
fn joined(whole: Selection) -> IndexMap<String, Selected> {
    let mut fields: IndexMap<String, Selected> = IndexMap::with_capacity(whole.0.len());
    for field in whole.0 {
        match fields.get_mut(&field.key) {
            Some(other) => other.selection.0.extend(field.selection.0),
            None => {
                fields.insert(field.key.clone(), field);
            }
        }
    }
    fields
}

/// What is asked of the evaluation that an act hands back, by key.
pub(super) fn handed_back(act: &Selected) -> IndexMap<&str, Selection> {
    let mut wholes: IndexMap<&str, Selection> = IndexMap::new();
    for evaluation in act.selection.0.iter().filter(|inner| mutation::is_read(&inner.name)) {
        wholes.entry(&evaluation.key).or_default().0.extend(evaluation.selection.0.iter().cloned());
    }
    wholes
}
