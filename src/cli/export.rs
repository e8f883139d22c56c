//! `anbud export --to FOLDER`: gives back what a database keeps, as files.

use super::evaluate::key;
use super::exit::{Exit, runtime};
use super::location::Location;
use super::target::{Finished, Target};
use crate::clock::{Clock, SystemClock};
use crate::service::export_cases;
use clap::Args;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use values::Key;

/// Export cases, documents and the history from a database
///
/// Writes the cases as they were imported, byte for byte and version by version, every document under its digest, every
/// event with its leaf and what it was about, a manifest, and the sums that `sha256sum -c SHA256SUMS` checks. All is of
/// one moment, and every digest is worked out anew. The folder is there whole or not at all; another one is not written
/// over.
///
/// The export holds everything, also what is secret before an award decision is announced: only its owner may read it.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  anbud export --database sqlite:anbud.sqlite --to export\n  anbud export --to hvb --procurement HVB-2026 && (cd hvb && sha256sum -c SHA256SUMS)"
)]
pub(super) struct Export {
    /// The folder to write; it must not be there, or be empty, or be this very export
    #[arg(long, value_name = "FOLDER")]
    to: PathBuf,
    /// Only this procurement, by its key; may be given several times
    #[arg(long = "procurement", value_name = "KEY")]
    procurements: Vec<String>,
    #[command(flatten)]
    location: Location,
}

impl Export {
    pub(super) fn run(self) -> Result<ExitCode, Exit> {
        let keys = self.procurements.iter().map(|text| key(text)).collect::<Result<Vec<Key>, Exit>>()?;
        runtime()?.block_on(async {
            let database = self.location.kept()?.open_existing().await?;
            let target = Target::at(&self.to, SystemClock.random_id())?;
            target.folder()?;
            let held = export_cases(&database, &keys, &mut |path: &str, text: &str| target.put(path, text)).await?;
            let finished = target.finish_folder()?;
            let mut out = std::io::stdout().lock();
            let (shown, kilobytes) = (self.to.display(), held.bytes.div_ceil(1000));
            match finished {
                Finished::AlreadyThere => writeln!(out, "{shown}: this very export is there already")?,
                Finished::Written => writeln!(
                    out,
                    "{shown}: {} procurements, {} case files, {} documents, {} events, {kilobytes} kB",
                    held.procurements, held.cases, held.documents, held.events
                )?,
            }
            Ok(ExitCode::SUCCESS)
        })
    }
}
