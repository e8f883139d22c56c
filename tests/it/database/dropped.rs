//! A question that is dropped stops its statement on the database, and its connection can be used again.

use crate::databases::{Backend, Fresh, Tables, on_both, run};
use anbud::clock::SystemClock;
use anbud::database::{Database, Readiness, Seen, Terms, Together};
use anbud::graphql::schema;
use anbud::read::{ReadModel, Rulebook};
use anbud::service::Desk;
use async_graphql::Request;
use sea_orm::sea_query::{Expr, Query, SelectStatement};
use sea_orm::{ConnectionTrait, Statement};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What yields nothing for as long as anybody waits.
fn endless(backend: Backend) -> &'static str {
    match backend {
        Backend::Sqlite => {
            "(WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 100000000000) SELECT max(n) FROM n)"
        }
        Backend::Postgres => "pg_sleep(600)",
    }
}

/// With one connection for questions.
async fn with_one_reader(backend: Backend) -> (Fresh, Database) {
    let fresh = Fresh::shared(backend, Tables::There);
    let terms = Terms { readers: 1, statement: Duration::from_secs(600), ..Terms::default() };
    let database = Database::open_on(&fresh.url, terms).await.unwrap();
    database.migrate().await.unwrap();
    (fresh, database)
}

async fn dropping_a_question_stops_its_statement(backend: Backend) {
    let (_fresh, database) = with_one_reader(backend).await;
    let kind = database.reader.get_database_backend();
    let run = async |what: &str| {
        let look = database.snapshot().await.unwrap();
        let rows = look.query_all_raw(Statement::from_string(kind, format!("SELECT {what}"))).await.unwrap();
        look.end();
        rows.len()
    };
    is_stopped(backend, &database, run).await;
}

/// Of one statement, of few that tell their moment, of several in a transaction.
async fn dropping_a_question_stops_it_however_many_statements_it_has(backend: Backend) {
    let (_fresh, database) = with_one_reader(backend).await;
    for statements in [1, 2, 9] {
        let run = async |what: &str| {
            let mut look = database.glance(statements, Together::Cheaply).await.unwrap();
            let Seen::Rows(rows) = look.run(told(what), 99).await.unwrap() else { panic!("{what} is one row") };
            look.end();
            rows.len()
        };
        is_stopped(backend, &database, run).await;
    }
}

fn told(what: &str) -> SelectStatement {
    Query::select().expr(Expr::cust(what.to_owned())).take()
}

/// What a value takes beside its text, in bytes.
const VALUE: usize = 24;

/// Values are read as long as there is room for them, and the connection goes on to serve.
async fn no_more_is_read_than_there_is_room_for(backend: Backend) {
    let (_fresh, database) = with_one_reader(backend).await;
    // PostgreSQL hands rows over while it finds them, SQLite one value that has a limit of its own.
    let (many, ways): (_, &[usize]) = match backend {
        Backend::Postgres => ("repeat('å', 999 + 0 * generate_series(1, 2000000000))", &[1, 2, 9]),
        Backend::Sqlite => ("hex(zeroblob(1000000001))", &[1, 2]),
    };
    for statements in ways {
        let asked = Instant::now();
        for (what, room, fits) in [
            ("'ångström'", VALUE + 10, true),
            ("'ångström'", VALUE + 9, false),
            ("17", VALUE - 1, false),
            (many, 1_000_000, false),
            ("'a'", VALUE + 1, true),
        ] {
            let mut look = database.glance(*statements, Together::Cheaply).await.unwrap();
            match look.run(told(what), room).await.unwrap() {
                Seen::Rows(rows) => assert!(fits && rows.len() == 1 && rows.bytes() == room, "{what}"),
                Seen::TooMuch => assert!(!fits, "{what}"),
                Seen::AnotherMoment => panic!("nothing changes"),
            }
            if fits {
                look.end();
            }
        }
        assert!(asked.elapsed() < Duration::from_secs(6), "{:?}", asked.elapsed());
    }
}

async fn is_stopped(backend: Backend, database: &Database, run: impl AsyncFn(&str) -> usize) {
    let kind = database.reader.get_database_backend();
    // More than once: the connection that comes after is one that can be stopped too.
    for _ in 0..3 {
        let cut = tokio::time::timeout(Duration::from_millis(200), run(endless(backend))).await;
        assert!(cut.is_err(), "the statement was to take longer");
        let asked = Instant::now();
        // There is one connection: it is free only when the statement has ended.
        assert_eq!(run("1").await, 1);
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

/// A connection that waits for the next question is in nobody's way.
async fn a_database_with_one_reader_is_ready_after_a_question(backend: Backend) {
    let (_fresh, database) = with_one_reader(backend).await;
    for _ in 0..3 {
        let mut look = database.glance(1, Together::Cheaply).await.unwrap();
        assert!(matches!(look.run(told("1"), 99).await.unwrap(), Seen::Rows(_)));
        look.end();
        assert!(matches!(database.readiness().await, Readiness::Ready));
        database.snapshot().await.unwrap().end();
    }
}

/// Connections that nobody asked for a while are tried: one that ended meanwhile meets no question.
#[test]
fn postgres_parked_connections_are_given_back_and_tried_when_they_have_rested() {
    run(Backend::Postgres, async |backend| {
        let fresh = Fresh::shared(backend, Tables::There);
        let ended = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
        for (rest, meets_it) in [(Duration::from_millis(20), false), (Duration::from_secs(600), true)] {
            let terms = Terms { readers: 2, rest, ..Terms::default() };
            let database = Database::open_on(&fresh.url, terms).await.unwrap();
            let ask = async || {
                let mut look = database.glance(1, Together::Cheaply).await.unwrap();
                let seen = look.run(told("1"), 99).await;
                if seen.is_ok() {
                    look.end();
                }
                seen
            };
            ask().await.unwrap();
            let kind = database.writer.get_database_backend();
            database.writer.query_one_raw(Statement::from_string(kind, ended)).await.unwrap();
            tokio::time::sleep(Duration::from_millis(400)).await;
            assert_eq!(ask().await.is_err(), meets_it, "{rest:?}");
            ask().await.unwrap();
        }
    });
}

/// The server ends connections, as when it starts anew: who asks next gets an answer all the same.
#[test]
fn postgres_a_question_that_meets_an_ended_connection_is_asked_again() {
    run(Backend::Postgres, async |backend| {
        let fresh = Fresh::shared(backend, Tables::There);
        let database = Database::open(&fresh.url, 4).await.unwrap();
        database.migrate().await.unwrap();
        crate::read::data::fill(&database.writer).await;
        let model = ReadModel::new(&database, Rulebook::default());
        let api = schema(model, Desk::new(database.clone(), Arc::new(SystemClock)));
        let ended = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
        // One statement, two without a transaction, four within one.
        for question in [
            "{ lots(first: 9) { nodes { key } } }",
            "{ procurements(first: 9) { nodes { key lots(first: 9) { totalCount } } } }",
            "{ lots(first: 9) { nodes { key bids(first: 9) { nodes { key supplier { name } scores(first: 9) { nodes { level } } } } } } }",
        ] {
            let ask = async || serde_json::to_value(api.execute(Request::new(question)).await).unwrap();
            let before = tokio::join!(ask(), ask(), ask(), ask()).0;
            assert_eq!(before.get("errors"), None);
            let sql = Statement::from_string(database.writer.get_database_backend(), ended);
            let row = database.writer.query_one_raw(sql).await.unwrap().unwrap();
            assert!(row.try_get_by_index::<i64>(0).unwrap() > 0);
            for _ in 0..6 {
                assert_eq!(ask().await, before);
            }
        }
    });
}

on_both!(
    a_database_is_ready_when_its_tables_are_there,
    a_database_with_one_reader_is_ready_after_a_question,
    dropping_a_question_stops_it_however_many_statements_it_has,
    dropping_a_question_stops_its_statement,
    no_more_is_read_than_there_is_room_for
);
