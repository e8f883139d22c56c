//! Reads a case file, and finds everything that is wrong with it: strictly as JSON, against the shape of its types,
//! part by part into those types, and then what points from one part to another. A stage with faults does not end
//! the reading; what it found broken is left out of the next.

use super::draft::Draft;
use super::{Case, references};
use scoring::InputsDocument;
use scoring::document::ModelDocument;
use serde_json::Value;
use std::collections::BTreeSet;
use values::outline::Outline;
use values::{Faults, Key, Place, Shape, canonical};

/// A case file that is being read.
pub struct Reading<'a> {
    text: &'a str,
    tree: Value,
    draft: Draft,
    faults: Faults,
}

/// What is to be checked of one lot by the rules of scoring.
pub struct LotToCheck {
    /// Where its model stands.
    pub place: Place,
    /// Its model.
    pub model: ModelDocument,
    /// Its bids with what was decided about them, as far as they could be read.
    pub inputs: InputsDocument,
}

/// Reads a case from the text of its file. Models and bids are not checked here; `service::check_case` does that too.
///
/// # Errors
/// What is wrong with it, where, and what to write instead.
pub fn read(text: &str) -> Result<Case, Faults> {
    Reading::of(text)?.finish()
}

impl<'a> Reading<'a> {
    /// Reads as far as can be read.
    ///
    /// # Errors
    /// That the text is not JSON, so that nothing else can be said of it.
    pub fn of(text: &'a str) -> Result<Self, Faults> {
        let (mut tree, mut faults) = canonical::read_on(text)?;
        let told = |code| matches!(code, "document.number" | "document.nul");
        let values = faults.list().iter().filter(|fault| told(fault.code));
        let refused: BTreeSet<Place> = values.map(|fault| fault.place.clone()).collect();
        let misfits = Shape::of::<Case>().misfits(&tree, &refused);
        faults.join(misfits.faults);
        for place in &misfits.surplus {
            remove(&mut tree, place);
        }
        let draft = Draft::read(&tree);
        faults.join(references::check(&draft));
        Ok(Self { text, tree, draft, faults })
    }

    /// The lots whose models could be read.
    #[must_use]
    pub fn lots(&self) -> Vec<LotToCheck> {
        let lots = Place::root().at("lots");
        let keyed = |index: usize| self.draft.lots.items[index].key.as_ref();
        let inputs = |key: Option<&Key>| key.map_or_else(InputsDocument::empty, |key| self.draft.inputs(key));
        let read = self.draft.lots.read_items();
        read.filter_map(|(index, lot)| {
            let model = lot.model.clone()?;
            Some(LotToCheck { place: lots.at(index).at("model"), model, inputs: inputs(keyed(index)) })
        })
        .collect()
    }

    /// Adds what is wrong with the model at a place, and with what it is applied to.
    pub fn add(&mut self, place: &Place, inputs: &InputsDocument, findings: scoring::Findings) {
        self.faults.extend_below(place, findings.model);
        self.faults.join(findings.inputs.placed(|place| self.draft.place_of_input(inputs, &place)));
    }

    /// The case, if nothing was found.
    ///
    /// # Errors
    /// Everything that was found, in the order of the document.
    pub fn finish(self) -> Result<Case, Faults> {
        if self.faults.is_empty() {
            return canonical::from_tree(self.tree);
        }
        let outline = Outline::of(self.text);
        Err(self.faults.ordered_by(|place| outline.position(place)))
    }
}

/// Takes a member out of the tree.
fn remove(tree: &mut Value, place: &Place) {
    let pointer = place.as_str();
    let (parent, _) = pointer.rsplit_once('/').unwrap_or_default();
    if let (Some(Value::Object(members)), Some(name)) = (tree.pointer_mut(parent), place.steps().last()) {
        members.remove(&name);
    }
}
