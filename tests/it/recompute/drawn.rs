//! What no demo has: drawings that were held, ranks that are shared, and measures of other kinds.

use super::{Pair, assert_occur, assert_recomputes, python, random_lots_with, sample::Sample};
use crate::stored::house::{bids, differing, outcome, rare};
use anbud::casefile;
use scoring::InputsDocument;
use serde_json::{Value, json};

/// The outcomes of a case.
fn outcomes(case: &Value) -> Value {
    let read = casefile::read(&case.to_string()).unwrap();
    (0..read.lots.len()).map(|lot| outcome(&read, lot)).collect()
}

/// That the script is not content with a changed case or changed outcomes, and says why.
fn assert_refused(name: &str, case: &Value, outcomes: &Value, says: &str) {
    let (content, said) = Pair::new(name, case, outcomes).recomputed();
    assert!(!content && said.contains(says), "{name}: should say {says}, but says\n{said}");
}

#[test]
fn drawings_that_were_held_recompute_and_others_do_not() {
    let case = rare();
    let made = outcomes(&case);
    assert_occur(&made, &["\"source\":\"draw\"", "\"decided_by\":\"draw\""]);
    if !python() {
        return;
    }
    assert_recomputes("held", &case, &made);
    let changed = |order: Value| {
        let mut case = case.clone();
        case["draws"][1]["order"] = order;
        case
    };
    assert_refused("turned", &changed(json!(["L1-B02", "L1-B05"])), &made, "is not the place of");
    assert_refused("larger", &changed(json!(["L1-B05", "L1-B02", "L1-B01"])), &made, "among exactly the tied bids");
    let mut gone = case.clone();
    gone["draws"] = json!([]);
    assert_refused("gone", &gone, &made, "IndexError");
}

#[test]
fn shared_ranks_recompute_and_need_no_drawing() {
    let mut case = rare();
    case["draws"] = json!([]);
    for lot in case["lots"].as_array_mut().unwrap() {
        *lot["model"]["tie_chain"].as_array_mut().unwrap().last_mut().unwrap() = json!("shared_rank");
    }
    let made = outcomes(&case);
    assert_occur(&made, &["\"decided_by\":\"shared_rank\"", "\"draws\":[]"]);
    if !python() {
        return;
    }
    assert_recomputes("shared", &case, &made);
    let text = made.to_string().replace("\"decided_by\":\"shared_rank\"", "\"decided_by\":\"draw_needed\"");
    assert_refused("undrawn", &case, &serde_json::from_str(&text).unwrap(), "but shared_rank decided");
}

#[test]
fn measures_that_no_demo_has_recompute() {
    let case = differing();
    let made = outcomes(&case);
    assert_occur(&made, &["staff_per_shift@1", "\"staff_minutes\"", "\"part_minutes\"", "mean_years@1", "\"stated\""]);
    if !python() {
        return;
    }
    assert_recomputes("measures", &case, &made);
    let mut later = case;
    let rota = bids(&mut later).find(|bid| bid["key"] == "L1-B01").unwrap()["plan"]["rota"].as_array_mut().unwrap();
    let shift = rota.iter_mut().find(|shift| shift["duty"] == "waking" && shift["from"] == "07:00").unwrap();
    shift["from"] = json!("07:01");
    assert_refused("a minute later", &later, &made, "staff_minutes gives");
}

fn is_undecided(sample: &Sample) -> bool {
    !draws(sample).is_empty()
}

fn draws(sample: &Sample) -> Vec<Value> {
    let outcome = sample.outcome();
    let drawn = |one: &scoring::Placement<'_>| outcome.drawn_with(one.bid) > 1;
    let tied: Vec<_> = outcome.placements().filter(drawn).map(|one| (one.rank, one.bid)).collect();
    let of_rank = |rank: u32| tied.iter().filter(move |(own, _)| *own == rank).map(|(_, bid)| bid.to_string());
    let ranks: std::collections::BTreeSet<u32> = tied.iter().map(|(rank, _)| *rank).collect();
    let order = |rank| of_rank(rank).rev().collect::<Vec<_>>();
    let moment = "2026-12-01T10:00:00+01:00";
    ranks.into_iter().map(|rank| json!({"order": order(rank), "drawn_at": moment, "witnesses": ["W"]})).collect()
}

/// The inputs of a sample with each drawing that its outcome asks for.
fn held(sample: &Sample) -> InputsDocument {
    let mut inputs = serde_json::to_value(&sample.inputs).unwrap();
    let mut draws = draws(sample);
    // As a case file's are put in order.
    draws.sort_by_key(|draw| draw["order"].to_string());
    inputs["draws"] = draws.into();
    serde_json::from_value(inputs).unwrap()
}

#[test]
fn random_lots_with_drawings_recompute() {
    let (case, made) = random_lots_with("recompute drawings", is_undecided, held);
    assert!(case["draws"].as_array().unwrap().len() >= 100);
    assert!(made.as_array().unwrap().iter().all(|outcome| outcome["draws"] == json!([])), "each was held");
    python().then(|| assert_recomputes("drawings", &case, &made));
}
