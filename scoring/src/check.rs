//! Checks a model and what it is applied to, without an outcome: everything that can be known is told at once, also
//! of the bids of a model that has faults itself.

use crate::document::ModelDocument;
use crate::{Inputs, InputsDocument, Model, Outcome, evaluate_untraced};
use std::collections::BTreeSet;
use values::money::{MEASURE_SCALE, MONEY_SCALE};
use values::{Exact, Fault, Faults, Mode, Place, Rounding};

/// What is wrong with a model and with its inputs; places are pointers into each of the two documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// What is wrong with the model.
    pub model: Faults,
    /// What is wrong with the inputs.
    pub inputs: Faults,
}

/// Every fault of a model and of its inputs. Where a fault of the model leaves open how bids are to be read, nothing
/// is said of them.
#[must_use]
pub fn check(model: ModelDocument, inputs: &InputsDocument) -> Findings {
    let (model, faults) = match Model::examine(model) {
        Ok(examined) => examined,
        Err(model) => return Findings { model, inputs: Faults::none() },
    };
    if faults.list().iter().any(leaves_reading_open) {
        return Findings { model: faults, inputs: Faults::none() };
    }
    let read = Inputs::read(&model, inputs);
    // Only a sound model is evaluated with.
    let sound = read.and_then(|inputs| match faults.is_empty() {
        true => evaluate_untraced(&model, &inputs).and_then(|outcome| refuse_unkept(&outcome)),
        false => Ok(()),
    });
    Findings { model: faults, inputs: sound.err().unwrap_or_default() }
}

/// Refuses results that no column could show, before anything is kept of them.
///
/// # Errors
/// `bid.result_too_large`, for each bid with such a result.
pub fn refuse_unkept(outcome: &Outcome) -> Result<(), Faults> {
    let fits = |(value, scale): (&Exact, u32)| {
        value.rounded(Rounding { decimals: scale, mode: Mode::HalfAwayFromZero }).to_scaled_i64(scale).is_some()
    };
    let mut too_large = BTreeSet::new();
    for placement in outcome.placements() {
        let scores = placement.scores().map(|score| (score.amount, MEASURE_SCALE));
        let values = [(placement.price, MONEY_SCALE), (placement.comparison, MEASURE_SCALE)];
        if !values.into_iter().chain(scores).all(fits) {
            too_large.insert(placement.bid);
        }
    }
    let found =
        |finding: &crate::Finding| [&finding.stated, &finding.measured].map(|value| fits((value, MEASURE_SCALE)));
    let unkept = outcome.findings.iter().filter(|finding| found(finding).contains(&false));
    too_large.extend(unkept.map(|finding| &finding.bid));
    let mut faults = Faults::none();
    for bid in too_large {
        let cause = format!("the result of {bid} is larger than any amount this system keeps");
        let hint = "check prices, quantities and hours: results stay below 9000000000000";
        faults.add("bid.result_too_large", &Place::root().at("bids").at(bid), cause, hint);
    }
    faults.or(())
}

/// Whether a fault of a model leaves open what its bids must say: lines, criteria, scales, but not their words.
fn leaves_reading_open(fault: &Fault) -> bool {
    let words = ["model.text_missing", "model.factor_order"].contains(&fault.code);
    let shapes_bids = ["/price", "/criteria", "/requirements"].iter().any(|part| {
        let below = fault.place.as_str().strip_prefix(part);
        below.is_some_and(|below| below.starts_with('/')) && !fault.place.as_str().ends_with("/weight")
    });
    shapes_bids && !words
}
