//! `anbud rulebook`: every rule with formula, law, limits and worked example.

use super::exit::Exit;
use super::language;
use crate::report;
use clap::Args;
use std::io::Write;
use std::process::ExitCode;

/// Print the rulebook as Markdown
///
/// Every rule with its formula, its law for each legal profile, why it exists, its limits, whether another bid can
/// change the order of two bids, and a worked example.
#[derive(Debug, Args)]
pub(super) struct Rulebook {
    /// Language
    #[arg(long, value_enum, default_value_t = language::Choice::En)]
    lang: language::Choice,
}

impl Rulebook {
    pub(super) fn run(self) -> Result<ExitCode, Exit> {
        write!(std::io::stdout().lock(), "{}", report::rulebook(self.lang.into()))?;
        Ok(ExitCode::SUCCESS)
    }
}
