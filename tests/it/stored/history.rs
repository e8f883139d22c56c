//! The rows of the history: every act once, in order, under digests that anyone can work out again.

use super::house::{House, cases, outcome, told, trees};
use super::own::{canonical, digest, moment};
use super::published::{add, head, items, procurement, sealed, word};
use super::rows::{Rows, read};
use super::tables::called;
use crate::databases::{Backend, on_both};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// An act: who, what, in which case, and the canonical text of what it was about.
pub type Act<'a> = (&'a str, &'a str, &'a Value, Value);

/// What [`House::full`] does, in order.
pub fn acts<'a>(trees: &'a [Value]) -> Vec<Act<'a>> {
    let mut acts: Vec<Act<'a>> = Vec::new();
    for tree in trees {
        acts.push(("importer", "case_imported", tree, json!({"procurement": sealed(&head(tree))})));
    }
    for (tree, case) in trees.iter().zip(cases()) {
        for (index, lot) in items(&tree["lots"]).iter().enumerate() {
            let found = digest(&canonical(&outcome(&case, index)));
            acts.push(("evaluator", "lot_evaluated", tree, json!({"lot": lot["key"], "number": 1, "outcome": found})));
        }
    }
    acts
}

/// Adds the rows of these acts. Salts are chance, so that they are taken from the rows that are there.
pub fn expect(rows: &mut Rows, acts: &[Act<'_>], there: &Rows) {
    for (before, (actor, act, case, about)) in acts.iter().enumerate() {
        let (seq, body, at) = (before + 1, canonical(about), told(before));
        let name = called("event", &[&seq.to_string()]);
        let kept = there["event_payload"].iter().find(|row| row["event_id"] == name.as_str());
        let salt = kept.map_or("", |row| word(&row["salt"]));
        let payload = digest(&format!("{salt}{body}"));
        let leaf = json!({
            "actor": actor, "act": act, "payload": payload, "procurement": case["procurement"]["key"], "seq": seq,
            "time": moment(at),
        });
        let row = json!({
            "seq": seq, "procurement_id": procurement(case), "act": act, "actor": actor, "acted_at": at,
            "payload_digest": payload, "leaf_digest": digest(&canonical(&leaf)),
        });
        add(rows, "event", row);
        add(rows, "event_payload", json!({"event_id": name, "salt": salt, "body": body}));
    }
}

async fn every_act_has_its_event_and_every_event_its_digests(backend: Backend) {
    let house = House::full(backend).await;
    let there = read(&house.database.writer).await;
    let trees = trees();
    let acts = acts(&trees);
    let mut expected = Rows::new();
    expect(&mut expected, &acts, &there);
    for table in ["event", "event_payload"] {
        super::same(table, &there[table], expected.remove(table).unwrap());
    }
    let mut numbers: Vec<_> = there["event"].iter().map(|row| row["seq"].as_u64().unwrap()).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=12).collect::<Vec<u64>>());
    let salts: BTreeSet<&str> = there["event_payload"].iter().map(|row| word(&row["salt"])).collect();
    assert_eq!(salts.len(), acts.len(), "every event has a salt of its own");
    assert!(salts.iter().all(|salt| salt.len() == 64 && salt.bytes().all(|byte| byte.is_ascii_hexdigit())));
    let bodies: Vec<&str> = there["event_payload"].iter().map(|row| word(&row["body"])).collect();
    for row in &there["procurement"] {
        let wanted = format!("{{\"procurement\":\"{}\"}}", word(&row["document_digest"]));
        assert!(bodies.contains(&wanted.as_str()), "{wanted}");
    }
    for row in &there["evaluation"] {
        let wanted = format!("\"outcome\":\"{}\"", word(&row["outcome_digest"]));
        assert!(bodies.iter().any(|body| body.contains(&wanted)), "{wanted}");
    }
}

async fn an_act_that_changes_nothing_has_no_event(backend: Backend) {
    let house = House::full(backend).await;
    let before = read(&house.database.writer).await;
    for (case, demo) in cases().iter().zip(super::house::DEMOS) {
        assert_eq!(house.import(demo).await.unwrap(), anbud::service::Imported::AlreadyThere);
        assert!(house.run(case, &case.lots[0].key).await.unwrap().already_there);
    }
    assert_eq!(read(&house.database.writer).await, before);
}

async fn what_happened_cannot_be_changed_replaced_or_removed(backend: Backend) {
    let house = House::full(backend).await;
    let before = read(&house.database.writer).await;
    let columns = "procurement_id, act, 'someone', acted_at, payload_digest, leaf_digest FROM event WHERE seq = 3";
    let upsert = "ON CONFLICT (seq) DO UPDATE SET actor = excluded.actor";
    let mut tried = vec![
        "UPDATE event SET actor = 'someone' WHERE seq = 3".to_owned(),
        "UPDATE event SET leaf_digest = payload_digest".to_owned(),
        "DELETE FROM event WHERE seq = 12".to_owned(),
        "DELETE FROM event".to_owned(),
        format!("INSERT INTO event SELECT id, seq, {columns} {upsert}"),
    ];
    tried.extend(match backend {
        Backend::Sqlite => vec![
            format!("INSERT OR REPLACE INTO event SELECT id, seq, {columns}"),
            format!("INSERT OR REPLACE INTO event SELECT id, 13, {columns}"),
            format!("REPLACE INTO event SELECT randomblob(16), 3, {columns}"),
        ],
        Backend::Postgres => vec![
            "TRUNCATE event CASCADE".to_owned(),
            // A session may say that it only repeats what another server did; that opens no door either.
            "SET session_replication_role = replica; DELETE FROM event".to_owned(),
            "SET session_replication_role = origin; UPDATE event SET seq = 13 WHERE seq = 12".to_owned(),
        ],
    });
    for sql in tried {
        let refused = house.database.writer.execute_unprepared(&sql).await.unwrap_err().to_string();
        assert!(refused.contains("event is append-only"), "{sql}: {refused}");
    }
    assert_eq!(read(&house.database.writer).await, before);
}

on_both!(
    every_act_has_its_event_and_every_event_its_digests,
    an_act_that_changes_nothing_has_no_event,
    what_happened_cannot_be_changed_replaced_or_removed
);
