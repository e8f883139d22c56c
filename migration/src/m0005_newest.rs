//! Step 5: the newest of one legal profile come from an index in their whole order, and how many of them are to be seen is
//! counted in one of its own, where all of one profile share an entry.

use crate::run;
use sea_orm_migration::prelude::*;

/// The step.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const UP: &[&str] = &[
    "CREATE INDEX procurement_newest_by_profile ON procurement (profile, published_at DESC, id)",
    "CREATE INDEX procurement_announced_by_profile ON procurement (profile) WHERE announced_at IS NOT NULL",
    "DROP INDEX procurement_announced_by_profile_published_at",
];
const DOWN: &[&str] = &[
    "CREATE INDEX procurement_announced_by_profile_published_at ON procurement (profile, published_at)
        WHERE announced_at IS NOT NULL",
    "DROP INDEX procurement_announced_by_profile",
    "DROP INDEX procurement_newest_by_profile",
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
