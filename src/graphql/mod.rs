//! The API's face. What can be read stands in `read`; here it is shown to the GraphQL library.

mod adapter;
mod asked;
mod cost;
mod describe;
mod fault;
mod inputs;
mod known;
mod mutation;
mod once;
mod planned;
mod query;
mod rate_limit;
mod record;
mod root;
mod rulebook;
mod schema;
mod spread;
mod viewer;

pub use adapter::raw_text;
pub use asked::Asked;
pub use cost::Cost;
pub use fault::cause;
pub use known::Questions;
pub use mutation::Mutation;
pub use once::{Apart, once};
pub use planned::{Evaluation, Noun, RowOf};
pub use query::Query;
pub use rate_limit::RateLimit;
pub use root::never_null;
pub use rulebook::rulebook;
pub use schema::{Api, printed, schema};

pub use crate::read::Room;
