//! What an operation costs, before anything of it runs: the cost of each question at its root, added up.

use super::asked::{Asked, RootField};
use crate::read::{self, Passing, Position};
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
    pub fn of(asked: &Asked<'_>, limit: u64) -> Self {
        let (mut sum, mut most) = (Self::default(), 0);
        for root in &asked.fields {
            let read::Cost { things, passing } = of_field(root, asked.kind, limit);
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

/// A field at the root: what it takes whatever is asked of it, and the questions that it puts to the read model.
fn of_field(RootField { field, plans }: &RootField<'_>, kind: OperationType, limit: u64) -> read::Cost {
    let own = match (kind, field.name) {
        (OperationType::Mutation, _) | (_, "evaluationRecord") => ACT,
        (_, "__schema" | "__type") => INTROSPECTION,
        _ => u64::from(plans.is_empty()),
    };
    let mut sum = read::Cost { things: own, passing: None };
    for read::Cost { things, passing } in plans.iter().map(|plan| plan.cost(limit)) {
        sum.things = sum.things.saturating_add(things);
        sum.passing = sum.passing.or(passing);
    }
    sum
}
