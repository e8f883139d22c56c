//! The evaluation record `anbud-record/1`: everything about one evaluated lot in one document, from which anybody can
//! evaluate it anew. docs/record.md describes it for those who write a verifier of their own.

use crate::document::ModelDocument;
use crate::inputs::InputsDocument;
use crate::outcome::OutcomeDocument;
use serde::{Deserialize, Serialize};
use values::{Digest, Faults, Key, Text, canonical};

/// The format's name and number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecordFormat {
    /// The first format.
    #[serde(rename = "anbud-record/1")]
    V1,
}

/// Something with a key and a name: the procurement or the lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// Its key.
    pub key: Key,
    /// Its name.
    pub title: Text,
}

/// One evaluated lot, complete.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordDocument {
    /// The format.
    pub format: RecordFormat,
    /// The procurement.
    pub procurement: Named,
    /// The lot.
    pub lot: Named,
    /// The rules used, with their revisions.
    pub rules: Vec<String>,
    /// The model used.
    pub model: ModelDocument,
    /// Its digest.
    pub model_digest: Digest,
    /// The inputs used.
    pub inputs: InputsDocument,
    /// Their digest.
    pub inputs_digest: Digest,
    /// What was found.
    pub outcome: OutcomeDocument,
    /// Its digest.
    pub outcome_digest: Digest,
    /// Digest of all other members.
    pub digest: Digest,
}

/// The digests that the parts of a record have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordDigests {
    /// Of the model.
    pub model: Digest,
    /// Of the inputs.
    pub inputs: Digest,
    /// Of the outcome.
    pub outcome: Digest,
    /// Of all members of the record but this one.
    pub record: Digest,
}

/// A record without its own digest: what that is the digest of.
#[derive(Serialize)]
struct Undigested<'a> {
    format: RecordFormat,
    procurement: &'a Named,
    lot: &'a Named,
    rules: &'a [String],
    model: &'a ModelDocument,
    model_digest: &'a Digest,
    inputs: &'a InputsDocument,
    inputs_digest: &'a Digest,
    outcome: &'a OutcomeDocument,
    outcome_digest: &'a Digest,
}

impl RecordDocument {
    /// The record of an evaluated lot.
    ///
    /// # Errors
    /// If a part has no canonical form.
    pub fn seal(
        (procurement, lot): (Named, Named),
        (model, inputs): (ModelDocument, InputsDocument),
        outcome: OutcomeDocument,
    ) -> Result<Self, Faults> {
        let (model_digest, inputs_digest) = (digest(&model)?, digest(&inputs)?);
        let outcome_digest = digest(&outcome)?;
        let mut record = Self {
            format: RecordFormat::V1,
            procurement,
            lot,
            rules: outcome.rules.clone(),
            model,
            model_digest,
            inputs,
            inputs_digest,
            digest: outcome_digest.clone(),
            outcome_digest,
            outcome,
        };
        record.digest = record.own_digest()?;
        Ok(record)
    }

    /// The digests as they follow from what the record holds, whatever it says they are.
    ///
    /// # Errors
    /// If a part has no canonical form.
    pub fn digests(&self) -> Result<RecordDigests, Faults> {
        Ok(RecordDigests {
            model: digest(&self.model)?,
            inputs: digest(&self.inputs)?,
            outcome: digest(&self.outcome)?,
            record: self.own_digest()?,
        })
    }

    /// The canonical text: the bytes of the record.
    ///
    /// # Errors
    /// If it has none.
    pub fn to_text(&self) -> Result<String, Faults> {
        canonical::to_text(self)
    }

    fn own_digest(&self) -> Result<Digest, Faults> {
        digest(&Undigested {
            format: self.format,
            procurement: &self.procurement,
            lot: &self.lot,
            rules: &self.rules,
            model: &self.model,
            model_digest: &self.model_digest,
            inputs: &self.inputs,
            inputs_digest: &self.inputs_digest,
            outcome: &self.outcome,
            outcome_digest: &self.outcome_digest,
        })
    }
}

fn digest<T: Serialize>(document: &T) -> Result<Digest, Faults> {
    Ok(Digest::of(canonical::to_text(document)?.as_bytes()))
}
