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
mod draw;
mod drawn_bid;
mod evaluation;
mod examination;
mod finding;
mod individual_score;
mod lot;
mod mandate;
mod mandate_act;
mod mandate_volume;
mod measure;
mod measure_word;
mod night_level;
mod order;
mod organisation;
mod panel_score;
mod payroll_month;
mod placement;
mod price_line;
mod procurement;
mod published_word;
mod requirement;
mod role_line;
mod score;
mod shift;
mod staffing_plan;
mod supervision_group;
mod supervision_participant;
mod supplier;
mod trace_reference;
mod trace_step;
mod training;
mod visibility;

pub use definition::{Cardinality, Column, Field, Filter, Kind, Noun, Order, Presence, Relation, Scale, Target};
pub(crate) use definition::{
    bilingual, boolean, decimal, enumerated, field, id, instant, integer, many, one, rule, text, words,
};
pub use enumeration::{DEGREE, DUTY, EMPLOYMENT, ROUNDING_MODE, SLEEPING_DUTY};
pub use enumeration::{EnumValue, Enumeration, LEGAL_PROFILE, LOT_STAGE, MANDATE_STANDING};
pub use visibility::Visibility;

pub use bid::BID;
pub use bid_answer::BID_ANSWER;
pub use bid_price::BID_PRICE;
pub use bid_property::BID_PROPERTY;
pub use classification::CLASSIFICATION;
pub use criterion::CRITERION;
pub use criterion_level::CRITERION_LEVEL;
pub use draw::DRAW;
pub use drawn_bid::DRAWN_BID;
pub use evaluation::EVALUATION;
pub use examination::EXAMINATION;
pub use finding::FINDING;
pub use individual_score::INDIVIDUAL_SCORE;
pub use lot::LOT;
pub use mandate::MANDATE;
pub use mandate_act::MANDATE_ACT;
pub use mandate_volume::MANDATE_VOLUME;
pub use measure::MEASURE;
pub use measure_word::MEASURE_WORD;
pub use night_level::NIGHT_LEVEL;
pub use organisation::ORGANISATION;
pub use panel_score::PANEL_SCORE;
pub use payroll_month::PAYROLL_MONTH;
pub use placement::PLACEMENT;
pub use price_line::PRICE_LINE;
pub use procurement::PROCUREMENT;
pub use published_word::PUBLISHED_WORD;
pub use requirement::REQUIREMENT;
pub use role_line::ROLE_LINE;
pub use score::SCORE;
pub use shift::SHIFT;
pub use staffing_plan::STAFFING_PLAN;
pub use supervision_group::SUPERVISION_GROUP;
pub use supervision_participant::SUPERVISION_PARTICIPANT;
pub use supplier::SUPPLIER;
pub use trace_reference::TRACE_REFERENCE;
pub use trace_step::TRACE_STEP;
pub use training::TRAINING;

/// The interface that every noun implements.
pub const NODE: &str = "Node";

/// All nouns.
pub static NOUNS: [&Noun; 38] = [
    &PROCUREMENT,
    &CLASSIFICATION,
    &LOT,
    &REQUIREMENT,
    &CRITERION,
    &CRITERION_LEVEL,
    &PUBLISHED_WORD,
    &MEASURE,
    &MEASURE_WORD,
    &NIGHT_LEVEL,
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
    &STAFFING_PLAN,
    &ROLE_LINE,
    &TRAINING,
    &SHIFT,
    &SUPERVISION_GROUP,
    &SUPERVISION_PARTICIPANT,
    &PAYROLL_MONTH,
    &EXAMINATION,
    &PANEL_SCORE,
    &INDIVIDUAL_SCORE,
    &DRAW,
    &DRAWN_BID,
    &EVALUATION,
    &PLACEMENT,
    &SCORE,
    &FINDING,
    &TRACE_STEP,
    &TRACE_REFERENCE,
];
