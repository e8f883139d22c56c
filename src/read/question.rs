//! The questions that can be put to the read model.

use super::list::List;
use super::noun::Noun;
use sea_orm::entity::prelude::Uuid;
use serde_json::Value;

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
    /// The things with these global ids, in their order; null for each that does not exist.
    Nodes {
        /// The global ids.
        ids: Vec<String>,
    },
    /// A page of a list.
    List(&'static List, Page),
    /// The rule with this id.
    Rule {
        /// Its id, without revision.
        id: String,
    },
    /// All rules.
    Rulebook,
}

/// Which part of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// How many from its beginning, from 1 to 100.
    pub first: Option<i64>,
    /// How many from its end, from 1 to 100.
    pub last: Option<i64>,
    /// The cursor after which to go on.
    pub after: Option<String>,
    /// The cursor before which to go on.
    pub before: Option<String>,
    /// Which things, as the noun's filter type says it.
    pub filter: Option<Value>,
    /// In which order, as a list of the noun's order type.
    pub order_by: Option<Value>,
}

impl Page {
    /// A page with these arguments; the library has held each against its type.
    pub fn of<'a>(given: impl IntoIterator<Item = (&'a str, &'a Value)>) -> Self {
        let mut page = Self::default();
        for (name, value) in given.into_iter().filter(|(_, value)| !value.is_null()) {
            match name {
                "first" => page.first = value.as_i64(),
                "last" => page.last = value.as_i64(),
                "after" => page.after = value.as_str().map(str::to_owned),
                "before" => page.before = value.as_str().map(str::to_owned),
                "filter" => page.filter = Some(value.clone()),
                "orderBy" => page.order_by = Some(value.clone()),
                _ => {}
            }
        }
        page
    }
}
