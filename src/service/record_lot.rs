//! Makes the evaluation record of a lot: from a case, or from what is stored of it. Both give the same bytes.

use super::run_evaluation::{damaged, documents, find, stored};
use super::{Failure, LotReference, evaluate_case};
use crate::casefile::Case;
use crate::database::Database;
use crate::store;
use scoring::{Named, OutcomeDocument, RecordDocument};
use values::{Digest, Faults, Key, Place};

/// The record of a lot of a case. The lot is evaluated for it.
///
/// # Errors
/// All faults of its model and inputs; or that there is no such lot.
pub fn record_case(case: &Case, lot: &Key) -> Result<RecordDocument, Faults> {
    let evaluated = evaluate_case(case, Some(lot))?;
    let title = case.lots.iter().find(|one| one.key == *lot).map(|one| one.title.clone());
    let (Some(evaluated), Some(title)) = (evaluated.into_iter().next(), title) else {
        let cause = format!("there is no lot {lot} in this file");
        let hint = "`anbud evaluate FILE` lists the lots";
        return Err(Faults::one("case.lot_unknown", &Place::root().at("lots"), cause, hint));
    };
    let procurement = Named { key: case.procurement.key.clone(), title: case.procurement.title.clone() };
    let lot = Named { key: evaluated.lot, title };
    let documents = (evaluated.model.document().clone(), case.inputs(&lot.key)?);
    RecordDocument::seal((procurement, lot), documents, evaluated.document)
}

/// The record of a lot's current evaluation, from the documents that are stored. Nothing is computed: whoever wants to
/// know whether the stored outcome is right verifies the record.
///
/// # Errors
/// That there is no such lot to be seen, that it has no evaluation of the case as it is, or that what is stored is
/// damaged.
pub async fn record_stored(database: &Database, lot: &LotReference) -> Result<RecordDocument, Failure> {
    let moment = database.snapshot().await?;
    let found = find(&*moment, lot).await?;
    let evaluation = store::latest_evaluation(&*moment, found.id).await?.filter(|one| one.current);
    let Some(evaluation) = evaluation else {
        return Err(Failure::NotFound(Faults::one(
            "record.not_evaluated",
            &Place::root(),
            format!("the lot {} has no evaluation of the case as it is", found.key),
            "evaluate the lot first, with the mutation runEvaluation",
        )));
    };
    let sources = store::evaluation_sources(&*moment, found.id).await?;
    let (head, model, inputs) = documents(&*moment, &found, &sources).await?;
    let outcome: OutcomeDocument = stored(&*moment, &evaluation.outcome_digest).await?;
    moment.end();
    let lot = head.lots.into_iter().find(|one| one.key == found.key);
    let Some(lot) = lot.map(|lot| Named { key: lot.key, title: lot.title }) else {
        return Err(damaged("storage.head_differs", format!("the head does not name the lot {}", found.key)));
    };
    let procurement = Named { key: head.procurement.key, title: head.procurement.title };
    let record = RecordDocument::seal((procurement, lot), (model, inputs), outcome).map_err(Failure::Damaged)?;
    agree(&record.model_digest, &record.outcome.model, "model")?;
    agree(&record.inputs_digest, &record.outcome.inputs, "inputs")?;
    Ok(record)
}

/// A current evaluation was made from the documents that stand there now.
fn agree(stands: &Digest, used: &Digest, what: &str) -> Result<(), Failure> {
    if stands == used {
        return Ok(());
    }
    let cause = format!("the current evaluation was made from the {what} {used}, and {stands} stands there");
    Err(damaged("storage.head_differs", cause))
}
