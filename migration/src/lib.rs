//! The schema's history: one file per step, run in order, each in a transaction of its own.
//! What the tables hold is said in `entity`; here stands only how they are built.

mod append_only;
mod m0001_tables;
mod m0002_idempotency;
mod m0003_reading;
mod m0004_announced;
mod m0005_newest;
mod table;

use sea_orm_migration::prelude::*;

pub use sea_orm_migration::MigratorTrait;

/// Runs the steps.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_tables::Migration),
            Box::new(m0002_idempotency::Migration),
            Box::new(m0003_reading::Migration),
            Box::new(m0004_announced::Migration),
            Box::new(m0005_newest::Migration),
        ]
    }
}

/// Runs the statements of a step that are the same on both databases.
async fn run(manager: &SchemaManager<'_>, statements: &[&str]) -> Result<(), DbErr> {
    for statement in statements {
        manager.get_connection().execute_unprepared(statement).await?;
    }
    Ok(())
}
