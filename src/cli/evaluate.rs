//! `anbud evaluate FILE`: evaluates a case from its file, without a database.

use super::exit::{DIFFERENT, Exit};
use super::{case_file, language};
use crate::casefile::Case;
use crate::report::{Language, result_table};
use crate::service::{EvaluatedLot, evaluate_case};
use clap::{Args, ValueEnum};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use values::{Faults, Key, Place};

/// Evaluate a case file and print the result of each lot
///
/// Reads the file, checks every model and every bid, and ranks the bids. No database is touched. Where the file
/// says what it expects, the results are compared and the exit code is 1 if they differ.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  anbud evaluate demo/b_supervision.json --lot LOT-1\n  anbud evaluate demo/c_beds_digital.json --format json | less"
)]
pub(super) struct Evaluate {
    /// Case file in the format anbud-case/1; `-` reads the standard input
    file: PathBuf,
    /// Only this lot
    #[arg(long)]
    lot: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Language of texts and headings
    #[arg(long, value_enum, default_value_t = language::Choice::En)]
    lang: language::Choice,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// A table for each lot
    Table,
    /// The outcome documents with the whole trace, as a JSON array
    Json,
}

impl Evaluate {
    pub(super) fn run(self) -> Result<ExitCode, Exit> {
        let case = case_file::read(&self.file)?;
        let lot = self.lot.as_deref().map(key).transpose()?;
        let evaluated = evaluate_case(&case, lot.as_ref())?;
        let mut out = std::io::stdout().lock();
        match self.format {
            Format::Table => print(&mut out, &case, &evaluated, self.lang.into())?,
            Format::Json => {
                let documents: Vec<_> = evaluated.iter().map(|lot| &lot.document).collect();
                let text = serde_json::to_string_pretty(&documents).map_err(|error| Exit::Failed(error.to_string()))?;
                writeln!(out, "{text}")?;
            }
        }
        Ok(differences(&evaluated))
    }
}

/// A key from an argument.
pub(super) fn key(text: &str) -> Result<Key, Exit> {
    let refused = |how: &str| Faults::one("argument.key", &Place::root(), format!("{text:?} is not a key"), how);
    text.parse().map_err(|how| Exit::Refused(refused(how)))
}

/// Every lot with its table.
pub(super) fn print(
    out: &mut impl Write,
    case: &Case,
    evaluated: &[EvaluatedLot],
    language: Language,
) -> Result<(), Exit> {
    let names = case_file::names(case);
    writeln!(out, "{}  {}", case.procurement.key, language.of(&case.procurement.title))?;
    for lot in evaluated {
        let Some(found) = case.lots.iter().find(|one| one.key == lot.lot) else { continue };
        let rules = format!("{}, {}", lot.model.price_rule(), lot.model.combination_rule());
        writeln!(out, "\n{}  {}  ({rules})", lot.lot, language.of(&found.title))?;
        writeln!(out, "{}", result_table(&lot.outcome, &lot.model, &names, found.terms.award_limit, language))?;
    }
    for submission in case.submissions.iter().filter(|submission| submission.content.is_none()) {
        let envelope = &submission.envelope;
        let words = match language {
            Language::Swedish => "kom efter anbudstidens utgång och öppnades aldrig",
            Language::English => "came after the deadline and was never opened",
        };
        writeln!(out, "\n{} {words}: {}", envelope.key, envelope.received_at.in_sweden())?;
    }
    Ok(())
}

/// Says where results differ from what the file expects.
pub(super) fn differences(evaluated: &[EvaluatedLot]) -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    for mismatch in evaluated.iter().flat_map(|lot| &lot.mismatches) {
        eprintln!("{}: expected {}, found {}", mismatch.place, mismatch.expected, mismatch.found);
        code = ExitCode::from(DIFFERENT);
    }
    code
}
