//! Step 2: what acts answered to the keys of their callers.

use crate::table::{Table, large, text};
use sea_orm_migration::prelude::*;

/// The step.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// A key is known by its digest, which is unique among all actors and acts.
const IDEMPOTENCY: Table = Table {
    name: "idempotency",
    columns: &[
        text("key_digest").primary(),
        text("request_digest"),
        text("payload"),
        large("event_seq").nullable(),
        large("kept_at"),
    ],
    unique: &[],
    indexes: &[],
};

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        IDEMPOTENCY.create(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(sea_query::Table::drop().table(IDEMPOTENCY.name).to_owned()).await
    }
}
