//! What the law, or the house's own policy, lets whom do when: receipt, mandates, stages, awards and secrecy.
//!
//! Every decision is a pure function of documents and a [`source::Source`] that says what it rests on. The clock and
//! the ids are parameters; nothing here reads or writes anything.

#![deny(clippy::float_arithmetic)]

pub mod award;
pub mod document;
pub mod mandate;
pub mod receipt;
pub mod secrecy;
pub mod source;
pub mod stage;
pub mod version;
