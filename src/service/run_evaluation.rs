//! Evaluates a stored lot by its locked model and keeps the result. The calculation happens outside the transaction;
//! inside it only the rows are written. The same documents again give the evaluation that is there.

use super::{ClockIds, EvaluatedLot, Failure, evaluate_lot, salt};
use crate::casefile::{Assessment, Head, HeadLot, Opened};
use crate::clock::Clock;
use crate::database::Database;
use crate::store::{self, Act, EvaluationRow, EvaluationSources, FoundLot};
use procedure::secrecy;
use procedure::stage::Stage;
use scoring::InputsDocument;
use scoring::document::ModelDocument;
use sea_orm::ConnectionTrait;
use serde::de::DeserializeOwned;
use uuid::Uuid;
use values::{Digest, Faults, Key, Place, canonical};

/// Which lot is meant.
#[derive(Clone, Debug)]
pub enum LotReference {
    /// By id.
    Id(Uuid),
    /// By the key of the procurement and the lot's own.
    Key(Key, Key),
}

/// An evaluation that is kept.
#[derive(Debug)]
pub struct EvaluationRun {
    /// Its id.
    pub id: Uuid,
    /// Its run number in the lot.
    pub number: i32,
    /// Whether the very same evaluation was there already.
    pub already_there: bool,
    /// What was found.
    pub lot: EvaluatedLot,
}

/// Evaluates a stored lot.
///
/// # Errors
/// That there is no such lot to be seen.
pub async fn run_evaluation(
    database: &Database,
    clock: &dyn Clock,
    actor: &str,
    lot: &LotReference,
) -> Result<EvaluationRun, Failure> {
    let found = find(&database.reader, lot).await?;
    let sources = store::evaluation_sources(&database.reader, found.id).await?;
    let evaluated = compute(&database.reader, &found, &sources).await?;
    let text = canonical::to_text(&evaluated.document).map_err(Failure::Damaged)?;
    let digest = Digest::of(text.as_bytes());
    let transaction = database.begin_act().await?;
    let latest = store::latest_evaluation(&transaction, found.id).await?;
    if let Some(same) = latest.as_ref().filter(|latest| latest.outcome_digest == digest.as_str()) {
        return Ok(EvaluationRun { id: same.id, number: same.number, already_there: true, lot: evaluated });
    }
    let number = latest.map_or(1, |latest| latest.number + 1);
    store::write_document(&transaction, "anbud-outcome/1", digest.as_str(), &text).await?;
    let row = EvaluationRow {
        lot: found.id,
        number,
        award_limit: found.award_limit,
        outcome: &evaluated.outcome,
        document: &evaluated.document,
        outcome_digest: digest.as_str(),
        at: clock.now(),
    };
    let id = store::evaluation(&transaction, &ClockIds(clock), row, &sources).await?;
    let payload = format!("{{\"lot\":\"{}\",\"number\":{number},\"outcome\":\"{digest}\"}}", found.key);
    let act = Act {
        id: clock.ordered_id(),
        procurement: (found.procurement.0, &found.procurement.1),
        act: "lot_evaluated",
        actor,
        at: row.at,
        salt: &salt(clock),
        payload: &payload,
    };
    store::append_event(&transaction, act).await?;
    transaction.commit().await?;
    Ok(EvaluationRun { id, number, already_there: false, lot: evaluated })
}

/// The lot, if the public may see it; a hidden lot answers as if it did not exist.
async fn find<C: ConnectionTrait>(connection: &C, lot: &LotReference) -> Result<FoundLot, Failure> {
    let found = match lot {
        LotReference::Id(id) => store::lot_by_id(connection, *id).await?,
        LotReference::Key(procurement, key) => store::lot_by_key(connection, procurement, key).await?,
    };
    found.filter(|lot| secrecy::is_public(Stage::of(lot.announced_at))).ok_or_else(|| {
        Failure::NotFound(Faults::one(
            "lot.not_found",
            &Place::root().at("lotId"),
            "there is no such lot",
            "take the id of a lot from a query",
        ))
    })
}

/// The evaluation, from the stored documents alone.
async fn compute<C: ConnectionTrait>(
    connection: &C,
    found: &FoundLot,
    sources: &EvaluationSources,
) -> Result<EvaluatedLot, Failure> {
    let head: Head = stored(connection, &found.head_digest).await?;
    check_head(&head, found, sources)?;
    let model: ModelDocument = stored(connection, &found.model_digest).await?;
    let assessment: Assessment = stored(connection, &found.assessment_digest).await?;
    let mut bids = Vec::new();
    for (digest, content) in &sources.contents {
        let opened: Opened = read(digest, content)?;
        bids.extend(opened.bids.into_iter().filter(|bid| bid.lot == found.key));
    }
    let inputs = InputsDocument::collect(bids, assessment.examinations, assessment.panel_scores, assessment.draws);
    let inputs = inputs.map_err(Failure::Damaged)?;
    evaluate_lot(found.key.clone(), model, &inputs, &Place::root()).map_err(Failure::Damaged)
}

/// What the rows say must be what the head says: the head's digest stands for the whole case.
fn check_head(head: &Head, found: &FoundLot, sources: &EvaluationSources) -> Result<(), Failure> {
    let lot = head.lots.iter().find(|lot| lot.key == found.key);
    let same = |lot: &HeadLot| lot.model == found.model_digest && lot.assessment == found.assessment_digest;
    let known = |digest: &String| head.submissions.iter().any(|one| one.content.as_ref() == Some(digest));
    if lot.is_some_and(same) && sources.contents.iter().all(|(digest, _)| known(digest)) {
        return Ok(());
    }
    Err(damaged(
        "storage.head_differs",
        format!("the rows of lot {} do not agree with the procurement's head", found.key),
    ))
}

fn damaged(code: &'static str, cause: String) -> Failure {
    Failure::Damaged(Faults::one(code, &Place::root(), cause, "restore the database from a backup"))
}

async fn stored<T: DeserializeOwned, C: ConnectionTrait>(connection: &C, digest: &str) -> Result<T, Failure> {
    let missing = || damaged("storage.document_missing", format!("{digest} is not there"));
    let text = store::read_document(connection, digest).await?.ok_or_else(missing)?;
    read(digest, &text)
}

/// A stored text under its digest.
fn read<T: DeserializeOwned>(digest: &str, text: &str) -> Result<T, Failure> {
    if Digest::of(text.as_bytes()).as_str() != digest {
        let cause = format!("what is kept under {digest} has another digest");
        return Err(damaged("storage.document_changed", cause));
    }
    canonical::read(text).and_then(canonical::from_tree).map_err(Failure::Damaged)
}
