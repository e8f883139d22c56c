//! `anbud migrate`: brings a database's tables up to date.

use super::exit::{Exit, runtime};
use crate::database::{Database, Terms, without_password};
use crate::service::Failure;
use clap::Args;
use std::fmt;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use values::{Faults, Place};

/// Where the database is, for the commands that need one.
#[derive(Clone, Args)]
pub(super) struct Location {
    /// Database URL: `sqlite:FILE`, `sqlite::memory:` or `postgres://USER@HOST/DATABASE`
    #[arg(long, default_value = "sqlite:anbud.sqlite")]
    pub(super) database: String,
}

impl fmt::Debug for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&without_password(&self.database))
    }
}

impl Location {
    /// Refuses a database that is gone when the command ends.
    pub(super) fn kept(&self) -> Result<&Self, Exit> {
        let Some(file) = self.database.strip_prefix("sqlite:") else { return Ok(self) };
        let file = file.trim_start_matches('/').split('?').next().unwrap_or_default();
        if file.is_empty() || self.database.contains(":memory:") || self.database.contains("mode=memory") {
            let cause = format!("{:?} is gone when this command ends", self.database);
            let hint = "name a file, such as sqlite:anbud.sqlite";
            return Err(Faults::one("argument.database_not_kept", &Place::root(), cause, hint).into());
        }
        Ok(self)
    }

    /// Refuses a file that is not there, which opening would create.
    pub(super) fn there(&self) -> Result<&Self, Exit> {
        let Some(file) = self.kept()?.database.strip_prefix("sqlite:") else { return Ok(self) };
        let file = file.strip_prefix("//").unwrap_or(file).split('?').next().unwrap_or_default();
        if Path::new(file).exists() {
            return Ok(self);
        }
        let cause = format!("there is no file {file:?}");
        let hint = "name a file that is there, such as sqlite:anbud.sqlite";
        Err(Faults::one("argument.database_missing", &Place::root(), cause, hint).into())
    }

    /// Opens the database; a file that does not exist is created.
    pub(super) async fn open(&self) -> Result<Database, Exit> {
        Ok(Database::open_on(&self.database, Terms::upkeep()).await.map_err(Failure::from)?)
    }

    /// Opens a database that must be there, as it is.
    pub(super) async fn open_existing(&self) -> Result<Database, Exit> {
        Ok(Database::open_existing(&self.database, Terms::upkeep()).await.map_err(Failure::from)?)
    }

    /// Opens the database and brings its tables up to date.
    pub(super) async fn open_current(&self) -> Result<Database, Exit> {
        let database = self.open().await?;
        database.migrate().await.map_err(Failure::from)?;
        Ok(database)
    }
}

/// Bring a database's tables up to date
#[derive(Debug, Args)]
pub(super) struct Migrate {
    #[command(flatten)]
    location: Location,
}

impl Migrate {
    pub(super) fn run(self) -> Result<ExitCode, Exit> {
        runtime()?.block_on(async {
            let database = self.location.kept()?.open().await?;
            let steps = database.migrate().await.map_err(Failure::from)?;
            let mut out = std::io::stdout().lock();
            match steps {
                0 => writeln!(out, "{} is up to date", self.location)?,
                steps => writeln!(out, "{}: {steps} step(s) run, now up to date", self.location)?,
            }
            Ok(ExitCode::SUCCESS)
        })
    }
}
