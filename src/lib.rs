//! Anbud: joint public procurement served through GraphQL, with bids evaluated by one published rule set.

pub mod casefile;
pub mod cli;
pub mod clock;
pub mod config;
pub mod database;
pub mod graphql;
pub mod http;
pub mod read;
pub mod report;
pub mod service;
pub mod store;
