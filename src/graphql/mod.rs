//! The API's face. What can be read stands in `read`; here it is shown to the GraphQL library.

mod adapter;
mod asked;
mod cost;
mod describe;
mod fault;
mod inputs;
mod known;
mod lists;
mod mutation;
mod planned;
mod query;
mod rate_limit;
mod record;
mod rulebook;
mod schema;
mod spread;
mod viewer;

pub use adapter::raw_text;
pub use asked::Asked;
pub use cost::Cost;
pub use known::Questions;
pub use mutation::Mutation;
pub use planned::{Evaluation, Noun, Read, RowOf};
pub use query::Query;
pub use rate_limit::RateLimit;
pub use rulebook::rulebook;
pub use schema::{Api, printed, schema};
