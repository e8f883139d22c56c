//! One fixed SQL statement for each question, whose JSON is handed on as it is, behind Anbud's own HTTP layer: what a
//! careful hand would write for these questions and no others.
//!
//! Arguments: the database's URL, the port on 127.0.0.1, the size of the pool.

mod raw;

use anbud::clock::SystemClock;
use anbud::http::{Limits, Patience, RequestId, RequestIds, Site};
use async_graphql::{Context, EmptyMutation, EmptySubscription, Object, Result, Schema};
use raw::Raw;
use sqlx::PgPool;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use std::error::Error;
use std::sync::Arc;

/// A procurement by key, with its lots.
const LOOK_UP: &str = include_str!("../../sql/q1.sql");
/// A page of procurements after a key, with lots, bids, suppliers and scores.
const NESTED: &str = include_str!("../../sql/q2.sql");
/// A page of a profile's procurements after a place, the newest first, with their number.
const FILTERED: &str = include_str!("../../sql/q3.sql");

/// As much as can be set: nothing is to be refused for its cost.
const COST: u64 = 1_000_000_000;

struct Questions;

#[Object]
impl Questions {
    /// A procurement by key, with its lots.
    async fn q1(&self, context: &Context<'_>, key: String) -> Result<Raw> {
        let asked = sqlx::query_scalar(LOOK_UP).bind(key);
        Ok(Raw(asked.fetch_one(context.data::<PgPool>()?).await?))
    }

    /// A page of procurements after a key, with lots, bids, suppliers and scores.
    async fn q2(&self, context: &Context<'_>, after: String) -> Result<Raw> {
        let asked = sqlx::query_scalar(NESTED).bind(after);
        Ok(Raw(asked.fetch_one(context.data::<PgPool>()?).await?))
    }

    /// A page of a profile's procurements after a place, the newest first, with their number.
    async fn q3(&self, context: &Context<'_>, profile: String, published: String, id: String) -> Result<Raw> {
        let asked = sqlx::query_scalar(FILTERED).bind(profile).bind(published).bind(id);
        Ok(Raw(asked.fetch_one(context.data::<PgPool>()?).await?))
    }
}

#[tokio::main]
async fn main() -> std::result::Result<(), Box<dyn Error>> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let [url, port, readers] = given.as_slice() else {
        return Err("give the database's URL, a port and the size of the pool".into());
    };
    let pool = PgPoolOptions::new().max_connections(readers.parse()?).test_before_acquire(false);
    let pool = pool.connect_with(url.parse::<PgConnectOptions>()?).await?;
    let schema = Schema::build(Questions, EmptyMutation, EmptySubscription).data(pool).finish();
    let run = RequestId::parse("sqljson").ok_or("no id for this run")?;
    let mut site = Site::new(RequestIds::of_run(&run), Arc::new(SystemClock));
    site.limits = Limits { question: COST, bucket: COST, per_second: COST, ..Limits::default() };
    let router = anbud::http::router(schema, site);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port.parse()?)).await?;
    anbud::http::serve(listener, router, Patience::default(), std::future::pending()).await?;
    Ok(())
}
