//! The words in which the API speaks of the tables: one constant table per noun, one file each.
//! From them come the schema, the statements, the visibility and the answers.

mod definition;
mod enumeration;

mod bid;
mod bid_answer;
mod bid_price;
mod bid_property;
mod classification;
mod criterion;
mod criterion_level;
mod evaluation;
mod examination;
mod lot;
mod mandate;
mod mandate_act;
mod mandate_volume;
mod order;
mod organisation;
mod panel_score;
mod placement;
mod price_line;
mod procurement;
mod requirement;
mod score;
mod supplier;
mod trace_reference;
mod trace_step;
mod visibility;

pub use definition::{Cardinality, Column, Field, Filter, Kind, Noun, Order, Presence, Relation, Scale, Target};
pub(crate) use definition::{
    bilingual, boolean, decimal, enumerated, field, id, instant, integer, many, one, rule, text, words,
};
pub use enumeration::{EnumValue, Enumeration, LEGAL_PROFILE, LOT_STAGE, MANDATE_STANDING};
pub use visibility::Visibility;

pub use bid::BID;
pub use bid_answer::BID_ANSWER;
pub use bid_price::BID_PRICE;
pub use bid_property::BID_PROPERTY;
pub use classification::CLASSIFICATION;
pub use criterion::CRITERION;
pub use criterion_level::CRITERION_LEVEL;
pub use evaluation::EVALUATION;
pub use examination::EXAMINATION;
pub use lot::LOT;
pub use mandate::MANDATE;
pub use mandate_act::MANDATE_ACT;
pub use mandate_volume::MANDATE_VOLUME;
pub use organisation::ORGANISATION;
pub use panel_score::PANEL_SCORE;
pub use placement::PLACEMENT;
pub use price_line::PRICE_LINE;
pub use procurement::PROCUREMENT;
pub use requirement::REQUIREMENT;
pub use score::SCORE;
pub use supplier::SUPPLIER;
pub use trace_reference::TRACE_REFERENCE;
pub use trace_step::TRACE_STEP;

/// The interface that every noun implements.
pub const NODE: &str = "Node";

/// All nouns.
pub static NOUNS: [&Noun; 23] = [
    &PROCUREMENT,
    &CLASSIFICATION,
    &LOT,
    &REQUIREMENT,
    &CRITERION,
    &CRITERION_LEVEL,
    &PRICE_LINE,
    &ORGANISATION,
    &MANDATE,
    &MANDATE_ACT,
    &MANDATE_VOLUME,
    &SUPPLIER,
    &BID,
    &BID_PRICE,
    &BID_PROPERTY,
    &BID_ANSWER,
    &EXAMINATION,
    &PANEL_SCORE,
    &EVALUATION,
    &PLACEMENT,
    &SCORE,
    &TRACE_STEP,
    &TRACE_REFERENCE,
];
