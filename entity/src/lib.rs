//! The tables, one file each. Each file says what its columns hold and in which unit; nothing here knows
//! how rows are written (`store`) or read (`read`).
//!
//! Money is an integer of 10^-4 of the currency, measures an integer of 10^-6 of their unit. No column floats.

pub mod bid;
pub mod bid_answer;
pub mod bid_price;
pub mod bid_property;
pub mod classification;
pub mod criterion;
pub mod criterion_level;
pub mod document;
pub mod evaluation;
pub mod event;
pub mod event_payload;
pub mod examination;
pub mod lot;
pub mod mandate;
pub mod mandate_act;
pub mod mandate_volume;
pub mod organisation;
pub mod panel_score;
pub mod placement;
pub mod price_line;
pub mod procurement;
pub mod requirement;
pub mod score;
pub mod submission;
pub mod submission_content;
pub mod supplier;
pub mod trace_reference;
pub mod trace_step;
