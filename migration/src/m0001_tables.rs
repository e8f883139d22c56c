//! Step 1: all tables, their keys and indexes, and the lock on the history.

mod published;
mod received;
mod staffing;

use crate::append_only::{self, AppendOnly};
use crate::table::Table;
use sea_orm_migration::prelude::*;

/// The step.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in tables() {
            table.create(manager).await?;
        }
        for table in APPEND_ONLY {
            append_only::protect(manager, table).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in tables().rev() {
            manager.drop_table(sea_query::Table::drop().table(table.name).to_owned()).await?;
        }
        append_only::release(manager).await
    }
}

/// The history, and the documents that it holds the digests of. A document that is there already may come again.
const APPEND_ONLY: &[AppendOnly] = &[
    AppendOnly { table: "event", keys: &["id", "seq"], same: &[] },
    AppendOnly { table: "document", keys: &["digest"], same: &["kind", "body"] },
];

/// In the order of their references. What is looked up by a foreign key has an index for it, unless a unique key begins
/// with it; the many rows of a run have no others, for each would slow every run.
fn tables() -> impl DoubleEndedIterator<Item = &'static Table> {
    published::TABLES.iter().chain(received::TABLES).chain(staffing::TABLES)
}
