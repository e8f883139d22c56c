//! `anbud-case/1`: one procurement in one file, complete with lots, models, bids, examination, panel scores and
//! mandates. Here the file becomes typed documents; nothing is decided, computed or stored.

mod conformance;
mod document;
mod draft;
mod parts;
mod read;
mod references;
mod schema;

pub use conformance::{
    Award, Claim, ConformanceCase, ConformanceFormat, CriterionFigures, Expectation, GivenInputs, Origin, Placed,
    Provenance, Published, Refusal, Scenario, Variant, conformance_schema,
};
pub use document::{Case, CaseFormat, CaseLot, Expected, Opened, Submission};
pub use parts::{Assessment, Head, HeadLot, HeadSubmission, Parts, Sealed};
pub use read::{LotToCheck, Reading, read};
pub use schema::schema;
