//! The stored side: every row of every table says what the documents say, acts are kept whole or not at all, and the
//! history holds. What should be stored is worked out here from the demo files and the engine's outcome documents.

mod broken;
mod current;
mod evaluated;
mod everywhere;
mod history;
mod house;
mod own;
mod published;
mod received;
mod rows;
mod tables;
mod texts;

use crate::databases::{Backend, on_both};
use evaluated::Run;
use house::{House, cases, outcome, told, trees};
use published::items;
use rows::{Rows, read, sorted};
use serde_json::Value;

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
        assert!(!expected.is_empty(), "the demos should have rows for {}", table.name);
        same(table.name, &there[table.name], expected);
    }
}

async fn what_no_demo_has_is_stored_as_well(backend: Backend) {
    let house = House::new(backend).await;
    let rare = house::rare();
    house.import(&rare.to_string()).await.unwrap();
    let there = read(&house.database.writer).await;
    let mut expected = Rows::new();
    published::expect(&mut expected, &rare);
    received::expect(&mut expected, &rare);
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

on_both!(every_row_says_what_the_documents_say, what_no_demo_has_is_stored_as_well);
