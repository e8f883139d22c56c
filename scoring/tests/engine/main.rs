//! What the scoring engine must not get wrong unnoticed, in one binary. Most tests here catch a wrong engine that the
//! demo procurements and the rules' own examples let through: models and bids are made in the test, as small as the case
//! allows, and every expected figure is worked out by hand or by another program, never by the engine.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    reason = "tests; they read the demos and print what they have covered"
)]

mod cards;
mod demos;
mod digests;
mod fairness;
mod faults;
mod levels;
mod lock;
mod mangle;
mod mangled;
mod measures;
mod operands;
mod order;
mod rejected;
mod replay;
mod rounding_stages;
mod thirds;
mod tied;
mod told;

use scoring::{Inputs, Model, OutcomeDocument, evaluate};
use serde_json::{Value, json};
use values::{Faults, canonical};

/// What comes of a model and inputs that are lawful.
fn outcome(model: &Value, inputs: &Value) -> OutcomeDocument {
    read(model, inputs).unwrap_or_else(|faults| panic!("{faults}"))
}

fn read(model: &Value, inputs: &Value) -> Result<OutcomeDocument, Faults> {
    let model = Model::read(canonical::from_tree(model.clone())?)?;
    let inputs = Inputs::read(&model, &canonical::from_tree(inputs.clone())?)?;
    Ok(evaluate(&model, &inputs)?.document(&model, &inputs))
}

/// A model with one price line, quantity 1, and prices of up to 4 decimals.
fn model(combination: &Value, criteria: &Value, rounding: &Value, ties: &Value) -> Value {
    let basis = if criteria.as_array().unwrap().is_empty() { "price" } else { "best_price_quality" };
    json!({
        "format": "anbud-model/1", "basis": basis, "currency": "SEK", "tax_basis": "excluding",
        "requirements": [{"key": "S1", "text": {"sv": "Krav"}}],
        "price": {"price_list@1": {"domain": "above_zero", "decimals": 4, "lines": [
            {"key": "P", "title": {"sv": "Pris"}, "unit": "piece", "quantity": "1"}
        ]}},
        "criteria": criteria, "combination": combination, "rounding": rounding, "tie_chain": ties
    })
}

/// A criterion whose level the supplier states.
fn stated(key: &str, weight: &str, factors: &[&str]) -> Value {
    described(key, weight, factors, "statement")
}

fn described(key: &str, weight: &str, factors: &[&str], assessed_by: &str) -> Value {
    let levels: Vec<Value> = factors.iter().map(|factor| json!({"factor": factor, "text": {"sv": "Nivå"}})).collect();
    json!({
        "key": key, "title": {"sv": key}, "weight": weight,
        "scale": {"described_levels@1": {"assessed_by": assessed_by, "levels": levels}}
    })
}

/// A bid on the one price line.
fn bid(key: &str, price: &str, answers: &Value) -> Value {
    json!({"key": key, "lot": "LOT-1", "prices": {"P": price}, "answers": answers})
}

/// Inputs in which every bid is admitted.
fn inputs(bids: &[Value]) -> Value {
    let mut inputs = json!({"format": "anbud-inputs/1", "bids": {}, "examinations": {}});
    for bid in bids {
        let key = bid["key"].as_str().unwrap();
        inputs["bids"][key] = bid.clone();
        inputs["examinations"][key] = json!({"bid": key, "decided_at": "2026-01-15T09:00:00Z", "outcome": "admitted"});
    }
    inputs
}

/// A drawing of lots before a witness.
fn draw(order: &[&str]) -> Value {
    json!({"order": order, "drawn_at": "2026-01-20T09:00:00Z", "witnesses": ["W"]})
}

/// Bids in order, each with its rank.
fn ranks(outcome: &OutcomeDocument) -> Vec<(&str, u32)> {
    outcome.placements.iter().map(|placement| (placement.bid.as_str(), placement.rank)).collect()
}
