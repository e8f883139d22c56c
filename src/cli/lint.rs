//! `anbud lint FILE`: everything that is wrong with a case file.

use super::case_file;
use super::exit::{Exit, REFUSED, counted};
use clap::{Args, ValueEnum};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use values::Faults;

/// Print everything that is wrong with a case file
///
/// Checks the text, every member, what points from part to part, every model, and every admitted bid against its
/// model, and tells all faults at once, in the order of the file: what is wrong, where, and what to write instead.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 no faults, 2 faults.\n\nExamples:\n  anbud lint demo/a_hvb.json\n  anbud lint my_case.json --format json"
)]
pub(super) struct Lint {
    /// Case file in the format anbud-case/1; `-` reads the standard input
    file: PathBuf,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// A JSON array of faults, empty if there are none
    Json,
}

impl Lint {
    pub(super) fn run(self) -> Result<ExitCode, Exit> {
        let faults = match case_file::read(&self.file) {
            Ok(_) => Faults::none(),
            Err(Exit::Refused(faults)) => faults,
            Err(failed) => return Err(failed),
        };
        let mut out = std::io::stdout().lock();
        match self.format {
            Format::Json => {
                let text = serde_json::to_string_pretty(&faults).map_err(|error| Exit::Failed(error.to_string()))?;
                writeln!(out, "{text}")?;
            }
            Format::Text if faults.is_empty() => writeln!(out, "no faults")?,
            Format::Text => writeln!(out, "{faults}\n\n{}", counted(&faults))?,
        }
        Ok(if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(REFUSED) })
    }
}
