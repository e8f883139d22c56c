//! How many things a list holds is counted again whenever the database may have changed, and only then: what is told is the
//! number of the moment that the answer shows, and a moment is counted once.

use super::{data, rules};
use crate::databases::{Backend, Fresh, Tables, on_both, run};
use anbud::clock::SystemClock;
use anbud::database::{Database, Seen, Together};
use anbud::graphql::{Api, schema};
use anbud::read::{ReadModel, Rulebook};
use anbud::service::Desk;
use async_graphql::Request;
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ConnectionTrait, TransactionTrait};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

const ASKED: usize = 400;
/// The first one's title tells how many there are; the second question is for some of them, the third for their number.
const LISTED: &str = "{ lots(first: 1) { totalCount nodes { title { sv } } } }";
const SOME: &str = r#"{ lots(first: 1, filter: {key: {contains: "LOT"}}) { totalCount nodes { title { sv } } } }"#;
const NUMBER: &str = "{ lots(first: 1) { totalCount } }";

fn api(database: &Database) -> Api {
    let model = ReadModel::new(database, Rulebook::new(vec![rules::sample()]));
    schema(model, Desk::new(database.clone(), Arc::new(SystemClock)))
}

async fn asked(api: &Api, question: &str) -> Value {
    let answer = serde_json::to_value(api.execute(Request::new(question)).await).unwrap();
    assert_eq!(answer.get("errors"), None);
    answer["data"]["lots"].clone()
}

/// Hides all lots but the first or shows them again, and says in the first one's title how many are to be seen; every
/// third time nothing comes of it.
async fn change(database: &Database, number: usize) {
    let act = database.writer.begin().await.unwrap();
    let shown = if number.is_multiple_of(2) { "NULL" } else { "0" };
    for change in [
        format!("UPDATE lot SET announced_at = {shown} WHERE key <> 'LOT-1'"),
        "UPDATE lot SET title_sv = (SELECT COUNT(announced_at) FROM lot) WHERE key = 'LOT-1'".to_owned(),
    ] {
        act.execute_unprepared(&change).await.unwrap();
    }
    match number % 3 {
        0 => act.rollback().await.unwrap(),
        _ => act.commit().await.unwrap(),
    }
}

async fn three_lots(fresh: &Fresh) -> Database {
    let database = Database::open(&fresh.url, 2).await.unwrap();
    database.migrate().await.unwrap();
    data::procurement(&database.writer, 1, "P1").await;
    for (number, key) in [(11, "LOT-1"), (12, "LOT-2"), (13, "LOT-3")] {
        data::lot(&database.writer, number, 1, key, Some(0)).await;
    }
    change(&database, 1).await;
    database
}

async fn a_number_is_that_of_its_moment(backend: Backend) {
    let fresh = Fresh::shared(backend, Tables::There);
    let database = three_lots(&fresh).await;
    let api = api(&database);
    let done = Arc::new(AtomicBool::new(false));
    let changing = tokio::spawn({
        let (database, done) = (database.clone(), Arc::clone(&done));
        async move {
            for number in 2.. {
                change(&database, number).await;
                if done.load(Ordering::Relaxed) {
                    break;
                }
                // Every other moment lasts, so that it is asked for more than once.
                tokio::time::sleep(std::time::Duration::from_millis(if number % 4 < 2 { 0 } else { 9 })).await;
            }
        }
    });
    let mut seen = BTreeSet::new();
    for (_, question) in (0..ASKED).zip([LISTED, SOME].into_iter().cycle()) {
        let lots = asked(&api, question).await;
        let (number, title) = (&lots["totalCount"], &lots["nodes"][0]["title"]["sv"]);
        assert_eq!(json!(number.to_string()), *title, "{lots}");
        seen.insert(number.to_string());
    }
    done.store(true, Ordering::Relaxed);
    changing.await.unwrap();
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), ["1", "3"]);
    // What everybody sees who asks after an act has ended.
    for (number, shown) in [(5, 3), (4, 1), (6, 1), (7, 3), (9, 3), (8, 1)] {
        change(&database, number).await;
        assert_eq!(asked(&api, NUMBER).await["totalCount"], shown, "{number}");
    }
}

/// What a server says of itself, played by functions that stand before its own: they say what the session was told. A look
/// at the lots is counted by a view that stands before the table.
const PLAYED: &str = "CREATE SCHEMA played;
    CREATE FUNCTION played.told(what text) RETURNS text LANGUAGE sql AS
        $$ SELECT coalesce(current_setting('played.' || what, true), '') $$;
    CREATE FUNCTION played.pg_current_snapshot() RETURNS text LANGUAGE sql AS $$ SELECT played.told('moment') $$;
    CREATE FUNCTION played.pg_is_in_recovery() RETURNS boolean LANGUAGE sql AS $$ SELECT played.told('standby') = 'yes' $$;
    CREATE FUNCTION played.looked() RETURNS boolean LANGUAGE sql VOLATILE AS
        $$ SELECT set_config('played.looks', played.told('looks') || '.', false) <> '' $$;
    CREATE VIEW played.lot AS SELECT * FROM public.lot WHERE played.looked()";

#[test]
fn postgres_a_moment_is_counted_once() {
    run(Backend::Postgres, async |backend| {
        let fresh = Fresh::shared(backend, Tables::There);
        let own = three_lots(&fresh).await;
        own.writer.execute_unprepared(PLAYED).await.unwrap();
        let sign = if fresh.url.contains('?') { '&' } else { '?' };
        let url = format!("{}{sign}options=-c%20search_path%3Dplayed,pg_catalog,public", fresh.url);
        // One session, which is told what it plays.
        let database = Database::open(&url, 1).await.unwrap();
        let api = api(&database);
        let said = async |sql: String| {
            let mut look = database.glance(1, Together::Cheaply).await.unwrap();
            let Seen::Rows(rows) = look.run(Query::select().expr(Expr::cust(sql)).take(), 99).await.unwrap() else {
                panic!("one short row");
            };
            look.end();
            rows.row(0).unwrap().known::<&str>(0).unwrap().to_owned()
        };
        let tell = async |what: &str, told: &str| {
            said(format!("set_config('played.{what}', '{told}', false)")).await;
        };
        // How often a question has the lots looked at.
        let looks = async |question: &str, shown: i32| {
            tell("looks", "").await;
            assert_eq!(asked(&api, question).await["totalCount"], shown);
            said("played.told('looks')".to_owned()).await.len()
        };
        tell("moment", "one").await;
        assert!(looks(NUMBER, 3).await > 0);
        assert_eq!(looks(NUMBER, 3).await, 0);
        // The lists of two filters are two lists.
        assert!(looks(SOME, 3).await > looks(SOME, 3).await);
        // Only the moment tells that something is another.
        change(&own, 2).await;
        assert_eq!(looks(NUMBER, 3).await, 0);
        for moment in ["two", "one"] {
            tell("moment", moment).await;
            assert!(looks(NUMBER, 1).await > 0, "{moment}");
            assert_eq!(looks(NUMBER, 1).await, 0, "{moment}");
        }
        // One that cannot tell its moment counts each time.
        tell("standby", "yes").await;
        assert!(looks(NUMBER, 1).await > 0);
        assert!(looks(NUMBER, 1).await > 0);
    });
}

on_both!(a_number_is_that_of_its_moment);
