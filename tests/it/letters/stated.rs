//! A bid that is edited to certain levels, and evaluated like any other: in its documents each answer is written so that
//! it just reaches its level. Where a level is measured from a staffing plan the answer stands in the plan's place, for all
//! bids alike, so that the tables give the levels and nothing supposes any.

use anbud::service::{EvaluatedLot, evaluate_lot};
use scoring::InputsDocument;
use serde_json::{Value, json};
use values::{Key, Place, canonical};

/// The rank of a bid whose answers are edited to these levels, criterion by criterion.
pub fn rank(lot: &EvaluatedLot, inputs: &InputsDocument, bid: &Key, levels: &[u32]) -> u32 {
    let mut model = serde_json::to_value(lot.model.document()).unwrap();
    let mut inputs = serde_json::to_value(inputs).unwrap();
    let admitted: Vec<&str> = lot.document.placements.iter().map(|one| one.bid.as_str()).collect();
    for (criterion, level) in lot.model.criteria().zip(levels) {
        let leaf = leaf(&mut model["criteria"], criterion.as_str()).unwrap();
        let (_, scale) = leaf["scale"].as_object_mut().unwrap().iter_mut().next().unwrap();
        if scale["assessed_by"] == "panel" {
            inputs["panel_scores"][bid.as_str()][criterion.as_str()]["level"] = json!(level);
            continue;
        }
        if scale["assessed_by"].is_object() {
            scale["assessed_by"] = json!("statement");
            for one in &admitted {
                inputs["bids"][*one]["answers"][criterion.as_str()] =
                    json!(step(lot, "measured", Some(one), criterion, 0));
            }
        }
        inputs["bids"][bid.as_str()]["answers"][criterion.as_str()] = json!(border(lot, scale, criterion, *level));
    }
    for one in &admitted {
        inputs["bids"][*one].as_object_mut().unwrap().remove("plan");
    }
    let (model, inputs) = (canonical::from_tree(model).unwrap(), canonical::from_tree(inputs).unwrap());
    let again = evaluate_lot(lot.lot.clone(), model, &inputs, &Place::root()).unwrap();
    again.outcome.placements().find(|placement| placement.bid == bid).unwrap().rank
}

/// The least answer that reaches a level.
fn border(lot: &EvaluatedLot, scale: &Value, criterion: &Key, level: u32) -> String {
    let described = scale.get("decimals").is_none();
    match (level, scale.get("relative_to")) {
        (0, _) => "0".to_owned(),
        (level, _) if described => level.to_string(),
        (level, Some(_)) => step(lot, "threshold", None, criterion, level as usize - 1),
        (level, None) => scale["levels"][level as usize]["from"].as_str().unwrap().to_owned(),
    }
}

/// The value of one of the steps of this name.
fn step(lot: &EvaluatedLot, name: &str, bid: Option<&str>, criterion: &Key, number: usize) -> String {
    let mut steps = lot.document.trace.iter().filter(|step| {
        step.name == name && step.bid.as_ref().map(Key::as_str) == bid && step.criterion.as_ref() == Some(criterion)
    });
    steps.nth(number).unwrap().value.clone()
}

/// A criterion by its key, in whatever group it stands.
fn leaf<'a>(criteria: &'a mut Value, key: &str) -> Option<&'a mut Value> {
    criteria.as_array_mut()?.iter_mut().find_map(|one| match one["key"] == key {
        true => Some(one),
        false => leaf(one.get_mut("children")?, key),
    })
}
