//! What an operation costs, before anything of it runs: the cost of each question at its root, added up.

use super::asked::{Asked, RootField, handed_back};
use crate::read::{self, Passing, Plan, Position, Question, Selected};
use async_graphql::parser::types::OperationType;

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
    /// The cost of what is asked. A question that cannot be planned counts as 1: it is refused by its field, before a
    /// statement runs.
    #[must_use]
    pub fn of(asked: &Asked, limit: u64) -> Self {
        let (mut sum, mut most) = (Self::default(), 0);
        for root in &asked.fields {
            let read::Cost { things, passing } = match asked.kind {
                OperationType::Mutation => act(&root.field, limit),
                OperationType::Query | OperationType::Subscription => question(root, limit),
            };
            sum.requested = sum.requested.saturating_add(things);
            sum.passing = sum.passing.or(passing);
            if things > most {
                (most, sum.dearest) = (things, root.field.at);
            }
        }
        sum.requested = sum.requested.max(1);
        sum
    }

    /// The cost of what is too much to be written out.
    #[must_use]
    pub fn without_end() -> Self {
        Self { requested: u64::MAX, ..Self::default() }
    }
}

fn flat(things: u64) -> read::Cost {
    read::Cost { things, passing: None }
}

fn question(RootField { field, plan }: &RootField, limit: u64) -> read::Cost {
    match field.name.as_str() {
        "__schema" | "__type" => flat(INTROSPECTION),
        "evaluationRecord" => flat(ACT),
        _ => plan.as_ref().map_or_else(|| flat(1), |plan| plan.cost(limit)),
    }
}

/// An act, and what is asked of the evaluation that it hands back, under each of its keys.
fn act(field: &Selected, limit: u64) -> read::Cost {
    let mut sum = flat(ACT);
    let question = Question::One { noun: &read::noun::EVALUATION, id: uuid::Uuid::nil() };
    for whole in handed_back(field).values() {
        if let Ok(cost) = Plan::of(&question, whole).map(|plan| plan.cost(limit)) {
            sum.things = sum.things.saturating_add(cost.things);
            sum.passing = sum.passing.or(cost.passing);
        }
    }
    sum
}
