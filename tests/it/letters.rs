//! Letters to bidders: what they say would have changed the outcome is replayed, their numbers stand in the outcome,
//! and the committed ones are those that the program writes.

mod stated;
mod tied;

use anbud::casefile::Case;
use anbud::report::Language;
use anbud::service::{EvaluatedLot, check_case, evaluate_case, evaluate_lot, write_letter};
use scoring::document::{PriceRule, TieBreaker};
use scoring::{Equal, InputsDocument, Limit, Needed, PriceNeeded, Supposing, needed};
use std::collections::BTreeSet;
use std::path::Path;
use values::{Exact, Key, Place};

const DEMOS: [&str; 3] = ["demo/a_hvb.json", "demo/b_supervision.json", "demo/c_beds_digital.json"];

fn file(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn demos() -> Vec<(&'static str, Case)> {
    DEMOS.map(|path| (path, check_case(&file(path)).unwrap())).into()
}

/// One bid of a demo lot, with a rank that it could have wanted.
struct Wish<'a> {
    lot: &'a EvaluatedLot,
    inputs: InputsDocument,
    bid: Key,
    found: Needed,
}

/// Every ranked bid of a lot with the first rank, and with the last one accepted where it is beyond that.
fn wishes<'a>(case: &Case, lot: &'a EvaluatedLot) -> Vec<Wish<'a>> {
    let limit = case.lots.iter().find(|one| one.key == lot.lot).unwrap().terms.award_limit;
    let mut wishes = Vec::new();
    for placement in lot.outcome.placements() {
        let goals: BTreeSet<u32> = [1, limit.min(placement.rank)].into();
        for goal in goals {
            let bid = placement.bid.clone();
            let found = needed(&lot.model, &lot.inputs, &lot.outcome, &bid, goal).unwrap().unwrap();
            wishes.push(Wish { lot, inputs: case.inputs(&lot.lot).unwrap(), bid, found });
        }
    }
    wishes
}

fn hundredth() -> Exact {
    Exact::scaled(1, 2)
}

fn below(level: &[u32], criterion: usize) -> Vec<u32> {
    let mut lower = level.to_vec();
    lower[criterion] -= 1;
    lower
}

/// The rank of the bid with the unit price of its only line written in the document, and the bid next behind it where that
/// has the same comparison value, with what sets it apart.
fn rank_with_price(wish: &Wish<'_>, price: &Exact) -> (u32, Option<Equal>) {
    let mut inputs = wish.inputs.clone();
    let bid = inputs.bids.get_mut(&wish.bid).unwrap();
    bid.prices.values_mut().for_each(|one| *one = Some(price.to_fixed(2)));
    let again = evaluate_lot(wish.lot.lot.clone(), wish.lot.model.document().clone(), &inputs, &Place::root()).unwrap();
    let placements: Vec<_> = again.outcome.placements().collect();
    let index = placements.iter().position(|placement| *placement.bid == wish.bid).unwrap();
    let own = placements[index];
    let behind = placements.get(index + 1).filter(|other| other.comparison == own.comparison);
    (own.rank, behind.map(|other| Equal { bid: other.bid.clone(), decided_by: own.decided_by.to_owned() }))
}

#[test]
fn every_price_that_would_have_sufficed_does_and_a_hundredth_more_does_not() {
    let (mut replayed, mut edited, mut tied, mut none) = (0, 0, 0, 0);
    for (_, case) in demos() {
        for lot in &evaluate_case(&case, None).unwrap() {
            for wish in wishes(&case, lot) {
                let goal = wish.found.goal;
                let mut supposing = Supposing::new(&lot.model, &lot.inputs, &lot.outcome, &wish.bid).unwrap();
                let levels = supposing.levels().to_vec();
                let PriceNeeded::AtMost(Limit { price: most, equal }) = &wish.found.price else {
                    // The least price there is does not suffice: quality decides, as it may where price gives points.
                    assert_eq!(wish.found.price, PriceNeeded::None, "{} {goal}", wish.bid);
                    assert!(supposing.rank(&hundredth(), &levels).unwrap().0 > goal, "{} {goal}", wish.bid);
                    none += 1;
                    continue;
                };
                let more = most + &hundredth();
                assert!(supposing.rank(most, &levels).unwrap().0 <= goal, "{} {goal}", wish.bid);
                assert!(supposing.rank(&more, &levels).unwrap().0 > goal, "{} {goal}", wish.bid);
                replayed += 1;
                let one_line =
                    matches!(&lot.model.document().price, PriceRule::PriceList(list) if list.lines.len() == 1);
                if one_line && goal == 1 {
                    let (rank, behind) = rank_with_price(&wish, most);
                    assert!(rank <= goal, "{}: the bid itself, edited", wish.bid);
                    assert!(rank_with_price(&wish, &more).0 > goal, "{}: the bid itself, edited", wish.bid);
                    assert_eq!(behind, *equal, "{}: the bid itself, edited", wish.bid);
                    edited += 1;
                    tied += usize::from(equal.is_some());
                }
            }
        }
    }
    println!(
        "{replayed} prices replayed, {edited} of them by editing the bid's document, {tied} with an equal bid; {none} impossible"
    );
    assert!(replayed > 60 && edited >= 39 && tied > 0 && tied < edited, "{replayed} {edited} {tied}");
}

#[test]
fn every_level_that_would_have_sufficed_does_and_one_less_does_not() {
    let (mut alone, mut together, mut impossible) = (0, 0, 0);
    for (_, case) in demos() {
        for lot in &evaluate_case(&case, None).unwrap() {
            let criteria: Vec<Key> = lot.model.criteria().cloned().collect();
            let index = |key: &Key| criteria.iter().position(|one| one == key).unwrap();
            for Wish { bid, found, inputs, .. } in wishes(&case, lot) {
                let mut supposing = Supposing::new(&lot.model, &lot.inputs, &lot.outcome, &bid).unwrap();
                let (price, own) = (supposing.price().clone(), supposing.levels().to_vec());
                let mut reached = |levels: &[u32]| {
                    let rank = supposing.rank(&price, levels).unwrap().0;
                    assert_eq!(
                        rank,
                        stated::rank(lot, &inputs, &bid, levels),
                        "{bid} {levels:?}: the bid itself, edited"
                    );
                    rank <= found.goal
                };
                if reached(&own) {
                    continue;
                }
                for raised in &found.alone {
                    let mut levels = own.clone();
                    levels[index(&raised.criterion)] = raised.level;
                    assert!(
                        reached(&levels) && !reached(&below(&levels, index(&raised.criterion))),
                        "{bid} {raised:?}"
                    );
                    alone += 1;
                }
                // Of the others it is said that none would have been enough, even at its highest level.
                for (key, highest) in &found.best.levels {
                    let mut levels = own.clone();
                    levels[index(key)] = *highest;
                    assert_eq!(
                        reached(&levels),
                        found.alone.iter().any(|raised| raised.criterion == *key),
                        "{bid} {key}"
                    );
                }
                if let Some(set) = &found.together {
                    let mut levels = own.clone();
                    set.levels.iter().for_each(|(key, level)| levels[index(key)] = *level);
                    assert!(reached(&levels), "{bid} {set:?}");
                    for (key, _) in &set.levels {
                        assert!(!reached(&below(&levels, index(key))), "{bid}: {key} can be lowered in {set:?}");
                    }
                    together += 1;
                }
                if found.alone.is_empty() && found.together.is_none() {
                    assert!(!found.best.suffices && !reached(&lot_highest(lot, &bid)), "{bid} {found:?}");
                    impossible += 1;
                }
            }
        }
    }
    println!("{alone} single levels, {together} sets of levels, {impossible} impossible");
    assert!(alone > 0 && together > 0 && impossible > 0, "{alone} {together} {impossible}");
}

fn lot_highest(lot: &EvaluatedLot, bid: &Key) -> Vec<u32> {
    Supposing::new(&lot.model, &lot.inputs, &lot.outcome, bid).unwrap().highest()
}

/// Supposing what is already so changes nothing, for any bid.
#[test]
fn supposing_what_is_so_gives_the_same_rank_and_value() {
    for (_, case) in demos() {
        for lot in &evaluate_case(&case, None).unwrap() {
            for placement in lot.outcome.placements() {
                let mut supposing = Supposing::new(&lot.model, &lot.inputs, &lot.outcome, placement.bid).unwrap();
                let (price, levels) = (supposing.price().clone(), supposing.levels().to_vec());
                assert_eq!(supposing.rank(&price, &levels).unwrap(), (placement.rank, placement.comparison.clone()));
            }
        }
    }
}

#[test]
fn letters_to_all_bidders_render_in_both_languages_without_empty_parts() {
    let mut written = 0;
    for (path, case) in demos() {
        for bid in case.submissions.iter().flat_map(|submission| submission.bids()) {
            for language in [Language::Swedish, Language::English] {
                let text = write_letter(&case, (&bid.key, None), path, language).unwrap();
                for sign in
                    ["()", "\u{201d}\u{201d}", "\u{201c}\u{201d}", "|  |  |", "  kronor", "SEK .", ": .", "{", "}"]
                {
                    assert!(!text.contains(sign), "{}: {sign:?} in\n{text}", bid.key);
                }
                assert!(text.lines().all(|line| !line.trim_end().ends_with("**** ")), "{}", bid.key);
                assert!(text.matches("\n## ").count() >= 5, "{}\n{text}", bid.key);
                written += 1;
            }
        }
    }
    println!("{written} letters");
    assert!(written > 120, "{written}");
}

#[test]
fn a_bid_that_is_not_there_is_named_with_a_way_out() {
    let (path, case) = demos().remove(0);
    let bid: Key = "L9-B99".parse().unwrap();
    let faults = write_letter(&case, (&bid, None), path, Language::English).unwrap_err();
    assert!(format!("{faults:?}").contains("case.bid_unknown"), "{faults:?}");
    let (bid, lot): (Key, Key) = ("L1-B01".parse().unwrap(), "LOT-2".parse().unwrap());
    let faults = write_letter(&case, (&bid, Some(&lot)), path, Language::English).unwrap_err();
    assert!(format!("{faults:?}").contains("is for LOT-1"), "{faults:?}");
}

#[test]
fn the_committed_letters_are_those_that_the_program_writes() {
    let (path, case) = demos().remove(0);
    assert!(case.lots[1].model.tie_chain.contains(&TieBreaker::BetterCriterion("B".parse().unwrap())));
    for (name, bid) in
        [("winner", "L2-B09"), ("narrow-loser", "L2-B06"), ("tied-loser", "L2-B04"), ("rejected", "L1-B07")]
    {
        for (language, code) in [(Language::Swedish, "sv"), (Language::English, "en")] {
            let written = write_letter(&case, (&bid.parse().unwrap(), None), path, language).unwrap();
            let committed = file(&format!("docs/letters/{name}.{code}.md"));
            let command = format!("cargo run -- letter {path} {bid} --lang {code} > docs/letters/{name}.{code}.md");
            assert!(written == committed, "refresh it with: {command}");
        }
    }
}

/// Amounts of a letter, written as in a document: in English what follows `SEK`, in Swedish what stands before `kronor`, and
/// before `points` and `poäng`.
fn amounts(text: &str, language: Language) -> Vec<String> {
    let (group, point) = if language == Language::English { (',', '.') } else { ('\u{a0}', ',') };
    let digits = |one: &char| one.is_ascii_digit() || *one == group || *one == point;
    let plain = |number: String| -> String {
        let number: String = number.chars().filter(|one| *one != group).collect();
        number.replace(point, ".").trim_matches('.').to_owned()
    };
    let behind = |rest: &str| rest.chars().rev().take_while(digits).collect::<Vec<_>>().into_iter().rev().collect();
    let ahead = |rest: &str| rest.chars().take_while(digits).collect();
    let before = |unit: &str| -> Vec<String> {
        let parts: Vec<&str> = text.split(unit).collect();
        parts[..parts.len() - 1].iter().map(|rest| plain(behind(rest))).collect()
    };
    let mut found = match language {
        Language::English => text.split("SEK ").skip(1).map(|rest| plain(ahead(rest))).collect(),
        Language::Swedish => before(" kronor"),
    };
    found.extend(before(if language == Language::English { " points" } else { " poäng" }));
    found.retain(|number| !number.is_empty());
    found
}

/// Values of the outcome as letters write them: of every step, of every placement, and the differences of placements.
fn told(lot: &EvaluatedLot) -> BTreeSet<String> {
    let exact = |text: &String| text.parse::<Exact>().unwrap();
    let steps = lot.document.trace.iter().filter(|step| step.unit == "SEK" || step.unit == "points");
    let mut values: Vec<Exact> = steps.map(|step| exact(&step.value)).collect();
    let totals = |name: &str| -> Vec<Exact> {
        lot.document.trace.iter().filter(|step| step.name == name).map(|step| exact(&step.value)).collect()
    };
    let placements = || lot.outcome.placements();
    let prices: Vec<Exact> = placements().map(|one| one.price.clone()).collect();
    let comparisons: Vec<Exact> = placements().map(|one| one.comparison.clone()).collect();
    for group in
        [prices, comparisons, totals("total_deduction"), totals("total_quality_points"), totals("price_points")]
    {
        for one in &group {
            values.extend(group.iter().map(|other| one - other).filter(|one| !one.is_negative()));
        }
        values.extend(group);
    }
    // Points are written without zeros at their end.
    let points = |value: &Exact| value.to_fixed(6).trim_end_matches('0').trim_end_matches('.').to_owned();
    values.iter().flat_map(|value| [value.to_fixed(2), points(value)]).collect()
}

#[test]
fn every_amount_of_a_letter_stands_in_the_outcome_or_is_a_difference_or_was_tried() {
    let mut held = 0;
    for (path, case) in demos() {
        for lot in &evaluate_case(&case, None).unwrap() {
            let told = told(lot);
            for placement in lot.outcome.placements() {
                for (language, titles, ties) in [
                    (Language::English, ["## What would", "## What margin"], "## How equal bids"),
                    (Language::Swedish, ["## Vad som hade", "## Vilken marginal"], "## Hur lika anbud"),
                ] {
                    let text = write_letter(&case, (placement.bid, None), path, language).unwrap();
                    let (before, tried) = titles.iter().find_map(|title| text.split_once(title)).unwrap();
                    // Sums of a group's amounts stand in the tie chain's section only, beside their parts.
                    let before = before.split_once(ties).map_or(before, |(head, _)| head);
                    for amount in amounts(before, language) {
                        assert!(told.contains(&amount), "{}: {amount}", placement.bid);
                        held += 1;
                    }
                    assert!(!amounts(tried, language).is_empty(), "{}", placement.bid);
                }
            }
        }
    }
    println!("{held} amounts");
    assert!(held > 400, "{held}");
}
