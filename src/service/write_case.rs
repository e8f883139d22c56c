//! Writes the documents and rows of a case, and the event: of a new case, or over the version that is kept.

use super::case_version::Reason;
use super::import_case::Imported;
use super::project_case::{Known, Projected, project_case};
use super::{ClockIds, EvaluatedLot, Failure, salt};
use crate::casefile::Parts;
use crate::clock::Clock;
use crate::store::{self, Act, LotIds, Rows, Standing};
use procedure::document::Supplier;
use scoring::Model;
use sea_orm::ConnectionTrait;
use serde::Serialize;
use std::collections::BTreeMap;
use values::{Digest, Faults, Instant, Key, Place, canonical};

/// Kind of the files that cases came in.
pub(super) const CASE_FILE: &str = "anbud-case/1";

/// What the history calls a new case.
pub(super) const CASE_IMPORTED: &str = "case_imported";
/// What the history calls a new version of a case.
pub(super) const CASE_VERSION_ADDED: &str = "case_version_added";

/// What was written: what became of the case, and the number of the event.
pub(super) struct Written {
    pub(super) imported: Imported,
    pub(super) event: Option<i64>,
}

/// What the event of a case was about; `before` and `reason` are those of a new version.
#[derive(Serialize)]
struct About<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<&'a str>,
    /// Digest of the file, as it was handed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a Digest>,
    procurement: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a Reason>,
}

/// Writes a case. With a version that is kept and a reason, it takes that version's place.
pub(super) async fn write<C: ConnectionTrait>(
    connection: &C,
    clock: &dyn Clock,
    (actor, at): (&str, Instant),
    (parts, evaluated, file): (&Parts, &[EvaluatedLot], Option<&str>),
    over: Option<(&Standing, &Reason)>,
) -> Result<Written, Failure> {
    let (head, digest) = (&parts.head.document, parts.head.digest.as_str());
    let standing = over.map(|(standing, _)| standing);
    write_documents(connection, parts).await?;
    let file = write_file(connection, file).await?;
    let mut known = Known {
        organisations: store::known_organisations(connection).await?,
        suppliers: store::known_suppliers(connection, &head.suppliers).await?,
        standing: standing.cloned(),
    };
    let mut rows = Rows::default();
    let models: Vec<&Model> = evaluated.iter().map(|lot| &lot.model).collect();
    let Projected { procurement, lots, .. } = project_case(&mut rows, &ClockIds(clock), parts, &models, &mut known);
    rows.write(connection, standing).await?;
    refuse_renamed(connection, &head.suppliers).await?;
    let outdated = outdated(connection, evaluated, &lots, standing).await?;
    let about = About {
        before: standing.map(|there| there.head_digest.as_str()),
        file: file.as_ref(),
        procurement: digest,
        reason: over.map(|(_, reason)| reason),
    };
    let payload = canonical::to_text(&about)?;
    let act = Act {
        id: clock.ordered_id(),
        procurement: (procurement, head.procurement.key.as_str()),
        act: if over.is_some() { CASE_VERSION_ADDED } else { CASE_IMPORTED },
        actor,
        at,
        salt: &salt(clock),
        payload: &payload,
    };
    let event = store::append_event(connection, act).await?;
    let imported = if over.is_some() { Imported::NewVersion { outdated } } else { Imported::New };
    Ok(Written { imported, event: Some(event) })
}

/// An evaluation stays the current one as long as it is of the model and the inputs that the lot has now. Those that
/// are not stay as history, and the lot has no current one until it is evaluated again.
async fn outdated<C: ConnectionTrait>(
    connection: &C,
    evaluated: &[EvaluatedLot],
    lots: &BTreeMap<Key, LotIds>,
    standing: Option<&Standing>,
) -> Result<u32, Failure> {
    let mut count = 0;
    for lot in evaluated.iter().filter(|_| standing.is_some()) {
        let Some(ids) = lots.get(&lot.lot) else { continue };
        let latest = store::latest_evaluation(connection, ids.lot).await?.filter(|latest| latest.current);
        if latest.is_some_and(|latest| latest.inputs_digest != lot.outcome.inputs.as_str()) {
            store::retire_evaluations(connection, ids.lot).await?;
            count += 1;
        }
    }
    Ok(count)
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

/// The file as it was handed in, byte for byte: its digest is what the one who sent it can check.
async fn write_file<C: ConnectionTrait>(connection: &C, file: Option<&str>) -> Result<Option<Digest>, Failure> {
    let Some(text) = file else { return Ok(None) };
    let digest = Digest::of(text.as_bytes());
    store::write_document(connection, CASE_FILE, digest.as_str(), text).await?;
    Ok(Some(digest))
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
