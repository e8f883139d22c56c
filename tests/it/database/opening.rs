//! What goes wrong at the door of a database, and what is said of it: a stable code, a way out, never a password.

use crate::databases::{Backend, Fresh, Tables, run, server};
use anbud::clock::SystemClock;
use anbud::database::{Database, Terms};
use anbud::service::{Failure, LotReference, run_evaluation};
use sea_orm::{ConnectionTrait, TransactionTrait};
use uuid::Uuid;

/// A word that stands in URLs and may stand nowhere else.
const SECRET: &str = "hemligt";

async fn refused(url: &str) -> (&'static str, String) {
    let fault = Database::open(url, 1).await.unwrap_err();
    let told = format!("{fault}\n{fault:?}");
    assert!(told.contains("way out: "), "{told}");
    assert!(!told.contains(SECRET), "{told}");
    (fault.code(), told)
}

#[tokio::test]
async fn urls_that_cannot_be_are_refused_with_the_way_out() {
    for url in ["mysql://anna:hemligt@db/anbud", "anna:hemligt@db/anbud", "hemligt", ""] {
        let (code, told) = refused(url).await;
        assert_eq!(code, "DATABASE_URL", "{url}");
        assert!(told.contains("sqlite:FILE") && told.contains("postgres://"), "{told}");
    }
    for url in [
        "postgres://anna:hemligt@db:70000/anbud",
        "postgres://anna:hemligt@/anbud",
        "postgres://anna:hemligt@[db/anbud",
        "postgresql:anna:hemligt",
        "postgres://anna:hem#ligt@db/anbud?sslmode=hemligt",
    ] {
        assert_eq!(refused(url).await.0, "DATABASE_URL", "{url}");
    }
}

#[tokio::test]
async fn what_is_not_there_does_not_open() {
    assert_eq!(refused("sqlite:/nowhere/at/all/anbud.sqlite").await.0, "DATABASE_OPEN");
    let (code, told) = refused("postgres://anna:hemligt@localhost/anbud?host=/nowhere/at/all").await;
    assert_eq!(code, "DATABASE_OPEN");
    assert!(told.contains("see that the server runs"), "{told}");
}

/// SQLite says at once that the file is locked when a journal is to change its mode; who opens it waits all the same.
#[test]
fn a_new_file_that_another_process_holds_is_waited_for() {
    run(Backend::Sqlite, async |backend| {
        let fresh = Fresh::shared(backend, Tables::None);
        let holder = sea_orm::Database::connect(format!("{}?mode=rwc", fresh.url)).await.unwrap();
        let hold = holder.begin().await.unwrap();
        hold.execute_unprepared("CREATE TABLE held (own integer)").await.unwrap();
        let mut opening = std::pin::pin!(Database::open(&fresh.url, 1));
        let moment = std::time::Duration::from_millis(100);
        assert!(tokio::time::timeout(moment, &mut opening).await.is_err(), "it is neither opened nor refused yet");
        hold.rollback().await.unwrap();
        opening.await.unwrap();
    });
}

#[test]
fn a_server_that_refuses_says_what_it_refuses() {
    run(Backend::Postgres, async |_| {
        server().order("CREATE ROLE guarded LOGIN PASSWORD 'hemligt'");
        let there = server().url("guarded", "postgres");
        let with = |password: &str| there.replacen("guarded@", &format!("guarded:{password}@"), 1);
        Database::open(&with(SECRET), 1).await.unwrap().close().await.unwrap();
        assert_eq!(refused(&with("hemligt2")).await.0, "DATABASE_LOGIN");
        let (code, told) = refused(&with(SECRET).replace("/postgres?", "/nothing?")).await;
        assert_eq!(code, "DATABASE_MISSING");
        assert!(told.contains("createdb"), "{told}");
        server().order("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'");
        let (code, told) = refused(&with(SECRET).replace("/postgres?", "/latin?")).await;
        assert_eq!(code, "DATABASE_ENCODING");
        assert!(told.contains("LATIN1") && told.contains("createdb"), "{told}");
    });
}

/// What was under way is told to be lost, and the next one finds a connection again.
#[test]
fn a_connection_that_breaks_is_replaced() {
    run(Backend::Postgres, async |backend| {
        let fresh = Fresh::new(backend, Tables::There);
        let database = Database::open(&fresh.url, 1).await.unwrap();
        let end =
            format!("SELECT pg_terminate_backend(pid, 30000) FROM pg_stat_activity WHERE datname = '{}'", fresh.name());
        let lot = LotReference::Id(Uuid::nil());

        let act = database.begin_act().await.unwrap();
        server().order(&end);
        let broken = Failure::from(act.execute_unprepared("SELECT 1").await.unwrap_err());
        assert!(broken.to_string().starts_with("DATABASE_LOST: ") && broken.to_string().contains("way out: "));
        drop(act);
        let lost = run_evaluation(&database, &SystemClock, "test", &lot).await.unwrap_err();
        assert!(lost.to_string().starts_with("DATABASE_LOST: "), "{lost}");
        let found = run_evaluation(&database, &SystemClock, "test", &lot).await.unwrap_err();
        assert!(matches!(found, Failure::NotFound(_)), "{found}");
        database.begin_act().await.unwrap().commit().await.unwrap();

        server().order(&end);
        assert_eq!(database.snapshot().await.unwrap_err().code(), "DATABASE_LOST");
        database.snapshot().await.unwrap().end();
    });
}

#[test]
fn sessions_say_who_they_are_and_wait_for_nothing_for_ever() {
    run(Backend::Postgres, async |backend| {
        let fresh = Fresh::new(backend, Tables::There);
        let database = Database::open(&fresh.url, 1).await.unwrap();
        for (door, read_only) in [(&database.writer, "off"), (&database.reader, "on")] {
            assert_eq!(setting(door, "application_name").await, "anbud");
            assert_eq!(setting(door, "transaction_read_only").await, read_only);
            for limit in ["statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"] {
                assert_ne!(setting(door, limit).await, "0", "{limit}");
            }
        }
        // What looks at a whole database takes its time, between statements too.
        let patient = Database::open_on(&fresh.url, Terms::upkeep()).await.unwrap();
        for limit in ["statement_timeout", "idle_in_transaction_session_timeout"] {
            assert_eq!(setting(&patient.reader, limit).await, "6h", "{limit}");
        }
    });
}

/// A page that is looked up costs hardly more than the next one, unless the operator says otherwise, however that is spelt.
#[test]
fn readers_look_up_unless_the_url_says_what_a_page_costs() {
    run(Backend::Postgres, async |backend| {
        let fresh = Fresh::new(backend, Tables::There);
        let given = ["-c random_page_cost=3", "-c RANDOM_page_COST=3", "--random-page-cost=3"];
        let urls = given.map(|given| (format!("{}&options={}", fresh.url, given.replace(' ', "%20")), "3"));
        let other = (format!("{}&options=-c%20seq_page_cost=2", fresh.url), "1.1");
        for (url, cost) in [(fresh.url.clone(), "1.1"), other].into_iter().chain(urls) {
            let database = Database::open(&url, 1).await.unwrap();
            assert_eq!(setting(&database.reader, "random_page_cost").await, cost, "{url}");
            assert_eq!(
                setting(&database.writer, "random_page_cost").await,
                if cost == "3" { "3" } else { "4" },
                "{url}"
            );
        }
    });
}

/// What a session has been told.
async fn setting(door: &impl ConnectionTrait, name: &str) -> String {
    let sql = format!("SELECT current_setting('{name}')");
    let sql = sea_orm::Statement::from_string(door.get_database_backend(), sql);
    door.query_one_raw(sql).await.unwrap().unwrap().try_get_by_index(0).unwrap()
}
