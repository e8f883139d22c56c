//! `anbud migrate`: brings a database's tables up to date.

use super::exit::{Exit, runtime};
use super::location::Location;
use crate::service::Failure;
use clap::Args;
use std::io::Write;
use std::process::ExitCode;

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
