//! What a question costs: how many things its answer can hold, page sizes times what is asked under each thing. It
//! follows from the plan, so that it is known before a statement runs.

use super::noun::{LOT, Noun, PROCUREMENT};
use super::page::Connection;
use super::plan::Level;
use super::rule::{Projection, RULE};
use super::selection::Position;
use super::{GlobalId, Question, ReadError, Selection};

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

impl Cost {
    /// The cost of a question with all that is asked of its answer. No statement is run.
    ///
    /// # Errors
    /// Those of planning, as the answer to the question would have them.
    pub fn of(question: &Question, selection: &Selection, limit: u64) -> Result<Self, ReadError> {
        let one = |noun| Self::each(noun, 1, selection, limit);
        match question {
            Question::Node { id } => GlobalId::decode(id).map_or(Ok(Self::least()), |id| one(id.noun)),
            Question::One { noun, .. } => one(noun),
            Question::Procurement { .. } => one(&PROCUREMENT),
            Question::Lot { .. } => one(&LOT),
            Question::Nodes { ids } => Self::nodes(ids, selection, limit),
            Question::List(list, page) => {
                let connection = Connection::plan(list, page, &selection.fields())?;
                let passing = passing(&connection.level, connection.size, limit);
                Ok(Self { things: connection.things().max(1), passing })
            }
            Question::Rule { .. } | Question::Rulebook => {
                Projection::of(&RULE, &selection.fields())?;
                Ok(Self::least())
            }
        }
    }

    fn least() -> Self {
        Self { things: 1, passing: None }
    }

    /// This many things of a noun, each with the selection.
    fn each(noun: &'static Noun, number: u64, selection: &Selection, limit: u64) -> Result<Self, ReadError> {
        let mut level = Level::new(noun);
        level.view(&selection.fields())?;
        Ok(Self { things: level.things().saturating_mul(number), passing: passing(&level, number, limit) })
    }

    fn nodes(ids: &[String], selection: &Selection, limit: u64) -> Result<Self, ReadError> {
        let mut kinds: Vec<(&'static Noun, u64)> = Vec::new();
        for id in ids.iter().filter_map(|id| GlobalId::decode(id)) {
            match kinds.iter_mut().find(|(kind, _)| std::ptr::eq(*kind, id.noun)) {
                Some((_, number)) => *number += 1,
                None => kinds.push((id.noun, 1)),
            }
        }
        let mut sum = Self { things: 0, passing: None };
        for (kind, number) in kinds {
            let cost = Self::each(kind, number, selection, limit)?;
            sum.things = sum.things.saturating_add(cost.things);
            sum.passing = sum.passing.or(cost.passing);
        }
        // An id that stands for nothing is looked up in vain.
        sum.things = sum.things.max(u64::try_from(ids.len()).unwrap_or(u64::MAX)).max(1);
        Ok(sum)
    }
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
