//! Lots that people computed with the rulebook and a pocket calculator, and nothing else: one for each way to combine price
//! and quality, one of them with every measure of a staffing plan. The engine finds what they found, figure by figure.

use anbud::casefile::Case;
use anbud::service::{EvaluatedLot, evaluate_case};
use scoring::RULEBOOK;
use serde_json::Value;
use std::collections::BTreeSet;
use values::canonical;

fn lots() -> Vec<EvaluatedLot> {
    let case: Case = canonical::from_tree(canonical::read(include_str!("../data/by_hand/case.json")).unwrap()).unwrap();
    evaluate_case(&case, None).unwrap()
}

fn figures() -> Value {
    serde_json::from_str(include_str!("../data/by_hand/figures.json")).unwrap()
}

/// The value of the last step of this name about a bid, and about a criterion if one is named.
fn step<'a>(lot: &'a EvaluatedLot, names: &[&str], bid: &str, criterion: Option<&str>) -> Option<&'a str> {
    let about = |key: &Option<values::Key>, wanted: Option<&str>| key.as_ref().map(values::Key::as_str) == wanted;
    let found =
        lot.document.trace.iter().rfind(|step| {
            names.contains(&&*step.name) && about(&step.bid, Some(bid)) && about(&step.criterion, criterion)
        });
    found.map(|step| step.value.as_str())
}

#[test]
fn the_engine_ranks_as_they_were_ranked_by_hand() {
    let lots = lots();
    assert_eq!(lots.len(), 4);
    for lot in &lots {
        assert_eq!(lot.mismatches, [], "{}", lot.lot);
        let drawn = serde_json::to_value(&lot.document.draws).unwrap();
        assert_eq!(drawn, figures()[lot.lot.as_str()]["draw_needed"], "{}", lot.lot);
    }
}

#[test]
fn every_figure_written_by_hand_is_the_engines() {
    let mut compared = 0;
    for lot in lots() {
        let figures = figures();
        let bids = figures[lot.lot.as_str()]["bids"].as_object().unwrap();
        assert_eq!(bids.len(), lot.document.placements.len(), "{}", lot.lot);
        for placement in &lot.document.placements {
            let bid = placement.bid.as_str();
            let mut same = |what: &str, by_hand: Option<&Value>, found: Option<&str>| {
                let Some(by_hand) = by_hand else { return };
                assert_eq!(Some(by_hand.as_str().unwrap()), found, "{} {bid} {what}", lot.lot);
                compared += 1;
            };
            let own = &bids[bid];
            same("price", own.get("price"), Some(&placement.price));
            same("price points", own.get("price_points"), step(&lot, &["rounded_price_points"], bid, None));
            for score in &placement.scores {
                let criterion = score.criterion.as_str();
                let own = &own["criteria"][criterion];
                same(criterion, own.get("measured"), step(&lot, &["measured"], bid, Some(criterion)));
                same(criterion, own.get("amount"), Some(&score.amount));
                if let Some(level) = own.get("level") {
                    assert_eq!(level, score.level, "{} {bid} {criterion}", lot.lot);
                }
            }
        }
    }
    assert!(compared > 70, "{compared}");
}

/// No rule is left out, so that whoever changes a card can have it read anew.
#[test]
fn the_lots_use_every_rule_of_the_rulebook() {
    let used: BTreeSet<String> =
        lots().iter().flat_map(|lot| lot.document.trace.iter().map(|step| step.rule.clone())).collect();
    let all: BTreeSet<String> = RULEBOOK.iter().map(|card| card.id.to_string()).collect();
    assert_eq!(used, all);
}
