//! Checks a model and what it is applied to, without an outcome: everything that can be known is told at once, also
//! of the bids of a model that has faults itself.

use crate::document::ModelDocument;
use crate::{Inputs, InputsDocument, Model, evaluate_untraced};
use values::{Fault, Faults};

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
    let outcome =
        read.and_then(|inputs| if faults.is_empty() { evaluate_untraced(&model, &inputs).map(drop) } else { Ok(()) });
    Findings { model: faults, inputs: outcome.err().unwrap_or_default() }
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
