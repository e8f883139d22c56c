//! `anbud record`: writes the evaluation record of a lot.

use super::case_file;
use super::evaluate::key;
use super::exit::{Exit, runtime};
use super::location::Location;
use crate::service::{LotReference, record_case, record_stored};
use clap::Args;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Write the evaluation record of a lot: one document from which anybody can evaluate it anew
///
/// The record holds the model, the bids, what examination and panel decided, the result with every step, and digests.
/// From a case file the lot is evaluated; from a database the record is of the current evaluation that is kept there.
/// Both give the same bytes. docs/record.md describes the format.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  anbud record demo/b_supervision.json --lot LOT-1 -o record.json\n  anbud record --database sqlite:anbud.sqlite --procurement HVB-2026 --lot LOT-1 -o record.json"
)]
pub(super) struct Record {
    /// Case file in the format anbud-case/1; `-` reads the standard input
    #[arg(required_unless_present = "procurement")]
    file: Option<PathBuf>,
    /// The lot
    #[arg(long)]
    lot: String,
    /// Instead of a file: a procurement in the database, by its key
    #[arg(long, value_name = "KEY", conflicts_with = "file")]
    procurement: Option<String>,
    #[command(flatten)]
    location: Location,
    /// Where to write; without it, the standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Record {
    pub(super) fn run(self) -> Result<ExitCode, Exit> {
        let lot = key(&self.lot)?;
        let record = match (&self.procurement, &self.file) {
            (Some(procurement), _) => {
                let lot = LotReference::Key(key(procurement)?, lot);
                runtime()?.block_on(async {
                    let database = self.location.kept()?.open_existing().await?;
                    Ok::<_, Exit>(record_stored(&database, &lot).await?)
                })?
            }
            (None, file) => record_case(&case_file::read(file.as_deref().unwrap_or("-".as_ref()))?, &lot)?,
        };
        let text = record.to_text()?;
        // Not a byte more than the canonical form: what is written is what the digests are of.
        match &self.output {
            None => std::io::stdout().lock().write_all(text.as_bytes())?,
            Some(path) => std::fs::write(path, &text).map_err(|error| {
                let shown = path.display();
                Exit::Failed(format!(
                    "output.failed: {shown}: {error}\n  way out: name a file in a folder that may be written to"
                ))
            })?,
        }
        Ok(ExitCode::SUCCESS)
    }
}
