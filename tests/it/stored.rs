//! The stored side: every row of every table says what the documents say, acts are kept whole or not at all, and the
//! history holds. What should be stored is worked out here from the demo files and the engine's outcome documents.

mod broken;
mod current;
mod evaluated;
mod everywhere;
mod history;
pub mod house;
pub mod own;
mod published;
mod received;
mod refused;
pub mod rows;
mod staffing;
pub mod tables;
mod texts;
mod versions;

use crate::databases::{Backend, on_both};
use evaluated::Run;
use house::{House, cases, outcome, told, trees};
use migration::{Migrator, MigratorTrait};
use published::items;
use rows::{Rows, read, sorted};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

/// Holds the rows of a table against those that should be there, and shows the first that differs.
fn same(table: &str, there: &[Value], expected: Vec<Value>) {
    let expected = sorted(expected);
    let differs = there.iter().zip(&expected).find(|(there, expected)| there != expected);
    assert_eq!(differs.map(|(there, _)| there), differs.map(|(_, expected)| expected), "{table}");
    assert_eq!(there.len(), expected.len(), "{table}");
}

async fn every_row_says_what_the_documents_say(backend: Backend) {
    let house = House::full(backend).await;
    let there = read(&house.database.writer).await;
    let trees = trees();
    let mut expected = Rows::new();
    for tree in &trees {
        published::expect(&mut expected, tree);
        received::expect(&mut expected, tree);
    }
    let mut before = trees.len();
    for (case, tree) in cases().iter().zip(&trees) {
        for (index, lot) in items(&tree["lots"]).iter().enumerate() {
            let (outcome, at) = (&outcome(case, index), told(before));
            evaluated::expect(&mut expected, &Run { case: tree, lot, outcome, number: 1, current: true, at });
            before += 1;
        }
    }
    history::expect(&mut expected, &history::acts(&trees), &there);
    for table in tables::TABLES {
        let expected = expected.remove(table.name).unwrap_or_default();
        let should_be_there = !IN_NO_DEMO.contains(&table.name);
        assert_eq!(!expected.is_empty(), should_be_there, "whether the demos have rows for {}", table.name);
        same(table.name, &there[table.name], expected);
    }
}

/// Tables that no demo has rows for. The tests below, and those of keys, have some for each.
const IN_NO_DEMO: [&str; 4] = ["draw", "drawn_bid", "finding", "idempotency"];

async fn what_no_demo_has_is_stored_as_well(backend: Backend) {
    let house = House::new(backend).await;
    let rare = house::rare();
    house.import(&rare.to_string()).await.unwrap();
    let there = read(&house.database.writer).await;
    let mut expected = Rows::new();
    published::expect(&mut expected, &rare);
    received::expect(&mut expected, &rare);
    for table in ["draw", "drawn_bid", "individual_score"] {
        assert!(expected[table].len() > 1, "{table}");
    }
    for (table, expected) in expected {
        same(&table, &there[&table], expected);
    }
    let standings = ["missing", "withdrawn", "granted", "granted_late", "missing"];
    for (mandate, standing) in items(&rare["mandates"]).iter().zip(standings) {
        let organisation = tables::called("organisation", &[published::word(&mandate["organisation"])]);
        let row = there["mandate"].iter().find(|row| row["organisation_id"] == organisation.as_str()).unwrap();
        assert_eq!(row["standing"], standing, "{organisation}");
    }
}

async fn what_bids_state_and_plans_do_not_measure_is_stored_as_a_finding(backend: Backend) {
    let house = House::new(backend).await;
    let tree = house::differing();
    house.import(&tree.to_string()).await.unwrap();
    let case = anbud::casefile::read(&tree.to_string()).unwrap();
    house.run(&case, &case.lots[0].key).await.unwrap();
    let there = read(&house.database.writer).await;
    let mut expected = Rows::new();
    published::expect(&mut expected, &tree);
    received::expect(&mut expected, &tree);
    let (lot, outcome) = (&tree["lots"][0], &outcome(&case, 0));
    evaluated::expect(&mut expected, &Run { case: &tree, lot, outcome, number: 1, current: true, at: told(1) });
    let found: Vec<&Value> = expected["finding"].iter().map(|row| &row["criterion_id"]).collect();
    assert!(
        ["A1", "B2", "B3"].iter().all(|key| found.iter().any(|name| published::word(name).contains(key))),
        "{found:?}"
    );
    let rules: Vec<&Value> = expected["measure"].iter().map(|row| &row["rule"]).collect();
    assert!(["mean_years@1", "staff_per_shift@1"].iter().all(|rule| rules.contains(&&Value::from(*rule))));
    let plans = |case: &Value| case.to_string().matches("\"supervision\":").count();
    assert_eq!((plans(&tree), expected["staffing_plan"].len()), (18, 17), "one of them cannot be read");
    for (table, expected) in expected {
        same(&table, &there[&table], expected);
    }
}

/// Rows that were written before a column was there get in it what they are written with today: a score's place, and when a
/// procurement's first award was announced.
async fn steps_fill_old_rows_as_they_are_written_today(backend: Backend) {
    let house = House::full(backend).await;
    let writer = &house.database.writer;
    let written = read(writer).await;
    assert!(written["score"].iter().any(|score| score["position"] == json!(5)));
    assert!(written["procurement"].iter().any(|one| one["announced_at"].is_number()), "{:?}", written["procurement"]);
    Migrator::down(writer, Some(3)).await.unwrap();
    for (table, column) in [("score", "position"), ("procurement", "announced_at")] {
        assert!(writer.execute_unprepared(&format!("SELECT {column} FROM {table}")).await.is_err());
    }
    assert_eq!(house.database.migrate().await.unwrap(), 3);
    let now = read(writer).await;
    for table in ["score", "procurement"] {
        same(table, &now[table], written[table].clone());
    }
}

on_both!(
    every_row_says_what_the_documents_say,
    steps_fill_old_rows_as_they_are_written_today,
    what_no_demo_has_is_stored_as_well,
    what_bids_state_and_plans_do_not_measure_is_stored_as_a_finding
);
