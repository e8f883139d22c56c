//! `anbud import FILE...`: keeps cases in a database, one file after the other.

mod progress;

use super::case_file;
use super::exit::{Exit, runtime, say};
use super::location::Location;
use crate::clock::{Clock, SystemClock};
use crate::database::Database;
use crate::service::{CaseImport, Failure, IdempotencyKey, Imported, Reason, check_case, import_case};
use clap::Args;
use progress::{Progress, Tally};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use values::{Faults, Key, Place};

/// Who acts when a command of this program does.
pub(super) const ACTOR: &str = "command_line";

/// Import case files into a database
///
/// Each file is one procurement. Every model and every bid is checked before anything of it is written, and a file is
/// written whole or not at all. Files come one after the other: one with faults is told with all of them, and the others
/// are imported. The file is kept as it is, byte for byte, and `anbud export` gives it back.
///
/// The same case again changes nothing; a changed case is refused unless it comes as a new version. Once bids are opened,
/// a new version may not change models, lots, deadline or what was received.
///
/// The output has a line for each file that is kept. Faults, progress and a summary of several files stand on the error
/// output.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 all files are kept, 2 a file was refused, 3 a file could not be read or the database failed.\n\nExamples:\n  anbud import demo/*.json --database sqlite:anbud.sqlite\n  anbud import case.json --new-version --reason \"Panelens poäng för B1 rättad efter ny prövning\""
)]
pub(super) struct Import {
    /// Case files in the format anbud-case/1; `-` is the standard input
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

/// Why a file was not imported.
enum Stop {
    /// It is the file: the others may be better.
    File(Exit),
    /// It is the database: the others would fare no better.
    All(Exit),
}

/// What was done with a file.
struct Done {
    key: Key,
    lots: usize,
    imported: Imported,
}

impl Import {
    pub(super) fn run(self) -> Result<ExitCode, Exit> {
        let reason = self.reason.as_deref().map(|reason| Reason::parse(reason, &Place::root().at("reason")));
        let (reason, once) = (reason.transpose()?, self.once()?);
        runtime()?.block_on(async {
            let database = self.location.kept()?.open_current().await?;
            let begun = SystemClock.now();
            let (mut tally, progress) = (Tally::of(self.files.len(), begun), Progress::over(self.files.len()));
            let mut code = 0;
            for file in &self.files {
                progress.on(file);
                match import(&database, file, &mut tally, (&reason, &once)).await {
                    // Whoever read along may be gone; the files are imported all the same.
                    Ok(done) => match progress.aside(|| done.print()) {
                        Ok(()) | Err(Exit::OutputClosed) => {}
                        Err(broken) => return Err(broken),
                    },
                    Err(Stop::File(exit)) => code = code.max(progress.aside(|| exit.tell())),
                    Err(Stop::All(exit)) => {
                        code = progress.aside(|| exit.tell());
                        break;
                    }
                }
                progress.step();
            }
            progress.end();
            if self.files.len() > 1 {
                say(&tally.ended(SystemClock.now()));
            }
            Ok(ExitCode::from(code))
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

/// Reads one file, checks it, and imports it. Nothing of it is in memory when the next one comes.
async fn import(
    database: &Database,
    file: &Path,
    tally: &mut Tally,
    (reason, once): (&Option<Reason>, &Option<IdempotencyKey>),
) -> Result<Done, Stop> {
    let text = case_file::text(file).map_err(|exit| {
        tally.failed(&exit);
        Stop::File(exit.of_file(file))
    })?;
    tally.read(text.len());
    let refused = |tally: &mut Tally, faults| {
        let exit = Exit::Refused(faults);
        tally.failed(&exit);
        Stop::File(exit.of_file(file))
    };
    let case = check_case(&text).map_err(|faults| refused(tally, faults))?;
    let (key, lots) = (case.procurement.key.clone(), case.lots.len());
    let import = CaseImport { case, file: Some(text), new_version: reason.clone(), key: once.clone() };
    match import_case(database, &SystemClock, ACTOR, import).await {
        Ok(imported) => {
            tally.kept(&imported);
            Ok(Done { key, lots, imported })
        }
        Err(Failure::Refused(faults)) => Err(refused(tally, faults)),
        Err(broken) => Err(Stop::All(Exit::from(broken).while_writing(file))),
    }
}

impl Done {
    fn print(&self) -> Result<(), Exit> {
        let Self { key, lots, imported } = self;
        let mut out = std::io::stdout().lock();
        match imported {
            Imported::New => writeln!(out, "{key}: imported, {lots} lots")?,
            Imported::AlreadyThere => writeln!(out, "{key}: already there, nothing changed")?,
            Imported::NewVersion { outdated: 0 } => writeln!(out, "{key}: new version, {lots} lots")?,
            Imported::NewVersion { outdated } => {
                writeln!(out, "{key}: new version, {lots} lots; to be evaluated again: {outdated}")?;
            }
        }
        Ok(())
    }
}
