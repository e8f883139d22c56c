//! Where the database of a command is, and how it is opened.

use super::exit::Exit;
use crate::database::{Database, Terms, without_password};
use crate::service::Failure;
use clap::Args;
use std::fmt;
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
