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
pub mod draw;
pub mod drawn_bid;
pub mod evaluation;
pub mod event;
pub mod event_payload;
pub mod examination;
pub mod finding;
pub mod idempotency;
pub mod individual_score;
pub mod lot;
pub mod mandate;
pub mod mandate_act;
pub mod mandate_volume;
pub mod measure;
pub mod measure_word;
pub mod night_level;
pub mod organisation;
pub mod panel_score;
pub mod payroll_month;
pub mod placement;
pub mod price_line;
pub mod procurement;
pub mod published_word;
pub mod requirement;
pub mod role_line;
pub mod score;
pub mod shift;
pub mod staffing_plan;
pub mod submission;
pub mod submission_content;
pub mod supervision_group;
pub mod supervision_participant;
pub mod supplier;
pub mod trace_reference;
pub mod trace_step;
pub mod training;
