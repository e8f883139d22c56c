//! The integration tests: one binary, so that everything links once. Each module says what it holds the project to.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod api;
mod arrows;
mod by_hand;
mod cards;
mod case_schema;
mod check;
mod codes;
mod conformance;
mod database;
mod databases;
mod demo_files;
mod demo_originals;
mod demo_plans;
mod demo_results;
mod differential;
mod durable;
mod faults;
mod files;
mod generated;
mod http;
mod letters;
mod moments;
mod operations;
mod process;
mod program;
mod read;
mod recompute;
mod record;
mod second;
mod settings;
mod statute;
mod stored;
mod tidy;
