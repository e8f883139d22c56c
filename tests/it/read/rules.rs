//! Rules: a constant noun, asked for by itself and inside planned reads.

use super::filled;
use crate::databases::{Backend, on_both};
use anbud::graphql::{Query, rulebook};
use anbud::read::ReadModel;
use async_graphql::{EmptyMutation, EmptySubscription, Schema};
use serde_json::{Value, json};

pub fn sample() -> Value {
    json!({
        "id": "stepped_table", "revision": 1, "title": {"sv": "Trappa", "en": "Stepped table"}, "formula": "f = t(x)",
        "symbols": [{"name": "x", "meaning": {"sv": "svaret", "en": "the answer"}, "unit": "1"}],
        "why": {"sv": "v", "en": "w"}, "limits": {"sv": "g", "en": "l"}, "rounding": {"sv": "ingen", "en": "none"},
        "rankReversalPossible": false, "rankReversalReason": {"sv": "n", "en": "n"},
        "law": [{"profiles": ["directive", "other_below_threshold"], "statute": "2016:1145", "chapter": "16", "section": "1",
                 "quotation": "\"bästa\"", "meaning": {"sv": "m", "en": "m"}, "readOn": "2026-11-23"}],
        "example": {"source": {"sv": "k", "en": "s"}, "working": ["a", "b"],
                    "steps": [{"bid": null, "name": "f", "operation": "look_up", "value": "0.5", "unit": "1"}]}
    })
}

async fn a_rule_is_projected_by_its_selection(backend: Backend) {
    let api = filled(backend).await;
    let rule = api
        .ask(
            r#"{ rule(id: "stepped_table") { n: id revision title { en sv __typename } law { profiles quotation ...L }
                 example { working steps { bid value } } rankReversalPossible __typename } }
               fragment L on LegalReference { readOn }"#,
        )
        .await;
    assert_eq!(
        rule,
        json!({"rule": {"n": "stepped_table", "revision": 1, "title": {"en": "Stepped table", "sv": "Trappa", "__typename": "Bilingual"},
            "law": [{"profiles": ["DIRECTIVE", "OTHER_BELOW_THRESHOLD"], "quotation": "\"bästa\"", "readOn": "2026-11-23"}],
            "example": {"working": ["a", "b"], "steps": [{"bid": null, "value": "0.5"}]},
            "rankReversalPossible": false, "__typename": "Rule"}})
    );
    let all = api.ask(r#"{ rulebook { id } rule(id: "no_such") { id } }"#).await;
    assert_eq!(all, json!({"rulebook": [{"id": "stepped_table"}], "rule": null}));
}

async fn a_step_leads_to_the_rule_it_follows(backend: Backend) {
    let api = filled(backend).await;
    let steps = api
        .ask(
            r#"{ lot(procurement: "P1", key: "LOT-1") { priceRule { id } criteria(first: 100) { nodes { scaleRule { id } } }
                 currentEvaluation { traceSteps(first: 100) { nodes { ruleRevision rule { law { quotation } } } } } } }"#,
        )
        .await;
    let step = json!({"ruleRevision": "stepped_table@1", "rule": {"law": [{"quotation": "\"bästa\""}]}});
    assert_eq!(
        steps["lot"],
        json!({"priceRule": null, "criteria": {"nodes": [{"scaleRule": null}, {"scaleRule": {"id": "stepped_table"}}]},
            "currentEvaluation": {"traceSteps": {"nodes": [step, step]}}})
    );
}

const WHOLE: &str =
    "{ rulebook { id revision title { sv en } formula symbols { name meaning { sv en } unit } why { sv en }
    limits { sv en } rounding { sv en } rankReversalPossible rankReversalReason { sv en }
    law { profiles statute chapter section quotation meaning { sv en } readOn }
    example { source { sv en } working steps { bid name operation value unit } } } }";

/// Where the schema lets a value be absent.
const PERHAPS: [&str; 1] = ["bid"];

fn absent(tree: &Value, at: &str) -> Vec<String> {
    match tree {
        Value::Null if PERHAPS.iter().any(|name| at.ends_with(&format!("/{name}"))) => Vec::new(),
        Value::Null => vec![at.to_owned()],
        Value::Array(trees) => {
            trees.iter().enumerate().flat_map(|(i, tree)| absent(tree, &format!("{at}/{i}"))).collect()
        }
        Value::Object(members) => {
            members.iter().flat_map(|(name, tree)| absent(tree, &format!("{at}/{name}"))).collect()
        }
        _ => Vec::new(),
    }
}

async fn every_card_fits_the_shape_of_a_rule(backend: Backend) {
    let api = super::empty(backend).await;
    let model = ReadModel::new(&api.database, rulebook());
    let schema = Schema::build(Query::default(), EmptyMutation, EmptySubscription).data(model).finish();
    let text = serde_json::to_string(&schema.execute(WHOLE).await).unwrap();
    let answer: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(answer.get("errors"), None);
    let rules = &answer["data"]["rulebook"];
    assert_eq!(rules.as_array().unwrap().len(), scoring::RULEBOOK.len());
    assert_eq!(absent(rules, ""), Vec::<String>::new());
}

on_both!(
    a_rule_is_projected_by_its_selection,
    a_step_leads_to_the_rule_it_follows,
    every_card_fits_the_shape_of_a_rule
);
