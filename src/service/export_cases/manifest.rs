//! The manifest of an export: what every file is, and under which digest. It says nothing of when the export was made,
//! so that two exports of the same database are the same bytes.

use super::Given;
use super::collect::Version;
use crate::store::{ExportedEvaluation, ExportedEvent};
use serde::Serialize;
use values::{Digest, Faults, Instant, Place, Text};

/// The whole.
#[derive(Serialize)]
pub(super) struct Manifest {
    format: &'static str,
    procurements: Vec<ManifestProcurement>,
    pub(super) documents: Vec<ManifestDocument>,
    pub(super) events: Vec<ManifestEvent>,
}

#[derive(Serialize)]
struct ManifestProcurement {
    key: String,
    cases: Vec<ManifestCase>,
    evaluations: Vec<ManifestEvaluation>,
}

/// A version of a case and its file.
#[derive(Serialize)]
pub(super) struct ManifestCase {
    file: String,
    digest: Digest,
    /// `handed_in` when these are the very bytes that were imported, `put_together` when no file was.
    text: &'static str,
    head: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Text>,
}

#[derive(Serialize)]
struct ManifestEvaluation {
    lot: String,
    number: i32,
    current: bool,
    time: Instant,
    model: String,
    inputs: String,
    outcome: String,
}

/// A document under its digest.
#[derive(Serialize)]
pub(super) struct ManifestDocument {
    pub(super) digest: String,
    pub(super) kind: String,
    pub(super) file: String,
}

/// An event with the file of its leaf.
#[derive(Serialize)]
pub(super) struct ManifestEvent {
    seq: i64,
    procurement: String,
    act: String,
    actor: String,
    time: Instant,
    digest: String,
    file: String,
    payload: ManifestPayload,
}

/// What an event was about: salt and text, one right behind the other. There is no file once they are erased.
#[derive(Serialize)]
pub(super) struct ManifestPayload {
    pub(super) digest: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) file: Option<String>,
}

impl Default for Manifest {
    fn default() -> Self {
        Self { format: "anbud-export/1", procurements: Vec::new(), documents: Vec::new(), events: Vec::new() }
    }
}

impl Manifest {
    /// Adds a procurement.
    pub(super) fn add(&mut self, key: &str, cases: Vec<ManifestCase>, evaluations: &[ExportedEvaluation]) {
        let evaluations = evaluations.iter().map(|one| ManifestEvaluation {
            lot: one.lot.clone(),
            number: one.number,
            current: one.current,
            time: one.at,
            model: one.model_digest.clone(),
            inputs: one.inputs_digest.clone(),
            outcome: one.outcome_digest.clone(),
        });
        self.procurements.push(ManifestProcurement { key: key.to_owned(), cases, evaluations: evaluations.collect() });
    }

    /// Its text, for people too.
    pub(super) fn text(&mut self) -> Result<String, Faults> {
        self.events.sort_by_key(|event| event.seq);
        let text = serde_json::to_string_pretty(self).map_err(|error| {
            let hint = "report this: every manifest should have one";
            Faults::one("document.not_canonical", &Place::root(), format!("the manifest has no text: {error}"), hint)
        })?;
        Ok(text + "\n")
    }
}

impl ManifestCase {
    pub(super) fn of(version: &Version, given: Given, file: String, digest: Digest) -> Self {
        Self {
            file,
            digest,
            text: if given == Given::HandedIn { "handed_in" } else { "put_together" },
            head: version.head.clone(),
            event: version.event,
            reason: version.reason.clone(),
        }
    }
}

impl ManifestEvent {
    pub(super) fn of(procurement: &str, event: &ExportedEvent, file: String, payload: ManifestPayload) -> Self {
        Self {
            seq: event.seq,
            procurement: procurement.to_owned(),
            act: event.act.clone(),
            actor: event.actor.clone(),
            time: event.at,
            digest: event.leaf_digest.clone(),
            file,
            payload,
        }
    }
}
