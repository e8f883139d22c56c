//! Which operands each kind of step takes, in which order and from where.

use super::{bid, described, draw, inputs, model, outcome, stated};
use scoring::OutcomeDocument;
use serde_json::{Value, json};

fn stepped(key: &str, weight: &str) -> Value {
    json!({"key": key, "title": {"sv": key}, "weight": weight, "scale": {"stepped_table@1": {
        "unit": "fte", "decimals": 2, "relative_to": "floor", "levels": [
            {"factor": "0", "text": {"sv": "Nivå"}},
            {"from": "0.1", "factor": "0.4", "text": {"sv": "Nivå"}},
            {"from": "0.2", "factor": "0.9", "text": {"sv": "Nivå"}}
        ]
    }}})
}

fn level_of(inputs: &mut Value, bid: &str, criterion: &str, level: u32) {
    inputs["panel_scores"][bid][criterion] = json!({"bid": bid, "criterion": criterion, "level": level});
}

/// Two price lines, a stepped, a judged and a stated criterion, two roundings, and two bids that are drawn for.
pub(super) fn deduction() -> (Value, Value) {
    let criteria = json!([
        stepped("B1", "50"),
        described("Q", "30", &["0", "0.25", "0.75"], "panel"),
        stated("S", "20", &["0.05", "0.5", "1"])
    ]);
    let rounding = json!([
        {"stage": "comparison_value", "rounding": {"decimals": 1, "mode": "floor"}},
        {"stage": "price", "rounding": {"decimals": 0, "mode": "ceiling"}}
    ]);
    let combination = json!({"added_value_deduction@1": {"maximum_deduction": "80"}});
    let mut model = model(&combination, &criteria, &rounding, &json!([{"better_criterion": "Q"}, "draw"]));
    model["parameters"] = json!([{"key": "floor", "title": {"sv": "Golv"}, "unit": "fte", "value": "1.5"}]);
    model["price"]["price_list@1"]["lines"] = json!([
        {"key": "P", "title": {"sv": "Pris"}, "unit": "piece", "quantity": "3"},
        {"key": "R", "title": {"sv": "Resa"}, "unit": "piece", "quantity": "7"}
    ]);
    let mut offer = bid("A", "100", &json!({"B1": "1.65", "S": "1"}));
    offer["prices"]["R"] = json!("11.3");
    let mut other = offer.clone();
    other["key"] = json!("B");
    let mut inputs = inputs(&[offer, other]);
    level_of(&mut inputs, "A", "Q", 2);
    level_of(&mut inputs, "B", "Q", 2);
    inputs["draws"] = json!([draw(&["B", "A"])]);
    (model, inputs)
}

/// Three bids under relative price points.
pub(super) fn points() -> (Value, Value) {
    let criteria = json!([described("Q", "45", &["0", "0.2", "1"], "panel"), stated("S", "15", &["0", "0.6", "1"])]);
    let rounding = json!([
        {"stage": "criterion_amount", "rounding": {"decimals": 0, "mode": "floor"}},
        {"stage": "price_points", "rounding": {"decimals": 2, "mode": "half_even"}}
    ]);
    let combination = json!({"relative_price_points@1": {"price_weight": "40"}});
    let model = model(&combination, &criteria, &rounding, &json!(["lower_price", "draw"]));
    let mut inputs = inputs(&[bid("A", "300", &json!({"S": "2"})), bid("B", "210", &json!({"S": "1"}))]);
    level_of(&mut inputs, "A", "Q", 1);
    level_of(&mut inputs, "B", "Q", 0);
    (model, inputs)
}

/// One bid with two surcharges.
pub(super) fn surcharge() -> (Value, Value) {
    let criteria = json!([described("Q", "25", &["1", "0.2", "0"], "panel"), stated("S", "10", &["1", "0.6", "0"])]);
    let model = model(&json!({"percentage_surcharge@1": {}}), &criteria, &json!([]), &json!(["draw"]));
    let mut inputs = inputs(&[bid("A", "300", &json!({"S": "0"}))]);
    level_of(&mut inputs, "A", "Q", 1);
    (model, inputs)
}

/// A product over two years and another over one.
pub(super) fn cost() -> (Value, Value) {
    let mut model = model(&json!({"lowest_cost@1": {}}), &json!([]), &json!([]), &json!(["draw"]));
    model["basis"] = json!("cost");
    let product = |key: &str, quantity: &str, years: u32, residual: &str| json!({"key": key, "title": {"sv": key}, "unit": "piece", "quantity": quantity, "life_years": years, "residual_share": residual});
    model["price"] = json!({"life_cycle_cost@1": {
        "domain": "above_zero", "decimals": 2, "discount_rate": "0.25", "electricity_price": "3",
        "technician_rate": "110", "reconditioning_years": [1], "products": [product("T", "6", 2, "0.1"), product("U", "9", 1, "0.2")]
    }});
    let offered = |price: &str, energy: &str, service: &str, hours: &str| json!({"price": price, "kwh_per_year": energy, "service_per_year": service, "warranty_years": 1, "reconditioning_hours": hours});
    let mut offer = bid("A", "1", &json!({}));
    offer.as_object_mut().unwrap().remove("prices");
    offer["products"] = json!({"T": offered("1000", "10", "50", "2"), "U": offered("400", "20", "70", "4")});
    (model, inputs(&[offer]))
}

/// A step in one line: what it is about, its name and operation, and its operands in order. An operand that is an
/// earlier step shows what that step is about and its name.
fn lines(outcome: &OutcomeDocument) -> Vec<String> {
    let about = |index: usize| {
        let step = &outcome.trace[index];
        let key = |key: &Option<values::Key>| key.as_ref().map(ToString::to_string);
        let year = step.year.map(|year| year.to_string());
        let parts = [key(&step.bid), key(&step.criterion), key(&step.line), year, Some(step.name.to_string())];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    let operand = |one: &scoring::ReferenceDocument| match one.source.as_ref() {
        "step" => format!("{} = {}", about(one.target.parse().unwrap()), one.value),
        source => format!("{source} {} = {}", one.target, one.value),
    };
    let line = |(index, step): (usize, &scoring::StepDocument)| {
        let operands: Vec<String> = step.from.iter().map(operand).collect();
        format!("{}: {}({}) = {}", about(index), step.operation, operands.join("; "), step.value)
    };
    outcome.trace.iter().enumerate().map(line).collect()
}

fn assert_steps((model, inputs): (Value, Value), expected: &str) {
    let found = lines(&outcome(&model, &inputs));
    let expected: Vec<&str> = expected.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert_eq!(found, expected);
}

const DEDUCTION: &str = r"
A admitted: admit(examination /examinations/A/outcome = 1) = 1
B admitted: admit(examination /examinations/B/outcome = 1) = 1
B1 threshold: sum(model /parameters/0/value = 1.5; model /criteria/0/scale/stepped_table@1/levels/1/from = 0.1) = 1.6
B1 threshold: sum(model /parameters/0/value = 1.5; model /criteria/0/scale/stepped_table@1/levels/2/from = 0.2) = 1.7
B1 weighted_maximum: multiply(model /combination/added_value_deduction@1/maximum_deduction = 80; model /criteria/0/weight = 50) = 4000
B1 criterion_maximum: divide(B1 weighted_maximum = 4000; constant 100 = 100) = 40
Q weighted_maximum: multiply(model /combination/added_value_deduction@1/maximum_deduction = 80; model /criteria/1/weight = 30) = 2400
Q criterion_maximum: divide(Q weighted_maximum = 2400; constant 100 = 100) = 24
S weighted_maximum: multiply(model /combination/added_value_deduction@1/maximum_deduction = 80; model /criteria/2/weight = 20) = 1600
S criterion_maximum: divide(S weighted_maximum = 1600; constant 100 = 100) = 16
A P line_amount: multiply(model /price/price_list@1/lines/0/quantity = 3; bid /bids/A/prices/P = 100) = 300
A R line_amount: multiply(model /price/price_list@1/lines/1/quantity = 7; bid /bids/A/prices/R = 11.3) = 79.1
A price: sum(A P line_amount = 300; A R line_amount = 79.1) = 379.1
A rounded_price: round(A price = 379.1; model /rounding/1 = 0) = 380
A B1 level: level_reached(bid /bids/A/answers/B1 = 1.65; B1 threshold = 1.6; B1 threshold = 1.7) = 1
A B1 factor: pick(A B1 level = 1; model /criteria/0/scale/stepped_table@1/levels/0/factor = 0; model /criteria/0/scale/stepped_table@1/levels/1/factor = 0.4; model /criteria/0/scale/stepped_table@1/levels/2/factor = 0.9) = 0.4
A B1 deduction: multiply(B1 criterion_maximum = 40; A B1 factor = 0.4) = 16
A Q level: level_given(panel /panel_scores/A/Q/level = 2) = 2
A Q factor: pick(A Q level = 2; model /criteria/1/scale/described_levels@1/levels/0/factor = 0; model /criteria/1/scale/described_levels@1/levels/1/factor = 0.25; model /criteria/1/scale/described_levels@1/levels/2/factor = 0.75) = 0.75
A Q deduction: multiply(Q criterion_maximum = 24; A Q factor = 0.75) = 18
A S level: level_given(bid /bids/A/answers/S = 1) = 1
A S factor: pick(A S level = 1; model /criteria/2/scale/described_levels@1/levels/0/factor = 0.05; model /criteria/2/scale/described_levels@1/levels/1/factor = 0.5; model /criteria/2/scale/described_levels@1/levels/2/factor = 1) = 0.5
A S deduction: multiply(S criterion_maximum = 16; A S factor = 0.5) = 8
B P line_amount: multiply(model /price/price_list@1/lines/0/quantity = 3; bid /bids/B/prices/P = 100) = 300
B R line_amount: multiply(model /price/price_list@1/lines/1/quantity = 7; bid /bids/B/prices/R = 11.3) = 79.1
B price: sum(B P line_amount = 300; B R line_amount = 79.1) = 379.1
B rounded_price: round(B price = 379.1; model /rounding/1 = 0) = 380
B B1 level: level_reached(bid /bids/B/answers/B1 = 1.65; B1 threshold = 1.6; B1 threshold = 1.7) = 1
B B1 factor: pick(B B1 level = 1; model /criteria/0/scale/stepped_table@1/levels/0/factor = 0; model /criteria/0/scale/stepped_table@1/levels/1/factor = 0.4; model /criteria/0/scale/stepped_table@1/levels/2/factor = 0.9) = 0.4
B B1 deduction: multiply(B1 criterion_maximum = 40; B B1 factor = 0.4) = 16
B Q level: level_given(panel /panel_scores/B/Q/level = 2) = 2
B Q factor: pick(B Q level = 2; model /criteria/1/scale/described_levels@1/levels/0/factor = 0; model /criteria/1/scale/described_levels@1/levels/1/factor = 0.25; model /criteria/1/scale/described_levels@1/levels/2/factor = 0.75) = 0.75
B Q deduction: multiply(Q criterion_maximum = 24; B Q factor = 0.75) = 18
B S level: level_given(bid /bids/B/answers/S = 1) = 1
B S factor: pick(B S level = 1; model /criteria/2/scale/described_levels@1/levels/0/factor = 0.05; model /criteria/2/scale/described_levels@1/levels/1/factor = 0.5; model /criteria/2/scale/described_levels@1/levels/2/factor = 1) = 0.5
B S deduction: multiply(S criterion_maximum = 16; B S factor = 0.5) = 8
A total_deduction: sum(A B1 deduction = 16; A Q deduction = 18; A S deduction = 8) = 42
A comparison_value: subtract(A rounded_price = 380; A total_deduction = 42) = 338
A rounded_comparison_value: round(A comparison_value = 338; model /rounding/0 = 1) = 338
B total_deduction: sum(B B1 deduction = 16; B Q deduction = 18; B S deduction = 8) = 42
B comparison_value: subtract(B rounded_price = 380; B total_deduction = 42) = 338
B rounded_comparison_value: round(B comparison_value = 338; model /rounding/0 = 1) = 338
A tie_value: sum(A Q deduction = 18) = 18
B tie_value: sum(B Q deduction = 18) = 18
B rank: rank_first(B rounded_comparison_value = 338) = 1
A rank: rank_after(B rank = 1; A rounded_comparison_value = 338; B rounded_comparison_value = 338; A tie_value = 18; B tie_value = 18; draw /draws/0/order/1 = 2; draw /draws/0/order/0 = 1) = 2
";

#[test]
fn the_steps_of_a_deduction_with_everything_take_these_operands() {
    // 3 x 100 + 7 x 11.3 = 379.1, up to 380. 1.65 reaches 1.5 + 0.1 and not 1.5 + 0.2: 40 x 0.4. The panel's 2: 24 x 0.75.
    // The stated 1: 16 x 0.5. Both bids 380 - 42, equal in Q too, and B was drawn first.
    assert_steps(deduction(), DEDUCTION);
}

const POINTS: &str = r"
A admitted: admit(examination /examinations/A/outcome = 1) = 1
B admitted: admit(examination /examinations/B/outcome = 1) = 1
A P line_amount: multiply(model /price/price_list@1/lines/0/quantity = 1; bid /bids/A/prices/P = 300) = 300
A price: sum(A P line_amount = 300) = 300
A Q level: level_given(panel /panel_scores/A/Q/level = 1) = 1
A Q factor: pick(A Q level = 1; model /criteria/0/scale/described_levels@1/levels/0/factor = 0; model /criteria/0/scale/described_levels@1/levels/1/factor = 0.2; model /criteria/0/scale/described_levels@1/levels/2/factor = 1) = 0.2
A Q quality_points: multiply(model /criteria/0/weight = 45; A Q factor = 0.2) = 9
A Q rounded_amount: round(A Q quality_points = 9; model /rounding/0 = 0) = 9
A S level: level_given(bid /bids/A/answers/S = 2) = 2
A S factor: pick(A S level = 2; model /criteria/1/scale/described_levels@1/levels/0/factor = 0; model /criteria/1/scale/described_levels@1/levels/1/factor = 0.6; model /criteria/1/scale/described_levels@1/levels/2/factor = 1) = 1
A S quality_points: multiply(model /criteria/1/weight = 15; A S factor = 1) = 15
A S rounded_amount: round(A S quality_points = 15; model /rounding/0 = 0) = 15
B P line_amount: multiply(model /price/price_list@1/lines/0/quantity = 1; bid /bids/B/prices/P = 210) = 210
B price: sum(B P line_amount = 210) = 210
B Q level: level_given(panel /panel_scores/B/Q/level = 0) = 0
B Q factor: pick(B Q level = 0; model /criteria/0/scale/described_levels@1/levels/0/factor = 0; model /criteria/0/scale/described_levels@1/levels/1/factor = 0.2; model /criteria/0/scale/described_levels@1/levels/2/factor = 1) = 0
B Q quality_points: multiply(model /criteria/0/weight = 45; B Q factor = 0) = 0
B Q rounded_amount: round(B Q quality_points = 0; model /rounding/0 = 0) = 0
B S level: level_given(bid /bids/B/answers/S = 1) = 1
B S factor: pick(B S level = 1; model /criteria/1/scale/described_levels@1/levels/0/factor = 0; model /criteria/1/scale/described_levels@1/levels/1/factor = 0.6; model /criteria/1/scale/described_levels@1/levels/2/factor = 1) = 0.6
B S quality_points: multiply(model /criteria/1/weight = 15; B S factor = 0.6) = 9
B S rounded_amount: round(B S quality_points = 9; model /rounding/0 = 0) = 9
lowest_price: minimum(A price = 300; B price = 210) = 210
weighted_lowest_price: multiply(model /combination/relative_price_points@1/price_weight = 40; lowest_price = 210) = 8400
A price_points: divide(weighted_lowest_price = 8400; A price = 300) = 28
A rounded_price_points: round(A price_points = 28; model /rounding/1 = 2) = 28
A total_quality_points: sum(A Q rounded_amount = 9; A S rounded_amount = 15) = 24
A comparison_value: sum(A rounded_price_points = 28; A total_quality_points = 24) = 52
B price_points: divide(weighted_lowest_price = 8400; B price = 210) = 40
B rounded_price_points: round(B price_points = 40; model /rounding/1 = 2) = 40
B total_quality_points: sum(B Q rounded_amount = 0; B S rounded_amount = 9) = 9
B comparison_value: sum(B rounded_price_points = 40; B total_quality_points = 9) = 49
A rank: rank_first(A comparison_value = 52) = 1
B rank: rank_after(A rank = 1; B comparison_value = 49; A comparison_value = 52) = 2
";

#[test]
fn the_steps_of_relative_points_take_these_operands() {
    // 40 x 210 = 8400; A has 8400 / 300 = 28 and 9 + 15, B has 8400 / 210 = 40 and 0 + 9.
    assert_steps(points(), POINTS);
}

const SURCHARGE: &str = r"
A admitted: admit(examination /examinations/A/outcome = 1) = 1
A P line_amount: multiply(model /price/price_list@1/lines/0/quantity = 1; bid /bids/A/prices/P = 300) = 300
A price: sum(A P line_amount = 300) = 300
A Q level: level_given(panel /panel_scores/A/Q/level = 1) = 1
A Q factor: pick(A Q level = 1; model /criteria/0/scale/described_levels@1/levels/0/factor = 1; model /criteria/0/scale/described_levels@1/levels/1/factor = 0.2; model /criteria/0/scale/described_levels@1/levels/2/factor = 0) = 0.2
A Q surcharge: multiply(model /criteria/0/weight = 25; A Q factor = 0.2) = 5
A S level: level_given(bid /bids/A/answers/S = 0) = 0
A S factor: pick(A S level = 0; model /criteria/1/scale/described_levels@1/levels/0/factor = 1; model /criteria/1/scale/described_levels@1/levels/1/factor = 0.6; model /criteria/1/scale/described_levels@1/levels/2/factor = 0) = 1
A S surcharge: multiply(model /criteria/1/weight = 10; A S factor = 1) = 10
A total_surcharge: sum(A Q surcharge = 5; A S surcharge = 10) = 15
A surcharge_share: divide(A total_surcharge = 15; constant 100 = 100) = 0.15
A multiplier: sum(constant 1 = 1; A surcharge_share = 0.15) = 1.15
A comparison_value: multiply(A price = 300; A multiplier = 1.15) = 345
A rank: rank_first(A comparison_value = 345) = 1
";

#[test]
fn the_steps_of_a_surcharge_take_these_operands() {
    // 25 x 0.2 + 10 x 1 = 15 percent on 300.
    assert_steps(surcharge(), SURCHARGE);
}

const COST: &str = r"
A admitted: admit(examination /examinations/A/outcome = 1) = 1
growth: sum(constant 1 = 1; model /price/life_cycle_cost@1/discount_rate = 0.25) = 1.25
1 growth_to_year: power(growth = 1.25; constant 1 = 1) = 1.25
1 discount: divide(constant 1 = 1; 1 growth_to_year = 1.25) = 0.8
1 annuity: sum(constant 0 = 0; 1 discount = 0.8) = 0.8
2 growth_to_year: power(growth = 1.25; constant 2 = 2) = 1.5625
2 discount: divide(constant 1 = 1; 2 growth_to_year = 1.5625) = 0.64
2 annuity: sum(1 annuity = 0.8; 2 discount = 0.64) = 1.44
T annuity_over_life: pick(model /price/life_cycle_cost@1/products/0/life_years = 2; constant 0 = 0; 1 annuity = 0.8; 2 annuity = 1.44) = 1.44
T discount_at_end: pick(model /price/life_cycle_cost@1/products/0/life_years = 2; constant 1 = 1; 1 discount = 0.8; 2 discount = 0.64) = 0.64
T reconditioning_year: minimum(model /price/life_cycle_cost@1/reconditioning_years/0 = 1; model /price/life_cycle_cost@1/products/0/life_years = 2) = 1
T reconditioning_share: pick(T reconditioning_year = 1; constant 1 = 1; 1 discount = 0.8; constant 0 = 0) = 0.8
T reconditioning_factor: sum(T reconditioning_share = 0.8) = 0.8
U annuity_over_life: pick(model /price/life_cycle_cost@1/products/1/life_years = 1; constant 0 = 0; 1 annuity = 0.8; 2 annuity = 1.44) = 0.8
U discount_at_end: pick(model /price/life_cycle_cost@1/products/1/life_years = 1; constant 1 = 1; 1 discount = 0.8; 2 discount = 0.64) = 0.8
U reconditioning_year: minimum(model /price/life_cycle_cost@1/reconditioning_years/0 = 1; model /price/life_cycle_cost@1/products/1/life_years = 1) = 1
U reconditioning_share: pick(U reconditioning_year = 1; constant 1 = 1; constant 0 = 0) = 0
U reconditioning_factor: sum(U reconditioning_share = 0) = 0
A T energy_per_year: multiply(bid /bids/A/products/T/kwh_per_year = 10; model /price/life_cycle_cost@1/electricity_price = 3) = 30
A T energy: multiply(A T energy_per_year = 30; T annuity_over_life = 1.44) = 43.2
A T covered_years: minimum(bid /bids/A/products/T/warranty_years = 1; model /price/life_cycle_cost@1/products/0/life_years = 2) = 1
A T annuity_covered: pick(A T covered_years = 1; constant 0 = 0; 1 annuity = 0.8; 2 annuity = 1.44) = 0.8
A T service_factor: subtract(T annuity_over_life = 1.44; A T annuity_covered = 0.8) = 0.64
A T service: multiply(bid /bids/A/products/T/service_per_year = 50; A T service_factor = 0.64) = 32
A T reconditioning_once: multiply(bid /bids/A/products/T/reconditioning_hours = 2; model /price/life_cycle_cost@1/technician_rate = 110) = 220
A T reconditioning: multiply(A T reconditioning_once = 220; T reconditioning_factor = 0.8) = 176
A T residual_at_end: multiply(bid /bids/A/products/T/price = 1000; model /price/life_cycle_cost@1/products/0/residual_share = 0.1) = 100
A T residual: multiply(A T residual_at_end = 100; T discount_at_end = 0.64) = 64
A T costs: sum(bid /bids/A/products/T/price = 1000; A T energy = 43.2; A T service = 32; A T reconditioning = 176) = 1251.2
A T unit_cost: subtract(A T costs = 1251.2; A T residual = 64) = 1187.2
A T line_amount: multiply(model /price/life_cycle_cost@1/products/0/quantity = 6; A T unit_cost = 1187.2) = 7123.2
A U energy_per_year: multiply(bid /bids/A/products/U/kwh_per_year = 20; model /price/life_cycle_cost@1/electricity_price = 3) = 60
A U energy: multiply(A U energy_per_year = 60; U annuity_over_life = 0.8) = 48
A U covered_years: minimum(bid /bids/A/products/U/warranty_years = 1; model /price/life_cycle_cost@1/products/1/life_years = 1) = 1
A U annuity_covered: pick(A U covered_years = 1; constant 0 = 0; 1 annuity = 0.8; 2 annuity = 1.44) = 0.8
A U service_factor: subtract(U annuity_over_life = 0.8; A U annuity_covered = 0.8) = 0
A U service: multiply(bid /bids/A/products/U/service_per_year = 70; A U service_factor = 0) = 0
A U reconditioning_once: multiply(bid /bids/A/products/U/reconditioning_hours = 4; model /price/life_cycle_cost@1/technician_rate = 110) = 440
A U reconditioning: multiply(A U reconditioning_once = 440; U reconditioning_factor = 0) = 0
A U residual_at_end: multiply(bid /bids/A/products/U/price = 400; model /price/life_cycle_cost@1/products/1/residual_share = 0.2) = 80
A U residual: multiply(A U residual_at_end = 80; U discount_at_end = 0.8) = 64
A U costs: sum(bid /bids/A/products/U/price = 400; A U energy = 48; A U service = 0; A U reconditioning = 0) = 448
A U unit_cost: subtract(A U costs = 448; A U residual = 64) = 384
A U line_amount: multiply(model /price/life_cycle_cost@1/products/1/quantity = 9; A U unit_cost = 384) = 3456
A price: sum(A T line_amount = 7123.2; A U line_amount = 3456) = 10579.2
A comparison_value: sum(A price = 10579.2) = 10579.2
A rank: rank_first(A comparison_value = 10579.2) = 1
";

#[test]
fn the_steps_of_a_life_cycle_cost_take_these_operands() {
    // T: 1000 + 30 x 1.44 + 50 x 0.64 + 220 x 0.8 - 100 x 0.64 = 1187.2; U: 400 + 60 x 0.8 - 80 x 0.8 = 384, and in its
    // last year nothing is reconditioned.
    assert_steps(cost(), COST);
}
