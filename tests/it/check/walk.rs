//! Every column of every table is changed in turn, and the check names each: the table, the row, the column, what
//! stands there and what the documents say. Which columns there are, the database itself says.

use super::catalogue::{Column, columns, unguarded};
use super::small::small;
use crate::databases::{Backend, on_both};
use crate::stored::rows::{Rows, dump};
use crate::stored::tables::named;
use anbud::service::check_rows_through;
use anbud::store::{Difference, Differs, UNTOLD, Untold};
use sea_orm::{ConnectionTrait, DatabaseConnection, TransactionTrait};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

/// A database whose rows can be changed, and what stands in it.
struct Ground {
    connection: DatabaseConnection,
    backend: Backend,
    rows: Rows,
    /// Table and row of every id.
    owners: HashMap<String, (String, Value)>,
}

impl Ground {
    async fn new(backend: Backend) -> Self {
        let connection = small(backend).await.database.writer;
        let rows = dump(&connection).await;
        unguarded(&connection, backend).await;
        let owned = rows.iter().flat_map(|(table, rows)| rows.iter().map(move |row| (table, row)));
        let owners = owned.filter_map(|(table, row)| Some((text(row.get("id")?), (table.clone(), row.clone()))));
        Self { owners: owners.collect(), connection, backend, rows }
    }

    /// What the check finds after a statement that is undone then.
    async fn after(&self, statement: &str) -> Vec<Difference> {
        let transaction = self.connection.begin().await.unwrap();
        let done =
            transaction.execute_unprepared(statement).await.unwrap_or_else(|error| panic!("{statement}: {error}"));
        assert_eq!(done.rows_affected(), 1, "{statement}");
        let checked = check_rows_through(&transaction).await.unwrap();
        transaction.rollback().await.unwrap();
        checked.differences
    }

    /// A row of the table, one where the column is not empty if there is one.
    fn row(&self, table: &str, column: &str) -> &Value {
        let rows = &self.rows[table];
        let filled: Vec<&Value> = rows.iter().filter(|row| !row[column].is_null()).collect();
        filled.get(filled.len() / 2).copied().unwrap_or_else(|| &rows[rows.len() / 2])
    }

    /// The condition that only this row meets.
    fn only(&self, table: &str, row: &Value) -> String {
        let key = ["id", "digest", "event_id", "submission_id", "key_digest"];
        let key =
            key.into_iter().find(|key| row.get(*key).is_some() && (*key != "digest" || table == "document")).unwrap();
        let value = text(&row[key]);
        match (value.strip_prefix("id:"), self.backend) {
            (None, _) => format!("{key} = '{value}'"),
            (Some(id), Backend::Postgres) => format!("{key} = '{id}'"),
            (Some(id), Backend::Sqlite) => format!("{key} = x'{}'", id.replace('-', "")),
        }
    }

    /// What names a row: what stands in its key columns, and for references what names those rows.
    fn name(&self, table: &str, row: &Value) -> String {
        let parts = named(table).key.split(' ').map(|column| self.shown(&row[column]).unwrap());
        parts.collect::<Vec<_>>().join(" / ")
    }

    fn shown(&self, value: &Value) -> Option<String> {
        let own = text(value);
        match self.owners.get(&own) {
            Some((table, row)) => Some(self.name(table, row)),
            None => (!value.is_null()).then_some(own),
        }
    }

    /// How often rows refer to this id.
    fn references(&self, id: &Value) -> usize {
        let rows = self.rows.values().flatten().filter_map(Value::as_object);
        rows.flatten().filter(|(column, value)| *column != "id" && !id.is_null() && *value == id).count()
    }

    async fn change(&self, column: &Column) -> Told {
        let row = self.row(&column.table, &column.name);
        let (table, name, other) = (&column.table, &column.name, column.other_value(self.backend));
        let change = format!("UPDATE {table} SET {name} = {other} WHERE {}", self.only(table, row));
        let found = self.after(&change).await;
        let said = |column: &str| {
            let [Difference { table: of, row: at, kind: Differs::Value { column: which, kept, documented } }] =
                &found[..]
            else {
                return false;
            };
            // Texts of documents are told by their digests, and those of events by the digest of the leaf.
            let is_digested = ["body", "leaf_digest"].contains(which);
            let values = is_digested || *documented == self.shown(&row[name]) && kept != documented;
            *of == table && *which == column && *at == self.name(table, row) && values
        };
        match untold(column) {
            _ if said(name) => Told::Itself,
            Some(Untold { told_by: Some(by), .. }) if said(by) => Told::ByAnother,
            Some(Untold { told_by: None, .. }) if *name == "id" => {
                assert_eq!(found.len(), self.references(&row["id"]), "{change}\n{found:#?}");
                let refer =
                    |one: &Difference| matches!(one.kind, Differs::Value { column, .. } if column.ends_with("_id"));
                assert!(found.iter().all(refer), "{change}\n{found:#?}");
                Told::ByReferences
            }
            Some(Untold { told_by: None, .. }) if found.is_empty() => Told::Not,
            _ => panic!("{change}\n{found:#?}"),
        }
    }
}

/// How a change is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Told {
    Itself,
    ByAnother,
    ByReferences,
    Not,
}

fn untold(column: &Column) -> Option<&'static Untold> {
    let is = |name: &str, own: &str| name == "*" || name == own;
    UNTOLD.iter().find(|untold| is(untold.table, &column.table) && is(untold.column, &column.name))
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

async fn every_column_that_is_changed_is_named(backend: Backend) {
    let ground = Ground::new(backend).await;
    let mut counts: BTreeMap<Told, usize> = BTreeMap::new();
    let all = columns(&ground.connection, backend).await;
    let ours = all.iter().filter(|column| column.table != "seaql_migrations");
    for column in ours {
        assert!(!ground.rows[&column.table].is_empty(), "nothing stands in {}", column.table);
        *counts.entry(ground.change(column).await).or_default() += 1;
    }
    println!("{backend:?}: {} columns, {counts:?}", all.len());
}

async fn every_row_that_is_gone_is_named(backend: Backend) {
    let ground = Ground::new(backend).await;
    let told = |table: &str| UNTOLD.iter().all(|untold| untold.table != table || untold.column != "*");
    for (table, rows) in ground.rows.iter().filter(|(table, _)| told(table)) {
        let row = if table == "event" { of_event(rows, 2) } else { &rows[rows.len() / 2] };
        let found = ground.after(&format!("DELETE FROM {table} WHERE {}", ground.only(table, row))).await;
        let name = ground.name(table, row);
        let is_it = |one: &&Difference| one.table == table && one.row == name && one.kind == Differs::Missing;
        assert_eq!(found.iter().filter(is_it).count(), 1, "{table}[{name}]: {found:#?}");
        // What an event told of follows from nothing any more; all else is left standing, but for what referred to it.
        let others = if table == "event" { found.len() - 1 } else { ground.references(&row["id"]) };
        assert_eq!(found.len(), 1 + others, "{table}[{name}]: {found:#?}");
    }
    // Nothing says that there was a last event but what it was about.
    let last = of_event(&ground.rows["event"], ground.rows["event"].len());
    let found = ground.after(&format!("DELETE FROM event WHERE {}", ground.only("event", last))).await;
    assert!(found.iter().any(|one| one.table == "event_payload" && one.kind == Differs::Surplus), "{found:#?}");
}

fn of_event(rows: &[Value], number: usize) -> &Value {
    rows.iter().find(|row| row["seq"] == number).unwrap()
}

async fn rows_that_nobody_made_are_named(backend: Backend) {
    let ground = Ground::new(backend).await;
    let id = if backend == Backend::Sqlite { "randomblob(16)" } else { "gen_random_uuid()" };
    for (table, columns, values) in [
        ("bid_price", "id, lot_id, bid_id, price_line_id, amount", "lot_id, bid_id, price_line_id, amount"),
        ("supplier", "id, scheme, identifier, name, name_sort", "scheme, 'another', name, name_sort"),
        ("document", "digest, kind, body", "'sha256:0', kind, body"),
    ] {
        let row = ground.row(table, columns.split(", ").next().unwrap());
        let id = if columns.starts_with("id") { format!("{id}, ") } else { String::new() };
        let only = ground.only(table, row);
        let found = ground
            .after(&format!("INSERT INTO {table} ({columns}) SELECT {id}{values} FROM {table} WHERE {only}"))
            .await;
        let [Difference { table: of, kind: Differs::Surplus, .. }] = &found[..] else { panic!("{table}: {found:#?}") };
        assert_eq!(*of, table);
    }
}

/// However far off the number of an event is, the numbers before it are told as one.
async fn numbers_that_no_event_has_are_named(backend: Backend) {
    let ground = Ground::new(backend).await;
    let id = if backend == Backend::Sqlite { "randomblob(16)" } else { "gen_random_uuid()" };
    let (last, next) = (i64::MAX, ground.rows["event"].len() + 1);
    let found = ground
        .after(&format!(
            "INSERT INTO event (id, seq, procurement_id, act, actor, acted_at, payload_digest, leaf_digest) \
             SELECT {id}, {last}, procurement_id, act, actor, acted_at, 'sha256:0', 'sha256:0' FROM event WHERE seq = 2"
        ))
        .await;
    let missing = found.iter().filter(|one| one.table == "event" && one.kind == Differs::Missing);
    let missing: Vec<&str> = missing.map(|one| one.row.as_str()).collect();
    assert_eq!(missing, [format!("{next} to {}", last - 1)]);
}

on_both!(
    every_column_that_is_changed_is_named,
    every_row_that_is_gone_is_named,
    rows_that_nobody_made_are_named,
    numbers_that_no_event_has_are_named
);
