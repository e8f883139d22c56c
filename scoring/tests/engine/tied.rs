//! Ties: every link of the chain under every rule that admits it, with the bid that should win put second by its key,
//! and then first, so that neither the order of keys nor a turned comparison can pass for the link.

use super::{bid, draw, inputs, model, outcome, ranks, read, stated};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Under each rule a criterion's best level is number 2; for the surcharge that is the one without surcharge.
const RULES: [&str; 3] = ["added_value_deduction", "relative_price_points", "percentage_surcharge"];

/// Criteria X and Y in the group H, H and Z in the group G, and W beside it: 10, 10, 10 and 20. A last criterion, the
/// same for all bids, fills up to 100 where the price has no weight of its own.
fn tree(rule: &str, ties: &Value) -> Value {
    let surcharge = rule == "percentage_surcharge";
    let factors = if surcharge { ["1", "0.5", "0"] } else { ["0", "0.5", "1"] };
    let leaf = |key: &str, weight: &str| stated(key, weight, &factors);
    let group = |key: &str, weight: &str, children: Value| json!({"key": key, "title": {"sv": key}, "weight": weight, "children": children});
    let inner = group("H", "20", json!([leaf("X", "10"), leaf("Y", "10")]));
    let outer = group("G", "30", json!([inner, leaf("Z", "10")]));
    let mut criteria = vec![outer, leaf("W", "20")];
    let combination = match rule {
        "added_value_deduction" => {
            criteria.push(leaf("V", "50"));
            json!({"added_value_deduction@1": {"maximum_deduction": "100"}})
        }
        "relative_price_points" => json!({"relative_price_points@1": {"price_weight": "50"}}),
        _ => json!({"percentage_surcharge@1": {}}),
    };
    model(&combination, &json!(criteria), &json!([]), ties)
}

/// A bid at the lowest level in everything but what is named.
fn offer(rule: &str, key: &str, price: &str, levels: &[(&str, &str)]) -> Value {
    let mut answers = json!({"X": "0", "Y": "0", "Z": "0", "W": "0"});
    if rule == "added_value_deduction" {
        answers["V"] = json!("0");
    }
    for (criterion, level) in levels {
        answers[*criterion] = json!(level);
    }
    bid(key, price, &answers)
}

type Levels = &'static [(&'static str, &'static str)];

/// The winner is first here; it gets the later key, and then the earlier one.
fn wins(rule: &str, chain: &Value, by: &str, winner: (&str, Levels), loser: (&str, Levels)) {
    let model = tree(rule, chain);
    for [first, second] in [["B", "A"], ["A", "B"]] {
        let bids = [offer(rule, first, winner.0, winner.1), offer(rule, second, loser.0, loser.1)];
        let mut inputs = inputs(&bids);
        // A third bid, far behind: it ties with nobody and comes last.
        let behind = offer(rule, "C", "900", &[]);
        inputs["bids"]["C"] = behind;
        inputs["examinations"]["C"] = json!({"bid": "C", "decided_at": "2026-01-15T09:00:00Z", "outcome": "admitted"});
        let outcome = outcome(&model, &inputs);
        let what = format!("{rule} {chain} winner {first}");
        assert_eq!(outcome.placements[0].comparison_value, outcome.placements[1].comparison_value, "{what}: no tie");
        assert_eq!(ranks(&outcome), [(first, 1), (second, 2), ("C", 3)], "{what}");
        assert_eq!(outcome.placements[0].decided_by, by, "{what}");
        assert_eq!(outcome.placements[1].decided_by, "comparison_value", "{what}");
        let tied: Vec<bool> = outcome.placements.iter().map(|placed| placed.tied).collect();
        assert_eq!(tied, [true, true, false], "{what}");
        assert!(outcome.draws.is_empty(), "{what}");
    }
}

#[test]
fn the_better_criterion_or_group_wins_under_every_rule() {
    let cases: [(&str, Levels, Levels); 7] = [
        ("X", &[("X", "2")], &[("Y", "2")]),
        ("X", &[("X", "1"), ("Z", "1")], &[("Z", "2")]),
        ("H", &[("X", "2")], &[("Z", "2")]),
        ("H", &[("Y", "2")], &[("Z", "2")]),
        ("G", &[("X", "2")], &[("W", "1")]),
        ("G", &[("Z", "2")], &[("W", "1")]),
        ("W", &[("W", "1")], &[("X", "1"), ("Z", "1")]),
    ];
    for rule in RULES {
        for (link, winner, loser) in cases {
            let by = format!("better_criterion:{link}");
            for last in ["draw", "shared_rank"] {
                wins(rule, &json!([{"better_criterion": link}, last]), &by, ("100", winner), ("100", loser));
            }
        }
    }
}

#[test]
fn a_link_in_which_the_bids_are_equal_passes_them_on() {
    let (winner, loser): (Levels, Levels) = (&[("Y", "2")], &[("Z", "2")]);
    for rule in RULES {
        let chain = json!([
            {"better_criterion": "X"}, "better_quality", "lower_price", {"better_criterion": "G"},
            {"better_criterion": "H"}, {"better_criterion": "Z"}, "draw"
        ]);
        wins(rule, &chain, "better_criterion:H", ("100", winner), ("100", loser));
        wins(
            rule,
            &json!([{"better_criterion": "Z"}, {"better_criterion": "H"}, "draw"]),
            "better_criterion:Z",
            ("100", loser),
            ("100", winner),
        );
    }
}

/// The dear bid has quality worth exactly its price: 25 off 125, 25 points for the 25 that twice the price costs, or
/// 25 percent on 120 where the other has 50 percent on 100.
fn dear_and_good(rule: &str) -> (&'static str, Levels) {
    let price = match rule {
        "added_value_deduction" => "125",
        "relative_price_points" => "200",
        _ => "120",
    };
    (price, &[("W", "2"), ("X", "1")])
}

#[test]
fn better_quality_and_lower_price_pull_apart_under_every_rule() {
    for rule in RULES {
        let (dear, cheap) = (dear_and_good(rule), ("100", &[] as Levels));
        for last in ["draw", "shared_rank"] {
            wins(rule, &json!(["better_quality", last]), "better_quality", dear, cheap);
            wins(rule, &json!(["better_quality", "lower_price", last]), "better_quality", dear, cheap);
            wins(rule, &json!(["lower_price", last]), "lower_price", cheap, dear);
            wins(rule, &json!(["lower_price", "better_quality", last]), "lower_price", cheap, dear);
        }
    }
}

/// Three bids that nothing separates, and one behind, under this rule or under the lowest cost.
fn alike(rule: &str, chain: &Value) -> (Value, Value) {
    let one = |key: &str, price: &str| match rule {
        "lowest_cost" => bid(key, price, &json!({})),
        _ => offer(rule, key, price, &[("W", "2")]),
    };
    let model = match rule {
        "lowest_cost" => model(&json!({"lowest_cost@1": {}}), &json!([]), &json!([]), chain),
        _ => tree(rule, chain),
    };
    (model, inputs(&[one("A", "100"), one("B", "100"), one("C", "100"), one("D", "300")]))
}

/// Every rule with the longest chain it admits before the last link.
fn chains(last: &str) -> Vec<(&'static str, Value)> {
    let mut chains: Vec<_> = RULES
        .iter()
        .map(|rule| (*rule, json!([{"better_criterion": "G"}, "better_quality", "lower_price", last])))
        .collect();
    chains.extend(RULES.iter().map(|rule| (*rule, json!([last]))));
    chains.push(("lowest_cost", json!([last])));
    chains
}

#[test]
fn a_draw_that_was_held_gives_its_order_and_one_that_was_not_is_asked_for() {
    for (rule, chain) in chains("draw") {
        let (model, mut inputs) = alike(rule, &chain);
        let open = outcome(&model, &inputs);
        assert_eq!(ranks(&open), [("A", 1), ("B", 1), ("C", 1), ("D", 4)], "{rule}");
        assert_eq!(serde_json::to_value(&open.draws).unwrap(), json!([["A", "B", "C"]]), "{rule}");
        let by: Vec<&str> = open.placements.iter().map(|placed| placed.decided_by.as_str()).collect();
        assert_eq!(by, ["draw_needed", "draw_needed", "comparison_value", "last"], "{rule}");
        for order in [["B", "C", "A"], ["C", "B", "A"], ["A", "C", "B"]] {
            inputs["draws"] = json!([draw(&order)]);
            let held = outcome(&model, &inputs);
            assert_eq!(ranks(&held), [(order[0], 1), (order[1], 2), (order[2], 3), ("D", 4)], "{rule}");
            assert!(held.draws.is_empty(), "{rule}");
            let by: Vec<&str> = held.placements.iter().map(|placed| placed.decided_by.as_str()).collect();
            assert_eq!(by, ["draw", "draw", "comparison_value", "last"], "{rule}");
            let references = held.trace.iter().flat_map(|step| &step.from).filter(|one| one.source == "draw");
            let places: BTreeSet<(&str, &str)> = references.map(|one| (&*one.target, &*one.value)).collect();
            let all = [("/draws/0/order/0", "1"), ("/draws/0/order/1", "2"), ("/draws/0/order/2", "3")];
            assert_eq!(places, BTreeSet::from(all), "{rule}");
        }
        for order in [&["A", "B"][..], &["A", "B", "C", "D"]] {
            inputs["draws"] = json!([draw(order)]);
            let faults = read(&model, &inputs).unwrap_err();
            assert_eq!(faults.list()[0].code, "inputs.draw_unneeded", "{rule} {order:?}");
        }
    }
}

#[test]
fn a_rank_that_is_shared_is_shared_by_all_and_the_next_counts_them() {
    for (rule, chain) in chains("shared_rank") {
        let (model, mut inputs) = alike(rule, &chain);
        let shared = outcome(&model, &inputs);
        assert_eq!(ranks(&shared), [("A", 1), ("B", 1), ("C", 1), ("D", 4)], "{rule}");
        assert!(shared.draws.is_empty(), "{rule}");
        let by: Vec<&str> = shared.placements.iter().map(|placed| placed.decided_by.as_str()).collect();
        assert_eq!(by, ["shared_rank", "shared_rank", "comparison_value", "last"], "{rule}");
        inputs["draws"] = json!([draw(&["C", "B", "A"])]);
        assert_eq!(read(&model, &inputs).unwrap_err().list()[0].code, "inputs.draw_unneeded", "{rule}");
    }
}

#[test]
fn the_lowest_cost_admits_no_link_but_the_last() {
    for link in [json!("lower_price"), json!("better_quality")] {
        let (model, inputs) = alike("lowest_cost", &json!([link, "draw"]));
        let faults = read(&model, &inputs).unwrap_err();
        assert_eq!(faults.list()[0].code, "model.tie_breaker_without_effect", "{link}");
    }
    let (model, inputs) = alike("lowest_cost", &json!([{"better_criterion": "X"}, "draw"]));
    assert_eq!(read(&model, &inputs).unwrap_err().list()[0].code, "model.criterion_unknown");
}
