//! How bids are measured, scored, combined and ranked, and how a result explains itself.
//!
//! A [`Model`] is read from its document and cannot be wrong once it exists; [`Inputs`] are read against it;
//! [`evaluate`] turns both into an [`Outcome`] whose trace holds every number, the rule that made it and where its
//! operands came from. Pure: no clock, no files, no chance, no floats, no order that depends on a hash.

#![deny(clippy::float_arithmetic)]

pub mod card;
mod check;
pub mod document;
mod evaluate;
mod inputs;
pub mod measures;
mod model;
mod needed;
mod outcome;
mod plan;
mod reading;
mod record;
pub mod rules;
#[cfg(test)]
mod testing;
pub mod trace;

pub use check::{Findings, check, refuse_unkept};
pub use evaluate::{evaluate, evaluate_untraced};
pub use inputs::{Inputs, InputsDocument, InputsFormat};
pub use model::{Better, Model};
pub use needed::{Equal, Limit, Needed, PriceNeeded, Raised, Reached, Supposing, needed};
pub use outcome::{
    Finding, FindingDocument, Outcome, OutcomeDocument, OutcomeFormat, Placement, PlacementDocument, ReferenceDocument,
    Rejection, Score, ScoreDocument, StepDocument,
};
pub use record::{Named, RecordDigests, RecordDocument, RecordFormat};
pub use rules::{RULEBOOK, RuleId, card};
