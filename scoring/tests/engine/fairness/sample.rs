//! Random models and inputs: small, so that many fit into a second, and with few different prices and answers, so
//! that bids tie, stand on thresholds and come out equal. Every combination rule, both ways of pricing, both scales,
//! groups, parameters, roundings and tie chains occur.

use super::chance::Chance;
use scoring::document::ModelDocument;
use scoring::{Inputs, InputsDocument, Model, Outcome, evaluate};
use serde_json::{Value, json};
use values::canonical;

/// The combination rules, in the order in which cases take turns.
pub const RULES: [&str; 4] =
    ["added_value_deduction@1", "relative_price_points@1", "percentage_surcharge@1", "lowest_cost@1"];

/// A model and inputs that go with it.
pub struct Sample {
    pub model: Model,
    pub inputs: InputsDocument,
}

/// What a random case is made with.
#[derive(Clone, Copy)]
pub struct Wish {
    pub rule: &'static str,
    pub roundings: bool,
}

impl Wish {
    /// Cases take turns among the rules.
    pub fn turn(case: u64) -> Self {
        Self { rule: RULES[usize::try_from(case % 4).unwrap()], roundings: true }
    }
}

impl Sample {
    pub fn new(wish: Wish, chance: &mut Chance) -> Self {
        let model = Model::read(canonical::from_tree(model(wish, chance)).unwrap()).unwrap();
        let inputs = inputs(model.document(), chance);
        Self { model, inputs }
    }

    /// Other bids for the same model.
    pub fn draw_again(&mut self, chance: &mut Chance) {
        self.inputs = inputs(self.model.document(), chance);
    }

    pub fn outcome(&self) -> Outcome {
        outcome(&self.model, &self.inputs)
    }

    /// The inputs with another admitted bid under this key; every other time a cheap one of the lowest quality.
    pub fn newcomer(&self, key: &str, chance: &mut Chance) -> InputsDocument {
        let leaves = leaves(&serde_json::to_value(&self.model.document().criteria).unwrap());
        let mut bid = bid(self.model.document(), &leaves, key, chance);
        bid["examination"]["outcome"] = "admitted".into();
        if chance.once_in(2) {
            let price = *chance.one(&["15", "40", "80"]);
            for place in ["/bid/prices/P0", "/bid/prices/P1", "/bid/products/P0/price"] {
                bid.pointer_mut(place).into_iter().for_each(|one| *one = price.into());
            }
            bid["bid"]["answers"].as_object_mut().unwrap().values_mut().for_each(|answer| *answer = "0".into());
            bid["scores"].as_object_mut().unwrap().values_mut().for_each(|score| score["level"] = 0.into());
        }
        let mut inputs = self.inputs.clone();
        inputs.bids.insert(key.parse().unwrap(), canonical::from_tree(bid["bid"].take()).unwrap());
        inputs.examinations.insert(key.parse().unwrap(), canonical::from_tree(bid["examination"].take()).unwrap());
        inputs.panel_scores.insert(key.parse().unwrap(), canonical::from_tree(bid["scores"].take()).unwrap());
        inputs
    }
}

pub fn outcome(model: &Model, inputs: &InputsDocument) -> Outcome {
    evaluate(model, &Inputs::read(model, inputs).unwrap_or_else(|faults| panic!("{faults}"))).unwrap()
}

/// The outcome's document, as text.
pub fn document(model: &Model, inputs: &InputsDocument) -> String {
    let inputs = Inputs::read(model, inputs).unwrap();
    serde_json::to_string(&evaluate(model, &inputs).unwrap().document(model, &inputs)).unwrap()
}

fn inputs(model: &ModelDocument, chance: &mut Chance) -> InputsDocument {
    let leaves = leaves(&serde_json::to_value(&model.criteria).unwrap());
    let keys = chance.shuffled((0..9).map(|number| format!("K{number}")));
    let count = 2 + chance.below(4);
    let mut bids: Vec<Value> = Vec::new();
    for key in &keys[..count] {
        let fresh = bid(model, &leaves, key, chance);
        let given = match (bids.is_empty(), chance.below(6)) {
            (false, 0 | 1) => copy(chance.one(&bids).clone(), key, &leaves, chance),
            (false, 2) => near(copy(chance.one(&bids).clone(), key, &leaves, chance), fresh, &leaves),
            _ => fresh,
        };
        bids.push(given);
    }
    canonical::from_tree(json!({
        "format": "anbud-inputs/1",
        "bids": by_key(&bids, "bid"),
        "examinations": by_key(&bids, "examination"),
        "panel_scores": by_key(&bids, "scores")
    }))
    .unwrap()
}

fn by_key(bids: &[Value], part: &str) -> Value {
    let keyed = bids.iter().map(|bid| (bid["bid"]["key"].as_str().unwrap().to_owned(), bid[part].clone()));
    Value::Object(keyed.collect())
}

/// The same bid under another key: its equal. Where the first two criteria are twins it may have their answers the
/// other way round, and is then its equal in sum only.
fn copy(mut bid: Value, key: &str, leaves: &[(String, Value)], chance: &mut Chance) -> Value {
    bid["bid"]["key"] = key.into();
    bid["examination"]["bid"] = key.into();
    bid["scores"].as_object_mut().unwrap().values_mut().for_each(|score| score["bid"] = key.into());
    let twins = leaves.len() > 1 && leaves[0].1 == leaves[1].1;
    if twins && chance.once_in(2) {
        let (part, member) = match bid["scores"].get("C0") {
            Some(_) => ("scores", "/level"),
            None => ("bid", ""),
        };
        let holder = if part == "bid" { &mut bid["bid"]["answers"] } else { &mut bid["scores"] };
        let first = holder["C0"].pointer_mut(member).unwrap().take();
        let second = std::mem::replace(holder["C1"].pointer_mut(member).unwrap(), first);
        *holder["C0"].pointer_mut(member).unwrap() = second;
    }
    bid
}

/// A bid with another's first price and another's answer to the last criterion: sometimes both come to the same.
fn near(mut bid: Value, mut other: Value, leaves: &[(String, Value)]) -> Value {
    let last = leaves.last().map_or("", |(criterion, _)| criterion);
    let places = ["/bid/prices/P0".to_owned(), format!("/bid/answers/{last}"), format!("/scores/{last}/level")];
    for place in places {
        if let (Some(own), Some(other)) = (bid.pointer_mut(&place), other.pointer_mut(&place)) {
            *own = other.take();
        }
    }
    bid
}

fn model(wish: Wish, chance: &mut Chance) -> Value {
    let priced_only = wish.rule == "lowest_cost@1";
    let life_cycle = chance.once_in(4);
    let weights = if priced_only { Vec::new() } else { weights(wish.rule, chance) };
    let price_weight = 100 - weights.iter().sum::<usize>() % 100;
    let (criteria, groups) = criteria(&weights, wish.rule == "percentage_surcharge@1", chance);
    let floor = json!({"key": "FLOOR", "title": {"sv": "Golv"}, "unit": "u", "value": "1.5"});
    let used = criteria.iter().any(|criterion| criterion.to_string().contains("FLOOR"));
    let parameters: Vec<Value> = used.then_some(floor).into_iter().collect();
    let parameter = match wish.rule {
        "added_value_deduction@1" => json!({"maximum_deduction": chance.one(&["100", "200", "80.50"])}),
        "relative_price_points@1" => json!({"price_weight": price_weight.to_string()}),
        _ => json!({}),
    };
    let links = chance.shuffled(["better_quality".into(), "lower_price".into()].into_iter().chain(groups));
    let count = if priced_only || chance.once_in(4) { 0 } else { 1 + chance.below(links.len()) };
    let mut chain: Vec<Value> = links.into_iter().take(count).collect();
    chain.push("draw".into());
    let basis = match (priced_only, life_cycle) {
        (false, _) => "best_price_quality",
        (true, false) => "price",
        (true, true) => "cost",
    };
    json!({
        "format": "anbud-model/1", "basis": basis, "currency": "SEK", "tax_basis": "excluding",
        "requirements": [{"key": "R1", "text": {"sv": "Krav"}}],
        "parameters": parameters,
        "price": if life_cycle { life_cycle_cost(chance) } else { price_list(chance) },
        "criteria": criteria, "combination": {wish.rule: parameter},
        "rounding": if wish.roundings && chance.once_in(3) { roundings(wish.rule, chance) } else { json!([]) },
        "tie_chain": chain
    })
}

/// Weights that make what the rule asks for; in half of the cases the first two are twins.
fn weights(rule: &str, chance: &mut Chance) -> Vec<usize> {
    let twin = *chance.one(&[10, 25]);
    let first = chance.one(&[vec![], vec![15], vec![twin, twin], vec![twin, twin]]).clone();
    let left = match rule {
        "added_value_deduction@1" => 100 - first.iter().sum::<usize>(),
        _ => *chance.one(&[5, 20, 45]),
    };
    first.into_iter().chain([left]).collect()
}

/// Criteria with these weights, sometimes the first two in a group; and links to each of them.
fn criteria(weights: &[usize], falling: bool, chance: &mut Chance) -> (Vec<Value>, Vec<Value>) {
    let leaf = |(index, weight): (usize, &usize)| {
        json!({"key": format!("C{index}"), "title": {"sv": "Kriterium"}, "weight": weight.to_string(),
               "scale": scale(falling, chance)})
    };
    let mut criteria: Vec<Value> = weights.iter().enumerate().map(leaf).collect();
    if weights.len() > 1 && weights[0] == weights[1] {
        criteria[1]["scale"] = criteria[0]["scale"].clone();
    }
    let mut keys: Vec<String> = (0..criteria.len()).map(|index| format!("C{index}")).collect();
    if weights.len() > 1 && chance.once_in(2) {
        let members: Vec<Value> = criteria.drain(..2).collect();
        let weight = (weights[0] + weights[1]).to_string();
        criteria.insert(0, json!({"key": "G", "title": {"sv": "Grupp"}, "weight": weight, "children": members}));
        keys.push("G".to_owned());
    }
    (criteria, keys.into_iter().map(|key| json!({"better_criterion": key})).collect())
}

fn scale(falling: bool, chance: &mut Chance) -> Value {
    let mut factors = match chance.below(3) {
        0 => vec!["0", "1"],
        1 => vec!["0", "0.5", "1"],
        _ => vec!["0", "0.25", "0.333333", "1"],
    };
    if falling {
        factors.reverse();
    }
    let mut levels: Vec<Value> =
        factors.iter().map(|factor| json!({"factor": factor, "text": {"sv": "Nivå"}})).collect();
    if chance.once_in(2) {
        let by = chance.one(&["panel", "statement"]);
        return json!({"described_levels@1": {"assessed_by": by, "levels": levels}});
    }
    for (index, level) in levels.iter_mut().enumerate().skip(1) {
        level["from"] = format!("{index}.5").into();
    }
    let mut table = json!({"unit": "u", "decimals": 1, "levels": levels});
    if chance.once_in(2) {
        table["relative_to"] = "FLOOR".into();
    }
    json!({"stepped_table@1": table})
}

fn price_list(chance: &mut Chance) -> Value {
    let line = |index: usize| {
        let quantity = chance.one(&["1", "1", "2", "0.3"]);
        json!({"key": format!("P{index}"), "title": {"sv": "Rad"}, "unit": "u", "quantity": quantity})
    };
    let lines: Vec<Value> = (0..2).map(line).collect();
    json!({"price_list@1": {"domain": "above_zero", "decimals": 2, "lines": lines}})
}

fn life_cycle_cost(chance: &mut Chance) -> Value {
    json!({"life_cycle_cost@1": {
        "domain": "above_zero", "decimals": 2, "discount_rate": chance.one(&["0", "0.25", "0.035"]),
        "electricity_price": "2", "technician_rate": "100", "reconditioning_years": [1, 3],
        "products": [{"key": "P0", "title": {"sv": "Vara"}, "unit": "u", "quantity": chance.one(&["1", "3"]),
                      "life_years": 1 + chance.below(4), "residual_share": chance.one(&["0", "0.1"])}]
    }})
}

fn roundings(rule: &str, chance: &mut Chance) -> Value {
    let stages = match rule {
        "lowest_cost@1" => vec!["price", "comparison_value"],
        "relative_price_points@1" => vec!["price", "criterion_amount", "price_points", "comparison_value"],
        _ => vec!["price", "criterion_amount", "comparison_value"],
    };
    let modes = ["half_away_from_zero", "half_even", "toward_zero", "away_from_zero", "floor", "ceiling"];
    let count = 1 + chance.below(stages.len());
    let stages = chance.shuffled(stages).into_iter().take(count);
    stages
        .map(|stage| {
            // Prices stay above zero with any of these.
            json!({"stage": stage, "rounding": {"decimals": chance.below(3), "mode": chance.one(&modes)}})
        })
        .collect()
}

/// A bid with its examination and its panel's levels.
fn bid(model: &ModelDocument, leaves: &[(String, Value)], key: &str, chance: &mut Chance) -> Value {
    let mut bid = json!({"key": key, "lot": "LOT-1", "answers": {}});
    // The prices of the list make half kronor after its quantities, where rounding must choose.
    let prices = ["100", "100.20", "100.50", "150", "200", "50", "30.25"];
    if matches!(model.price, scoring::document::PriceRule::PriceList(_)) {
        let (first, second) = (chance.one(&prices), chance.one(&prices));
        bid["prices"] = json!({"P0": first, "P1": second});
    } else {
        bid["products"] = json!({"P0": {
            "price": chance.one(&prices), "kwh_per_year": chance.one(&["10", "0"]), "service_per_year": "5.50",
            "warranty_years": chance.below(6), "reconditioning_hours": chance.one(&["0", "0.5"])
        }});
    }
    let mut scores = json!({});
    for (criterion, scale) in leaves {
        if let Some(levels) = scale.get("described_levels@1") {
            let level = chance.below(levels["levels"].as_array().unwrap().len());
            if levels["assessed_by"] == "panel" {
                scores[criterion] = json!({"bid": key, "criterion": criterion, "level": level});
            } else {
                bid["answers"][criterion] = level.to_string().into();
            }
        } else {
            // On a threshold, just below it, below all and above all; with and without the parameter.
            bid["answers"][criterion] = (*chance.one(&["0", "1.4", "1.5", "2.5", "3", "2.9", "4", "9"])).into();
        }
    }
    let rejected = json!({"rejected": {"ground": {"requirement": "R1"}, "reason": {"sv": "Kravet är inte uppfyllt"}}});
    let outcome = if chance.once_in(5) { rejected } else { "admitted".into() };
    let examination = json!({"bid": key, "decided_at": "2026-01-15T09:00:00Z", "outcome": outcome});
    json!({"bid": bid, "examination": examination, "scores": scores})
}

/// Keys and scales of all criteria that have one.
fn leaves(criteria: &Value) -> Vec<(String, Value)> {
    let each = criteria.as_array().into_iter().flatten().flat_map(|criterion| match criterion.get("scale") {
        Some(scale) => vec![(criterion["key"].as_str().unwrap().to_owned(), scale.clone())],
        None => leaves(&criterion["children"]),
    });
    each.collect()
}
