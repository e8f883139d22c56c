//! Imports a case: every model and every bid is read before anything is written, and everything is written in one
//! transaction. The same case again changes nothing; another case under the same key is refused.

use super::{ClockIds, Failure, evaluate_case, salt};
use crate::casefile::{Assessment, Case, Parts};
use crate::clock::Clock;
use crate::database::Database;
use crate::store::{self, Act, LotRow, ProcurementRow, SubmissionRow};
use procedure::document::Supplier;
use scoring::Model;
use sea_orm::ConnectionTrait;
use std::collections::BTreeMap;
use values::{Faults, Key, Place};

/// What an import did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Imported {
    /// The case is new and is kept now.
    New,
    /// The very same case was there already.
    AlreadyThere,
}

/// Imports a case.
///
/// # Errors
/// Every fault of the case, or that another case is there under its key. Nothing is kept then.
pub async fn import_case(database: &Database, clock: &dyn Clock, actor: &str, case: Case) -> Result<Imported, Failure> {
    // Evaluating proves that the stored case can be evaluated; the result is made again by `run_evaluation`.
    let evaluated = evaluate_case(&case, None)?;
    let models: Vec<Model> = evaluated.into_iter().map(|lot| lot.model).collect();
    let parts = case.into_parts()?;
    let transaction = database.begin_act().await?;
    let key = &parts.head.document.procurement.key;
    match store::procurement_digest(&transaction, key).await? {
        Some(there) if there == parts.head.digest.as_str() => return Ok(Imported::AlreadyThere),
        Some(there) => return Err(Failure::Refused(another(key, &there, parts.head.digest.as_str()))),
        None => {}
    }
    write(&transaction, clock, actor, &parts, &models).await?;
    transaction.commit().await?;
    Ok(Imported::New)
}

fn another(key: &Key, there: &str, handed_in: &str) -> Faults {
    Faults::one(
        "import.another_case",
        &Place::root().at("procurement").at("key"),
        format!("another case is kept under {key}: its digest is {there}, the one handed in has {handed_in}"),
        "import it under a key of its own, or into a database of its own",
    )
}

async fn write<C: ConnectionTrait>(
    connection: &C,
    clock: &dyn Clock,
    actor: &str,
    parts: &Parts,
    models: &[Model],
) -> Result<(), Failure> {
    let ids = ClockIds(clock);
    let head = &parts.head.document;
    let at = clock.now();
    write_documents(connection, parts).await?;
    let row =
        ProcurementRow { document: &head.procurement, fictional: head.fictional, digest: parts.head.digest.as_str() };
    let procurement = store::procurement(connection, &ids, row).await?;
    let mut lots = BTreeMap::new();
    for (position, (lot, model)) in (0..).zip(head.lots.iter().zip(models)) {
        let (key, title, terms) = (&lot.key, &lot.title, &lot.terms);
        let row = LotRow { procurement, position, key, title, terms, assessment: &lot.assessment };
        lots.insert(key.clone(), store::lot(connection, &ids, row, model).await?);
    }
    let procurement_row = (procurement, &head.procurement);
    let given = (head.organisations.as_slice(), head.mandates.as_slice());
    store::mandates(connection, &ids, procurement_row, given, &lots).await?;
    let suppliers = store::suppliers(connection, &ids, &head.suppliers).await?;
    refuse_renamed(connection, &head.suppliers).await?;
    let rows: Vec<SubmissionRow<'_>> = head
        .submissions
        .iter()
        .zip(&parts.contents)
        .map(|(submission, content)| SubmissionRow {
            envelope: &submission.envelope,
            content: content
                .as_ref()
                .map(|sealed| (sealed.digest.as_str(), sealed.text.as_str(), sealed.document.bids.as_slice())),
        })
        .collect();
    let received = (procurement, head.procurement.deadline_at);
    let bids = store::submissions(connection, &ids, received, &rows, &suppliers, &lots).await?;
    for (lot, assessment) in head.lots.iter().zip(&parts.assessments) {
        if let Some(lot) = lots.get(&lot.key) {
            let Assessment { examinations, panel_scores, draws } = &assessment.document;
            store::assessment(connection, &ids, lot, &bids, (examinations, panel_scores, draws)).await?;
        }
    }
    let payload = format!("{{\"procurement\":\"{}\"}}", parts.head.digest);
    let act = Act {
        id: clock.ordered_id(),
        procurement: (procurement, head.procurement.key.as_str()),
        act: "case_imported",
        actor,
        at,
        salt: &salt(clock),
        payload: &payload,
    };
    store::append_event(connection, act).await?;
    Ok(())
}

/// A supplier that is known already keeps its name; one that comes under another name may be another company.
async fn refuse_renamed<C: ConnectionTrait>(connection: &C, suppliers: &[Supplier]) -> Result<(), Failure> {
    let mut faults = Faults::none();
    for (index, supplier) in suppliers.iter().enumerate() {
        let known = store::supplier_name(connection, &supplier.scheme, &supplier.identifier).await?;
        if let Some(known) = known.filter(|known| *known != supplier.name) {
            let place = Place::root().at("suppliers").at(index).at("name");
            let cause = format!("{} {} is known as {known:?}", supplier.scheme, supplier.identifier);
            faults.add("import.supplier_renamed", &place, cause, "write the known name, or correct the identifier");
        }
    }
    Ok(faults.or(())?)
}

async fn write_documents<C: ConnectionTrait>(connection: &C, parts: &Parts) -> Result<(), Failure> {
    let head = &parts.head;
    store::write_document(connection, "anbud-procurement/1", head.digest.as_str(), &head.text).await?;
    for model in &parts.models {
        store::write_document(connection, "anbud-model/1", model.digest.as_str(), &model.text).await?;
    }
    for assessment in &parts.assessments {
        store::write_document(connection, "anbud-assessment/1", assessment.digest.as_str(), &assessment.text).await?;
    }
    Ok(())
}
