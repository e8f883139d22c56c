//! An evaluation's rows: run, placements, scores, findings, and the trace with its references.

use super::Ids;
use super::find::EvaluationSources;
use super::insert::insert_all;
use super::lot::scaled;
use entity::{evaluation, finding, placement, score, trace_reference, trace_step};
use procedure::award::Award;
use scoring::{FindingDocument, Outcome, OutcomeDocument, Placement, Score, StepDocument};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use std::collections::BTreeMap;
use uuid::Uuid;
use values::money::{MEASURE_SCALE, MONEY_SCALE};
use values::{Exact, Instant, Key, Mode, Rounding};

/// An evaluation to be stored.
#[derive(Clone, Copy, Debug)]
pub struct EvaluationRow<'a> {
    /// The lot.
    pub lot: Uuid,
    /// Run number in the lot, from 1.
    pub number: i32,
    /// How many bids are admitted at most.
    pub award_limit: u32,
    /// What was found.
    pub outcome: &'a Outcome,
    /// The same as a document.
    pub document: &'a OutcomeDocument,
    /// Digest of that document.
    pub outcome_digest: &'a str,
    /// When it is stored.
    pub at: Instant,
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

/// Writes an evaluation, makes it the lot's current one, and says under which id.
///
/// # Errors
/// Those of the database.
pub async fn evaluation<C: ConnectionTrait>(
    connection: &C,
    ids: &dyn Ids,
    row: EvaluationRow<'_>,
    sources: &EvaluationSources,
) -> Result<Uuid, DbErr> {
    retire_evaluations(connection, row.lot).await?;
    let id = ids.random();
    insert_all::<evaluation::Entity, _>(connection, vec![run_row(id, &row)]).await?;
    let mut rows = Rows::of((row.lot, id), ids, sources);
    for (position, placement) in (0..).zip(row.outcome.placements()) {
        rows.placement(position, placement, &row);
    }
    rows.findings = (0..).zip(&row.document.findings).filter_map(|(at, one)| rows.finding(at, one)).collect();
    for step in &row.document.trace {
        rows.step(step);
    }
    insert_all::<placement::Entity, _>(connection, rows.placements).await?;
    insert_all::<score::Entity, _>(connection, rows.scores).await?;
    insert_all::<finding::Entity, _>(connection, rows.findings).await?;
    insert_all::<trace_step::Entity, _>(connection, rows.steps).await?;
    insert_all::<trace_reference::Entity, _>(connection, rows.references).await?;
    Ok(id)
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

fn run_row(id: Uuid, row: &EvaluationRow<'_>) -> evaluation::Model {
    evaluation::Model {
        id,
        lot_id: row.lot,
        number: row.number,
        current: true,
        draw_needed: row.outcome.needs_draw(),
        model_digest: row.outcome.model.to_string(),
        inputs_digest: row.outcome.inputs.to_string(),
        outcome_digest: row.outcome_digest.to_owned(),
        evaluated_at: row.at.millis(),
    }
}

/// A computed value as a column shows it. The exact text stands beside it.
fn shown(value: &Exact, scale: u32) -> i64 {
    let rounding = Rounding { decimals: scale, mode: Mode::HalfAwayFromZero };
    value.rounded(rounding).to_scaled_i64(scale).unwrap_or(i64::MAX)
}

struct Rows<'a> {
    lot: Uuid,
    evaluation: Uuid,
    ids: &'a dyn Ids,
    sources: &'a EvaluationSources,
    placements: Vec<placement::Model>,
    scores: Vec<score::Model>,
    findings: Vec<finding::Model>,
    steps: Vec<trace_step::Model>,
    references: Vec<trace_reference::Model>,
    /// Placements by bid, scores by bid and criterion.
    placed: BTreeMap<Key, Uuid>,
    scored: BTreeMap<(Key, Key), Uuid>,
}

impl<'a> Rows<'a> {
    const fn of((lot, evaluation): (Uuid, Uuid), ids: &'a dyn Ids, sources: &'a EvaluationSources) -> Self {
        Self {
            lot,
            evaluation,
            ids,
            sources,
            placements: Vec::new(),
            scores: Vec::new(),
            findings: Vec::new(),
            steps: Vec::new(),
            references: Vec::new(),
            placed: BTreeMap::new(),
            scored: BTreeMap::new(),
        }
    }

    fn placement(&mut self, position: i32, placement: Placement<'_>, row: &EvaluationRow<'_>) {
        let Some(bid_id) = self.sources.bids.get(placement.bid).copied() else { return };
        let id = self.ids.random();
        self.placed.insert(placement.bid.clone(), id);
        self.placements.push(placement::Model {
            id,
            lot_id: self.lot,
            evaluation_id: self.evaluation,
            bid_id,
            current: true,
            position,
            rank: i32::try_from(placement.rank).unwrap_or(i32::MAX),
            tied: placement.tied,
            awarded: Award::of(placement.rank, row.outcome.drawn_with(placement.bid), row.award_limit) == Award::Within,
            price: shown(placement.price, MONEY_SCALE),
            price_exact: placement.price.to_string(),
            comparison: shown(placement.comparison, MEASURE_SCALE),
            comparison_exact: placement.comparison.to_string(),
            comparison_unit: placement.comparison_unit.to_owned(),
            decided_by: placement.decided_by.to_owned(),
        });
        for score in placement.scores() {
            self.score((id, bid_id), placement.bid, score);
        }
    }

    fn score(&mut self, (placement_id, bid_id): (Uuid, Uuid), bid: &Key, score: Score<'_>) {
        let Some(criterion_id) = self.sources.criteria.get(score.criterion).copied() else { return };
        let id = self.ids.random();
        self.scored.insert((bid.clone(), score.criterion.clone()), id);
        self.scores.push(score::Model {
            id,
            lot_id: self.lot,
            placement_id,
            bid_id,
            criterion_id,
            current: true,
            level: i32::try_from(score.level).unwrap_or(i32::MAX),
            factor: shown(score.factor, MEASURE_SCALE),
            amount: shown(score.amount, MEASURE_SCALE),
            amount_exact: score.amount.to_string(),
            unit: score.unit.to_owned(),
        });
    }

    /// Stated and measured figures have no more decimals than a column: both were read or cut so.
    fn finding(&self, position: i32, finding: &FindingDocument) -> Option<finding::Model> {
        Some(finding::Model {
            id: self.ids.random(),
            lot_id: self.lot,
            evaluation_id: self.evaluation,
            placement_id: *self.placed.get(&finding.bid)?,
            bid_id: *self.sources.bids.get(&finding.bid)?,
            criterion_id: *self.sources.criteria.get(&finding.criterion)?,
            position,
            stated: scaled(&finding.stated, MEASURE_SCALE)?,
            measured: scaled(&finding.measured, MEASURE_SCALE)?,
        })
    }

    fn step(&mut self, step: &StepDocument) {
        let id = self.ids.random();
        let score = step.bid.clone().zip(step.criterion.clone()).and_then(|both| self.scored.get(&both));
        self.steps.push(trace_step::Model {
            id,
            lot_id: self.lot,
            evaluation_id: self.evaluation,
            placement_id: step.bid.as_ref().and_then(|bid| self.placed.get(bid)).copied(),
            score_id: score.copied(),
            number: i32::try_from(step.number).unwrap_or(i32::MAX),
            rule: step.rule.clone(),
            name: step.name.to_owned(),
            criterion_id: step.criterion.as_ref().and_then(|key| self.sources.criteria.get(key)).copied(),
            price_line_id: step.line.as_ref().and_then(|key| self.sources.lines.get(key)).copied(),
            year: step.year.and_then(|year| i32::try_from(year).ok()),
            detail: step.detail.clone(),
            operation: step.operation.to_owned(),
            value_exact: step.value.clone(),
            unit: step.unit.clone(),
        });
        for (position, reference) in (0..).zip(&step.from) {
            self.references.push(trace_reference::Model {
                id: self.ids.random(),
                lot_id: self.lot,
                trace_step_id: id,
                position,
                source: reference.source.to_owned(),
                target: reference.target.clone(),
                value_exact: reference.value.clone(),
            });
        }
    }
}
