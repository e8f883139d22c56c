//! What a question costs: how many things its answer can hold, page sizes times what is asked under each thing. It
//! follows from the plan, so that it is known before a statement runs.

use super::GlobalId;
use super::level::Level;
use super::page::Connection;
use super::plan::{Plan, Things, Way};
use super::selection::Position;

/// What a question costs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// How many things the answer can hold, and one for each list that is counted; at least 1.
    pub things: u64,
    /// The first list on the way down that leads to more things than the limit, all parents counted.
    pub passing: Option<Passing>,
}

/// A list that leads to more things than a limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passing {
    /// The list's name.
    pub name: String,
    /// How many things the lists of this name can hold, under all their parents.
    pub things: u64,
    /// Where it is asked for.
    pub at: Position,
}

impl Plan {
    /// What the question costs, where a list that alone leads to more things than `limit` is to be told.
    #[must_use]
    pub fn cost(&self, limit: u64) -> Cost {
        match &self.0 {
            Way::Nothing | Way::Rules { .. } => Cost { things: 1, passing: None },
            Way::One { things, .. } => things.cost(1, limit),
            Way::Many { ids, kinds } => many(ids, kinds, limit),
            Way::Page(connection) => {
                Cost { things: connection.things().max(1), passing: passing(&connection.level, connection.size, limit) }
            }
        }
    }
}

impl Things {
    /// The cost of this many of them.
    fn cost(&self, number: u64, limit: u64) -> Cost {
        let things = self.level.things().saturating_mul(number);
        Cost { things, passing: passing(&self.level, number, limit) }
    }
}

fn many(ids: &[Option<GlobalId>], kinds: &[Things], limit: u64) -> Cost {
    let number = |found: usize| u64::try_from(found).unwrap_or(u64::MAX);
    let mut sum = Cost::default();
    for kind in kinds {
        let Cost { things, passing } =
            kind.cost(number(ids.iter().flatten().filter(|id| kind.are_of(id)).count()), limit);
        sum.things = sum.things.saturating_add(things);
        sum.passing = sum.passing.or(passing);
    }
    // An id that stands for nothing is looked up in vain.
    sum.things = sum.things.max(number(ids.len())).max(1);
    sum
}

impl Level {
    /// How many things one row brings: itself, and all that can hang under it.
    fn things(&self) -> u64 {
        let children = self.children.iter().map(|child| child.level.things());
        let pages = self.pages.iter().map(|pages| pages.connection.things());
        children.chain(pages).fold(1, u64::saturating_add)
    }
}

impl Connection {
    /// How many things one page brings; its count is one more.
    fn things(&self) -> u64 {
        let rows = if self.asks_for_rows() { self.size.saturating_mul(self.level.things()) } else { 0 };
        rows.saturating_add(u64::from(self.asks_for_total()))
    }
}

/// The first list under so many rows of a level that leads to more things than the limit.
fn passing(level: &Level, rows: u64, limit: u64) -> Option<Passing> {
    let below = level.children.iter().find_map(|child| passing(&child.level, rows, limit));
    below.or_else(|| {
        level.pages.iter().find_map(|pages| {
            let things = rows.saturating_mul(pages.connection.size);
            if things > limit && pages.connection.asks_for_rows() {
                return Some(Passing { name: pages.name.clone(), things, at: pages.at });
            }
            passing(&pages.connection.level, things, limit)
        })
    })
}
