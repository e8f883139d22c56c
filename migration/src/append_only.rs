//! Triggers that let rows be added to a table and never be changed, replaced or removed.
//! They are one of the two locks on the history; the other is its signed tree.

use sea_orm_migration::prelude::*;

/// Refuses UPDATE, DELETE and INSERT OR REPLACE on `table`, whose rows are known by each of `keys`.
pub(crate) async fn protect(manager: &SchemaManager<'_>, table: &str, keys: &[&str]) -> Result<(), DbErr> {
    let statements = match manager.get_database_backend() {
        sea_orm::DatabaseBackend::Sqlite => sqlite(table, keys),
        backend => {
            return Err(DbErr::Migration(format!("no append-only triggers are written for {backend:?} yet")));
        }
    };
    for statement in statements {
        manager.get_connection().execute_unprepared(&statement).await?;
    }
    Ok(())
}

fn sqlite(table: &str, keys: &[&str]) -> [String; 3] {
    let known = keys.iter().map(|key| format!("{key} = NEW.{key}")).collect::<Vec<_>>().join(" OR ");
    [
        format!(
            "CREATE TRIGGER {table}_refuse_update BEFORE UPDATE ON {table} \
             BEGIN SELECT RAISE(ABORT, '{table} is append-only: a row cannot be changed'); END"
        ),
        format!(
            "CREATE TRIGGER {table}_refuse_delete BEFORE DELETE ON {table} \
             BEGIN SELECT RAISE(ABORT, '{table} is append-only: a row cannot be removed'); END"
        ),
        // REPLACE deletes without firing delete triggers, so it must be caught before the insert.
        format!(
            "CREATE TRIGGER {table}_refuse_replace BEFORE INSERT ON {table} \
             WHEN EXISTS (SELECT 1 FROM {table} WHERE {known}) \
             BEGIN SELECT RAISE(ABORT, '{table} is append-only: a row cannot be replaced'); END"
        ),
    ]
}
