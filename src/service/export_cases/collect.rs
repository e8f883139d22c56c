//! What belongs to a procurement: its versions in order, the documents that those and its evaluations name, its events.

use super::{read, text};
use crate::casefile::{Assessment, Head, Opened, Parts, Sealed};
use crate::service::Failure;
use crate::store::{self, ExportedEvaluation, ExportedEvent, ExportedProcurement};
use scoring::document::ModelDocument;
use sea_orm::ConnectionTrait;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;
use values::{Digest, Text, canonical};

/// A version of a case.
#[derive(Clone, Debug, Default)]
pub(super) struct Version {
    /// Digest of its head.
    pub(super) head: String,
    /// Digest of the file that it came in.
    pub(super) file: Option<String>,
    /// Number of its event.
    pub(super) event: Option<i64>,
    /// Why it took the place of the one before.
    pub(super) reason: Option<Text>,
}

/// Where the text of a case comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Given {
    /// It is the file, as it was handed in.
    HandedIn,
    /// No file was handed in: it is put together from the documents, in canonical form.
    PutTogether,
}

/// What the event of a case tells of it.
#[derive(Deserialize)]
struct About {
    procurement: String,
    file: Option<String>,
    reason: Option<Text>,
}

/// What belongs to a procurement.
pub(super) struct Collected {
    pub(super) versions: Vec<Version>,
    pub(super) evaluations: Vec<ExportedEvaluation>,
    pub(super) events: Vec<ExportedEvent>,
    /// Digests of the documents, without files of cases.
    pub(super) documents: BTreeSet<String>,
    /// Where the contents of submissions stand.
    pub(super) contents: BTreeMap<String, Uuid>,
}

impl Collected {
    pub(super) async fn of<C: ConnectionTrait>(
        connection: &C,
        procurement: &ExportedProcurement,
    ) -> Result<Self, Failure> {
        let events = store::exported_events(connection, procurement).await?;
        let evaluations = store::exported_evaluations(connection, procurement).await?;
        let contents = store::exported_contents(connection, procurement).await?;
        let mut versions: Vec<Version> = events.iter().filter_map(version).collect();
        if versions.last().is_none_or(|last| last.head != procurement.head_digest) {
            // What its event was about has been erased.
            versions.push(Version { head: procurement.head_digest.clone(), ..Version::default() });
        }
        let mut documents = BTreeSet::new();
        for version in &versions {
            let head: Head = read(&text(connection, &version.head, &contents).await?.1)?;
            documents.insert(version.head.clone());
            documents.extend(head.lots.into_iter().flat_map(|lot| [lot.model, lot.assessment]));
            documents.extend(head.submissions.into_iter().filter_map(|one| one.content));
        }
        for evaluation in &evaluations {
            documents.extend([evaluation.model_digest.clone(), evaluation.outcome_digest.clone()]);
        }
        Ok(Self { versions, evaluations, events, documents, contents })
    }

    /// The text of a version's case.
    pub(super) async fn case<C: ConnectionTrait>(
        &self,
        connection: &C,
        version: &Version,
    ) -> Result<(Given, String), Failure> {
        if let Some(file) = &version.file {
            return Ok((Given::HandedIn, text(connection, file, &self.contents).await?.1));
        }
        let head: Sealed<Head> = self.sealed(connection, &version.head).await?;
        let (mut models, mut assessments, mut contents) = (Vec::new(), Vec::new(), Vec::new());
        for lot in &head.document.lots {
            models.push(self.sealed::<ModelDocument, C>(connection, &lot.model).await?);
            assessments.push(self.sealed::<Assessment, C>(connection, &lot.assessment).await?);
        }
        for submission in &head.document.submissions {
            contents.push(match &submission.content {
                Some(content) => Some(self.sealed::<Opened, C>(connection, content).await?),
                None => None,
            });
        }
        let case = Parts { head, models, assessments, contents }.into_case();
        Ok((Given::PutTogether, canonical::to_text(&case).map_err(Failure::Damaged)?))
    }

    async fn sealed<T: DeserializeOwned, C: ConnectionTrait>(
        &self,
        connection: &C,
        digest: &str,
    ) -> Result<Sealed<T>, Failure> {
        let (_, text) = text(connection, digest, &self.contents).await?;
        Ok(Sealed { document: read(&text)?, digest: Digest::of(text.as_bytes()), text })
    }
}

/// The version that an event is about, if it is about one. Every act names in its payload what it was about; only
/// imports name a procurement's head.
fn version(event: &ExportedEvent) -> Option<Version> {
    let (_, body) = event.payload.as_ref()?;
    let About { procurement: head, file, reason } = serde_json::from_str(body).ok()?;
    Some(Version { head, file, event: Some(event.seq), reason })
}
