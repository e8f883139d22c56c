//! After the decisions about a lot have changed, its new evaluation is the current one, and the earlier ones stay.

use super::evaluated::{self, Run};
use super::house::{DEMOS, House, cases, outcome, told, trees};
use super::own::{canonical, digest, sealed_text};
use super::published::assessment;
use super::rows::{Rows, read};
use crate::databases::{Backend, on_both};
use anbud::casefile::Case;
use entity::{document, lot, procurement};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use values::Key;

/// The case with the level of the lot's first panel score set otherwise.
fn otherwise(case: &Case, lot: &Key, level: u32) -> Case {
    let mut case = case.clone();
    let bids: Vec<Key> = case.bids(lot).map(|bid| bid.key.clone()).collect();
    let score = case.panel_scores.iter_mut().find(|score| bids.contains(&score.bid)).unwrap();
    score.level = level;
    case
}

/// Writes other decisions about a lot, as nothing but the database's owner can.
pub async fn decide_otherwise(house: &House, case: &Case, lot: &Key, level: u32) {
    let tree = serde_json::to_value(otherwise(case, lot, level)).unwrap();
    let decided = assessment(&tree, &json!({"key": lot.as_str()}));
    let body = sealed_text(&decided);
    let writer = &house.database.writer;
    let row = document::ActiveModel {
        digest: Set(digest(&body)),
        kind: Set("anbud-assessment/1".to_owned()),
        body: Set(body.clone()),
    };
    if document::Entity::find_by_id(digest(&body)).one(writer).await.unwrap().is_none() {
        document::Entity::insert(row).exec_without_returning(writer).await.unwrap();
    }
    let head = procurement::Entity::find()
        .filter(procurement::Column::Key.eq(case.procurement.key.as_str()))
        .one(writer)
        .await
        .unwrap()
        .unwrap();
    let rows = lot::Entity::find().filter(lot::Column::ProcurementId.eq(head.id)).all(writer).await.unwrap();
    let before = rows.into_iter().find(|row| row.key == lot.as_str()).unwrap().assessment_digest;
    rewrite_head(house, &head, &before, &digest(&body)).await;
    let done = lot::Entity::update_many()
        .col_expr(lot::Column::AssessmentDigest, Expr::value(digest(&body)))
        .filter(lot::Column::ProcurementId.eq(head.id))
        .filter(lot::Column::Key.eq(lot.as_str()))
        .exec(writer)
        .await
        .unwrap();
    assert_eq!(done.rows_affected, 1);
}

/// The head holds the digests of everything else, so that it changes with them.
async fn rewrite_head(house: &House, head: &procurement::Model, before: &str, after: &str) {
    let writer = &house.database.writer;
    let found = document::Entity::find_by_id(head.document_digest.clone()).one(writer).await.unwrap().unwrap();
    let body = found.body.replace(before, after);
    let row =
        document::ActiveModel { digest: Set(digest(&body)), kind: Set(found.kind.clone()), body: Set(body.clone()) };
    if document::Entity::find_by_id(digest(&body)).one(writer).await.unwrap().is_none() {
        document::Entity::insert(row).exec_without_returning(writer).await.unwrap();
    }
    let done = procurement::Entity::update_many()
        .col_expr(procurement::Column::DocumentDigest, Expr::value(digest(&body)))
        .filter(procurement::Column::Id.eq(head.id))
        .exec(writer)
        .await
        .unwrap();
    assert_eq!(done.rows_affected, 1);
}

async fn only_the_latest_evaluation_of_a_lot_is_current(backend: Backend) {
    let house = House::new(backend).await;
    house.import(DEMOS[1]).await.unwrap();
    let (case, tree) = (cases().remove(1), trees().remove(1));
    let lot = &case.lots[0].key;
    let mut runs: Vec<(usize, usize, Value)> = Vec::new();
    for index in 0..case.lots.len() {
        house.run(&case, &case.lots[index].key).await.unwrap();
        runs.push((index, 1, outcome(&case, index)));
    }
    let was = case.panel_scores.iter().find(|score| case.bids(lot).any(|bid| bid.key == score.bid)).unwrap().level;
    for (number, level) in [(2, was - 1), (3, was)] {
        decide_otherwise(&house, &case, lot, level).await;
        let run = house.run(&case, lot).await.unwrap();
        assert_eq!((run.number, run.already_there), (number, false));
        runs.push((0, usize::try_from(number).unwrap(), outcome(&otherwise(&case, lot, level), 0)));
    }
    assert_ne!(canonical(&runs[0].2), canonical(&runs[3].2));
    assert_eq!(canonical(&runs[0].2), canonical(&runs[4].2));
    let mut expected = Rows::new();
    for (before, (index, number, outcome)) in runs.iter().enumerate() {
        let current = *index != 0 || *number == 3;
        let lot = &tree["lots"][*index];
        let at = told(before + 1);
        evaluated::expect(&mut expected, &Run { case: &tree, lot, outcome, number: *number, current, at });
    }
    let there = read(&house.database.writer).await;
    for table in ["evaluation", "placement", "score", "trace_step", "trace_reference"] {
        super::same(table, &there[table], expected.remove(table).unwrap());
    }
    let numbers: Vec<&Value> = there["event"].iter().map(|row| &row["seq"]).collect();
    assert_eq!(numbers.len(), 6);
    assert!((1..=6).all(|seq| numbers.contains(&&json!(seq))));
}

on_both!(only_the_latest_evaluation_of_a_lot_is_current);
