//! Runs the engine on a demo file, straight from the documents, and looks figures up in the trace.

use anbud::casefile::Case;
use scoring::{Inputs, InputsDocument, Model, Outcome, OutcomeDocument, evaluate};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use values::{Key, canonical};

fn file(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

pub fn original(name: &str) -> Value {
    serde_json::from_str(&file(&format!("tests/data/originals/{name}"))).unwrap()
}

pub fn demo_tree(name: &str) -> Value {
    canonical::read(&file(&format!("demo/{name}"))).unwrap()
}

/// One evaluated lot.
pub struct Lot {
    pub name: String,
    pub award_limit: u32,
    pub outcome: Outcome,
    pub document: OutcomeDocument,
    pub inputs: InputsDocument,
    model: Model,
    suppliers: BTreeMap<Key, String>,
}

pub fn evaluated(name: &str) -> Vec<Lot> {
    evaluated_tree(demo_tree(name))
}

pub fn evaluated_tree(tree: Value) -> Vec<Lot> {
    let case: Case = canonical::from_tree(tree).unwrap();
    let names: BTreeMap<Key, String> = case.suppliers.iter().map(|s| (s.key.clone(), s.name.clone())).collect();
    let mut suppliers = BTreeMap::new();
    for submission in &case.submissions {
        for bid in submission.content.iter().flat_map(|content| &content.bids) {
            suppliers.insert(bid.key.clone(), names[&submission.envelope.supplier].clone());
        }
    }
    case.lots
        .iter()
        .map(|lot| {
            let bids: Vec<_> = (case.submissions.iter().filter_map(|submission| submission.content.as_ref()))
                .flat_map(|content| content.bids.clone())
                .filter(|bid| bid.lot == lot.key)
                .collect();
            let keys: Vec<Key> = bids.iter().map(|bid| bid.key.clone()).collect();
            let examinations = case.examinations.iter().filter(|e| keys.contains(&e.bid)).cloned();
            let scores = case.panel_scores.iter().filter(|s| keys.contains(&s.bid)).cloned();
            let inputs = InputsDocument::collect(bids, examinations, scores, []).unwrap();
            let model = Model::read(lot.model.clone()).unwrap();
            run(lot.key.to_string(), lot.terms.award_limit, model, inputs, suppliers.clone())
        })
        .collect()
}

fn run(name: String, award_limit: u32, model: Model, inputs: InputsDocument, suppliers: BTreeMap<Key, String>) -> Lot {
    let read = Inputs::read(&model, &inputs).unwrap();
    let outcome = evaluate(&model, &read).unwrap();
    let document = outcome.document(&model, &read);
    Lot { name, award_limit, outcome, document, inputs, model, suppliers }
}

impl Lot {
    pub fn supplier_of(&self, bid: &Key) -> String {
        self.suppliers[bid].clone()
    }

    pub fn knows(&self, bid: &str) -> bool {
        self.inputs.bids.keys().any(|key| key.as_str() == bid)
    }

    /// The exact value of the only step of a bid with this name, about this line or none.
    pub fn step(&self, bid: &Key, name: &str, line: Option<&str>) -> String {
        let mut steps = self.document.trace.iter().filter(|step| {
            step.bid.as_ref() == Some(bid) && step.name == name && step.line.as_ref().map(Key::as_str) == line
        });
        let found = steps.next().unwrap_or_else(|| panic!("no step {name} of {bid}")).value.clone();
        assert!(steps.next().is_none(), "several steps {name} of {bid}");
        found
    }

    /// The exact value of the only step about a criterion that serves all bids.
    pub fn shared_step(&self, name: &str, criterion: &str) -> String {
        let wanted = |step: &&scoring::StepDocument| {
            step.bid.is_none() && step.name == name && step.criterion.as_ref().map(Key::as_str) == Some(criterion)
        };
        self.document.trace.iter().find(wanted).unwrap().value.clone()
    }

    /// An operand that the trace took from a bid's product.
    pub fn offered(&self, bid: &Key, product: &str, part: &str) -> String {
        let target = format!("/bids/{bid}/products/{product}/{part}");
        let references = self.document.trace.iter().flat_map(|step| &step.from);
        references
            .filter(|reference| reference.target == target)
            .map(|reference| reference.value.clone())
            .next()
            .unwrap()
    }

    /// The same lot without one bid.
    pub fn without(&self, bid: &Key) -> Self {
        let mut inputs = self.inputs.clone();
        inputs.bids.remove(bid);
        inputs.examinations.remove(bid);
        inputs.panel_scores.remove(bid);
        let model = Model::read(self.model.document().clone()).unwrap();
        run(self.name.clone(), self.award_limit, model, inputs, self.suppliers.clone())
    }
}
