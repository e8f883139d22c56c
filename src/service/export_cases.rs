//! Gives back what is kept, file by file, with a manifest: cases as they were handed in, every document under its
//! digest, every event with its leaf and what it was about. All is of one moment, and every digest is worked out anew on
//! the way: what does not have its digest is not given out.

mod collect;
mod manifest;

use super::Failure;
use crate::database::Database;
use crate::store::{self, ExportedEvent, ExportedProcurement};
use collect::{Collected, Given};
use manifest::{Manifest, ManifestCase, ManifestDocument, ManifestEvent, ManifestPayload};
use sea_orm::ConnectionTrait;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use uuid::Uuid;
use values::{Digest, Faults, Key, Place, canonical};

/// What an export held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Export {
    /// Procurements.
    pub procurements: usize,
    /// Case files, one for each version.
    pub cases: usize,
    /// Documents.
    pub documents: usize,
    /// Events.
    pub events: usize,
    /// Bytes of all files.
    pub bytes: u64,
}

/// Hands out everything that is kept of these procurements, or of all when none is named. `put` takes the path of each
/// file, relative and with `/`, and its text. One text at a time is in memory.
///
/// # Errors
/// `DATABASE_BEHIND`; that a procurement is not there; that something kept is missing or does not have its digest; what `put` refuses.
pub async fn export_cases<E: From<Failure>>(
    database: &Database,
    keys: &[Key],
    put: &mut impl FnMut(&str, &str) -> Result<(), E>,
) -> Result<Export, E> {
    let database = database.current().await.map_err(Failure::from)?;
    let moment = database.snapshot().await.map_err(Failure::from)?;
    let procurements = wanted(&*moment, keys).await?;
    let mut shelf = Shelf { put, sums: String::new(), export: Export::default(), known: BTreeSet::new() };
    let mut manifest = Manifest::default();
    for procurement in &procurements {
        one(&*moment, procurement, &mut shelf, &mut manifest).await?;
    }
    let text = manifest.text().map_err(Failure::Damaged)?;
    shelf.put("manifest.json", &text)?;
    let sums = std::mem::take(&mut shelf.sums);
    shelf.put("SHA256SUMS", &sums)?;
    moment.end();
    Ok(shelf.export)
}

async fn wanted<C: ConnectionTrait>(connection: &C, keys: &[Key]) -> Result<Vec<ExportedProcurement>, Failure> {
    let mut all = store::exported_procurements(connection).await?;
    let mut faults = Faults::none();
    for key in keys.iter().filter(|key| all.iter().all(|one| one.key != key.as_str())) {
        let cause = format!("no procurement {key} is kept in this database");
        let hint = "correct the key, or leave it out to export everything";
        faults.add("export.procurement_unknown", &Place::root().at("procurement"), cause, hint);
    }
    faults.or(())?;
    all.retain(|one| keys.is_empty() || keys.iter().any(|key| key.as_str() == one.key));
    Ok(all)
}

/// Where files go, with the sum of each.
struct Shelf<'a, P> {
    put: &'a mut P,
    sums: String,
    export: Export,
    /// Documents that are there already: procurements may share some.
    known: BTreeSet<String>,
}

impl<P> Shelf<'_, P> {
    fn put<E>(&mut self, path: &str, text: &str) -> Result<Digest, E>
    where
        P: FnMut(&str, &str) -> Result<(), E>,
    {
        let digest = Digest::of(text.as_bytes());
        (self.put)(path, text)?;
        let _ = writeln!(self.sums, "{}  {path}", hex(digest.as_str()));
        self.export.bytes += text.len() as u64;
        Ok(digest)
    }
}

/// A digest without the name of its kind.
fn hex(digest: &str) -> &str {
    digest.trim_start_matches("sha256:")
}

async fn one<C, E, P>(
    connection: &C,
    procurement: &ExportedProcurement,
    shelf: &mut Shelf<'_, P>,
    manifest: &mut Manifest,
) -> Result<(), E>
where
    C: ConnectionTrait,
    E: From<Failure>,
    P: FnMut(&str, &str) -> Result<(), E>,
{
    let collected = Collected::of(connection, procurement).await?;
    let mut cases = Vec::new();
    for (number, version) in (1_usize..).zip(&collected.versions) {
        let (given, text) = collected.case(connection, version).await?;
        let file = format!("cases/{}/{number}.json", procurement.key);
        let digest = shelf.put(&file, &text)?;
        cases.push(ManifestCase::of(version, given, file, digest));
    }
    for digest in &collected.documents {
        if shelf.known.insert(digest.clone()) {
            let (kind, text) = text(connection, digest, &collected.contents).await?;
            let file = format!("documents/{}.json", hex(digest));
            shelf.put(&file, &text)?;
            manifest.documents.push(ManifestDocument { digest: digest.clone(), file, kind });
        }
    }
    for event in &collected.events {
        let told = put_event(&procurement.key, event, shelf)?;
        manifest.events.push(told);
    }
    shelf.export.procurements += 1;
    shelf.export.cases += cases.len();
    shelf.export.events += collected.events.len();
    shelf.export.documents = shelf.known.len();
    manifest.add(&procurement.key, cases, &collected.evaluations);
    Ok(())
}

fn put_event<E, P>(key: &str, event: &ExportedEvent, shelf: &mut Shelf<'_, P>) -> Result<ManifestEvent, E>
where
    E: From<Failure>,
    P: FnMut(&str, &str) -> Result<(), E>,
{
    let seq = event.seq;
    let file = format!("events/{seq:08}.leaf.json");
    same(&event.leaf_digest, &event.leaf)?;
    shelf.put(&file, &event.leaf)?;
    let mut payload = ManifestPayload { digest: event.payload_digest.clone(), file: None };
    if let Some((salt, body)) = &event.payload {
        let text = format!("{salt}{body}");
        same(&event.payload_digest, &text)?;
        let file = format!("events/{seq:08}.payload");
        shelf.put(&file, &text)?;
        payload.file = Some(file);
    }
    Ok(ManifestEvent::of(key, event, file, payload))
}

/// Kind and text under a digest, which the text must have.
async fn text<C: ConnectionTrait>(
    connection: &C,
    digest: &str,
    contents: &BTreeMap<String, Uuid>,
) -> Result<(String, String), Failure> {
    let found = store::exported_text(connection, digest, contents).await?;
    let missing = || damaged("storage.document_missing", format!("{digest} is not there"));
    let (kind, text) = found.ok_or_else(missing)?;
    same(digest, &text)?;
    Ok((kind, text))
}

fn same(digest: &str, text: &str) -> Result<(), Failure> {
    if Digest::of(text.as_bytes()).as_str() == digest {
        return Ok(());
    }
    Err(damaged("storage.document_changed", format!("what is kept under {digest} has another digest")))
}

fn damaged(code: &'static str, cause: String) -> Failure {
    Failure::Damaged(Faults::one(code, &Place::root(), cause, "restore the database from a backup"))
}

/// A document that is kept, read.
fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Failure> {
    canonical::read(text).and_then(canonical::from_tree).map_err(Failure::Damaged)
}
