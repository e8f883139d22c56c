//! What an evaluation found, and its document `anbud-outcome/1`: placements, rejections, ties that need a draw, and
//! the trace with every number as exact text.

mod document;

pub use document::{
    FindingDocument, OutcomeDocument, OutcomeFormat, PlacementDocument, ReferenceDocument, ScoreDocument, StepDocument,
};

use crate::document::{ExaminationOutcome, Ground};
use crate::evaluate::{Difference, Found};
use crate::inputs::Inputs;
use crate::model::{Model, Shared};
use crate::rules::tie_chain::Placing;
use crate::trace::Trace;
use std::fmt;
use std::sync::Arc;
use values::{Digest, Exact, Key, Text};

/// What an evaluation found.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Digest of the model used.
    pub model: Digest,
    /// Digest of the inputs used.
    pub inputs: Digest,
    /// Bids that were not compared.
    pub rejected: Vec<Rejection>,
    /// Groups of bids that only a draw can separate, best first.
    pub draws: Vec<Vec<Key>>,
    /// Where what a bid states differs from what its staffing plan measures, by bid and criterion.
    pub findings: Vec<Finding>,
    /// The trace.
    pub trace: Trace,
    found: Found,
    bids: Arc<[Key]>,
    shared: Arc<Shared>,
}

/// A difference between what a bid states and what its plan measures: for the examination to look into, never a
/// silent correction. The measured figure scores, because the model says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The bid.
    pub bid: Key,
    /// The criterion.
    pub criterion: Key,
    /// What the bid states.
    pub stated: Exact,
    /// What its plan measures.
    pub measured: Exact,
}

/// Where an admitted bid came.
#[derive(Clone, Copy)]
pub struct Placement<'a> {
    /// The bid.
    pub bid: &'a Key,
    /// Rank, from 1; bids that share one need a draw.
    pub rank: u32,
    /// Whether another bid has the same comparison value.
    pub tied: bool,
    /// The price or cost.
    pub price: &'a Exact,
    /// The comparison value.
    pub comparison: &'a Exact,
    /// What the comparison value counts.
    pub comparison_unit: &'a str,
    /// What sets it apart from the bid after it: `comparison_value`, a tie-breaker, `draw_needed`, or `last`.
    pub decided_by: &'a str,
    outcome: &'a Outcome,
    row: usize,
}

/// What one criterion gave a bid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Score<'a> {
    /// The criterion.
    pub criterion: &'a Key,
    /// The level reached.
    pub level: u32,
    /// The level's share of the criterion's amount.
    pub factor: &'a Exact,
    /// Deduction, points or surcharge.
    pub amount: &'a Exact,
    /// What the amount counts.
    pub unit: &'a str,
}

/// Why a bid was not compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// The bid.
    pub bid: Key,
    /// On what ground.
    pub ground: Ground,
    /// Why, in words.
    pub reason: Text,
}

impl Outcome {
    pub(crate) fn new(model: &Model, inputs: &Inputs, found: Found, trace: Trace) -> Self {
        Self {
            model: model.digest().clone(),
            inputs: inputs.digest().clone(),
            rejected: rejections(inputs),
            draws: if model.asks_for_draws() { draws(inputs, &found) } else { Vec::new() },
            findings: findings(model, inputs, &found.differences),
            trace,
            found,
            bids: Arc::clone(&inputs.keys),
            shared: Arc::clone(&model.shared),
        }
    }

    /// Admitted bids, best first.
    pub fn placements(&self) -> impl DoubleEndedIterator<Item = Placement<'_>> + ExactSizeIterator {
        (0..self.found.placings.len()).map(|index| self.placement(index))
    }

    fn placement(&self, index: usize) -> Placement<'_> {
        let placings = &self.found.placings;
        let row = |placing: &Placing| &self.found.rows[placing.standing as usize];
        let own = row(&placings[index]);
        let before = index.checked_sub(1).map(|before| &placings[before]);
        let after = placings.get(index + 1);
        let same = |other: Option<&Placing>| other.is_some_and(|other| row(other).comparison == own.comparison);
        let apart = after.and_then(|after| after.apart);
        Placement {
            bid: &self.bids[own.bid as usize],
            rank: placings[index].rank,
            tied: same(before) || same(after),
            price: &own.price,
            comparison: &own.comparison,
            comparison_unit: &self.shared.comparison_unit,
            decided_by: apart.map_or("last", |apart| self.shared.apart(apart)),
            outcome: self,
            row: placings[index].standing as usize,
        }
    }

    /// How many bids share a bid's rank and are still to be drawn for; 1 where its place stands.
    #[must_use]
    pub fn drawn_with(&self, bid: &Key) -> u32 {
        let group = self.draws.iter().find(|group| group.contains(bid));
        group.map_or(1, |group| u32::try_from(group.len()).unwrap_or(u32::MAX))
    }

    /// Whether a draw must settle the order.
    #[must_use]
    pub fn needs_draw(&self) -> bool {
        !self.draws.is_empty()
    }
}

impl fmt::Debug for Placement<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { bid, rank, comparison, comparison_unit, .. } = self;
        write!(f, "{bid} at rank {rank} with {comparison} {comparison_unit}")
    }
}

impl<'a> Placement<'a> {
    /// What each criterion gave the bid.
    pub fn scores(&self) -> impl ExactSizeIterator<Item = Score<'a>> {
        let Outcome { found, shared, .. } = self.outcome;
        let row = self.row * shared.criteria.len();
        shared.criteria.iter().enumerate().map(move |(criterion, key)| {
            let level = found.levels[row + criterion];
            let worth = &shared.worth[criterion][level as usize];
            Score { criterion: key, level, factor: &worth.factor, amount: &worth.amount, unit: &shared.amount_unit }
        })
    }
}

/// In the order of bids and criteria, whatever the ranks.
fn findings(model: &Model, inputs: &Inputs, differences: &[Difference]) -> Vec<Finding> {
    let finding = |one: &Difference| Finding {
        bid: inputs.keys[one.bid as usize].clone(),
        criterion: model.criteria[one.criterion as usize].key.clone(),
        stated: one.stated.clone(),
        measured: one.measured.clone(),
    };
    differences.iter().map(finding).collect()
}

fn rejections(inputs: &Inputs) -> Vec<Rejection> {
    let examined = inputs.keys.iter().zip(&inputs.examinations);
    examined
        .filter_map(|(bid, examination)| match &examination.outcome {
            ExaminationOutcome::Admitted => None,
            ExaminationOutcome::Rejected { ground, reason } => {
                Some(Rejection { bid: bid.clone(), ground: ground.clone(), reason: reason.clone() })
            }
        })
        .collect()
}

fn draws(inputs: &Inputs, found: &Found) -> Vec<Vec<Key>> {
    let key = |placing: &Placing| inputs.keys[found.rows[placing.standing as usize].bid as usize].clone();
    let groups = found.placings.chunk_by(|left, right| left.rank == right.rank);
    groups.filter(|group| group.len() > 1).map(|group| group.iter().map(key).collect()).collect()
}
