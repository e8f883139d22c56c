//! `anbud verify RECORD`: evaluates the lot of a record anew and compares.

use super::case_file;
use super::exit::{DIFFERENT, Exit};
use crate::service::{EqualTreatment, Verified, treat_equally, verify_record};
use clap::{Args, ValueEnum};
use scoring::StepDocument;
use serde_json::json;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use values::text::visible;

/// Differences that are printed for people; all are in the JSON.
const PRINTED: usize = 20;

/// Verify an evaluation record: evaluate its lot anew and compare everything
///
/// Reads the record, evaluates the lot from the model and the inputs in it, and prints every place where the record says
/// something else, with the step and the rule. No database and no network is touched.
///
/// That a result follows from its inputs does not say that the inputs are those handed in, nor that a reason is the
/// panel's: compare the digests that are printed with those that were published.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 everything follows, 1 something differs, 2 it cannot be evaluated.\n\nExamples:\n  anbud verify record.json\n  anbud verify record.json --equal-treatment\n  anbud verify record.json --steps | less\n  anbud verify record.json --format json"
)]
pub(super) struct Verify {
    /// Record in the format anbud-record/1; `-` reads the standard input
    file: PathBuf,
    /// Print every step as it was computed here
    #[arg(long)]
    steps: bool,
    /// Try whether the outcome follows what is offered: offers change places among the bids, decisions their moments
    #[arg(long)]
    equal_treatment: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// One JSON object
    Json,
}

impl Verify {
    pub(super) fn run(self) -> Result<ExitCode, Exit> {
        let verified = verify_record(&case_file::text(&self.file)?)?;
        let treated = self.equal_treatment.then(|| treat_equally(&verified.record)).transpose()?;
        let mut out = std::io::stdout().lock();
        match self.format {
            Format::Json => {
                let mut tree = self.tree(&verified);
                if let Some(treated) = &treated {
                    tree["equal_treatment"] = json!(treated);
                }
                let told = serde_json::to_string_pretty(&tree);
                writeln!(out, "{}", told.map_err(|error| Exit::Failed(error.to_string()))?)?;
            }
            Format::Text => {
                self.print(&mut out, &verified)?;
                treated.as_ref().map_or(Ok(()), |treated| certificate(&mut out, treated))?;
            }
        }
        let alike = treated.is_none_or(|treated| treated.differences.is_empty());
        Ok(if verified.follows() && alike { ExitCode::SUCCESS } else { ExitCode::from(DIFFERENT) })
    }

    fn tree(&self, verified: &Verified) -> serde_json::Value {
        let Verified { record, digests, recomputed, differences } = verified;
        let mut tree = json!({
            "procurement": record.procurement.key, "lot": record.lot.key, "follows": verified.follows(),
            "differences": differences, "rules": recomputed.document.rules,
            "steps_computed": recomputed.document.trace.len(),
            "digests_to_compare": {"model": digests.model, "inputs": digests.inputs, "record": digests.record},
        });
        if self.steps {
            tree["steps"] = json!(recomputed.document.trace);
        }
        tree
    }

    fn print(&self, out: &mut impl Write, verified: &Verified) -> Result<(), Exit> {
        let Verified { record, digests, recomputed, differences } = verified;
        if self.steps {
            for step in &recomputed.document.trace {
                writeln!(out, "{}", visible(&line(step)))?;
            }
            writeln!(out)?;
        }
        let list = differences.list();
        for difference in list.iter().take(PRINTED) {
            writeln!(out, "{difference}\n")?;
        }
        if list.len() > PRINTED {
            writeln!(out, "… and {} more differences; --format json has them all\n", list.len() - PRINTED)?;
        }
        let (procurement, lot) = (&record.procurement.key, &record.lot.key);
        let (steps, placed) = (recomputed.document.trace.len(), recomputed.document.placements.len());
        writeln!(
            out,
            "{procurement} {lot}: computed anew by {} in {steps} steps, {placed} bids placed",
            recomputed.document.rules.join(", ")
        )?;
        match list.len() {
            0 => writeln!(out, "every result and every step in the record follows from its model and its inputs")?,
            1 => writeln!(out, "1 difference: the record does not follow from its model and its inputs")?,
            count => writeln!(out, "{count} differences: the record does not follow from its model and its inputs")?,
        }
        writeln!(
            out,
            "\nNothing here can tell whether the model and the inputs are those that were published and handed in, nor"
        )?;
        writeln!(
            out,
            "whether names and reasons are as they were written. Compare these digests with the published ones:"
        )?;
        writeln!(out, "  model   {}\n  inputs  {}\n  record  {}", digests.model, digests.inputs, digests.record)?;
        Ok(())
    }
}

/// The certificate of equal treatment: what was tried on this case, and what came of it. It is printed with the record and
/// no part of it.
fn certificate(out: &mut impl Write, treated: &EqualTreatment) -> Result<(), Exit> {
    let EqualTreatment { bids, swaps, turns, retimed, differences } = treated;
    writeln!(out, "\nEqual treatment, tried on this case with its {bids} bids. The lot was evaluated anew")?;
    writeln!(out, "  {swaps} times with the offers of two bids exchanged,")?;
    writeln!(out, "  {turns} times with every offer moved on to another bid's key,")?;
    writeln!(out, "  {retimed} times with every decision and drawing at another moment.")?;
    for one in differences.iter().take(PRINTED) {
        writeln!(out, "the offer of {} came out otherwise under the key {}", one.bid, one.under)?;
    }
    match differences.len() {
        0 => writeln!(out, "Every offer kept its rank, its points, its price and its reasons each time.")?,
        count => writeln!(out, "{count} times an offer came out otherwise.")?,
    }
    Ok(())
}

/// A step in one line: number, what it is about, quantity, operation with operands, value, unit, rule.
fn line(step: &StepDocument) -> String {
    let year = step.year.map(|year| format!("year {year}"));
    let about = [
        step.bid.as_ref().map(ToString::to_string),
        step.criterion.as_ref().map(ToString::to_string),
        step.line.as_ref().map(ToString::to_string),
        year,
        step.detail.clone(),
    ];
    let about: Vec<String> = about.into_iter().flatten().collect();
    let operand = |from: &scoring::ReferenceDocument| match from.source.as_ref() {
        "constant" => from.value.clone(),
        "step" => format!("{} [{}]", from.value, from.target),
        source => format!("{} [{source} {}]", from.value, from.target),
    };
    let operands: Vec<String> = step.from.iter().map(operand).collect();
    let StepDocument { number, name, operation, value, unit, rule, .. } = step;
    format!("{number}  {}  {name} = {operation}({}) = {value} {unit}  {rule}", about.join(" "), operands.join(", "))
}
