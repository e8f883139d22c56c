//! Each fault of a model and of what it is applied to: one change of a demo lot, and exactly the codes and places that
//! are told of it. Whole files with many faults at once are held by the program's own tests.

mod bids;
mod criteria;
mod models;

use crate::demos::{Lot, lots};
use scoring::{InputsDocument, check};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use values::{Faults, canonical};

/// What is done to the lot.
enum Edit {
    /// The value at a place is another, or a member is added.
    Put(&'static str, Value),
    /// The member or item at a place is gone.
    Drop(&'static str),
}
use Edit::{Drop, Put};

/// A demo lot, what is done to its model or its inputs, and what is told.
type Planted = (&'static str, Edit, &'static [(&'static str, &'static str)]);

const CARE: &str = "a_hvb LOT-1";
const SUPERVISION: &str = "b_supervision LOT-1";
const BEDS: &str = "c_beds_digital LOT-1";
const DIGITAL: &str = "c_beds_digital LOT-2";

fn edited(lot: &Lot, edit: &Edit) -> Lot {
    let mut tree = json!({"model": lot.model, "inputs": lot.inputs});
    let at = match edit {
        Put(at, _) | Drop(at) => *at,
    };
    let (above, last) = at.rsplit_once('/').unwrap();
    match (edit, tree.pointer_mut(above).unwrap_or_else(|| panic!("{at} is not there"))) {
        (Put(_, value), Value::Object(members)) => {
            let _ = members.insert(last.to_owned(), value.clone());
        }
        (Put(_, value), Value::Array(items)) if last == "-" => items.push(value.clone()),
        (Put(_, value), Value::Array(items)) => items[last.parse::<usize>().unwrap()] = value.clone(),
        (Drop(_), Value::Object(members)) => drop(members.remove(last).unwrap()),
        (Drop(_), Value::Array(items)) => drop(items.remove(last.parse().unwrap())),
        _ => panic!("{at} is not there"),
    }
    Lot { name: lot.name.clone(), model: tree["model"].take(), inputs: tree["inputs"].take() }
}

/// Codes and places of everything that is wrong with a lot, those of the inputs below `/inputs`.
fn told(lot: &Lot) -> Vec<(&'static str, String)> {
    let model = canonical::from_tree(lot.model.clone()).unwrap();
    let inputs: InputsDocument = canonical::from_tree(lot.inputs.clone()).unwrap();
    let found = check(model, &inputs);
    let tell = |below: &'static str, faults: &Faults| -> Vec<_> {
        faults.list().iter().map(|one| (one.code, format!("{below}{}", one.place.as_str()))).collect()
    };
    [tell("/model", &found.model), tell("/inputs", &found.inputs)].concat()
}

fn hold(planted: &[Planted]) {
    let lots: BTreeMap<String, Lot> = lots().into_iter().map(|lot| (lot.name.clone(), lot)).collect();
    let mut wrong = Vec::new();
    for (number, (name, edit, expected)) in planted.iter().enumerate() {
        let mut said = told(&edited(&lots[*name], edit));
        // What a fault of the model does to its bids is not what is looked at here.
        if expected.iter().any(|(_, at)| at.starts_with("/model")) {
            said.retain(|(_, at)| at.starts_with("/model"));
        }
        let expected: Vec<(&str, String)> = expected.iter().map(|(code, at)| (*code, (*at).to_owned())).collect();
        if said != expected {
            let at = match edit {
                Put(at, _) | Drop(at) => *at,
            };
            wrong.push(format!("{number} {name} {at}:\n  told     {said:?}\n  expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_demo_lots_have_no_faults() {
    let lots = lots();
    assert_eq!(lots.iter().map(|lot| told(lot).len()).sum::<usize>(), 0);
}

#[test]
fn bids_are_looked_at_unless_the_model_leaves_open_what_they_must_say() {
    let lots: BTreeMap<String, Lot> = lots().into_iter().map(|lot| (lot.name.clone(), lot)).collect();
    let wrong_bid = |lot: &Lot| edited(lot, &Put("/inputs/bids/L2-B01/answers/K2", json!("9")));
    let codes = |edit: Edit| {
        told(&edited(&wrong_bid(&lots[DIGITAL]), &edit)).into_iter().map(|(code, _)| code).collect::<Vec<_>>()
    };
    for (edit, code) in [
        (Put("/model/tie_chain", json!([])), "model.tie_chain_open"),
        (Put("/model/criteria/0/weight", json!("-1")), "model.number"),
        (Put("/model/criteria/0/title/sv", json!("")), "model.text_missing"),
        (Put("/model/criteria/0/scale/described_levels@1/levels/1/factor", json!("0.4")), "model.factor_order"),
    ] {
        assert_eq!(codes(edit), [code, "bid.level_unknown"]);
    }
    assert_eq!(codes(Put("/model/criteria/0/scale/described_levels@1/levels", json!([]))), ["model.levels_too_few"]);
    assert_eq!(codes(Put("/model/price/price_list@1/lines", json!([]))), ["model.price_lines_missing"]);
    assert_eq!(codes(Put("/model/requirements/1/key", json!("V2"))), ["model.key_repeated"]);
}
