//! Ways to damage an outcome, or the case behind it, each with what a recomputation must say. Bids and criteria are
//! those of the demo procurements.

use serde_json::{Value, json};

/// One kind of damage.
pub struct Damage {
    pub what: &'static str,
    pub demo: &'static str,
    /// The lot, by position.
    pub lot: usize,
    /// Damages the case or the lot's outcome, and says how the place is named.
    pub does: fn(&mut Value, &mut Value) -> String,
    /// Words of the refusal.
    pub says: &'static str,
}

const A: &str = super::A;
const B: &str = super::B;
const C: &str = super::C;

/// The number of a bid's step, about a criterion or none.
fn find(outcome: &Value, bid: &str, criterion: &str, name: &str) -> usize {
    let is = |step: &Value, member: &str, wanted: &str| step[member].as_str().unwrap_or_default() == wanted;
    let mut steps = outcome["trace"].as_array().unwrap().iter();
    steps
        .position(|step| is(step, "bid", bid) && is(step, "criterion", criterion) && is(step, "name", name))
        .unwrap_or_else(|| panic!("no step {name} of {bid} {criterion}"))
}

/// Changes one step; its number is what the refusal must name.
fn step(outcome: &mut Value, (bid, criterion, name): (&str, &str, &str), change: impl Fn(&mut Value)) -> String {
    let number = find(outcome, bid, criterion, name);
    change(&mut outcome["trace"][number]);
    format!("step {number} ")
}

/// Changes a placement; the step that it contradicts is what the refusal must name.
fn placement(outcome: &mut Value, bid: &str, named: (&str, &str), change: impl Fn(&mut Value)) -> String {
    let mut placements = outcome["placements"].as_array_mut().unwrap().iter_mut();
    change(placements.find(|one| one["bid"] == bid).unwrap());
    format!("step {} ", find(outcome, bid, named.0, named.1))
}

fn renumber(outcome: &mut Value, from: usize, by: i64) {
    let moved = |number: i64| if number >= i64::try_from(from).unwrap() { number + by } else { number };
    for step in outcome["trace"].as_array_mut().unwrap() {
        step["number"] = moved(step["number"].as_i64().unwrap()).into();
        for reference in step["from"].as_array_mut().unwrap() {
            if reference["source"] == "step" {
                let target: i64 = reference["target"].as_str().unwrap().parse().unwrap();
                reference["target"] = moved(target).to_string().into();
            }
        }
    }
}

/// An entry in the table, on demo A's second lot unless it says otherwise.
const fn in_a(what: &'static str, does: fn(&mut Value, &mut Value) -> String, says: &'static str) -> Damage {
    Damage { what, demo: A, lot: 1, does, says }
}

pub const DAMAGES: &[Damage] = &[
    in_a(
        "a step's value",
        |_, o| step(o, ("L2-B01", "A1", "deduction"), |s| s["value"] = "113".into()),
        "multiply gives 112, but 113 stands there",
    ),
    in_a(
        "a step's value by a trifle",
        |_, o| step(o, ("L2-B01", "", "comparison_value"), |s| s["value"] = "4857.0000000000000001".into()),
        "subtract gives 4857",
    ),
    in_a(
        "a value said to stand in the model",
        |_, o| step(o, ("", "A3", "weighted_maximum"), |s| s["from"][1]["value"] = "9".into()),
        "is 8, but the step says 9",
    ),
    in_a(
        "references of two criteria of the same weight, swapped",
        |_, o| {
            let other = o["trace"][find(o, "", "A4", "weighted_maximum")]["from"][1].clone();
            step(o, ("", "A3", "weighted_maximum"), |s| s["from"][1] = other.clone())
        },
        "is about another criterion",
    ),
    in_a(
        "references swapped within a step",
        |_, o| step(o, ("L2-B01", "", "comparison_value"), |s| s["from"].as_array_mut().unwrap().swap(0, 1)),
        "subtract gives -4857",
    ),
    in_a(
        "a reference to a later step",
        |_, o| {
            let later = find(o, "L2-B01", "A2", "deduction").to_string();
            step(o, ("L2-B01", "A1", "deduction"), |s| s["from"][1]["target"] = later.clone().into())
        },
        "is not an earlier one",
    ),
    in_a(
        "a reference to a step that is not there",
        |_, o| step(o, ("L2-B01", "A1", "deduction"), |s| s["from"][1]["target"] = "-1".into()),
        "step -1 is not an earlier one",
    ),
    in_a(
        "a pointer to nothing",
        |_, o| {
            step(o, ("L2-B01", "A1", "factor"), |s| {
                s["from"][1]["target"] = "/criteria/0/children/0/scale/stepped_table@1/levels/9/factor".into();
            })
        },
        "IndexError",
    ),
    in_a(
        "a pointer to another criterion's answer",
        |_, o| {
            step(o, ("L2-B01", "A1", "level"), |s| {
                s["from"][0]["source"] = "bid".into();
                s["from"][0]["target"] = "/bids/L2-B01/answers/A2".into();
            })
        },
        "is about another criterion",
    ),
    in_a(
        "a pointer to another bid's price",
        |_, o| {
            let number = find(o, "L2-B01", "", "line_amount");
            o["trace"][number]["from"][1]["target"] = "/bids/L2-B02/prices/P".into();
            format!("step {number} ")
        },
        "is about another bid",
    ),
    in_a(
        "a constant from nowhere",
        |_, o| {
            step(o, ("", "A1", "criterion_maximum"), |s| {
                s["from"][1] = json!({"source": "constant", "target": "110", "value": "110"});
            })
        },
        "the constant 110 comes from nowhere",
    ),
    in_a(
        "a lawful constant where the model has a number",
        |_, o| {
            step(o, ("L2-B02", "A1", "factor"), |s| {
                s["from"][1] = json!({"source": "constant", "target": "0", "value": "0"});
            })
        },
        "is made otherwise than step",
    ),
    in_a(
        "an operand of nothing left out of a sum",
        |_, o| {
            step(o, ("L2-B01", "", "total_deduction"), |s| drop(s["from"].as_array_mut().unwrap().remove(1)));
            // The plan behind it reaches the rank no more, and neither does its first step.
            format!("step {} ", find(o, "L2-B01", "A2", "included"))
        },
        "serves no rank",
    ),
    in_a(
        "another operation with the same value",
        |_, o| step(o, ("L2-B03", "C1", "level"), |s| s["operation"] = "sum".into()),
        "is made otherwise than step",
    ),
    in_a(
        "an operation that does not exist",
        |_, o| step(o, ("L2-B03", "C1", "level"), |s| s["operation"] = "guess".into()),
        "unknown operation guess",
    ),
    in_a(
        "a step removed",
        |_, o| {
            let number = find(o, "L2-B05", "A1", "level");
            o["trace"].as_array_mut().unwrap().remove(number);
            format!("step {} ", number + 1)
        },
        "one before it is missing",
    ),
    in_a(
        "a threshold removed, and everything numbered anew",
        |_, o| {
            let number = find(o, "", "B1", "threshold") + 2;
            for step in o["trace"].as_array_mut().unwrap() {
                step["from"]
                    .as_array_mut()
                    .unwrap()
                    .retain(|one| one["source"] != "step" || one["target"] != number.to_string().as_str());
            }
            o["trace"].as_array_mut().unwrap().remove(number);
            renumber(o, number, -1);
            format!("step {} ", find(o, "L2-B07", "B1", "level"))
        },
        "level_reached gives 2, but 3 stands there",
    ),
    in_a(
        "a step too many",
        |_, o| {
            let number = o["trace"].as_array().unwrap().len();
            let idle = json!({"number": number, "rule": "tie_chain@1", "name": "idle", "operation": "sum",
                              "from": [{"source": "constant", "target": "1", "value": "1"}], "value": "1"});
            o["trace"].as_array_mut().unwrap().push(idle);
            format!("step {number} ")
        },
        "serves no rank",
    ),
    in_a(
        "a wrong rank",
        |_, o| step(o, ("L2-B04", "", "rank"), |s| s["value"] = "4".into()),
        "rank_after gives 5, but 4 stands there",
    ),
    in_a(
        "a tie that is said to be broken by nothing",
        |_, o| step(o, ("L2-B04", "", "rank"), |s| s["from"].as_array_mut().unwrap().truncate(3)),
        "the tie chain goes on",
    ),
    in_a(
        "a bid held against itself",
        |_, o| {
            step(o, ("L2-B03", "", "rank"), |s| {
                let own = s["from"][1].clone();
                s["from"][2] = own;
            })
        },
        "should hold the bid against L2-B04",
    ),
    in_a(
        "two ranks exchanged in trace and placements",
        |_, o| {
            let (first, second) = (find(o, "L2-B09", "", "rank"), find(o, "L2-B02", "", "rank"));
            let (one, other) = (o["trace"][first]["from"][0].clone(), o["trace"][second]["from"][1].clone());
            o["trace"][first]["bid"] = "L2-B02".into();
            o["trace"][first]["from"] = json!([other]);
            o["trace"][second]["bid"] = "L2-B09".into();
            o["trace"][second]["from"][1] = one;
            o["trace"][second]["from"][2] = other;
            o["placements"].as_array_mut().unwrap().swap(0, 1);
            format!("step {second} ")
        },
        "is better than 4842 of the bid before: lower first",
    ),
    in_a(
        "a placement's rank",
        |_, o| placement(o, "L2-B02", ("", "rank"), |one| one["rank"] = 1.into()),
        "the placement says rank 1",
    ),
    in_a(
        "a placement's comparison value",
        |_, o| placement(o, "L2-B02", ("", "comparison_value"), |one| one["comparison_value"] = "4841".into()),
        "the placement says comparison_value 4841",
    ),
    in_a(
        "a placement's price",
        |_, o| placement(o, "L2-B02", ("", "price"), |one| one["price"] = "1".into()),
        "the placement says price 1",
    ),
    in_a(
        "a score's level",
        |_, o| placement(o, "L2-B02", ("A1", "level"), |one| one["scores"][0]["level"] = 3.into()),
        "the placement says A1 level 3",
    ),
    in_a(
        "a score's factor",
        |_, o| placement(o, "L2-B02", ("A1", "factor"), |one| one["scores"][0]["factor"] = "1".into()),
        "the placement says A1 factor 1",
    ),
    in_a(
        "a score's amount",
        |_, o| placement(o, "L2-B02", ("A1", "deduction"), |one| one["scores"][0]["amount"] = "280".into()),
        "the placement says A1 amount 280",
    ),
    in_a(
        "a score left out",
        |_, o| {
            placement(o, "L2-B02", ("", "rank"), |one| drop(one["scores"].as_array_mut().unwrap().pop()));
            "placement L2-B02".to_owned()
        },
        "has scores for",
    ),
    in_a(
        "what decided",
        |_, o| {
            placement(o, "L2-B08", ("", "rank"), |one| one["decided_by"] = "better_criterion:A".into());
            "placement L2-B08".to_owned()
        },
        "but better_criterion:B decided",
    ),
    in_a(
        "a tie that is not told",
        |_, o| {
            placement(o, "L2-B08", ("", "rank"), |one| one["tied"] = false.into());
            "placement L2-B08".to_owned()
        },
        "tied or not",
    ),
    in_a(
        "a draw that nobody needs",
        |_, o| {
            o["draws"] = json!([["L2-B08", "L2-B04"]]);
            "draws".to_owned()
        },
        "must be []",
    ),
    Damage {
        what: "a rejected bid said to be admitted",
        demo: A,
        lot: 0,
        does: |_, o| step(o, ("L1-B07", "", "admitted"), |s| s["value"] = "1".into()),
        says: "admit gives 0",
    },
    Damage {
        what: "a rejection left out",
        demo: A,
        lot: 0,
        does: |_, o| {
            o["rejected"] = json!([]);
            "rejected".to_owned()
        },
        says: "not the bids that were rejected",
    },
    Damage {
        what: "a lowest price that is not over all bids",
        demo: B,
        lot: 0,
        does: |_, o| step(o, ("", "", "lowest_price"), |s| drop(s["from"].as_array_mut().unwrap().pop())),
        says: "not over all admitted bids",
    },
    Damage {
        what: "points compared the wrong way round in the model",
        demo: B,
        lot: 0,
        does: |case, o| {
            case["lots"][0]["model"]["combination"] = json!({"added_value_deduction@1": {"maximum_deduction": "1"}});
            format!("step {} ", find(o, "", "", "weighted_lowest_price"))
        },
        says: "KeyError",
    },
    Damage {
        what: "a panel's level in the case",
        demo: C,
        lot: 1,
        does: |case, o| {
            let levels = case["panel_scores"].as_array_mut().unwrap();
            let level = levels.iter_mut().find(|one| one["bid"] == "L2-B03").unwrap();
            level["level"] = ((level["level"].as_i64().unwrap() + 1) % 5).into();
            let criterion = level["criterion"].as_str().unwrap().to_owned();
            format!("step {} ", find(o, "L2-B03", &criterion, "level"))
        },
        says: "but the step says",
    },
    Damage {
        what: "an answer in the case that no step has seen",
        demo: C,
        lot: 1,
        does: |case, o| {
            let submissions = case["submissions"].as_array_mut().unwrap().iter_mut();
            let mut bids = submissions.flat_map(|one| one["content"]["bids"].as_array_mut().unwrap());
            bids.find(|one| one["key"] == "L2-B03").unwrap()["answers"]["EXTRA"] = "1".into();
            format!("step {} ", find(o, "L2-B03", "", "comparison_value"))
        },
        says: "/bids/L2-B03/answers/EXTRA is not behind it",
    },
    Damage {
        what: "a rounding in the model that no step has made",
        demo: C,
        lot: 1,
        does: |case, _| {
            let stage = json!({"stage": "comparison_value", "rounding": {"decimals": 2, "mode": "half_even"}});
            case["lots"][1]["model"]["rounding"] = json!([stage]);
            "model /rounding/0".to_owned()
        },
        says: "is behind no rank",
    },
];
