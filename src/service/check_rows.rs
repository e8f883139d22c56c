//! Proves that rows are projections: makes all rows anew from the stored documents, by the functions that wrote them,
//! and compares. The history says which documents there are; its leaves, its payloads and the documents are held
//! against their digests.

mod cases;
mod history;

use super::Failure;
use crate::database::Database;
use crate::store::{self, Comparison, Difference, Ids, Rows};
use cases::Cases;
use history::History;
use sea_orm::ConnectionTrait;
use std::sync::atomic::{AtomicU64, Ordering};
use uuid::Uuid;

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// How many rows stand.
    pub rows: usize,
    /// Keys of procurements whose rows were not compared, because a document of theirs is not there or is another.
    pub set_aside: Vec<String>,
    /// What stands otherwise than it should, table by table.
    pub differences: Vec<Difference>,
}

/// Checks a whole database as it is at one moment. Nothing is changed.
///
/// # Errors
/// That its tables are not up to date; those of the database. What the check finds is no error.
pub async fn check_rows(database: &Database) -> Result<Checked, Failure> {
    check_rows_through(&*database.current().await?.snapshot().await?).await
}

/// The same, through a connection that shows one moment.
///
/// # Errors
/// Those of the database.
pub async fn check_rows_through<C: ConnectionTrait>(connection: &C) -> Result<Checked, Failure> {
    let texts = store::texts(connection).await?;
    let history = History::read(connection, &texts).await?;
    let (mut rows, mut comparison, ids) = (Rows::default(), Comparison::default(), Counted(AtomicU64::new(1)));
    let mut cases = Cases::new(&texts, &ids);
    for event in history.events() {
        cases.tell(&mut rows, event);
    }
    let set_aside = cases.project(&mut rows, &mut comparison);
    history.project((&mut rows, &ids), &mut comparison, &cases).map_err(Failure::Damaged)?;
    rows.compare(connection, &mut comparison).await?;
    let (rows, differences) = comparison.finish();
    Ok(Checked { rows, set_aside, differences })
}

/// Ids for rows that are only compared.
struct Counted(AtomicU64);

impl Ids for Counted {
    fn random(&self) -> Uuid {
        Uuid::from_u128(self.0.fetch_add(1, Ordering::Relaxed).into())
    }
}
