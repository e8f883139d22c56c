//! Tries on one case whether its outcome follows what is offered, and not under which key, in which order or at which
//! moment it stands there: offers change places, decisions change their moments, and each offer is to come out as before.
//!
//! The rules promise it for every case, and random ones are held to it; this is for the case in question, so that nobody
//! has to take it from another.

use super::evaluate_lot;
use scoring::document::{BidDocument, Draw, Examination, PanelScore};
use scoring::{InputsDocument, OutcomeDocument, PlacementDocument, RecordDocument};
use serde::Serialize;
use std::collections::BTreeMap;
use values::{Faults, Instant, Key, Place};

/// Offers can be turned by each number below that of the bids; no more are tried than this many.
const MOST_TURNS: usize = 24;

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EqualTreatment {
    /// How many bids there are.
    pub bids: usize,
    /// How often two offers next to each other changed places.
    pub swaps: usize,
    /// How often all offers moved on by so many keys.
    pub turns: usize,
    /// How often decisions and drawings changed their moments.
    pub retimed: usize,
    /// What came out otherwise; empty when every offer was treated alike.
    pub differences: Vec<TreatedOtherwise>,
}

/// An offer that came out otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TreatedOtherwise {
    /// The bid whose offer it is.
    pub bid: Key,
    /// The key under which it stood.
    pub under: Key,
}

/// Which offer stands under which key: from the key of a bid to the one that its offer gets.
type Places = BTreeMap<Key, Key>;

/// Tries it on the case of a record.
///
/// # Errors
/// That the lot cannot be evaluated.
pub fn treat_equally(record: &RecordDocument) -> Result<EqualTreatment, Faults> {
    treat_equally_by(&record.inputs, |inputs| {
        let lot = evaluate_lot(record.lot.key.clone(), record.model.clone(), inputs, &Place::root())?;
        Ok(lot.document)
    })
}

/// The same with another way to evaluate inputs.
///
/// # Errors
/// What that says.
pub fn treat_equally_by(
    inputs: &InputsDocument,
    evaluate: impl Fn(&InputsDocument) -> Result<OutcomeDocument, Faults>,
) -> Result<EqualTreatment, Faults> {
    let keys: Vec<Key> = inputs.bids.keys().cloned().collect();
    let before = evaluate(inputs)?;
    let mut told = EqualTreatment { bids: keys.len(), swaps: 0, turns: 0, retimed: 0, differences: Vec::new() };
    for at in 1..keys.len() {
        let mut others = keys.clone();
        others.swap(at - 1, at);
        let to = places(&keys, &others);
        told.compare(&before, &evaluate(&moved(inputs, &to)?)?, &to);
        told.swaps += 1;
    }
    for by in 1..keys.len().min(MOST_TURNS + 1) {
        let mut others = keys.clone();
        others.rotate_left(by);
        let to = places(&keys, &others);
        told.compare(&before, &evaluate(&moved(inputs, &to)?)?, &to);
        told.turns += 1;
    }
    let as_they_are = places(&keys, &keys);
    for order in [Order::OfKeys, Order::Reverse] {
        told.compare(&before, &evaluate(&retimed(inputs, order)?)?, &as_they_are);
        told.retimed += 1;
    }
    Ok(told)
}

fn places(keys: &[Key], others: &[Key]) -> Places {
    keys.iter().cloned().zip(others.iter().cloned()).collect()
}

impl EqualTreatment {
    fn compare(&mut self, before: &OutcomeDocument, after: &OutcomeDocument, to: &Places) {
        for (bid, under) in to {
            let same = came_out(before, bid, to) == came_out(after, under, &BTreeMap::new());
            if !same {
                self.differences.push(TreatedOtherwise { bid: bid.clone(), under: under.clone() });
            }
        }
    }
}

/// How a bid came out: its place without its key and without what sets it apart from the one after it, which is told of
/// two; why it was rejected; what it is to be drawn with.
fn came_out(outcome: &OutcomeDocument, bid: &Key, to: &Places) -> impl PartialEq + use<> {
    let placed = outcome.placements.iter().find(|one| one.bid == *bid).map(|one| {
        let PlacementDocument { rank, tied, price, comparison_value, comparison_unit, scores, .. } = one.clone();
        (rank, tied, price, comparison_value, comparison_unit, scores)
    });
    let rejected =
        outcome.rejected.iter().find(|one| one.bid == *bid).map(|one| (one.ground.clone(), one.reason.clone()));
    let drawn: Vec<Key> = outcome.draws.iter().find(|group| group.contains(bid)).cloned().unwrap_or_default();
    let mut drawn: Vec<Key> = drawn.iter().map(|key| to.get(key).unwrap_or(key).clone()).collect();
    drawn.sort_unstable();
    (placed, rejected, drawn)
}

/// The inputs with each offer, and all that was decided about it, under the key that it gets.
fn moved(inputs: &InputsDocument, to: &Places) -> Result<InputsDocument, Faults> {
    let name = |key: &Key| to.get(key).unwrap_or(key).clone();
    let bids = inputs.bids.iter().map(|(key, bid)| BidDocument { key: name(key), ..bid.clone() });
    let examinations = inputs.examinations.values().map(|one| Examination { bid: name(&one.bid), ..one.clone() });
    let scores = inputs.panel_scores.values().flat_map(BTreeMap::values);
    let scores = scores.map(|score| PanelScore { bid: name(&score.bid), ..score.clone() });
    let draws = inputs.draws.iter().map(|draw| Draw { order: draw.order.iter().map(name).collect(), ..draw.clone() });
    InputsDocument::collect(bids, examinations, scores, draws)
}

/// In which order decisions are said to have been taken.
#[derive(Clone, Copy)]
enum Order {
    OfKeys,
    Reverse,
}

/// The inputs with every decision and every drawing on a day of its own.
fn retimed(inputs: &InputsDocument, order: Order) -> Result<InputsDocument, Faults> {
    const DAY: i64 = 86_400_000;
    let last = i64::try_from(inputs.examinations.len().max(inputs.draws.len())).unwrap_or(i64::MAX / DAY);
    let moment = move |at: i64| match order {
        Order::OfKeys => Instant::from_millis(at * DAY),
        Order::Reverse => Instant::from_millis((last - at) * DAY),
    };
    let examinations = (0..).zip(inputs.examinations.values());
    let examinations = examinations.map(|(at, one)| Examination { decided_at: moment(at), ..one.clone() });
    let draws = (0..).zip(&inputs.draws).map(|(at, draw)| Draw { drawn_at: moment(at), ..draw.clone() });
    let scores = inputs.panel_scores.values().flat_map(BTreeMap::values).cloned();
    InputsDocument::collect(inputs.bids.values().cloned(), examinations, scores, draws)
}
