//! The tables that the questions touch, column for column. An order by several columns follows the order in which they
//! stand here, so that those that lists are ordered by come before the id.

pub(crate) mod bid;
pub(crate) mod lot;
pub(crate) mod procurement;
pub(crate) mod score;
pub(crate) mod supplier;

seaography::register_entity_modules!([bid, lot, procurement, score, supplier]);
