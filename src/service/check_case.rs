//! Checks a case file as a whole: its text, its shape, what points from part to part, every model, and every admitted
//! bid against its model. One report holds everything that can be known.

use crate::casefile::{Case, LotToCheck, Reading};
use values::Faults;

/// Reads a case from the text of its file, and checks it in every respect. What passes can be evaluated.
///
/// # Errors
/// Every fault, in the order of the document.
pub fn check_case(text: &str) -> Result<Case, Faults> {
    let mut reading = Reading::of(text)?;
    for LotToCheck { place, model, inputs } in reading.lots() {
        reading.add(&place, &inputs, scoring::check(model, &inputs));
    }
    reading.finish()
}
