//! `anbud import FILE...`: keeps cases in a database.

use super::case_file;
use super::exit::{Exit, runtime};
use super::migrate::Location;
use crate::clock::SystemClock;
use crate::service::{CaseImport, IdempotencyKey, Imported, Reason, import_case};
use clap::Args;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use values::{Faults, Key, Place};

/// Who acts when a command of this program does.
pub(super) const ACTOR: &str = "command_line";

/// Import case files into a database
///
/// Each file is one procurement. Every model and every bid is checked before anything is written, and a file is
/// written whole or not at all. The same file again changes nothing; a changed file is refused unless it comes as a new
/// version. Once bids are opened, a new version may not change models, lots, deadline or what was received.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  anbud import demo/*.json --database sqlite:anbud.sqlite\n  anbud import case.json --new-version --reason \"Panelens poäng för B1 rättad efter ny prövning\""
)]
pub(super) struct Import {
    /// Case files in the format anbud-case/1
    #[arg(required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    location: Location,
    /// Take the file as a new version of the case that is there
    #[arg(long, requires = "reason")]
    new_version: bool,
    /// Why there is a new version, in Swedish; kept in the history
    #[arg(long, requires = "new_version")]
    reason: Option<String>,
    /// A key of your own, 1 to 200 characters: with the same key the file is imported once and answered alike
    #[arg(long)]
    idempotency_key: Option<String>,
}

impl Import {
    pub(super) fn run(self) -> Result<ExitCode, Exit> {
        let reason = self.reason.as_deref().map(|reason| Reason::parse(reason, &Place::root().at("reason")));
        let reason = reason.transpose()?;
        let once = self.once()?;
        runtime()?.block_on(async {
            let database = self.location.kept()?.open_current().await?;
            // All files are read before the first is written, so that a file with faults keeps none of them.
            let read = |file: &PathBuf| case_file::read(file).map_err(|exit| exit.of_file(file));
            let cases = self.files.iter().map(read).collect::<Result<Vec<_>, Exit>>()?;
            for (file, case) in self.files.iter().zip(cases) {
                let key = case.procurement.key.clone();
                let lots = case.lots.len();
                let import = CaseImport { case, new_version: reason.clone(), key: once.clone() };
                let done = import_case(&database, &SystemClock, ACTOR, import).await;
                print(&key, lots, &done.map_err(|failure| Exit::from(failure).while_writing(file))?)?;
            }
            Ok(ExitCode::SUCCESS)
        })
    }

    /// The idempotency key, which is for one file.
    fn once(&self) -> Result<Option<IdempotencyKey>, Exit> {
        let place = Place::root().at("idempotency-key");
        let Some(key) = &self.idempotency_key else { return Ok(None) };
        if self.files.len() > 1 {
            let cause = format!("one key was given for {} files", self.files.len());
            let hint = "import the files one by one, each with a key of its own";
            return Err(Faults::one("argument.idempotency_key", &place, cause, hint).into());
        }
        Ok(Some(IdempotencyKey::parse(key, &place)?))
    }
}

fn print(key: &Key, lots: usize, done: &Imported) -> Result<(), Exit> {
    let mut out = std::io::stdout().lock();
    match done {
        Imported::New => writeln!(out, "{key}: imported, {lots} lots")?,
        Imported::AlreadyThere => writeln!(out, "{key}: already there, nothing changed")?,
        Imported::NewVersion { outdated: 0 } => writeln!(out, "{key}: new version, {lots} lots")?,
        Imported::NewVersion { outdated } => {
            writeln!(out, "{key}: new version, {lots} lots; to be evaluated again: {outdated}")?;
        }
    }
    Ok(())
}
