//! Fairness as a property: the outcome follows what is offered, not whose it is or where it stands; what was rejected
//! touches nobody; and one bid changes the order of two others only where the rule's card says so. Random models and
//! bids, the same in every run.

mod chance;
pub mod sample;

pub use chance::Chance;

use sample::{RULES, Sample, Wish, document, outcome};
use scoring::document::{BidDocument, Combination, ExaminationOutcome, Ground, PanelScore, PriceRule};
use scoring::{Inputs, InputsDocument, Model, Outcome, Placement, Score, card, evaluate};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use values::{Exact, Key};

/// The inputs with every bid's content, examination and levels moved to the key that it gets in `to`.
fn moved(inputs: &InputsDocument, to: &BTreeMap<Key, Key>) -> InputsDocument {
    let bids = inputs.bids.iter().map(|(key, bid)| BidDocument { key: to[key].clone(), ..bid.clone() });
    let examinations = inputs.examinations.values().map(|one| {
        let mut one = one.clone();
        one.bid = to[&one.bid].clone();
        one
    });
    let scores = inputs.panel_scores.values().flat_map(BTreeMap::values);
    let scores = scores.map(|score| PanelScore { bid: to[&score.bid].clone(), ..score.clone() });
    InputsDocument::collect(bids, examinations, scores, []).unwrap()
}

/// All that an outcome says of each bid and, place by place, what decided: bids that share a rank stand in the order
/// of their keys, so that their places say nothing of them.
type Told = (BTreeMap<Key, String>, Vec<(u32, String)>, BTreeSet<BTreeSet<Key>>);

fn told(outcome: &Outcome, to: &BTreeMap<Key, Key>) -> Told {
    let name = |key: &Key| to.get(key).unwrap_or(key).clone();
    let placed = outcome.placements().map(|one| {
        let Placement { bid, rank, tied, price, comparison, comparison_unit, .. } = one;
        let scores: Vec<Score> = one.scores().collect();
        (name(bid), format!("{rank} {tied} {price} {comparison} {comparison_unit} {scores:?}"))
    });
    let rejected = outcome.rejected.iter().map(|one| (name(&one.bid), format!("{:?} {:?}", one.ground, one.reason)));
    let places = outcome.placements().map(|one| (one.rank, one.decided_by.to_owned())).collect();
    let draws = outcome.draws.iter().map(|group| group.iter().map(name).collect()).collect();
    (placed.chain(rejected).collect(), places, draws)
}

fn as_they_are() -> BTreeMap<Key, Key> {
    BTreeMap::new()
}

/// What occurred among the cases, so that a green test says what it has seen.
#[derive(Debug, Default)]
struct Seen {
    cases: u32,
    ties: u32,
    exclusions: u32,
    thresholds: u32,
    draws: u32,
    rounding: u32,
    life_cycle: u32,
    ties_broken: u32,
    nobody_left: u32,
}

impl Seen {
    fn count(&mut self, sample: &Sample, outcome: &Outcome) {
        let model = &sample.model;
        let broken = |one: Placement<'_>| one.decided_by.starts_with("better") || one.decided_by == "lower_price";
        self.cases += 1;
        self.ties += u32::from(outcome.placements().any(|one| one.tied));
        self.exclusions += u32::from(!outcome.rejected.is_empty());
        self.thresholds += u32::from(stands_on_a_threshold(sample));
        self.draws += u32::from(outcome.needs_draw());
        self.rounding += u32::from(!model.document().rounding.is_empty());
        self.life_cycle += u32::from(matches!(model.document().price, PriceRule::LifeCycleCost(_)));
        self.ties_broken += u32::from(outcome.placements().any(broken));
        self.nobody_left += u32::from(outcome.placements().len() == 0);
    }
}

/// Whether an admitted bid's answer is exactly what a level begins with, the parameter included where there is one.
fn stands_on_a_threshold(sample: &Sample) -> bool {
    let inputs = Inputs::read(&sample.model, &sample.inputs).unwrap();
    let document = evaluate(&sample.model, &inputs).unwrap().document(&sample.model, &inputs);
    let reached = document.trace.iter().filter(|step| step.operation == "level_reached");
    reached
        .map(|step| step.from.split_first().unwrap())
        .any(|(answer, from)| from.iter().any(|one| one.value == answer.value))
}

#[test]
fn the_outcome_follows_the_content_when_whole_bids_change_places() {
    let mut seen = Seen::default();
    let mut sample = Sample::new(Wish::turn(0), &mut Chance::of("swap", 0));
    for case in 0..10_000 {
        let mut chance = Chance::of("swap", case);
        match case % 4 {
            0 => sample = Sample::new(Wish::turn(case / 4), &mut chance),
            _ => sample.draw_again(&mut chance),
        }
        let keys: Vec<Key> = sample.inputs.bids.keys().cloned().collect();
        let to: BTreeMap<Key, Key> = keys.iter().cloned().zip(chance.shuffled(keys.clone())).collect();
        let before = sample.outcome();
        let after = outcome(&sample.model, &moved(&sample.inputs, &to));
        assert_eq!(told(&before, &to), told(&after, &as_they_are()), "case {case}");
        for one in before.placements() {
            let group = before.draws.iter().find(|group| group.contains(one.bid));
            assert_eq!(before.drawn_with(one.bid) as usize, group.map_or(1, Vec::len), "case {case}");
        }
        seen.count(&sample, &before);
    }
    println!("{seen:?}");
    let also = [seen.rounding, seen.life_cycle, seen.ties_broken];
    for count in [seen.ties, seen.exclusions, seen.thresholds, seen.draws].into_iter().chain(also) {
        assert!(count > 300, "{seen:?}");
    }
    assert!(seen.nobody_left > 10, "{seen:?}");
}

#[test]
fn the_order_in_which_bids_are_given_changes_no_byte() {
    for case in 0..600 {
        let mut chance = Chance::of("order", case);
        let Sample { model, inputs } = Sample::new(Wish::turn(case), &mut chance);
        let scores: Vec<_> = inputs.panel_scores.values().flat_map(BTreeMap::values).cloned().collect();
        let shuffled = InputsDocument::collect(
            chance.shuffled(inputs.bids.values().cloned()),
            chance.shuffled(inputs.examinations.values().cloned()),
            chance.shuffled(scores.clone()),
            [],
        );
        let given =
            InputsDocument::collect(inputs.bids.values().cloned(), inputs.examinations.values().cloned(), scores, []);
        assert_eq!(document(&model, &given.unwrap()), document(&model, &shuffled.unwrap()), "case {case}");
    }
}

/// Fills a bid with what no model can read.
fn scribble(inputs: &mut InputsDocument, key: &Key, chance: &mut Chance) {
    let words = ["free", "-1", "1e9", "", "99999999999999999999999999.999"];
    let mut word = || Some((*chance.one(&words)).to_owned());
    let bid = inputs.bids.get_mut(key).unwrap();
    bid.prices =
        [("P0", word()), ("NONE", word()), ("P1", None)].map(|(key, word)| (key.parse().unwrap(), word)).into();
    bid.answers = [("C0", word()), ("C9", word())].map(|(key, word)| (key.parse().unwrap(), word.unwrap())).into();
    bid.products.clear();
    inputs.panel_scores.remove(key);
}

/// Everything about the bids that were compared: the document without digests and without what is said of the
/// rejected ones, and their steps `admitted`.
fn compared(outcome: &Outcome) -> (Told, Vec<String>) {
    let (mut bids, places, draws) = told(outcome, &as_they_are());
    outcome.rejected.iter().for_each(|one| drop(bids.remove(&one.bid)));
    let steps = outcome.trace.steps().iter().filter(|step| step.name != "admitted");
    let steps = steps.map(|step| format!("{} {} {}", step.name, step.operation.as_str(), step.value)).collect();
    ((bids, places, draws), steps)
}

#[test]
fn what_a_rejected_bid_says_changes_nothing_for_the_others() {
    let (mut rejected, mut removed) = (0, 0);
    for case in 0..1_500 {
        let mut chance = Chance::of("rejected", case);
        let Sample { model, inputs } = Sample::new(Wish::turn(case), &mut chance);
        let before = outcome(&model, &inputs);
        for rejection in &before.rejected {
            let mut other = inputs.clone();
            scribble(&mut other, &rejection.bid, &mut chance);
            let mut expected = outcome(&model, &other);
            assert_ne!(before.inputs, expected.inputs, "case {case}");
            expected.inputs = before.inputs.clone();
            assert_eq!(format!("{before:?}"), format!("{expected:?}"), "case {case}");
            rejected += 1;
        }
        let Some(admitted) = before.placements().next_back().map(|one| one.bid.clone()) else { continue };
        let (mut out, mut without) = (inputs.clone(), inputs);
        let ground = Ground::AbnormallyLow;
        let reason = serde_json::from_str(r#"{"sv": "Onormalt lågt"}"#).unwrap();
        out.examinations.get_mut(&admitted).unwrap().outcome = ExaminationOutcome::Rejected { ground, reason };
        without.bids.remove(&admitted);
        without.examinations.remove(&admitted);
        without.panel_scores.remove(&admitted);
        let (out, without) = (outcome(&model, &out), outcome(&model, &without));
        assert_eq!(compared(&out), compared(&without), "case {case}: rejecting {admitted} is not as if it were away");
        removed += 1;
    }
    assert!(rejected > 500 && removed > 500, "{rejected} {removed}");
}

/// Multiplies an amount.
fn times(text: &mut String, factor: &Exact) {
    *text = (&text.parse::<Exact>().unwrap() * factor).to_string();
}

/// The same case in another currency, so to speak: every amount of model and bids multiplied.
fn scaled(sample: &Sample, factor: &Exact) -> Sample {
    let mut model = sample.model.document().clone();
    if let PriceRule::LifeCycleCost(cost) = &mut model.price {
        times(&mut cost.electricity_price, factor);
        times(&mut cost.technician_rate, factor);
    }
    if let Combination::AddedValueDeduction(rule) = &mut model.combination {
        times(&mut rule.maximum_deduction, factor);
    }
    let mut inputs = sample.inputs.clone();
    for bid in inputs.bids.values_mut() {
        bid.prices.values_mut().flatten().for_each(|price| times(price, factor));
        for product in bid.products.values_mut().flatten() {
            times(&mut product.price, factor);
            times(&mut product.service_per_year, factor);
        }
    }
    Sample { model: Model::read(model).unwrap(), inputs }
}

#[test]
fn multiplying_every_amount_keeps_the_order() {
    for case in 0..1_200 {
        let mut chance = Chance::of("scale", case);
        // Rounding at a fixed decimal promises nothing of the kind.
        let sample = Sample::new(Wish { roundings: false, ..Wish::turn(case) }, &mut chance);
        let factor = Exact::from(*chance.one(&[2_u32, 3, 7, 10, 1_000]));
        let (before, after) = (sample.outcome(), scaled(&sample, &factor).outcome());
        let order = |outcome: &Outcome| -> Vec<_> {
            outcome.placements().map(|one| (one.bid.clone(), one.rank, one.tied, one.decided_by.to_owned())).collect()
        };
        assert_eq!(order(&before), order(&after), "case {case} times {factor}");
        let relative = matches!(sample.model.document().combination, Combination::RelativePricePoints(_));
        for (one, other) in before.placements().zip(after.placements()) {
            let expected = if relative { one.comparison.clone() } else { one.comparison * &factor };
            assert_eq!(expected, *other.comparison, "case {case} times {factor}");
        }
    }
}

/// How each pair of bids stands, among those that both outcomes place.
fn reversals(before: &Outcome, after: &Outcome) -> usize {
    let ranks = |outcome: &Outcome| -> BTreeMap<Key, u32> {
        outcome.placements().map(|one| (one.bid.clone(), one.rank)).collect()
    };
    let (before, after) = (ranks(before), ranks(after));
    let stand = |ranks: &BTreeMap<Key, u32>, one: &Key, other: &Key| -> Ordering { ranks[one].cmp(&ranks[other]) };
    let pairs = before.keys().flat_map(|one| before.keys().map(move |other| (one, other)));
    pairs.filter(|(one, other)| stand(&before, one, other) != stand(&after, one, other)).count()
}

#[test]
fn another_bid_turns_the_order_of_two_only_where_the_card_says_so() {
    for rule in RULES {
        let (mut turned, mut turned_by_a_loser) = (0, 0);
        for case in 0..1_000 {
            let mut chance = Chance::of(rule, case);
            let sample = Sample::new(Wish { rule, roundings: true }, &mut chance);
            let before = sample.outcome();
            let after = outcome(&sample.model, &sample.newcomer("NEW", &mut chance));
            if reversals(&before, &after) == 0 {
                continue;
            }
            let card = card(sample.model.combination_rule().name).unwrap();
            assert!(card.rank_reversal.is_possible(), "{rule} case {case}: the order of two others was turned");
            let lowest = |outcome: &Outcome| outcome.placements().map(|one| one.price.clone()).min();
            assert!(lowest(&after) < lowest(&before), "{rule} case {case}: turned without a new lowest price");
            turned += 1;
            turned_by_a_loser += u32::from(after.placements().next().is_some_and(|first| first.bid.as_str() != "NEW"));
        }
        println!("{rule}: {turned} of 1000 newcomers turned an order, {turned_by_a_loser} of them without winning");
        assert_eq!(turned_by_a_loser > 0, rule == "relative_price_points@1", "{rule}");
    }
}

#[test]
fn the_stream_is_splitmix64() {
    let mut chance = Chance(1_234_567);
    assert_eq!([chance.next(), chance.next()], [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
}
