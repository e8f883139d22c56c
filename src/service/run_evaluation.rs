//! Evaluates a stored lot by its locked model and keeps the result. The calculation happens outside the transaction;
//! inside it only the rows are written. The same documents again give the evaluation that is there.

use super::idempotency::{IdempotencyKey, Once};
use super::{ClockIds, EvaluatedLot, Failure, evaluate_lot, salt};
use crate::casefile::{Assessment, Head, HeadLot, Opened};
use crate::clock::Clock;
use crate::database::Database;
use crate::store::{self, Act, EvaluationRow, EvaluationSources, FoundLot, Rows, Run};
use procedure::secrecy;
use procedure::stage::Stage;
use scoring::InputsDocument;
use scoring::document::ModelDocument;
use sea_orm::ConnectionTrait;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;
use values::{Digest, Faults, Instant, Key, Place, canonical};

/// What the history calls it.
pub(super) const LOT_EVALUATED: &str = "lot_evaluated";

/// Which lot is meant.
#[derive(Clone, Debug)]
pub enum LotReference {
    /// By id.
    Id(Uuid),
    /// By the key of the procurement and the lot's own.
    Key(Key, Key),
}

/// What is asked for: which lot, and under which key of the caller.
#[derive(Clone, Debug)]
pub struct EvaluationRequest {
    /// Which lot.
    pub lot: LotReference,
    /// The key that makes repeated requests one.
    pub key: Option<IdempotencyKey>,
}

impl From<&LotReference> for EvaluationRequest {
    fn from(lot: &LotReference) -> Self {
        Self { lot: lot.clone(), key: None }
    }
}

/// An evaluation that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvaluationRun {
    /// Its id.
    pub id: Uuid,
    /// Its run number in the lot.
    pub number: i32,
    /// Whether the very same evaluation was there already.
    pub already_there: bool,
}

/// The same, as it is kept for a key.
#[derive(Serialize, Deserialize)]
struct Kept {
    evaluation: String,
    number: i32,
    already_there: bool,
}

/// A lot that has been evaluated and is to be kept.
struct Work {
    found: FoundLot,
    sources: EvaluationSources,
    evaluated: EvaluatedLot,
    once: Option<Once>,
}

/// Evaluates a stored lot.
///
/// # Errors
/// That there is no such lot to be seen, or that the key came with another request.
pub async fn run_evaluation(
    database: &Database,
    clock: &dyn Clock,
    actor: &str,
    request: impl Into<EvaluationRequest>,
) -> Result<EvaluationRun, Failure> {
    let EvaluationRequest { lot, key } = request.into();
    loop {
        let moment = database.snapshot().await?;
        let found = find(&*moment, &lot).await?;
        let asked = BTreeMap::from([("lot", found.id.to_string())]);
        let once = key.as_ref().map(|key| Once::of((actor, LOT_EVALUATED), key, &asked)).transpose()?;
        if let Some(run) = answered(&*moment, once.as_ref()).await? {
            return Ok(run);
        }
        let sources = store::evaluation_sources(&*moment, found.id).await?;
        let (_, model, inputs) = documents(&*moment, &found, &sources).await?;
        moment.end();
        let evaluated = evaluate_lot(found.key.clone(), model, &inputs, &Place::root()).map_err(Failure::Damaged)?;
        let work = Work { found, sources, evaluated, once };
        if let Some(run) = keep(database, clock, actor, &work).await? {
            return Ok(run);
        }
        // The case has a new version since its documents were read: what was computed is of the old one.
    }
}

async fn answered<C: ConnectionTrait>(connection: &C, once: Option<&Once>) -> Result<Option<EvaluationRun>, Failure> {
    let Some(once) = once else { return Ok(None) };
    let Some(kept) = once.answered::<Kept, C>(connection).await? else { return Ok(None) };
    let malformed = |error: uuid::Error| damaged("storage.damaged", format!("an answer names no evaluation: {error}"));
    let id = kept.evaluation.parse().map_err(malformed)?;
    Ok(Some(EvaluationRun { id, number: kept.number, already_there: kept.already_there }))
}

/// Keeps an evaluation in one transaction, unless it is there or the case has another version by now.
async fn keep(
    database: &Database,
    clock: &dyn Clock,
    actor: &str,
    work: &Work,
) -> Result<Option<EvaluationRun>, Failure> {
    let Work { found, evaluated, once, .. } = work;
    let text = canonical::to_text(&evaluated.document).map_err(Failure::Damaged)?;
    let digest = Digest::of(text.as_bytes());
    let transaction = database.begin_act().await?;
    if let Some(run) = answered(&transaction, once.as_ref()).await? {
        return Ok(Some(run));
    }
    let now = store::lot_by_id(&transaction, found.id).await?;
    if now.is_none_or(|now| now.head_digest != found.head_digest) {
        return Ok(None);
    }
    let latest = store::latest_evaluation(&transaction, found.id).await?;
    let same = latest.as_ref().filter(|latest| latest.current && latest.outcome_digest == digest.as_str());
    let at = clock.now();
    let (run, event) = match same {
        Some(same) => (EvaluationRun { id: same.id, number: same.number, already_there: true }, None),
        None => {
            let number = latest.map_or(1, |latest| latest.number + 1);
            let outcome = (text.as_str(), &digest);
            let (id, event) = write(&transaction, clock, (actor, at), work, (number, outcome)).await?;
            (EvaluationRun { id, number, already_there: false }, Some(event))
        }
    };
    if let Some(once) = once {
        let evaluation = run.id.to_string();
        let kept = Kept { evaluation, number: run.number, already_there: run.already_there };
        once.keep(&transaction, &kept, (event, at)).await?;
    }
    transaction.commit().await?;
    Ok(Some(run))
}

/// Writes the outcome, its rows and the event, whose number comes back with the evaluation's id.
async fn write<C: ConnectionTrait>(
    connection: &C,
    clock: &dyn Clock,
    (actor, at): (&str, Instant),
    Work { found, sources, evaluated, .. }: &Work,
    (number, (text, digest)): (i32, (&str, &Digest)),
) -> Result<(Uuid, i64), Failure> {
    store::write_document(connection, "anbud-outcome/1", digest.as_str(), text).await?;
    let row = EvaluationRow {
        lot: &sources.lot,
        number,
        run: Run::Current,
        award_limit: found.award_limit,
        outcome: &evaluated.document,
        outcome_digest: digest.as_str(),
        at,
    };
    let mut rows = Rows::default();
    let id = store::evaluation(&mut rows, &ClockIds(clock), &row, &sources.bids);
    store::retire_evaluations(connection, found.id).await?;
    rows.write(connection, None).await?;
    let payload = format!("{{\"lot\":\"{}\",\"number\":{number},\"outcome\":\"{digest}\"}}", found.key);
    let act = Act {
        id: clock.ordered_id(),
        procurement: (found.procurement.0, &found.procurement.1),
        act: LOT_EVALUATED,
        actor,
        at,
        salt: &salt(clock),
        payload: &payload,
    };
    Ok((id, store::append_event(connection, act).await?))
}

/// The lot, if the public may see it; a hidden lot answers as if it did not exist.
pub(super) async fn find<C: ConnectionTrait>(connection: &C, lot: &LotReference) -> Result<FoundLot, Failure> {
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

/// What the lot is evaluated from: its model and the inputs, from the stored documents alone, with the head that holds
/// their digests.
pub(super) async fn documents<C: ConnectionTrait>(
    connection: &C,
    found: &FoundLot,
    sources: &EvaluationSources,
) -> Result<(Head, ModelDocument, InputsDocument), Failure> {
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
    Ok((head, model, inputs.map_err(Failure::Damaged)?))
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

pub(super) fn damaged(code: &'static str, cause: String) -> Failure {
    Failure::Damaged(Faults::one(code, &Place::root(), cause, "restore the database from a backup"))
}

pub(super) async fn stored<T: DeserializeOwned, C: ConnectionTrait>(
    connection: &C,
    digest: &str,
) -> Result<T, Failure> {
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
