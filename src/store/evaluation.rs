//! An evaluation's rows: run, placements, scores, findings, and the trace with its references.

use super::lot::{LotIds, scaled};
use super::submission::SubmissionIds;
use super::{Ids, Rows};
use entity::{evaluation, finding, placement, score, trace_reference, trace_step};
use procedure::award::Award;
use scoring::{FindingDocument, OutcomeDocument, PlacementDocument, ScoreDocument, StepDocument};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use std::collections::BTreeMap;
use uuid::Uuid;
use values::money::{MEASURE_SCALE, MONEY_SCALE};
use values::{Exact, Instant, Key, Mode, Rounding};

/// An evaluation to be stored.
#[derive(Clone, Copy, Debug)]
pub struct EvaluationRow<'a> {
    /// The lot and its model.
    pub lot: &'a LotIds,
    /// Run number in the lot, from 1.
    pub number: i32,
    /// Whether it is of the lot as it is.
    pub run: Run,
    /// How many bids are admitted at most.
    pub award_limit: u32,
    /// What was found.
    pub outcome: &'a OutcomeDocument,
    /// Digest of that document.
    pub outcome_digest: &'a str,
    /// When it is stored.
    pub at: Instant,
}

/// Whether a run is of its lot as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run {
    /// It is the current one.
    Current,
    /// Another run or another version of the case came after it.
    Earlier,
}

/// A lot's latest evaluation.
#[derive(Clone, Debug)]
pub struct StoredEvaluation {
    /// Its id.
    pub id: Uuid,
    /// Its run number.
    pub number: i32,
    /// Whether it is of the lot as it is now.
    pub current: bool,
    /// Digest of the inputs.
    pub inputs_digest: String,
    /// Digest of the outcome.
    pub outcome_digest: String,
}

/// The lot's latest evaluation, if there is one.
///
/// # Errors
/// Those of the database.
pub async fn latest_evaluation<C: ConnectionTrait>(
    connection: &C,
    lot: Uuid,
) -> Result<Option<StoredEvaluation>, DbErr> {
    let found = evaluation::Entity::find()
        .filter(evaluation::Column::LotId.eq(lot))
        .order_by_desc(evaluation::Column::Number)
        .one(connection)
        .await?;
    Ok(found.map(|row| StoredEvaluation {
        id: row.id,
        number: row.number,
        current: row.current,
        inputs_digest: row.inputs_digest,
        outcome_digest: row.outcome_digest,
    }))
}

/// The runs of the lot so far are no longer current.
///
/// # Errors
/// Those of the database.
pub async fn retire_evaluations<C: ConnectionTrait>(connection: &C, lot: Uuid) -> Result<(), DbErr> {
    evaluation::Entity::update_many()
        .col_expr(evaluation::Column::Current, Expr::value(false))
        .filter(evaluation::Column::LotId.eq(lot))
        .exec(connection)
        .await?;
    placement::Entity::update_many()
        .col_expr(placement::Column::Current, Expr::value(false))
        .filter(placement::Column::LotId.eq(lot))
        .exec(connection)
        .await?;
    score::Entity::update_many()
        .col_expr(score::Column::Current, Expr::value(false))
        .filter(score::Column::LotId.eq(lot))
        .exec(connection)
        .await?;
    Ok(())
}

/// The rows of an evaluation, from its outcome document alone, and under which id it is.
pub fn evaluation(rows: &mut Rows, ids: &dyn Ids, row: &EvaluationRow<'_>, bids: &SubmissionIds) -> Uuid {
    let id = ids.random();
    rows.evaluation.push(run_row(id, row));
    let mut of_run = RunRows { rows, ids, bids, row, evaluation: id, placed: BTreeMap::new(), scored: BTreeMap::new() };
    for (position, placement) in (0..).zip(&row.outcome.placements) {
        of_run.placement(position, placement);
    }
    let findings: Vec<_> =
        (0..).zip(&row.outcome.findings).filter_map(|(position, one)| of_run.finding(position, one)).collect();
    of_run.rows.finding.extend(findings);
    for step in &row.outcome.trace {
        of_run.step(step);
    }
    id
}

fn run_row(id: Uuid, row: &EvaluationRow<'_>) -> evaluation::Model {
    evaluation::Model {
        id,
        lot_id: row.lot.lot,
        number: row.number,
        current: row.run == Run::Current,
        draw_needed: !row.outcome.draws.is_empty(),
        model_digest: row.outcome.model.to_string(),
        inputs_digest: row.outcome.inputs.to_string(),
        outcome_digest: row.outcome_digest.to_owned(),
        evaluated_at: row.at.millis(),
    }
}

/// A computed value as a column shows it. The exact text stands beside it.
fn shown(text: &str, scale: u32) -> i64 {
    let rounding = Rounding { decimals: scale, mode: Mode::HalfAwayFromZero };
    let value = Exact::decimal(text).or_else(|_| text.parse::<Exact>());
    value.ok().and_then(|value| value.rounded(rounding).to_scaled_i64(scale)).unwrap_or(i64::MAX)
}

/// How many bids share a bid's rank and are still to be drawn for; 1 where its place stands.
fn drawn_with(outcome: &OutcomeDocument, bid: &Key) -> u32 {
    let group = outcome.draws.iter().find(|group| group.contains(bid));
    group.map_or(1, |group| u32::try_from(group.len()).unwrap_or(u32::MAX))
}

struct RunRows<'a> {
    rows: &'a mut Rows,
    ids: &'a dyn Ids,
    bids: &'a SubmissionIds,
    row: &'a EvaluationRow<'a>,
    evaluation: Uuid,
    /// Placements by bid, scores by bid and criterion.
    placed: BTreeMap<Key, Uuid>,
    scored: BTreeMap<(Key, Key), Uuid>,
}

impl RunRows<'_> {
    fn placement(&mut self, position: i32, placement: &PlacementDocument) {
        let Some(bid_id) = self.bids.get(&placement.bid).copied() else { return };
        let id = self.ids.random();
        self.placed.insert(placement.bid.clone(), id);
        let sharing = drawn_with(self.row.outcome, &placement.bid);
        self.rows.placement.push(placement::Model {
            id,
            lot_id: self.row.lot.lot,
            evaluation_id: self.evaluation,
            bid_id,
            current: self.row.run == Run::Current,
            position,
            rank: i32::try_from(placement.rank).unwrap_or(i32::MAX),
            tied: placement.tied,
            awarded: Award::of(placement.rank, sharing, self.row.award_limit) == Award::Within,
            price: shown(&placement.price, MONEY_SCALE),
            price_exact: placement.price.clone(),
            comparison: shown(&placement.comparison_value, MEASURE_SCALE),
            comparison_exact: placement.comparison_value.clone(),
            comparison_unit: placement.comparison_unit.clone(),
            decided_by: placement.decided_by.clone(),
        });
        for (position, score) in (0..).zip(&placement.scores) {
            self.score((id, bid_id), &placement.bid, (position, score));
        }
    }

    fn score(&mut self, (placement_id, bid_id): (Uuid, Uuid), bid: &Key, (position, score): (i32, &ScoreDocument)) {
        let Some(criterion_id) = self.row.lot.criteria.get(&score.criterion).copied() else { return };
        let id = self.ids.random();
        self.scored.insert((bid.clone(), score.criterion.clone()), id);
        self.rows.score.push(score::Model {
            id,
            lot_id: self.row.lot.lot,
            placement_id,
            bid_id,
            criterion_id,
            current: self.row.run == Run::Current,
            position,
            level: i32::try_from(score.level).unwrap_or(i32::MAX),
            factor: shown(&score.factor, MEASURE_SCALE),
            amount: shown(&score.amount, MEASURE_SCALE),
            amount_exact: score.amount.clone(),
            unit: score.unit.clone(),
        });
    }

    /// Stated and measured figures have no more decimals than a column: both were read or cut so.
    fn finding(&self, position: i32, finding: &FindingDocument) -> Option<finding::Model> {
        Some(finding::Model {
            id: self.ids.random(),
            lot_id: self.row.lot.lot,
            evaluation_id: self.evaluation,
            placement_id: *self.placed.get(&finding.bid)?,
            bid_id: *self.bids.get(&finding.bid)?,
            criterion_id: *self.row.lot.criteria.get(&finding.criterion)?,
            position,
            stated: scaled(&finding.stated, MEASURE_SCALE)?,
            measured: scaled(&finding.measured, MEASURE_SCALE)?,
        })
    }

    fn step(&mut self, step: &StepDocument) {
        let id = self.ids.random();
        let score = step.bid.clone().zip(step.criterion.clone()).and_then(|both| self.scored.get(&both));
        self.rows.trace_step.push(trace_step::Model {
            id,
            lot_id: self.row.lot.lot,
            evaluation_id: self.evaluation,
            placement_id: step.bid.as_ref().and_then(|bid| self.placed.get(bid)).copied(),
            score_id: score.copied(),
            number: i32::try_from(step.number).unwrap_or(i32::MAX),
            rule: step.rule.clone(),
            name: step.name.to_string(),
            criterion_id: step.criterion.as_ref().and_then(|key| self.row.lot.criteria.get(key)).copied(),
            price_line_id: step.line.as_ref().and_then(|key| self.row.lot.lines.get(key)).copied(),
            year: step.year.and_then(|year| i32::try_from(year).ok()),
            detail: step.detail.clone(),
            operation: step.operation.to_string(),
            value_exact: step.value.clone(),
            unit: step.unit.clone(),
        });
        for (position, reference) in (0..).zip(&step.from) {
            self.rows.trace_reference.push(trace_reference::Model {
                id: self.ids.random(),
                lot_id: self.row.lot.lot,
                trace_step_id: id,
                position,
                source: reference.source.to_string(),
                target: reference.target.clone(),
                value_exact: reference.value.clone(),
            });
        }
    }
}
