//! The evaluation record of a lot, for whoever wants to compute the award again without this server.

use super::mutation::{broken, internal};
use crate::read::GlobalId;
use crate::service::{Desk, LotReference};
use async_graphql::{Context, Error, ID, SimpleObject};
use scoring::RecordDocument;

/// An evaluation record (utvärderingsprotokoll), `anbud-record/1`: model, inputs, outcome and every step.
/// *Svenska:* Ett utvärderingsprotokoll: modell, underlag, utfall och varje steg.
#[derive(SimpleObject)]
pub struct EvaluationRecord {
    /// Digest of the record, which stands in it too.
    /// *Svenska:* Protokollets kontrollsumma.
    digest: String,
    /// Digest of the model, to be compared with the one that was published.
    /// *Svenska:* Modellens kontrollsumma, att jämföra med den publicerade.
    model_digest: String,
    /// Digest of bids, decisions and scores, to be compared with the one that was announced.
    /// *Svenska:* Underlagets kontrollsumma, att jämföra med den meddelade.
    inputs_digest: String,
    /// The record, byte for byte what `anbud verify` reads.
    /// *Svenska:* Protokollet, tecken för tecken som `anbud verify` läser det.
    document: String,
}

/// The record of a lot's current evaluation; nothing where there is none to be seen.
pub(super) async fn of_lot(context: &Context<'_>, lot: &ID) -> Result<Option<EvaluationRecord>, Error> {
    let Some(lot) = GlobalId::decode(&lot.0).filter(|id| id.noun.name == "Lot") else {
        return Ok(None);
    };
    let desk = context.data::<Desk>().map_err(|error| internal(error.message))?;
    match desk.record(&LotReference::Id(lot.id)).await {
        Ok(record) => written(&record).map(Some),
        Err(failure) if failure.faults().is_some() => Ok(None),
        Err(failure) => Err(broken(failure)),
    }
}

fn written(record: &RecordDocument) -> Result<EvaluationRecord, Error> {
    Ok(EvaluationRecord {
        digest: record.digest.to_string(),
        model_digest: record.model_digest.to_string(),
        inputs_digest: record.inputs_digest.to_string(),
        document: record.to_text().map_err(|faults| internal(faults.to_string()))?,
    })
}
