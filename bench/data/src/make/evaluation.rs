//! What came of the bids on a lot: the engine says, and this writes it down.

use super::bid::Made;
use super::head::DAY;
use super::lot::Lot;
use super::small;
use crate::chance::Chance;
use crate::failure::Failure;
use crate::rows::Rows;
use entity::{draw, drawn_bid, evaluation, placement, score};
use procedure::award::Award;
use scoring::document::Draw;
use scoring::{Inputs, InputsDocument, Outcome, Placement, evaluate_untraced};
use std::collections::BTreeMap;
use uuid::Uuid;
use values::money::{MEASURE_SCALE, MONEY_SCALE};
use values::{Exact, Instant, Key, Mode, Rounding};

/// Evaluates the bids. Where lots were drawn, the second bid came out first.
pub(super) fn evaluation(
    lot: &Lot<'_>,
    bids: &[Made],
    drawn: bool,
    chance: &mut Chance,
    rows: &mut Rows,
) -> Result<(), Failure> {
    let order: Vec<&Made> = bids.iter().take(2).rev().filter(|_| drawn).collect();
    let draws = drawing(lot, &order, chance, rows);
    let inputs = InputsDocument::collect(
        bids.iter().map(|bid| bid.document.clone()),
        bids.iter().map(|bid| bid.decided.clone()),
        bids.iter().flat_map(|bid| bid.scores.iter().cloned()),
        draws,
    )?;
    let inputs = Inputs::read(&lot.kind.model, &inputs)?;
    let outcome = evaluate_untraced(&lot.kind.model, &inputs)?;
    let run = evaluation::Model {
        id: chance.id(),
        lot_id: lot.id,
        number: 1,
        current: true,
        draw_needed: outcome.needs_draw(),
        model_digest: outcome.model.to_string(),
        inputs_digest: outcome.inputs.to_string(),
        outcome_digest: lot.outcome_digest(),
        evaluated_at: lot.evaluated_at,
    };
    let ids: BTreeMap<&Key, Uuid> = bids.iter().map(|bid| (&bid.document.key, bid.id)).collect();
    for (position, placement) in outcome.placements().enumerate() {
        if let Some(bid_id) = ids.get(placement.bid) {
            placed(lot, (run.id, *bid_id), (position, placement), &outcome, chance, rows);
        }
    }
    rows.evaluation.push(run);
    Ok(())
}

fn drawing(lot: &Lot<'_>, order: &[&Made], chance: &mut Chance, rows: &mut Rows) -> Option<Draw> {
    if order.is_empty() {
        return None;
    }
    let drawn_at = lot.evaluated_at - DAY;
    let witnesses = vec!["Vittne 1".to_owned(), "Vittne 2".to_owned()];
    let id = chance.id();
    rows.draw.push(draw::Model { id, lot_id: lot.id, position: 0, drawn_at, witnesses: small(witnesses.len()) });
    rows.drawn_bid.extend((1..).zip(order).map(|(number, bid)| drawn_bid::Model {
        id: chance.id(),
        lot_id: lot.id,
        draw_id: id,
        bid_id: bid.id,
        number,
    }));
    let order = order.iter().map(|bid| bid.document.key.clone()).collect();
    Some(Draw { order, drawn_at: Instant::from_millis(drawn_at), witnesses })
}

/// A number as a column shows it.
fn shown(value: &Exact, scale: u32) -> i64 {
    let rounding = Rounding { decimals: scale, mode: Mode::HalfAwayFromZero };
    value.rounded(rounding).to_scaled_i64(scale).unwrap_or(i64::MAX)
}

fn placed(
    lot: &Lot<'_>,
    (evaluation_id, bid_id): (Uuid, Uuid),
    (position, placement): (usize, Placement<'_>),
    outcome: &Outcome,
    chance: &mut Chance,
    rows: &mut Rows,
) {
    let id = chance.id();
    let sharing = outcome.drawn_with(placement.bid);
    rows.placement.push(placement::Model {
        id,
        lot_id: lot.id,
        evaluation_id,
        bid_id,
        current: true,
        position: small(position),
        rank: small(placement.rank as usize),
        tied: placement.tied,
        awarded: Award::of(placement.rank, sharing, lot.award_limit) == Award::Within,
        price: shown(placement.price, MONEY_SCALE),
        price_exact: placement.price.to_string(),
        comparison: shown(placement.comparison, MEASURE_SCALE),
        comparison_exact: placement.comparison.to_string(),
        comparison_unit: placement.comparison_unit.to_owned(),
        decided_by: placement.decided_by.to_owned(),
    });
    let scores = (0..).zip(placement.scores().zip(&lot.criteria));
    rows.score.extend(scores.map(|(position, (score, criterion_id))| score::Model {
        id: chance.id(),
        lot_id: lot.id,
        placement_id: id,
        bid_id,
        criterion_id: *criterion_id,
        current: true,
        position,
        level: small(score.level as usize),
        factor: shown(score.factor, MEASURE_SCALE),
        amount: shown(score.amount, MEASURE_SCALE),
        amount_exact: score.amount.to_string(),
        unit: score.unit.to_owned(),
    }));
}
