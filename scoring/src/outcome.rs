//! What an evaluation found, and its document `anbud-outcome/1`: placements, rejections, ties that need a draw, and
//! the trace with every number as exact text.

mod document;

pub use document::{FindingDocument, OutcomeDocument, OutcomeFormat, ReferenceDocument, StepDocument};

use crate::document::{ExaminationOutcome, Ground};
use crate::evaluate::Assessment;
use crate::inputs::Inputs;
use crate::model::Model;
use crate::trace::Trace;
use values::{Digest, Exact, Key, Text};

/// What an evaluation found.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Digest of the model used.
    pub model: Digest,
    /// Digest of the inputs used.
    pub inputs: Digest,
    /// Admitted bids, best first.
    pub placements: Vec<Placement>,
    /// Bids that were not compared.
    pub rejected: Vec<Rejection>,
    /// Groups of bids that only a draw can separate, best first.
    pub draws: Vec<Vec<Key>>,
    /// Where what a bid states differs from what its staffing plan measures, by bid and criterion.
    pub findings: Vec<Finding>,
    /// The trace.
    pub trace: Trace,
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placement {
    /// The bid.
    pub bid: Key,
    /// Rank, from 1; bids that share one need a draw.
    pub rank: u32,
    /// Whether another bid has the same comparison value.
    pub tied: bool,
    /// The price or cost.
    pub price: Exact,
    /// The comparison value.
    pub comparison: Exact,
    /// What the comparison value counts.
    pub comparison_unit: String,
    /// Criterion by criterion.
    pub scores: Vec<Score>,
    /// What sets it apart from the bid after it: `comparison_value`, a tie-breaker, `draw_needed`, or `last`.
    pub decided_by: String,
}

/// What one criterion gave a bid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// The criterion.
    pub criterion: Key,
    /// The level reached.
    pub level: u32,
    /// The level's share of the criterion's amount.
    pub factor: Exact,
    /// Deduction, points or surcharge.
    pub amount: Exact,
    /// What the amount counts.
    pub unit: String,
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
    pub(crate) fn new(model: &Model, inputs: &Inputs, assessments: Vec<Assessment>, trace: Trace) -> Self {
        let findings = findings(model, inputs, &assessments);
        let mut placements: Vec<Placement> = Vec::with_capacity(assessments.len());
        for assessment in assessments {
            if let (Some(before), Some(apart)) = (placements.last_mut(), &assessment.ranked.set_apart) {
                before.decided_by.clone_from(apart);
            }
            placements.push(placement(model, inputs, assessment));
        }
        for index in 1..placements.len() {
            if placements[index - 1].comparison == placements[index].comparison {
                placements[index - 1].tied = true;
                placements[index].tied = true;
            }
        }
        Self {
            model: model.digest().clone(),
            inputs: inputs.digest().clone(),
            rejected: rejections(inputs),
            draws: if model.asks_for_draws() { draws(&placements) } else { Vec::new() },
            findings,
            placements,
            trace,
        }
    }

    /// Whether a draw must settle the order.
    #[must_use]
    pub fn needs_draw(&self) -> bool {
        !self.draws.is_empty()
    }
}

fn placement(model: &Model, inputs: &Inputs, assessment: Assessment) -> Placement {
    let standing = assessment.ranked.standing;
    let scores = model.criteria.iter().zip(assessment.grades).zip(standing.amounts);
    Placement {
        bid: inputs.keys[standing.bid as usize].clone(),
        rank: assessment.ranked.rank,
        tied: false,
        price: standing.price.value,
        comparison: standing.comparison.value,
        comparison_unit: model.unit_text(model.combining.comparison_unit(), None).to_owned(),
        scores: scores
            .map(|((leaf, (level, factor)), amount)| Score {
                criterion: leaf.key.clone(),
                level: level.value.to_u32().unwrap_or_default(),
                factor: factor.value,
                amount: amount.value,
                unit: model.unit_text(model.combining.amount_unit(), None).to_owned(),
            })
            .collect(),
        decided_by: "last".to_owned(),
    }
}

/// In the order of bids and criteria, whatever the ranks.
fn findings(model: &Model, inputs: &Inputs, assessments: &[Assessment]) -> Vec<Finding> {
    let mut all: Vec<(u32, u32, Finding)> = Vec::new();
    for assessment in assessments {
        let bid = assessment.ranked.standing.bid;
        for (criterion, stated, measured) in &assessment.differences {
            let finding = Finding {
                bid: inputs.keys[bid as usize].clone(),
                criterion: model.criteria[*criterion as usize].key.clone(),
                stated: stated.clone(),
                measured: measured.clone(),
            };
            all.push((bid, *criterion, finding));
        }
    }
    all.sort_by_key(|(bid, criterion, _)| (*bid, *criterion));
    all.into_iter().map(|(_, _, finding)| finding).collect()
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

fn draws(placements: &[Placement]) -> Vec<Vec<Key>> {
    placements
        .chunk_by(|left, right| left.rank == right.rank)
        .filter(|group| group.len() > 1)
        .map(|group| group.iter().map(|placement| placement.bid.clone()).collect())
        .collect()
}
