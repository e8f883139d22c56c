//! What an act hands back is read in the same way, wherever in the answer it stands.

use super::{data, empty, rules};
use crate::databases::{Backend, on_both};
use anbud::graphql::{Evaluation, Query, RowOf};
use anbud::read::{ReadModel, Rulebook};
use async_graphql::{EmptySubscription, Object, Schema, SimpleObject};
use serde_json::{Value, json};

struct Acts;

/// The payload of an act.
#[derive(SimpleObject)]
struct RunPayload {
    /// The run.
    evaluation: RowOf<Evaluation>,
}

/// Acts.
#[Object]
impl Acts {
    /// Pretends to run an evaluation.
    async fn run(&self, id: u32) -> Vec<RunPayload> {
        vec![RunPayload { evaluation: RowOf::new(data::id(id.into())) }]
    }
}

async fn an_act_hands_back_a_row_with_all_that_is_asked_of_it(backend: Backend) {
    let api = empty(backend).await;
    data::fill(&api.database.writer).await;
    let model = ReadModel::new(&api.database, Rulebook::new(vec![rules::sample()]));
    let schema = Schema::build(Query::default(), Acts, EmptySubscription).data(model).finish();
    let query = "mutation { shown: run(id: 220) { ...P evaluation { lot { key } } } hidden: run(id: 320) { evaluation { number } } }
        fragment P on RunPayload { evaluation { number placements(first: 100) { nodes { rank } } } }";
    let response: Value = serde_json::from_str(&serde_json::to_string(&schema.execute(query).await).unwrap()).unwrap();
    let shown = json!([{"evaluation": {"number": 1, "placements": {"nodes": [{"rank": 1}, {"rank": 2}]}, "lot": {"key": "LOT-1"}}}]);
    assert_eq!(response, json!({"data": {"shown": shown, "hidden": [{"evaluation": null}]}}));
}

on_both!(an_act_hands_back_a_row_with_all_that_is_asked_of_it);
