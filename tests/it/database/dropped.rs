//! A question that is dropped stops its statement on the database, and its connection can be used again.

use crate::databases::{Backend, Fresh, Tables, on_both};
use anbud::database::{Database, Readiness, Terms};
use sea_orm::{ConnectionTrait, Statement};
use std::time::{Duration, Instant};

/// A statement that yields nothing for as long as anybody waits.
fn endless(backend: Backend) -> &'static str {
    match backend {
        Backend::Sqlite => {
            "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 100000000000) SELECT max(n) FROM n"
        }
        Backend::Postgres => "SELECT pg_sleep(600)",
    }
}

async fn dropping_a_question_stops_its_statement(backend: Backend) {
    let fresh = Fresh::shared(backend, Tables::There);
    let terms = Terms { readers: 1, statement: Duration::from_secs(600), ..Terms::default() };
    let database = Database::open_on(&fresh.url, terms).await.unwrap();
    database.migrate().await.unwrap();
    let kind = database.reader.get_database_backend();
    let run = async |sql: &str| {
        let look = database.snapshot().await.unwrap();
        let rows = look.query_all_raw(Statement::from_string(kind, sql)).await.unwrap();
        look.end();
        rows.len()
    };
    // More than once: the connection that comes after is one that can be stopped too.
    for _ in 0..3 {
        let cut = tokio::time::timeout(Duration::from_millis(200), run(endless(backend))).await;
        assert!(cut.is_err(), "the statement was to take longer");
        let asked = Instant::now();
        // There is one connection: it is free only when the statement has ended.
        assert_eq!(run("SELECT 1").await, 1);
        assert!(asked.elapsed() < Duration::from_secs(6), "{:?}", asked.elapsed());
    }
    if backend == Backend::Postgres {
        let sql = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query LIKE '%pg_sleep(600)%' AND pid <> pg_backend_pid()";
        let asked = Instant::now();
        loop {
            let row = database.writer.query_one_raw(Statement::from_string(kind, sql)).await.unwrap().unwrap();
            if row.try_get_by_index::<i64>(0).unwrap() == 0 {
                break;
            }
            assert!(asked.elapsed() < Duration::from_secs(6), "the server still runs the statement");
            tokio::task::yield_now().await;
        }
    }
}

async fn a_database_is_ready_when_its_tables_are_there(backend: Backend) {
    let fresh = Fresh::shared(backend, Tables::None);
    let database = Database::open(&fresh.url, 2).await.unwrap();
    assert!(matches!(database.readiness().await, Readiness::Behind(steps) if steps > 0));
    database.migrate().await.unwrap();
    assert!(matches!(database.readiness().await, Readiness::Ready));
    let [(reader, used), (writer, _)] = database.usage();
    assert_eq!((reader, writer), ("reader", "writer"));
    assert!((1..=2).contains(&used.open) && used.idle <= used.open, "{used:?}");
}

on_both!(dropping_a_question_stops_its_statement, a_database_is_ready_when_its_tables_are_there);
