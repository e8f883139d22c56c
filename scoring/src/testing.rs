//! For the edge tests of the rules: runs a model and inputs given as JSON, usually a rule's own worked example with a
//! word replaced, and looks up what came of it.

use crate::card::WorkedExample;
use crate::{Inputs, Model, OutcomeDocument, evaluate};
use values::{Faults, canonical};

/// The example's outcome after replacing words in its model and in its inputs.
pub(crate) fn example(
    example: &WorkedExample,
    model: &[(&str, &str)],
    inputs: &[(&str, &str)],
) -> Result<OutcomeDocument, Faults> {
    let changed = |text: &str, changes: &[(&str, &str)]| {
        changes.iter().fold(text.to_owned(), |text, (from, to)| {
            assert!(text.contains(from), "{from} is not in the example");
            text.replace(from, to)
        })
    };
    run(&changed(example.model, model), &changed(example.inputs, inputs))
}

fn run(model: &str, inputs: &str) -> Result<OutcomeDocument, Faults> {
    let model = Model::read(canonical::from_tree(canonical::read(model)?)?)?;
    let inputs = Inputs::read(&model, &canonical::from_tree(canonical::read(inputs)?)?)?;
    Ok(evaluate(&model, &inputs)?.document(&model, &inputs))
}

/// Codes and places of the faults.
pub(crate) fn faults(outcome: Result<OutcomeDocument, Faults>) -> Vec<(&'static str, String)> {
    let faults = outcome.err().unwrap_or_default();
    faults.list().iter().map(|fault| (fault.code, fault.place.as_str().to_owned())).collect()
}

/// The values of a bid's steps with this name.
pub(crate) fn values_of(outcome: Result<OutcomeDocument, Faults>, bid: &str, name: &str) -> Vec<String> {
    let trace = match outcome {
        Ok(outcome) => outcome.trace,
        Err(faults) => return vec![faults.to_string()],
    };
    let wanted =
        |step: &&crate::StepDocument| step.name == name && step.bid.as_ref().map_or("", values::Key::as_str) == bid;
    trace.iter().filter(wanted).map(|step| step.value.clone()).collect()
}

/// Bids in order, each with its rank.
pub(crate) fn ranks(outcome: Result<OutcomeDocument, Faults>) -> Vec<(String, u32)> {
    let placements = outcome.map(|outcome| outcome.placements).unwrap_or_default();
    placements.iter().map(|placement| (placement.bid.to_string(), placement.rank)).collect()
}
