//! The questions that can be put to the read model.

use super::noun::Noun;
use sea_orm::entity::prelude::Uuid;

/// A question. What it leads to is asked of by a `Selection`.
#[derive(Clone)]
pub enum Question {
    /// The thing with this global id, whatever it is.
    Node {
        /// The global id.
        id: String,
    },
    /// The thing of this kind with this row id.
    One {
        /// Its kind.
        noun: &'static Noun,
        /// Its row id.
        id: Uuid,
    },
    /// The procurement with this published key.
    Procurement {
        /// Its key.
        key: String,
    },
    /// The lot with this published key.
    Lot {
        /// The procurement's key.
        procurement: String,
        /// The lot's key.
        key: String,
    },
    /// One page of the visible procurements, by key.
    Procurements(Page),
    /// One page of the visible suppliers, by name.
    Suppliers(Page),
    /// The rule with this id.
    Rule {
        /// Its id, without revision.
        id: String,
    },
    /// All rules.
    Rulebook,
}

/// Which part of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// How many, from 1 to 100.
    pub first: i64,
    /// The cursor after which to go on.
    pub after: Option<String>,
}
