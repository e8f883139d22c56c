//! `anbud import FILE...`: keeps cases in a database.

use super::case_file;
use super::exit::{Exit, runtime};
use super::migrate::Location;
use crate::clock::SystemClock;
use crate::service::{Imported, import_case};
use clap::Args;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Who acts when a command of this program does.
pub(super) const ACTOR: &str = "command_line";

/// Import case files into a database
///
/// Each file is one procurement. Every model and every bid is checked before anything is written, and a file is
/// written whole or not at all. The same file again changes nothing.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  anbud import demo/*.json --database sqlite:anbud.sqlite")]
pub(super) struct Import {
    /// Case files in the format anbud-case/1
    #[arg(required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    location: Location,
}

impl Import {
    pub(super) fn run(self) -> Result<ExitCode, Exit> {
        runtime()?.block_on(async {
            let database = self.location.kept()?.open_current().await?;
            // All files are read before the first is written, so that a file with faults keeps none of them.
            let read = |file: &PathBuf| case_file::read(file).map_err(|exit| exit.of_file(file));
            let cases = self.files.iter().map(read).collect::<Result<Vec<_>, Exit>>()?;
            for (file, case) in self.files.iter().zip(cases) {
                let key = case.procurement.key.clone();
                let lots = case.lots.len();
                let done = import_case(&database, &SystemClock, ACTOR, case).await;
                let done = done.map_err(|failure| Exit::from(failure).of_file(file))?;
                let mut out = std::io::stdout().lock();
                match done {
                    Imported::New => writeln!(out, "{key}: imported, {lots} lots")?,
                    Imported::AlreadyThere => writeln!(out, "{key}: already there, nothing changed")?,
                }
            }
            Ok(ExitCode::SUCCESS)
        })
    }
}
