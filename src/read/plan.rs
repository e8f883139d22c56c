//! The plan of a question: what is read for it and how that is written. What a question costs follows from it before a
//! statement runs, and so does its answer.

use super::level::{Level, View};
use super::noun::{LOT, Noun, PROCUREMENT};
use super::page::{self, Connection};
use super::rule::{Projection, RULE};
use super::{GlobalId, Question, ReadError, Selection};
use sea_orm::entity::prelude::Uuid;

/// A question with all that is asked of its answer, planned.
pub struct Plan(pub(super) Way);

/// How a question is answered.
pub(super) enum Way {
    /// It leads to nothing.
    Nothing,
    /// A thing of one noun is looked up.
    One { find: Find, things: Things },
    /// Things of several nouns are looked up by their ids, of which some may stand for nothing.
    Many { ids: Vec<Option<GlobalId>>, kinds: Vec<Things> },
    /// A page of a list.
    Page(Connection),
    /// Rules: the one with this id, or all.
    Rules { id: Option<String>, projection: Projection },
}

/// By what a thing is looked up.
pub(super) enum Find {
    Id(Uuid),
    Procurement(String),
    Lot { procurement: String, key: String },
}

/// Things of one noun, and how each is written.
pub(super) struct Things {
    pub(super) level: Level,
    pub(super) view: View,
}

impl Plan {
    /// Plans a question.
    ///
    /// # Errors
    /// Those of the question and of what is asked of its answer; none of the database's.
    pub fn of(question: &Question, selection: &Selection<'_>) -> Result<Self, ReadError> {
        let one = |find, noun| Ok(Way::One { find, things: Things::of(noun, selection)? });
        let rules = |id| Ok(Way::Rules { id, projection: Projection::of(&RULE, &selection.fields())? });
        let way = match question {
            Question::Node { id } => match GlobalId::decode(id) {
                Some(GlobalId { noun, id }) => one(Find::Id(id), noun),
                None => Ok(Way::Nothing),
            },
            Question::One { noun, id } => one(Find::Id(*id), noun),
            Question::Procurement { key } => one(Find::Procurement(key.clone()), &PROCUREMENT),
            Question::Lot { procurement, key } => {
                one(Find::Lot { procurement: procurement.clone(), key: key.clone() }, &LOT)
            }
            Question::Nodes { ids } => many(ids, selection),
            Question::List(list, page) => Ok(Way::Page(Connection::plan(list, page, &selection.fields())?)),
            Question::Rule { id } => rules(Some(id.clone())),
            Question::Rulebook => rules(None),
        };
        way.map(Self)
    }
}

impl Things {
    fn of(noun: &'static Noun, selection: &Selection<'_>) -> Result<Self, ReadError> {
        let mut level = Level::new(noun);
        let view = level.view(&selection.fields())?;
        Ok(Self { level, view })
    }

    /// Whether an id is of this kind.
    pub(super) fn are_of(&self, id: &GlobalId) -> bool {
        std::ptr::eq(self.level.noun, id.noun)
    }
}

/// One kind for each noun among the ids, in their order.
fn many(ids: &[String], selection: &Selection<'_>) -> Result<Way, ReadError> {
    let number = i64::try_from(ids.len()).unwrap_or(i64::MAX);
    if number > page::LARGEST {
        return Err(ReadError::PageSize { first: number });
    }
    let ids: Vec<Option<GlobalId>> = ids.iter().map(|id| GlobalId::decode(id)).collect();
    let mut kinds: Vec<Things> = Vec::new();
    for id in ids.iter().flatten() {
        if !kinds.iter().any(|kind| kind.are_of(id)) {
            kinds.push(Things::of(id.noun, selection)?);
        }
    }
    Ok(Way::Many { ids, kinds })
}
