//! A rejected bid is met nowhere: on whatever ground it was rejected, and even if it is the cheapest and the best, it
//! sets no lowest price and changes no figure of the others.

use super::{bid, inputs, model, outcome, read, stated};
use scoring::OutcomeDocument;
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn grounds() -> [(&'static str, Value); 2] {
    [("requirement", json!({"requirement": "S1"})), ("abnormally_low", json!("abnormally_low"))]
}

/// Every rule that combines, with a criterion where it weighs quality.
fn models() -> Vec<(&'static str, Value)> {
    let made = |combination: Value, criteria: Value| model(&combination, &criteria, &json!([]), &json!(["draw"]));
    let gain = |weight: &str| json!([stated("Q", weight, &["0", "0.5", "1"])]);
    vec![
        ("relative_price_points", made(json!({"relative_price_points@1": {"price_weight": "40"}}), gain("60"))),
        ("added_value_deduction", made(json!({"added_value_deduction@1": {"maximum_deduction": "50"}}), gain("100"))),
        (
            "percentage_surcharge",
            made(json!({"percentage_surcharge@1": {}}), json!([stated("Q", "30", &["1", "0.5", "0"])])),
        ),
        ("lowest_cost", made(json!({"lowest_cost@1": {}}), json!([]))),
    ]
}

fn answers(model: &Value, level: &str) -> Value {
    if model["criteria"] == json!([]) { json!({}) } else { json!({"Q": level}) }
}

fn bids(model: &Value) -> [Value; 3] {
    [
        bid("B", "150", &answers(model, "2")),
        bid("D", "120", &answers(model, "0")),
        bid("E", "200", &answers(model, "1")),
    ]
}

/// The same inputs with one more bid, rejected on this ground.
fn with_rejected(inputs: &Value, extra: &Value, ground: &Value) -> Value {
    let key = extra["key"].as_str().unwrap();
    let mut inputs = inputs.clone();
    inputs["bids"][key] = extra.clone();
    inputs["examinations"][key] = json!({
        "bid": key, "decided_at": "2026-01-15T09:00:00Z",
        "outcome": {"rejected": {"ground": ground, "reason": {"sv": "Därför."}}}
    });
    inputs
}

/// Every step but the decisions on admission, without numbers: what is about no bid stands under the empty key.
fn figures(outcome: &OutcomeDocument) -> BTreeMap<String, Vec<String>> {
    let mut figures: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for step in outcome.trace.iter().filter(|step| step.operation != "admit") {
        let operands: Vec<&str> = step.from.iter().map(|one| one.value.as_str()).collect();
        let bid = step.bid.as_ref().map(ToString::to_string).unwrap_or_default();
        figures.entry(bid).or_default().push(format!("{} {} {operands:?} {}", step.name, step.operation, step.value));
    }
    figures
}

#[test]
fn a_rejected_bid_changes_no_figure_on_whatever_ground_and_wherever_its_key_stands() {
    for (rule, model) in models() {
        let without = inputs(&bids(&model));
        let expected = outcome(&model, &without);
        for (ground, written) in grounds() {
            for key in ["A", "C", "F"] {
                let what = format!("{rule} {ground} {key}");
                let extra = bid(key, "1", &answers(&model, "2"));
                let found = outcome(&model, &with_rejected(&without, &extra, &written));
                let placements = |outcome: &OutcomeDocument| serde_json::to_value(&outcome.placements).unwrap();
                assert_eq!(placements(&found), placements(&expected), "{what}");
                assert_eq!(figures(&found), figures(&expected), "{what}");
                let rejected: Vec<_> = found.rejected.iter().map(|one| (one.bid.as_str(), &one.ground)).collect();
                assert_eq!(rejected.len(), 1, "{what}");
                assert_eq!(serde_json::to_value(rejected[0]).unwrap(), json!([key, written]), "{what}");
                let of_it: Vec<_> =
                    found.trace.iter().filter(|one| one.bid.as_ref().is_some_and(|bid| bid.as_str() == key)).collect();
                assert_eq!(of_it.len(), 1, "{what}");
                assert_eq!((of_it[0].operation.as_ref(), of_it[0].value.as_str()), ("admit", "0"), "{what}");
            }
        }
    }
}

#[test]
fn the_lowest_price_is_that_of_the_cheapest_admitted_bid() {
    let (_, model) = models().swap_remove(0);
    for (ground, written) in grounds() {
        let extra = bid("A", "1", &answers(&model, "2"));
        let outcome = outcome(&model, &with_rejected(&inputs(&bids(&model)), &extra, &written));
        let lowest = outcome.trace.iter().find(|step| step.name == "lowest_price").unwrap();
        assert_eq!(lowest.value, "120", "{ground}");
        let held_against: Vec<&str> = lowest.from.iter().map(|one| one.value.as_str()).collect();
        assert_eq!(held_against, ["150", "120", "200"], "{ground}");
    }
}

#[test]
fn a_rejected_bid_ties_with_nobody_and_is_never_read() {
    let (_, model) = models().swap_remove(3);
    let two = inputs(&[bid("B", "150", &json!({})), bid("C", "160", &json!({}))]);
    for (ground, written) in grounds() {
        let alike = outcome(&model, &with_rejected(&two, &bid("A", "150", &json!({})), &written));
        assert!(alike.placements.iter().all(|placed| !placed.tied), "{ground}");
        assert!(alike.draws.is_empty(), "{ground}");
        let unreadable = json!({"key": "A", "lot": "LOT-1", "prices": {"P": "cheap"}, "answers": {"Z": "?"}});
        assert!(read(&model, &with_rejected(&two, &unreadable, &written)).is_ok(), "{ground}");
    }
}
