//! `anbud backup --to FILE`: a copy of a SQLite database, taken while it is in use.

use super::exit::{Exit, runtime};
use super::location::Location;
use super::target::Target;
use crate::clock::{Clock, SystemClock};
use crate::service::Failure;
use clap::Args;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use values::{Faults, Place};

/// Back up a SQLite database while it is in use
///
/// The copy is of one moment, holds every act that was acknowledged before, and is checked before it gets its name. It
/// is there whole or not at all, and nothing is written over. For PostgreSQL use pg_dump, as docs/operations.md shows;
/// restoring is described there too.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  anbud backup --database sqlite:anbud.sqlite --to anbud-2026-11-26.sqlite")]
pub(super) struct Backup {
    /// The file to write; it must not be there
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    #[command(flatten)]
    location: Location,
}

impl Backup {
    pub(super) fn run(self) -> Result<ExitCode, Exit> {
        runtime()?.block_on(async {
            let database = self.location.kept()?.open_existing().await?;
            if !database.is_file() {
                let cause = format!("{} is kept by a server", self.location);
                let hint = "run pg_dump --format=custom, as docs/operations.md shows";
                return Err(Faults::one("argument.backup_of_server", &Place::root(), cause, hint).into());
            }
            let target = Target::at(&self.to, SystemClock.random_id())?;
            let file = target.file()?;
            database.copy_to(file).await.map_err(Failure::from)?;
            let bytes = std::fs::metadata(file)?.len();
            target.finish_file()?;
            writeln!(std::io::stdout(), "{}: {} kB, whole", self.to.display(), bytes.div_ceil(1000))?;
            Ok(ExitCode::SUCCESS)
        })
    }
}
