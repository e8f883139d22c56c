//! The lots of the demo procurements as the engine gets them: a model, and the bids, decisions and levels that are the
//! lot's.

use serde_json::{Map, Value, json};
use std::path::Path;
use values::canonical;

/// The names of the demo files.
pub const DEMOS: [&str; 3] = ["a_hvb", "b_supervision", "c_beds_digital"];

/// A model and inputs that have not been read.
#[derive(Clone)]
pub struct Lot {
    pub name: String,
    pub model: Value,
    pub inputs: Value,
}

/// A demo file.
pub fn demo(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../demo/{name}.json"));
    canonical::read(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// A lot of a demo file, by position.
pub fn lot(case: &Value, index: usize) -> Lot {
    let list = |name: &str| case[name].as_array().unwrap().iter();
    let key = &case["lots"][index]["key"];
    let opened = list("submissions").filter_map(|one| one["content"]["bids"].as_array()).flatten();
    let bids = opened.filter(|bid| &bid["lot"] == key);
    let bids: Map<String, Value> = bids.map(|bid| (bid["key"].as_str().unwrap().to_owned(), bid.clone())).collect();
    let of_lot = |one: &&Value| bids.contains_key(one["bid"].as_str().unwrap());
    let mut inputs = json!({"format": "anbud-inputs/1", "bids": {}, "examinations": {}, "panel_scores": {}});
    for one in list("examinations").filter(of_lot) {
        inputs["examinations"][one["bid"].as_str().unwrap()] = one.clone();
    }
    for one in list("panel_scores").filter(of_lot) {
        inputs["panel_scores"][one["bid"].as_str().unwrap()][one["criterion"].as_str().unwrap()] = one.clone();
    }
    inputs["bids"] = Value::Object(bids);
    Lot { name: key.as_str().unwrap().to_owned(), model: case["lots"][index]["model"].clone(), inputs }
}

/// Every lot of every demo.
pub fn lots() -> Vec<Lot> {
    let of = |name: &str| {
        let case = demo(name);
        (0..case["lots"].as_array().unwrap().len())
            .map(|index| {
                let lot = lot(&case, index);
                Lot { name: format!("{name} {}", lot.name), ..lot }
            })
            .collect::<Vec<_>>()
    };
    DEMOS.iter().flat_map(|name| of(name)).collect()
}
