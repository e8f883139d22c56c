//! The demo through the public door: imported, evaluated by mutation, and asked from procurement to law.

use crate::databases::{Backend, migrated, on_both};
use anbud::casefile;
use anbud::clock::SystemClock;
use anbud::database::Database;
use anbud::graphql::{self, Api};
use anbud::read::ReadModel;
use anbud::service::{Desk, Failure, Imported, import_case};
use async_graphql::{Request, Variables};
use serde_json::{Value, json};
use std::sync::Arc;

const B: &str = include_str!("../../demo/b_supervision.json");

struct House {
    database: Database,
    api: Api,
}

async fn house(backend: Backend) -> House {
    let database = migrated(backend).await;
    let desk = Desk::new(database.clone(), Arc::new(SystemClock));
    let api = graphql::schema(ReadModel::new(&database, graphql::rulebook()), desk);
    House { database, api }
}

impl House {
    async fn import(&self, text: &str) -> Result<Imported, Failure> {
        import_case(&self.database, &SystemClock, "test", casefile::read(text).unwrap()).await
    }

    async fn ask(&self, query: &str, variables: Value) -> Value {
        let response = self.api.execute(Request::new(query).variables(Variables::from_json(variables))).await;
        let response: Value = serde_json::from_str(&serde_json::to_string(&response).unwrap()).unwrap();
        assert_eq!(response.get("errors"), None, "{query}");
        response["data"].clone()
    }

    async fn run(&self, lot: &Value) -> Value {
        let query = "mutation Run($lot: ID!) { runEvaluation(input: {lotId: $lot}) {
            alreadyThere userErrors { code path message hint }
            evaluation { number drawNeeded placements(first: 100) { nodes { rank comparison bid { supplier { name } } } } } } }";
        self.ask(query, json!({"lot": lot})).await["runEvaluation"].clone()
    }

    async fn lots(&self) -> Vec<Value> {
        let data = self
            .ask("{ procurements(first: 100) { nodes { lots(first: 100) { nodes { id key } } } } }", Value::Null)
            .await;
        let nodes = data["procurements"]["nodes"].as_array().unwrap();
        nodes.iter().flat_map(|node| node["lots"]["nodes"].as_array().unwrap().clone()).collect()
    }
}

async fn an_evaluation_is_run_kept_and_found_again(backend: Backend) {
    let house = house(backend).await;
    assert_eq!(house.import(B).await.unwrap(), Imported::New);
    let lots = house.lots().await;
    assert_eq!(lots.len(), 3);
    let first = house.run(&lots[0]["id"]).await;
    assert_eq!(first["alreadyThere"], false);
    assert_eq!(first["userErrors"], json!([]));
    assert_eq!(first["evaluation"]["number"], 1);
    assert_eq!(first["evaluation"]["placements"]["nodes"].as_array().unwrap().len(), 9);
    let again = house.run(&lots[0]["id"]).await;
    assert_eq!(again["alreadyThere"], true);
    assert_eq!(again["evaluation"], first["evaluation"]);
}

async fn an_id_that_is_no_lot_is_refused_as_data(backend: Backend) {
    let house = house(backend).await;
    house.import(B).await.unwrap();
    let procurement = house.ask("{ procurements(first: 1) { nodes { id } } }", Value::Null).await;
    for wrong in [json!("nonsense"), procurement["procurements"]["nodes"][0]["id"].clone()] {
        let refused = house.run(&wrong).await;
        assert_eq!(refused["evaluation"], Value::Null);
        assert_eq!(refused["userErrors"][0]["code"], "lot.id_malformed");
        assert_eq!(refused["userErrors"][0]["path"], json!(["input", "lotId"]));
    }
}

async fn a_lot_that_is_not_announced_cannot_be_seen_or_evaluated(backend: Backend) {
    let house = house(backend).await;
    house.import(B).await.unwrap();
    let lots = house.lots().await;
    let mut tree: Value = serde_json::from_str(B).unwrap();
    tree["procurement"]["key"] = json!("HIDDEN-1");
    for lot in tree["lots"].as_array_mut().unwrap() {
        lot["terms"].as_object_mut().unwrap().remove("announced_at");
    }
    house.import(&tree.to_string()).await.unwrap();
    assert_eq!(house.lots().await, lots, "the hidden lots do not show");
    assert_eq!(house.ask("{ procurement(key: \"HIDDEN-1\") { key } }", Value::Null).await["procurement"], Value::Null);
    let hidden = anbud::service::LotReference::Key("HIDDEN-1".parse().unwrap(), "LOT-1".parse().unwrap());
    let refused = anbud::service::run_evaluation(&house.database, &SystemClock, "test", &hidden).await.unwrap_err();
    assert_eq!(refused.faults().unwrap().list()[0].code, "lot.not_found");
}

async fn the_same_case_again_changes_nothing_and_another_is_refused(backend: Backend) {
    let house = house(backend).await;
    house.import(B).await.unwrap();
    let rows = |table: &'static str| {
        let writer = house.database.writer.clone();
        async move {
            use sea_orm::{ConnectionTrait, Statement};
            let sql = format!("SELECT COUNT(*) AS n FROM {table}");
            let row = writer
                .query_one_raw(Statement::from_string(writer.get_database_backend(), sql))
                .await
                .unwrap()
                .unwrap();
            row.try_get::<i64>("", "n").unwrap()
        }
    };
    let before = (rows("bid").await, rows("event").await, rows("document").await);
    assert_eq!(house.import(B).await.unwrap(), Imported::AlreadyThere);
    let mut tree: Value = serde_json::from_str(B).unwrap();
    tree["submissions"][0]["content"]["bids"][0]["prices"]["I1"] = json!("3999");
    let refused = house.import(&tree.to_string()).await.unwrap_err();
    let fault = &refused.faults().unwrap().list()[0];
    assert_eq!(fault.code, "import.another_case");
    assert_eq!(fault.cause.matches("sha256:").count(), 2, "{}", fault.cause);
    assert_eq!((rows("bid").await, rows("event").await, rows("document").await), before);
}

async fn one_query_goes_from_the_procurement_to_the_law(backend: Backend) {
    let house = house(backend).await;
    house.import(B).await.unwrap();
    for lot in house.lots().await {
        house.run(&lot["id"]).await;
    }
    let query = "{ procurement(key: \"SK-DEMO-2026-021\") { title { sv } lots(first: 100) { nodes { key bids(first: 100) { nodes { key supplier { name }
        placement { rank } scores(first: 100) { nodes { criterion { key } level amount unit
        traceSteps(first: 100) { nodes { number name operation value unit references(first: 100) { nodes { source target value } }
        rule { id title { sv } law { chapter section quotation meaning { sv } } } } } } } } } } } } }";
    let data = house.ask(query, Value::Null).await;
    let lots = data["procurement"]["lots"]["nodes"].as_array().unwrap();
    assert_eq!(lots.iter().map(|lot| lot["bids"]["nodes"].as_array().unwrap().len()).collect::<Vec<_>>(), [9, 7, 6]);
    let mut scores = 0;
    for bid in lots.iter().flat_map(|lot| lot["bids"]["nodes"].as_array().unwrap()) {
        let rejected = bid["placement"].is_null();
        assert_eq!(bid["scores"]["nodes"].as_array().unwrap().len(), if rejected { 0 } else { 5 }, "{bid}");
        for score in bid["scores"]["nodes"].as_array().unwrap() {
            let steps = score["traceSteps"]["nodes"].as_array().unwrap();
            assert_eq!(steps.last().unwrap()["value"], score["amount"]);
            assert!(steps.iter().all(|step| !step["rule"]["law"][0]["quotation"].as_str().unwrap().is_empty()));
            scores += 1;
        }
    }
    assert_eq!(scores, 21 * 5);
}

#[test]
fn a_case_taken_apart_is_the_same_case_put_together() {
    for text in [include_str!("../../demo/a_hvb.json"), B, include_str!("../../demo/c_beds_digital.json")] {
        let mut case = casefile::read(text).unwrap();
        case.expected.clear();
        let again = case.clone().into_parts().unwrap().into_case();
        let sorted = |mut case: casefile::Case| {
            case.examinations.sort_by(|a, b| a.bid.cmp(&b.bid));
            case.panel_scores.sort_by(|a, b| (&a.bid, &a.criterion).cmp(&(&b.bid, &b.criterion)));
            case
        };
        assert_eq!(sorted(again), sorted(case));
    }
}

on_both!(
    an_evaluation_is_run_kept_and_found_again,
    an_id_that_is_no_lot_is_refused_as_data,
    a_lot_that_is_not_announced_cannot_be_seen_or_evaluated,
    the_same_case_again_changes_nothing_and_another_is_refused,
    one_query_goes_from_the_procurement_to_the_law
);
