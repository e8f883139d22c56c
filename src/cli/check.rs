//! `anbud check`: holds the rows of a database against its documents.

use super::exit::{DIFFERENT, Exit, runtime};
use super::location::Location;
use crate::service::check_rows;
use clap::Args;
use std::collections::BTreeSet;
use std::io::Write;
use std::process::ExitCode;
use values::codes;
use values::text::visible;

/// Hold the rows of a database against its documents
///
/// Makes all rows anew from the stored documents and the history, in memory, and prints every difference: table, row,
/// column, what is kept and what the documents say. Documents, payloads and events are held against their digests.
/// Nothing is changed. It sees one moment, while others may read and write.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 all rows follow from the documents, 1 something differs.\n\nExamples:\n  anbud check --database sqlite:anbud.sqlite\n  anbud check --database postgres://USER@localhost/anbud"
)]
pub(super) struct Check {
    #[command(flatten)]
    location: Location,
}

impl Check {
    pub(super) fn run(self) -> Result<ExitCode, Exit> {
        let location = self.location.kept()?;
        let checked =
            runtime()?.block_on(async { Ok::<_, Exit>(check_rows(&location.open_existing().await?).await?) })?;
        let mut out = std::io::stdout().lock();
        let mut told = BTreeSet::new();
        for difference in &checked.differences {
            writeln!(out, "{difference}")?;
            told.insert(difference.code());
        }
        for key in &checked.set_aside {
            writeln!(out, "check.set_aside at {}: its rows were not compared", visible(key))?;
            told.insert("check.set_aside");
        }
        for code in codes::all().filter(|code| told.contains(code.code)) {
            writeln!(out, "{}: {} {}", code.code, code.meaning.en, code.way_out.en)?;
        }
        let differences = match checked.differences.len() {
            0 => "no differences".to_owned(),
            1 => "1 difference".to_owned(),
            count => format!("{count} differences"),
        };
        writeln!(out, "{}: {} rows checked, {differences}", self.location, checked.rows)?;
        Ok(if told.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(DIFFERENT) })
    }
}
