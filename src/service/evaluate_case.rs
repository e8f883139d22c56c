//! Evaluates the lots of a case, from the file alone.

use crate::casefile::{Case, CaseLot, Expected};
use scoring::document::ModelDocument;
use scoring::{Inputs, InputsDocument, Model, Outcome, OutcomeDocument, Placement, evaluate, refuse_unkept};
use values::{Exact, Faults, Key, Place};

/// A lot that has been evaluated.
#[derive(Debug)]
pub struct EvaluatedLot {
    /// The lot's key.
    pub lot: Key,
    /// The model used.
    pub model: Model,
    /// The inputs used.
    pub inputs: Inputs,
    /// What was found.
    pub outcome: Outcome,
    /// The same as a document.
    pub document: OutcomeDocument,
    /// Where it differs from what the file expects.
    pub mismatches: Vec<Mismatch>,
}

/// A difference between a result and what the file expects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// Where in the file.
    pub place: Place,
    /// What the file expects.
    pub expected: String,
    /// What the engine found.
    pub found: String,
}

/// Evaluates all lots of a case, or the one named.
///
/// # Errors
/// All faults of all its models and inputs, with their places in the file; or that there is no such lot.
pub fn evaluate_case(case: &Case, only: Option<&Key>) -> Result<Vec<EvaluatedLot>, Faults> {
    let mut faults = Faults::none();
    let mut evaluated = Vec::new();
    for (index, lot) in case.lots.iter().enumerate() {
        if only.is_some_and(|only| *only != lot.key) {
            continue;
        }
        match evaluate_case_lot(case, lot, &Place::root().at("lots").at(index)) {
            Ok(lot) => evaluated.push(lot),
            Err(found) => faults.extend_below(&Place::root(), found),
        }
    }
    if evaluated.is_empty() && faults.is_empty() {
        let lots: Vec<&str> = case.lots.iter().map(|lot| lot.key.as_str()).collect();
        let cause = format!("there is no lot {} in this file", only.map(Key::as_str).unwrap_or_default());
        faults.add("case.lot_unknown", &Place::root().at("lots"), cause, format!("choose one of {}", lots.join(", ")));
    }
    faults.or(evaluated)
}

fn evaluate_case_lot(case: &Case, lot: &CaseLot, place: &Place) -> Result<EvaluatedLot, Faults> {
    let inputs = case.inputs(&lot.key)?;
    let mut evaluated = evaluate_lot(lot.key.clone(), lot.model.clone(), &inputs, place)?;
    if let Some(expected) = case.expected.get(&lot.key) {
        evaluated.mismatches = mismatches(&evaluated.outcome, expected, &Place::root().at("expected").at(&lot.key));
    }
    Ok(evaluated)
}

/// Evaluates one lot from its documents. Faults of the model are placed below `place`; those of the bids name the
/// lot and stand at the pointer into its inputs.
///
/// # Errors
/// All faults of the model, or else of the inputs.
pub fn evaluate_lot(
    lot: Key,
    model: ModelDocument,
    inputs: &InputsDocument,
    place: &Place,
) -> Result<EvaluatedLot, Faults> {
    let below = |place: Place| {
        move |found: Faults| {
            let mut faults = Faults::none();
            faults.extend_below(&place, found);
            faults
        }
    };
    let model = Model::read(model).map_err(below(place.at("model")))?;
    let inputs = Inputs::read(&model, inputs).map_err(below(place.clone()))?;
    let outcome = evaluate(&model, &inputs).map_err(below(place.clone()))?;
    refuse_unkept(&outcome).map_err(below(place.clone()))?;
    let document = outcome.document(&model, &inputs);
    Ok(EvaluatedLot { lot, model, inputs, outcome, document, mismatches: Vec::new() })
}

/// Expected values are compared at the decimals with which they are written.
fn mismatches(outcome: &Outcome, expected: &Expected, place: &Place) -> Vec<Mismatch> {
    let mut mismatches = Vec::new();
    let placements: Vec<Placement<'_>> = outcome.placements().collect();
    let ranking: Vec<Vec<&Key>> = placements
        .chunk_by(|left, right| left.rank == right.rank)
        .map(|group| group.iter().map(|placement| placement.bid).collect())
        .collect();
    let wanted: Vec<Vec<&Key>> = expected.ranking.iter().map(|group| group.iter().collect()).collect();
    if ranking != wanted {
        let shown = |ranking: &[Vec<&Key>]| {
            let group = |group: &Vec<&Key>| group.iter().map(|key| key.as_str()).collect::<Vec<_>>().join(" = ");
            ranking.iter().map(group).collect::<Vec<_>>().join(", ")
        };
        let (expected, found) = (shown(&wanted), shown(&ranking));
        mismatches.push(Mismatch { place: place.at("ranking"), expected, found });
    }
    for (bid, text) in &expected.comparison {
        // A figure is compared at the decimals it is written with, as far as anything here is written that finely.
        let decimals =
            text.split_once('.').map_or(0, |(_, fraction)| u32::try_from(fraction.len()).unwrap_or(36).min(36));
        let found = placements.iter().find(|placement| placement.bid == bid);
        let found = found.map_or_else(|| "not ranked".to_owned(), |placement| placement.comparison.to_fixed(decimals));
        let same =
            found == *text || Exact::decimal(&found).ok().zip(Exact::decimal(text).ok()).is_some_and(|(a, b)| a == b);
        if !same {
            mismatches.push(Mismatch { place: place.at("comparison").at(bid), expected: text.clone(), found });
        }
    }
    mismatches
}
