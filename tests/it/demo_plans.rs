//! The staffing plans of the demo say what their bids state, and the panel of the demo says why. All of it is
//! invented; the plans are measured here anew, without the engine.

mod changed;
mod own;

use crate::demo_files::{bids, case};
use own::Figure;
use scoring::document::{Assessor, BidDocument, Criterion, Duty, PanelScore, Scale, StaffingPlan};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

const MEASURED: [&str; 2] = ["LOT-1", "LOT-2"];
const BY_HAND: [&str; 5] = ["L1-B04", "L1-B08", "L2-B04", "L2-B08", "L2-B09"];

fn file(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("demo").join(name)).unwrap()
}

/// Opened bids of the measured lots, each with its plan.
fn planned() -> Vec<(BidDocument, StaffingPlan)> {
    let case = case("a_hvb");
    let bids = bids(&case).filter(|(_, bid)| MEASURED.contains(&bid.lot.as_str()));
    bids.map(|(_, bid)| (bid.clone(), bid.plan.clone().expect("has a plan"))).collect()
}

fn figures(bid: &BidDocument, plan: &StaffingPlan) -> [(&'static str, Figure); 7] {
    [
        ("A1", own::share_of_hours(plan)),
        ("A2", own::share_of_heads(plan)),
        ("A3", own::median_years(plan)),
        ("A4", own::supervision_per_head(plan)),
        ("B1", own::fte_per_place(plan, bid.unit.as_ref().expect("has a unit").places)),
        ("B2", own::night_cover(plan)),
        ("B3", own::continuity(plan)),
    ]
}

#[test]
fn every_stated_figure_follows_from_the_plan() {
    let mut wrong = Vec::new();
    let mut followed = 0;
    for (bid, plan) in planned() {
        for (criterion, (figure, decimals)) in figures(&bid, &plan) {
            let stated = &bid.answers[&criterion.parse().unwrap()];
            if figure == own::units(stated, decimals) {
                followed += 1;
            } else {
                wrong.push(format!("{} {criterion}: {figure} at {decimals} decimals, stated {stated}", bid.key));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    assert_eq!(followed, 18 * 7);
}

#[test]
fn every_plan_is_marked_as_invented_and_only_measured_lots_have_plans() {
    let case = case("a_hvb");
    let keys: Vec<_> = (case.lots.iter()).map(|lot| (lot.key.clone(), own_measures(&lot.model.criteria))).collect();
    for (lot, measures) in keys {
        let expected = if MEASURED.contains(&lot.as_str()) { published() } else { BTreeMap::new() };
        assert_eq!(measures, expected, "{lot}");
    }
    for (_, bid) in bids(&case) {
        let measured = MEASURED.contains(&bid.lot.as_str());
        assert_eq!(bid.plan.as_ref().map(|plan| plan.invented), measured.then_some(true), "{}", bid.key);
    }
    assert_eq!(planned().len(), 18);
}

/// How each criterion is measured, as the model says it.
fn own_measures(criteria: &[Criterion]) -> BTreeMap<String, Value> {
    let mut found = BTreeMap::new();
    for criterion in criteria {
        let by = match &criterion.scale {
            Some(Scale::SteppedTable(table)) => Some(&table.assessed_by),
            Some(Scale::DescribedLevels(levels)) => Some(&levels.assessed_by),
            None => None,
        };
        if let Some(Assessor::Plan(measure)) = by {
            found.insert(criterion.key.to_string(), serde_json::to_value(measure).unwrap());
        }
        found.extend(own_measures(&criterion.children));
    }
    found
}

/// What the models of the measured lots publish, and what the computation here takes for granted.
fn published() -> BTreeMap<String, Value> {
    let functions = json!(["care", "treatment"]);
    let methods = json!(["mi", "low_arousal", "cbt", "tmo", "art", "bbic"]);
    let cut = |decimals: u32| json!({ "decimals": decimals, "mode": "toward_zero" });
    let night = |waking: u32, sleeping: u32, back_up: u32| json!({ "waking": waking, "sleeping": sleeping, "back_up": back_up });
    let measures = [
        (
            "A1",
            json!({ "share_of_hours@1": {
                "functions": functions, "sleeping_duty": "not_counted", "minimum_credits": 180, "cut": cut(0)
            } }),
        ),
        (
            "A2",
            json!({ "share_of_heads@1": {
                "functions": functions, "methods": methods, "minimum_methods": 2, "minimum_days": "3", "cut": cut(0)
            } }),
        ),
        ("A3", json!({ "median_years@1": { "functions": functions, "cut": cut(1) } })),
        ("A4", json!({ "supervision_per_head@1": { "functions": functions, "cut": cut(1) } })),
        (
            "B1",
            json!({ "fte_per_place@1": {
                "functions": functions, "sleeping_duty": "not_counted",
                "hours_per_full_time_year": "1980", "hours_per_full_time_month": "165", "cut": cut(2)
            } }),
        ),
        (
            "B2",
            json!({ "night_cover@1": {
                "part": { "from": "22:00", "to": "07:00" }, "back_up_within_minutes": 30,
                "levels": [night(1, 0, 1), night(1, 1, 0), night(2, 0, 0)]
            } }),
        ),
        ("B3", json!({ "continuity@1": { "last_month": "2026-10", "months": 6, "cut": cut(0) } })),
    ];
    measures.into_iter().map(|(criterion, measure)| (criterion.to_owned(), measure)).collect()
}

#[test]
fn plans_say_the_same_of_a_person_on_every_line_and_stay_within_a_full_time() {
    for (bid, plan) in planned() {
        let mut persons: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        for line in &plan.staff {
            persons.entry(line.person.as_str()).or_default().push(line);
        }
        for (person, lines) in &persons {
            let (first, what) = (lines[0], format!("{} {person}", bid.key));
            for line in lines {
                let facts = |line: &scoring::document::RoleLine| {
                    (line.credits, line.degree, line.trainings.clone(), line.years_with_target_group.clone())
                };
                assert_eq!((facts(line), line.employment), (facts(first), first.employment), "{what}");
            }
            let share: i128 = lines.iter().map(|line| own::units(&line.share, 2)).sum();
            assert!(share <= 100, "{what}: {share} hundredths of a full time");
            let asleep: i128 = lines.iter().map(|line| own::units(&line.sleeping_hours, 2)).sum();
            assert!(asleep <= 5_000, "{what}: more sleeping duty than a month may have");
        }
        assert!(plan.staff.iter().any(|line| line.function.as_str() == "manager"), "{} has a manager", bid.key);
    }
}

#[test]
fn plans_hold_what_is_hard_to_measure() {
    let plans: BTreeMap<_, _> = planned().into_iter().map(|(bid, plan)| (bid.key.to_string(), plan)).collect();
    let two = |plan: &StaffingPlan| {
        let persons: BTreeSet<_> = plan.staff.iter().map(|line| &line.person).collect();
        persons.len() < plan.staff.len()
    };
    assert!(plans.values().filter(|plan| two(plan)).count() >= 5, "people with two functions");
    assert!(plans.values().filter(|plan| own::by_the_hour(plan)).count() >= 10, "people by the hour");
    let of = |bid: &str, person: &str| {
        plans[bid].staff.iter().find(|line| line.person.as_str() == person).expect("is on the plan").clone()
    };
    let leave = of("L2-B04", "P23");
    assert_eq!((leave.waking_hours.as_str(), leave.sleeping_hours.as_str()), ("0", "0"));
    assert!(!own::heads(&plans["L2-B04"]).contains_key("P23"), "one on leave is no head");
    assert_eq!(of("L1-B08", "P19").waking_hours, "0");
    assert!(own::heads(&plans["L1-B08"]).contains_key("P19"), "one on sleeping duty alone is a head");
    assert_eq!(own::heads(&plans["L2-B09"]).len() % 2, 0, "the median lies between two");
    let far = plans["L1-B04"].rota.iter().find(|shift| shift.duty == Duty::BackUp).expect("has back-up");
    assert_eq!(far.response_minutes, Some(45), "back-up that comes too late to count");
}

#[test]
fn plans_by_hand_are_those_of_the_bids() {
    let plans: BTreeMap<_, _> = planned().into_iter().map(|(bid, plan)| (bid.key.to_string(), plan)).collect();
    for bid in BY_HAND {
        let by_hand: StaffingPlan = serde_json::from_str(&file(&format!("plans/by_hand/{bid}.json"))).unwrap();
        assert!(by_hand == plans[bid], "{bid}: run demo/plans/generate.py");
    }
}

#[test]
fn the_generator_changes_nothing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let copy = std::env::temp_dir().join(format!("anbud-plans-{}.json", std::process::id()));
    let before = file("a_hvb.json");
    std::fs::write(&copy, &before).unwrap();
    let ran = Command::new("python3").arg(root.join("demo/plans/generate.py")).arg(&copy).output();
    let after = std::fs::read_to_string(&copy).unwrap();
    std::fs::remove_file(&copy).unwrap();
    match ran {
        Ok(output) => {
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            assert!(before == after, "demo/a_hvb.json is not what demo/plans/generate.py writes: run it");
        }
        Err(error) => {
            let required = std::env::var("ANBUD_REQUIRE_PYTHON").is_ok_and(|value| value == "1");
            assert!(!required, "python3 does not run: {error}");
            eprintln!("skipped: python3 does not run here ({error}), so nobody ran demo/plans/generate.py");
        }
    }
}

fn disagrees(score: &PanelScore) -> bool {
    let levels = || score.individual.iter().map(|own| own.level);
    levels().max().zip(levels().min()).is_some_and(|(most, least)| most - least >= 2)
}

#[test]
fn the_panel_judged_alone_before_it_agreed() {
    let case = case("a_hvb");
    let alone: Vec<_> = case.panel_scores.iter().filter(|score| !score.individual.is_empty()).collect();
    let bids: BTreeSet<_> = alone.iter().map(|score| score.bid.as_str()).collect();
    assert_eq!(bids, BTreeSet::from(["L2-B01", "L2-B02", "L2-B04", "L2-B08", "L2-B09"]));
    assert_eq!(alone.len(), 10);
    for score in &alone {
        let who: Vec<_> = score.individual.iter().map(|own| own.evaluator.as_str()).collect();
        assert_eq!(who, ["E1", "E2", "E3"], "{} {}", score.bid, score.criterion);
        assert!(score.individual.iter().any(|own| own.level == score.level), "somebody gave what all agreed on");
    }
    let apart = alone.iter().filter(|score| disagrees(score));
    let apart: Vec<_> = apart.map(|score| (score.bid.as_str(), score.criterion.as_str())).collect();
    assert_eq!(apart, [("L2-B02", "C1"), ("L2-B04", "C2"), ("L2-B09", "C1")]);
}

#[test]
fn every_level_has_a_reason_of_its_own() {
    let mut said = BTreeSet::new();
    let mut reasons = 0;
    for name in ["a_hvb", "b_supervision", "c_beds_digital"] {
        for score in case(name).panel_scores {
            let what = format!("{name} {} {}", score.bid, score.criterion);
            let agreed = score.reason.unwrap_or_else(|| panic!("{what} has no reason"));
            for reason in score.individual.into_iter().map(|own| own.reason).chain([agreed]) {
                assert!(reason.sv.chars().count() >= 60, "{what}: {}", reason.sv);
                assert!(said.insert(reason.sv.clone()), "{what}: said before: {}", reason.sv);
                reasons += 1;
            }
        }
    }
    assert_eq!(reasons, 84 + 30 + 22 + 5);
}
