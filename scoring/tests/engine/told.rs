//! What an outcome, a model and a card tell besides figures: the words and places that reports, the API and refusals
//! are made of.

use super::measures::changed;
use super::{bid, inputs, model, stated};
use scoring::card::RuleCard;
use scoring::{Inputs, Model, OutcomeDocument, RULEBOOK, evaluate, measures};
use serde_json::{Value, json};
use values::{Faults, Key, canonical};

fn example(card: &RuleCard) -> OutcomeDocument {
    changed(card, &[], &[]).unwrap_or_else(|faults| panic!("{faults}"))
}

/// What the trace says stands at a place.
fn at<'a>(outcome: &'a OutcomeDocument, place: &str) -> &'a str {
    let mut references = outcome.trace.iter().flat_map(|step| &step.from);
    let found = references.find(|from| from.target == place);
    &found.unwrap_or_else(|| panic!("nothing refers to {place}")).value
}

fn tells(outcome: &OutcomeDocument, detail: &str) -> bool {
    outcome.trace.iter().any(|step| step.detail.as_deref() == Some(detail))
}

#[test]
fn a_trace_shows_the_words_of_a_plan_at_their_places() {
    let heads = example(&measures::share_of_heads::CARD);
    assert_eq!(at(&heads, "/bids/A/plan/staff/0/function"), "care");
    assert_eq!(at(&heads, "/bids/A/plan/staff/0/trainings"), "mi 3, tmo 5");
    let night = example(&measures::night_cover::CARD);
    assert_eq!(at(&night, "/bids/A/plan/rota"), "3 shifts");
    let months = example(&measures::continuity::CARD);
    assert_eq!(at(&months, "/bids/A/plan/payroll/1/month"), "2026-08");
    assert_eq!(at(&months, "/bids/A/plan/payroll/1/permanent"), "800");
    let supervised = example(&measures::supervision_per_head::CARD);
    assert_eq!(at(&supervised, "/bids/A/plan/supervision/0/participants"), "3 participants");
    for (outcome, details) in [
        (&heads, ["staff/0", "staff/1"]),
        (&night, ["day/0", "day/6"]),
        (&months, ["payroll/0", "payroll/3"]),
        (&supervised, ["supervision/0", "supervision/1"]),
    ] {
        for detail in details {
            assert!(tells(outcome, detail), "{detail}");
        }
    }
}

#[test]
fn a_training_counts_by_its_own_days_and_not_by_those_of_another() {
    // P1 has MI 3 and TMO 5, P2 MI 4 and TMO 2.5, P3 one method. Where MI alone counts, with 3.5 days, only P2 has enough;
    // where TMO alone counts, only P1: one of three either way, but not the same one.
    let card = &measures::share_of_heads::CARD;
    for (method, person) in [("mi", 1), ("tmo", 0)] {
        let published = format!(r#""methods": ["{method}"], "minimum_methods": 1, "minimum_days": "3.5""#);
        let asked = [(r#""methods": ["mi", "tmo"], "minimum_methods": 2, "minimum_days": "3""#, published.as_str())];
        let outcome = changed(card, &asked, &[]).unwrap_or_else(|faults| panic!("{faults}"));
        let enough = |line: u32| {
            let about = format!("staff/{line}");
            let mut steps = outcome.trace.iter().filter(|step| step.name == "enough_methods");
            steps.find(|step| step.detail.as_ref() == Some(&about)).map(|step| step.value.clone())
        };
        assert_eq!(enough(person).as_deref(), Some("1"), "{method}");
        assert_eq!(enough(1 - person).as_deref(), Some("0"), "{method}");
    }
}

fn tied(keys: &[&str], ties: &Value, draws: &Value) -> (Model, Inputs) {
    let combination = json!({"added_value_deduction@1": {"maximum_deduction": "100"}});
    let published = model(&combination, &json!([stated("X", "100", &["0", "1"])]), &json!([]), ties);
    let mut bids: Vec<Value> = keys.iter().map(|key| bid(key, "500", &json!({"X": "1"}))).collect();
    bids.push(bid("Z", "900", &json!({"X": "0"})));
    let mut given = inputs(&bids);
    if draws.as_array().is_some_and(|draws| !draws.is_empty()) {
        given["draws"] = draws.clone();
    }
    let published = Model::read(canonical::from_tree(published).unwrap()).unwrap();
    let given = Inputs::read(&published, &canonical::from_tree(given).unwrap()).unwrap();
    (published, given)
}

#[test]
fn an_outcome_tells_who_is_still_to_be_drawn_for() {
    let key = |text: &str| text.parse::<Key>().unwrap();
    let (published, given) = tied(&["A", "B", "C"], &json!(["draw"]), &json!([]));
    let open = evaluate(&published, &given).unwrap();
    assert!(open.needs_draw());
    assert_eq!(["A", "C", "Z"].map(|bid| open.drawn_with(&key(bid))), [3, 3, 1]);
    let (published, given) = tied(&["A", "B"], &json!(["draw"]), &json!([super::draw(&["B", "A"])]));
    let drawn = evaluate(&published, &given).unwrap();
    assert!(!drawn.needs_draw());
    assert_eq!(["A", "B", "Z"].map(|bid| drawn.drawn_with(&key(bid))), [1, 1, 1]);
    // The step says which place was drawn, from 1.
    let places: Vec<(String, String)> = drawn
        .document(&published, &given)
        .trace
        .iter()
        .flat_map(|step| &step.from)
        .filter(|from| from.source == "draw")
        .map(|from| (from.target.clone(), from.value.clone()))
        .collect();
    for expected in [("/draws/0/order/0", "1"), ("/draws/0/order/1", "2")] {
        assert!(places.contains(&(expected.0.to_owned(), expected.1.to_owned())), "{places:?}");
    }
}

#[test]
fn inputs_are_evaluated_by_the_model_they_were_read_against() {
    let (_, given) = tied(&["A", "B"], &json!(["draw"]), &json!([]));
    let (another, _) = tied(&["A", "B"], &json!(["shared_rank"]), &json!([]));
    let refused = evaluate(&another, &given).unwrap_err();
    let codes: Vec<&str> = refused.list().iter().map(|fault| fault.code).collect();
    assert_eq!(codes, ["inputs.another_model"]);
}

#[test]
fn a_model_lists_its_criteria_and_its_lines() {
    let (published, _) = tied(&["A"], &json!(["draw"]), &json!([]));
    assert_eq!(published.criteria().map(Key::as_str).collect::<Vec<_>>(), ["X"]);
    let lines: Vec<(&str, &str)> =
        published.document().lines().iter().map(|line| (line.key.as_str(), line.quantity)).collect();
    assert_eq!(lines, [("P", "1")]);
}

fn refusal(model: &Value) -> Faults {
    Model::read(canonical::from_tree(model.clone()).unwrap()).unwrap_err()
}

fn hint(faults: &Faults, code: &str) -> String {
    let fault = faults.list().iter().find(|fault| fault.code == code);
    fault.unwrap_or_else(|| panic!("no {code}: {faults}")).hint.to_string()
}

#[test]
fn a_hint_says_how_much_the_weights_are_off_and_to_which_side() {
    let combination = json!({"added_value_deduction@1": {"maximum_deduction": "100"}});
    for (weight, way_out) in [("100.5", "take 0.5 off the weights"), ("99.5", "add 0.5 to the weights")] {
        let off = model(&combination, &json!([stated("X", weight, &["0", "1"])]), &json!([]), &json!(["draw"]));
        assert_eq!(hint(&refusal(&off), "model.weights_sum"), way_out);
    }
}

#[test]
fn a_basis_that_does_not_fit_is_named() {
    let combination = json!({"added_value_deduction@1": {"maximum_deduction": "100"}});
    let mut wrong = model(&combination, &json!([stated("X", "100", &["0", "1"])]), &json!([]), &json!(["draw"]));
    wrong["basis"] = json!("price");
    let told = refusal(&wrong).to_string();
    assert!(told.contains("the basis price and the combination rule do not go together"), "{told}");
}

#[test]
fn a_base_in_another_unit_is_answered_with_those_that_fit() {
    let card = RULEBOOK.iter().find(|card| card.example.model.contains("\"relative_to\"")).unwrap();
    let published: Value = serde_json::from_str(card.example.model).unwrap();
    let parameter = published["parameters"][0].clone();
    let (key, unit) = (parameter["key"].as_str().unwrap(), parameter["unit"].as_str().unwrap());
    let text = published.to_string().replace(&format!("\"relative_to\":\"{key}\""), "\"relative_to\":\"NOTHING\"");
    let unknown: Value = serde_json::from_str(&text).unwrap();
    let told = hint(&refusal(&unknown), "model.parameter_unknown");
    assert!(told.starts_with(&format!("point at a parameter that has the unit {unit}: ")), "{told}");
    assert!(told.contains(key), "{told}");
}

#[test]
fn staff_per_place_needs_places() {
    let card = &measures::fte_per_place::CARD;
    let refused = changed(card, &[], &[(r#""places": 4"#, r#""places": 0"#)]).map(|_| ()).unwrap_err();
    assert!(refused.list().iter().any(|fault| fault.code == "bid.plan_places_missing"), "{refused}");
}

#[test]
fn answers_may_be_as_fine_as_measures_are_kept() {
    let card = RULEBOOK.iter().find(|card| card.id.to_string() == "stepped_table@1").unwrap();
    let finest = card.example.model.to_owned();
    let mut published: Value = serde_json::from_str(&finest).unwrap();
    let scale = &mut published["criteria"][0]["scale"]["stepped_table@1"]["decimals"];
    *scale = json!(6);
    assert!(Model::read(canonical::from_tree(published.clone()).unwrap()).is_ok());
    published["criteria"][0]["scale"]["stepped_table@1"]["decimals"] = json!(7);
    let told = refusal(&published);
    assert!(told.list().iter().any(|fault| fault.code == "model.answer_decimals"), "{told}");
}

#[test]
fn some_rules_admit_rank_reversal_and_some_do_not() {
    let possible: Vec<bool> = RULEBOOK.iter().map(|card| card.rank_reversal.is_possible()).collect();
    assert!(possible.contains(&true) && possible.contains(&false));
}
