//! The API's face. What can be read stands in `read`; here it is shown to the GraphQL library.

mod adapter;
mod describe;
mod fault;
mod inputs;
mod lists;
mod mutation;
mod planned;
mod query;
mod rulebook;
mod schema;
mod spread;

pub use mutation::Mutation;
pub use planned::{Evaluation, Noun, Read, RowOf};
pub use query::Query;
pub use rulebook::rulebook;
pub use schema::{Api, printed, schema};
