//! The read model: one constant table per noun, a planner and an executor.
//!
//! A question (`Question`) and what is asked of it (`Selection`) become a `Plan`: one statement per level and
//! sibling, arrays of keys, only the columns asked for. Its rows are written as JSON straight away.
//! Every statement applies its noun's visibility itself; a hidden thing answers as if it did not exist.
//! Nothing here writes, and nothing here knows GraphQL's library: `graphql` shows these tables to it.

mod answer;
mod condition;
mod cost;
mod cursor;
mod dialect;
mod error;
mod execute;
pub mod filter;
mod global_id;
mod level;
pub mod list;
pub mod noun;
mod number;
mod numbers;
mod ordering;
pub mod page;
mod plan;
mod print;
pub mod question;
mod room;
pub mod rule;
pub mod selection;
pub mod sorting;
mod statement;
mod write;

pub use answer::{Answer, ReadModel};
pub use cost::{Cost, Passing};
pub use error::ReadError;
pub use global_id::GlobalId;
pub use list::{LISTS, List};
pub use noun::NOUNS;
pub use plan::Plan;
pub use question::{Page, Question};
pub use room::Room;
pub use rule::Rulebook;
pub use selection::{Position, Selected, Selection};
