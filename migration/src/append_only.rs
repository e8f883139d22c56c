//! Triggers that let rows be added to a table and never be changed, replaced or removed.
//! They are one of the two locks on the history; the other is its signed tree.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

/// A table that only grows.
pub(crate) struct AppendOnly {
    /// Its name.
    pub(crate) table: &'static str,
    /// The columns that each know a row.
    pub(crate) keys: &'static [&'static str],
    /// Columns in which a row that is handed in again may not differ from the one that is there. When there are none,
    /// no row may be handed in again.
    pub(crate) same: &'static [&'static str],
}

/// Refuses UPDATE, DELETE, TRUNCATE, and every INSERT that would replace a row.
pub(crate) async fn protect(manager: &SchemaManager<'_>, table: &AppendOnly) -> Result<(), DbErr> {
    let statements = match manager.get_database_backend() {
        DatabaseBackend::Sqlite => sqlite(table).to_vec(),
        DatabaseBackend::Postgres => postgres(table),
        backend => return Err(DbErr::Migration(format!("no append-only triggers are written for {backend:?}"))),
    };
    for statement in statements {
        manager.get_connection().execute_unprepared(&statement).await?;
    }
    Ok(())
}

/// Takes away what outlives the tables.
pub(crate) async fn release(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if manager.get_database_backend() == DatabaseBackend::Postgres {
        manager.get_connection().execute_unprepared("DROP FUNCTION refuse_change").await?;
    }
    Ok(())
}

fn sqlite(AppendOnly { table, keys, same }: &AppendOnly) -> [String; 3] {
    let mut known = keys.iter().map(|key| format!("{key} = NEW.{key}")).collect::<Vec<_>>().join(" OR ");
    if !same.is_empty() {
        let differs = same.iter().map(|column| format!("{column} IS NOT NEW.{column}")).collect::<Vec<_>>();
        known = format!("({known}) AND ({})", differs.join(" OR "));
    }
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

/// ON CONFLICT DO UPDATE is an update and is caught as one. The triggers fire in a session that plays a replica too.
fn postgres(AppendOnly { table, .. }: &AppendOnly) -> Vec<String> {
    let mut statements = vec![
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS \
         $$ BEGIN RAISE EXCEPTION '% is append-only: a row cannot be %', TG_TABLE_NAME, TG_ARGV[0]; END $$"
            .to_owned(),
    ];
    for (event, each, done) in
        [("update", "ROW", "changed"), ("delete", "ROW", "removed"), ("truncate", "STATEMENT", "removed")]
    {
        let trigger = format!("{table}_refuse_{event}");
        statements.push(format!(
            "CREATE TRIGGER {trigger} BEFORE {event} ON {table} FOR EACH {each} EXECUTE FUNCTION refuse_change('{done}')"
        ));
        statements.push(format!("ALTER TABLE {table} ENABLE ALWAYS TRIGGER {trigger}"));
    }
    statements
}
