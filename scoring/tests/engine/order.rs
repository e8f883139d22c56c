//! The order where values are close: bids whose comparison values differ only beyond the sixth decimal are no ties and
//! stand in the right order, whichever value is the better one, however long the values are, below zero too.

use super::{bid, inputs, model, outcome, ranks, stated};
use serde_json::{Value, json};

/// The bids get these prices, cheapest first, under keys that stand the other way round and then this way round.
/// `price` makes a bid of a key and a price.
fn assert_cheapest_first(model: &Value, prices: &[&str], price: impl Fn(&str, &str) -> Value) {
    let keys = ["A", "B", "C", "D"];
    let turned: Vec<&str> = keys[..prices.len()].iter().rev().copied().collect();
    for keys in [&keys[..prices.len()], &turned] {
        let bids: Vec<Value> = keys.iter().zip(prices).map(|(key, value)| price(key, value)).collect();
        let outcome = outcome(model, &inputs(&bids));
        let expected: Vec<(&str, u32)> = keys.iter().copied().zip(1..).collect();
        assert_eq!(ranks(&outcome), expected, "{prices:?}");
        assert!(outcome.placements.iter().all(|placed| !placed.tied), "{prices:?}");
        assert!(outcome.placements.iter().rev().skip(1).all(|placed| placed.decided_by == "comparison_value"));
    }
}

/// One price line of which a ten thousandth is bought, so that prices of four decimals differ in the eighth.
fn small(combination: &Value, criteria: &Value) -> Value {
    let mut model = model(combination, criteria, &json!([]), &json!(["draw"]));
    model["price"]["price_list@1"]["lines"][0]["quantity"] = json!("0.0001");
    model
}

#[test]
fn lower_values_that_differ_in_the_eighth_decimal_stand_in_order() {
    // 0.00010001, 0.00010002 and 0.00010101: the first two have the same millionths, the third has one more.
    let model = small(&json!({"lowest_cost@1": {}}), &json!([]));
    assert_cheapest_first(&model, &["1.0001", "1.0002", "1.0101"], |key, price| bid(key, price, &json!({})));
}

#[test]
fn so_do_values_below_zero() {
    // 0.00010001 - 100 and so on: the millionth just below is -99.999900 for the first two.
    let combination = json!({"added_value_deduction@1": {"maximum_deduction": "100"}});
    let model = small(&combination, &json!([stated("Q", "100", &["0", "1"])]));
    assert_cheapest_first(&model, &["1.0001", "1.0002", "1.0101"], |key, price| bid(key, price, &json!({"Q": "1"})));
}

/// 40 points for the price: 40, and then 40 x 900000 / 900000.0001 = 39.9999999955..., which is below the fixed form's
/// reach; the last is 40 x 900000 / 900000.1, more than a millionth away.
#[test]
fn higher_values_that_differ_in_the_eighth_decimal_stand_in_order() {
    let combination = json!({"relative_price_points@1": {"price_weight": "40"}});
    let model = model(&combination, &json!([stated("Q", "60", &["0", "1"])]), &json!([]), &json!(["draw"]));
    assert_cheapest_first(&model, &["900000", "900000.0001", "900000.0002", "900000.1"], |key, price| {
        bid(key, price, &json!({"Q": "1"}))
    });
}

/// Forty years at 3.5 percent: parts of more than 250 bits, which no integer stands in for.
fn long(combination: &Value, criteria: &Value) -> Value {
    let mut model = model(combination, criteria, &json!([]), &json!(["draw"]));
    if model["basis"] == "price" {
        model["basis"] = json!("cost");
    }
    model["price"] = json!({"life_cycle_cost@1": {
        "domain": "above_zero", "decimals": 4, "discount_rate": "0.035", "electricity_price": "1", "technician_rate": "600",
        "reconditioning_years": [],
        "products": [{"key": "P", "title": {"sv": "Bro"}, "unit": "piece", "quantity": "1", "life_years": 40, "residual_share": "0.1"}]
    }});
    model
}

fn offer(key: &str, price: &str, answers: &Value) -> Value {
    json!({"key": key, "lot": "LOT-1", "answers": answers, "products": {"P": {
        "price": price, "kwh_per_year": "1", "service_per_year": "0", "warranty_years": 0, "reconditioning_hours": "0"
    }}})
}

#[test]
fn long_values_stand_in_order_both_ways() {
    let prices = ["1000", "1000.0001", "1000.0002", "1200"];
    let cost = long(&json!({"lowest_cost@1": {}}), &json!([]));
    assert_cheapest_first(&cost, &prices, |key, price| offer(key, price, &json!({})));
    let combination = json!({"relative_price_points@1": {"price_weight": "40"}});
    let points = long(&combination, &json!([stated("Q", "60", &["0", "1"])]));
    assert_cheapest_first(&points, &prices, |key, price| offer(key, price, &json!({"Q": "1"})));
}

#[test]
fn a_long_value_and_short_ones_stand_in_order() {
    // Where one bid's value is long, no value has an integer in its stead. The first has 60 points and 40 for the
    // price, a whole number; the others' points for the price are long fractions.
    let combination = json!({"relative_price_points@1": {"price_weight": "40"}});
    let model = long(&combination, &json!([stated("Q", "60", &["0", "1"])]));
    let bids = [
        offer("A", "1000.0001", &json!({"Q": "1"})),
        offer("B", "1000", &json!({"Q": "0"})),
        offer("C", "1000", &json!({"Q": "1"})),
    ];
    let outcome = outcome(&model, &inputs(&bids));
    assert_eq!(ranks(&outcome), [("C", 1), ("A", 2), ("B", 3)]);
    assert_eq!(outcome.placements[0].comparison_value, "100");
    assert_eq!(outcome.placements[2].comparison_value, "40");
}

#[test]
fn long_values_that_are_equal_are_tied_and_no_others() {
    let model = long(&json!({"lowest_cost@1": {}}), &json!([]));
    let bids = ["1000", "1000.0001", "1000.0001", "1000.0002"];
    let bids: Vec<Value> =
        ["A", "B", "C", "D"].iter().zip(bids).map(|(key, price)| offer(key, price, &json!({}))).collect();
    let outcome = outcome(&model, &inputs(&bids));
    assert_eq!(ranks(&outcome), [("A", 1), ("B", 2), ("C", 2), ("D", 4)]);
    let tied: Vec<bool> = outcome.placements.iter().map(|placed| placed.tied).collect();
    assert_eq!(tied, [false, true, true, false]);
}

/// What is no tie never meets the chain, which would put the other bid first here.
#[test]
fn values_that_differ_in_the_eighth_decimal_are_not_handed_to_the_chain() {
    // A: 0.00010001 without a deduction. B: 0.00020002 - 0.0001 = 0.00010002, and of better quality.
    let combination = json!({"added_value_deduction@1": {"maximum_deduction": "0.0001"}});
    let mut model = small(&combination, &json!([stated("Q", "100", &["0", "1"])]));
    model["tie_chain"] = json!(["better_quality", "draw"]);
    let bids = [bid("A", "1.0001", &json!({"Q": "0"})), bid("B", "2.0002", &json!({"Q": "1"}))];
    let outcome = outcome(&model, &inputs(&bids));
    assert_eq!(ranks(&outcome), [("A", 1), ("B", 2)]);
    assert_eq!(outcome.placements[0].decided_by, "comparison_value");
    assert!(!outcome.trace.iter().any(|step| step.name == "tie_value"));
}
