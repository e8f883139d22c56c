//! What people decided about bids: the examination's decisions, the panel's scores, drawings of lots.

use super::lot::LotIds;
use super::measure::count;
use super::submission::SubmissionIds;
use super::{Ids, Rows};
use entity::{draw, drawn_bid, examination, individual_score, panel_score};
use scoring::document::{Draw, Examination, ExaminationOutcome, Ground, IndividualScore, PanelScore};
use uuid::Uuid;

/// The rows of the decisions, scores and drawings of one lot.
pub fn assessment(
    rows: &mut Rows,
    ids: &dyn Ids,
    lot: &LotIds,
    bids: &SubmissionIds,
    (examinations, scores, draws): (&[Examination], &[PanelScore], &[Draw]),
) {
    let examined = examinations.iter().filter_map(|one| Some(examination_row(ids, lot, *bids.get(&one.bid)?, one)));
    rows.examination.extend(examined);
    for score in scores {
        let Some(row) = score_row(ids, lot, bids, score) else { continue };
        let own = (0..).zip(&score.individual);
        rows.individual_score.extend(own.map(|(position, one)| individual_row(ids, (lot.lot, row.id), position, one)));
        rows.panel_score.push(row);
    }
    for (position, document) in (0..).zip(draws) {
        let row = draw_row(ids, lot.lot, position, document);
        rows.drawn_bid.extend(drawn_rows(ids, &row, bids, document));
        rows.draw.push(row);
    }
}

fn examination_row(ids: &dyn Ids, lot: &LotIds, bid_id: Uuid, document: &Examination) -> examination::Model {
    let (outcome, ground, requirement, reason) = match &document.outcome {
        ExaminationOutcome::Admitted => ("admitted", None, None, None),
        ExaminationOutcome::Rejected { ground: Ground::Requirement(key), reason } => {
            ("rejected", Some("requirement"), lot.requirements.get(key), Some(reason))
        }
        ExaminationOutcome::Rejected { ground: Ground::AbnormallyLow, reason } => {
            ("rejected", Some("abnormally_low"), None, Some(reason))
        }
    };
    examination::Model {
        id: ids.random(),
        lot_id: lot.lot,
        bid_id,
        outcome: outcome.to_owned(),
        ground: ground.map(str::to_owned),
        requirement_id: requirement.copied(),
        reason_sv: reason.map(|reason| reason.sv.clone()),
        reason_en: reason.and_then(|reason| reason.en.clone()),
        decided_at: document.decided_at.millis(),
    }
}

fn score_row(ids: &dyn Ids, lot: &LotIds, bids: &SubmissionIds, score: &PanelScore) -> Option<panel_score::Model> {
    Some(panel_score::Model {
        id: ids.random(),
        lot_id: lot.lot,
        bid_id: *bids.get(&score.bid)?,
        criterion_id: *lot.criteria.get(&score.criterion)?,
        level: i32::try_from(score.level).ok()?,
        reason_sv: score.reason.as_ref().map(|reason| reason.sv.clone()),
        reason_en: score.reason.as_ref().and_then(|reason| reason.en.clone()),
    })
}

fn individual_row(
    ids: &dyn Ids,
    (lot_id, panel_score_id): (Uuid, Uuid),
    position: i32,
    score: &IndividualScore,
) -> individual_score::Model {
    individual_score::Model {
        id: ids.random(),
        lot_id,
        panel_score_id,
        position,
        evaluator: score.evaluator.to_string(),
        level: count(score.level),
        reason_sv: score.reason.sv.clone(),
        reason_en: score.reason.en.clone(),
    }
}

/// The names of those who saw it stay in the assessment: what rows hold can be asked by everyone.
fn draw_row(ids: &dyn Ids, lot_id: Uuid, position: i32, document: &Draw) -> draw::Model {
    draw::Model {
        id: ids.random(),
        lot_id,
        position,
        drawn_at: document.drawn_at.millis(),
        witnesses: i32::try_from(document.witnesses.len()).unwrap_or(i32::MAX),
    }
}

fn drawn_rows(ids: &dyn Ids, draw: &draw::Model, bids: &SubmissionIds, document: &Draw) -> Vec<drawn_bid::Model> {
    let known = (1..).zip(&document.order).filter_map(|(number, bid)| Some((number, *bids.get(bid)?)));
    known
        .map(|(number, bid_id)| drawn_bid::Model {
            id: ids.random(),
            lot_id: draw.lot_id,
            draw_id: draw.id,
            bid_id,
            number,
        })
        .collect()
}
