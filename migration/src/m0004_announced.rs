//! Step 4: a procurement knows when the first award decision of its lots was announced, so that whether it is to be seen
//! stands in its row. The newest of one legal profile come first by an index that holds those to be seen alone.

use crate::run;
use sea_orm_migration::prelude::*;

/// The step.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const UP: &[&str] = &[
    "ALTER TABLE procurement ADD COLUMN announced_at bigint",
    "UPDATE procurement SET announced_at =
        (SELECT MIN(lot.announced_at) FROM lot WHERE lot.procurement_id = procurement.id)",
    "CREATE INDEX procurement_announced_by_profile_published_at ON procurement (profile, published_at)
        WHERE announced_at IS NOT NULL",
    // Nothing asks for it any longer.
    "DROP INDEX lot_announced_by_procurement_id",
];
const DOWN: &[&str] = &[
    "CREATE INDEX lot_announced_by_procurement_id ON lot (procurement_id) WHERE announced_at IS NOT NULL",
    "DROP INDEX procurement_announced_by_profile_published_at",
    "ALTER TABLE procurement DROP COLUMN announced_at",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, DOWN).await
    }
}
