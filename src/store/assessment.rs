//! What people decided about bids: the examination's decisions and the panel's scores.

use super::Ids;
use super::insert::insert_all;
use super::lot::LotIds;
use super::submission::SubmissionIds;
use entity::{examination, panel_score};
use scoring::document::{Examination, ExaminationOutcome, Ground, PanelScore};
use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

/// Writes the decisions and scores of one lot.
///
/// # Errors
/// Those of the database.
pub async fn assessment<C: ConnectionTrait>(
    connection: &C,
    ids: &dyn Ids,
    lot: &LotIds,
    bids: &SubmissionIds,
    (examinations, scores): (&[Examination], &[PanelScore]),
) -> Result<(), DbErr> {
    let examined = examinations.iter().filter_map(|one| Some(examination_row(ids, lot, *bids.get(&one.bid)?, one)));
    insert_all::<examination::Entity, _>(connection, examined.collect()).await?;
    let scored = scores.iter().filter_map(|score| score_row(ids, lot, bids, score));
    insert_all::<panel_score::Entity, _>(connection, scored.collect()).await
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
