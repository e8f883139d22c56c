//! The four stages at which a model may round, in all six modes. Each case makes the rounded quantity itself a chosen
//! value: on a half, a little below, a little above, with nothing to round, and below zero where a rule can get there.

use super::{bid, inputs, model, outcome, stated};
use scoring::OutcomeDocument;
use serde_json::{Value, json};
use values::Exact;

const MODES: [&str; 6] = ["half_away_from_zero", "half_even", "toward_zero", "away_from_zero", "floor", "ceiling"];

/// A value, and what it becomes at one decimal in each of the modes, in their order.
const ABOVE_ZERO: [(&str, [&str; 6]); 5] = [
    ("0.2499", ["0.2", "0.2", "0.2", "0.3", "0.2", "0.3"]),
    ("0.25", ["0.3", "0.2", "0.2", "0.3", "0.2", "0.3"]),
    ("0.2501", ["0.3", "0.3", "0.2", "0.3", "0.2", "0.3"]),
    ("0.3", ["0.3", "0.3", "0.3", "0.3", "0.3", "0.3"]),
    ("0.35", ["0.4", "0.4", "0.3", "0.4", "0.3", "0.4"]),
];
const BELOW_ZERO: [(&str, [&str; 6]); 5] = [
    ("-0.2499", ["-0.2", "-0.2", "-0.2", "-0.3", "-0.3", "-0.2"]),
    ("-0.25", ["-0.3", "-0.2", "-0.2", "-0.3", "-0.3", "-0.2"]),
    ("-0.2501", ["-0.3", "-0.3", "-0.2", "-0.3", "-0.3", "-0.2"]),
    ("-0.3", ["-0.3", "-0.3", "-0.3", "-0.3", "-0.3", "-0.3"]),
    ("-0.35", ["-0.4", "-0.4", "-0.3", "-0.4", "-0.4", "-0.3"]),
];

fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

fn rounding(stage: &str, mode: &str) -> Value {
    json!([{"stage": stage, "rounding": {"decimals": 1, "mode": mode}}])
}

/// Runs a case in every mode and for every value: `case` gives the outcome for a rounding and a value.
fn each(
    stage: &str,
    step: &str,
    table: &[(&str, [&str; 6])],
    case: impl Fn(&Value, &str) -> OutcomeDocument,
    seen: impl Fn(&OutcomeDocument) -> String,
) {
    for (value, expected) in table {
        for (mode, expected) in MODES.into_iter().zip(expected) {
            let outcome = case(&rounding(stage, mode), value);
            let what = format!("{stage} {value} {mode}");
            assert_eq!(seen(&outcome), *expected, "{what}");
            let rounds: Vec<_> = outcome.trace.iter().filter(|one| one.operation == "round").collect();
            let last = rounds.last().unwrap_or_else(|| panic!("{what}: nothing is rounded"));
            assert!(rounds.iter().all(|one| one.name == step), "{what}");
            assert_eq!((last.from[0].value.as_str(), last.value.as_str()), (*value, *expected), "{what}");
            let place = (last.from[1].source.as_ref(), last.from[1].target.as_str(), last.from[1].value.as_str());
            assert_eq!(place, ("model", "/rounding/0", "1"), "{what}");
        }
        let untouched = case(&json!([]), value);
        assert_eq!(seen(&untouched), *value, "{stage} {value} without rounding");
    }
}

/// One bid at the best of two levels, in each rule that weighs quality.
fn deduction(maximum: &str) -> (Value, Value) {
    (json!({"added_value_deduction@1": {"maximum_deduction": maximum}}), stated("Q", "100", &["0", "1"]))
}

fn one_bid(combination: &Value, criterion: &Value, rounding: &Value, price: &str) -> OutcomeDocument {
    let model = model(combination, &json!([criterion]), rounding, &json!(["draw"]));
    outcome(&model, &inputs(&[bid("A", price, &json!({"Q": "1"}))]))
}

#[test]
fn the_price_is_rounded_before_anything_is_taken_from_it() {
    let (combination, criterion) = deduction("0.01");
    let case = |rounding: &Value, value: &str| one_bid(&combination, &criterion, rounding, value);
    each("price", "rounded_price", &ABOVE_ZERO, case, |outcome| {
        let placed = &outcome.placements[0];
        assert_eq!(exact(&placed.comparison_value), &exact(&placed.price) - &exact("0.01"));
        placed.price.clone()
    });
    let cost = json!({"lowest_cost@1": {}});
    let case = |rounding: &Value, value: &str| {
        let model = model(&cost, &json!([]), rounding, &json!(["draw"]));
        outcome(&model, &inputs(&[bid("A", value, &json!({}))]))
    };
    each("price", "rounded_price", &ABOVE_ZERO, case, |outcome| outcome.placements[0].comparison_value.clone());
}

#[test]
fn the_amount_of_a_criterion_is_rounded_before_amounts_are_added() {
    let rules = [
        (json!({"added_value_deduction@1": {"maximum_deduction": "1"}}), "100", "0", "1"),
        (json!({"relative_price_points@1": {"price_weight": "99"}}), "1", "0", "1"),
        (json!({"percentage_surcharge@1": {}}), "1", "1", "0"),
    ];
    for (combination, weight, lowest, best) in rules {
        let case = |rounding: &Value, value: &str| {
            one_bid(&combination, &stated("Q", weight, &[lowest, value, best]), rounding, "10")
        };
        each("criterion_amount", "rounded_amount", &ABOVE_ZERO, case, |outcome| {
            let placed = &outcome.placements[0];
            let amount = exact(&placed.scores[0].amount);
            let expected = match placed.scores[0].unit.as_str() {
                "SEK" => &exact("10") - &amount,
                "points" => &exact("99") + &amount,
                _ => &exact("10") + &(&amount * &exact("0.1")),
            };
            assert_eq!(exact(&placed.comparison_value), expected);
            placed.scores[0].amount.clone()
        });
    }
}

#[test]
fn points_for_price_are_rounded_before_quality_is_added() {
    // B costs twice the lowest price, so that its points are half the weight of the price.
    let case = |rounding: &Value, value: &str| {
        let weight = &exact(value) * &exact("2");
        let quality = (&Exact::HUNDRED - &weight).to_string();
        let combination = json!({"relative_price_points@1": {"price_weight": weight.to_string()}});
        let criteria = json!([stated("Q", &quality, &["0", "0.001", "1"])]);
        let bids = [bid("A", "1.5", &json!({"Q": "0"})), bid("B", "3", &json!({"Q": "1"}))];
        outcome(&model(&combination, &criteria, rounding, &json!(["draw"])), &inputs(&bids))
    };
    each("price_points", "rounded_price_points", &ABOVE_ZERO, case, |outcome| {
        let placed = outcome.placements.iter().find(|placed| placed.bid.as_str() == "B").unwrap();
        (&exact(&placed.comparison_value) - &exact(&placed.scores[0].amount)).to_string()
    });
}

#[test]
fn the_comparison_value_is_rounded_last_and_below_zero_too() {
    let seen = |outcome: &OutcomeDocument| outcome.placements[0].comparison_value.clone();
    let step = "rounded_comparison_value";
    let (combination, criterion) = deduction("1");
    let less_one = |rounding: &Value, value: &str| {
        one_bid(&combination, &criterion, rounding, &(&exact(value) + &Exact::ONE).to_string())
    };
    each("comparison_value", step, &ABOVE_ZERO, less_one, seen);
    each("comparison_value", step, &BELOW_ZERO, less_one, seen);
    let surcharge = |rounding: &Value, value: &str| {
        one_bid(&json!({"percentage_surcharge@1": {}}), &stated("Q", "50", &["1", "0"]), rounding, value)
    };
    each("comparison_value", step, &ABOVE_ZERO, surcharge, seen);
    let cost = |rounding: &Value, value: &str| {
        let model = model(&json!({"lowest_cost@1": {}}), &json!([]), rounding, &json!(["draw"]));
        outcome(&model, &inputs(&[bid("A", value, &json!({}))]))
    };
    each("comparison_value", step, &ABOVE_ZERO, cost, seen);
    // Points: all of the price's weight and none of the quality's.
    let points = |rounding: &Value, value: &str| {
        let combination = json!({"relative_price_points@1": {"price_weight": value}});
        let quality = (&Exact::HUNDRED - &exact(value)).to_string();
        one_bid(&combination, &stated("Q", &quality, &["0", "0"]), rounding, "7")
    };
    each("comparison_value", step, &ABOVE_ZERO, points, seen);
}

#[test]
fn values_that_a_published_rounding_makes_equal_are_tied() {
    let run = |rounding: &Value| {
        let model = model(&json!({"lowest_cost@1": {}}), &json!([]), rounding, &json!(["draw"]));
        let outcome = outcome(&model, &inputs(&[bid("A", "0.26", &json!({})), bid("B", "0.25", &json!({}))]));
        outcome.placements.iter().map(|placed| (placed.bid.to_string(), placed.rank)).collect::<Vec<_>>()
    };
    let at = |one: &str, rank: u32, other: &str, next: u32| vec![(one.to_owned(), rank), (other.to_owned(), next)];
    assert_eq!(run(&json!([])), at("B", 1, "A", 2));
    assert_eq!(run(&rounding("comparison_value", "half_even")), at("B", 1, "A", 2));
    assert_eq!(run(&rounding("comparison_value", "half_away_from_zero")), at("A", 1, "B", 1));
    assert_eq!(run(&rounding("price", "floor")), at("A", 1, "B", 1));
}
