//! The database as such: steps, what a reader may do, what only grows. `columns` has what columns are made of, `opening`
//! what goes wrong at the door, `queue` the order of acts.

mod columns;
mod dropped;
mod opening;
mod queue;

use crate::databases::{Backend, Fresh, Tables, migrated, on_both};
use anbud::database::Database;
use anbud::read::noun::{NOUNS, Target};
use entity::{document, event, placement, procurement};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, IntoActiveModel, QueryOrder, Statement};
use std::collections::BTreeSet;
use uuid::Uuid;

async fn column(database: &Database, sql: &str) -> Vec<String> {
    let statement = Statement::from_string(database.reader.get_database_backend(), sql);
    let rows = database.reader.query_all_raw(statement).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

const TABLES: &str = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY 1";
const POSTGRES_TABLES: &str = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1";

async fn tables(backend: Backend, database: &Database) -> Vec<String> {
    column(database, if backend == Backend::Sqlite { TABLES } else { POSTGRES_TABLES }).await
}

const STEPS: [&str; 5] = ["m0001_tables", "m0002_idempotency", "m0003_reading", "m0004_announced", "m0005_newest"];

async fn steps_run_once(backend: Backend) {
    let fresh = Fresh::new(backend, Tables::None);
    let database = Database::open(&fresh.url, 4).await.unwrap();
    assert_eq!(database.pending().await.unwrap(), STEPS);
    assert_eq!(tables(backend, &database).await, [""; 0], "asking changes nothing");
    assert_eq!(database.migrate().await.unwrap(), STEPS.len());
    assert!(database.pending().await.unwrap().is_empty());
    assert_eq!(database.migrate().await.unwrap(), 0);
}

/// The last table is in the way, so that the step fails when it has done almost everything.
async fn a_step_that_fails_leaves_nothing(backend: Backend) {
    let fresh = Fresh::new(backend, Tables::None);
    let database = Database::open(&fresh.url, 1).await.unwrap();
    database.writer.execute_unprepared("CREATE TABLE event_payload (own integer)").await.unwrap();
    let failed = database.migrate().await.unwrap_err();
    assert_eq!(failed.code(), "DATABASE_MIGRATION");
    assert!(failed.to_string().contains("way out: "), "{failed}");
    assert_eq!(tables(backend, &database).await, ["event_payload"]);
    database.writer.execute_unprepared("DROP TABLE event_payload").await.unwrap();
    assert_eq!(database.migrate().await.unwrap(), STEPS.len());
}

async fn processes_that_bring_tables_up_to_date_together_do_it_once(backend: Backend) {
    for _ in 0..3 {
        let fresh = Fresh::shared(backend, Tables::None);
        let open = || async {
            let database = Database::open(&fresh.url, 1).await?;
            database.migrate().await
        };
        let (one, two, three) = tokio::join!(open(), open(), open());
        assert_eq!(one.unwrap() + two.unwrap() + three.unwrap(), STEPS.len());
    }
}

async fn a_reader_cannot_write(backend: Backend) {
    let fresh = Fresh::shared(backend, Tables::There);
    let database = Database::open(&fresh.url, 1).await.unwrap();
    database.migrate().await.unwrap();
    let sql = "INSERT INTO document (digest, kind, body) VALUES ('sha256:0', 'x/1', '{}')";
    let refused = database.reader.execute_unprepared(sql).await.unwrap_err().to_string();
    assert!(refused.contains("readonly") || refused.contains("read-only"), "{refused}");
    database.writer.execute_unprepared(sql).await.unwrap();
    assert_eq!(document::Entity::find().all(&database.reader).await.unwrap().len(), 1);
}

/// A question's statements see one moment, even when an act ends between them.
async fn a_snapshot_stays_as_it_was(backend: Backend) {
    let fresh = Fresh::shared(backend, Tables::There);
    let database = Database::open(&fresh.url, 2).await.unwrap();
    database.migrate().await.unwrap();
    let look = database.snapshot().await.unwrap();
    assert_eq!(procurement::Entity::find().all(&*look).await.unwrap().len(), 0);
    crate::read::data::procurement(&database.writer, 1, "P1").await;
    assert_eq!(procurement::Entity::find().all(&*look).await.unwrap().len(), 0);
    look.end();
    assert_eq!(procurement::Entity::find().all(&database.reader).await.unwrap().len(), 1);
}

async fn history_and_documents_can_only_be_added_to(backend: Backend) {
    let database = migrated(backend).await;
    let writer = &database.writer;
    crate::read::data::procurement(writer, 1, "P1").await;
    event::Entity::insert(first_event()).exec_without_returning(writer).await.unwrap();
    writer.execute_unprepared("INSERT INTO document VALUES ('sha256:0', 'x/1', '{}')").await.unwrap();
    for table in ["event", "document"] {
        let key = if table == "event" { "seq" } else { "digest" };
        let other = if table == "event" { "leaf_digest" } else { "body" };
        let mut tried = vec![
            (format!("UPDATE {table} SET {other} = 'x'"), "a row cannot be changed"),
            (format!("DELETE FROM {table}"), "a row cannot be removed"),
        ];
        match backend {
            Backend::Sqlite if table == "event" => {
                let again = "procurement_id, 'x', 'x', 0, 'x', 'x' FROM event";
                tried.push((format!("INSERT OR REPLACE INTO event SELECT id, 2, {again}"), "a row cannot be replaced"));
                tried.push((
                    format!("INSERT OR REPLACE INTO event SELECT randomblob(16), 1, {again}"),
                    "a row cannot be replaced",
                ));
            }
            Backend::Sqlite => tried.push((
                "INSERT OR REPLACE INTO document VALUES ('sha256:0', 'x/1', '{} ')".to_owned(),
                "a row cannot be replaced",
            )),
            Backend::Postgres => {
                let upsert = format!("ON CONFLICT ({key}) DO UPDATE SET {other} = 'x'");
                tried.push((format!("INSERT INTO {table} SELECT * FROM {table} {upsert}"), "a row cannot be changed"));
                tried.push((format!("TRUNCATE {table} CASCADE"), "a row cannot be removed"));
            }
        }
        for (sql, says) in tried {
            let refused = writer.execute_unprepared(&sql).await.unwrap_err().to_string();
            assert!(refused.contains(&format!("{table} is append-only: {says}")), "{sql}: {refused}");
        }
    }
    assert_eq!(event::Entity::find().all(writer).await.unwrap(), [first_event_row()]);
    assert_eq!(document::Entity::find().one(writer).await.unwrap().unwrap().body, "{}");
}

/// What a backup or a server at rest cannot show: a commit waits for the disk, and no session is let past the locks.
async fn a_commit_waits_for_the_disk_and_locks_hold_in_every_session(backend: Backend) {
    let fresh = Fresh::shared(backend, Tables::There);
    let database = Database::open(&fresh.url, 1).await.unwrap();
    database.migrate().await.unwrap();
    let asked = match backend {
        Backend::Sqlite => vec![("PRAGMA synchronous", 2), ("PRAGMA foreign_keys", 1)],
        Backend::Postgres => vec![
            ("SELECT count(*)::int FROM pg_trigger WHERE NOT tgisinternal", 6),
            ("SELECT count(*)::int FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'A'", 6),
        ],
    };
    for (sql, said) in asked {
        let statement = Statement::from_string(database.writer.get_database_backend(), sql);
        let row = database.writer.query_one_raw(statement).await.unwrap().unwrap();
        assert_eq!(row.try_get_by_index::<i32>(0).unwrap(), said, "{sql}");
    }
}

fn first_event_row() -> event::Model {
    event::Model {
        id: Uuid::from_u128(7),
        seq: 1,
        procurement_id: Uuid::from_u128(1),
        act: "publish".into(),
        actor: "system".into(),
        acted_at: 0,
        payload_digest: "sha256:0".into(),
        leaf_digest: "sha256:0".into(),
    }
}

fn first_event() -> event::ActiveModel {
    first_event_row().into_active_model()
}

/// The test's server sorts as Swedish readers expect, and the columns do not let it.
async fn texts_sort_byte_by_byte_and_ids_as_numbers(backend: Backend) {
    let database = migrated(backend).await;
    let keys = ["B", "a-1", "a", "A", "Z", "b", "a1", "a.1", "_", "å", "z", "ä", "É"];
    for (number, key) in (1..).zip(keys) {
        crate::read::data::procurement(&database.writer, (number << 120) | (0x80 - number), key).await;
    }
    let rows = procurement::Entity::find().order_by_asc(procurement::Column::Key).all(&database.reader).await.unwrap();
    let mut sorted = keys;
    sorted.sort_unstable();
    assert_eq!(rows.iter().map(|row| row.key.as_str()).collect::<Vec<_>>(), sorted);
    let rows = procurement::Entity::find().order_by_asc(procurement::Column::Id).all(&database.reader).await.unwrap();
    assert!(rows.is_sorted_by_key(|row| row.id.as_u128()));
}

async fn extreme_values_come_back_as_they_went(backend: Backend) {
    let database = migrated(backend).await;
    crate::read::data::fill(&database.writer).await;
    let pieces = ["", "å\u{30a}", "\u{1}\t\n\u{7f}", "\u{10ffff}👩‍👩‍👧", "'; DROP TABLE lot; --", "\\x00", "\u{feff}"];
    let long = pieces.concat().repeat(20_000);
    let template = placement::Entity::find().one(&database.writer).await.unwrap().unwrap();
    for (number, (price, text)) in
        [(i64::MAX, ""), (i64::MIN, "x"), (-1, &long), (0, pieces[3])].into_iter().enumerate()
    {
        let row = placement::ActiveModel {
            price: Set(price),
            comparison: Set(price),
            position: Set(if number == 0 { i32::MAX } else { i32::MIN }),
            price_exact: Set(text.to_owned()),
            ..template.clone().into_active_model()
        };
        let put = placement::Entity::update(row).exec(&database.writer).await.unwrap();
        assert_eq!((put.price, put.comparison, put.price_exact.as_str()), (price, price, text));
        let found = placement::Entity::find_by_id(template.id).one(&database.reader).await.unwrap().unwrap();
        assert_eq!(found, put);
    }
}

/// Every relation of the read model is followed by a column that an index begins with.
async fn an_index_begins_with_every_column_that_is_followed(backend: Backend) {
    let database = migrated(backend).await;
    let indexed = match backend {
        Backend::Sqlite => {
            "SELECT t.name || '.' || c.name FROM sqlite_master t, pragma_index_list(t.name) i, pragma_index_info(i.name) c \
             WHERE t.type = 'table' AND c.seqno = 0"
        }
        Backend::Postgres => {
            "SELECT (c.relname || '.' || a.attname)::text FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid \
             JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]"
        }
    };
    let indexed: BTreeSet<String> = column(&database, indexed).await.into_iter().collect();
    for noun in NOUNS {
        for relation in noun.relations {
            if let Target::Noun { noun: target, to, .. } = relation.target {
                let wanted = format!("{}.{}", target.table.unquoted(), to.unquoted());
                assert!(indexed.contains(&wanted), "{}.{}: no index begins with {wanted}", noun.name, relation.name);
            }
        }
    }
}

on_both!(
    steps_run_once,
    a_step_that_fails_leaves_nothing,
    processes_that_bring_tables_up_to_date_together_do_it_once,
    a_reader_cannot_write,
    a_snapshot_stays_as_it_was,
    history_and_documents_can_only_be_added_to,
    a_commit_waits_for_the_disk_and_locks_hold_in_every_session,
    texts_sort_byte_by_byte_and_ids_as_numbers,
    extreme_values_come_back_as_they_went,
    an_index_begins_with_every_column_that_is_followed,
);
