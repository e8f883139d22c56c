//! Digests name what was evaluated: anything that is changed in a model or in inputs changes them, and the order in
//! which bids, decisions and scores arrived does not.

use super::demos::{demo, lot};
use super::{bid, described, draw, inputs, model, stated};
use scoring::document::{BidDocument, Draw, Examination, PanelScore};
use scoring::{Inputs, InputsDocument, Model, evaluate};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use values::{Digest, Key, canonical};

fn digest_of_model(model: &Value) -> Digest {
    let model: Model = Model::read(canonical::from_tree(model.clone()).unwrap()).unwrap();
    model.digest().clone()
}

fn digest_of_inputs(model: &Model, inputs: &Value) -> Digest {
    let document: InputsDocument = canonical::from_tree(inputs.clone()).unwrap();
    let read = Inputs::read(model, &document).unwrap_or_else(|faults| panic!("{faults}"));
    read.digest().clone()
}

/// A stated and a judged criterion.
fn a_model() -> Value {
    let criteria = json!([stated("X", "60", &["0", "0.5", "1"]), described("R", "40", &["0", "0.5", "1"], "panel")]);
    let combination = json!({"added_value_deduction@1": {"maximum_deduction": "100"}});
    model(&combination, &criteria, &json!([]), &json!(["draw"]))
}

/// Two bids that are drawn for, and a rejected one.
fn some_inputs() -> Value {
    let mut inputs = inputs(&[
        bid("A", "100", &json!({"X": "1"})),
        bid("B", "100", &json!({"X": "1"})),
        bid("C", "70", &json!({"X": "2"})),
    ]);
    inputs["examinations"]["C"]["outcome"] =
        json!({"rejected": {"ground": {"requirement": "S1"}, "reason": {"sv": "Saknas."}}});
    for key in ["A", "B"] {
        inputs["panel_scores"][key]["R"] = json!({
            "bid": key, "criterion": "R", "level": 1, "reason": {"sv": "Bra."},
            "individual": [{"evaluator": "E1", "level": 2, "reason": {"sv": "Mycket bra."}}]
        });
    }
    inputs["draws"] = json!([draw(&["B", "A"])]);
    inputs
}

/// Where something is changed, and to what.
fn changes() -> Vec<(&'static str, Value)> {
    let rejected = json!({"rejected": {"ground": "abnormally_low", "reason": {"sv": "Lågt."}}});
    vec![
        ("/bids/A/lot", json!("LOT-2")),
        ("/bids/A/prices/P", json!("100.01")),
        ("/bids/B/prices/P", json!("100.01")),
        ("/bids/A/answers/X", json!("2")),
        ("/bids/C/prices/P", json!("69")),
        ("/bids/C/answers/X", json!("nothing")),
        ("/examinations/A/outcome", rejected),
        ("/examinations/A/decided_at", json!("2026-01-15T09:00:00.001Z")),
        ("/examinations/C/outcome", json!("admitted")),
        ("/examinations/C/outcome/rejected/ground", json!("abnormally_low")),
        ("/examinations/C/outcome/rejected/reason/sv", json!("Saknades.")),
        ("/panel_scores/A/R/level", json!(2)),
        ("/panel_scores/B/R/level", json!(0)),
        ("/panel_scores/A/R/reason/sv", json!("Bättre.")),
        ("/panel_scores/A/R/individual/0/level", json!(1)),
        ("/panel_scores/A/R/individual/0/evaluator", json!("E2")),
        ("/panel_scores/A/R/individual/0/reason/sv", json!("Rätt bra.")),
        ("/draws/0/order", json!(["A", "B"])),
        ("/draws/0/drawn_at", json!("2026-01-20T09:00:00.001Z")),
        ("/draws/0/witnesses", json!(["W", "X"])),
        ("/draws", json!([])),
    ]
}

#[test]
fn whatever_changes_in_the_inputs_changes_their_digest() {
    let model = Model::read(canonical::from_tree(a_model()).unwrap()).unwrap();
    let mut seen = BTreeSet::from([digest_of_inputs(&model, &some_inputs())]);
    for (place, value) in changes() {
        let mut changed = some_inputs();
        *changed.pointer_mut(place).unwrap_or_else(|| panic!("{place}")) = value;
        if place == "/examinations/C/outcome" {
            changed["panel_scores"]["C"]["R"] = json!({"bid": "C", "criterion": "R", "level": 1});
        }
        assert!(seen.insert(digest_of_inputs(&model, &changed)), "{place} does not show in the digest");
    }
}

/// The parts of a document, in the order of a list that came from outside, and turned round.
fn collected(inputs: &Value, turned: bool) -> InputsDocument {
    let document: InputsDocument = canonical::from_tree(inputs.clone()).unwrap();
    let mut bids: Vec<BidDocument> = document.bids.into_values().collect();
    let mut examinations: Vec<Examination> = document.examinations.into_values().collect();
    let mut scores: Vec<PanelScore> =
        document.panel_scores.into_values().flat_map(std::collections::BTreeMap::into_values).collect();
    let mut draws: Vec<Draw> = document.draws;
    if turned {
        bids.reverse();
        examinations.rotate_left(1);
        scores.reverse();
        draws.reverse();
    }
    InputsDocument::collect(bids, examinations, scores, draws).unwrap()
}

#[test]
fn the_order_of_lists_changes_neither_digest_nor_outcome() {
    let model = Model::read(canonical::from_tree(a_model()).unwrap()).unwrap();
    let mut inputs = some_inputs();
    for (key, price) in [("D", "200"), ("E", "200")] {
        inputs["bids"][key] = bid(key, price, &json!({"X": "1"}));
        inputs["examinations"][key] = inputs["examinations"]["A"].clone();
        inputs["examinations"][key]["bid"] = json!(key);
        inputs["panel_scores"][key]["R"] = json!({"bid": key, "criterion": "R", "level": 1});
    }
    inputs["draws"] = json!([draw(&["B", "A"]), draw(&["E", "D"])]);
    let run = |turned| {
        let inputs = Inputs::read(&model, &collected(&inputs, turned)).unwrap();
        let outcome = evaluate(&model, &inputs).unwrap().document(&model, &inputs);
        assert_eq!((&outcome.model, &outcome.inputs), (model.digest(), inputs.digest()));
        (inputs.digest().clone(), serde_json::to_value(outcome).unwrap())
    };
    let (straight, turned) = (run(false), run(true));
    assert_eq!(straight, turned);
    assert_eq!(straight.0, digest_of_inputs(&model, &inputs));
    let key: Key = "A".parse().unwrap();
    assert_eq!(collected(&inputs, true).bids.keys().next(), Some(&key));
}

/// Places of all texts for people in a document: what stands under `sv` and `en`.
fn texts(tree: &Value, place: &str, found: &mut Vec<String>) {
    match tree {
        Value::Object(members) => {
            for (name, value) in members {
                let place = format!("{place}/{name}");
                if value.is_string() && ["sv", "en"].contains(&name.as_str()) {
                    found.push(place);
                } else {
                    texts(value, &place, found);
                }
            }
        }
        Value::Array(items) => {
            (0..).zip(items).for_each(|(index, item): (usize, _)| texts(item, &format!("{place}/{index}"), found));
        }
        _ => {}
    }
}

#[test]
fn whatever_text_changes_in_a_model_changes_its_digest() {
    let original = &lot(&demo("a_hvb"), 0).model;
    let mut places = Vec::new();
    texts(original, "", &mut places);
    assert!(places.len() > 100, "only {} texts", places.len());
    let mut seen = BTreeSet::from([digest_of_model(original)]);
    for place in places {
        let mut changed = original.clone();
        let text = changed.pointer_mut(&place).unwrap();
        *text = json!(format!("{}.", text.as_str().unwrap()));
        assert!(seen.insert(digest_of_model(&changed)), "{place} does not show in the digest");
    }
}

#[test]
fn a_text_a_rounding_a_link_and_a_number_each_show_in_the_models_digest() {
    let mut seen = BTreeSet::from([digest_of_model(&a_model())]);
    for (place, value) in [
        ("/currency", json!("EUR")),
        ("/tax_basis", json!("exempt")),
        ("/requirements", json!([])),
        ("/requirements/0/text", json!({"sv": "Krav", "en": "Requirement"})),
        ("/price/price_list@1/lines/0/quantity", json!("1.000001")),
        ("/criteria/0/scale/described_levels@1/levels/1/factor", json!("0.500001")),
        ("/criteria/1/scale/described_levels@1/assessed_by", json!("statement")),
        ("/combination/added_value_deduction@1/maximum_deduction", json!("100.0001")),
        ("/rounding", json!([{"stage": "price", "rounding": {"decimals": 2, "mode": "half_even"}}])),
        ("/rounding", json!([{"stage": "price", "rounding": {"decimals": 2, "mode": "floor"}}])),
        ("/tie_chain", json!(["shared_rank"])),
        ("/tie_chain", json!(["lower_price", "draw"])),
    ] {
        let mut changed = a_model();
        *changed.pointer_mut(place).unwrap_or_else(|| panic!("{place}")) = value;
        assert!(seen.insert(digest_of_model(&changed)), "{place} does not show in the digest");
    }
}
