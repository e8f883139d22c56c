//! `anbud conformance DIR`: holds the engine against worked cases.

use super::case_file;
use super::exit::{DIFFERENT, Exit};
use crate::casefile::{ConformanceCase, Expectation};
use crate::service::{Verdict, run_conformance};
use clap::{Args, ValueEnum};
use serde_json::json;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use values::{Faults, Place};

/// Run worked cases and compare every figure
///
/// Reads every JSON file of a directory, evaluates its model and bids, and compares the result with what the file
/// expects, exactly. Cases that want a rule which is not here are listed and not run. No database is touched.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 every case agrees, 1 a figure differs, 2 a file has faults, 3 a file could not be read.\n\nExamples:\n  anbud conformance conformance\n  anbud conformance conformance --format json"
)]
pub(super) struct Conformance {
    /// Directory of files in the format anbud-conformance/1
    directory: PathBuf,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// A line for each case
    Table,
    /// A JSON array, one entry for each case
    Json,
}

impl Conformance {
    pub(super) fn run(self) -> Result<ExitCode, Exit> {
        let cases = read(&self.directory)?;
        let verdicts: Vec<(ConformanceCase, Verdict)> = cases
            .into_iter()
            .map(|case| (run_conformance(&case), case))
            .map(|(verdict, case)| (case, verdict))
            .collect();
        let mut out = std::io::stdout().lock();
        match self.format {
            Format::Table => print(&mut out, &verdicts)?,
            Format::Json => {
                let entries: Vec<_> = verdicts.iter().map(|(case, verdict)| entry(case, verdict)).collect();
                let text = serde_json::to_string_pretty(&entries).map_err(|error| Exit::Failed(error.to_string()))?;
                writeln!(out, "{text}")?;
            }
        }
        let differs = verdicts.iter().any(|(_, verdict)| matches!(verdict, Verdict::Run(found) if !found.is_empty()));
        Ok(if differs { ExitCode::from(DIFFERENT) } else { ExitCode::SUCCESS })
    }
}

/// The cases of a directory, in the order of their files' names.
fn read(directory: &Path) -> Result<Vec<ConformanceCase>, Exit> {
    let unreadable = |error: std::io::Error| {
        let way_out = "way out: name a directory of cases, such as conformance";
        Exit::Failed(format!("file.unreadable: {}: {error}\n  {way_out}", directory.display()))
    };
    let entries = std::fs::read_dir(directory).map_err(unreadable)?;
    let paths = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<BTreeSet<_>, _>>();
    let paths = paths.map_err(unreadable)?;
    let (mut cases, mut seen) = (Vec::new(), BTreeSet::new());
    for path in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "json")) {
        let text = case_file::text(path).map_err(|exit| exit.of_file(path))?;
        let case = ConformanceCase::read(&text).map_err(|faults| Exit::RefusedFile(path.clone(), faults))?;
        if !seen.insert(case.key.clone()) {
            let cause = format!("{} is there before", case.key);
            let faults =
                Faults::one("conformance.repeated", &Place::root().at("key"), cause, "give each case a key of its own");
            return Err(Exit::RefusedFile(path.clone(), faults));
        }
        cases.push(case);
    }
    if cases.is_empty() {
        let cause = format!("{} has no JSON file", directory.display());
        let hint = "name a directory of cases, such as conformance";
        return Err(Faults::one("conformance.no_case", &Place::root(), cause, hint).into());
    }
    Ok(cases)
}

const fn result(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::NotCovered(_) => "not covered",
        Verdict::Run(found) if found.is_empty() => "agrees",
        Verdict::Run(_) => "differs",
    }
}

fn kind(case: &ConformanceCase) -> &'static str {
    case.expected.as_ref().map_or("-", Expectation::kind)
}

fn print(out: &mut impl Write, verdicts: &[(ConformanceCase, Verdict)]) -> Result<(), Exit> {
    let width = verdicts.iter().map(|(case, _)| case.key.as_str().len()).max().unwrap_or_default();
    writeln!(out, "{:width$}  {:<11}  {:<11}  result", "case", "kind", "provenance")?;
    for (case, verdict) in verdicts {
        let origin = case.provenance.origin.as_str();
        writeln!(out, "{:width$}  {:<11}  {origin:<11}  {}", case.key.as_str(), kind(case), result(verdict))?;
        match verdict {
            Verdict::NotCovered(rule) => writeln!(out, "  wants: {}", values::text::visible(rule))?,
            Verdict::Run(found) => {
                for one in found {
                    writeln!(
                        out,
                        "  {}: expected {}, found {}",
                        one.place,
                        values::text::visible(&one.expected),
                        one.found
                    )?;
                }
            }
        }
    }
    let count = |word: &str| verdicts.iter().filter(|(_, verdict)| result(verdict) == word).count();
    let (agree, differ, open) = (count("agrees"), count("differs"), count("not covered"));
    writeln!(out, "\n{} cases: {agree} agree, {differ} differ, {open} not covered", verdicts.len())?;
    Ok(())
}

fn entry(case: &ConformanceCase, verdict: &Verdict) -> serde_json::Value {
    let (differences, wants) = match verdict {
        Verdict::NotCovered(rule) => (Vec::new(), Some(rule)),
        Verdict::Run(found) => (
            found
                .iter()
                .map(|one| json!({"place": one.place.as_str(), "expected": one.expected, "found": one.found}))
                .collect(),
            None,
        ),
    };
    json!({
        "case": case.key, "kind": kind(case), "provenance": case.provenance.origin, "result": result(verdict),
        "differences": differences, "not_covered": wants,
    })
}
