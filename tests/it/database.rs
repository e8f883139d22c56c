//! The database: files and memory, steps, and the history that only grows.

use anbud::database::Database;
use entity::event;
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel};
use uuid::Uuid;

async fn migrated(url: &str) -> Database {
    let database = Database::open(url, 2).await.unwrap();
    database.migrate().await.unwrap();
    database
}

#[tokio::test]
async fn memory_is_one_database_for_writer_and_reader() {
    let database = Database::open("sqlite::memory:", 4).await.unwrap();
    assert_eq!(database.pending().await.unwrap(), ["m0001_tables"]);
    assert_eq!(database.migrate().await.unwrap(), 1);
    assert!(database.pending().await.unwrap().is_empty());
    assert_eq!(database.migrate().await.unwrap(), 0);
}

#[tokio::test]
async fn a_files_reader_cannot_write() {
    let path = std::env::temp_dir().join(format!("anbud-{}.sqlite", std::process::id()));
    let database = migrated(&format!("sqlite:{}", path.display())).await;
    let sql = "INSERT INTO document (digest, kind, body) VALUES ('sha256:0', 'x/1', '{}')";
    let refused = database.reader.execute_unprepared(sql).await.unwrap_err().to_string();
    assert!(refused.contains("readonly"), "{refused}");
    database.writer.execute_unprepared(sql).await.unwrap();
    for suffix in ["", "-wal", "-shm"] {
        std::fs::remove_file(format!("{}{suffix}", path.display())).ok();
    }
}

#[tokio::test]
async fn an_unknown_database_is_refused_with_its_code() {
    let fault = Database::open("postgres://localhost/anbud", 1).await.unwrap_err();
    assert_eq!(fault.code(), "DATABASE_URL");
    let fault = Database::open("sqlite:/nowhere/at/all/anbud.sqlite", 1).await.unwrap_err();
    assert_eq!(fault.code(), "DATABASE_OPEN");
}

#[tokio::test]
async fn history_can_only_be_added_to() {
    let database = migrated("sqlite::memory:").await;
    crate::read::data::procurement(&database.writer, 1, "P1").await;
    let row = event::Model {
        id: Uuid::from_u128(7),
        seq: 1,
        procurement_id: Uuid::from_u128(1),
        act: "publish".into(),
        actor: "system".into(),
        acted_at: 0,
        payload_digest: "sha256:0".into(),
        leaf_digest: "sha256:0".into(),
    };
    event::Entity::insert(row.into_active_model()).exec_without_returning(&database.writer).await.unwrap();
    let another = "'00000000000000000000000000000009', 1, procurement_id, 'x', 'x', 0, 'x', 'x' FROM event";
    for (sql, says) in [
        ("UPDATE event SET actor = 'someone'".to_owned(), "a row cannot be changed"),
        ("DELETE FROM event".to_owned(), "a row cannot be removed"),
        (format!("INSERT OR REPLACE INTO event SELECT {another}"), "a row cannot be replaced"),
        (
            "INSERT OR REPLACE INTO event SELECT id, 2, procurement_id, 'x', 'x', 0, 'x', 'x' FROM event".to_owned(),
            "a row cannot be replaced",
        ),
    ] {
        let refused = database.writer.execute_unprepared(&sql).await.unwrap_err().to_string();
        assert!(refused.contains(says), "{sql}: {refused}");
    }
    assert_eq!(event::Entity::find().all(&database.writer).await.unwrap().len(), 1);
}
