//! `anbud letter FILE BID`: the letter that tells a bidder the outcome and its reasons.

use super::exit::Exit;
use super::{case_file, evaluate, language};
use crate::service::write_letter;
use clap::Args;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Write the letter that tells a bidder the outcome and its reasons
///
/// Says in plain words how the bid's result was made, how it stands beside the best bid, what price or quality would
/// have changed it, and how to check it. Every number comes from an evaluation; Markdown.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  anbud letter case.json BID --lang sv\n  anbud letter case.json BID --lot LOT > letter.md\n\n`anbud evaluate FILE` lists the bids with their keys; `anbud explain FILE BID` shows every step behind it."
)]
pub(super) struct Letter {
    /// Case file in the format anbud-case/1; `-` reads the standard input
    file: PathBuf,
    /// The bid's key
    bid: String,
    /// The lot that the bid is for; a bid of another lot is refused
    #[arg(long)]
    lot: Option<String>,
    /// Language of the letter
    #[arg(long, value_enum, default_value_t = language::Choice::En)]
    lang: language::Choice,
}

impl Letter {
    pub(super) fn run(self) -> Result<ExitCode, Exit> {
        let case = case_file::read(&self.file)?;
        let bid = evaluate::key(&self.bid)?;
        let lot = self.lot.as_deref().map(evaluate::key).transpose()?;
        let file = self.file.display().to_string();
        let text = write_letter(&case, (&bid, lot.as_ref()), &file, self.lang.into())?;
        write!(std::io::stdout().lock(), "{text}")?;
        Ok(ExitCode::SUCCESS)
    }
}
