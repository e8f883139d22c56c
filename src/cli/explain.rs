//! `anbud explain FILE BID`: how a bid came to its place, step by step.

use super::exit::Exit;
use super::{case_file, evaluate, language};
use crate::report::explanation;
use crate::service::evaluate_case;
use clap::Args;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use values::{Faults, Place};

/// Explain one bid's result step by step, from the trace alone
///
/// Prints every number of the bid with the rule that made it, what was done, and what it was made from: an earlier
/// step by number, or a place in the model or in the bid.
#[derive(Debug, Args)]
#[command(after_help = "`anbud evaluate FILE` lists the bids of every lot with their keys.")]
pub(super) struct Explain {
    /// Case file in the format anbud-case/1; `-` reads the standard input
    file: PathBuf,
    /// The bid's key
    bid: String,
    /// Language of texts and headings
    #[arg(long, value_enum, default_value_t = language::Choice::En)]
    lang: language::Choice,
}

impl Explain {
    pub(super) fn run(self) -> Result<ExitCode, Exit> {
        let case = case_file::read(&self.file)?;
        let bid = evaluate::key(&self.bid)?;
        let lot = case.lots.iter().find(|lot| case.bids(&lot.key).any(|one| one.key == bid));
        let Some(lot) = lot else {
            let cause = format!("there is no opened bid {bid} in this file");
            let hint = "`anbud evaluate FILE` lists the bids of every lot";
            return Err(Faults::one("case.bid_unknown", &Place::root().at("submissions"), cause, hint).into());
        };
        for lot in evaluate_case(&case, Some(&lot.key))? {
            if let Some(text) = explanation(&lot.document, &lot.model, &bid, self.lang.into()) {
                write!(std::io::stdout().lock(), "{text}")?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
