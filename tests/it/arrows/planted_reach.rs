//! One forbidden reach outside of each kind, planted as source text: databases, the web, the clock, transactions, and
//! in the pure crates the system, floats, hash order and foreign crates.

use super::planted_arrows::found;

const NOTHING: [String; 0] = [];

#[test]
fn the_database_libraries_stay_below() {
    assert_eq!(found("src/graphql/a.rs", "use sea_orm::EntityTrait;"), ["1: sea_orm (sea_orm::EntityTrait)"]);
    assert_eq!(found("src/graphql/a.rs", "fn f(x: sqlx::Pool) {}"), ["1: sqlx (sqlx::Pool)"]);
    assert_eq!(found("src/cli/a.rs", "use crate::read::sea_orm::X;"), ["1: sea_orm (crate::read::sea_orm::X)"]);
    assert_eq!(found("src/http/a.rs", "extern crate sea_orm;"), ["1: sea_orm (::sea_orm)"]);
    assert_eq!(found("src/read/a.rs", "use sea_orm::sea_query::Expr;"), NOTHING);
}

#[test]
fn the_web_libraries_stay_on_top() {
    assert_eq!(found("src/service/a.rs", "use axum::Json;"), ["1: axum (axum::Json)"]);
    assert_eq!(
        found("src/read/a.rs", "#[async_graphql::Object]\nimpl X {}"),
        ["1: async_graphql (async_graphql::Object)"]
    );
    assert_eq!(found("src/read/a.rs", "use async_graphql_axum::X;"), ["1: async_graphql_* (async_graphql_axum::X)"]);
    assert_eq!(found("src/graphql/a.rs", "use async_graphql::Value;"), NOTHING);
}

#[test]
fn only_the_clock_asks_for_the_time_and_for_ids() {
    assert_eq!(found("src/service/a.rs", "use std::time::SystemTime;"), ["1: SystemTime (std::time::SystemTime)"]);
    let renamed = "use std::time::Instant as I;\nfn f() {\n    I::now();\n}";
    assert_eq!(found("src/service/a.rs", renamed), ["3: Instant::now (I::now)"]);
    assert_eq!(
        found("src/service/a.rs", "use jiff::Zoned;\nfn f() { let _ = <Zoned>::now(); }"),
        ["2: Zoned::now (Zoned::now)"]
    );
    assert_eq!(
        found("src/service/a.rs", "fn f() { g(jiff::Timestamp::now) }"),
        ["1: Timestamp::now (jiff::Timestamp::now)"]
    );
    assert_eq!(
        found("src/service/a.rs", "fn f() { dbg(vec![chrono::Utc::now()]) }"),
        ["1: Utc::now (chrono::Utc::now)"]
    );
    assert_eq!(
        found("src/store/a.rs", "use uuid::Uuid;\nfn f() { Uuid::now_v7(); }"),
        ["2: Uuid::now_v7 (Uuid::now_v7)"]
    );
    assert_eq!(found("src/service/a.rs", "use std::time::{Duration, Instant};\nfn f(at: Instant) {}"), NOTHING);
    assert_eq!(
        found("src/clock.rs", "use std::time::SystemTime;\nfn f() { jiff::Timestamp::now(); SystemTime::now(); }"),
        NOTHING
    );
}

#[test]
fn transactions_belong_to_the_service() {
    assert_eq!(found("src/store/a.rs", "async fn f(db: &Db) {\n    db.begin().await;\n}"), ["2: .begin (.begin)"]);
    assert_eq!(found("src/read/a.rs", "fn f() { db.transaction(|_| 1); }"), ["1: .transaction (.transaction)"]);
    assert_eq!(
        found("src/cli/a.rs", "fn f() { db.begin_with_config(a, b); }"),
        ["1: .begin_with_* (.begin_with_config)"]
    );
    assert_eq!(found("src/store/a.rs", "fn f() { join!(db.begin(), x.transaction) }"), ["1: .begin (.begin)"]);
    assert_eq!(
        found("src/store/a.rs", "use sea_orm::TransactionTrait;"),
        ["1: TransactionTrait (sea_orm::TransactionTrait)"]
    );
    assert_eq!(found("src/service/a.rs", "use sea_orm::TransactionTrait;\nfn f() { db.begin(); }"), NOTHING);
}

#[test]
fn the_pure_crates_do_not_know_the_system() {
    assert_eq!(found("scoring/src/a.rs", "use std::fs::read;"), ["1: std::fs (std::fs::read)"]);
    assert_eq!(found("scoring/src/a.rs", "use std::{\n    fmt,\n    env,\n};"), ["3: std::env (std::env)"]);
    assert_eq!(
        found("procedure/src/a.rs", "fn f(x: ::core::time::Duration) {}"),
        ["1: std::time (::core::time::Duration)"]
    );
    assert_eq!(
        found("values/src/a.rs", "use std::io::{self, Write};"),
        ["1: std::io (std::io)", "1: std::io (std::io::Write)"]
    );
    assert_eq!(
        found("values/src/a.rs", "use std as s;\nfn f() { s::process::exit(1) }"),
        ["2: std::process (s::process::exit)"]
    );
    assert_eq!(found("values/src/a.rs", "use std::*;"), ["1: std::* (std::*)"]);
    assert_eq!(
        found("values/src/a.rs", "fn f() { m!(std::thread::spawn(g)) }"),
        ["1: std::thread (std::thread::spawn)"]
    );
    assert_eq!(found("values/src/a.rs", "fn f() { println!(\"x\") }"), ["1: println! (println!)"]);
    assert_eq!(found("src/service/a.rs", "use std::fs::read;\nfn f() { println!(\"x\") }"), NOTHING);
}

#[test]
fn the_pure_crates_have_no_hash_order() {
    assert_eq!(found("scoring/src/a.rs", "use std::collections::HashMap;"), ["1: HashMap (std::collections::HashMap)"]);
    let glob = "use std::collections::*;\nfn f() -> HashSet<u8> {\n    g()\n}";
    assert_eq!(
        found("scoring/src/a.rs", glob),
        ["1: std::collections::* (std::collections::*)", "2: HashSet (HashSet)"]
    );
    let renamed = "use std::collections as c;\nstruct S(c::HashMap<u8, u8>);";
    assert_eq!(found("scoring/src/a.rs", renamed), ["2: HashMap (c::HashMap)"]);
    assert_eq!(
        found("scoring/src/a.rs", "struct S {\n    #[schemars(with = \"HashMap<String, u8>\")]\n    a: u8,\n}"),
        ["2: HashMap (HashMap)"]
    );
    assert_eq!(found("scoring/src/a.rs", "use std::collections::{BTreeMap, BTreeSet};"), NOTHING);
}

#[test]
fn the_pure_crates_have_no_floats() {
    assert_eq!(found("values/src/a.rs", "fn f(x: f64) {}"), ["1: f64 (f64)"]);
    assert_eq!(found("values/src/a.rs", "fn f() {\n    g(1.5)\n}"), ["2: a float literal (1.5)"]);
    assert_eq!(found("values/src/a.rs", "fn f() { x as f32; }"), ["1: f32 (f32)"]);
    assert_eq!(found("values/src/a.rs", "const X: T = std::f64::consts::PI;"), ["1: f64 (std::f64::consts::PI)"]);
    assert_eq!(
        found("values/src/a.rs", "fn f() {\n    m!(a,\n    2e3, b as f64);\n}"),
        ["3: a float literal (2e3)", "3: f64 (f64)"]
    );
    assert_eq!(
        found("values/src/a.rs", "fn f() { n.to_f64(); 1_f64; }"),
        ["1: a float literal (1_f64)", "1: to_f64 (.to_f64)"]
    );
    assert_eq!(found("values/src/a.rs", "fn f(x: u8) -> bool { matches!(x.0.1, 0..=3) }"), NOTHING);
    assert_eq!(found("values/src/a.rs", "fn f() { m!(0..0.5) }"), ["1: a float literal (0.5)"]);
    assert_eq!(
        found("values/src/a.rs", "impl V { fn visit_f64<E>(self, _: f64) -> Result<V, E> { no() } }"),
        NOTHING,
        "refusing floats"
    );
    assert_eq!(found("src/report.rs", "fn f() -> f64 { 1.5 }"), NOTHING);
}

#[test]
fn the_pure_crates_name_few_others() {
    assert_eq!(found("scoring/src/a.rs", "use rand::Rng;"), ["1: rand (rand::Rng)"]);
    assert_eq!(found("scoring/src/a.rs", "fn f() { jiff::civil::date(1, 1, 1) }"), ["1: jiff (jiff::civil::date)"]);
    assert_eq!(found("scoring/src/a.rs", "fn f() { ::unheard_of::g() }"), ["1: unheard_of (::unheard_of::g)"]);
    assert_eq!(found("scoring/src/a.rs", "extern crate rand as dice;"), ["1: rand (::rand)"]);
    assert_eq!(found("scoring/src/a.rs", "use proptest::prelude::*;"), ["1: proptest (proptest::prelude::*)"]);
    let test = "#[cfg(test)]\nmod tests {\n    use super::*;\n    use proptest::prelude::*;\n    proptest! { #[test] fn f(x in 0..9i64) { prop_assert!(x < 9) } }\n}";
    assert_eq!(found("scoring/src/a.rs", test), NOTHING);
    assert_eq!(
        found("values/src/a.rs", "use jiff::Timestamp;\n#[derive(serde::Serialize)]\nstruct S(Timestamp);"),
        NOTHING
    );
    let local = "mod rand;\nuse crate::jiff;\nfn f() { rand::g(); jiff::h(); u8::MAX; str::len(a); }";
    assert_eq!(found("scoring/src/a.rs", local), NOTHING);
    let own_file = "use super::*;\nuse proptest::prelude::*;";
    assert_eq!(found("scoring/src/rules/tests.rs", own_file), NOTHING);
}
