//! What an operation asks, taken from its document once: for what it costs, and to answer it where nothing but the read
//! model is asked.

use super::spread::Spreader;
use super::{mutation, root};
use crate::read::{Plan, Question, Selected, Selection, noun};
use async_graphql::Variables;
use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::{ExecutableDocument, OperationDefinition, OperationType};
use uuid::Uuid;

/// The fields at the root of an operation, each with all that is asked of it.
pub struct Asked<'a> {
    pub(super) kind: OperationType,
    pub(super) fields: Vec<RootField<'a>>,
}

/// A field at the root.
pub(super) struct RootField<'a> {
    pub(super) field: Selected<'a>,
    /// The plans of the questions that it puts to the read model, of those that can be planned: a question's own, or one for each
    /// key under which an act hands back its evaluation.
    pub(super) plans: Vec<Plan>,
}

impl<'a> Asked<'a> {
    /// Takes them from an operation of a document in which what stands under one key of the root is the same; nothing of one that
    /// is too large when fragments are written out.
    #[must_use]
    pub fn of(
        document: &'a ExecutableDocument,
        operation: &'a OperationDefinition,
        variables: &'a Variables,
    ) -> Option<Self> {
        let whole = Spreader::of(&document.fragments, operation, variables).whole().ok()?;
        let planned = |field: Selected<'a>| {
            let plans = match operation.ty {
                OperationType::Query => asked_of(&field),
                OperationType::Mutation => handed_back(&field),
                OperationType::Subscription => Vec::new(),
            };
            RootField { field, plans }
        };
        Some(Self { kind: operation.ty, fields: joined(whole).into_values().map(planned).collect() })
    }

    /// How many questions are put to the read model.
    #[must_use]
    pub fn questions(&self) -> usize {
        self.fields.iter().map(|root| root.plans.len()).sum()
    }
}

/// The plan of a question.
fn asked_of(field: &Selected<'_>) -> Vec<Plan> {
    let question = root::question(field.name, &field.given);
    question.and_then(|question| Plan::of(&question, &field.selection).ok()).into_iter().collect()
}

/// The plans of what is asked of the evaluation that an act hands back. Which one it will be does not matter to them.
fn handed_back(act: &Selected<'_>) -> Vec<Plan> {
    let read = act.selection.0.iter().filter(|inner| mutation::is_read(inner.name)).cloned();
    let question = Question::One { noun: &noun::EVALUATION, id: Uuid::nil() };
    let read = joined(Selection(read.collect())).into_values();
    read.filter_map(|evaluation| Plan::of(&question, &evaluation.selection).ok()).collect()
}

/// Joins what shares a response key, as the answer does.
fn joined(whole: Selection<'_>) -> IndexMap<&str, Selected<'_>> {
    let mut fields: IndexMap<&str, Selected<'_>> = IndexMap::with_capacity(whole.0.len());
    for field in whole.0 {
        match fields.get_mut(field.key) {
            Some(other) => other.selection.0.extend(field.selection.0),
            None => {
                fields.insert(field.key, field);
            }
        }
    }
    fields
}
