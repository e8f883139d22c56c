//! Runs a conformance case from its document: what the engine finds is put in the form of what is expected, and the
//! two are compared leaf by leaf.

use super::evaluate_case::{EvaluatedLot, Mismatch, evaluate_lot};
use crate::casefile::{
    Award, Claim, ConformanceCase, CriterionFigures, Expectation, GivenInputs, Placed, Refusal, Scenario, Variant,
};
use scoring::document::ModelDocument;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use values::{Faults, Key, Place};

/// What came of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It asks for a rule that is not here: the rule.
    NotCovered(String),
    /// It was run: where the results differ from what is expected, nowhere if the list is empty.
    Run(Vec<Mismatch>),
}

/// Runs a case.
#[must_use]
pub fn run_conformance(case: &ConformanceCase) -> Verdict {
    let (Some(model), Some(expected), None) = (&case.model, &case.expected, &case.not_covered) else {
        return Verdict::NotCovered(case.not_covered.clone().unwrap_or_default());
    };
    let place = Place::root().at("expected").at(expected.kind());
    let found = match expected {
        Expectation::Refusal(_) => Ok(Expectation::Refusal(refusals(&run(model, &case.inputs)))),
        _ => find(case, model, expected),
    };
    let mut mismatches = Vec::new();
    match found {
        Ok(found) => compare(&body(expected), &body(&found), &place, &mut mismatches),
        Err(faults) => mismatches.push(Mismatch { place, expected: "a result".to_owned(), found: refused(&faults) }),
    }
    Verdict::Run(mismatches)
}

/// The found figures, those that are expected where a case asks for some of many.
fn find(case: &ConformanceCase, model: &ModelDocument, expected: &Expectation) -> Result<Expectation, Faults> {
    Ok(match expected {
        Expectation::Award(_) => Expectation::Award(award(&run(model, &case.inputs)?)),
        Expectation::Criterion(asked) => Expectation::Criterion(criteria(&run(model, &case.inputs)?, asked)),
        Expectation::Coefficient(asked) => Expectation::Coefficient(steps(&run(model, &case.inputs)?, asked)),
        Expectation::Refusal(_) => Expectation::Refusal(Vec::new()),
        Expectation::Property(_) => {
            let claims = case.claims.iter();
            let held = claims.map(|(key, claim)| Ok((key.clone(), holds(claim, model, &case.inputs)?)));
            Expectation::Property(held.collect::<Result<_, Faults>>()?)
        }
        Expectation::Scenarios(_) => {
            let scenarios = case.scenarios.iter();
            let awards = scenarios.map(|(key, one)| Ok((key.clone(), award(&run(model, &one.of(&case.inputs))?))));
            Expectation::Scenarios(awards.collect::<Result<_, Faults>>()?)
        }
        Expectation::Variants(_) => {
            let variants = case.variants.iter();
            let awards = variants.map(|(key, one)| Ok((key.clone(), award(&run(&one.of(model), &case.inputs)?))));
            Expectation::Variants(awards.collect::<Result<_, Faults>>()?)
        }
    })
}

/// One evaluation; faults of the model stand below `/model`, those of the bids below `/inputs`.
fn run(model: &ModelDocument, inputs: &GivenInputs) -> Result<EvaluatedLot, Faults> {
    let lot = inputs.bids.first().map_or_else(|| "lot".parse(), |bid| Ok(bid.lot.clone()));
    let lot: Key = lot.map_err(|how| Faults::one("argument.key", &Place::root(), "lot is no key", how))?;
    let below = |faults: Faults| {
        faults.placed(|place| {
            if place.steps().next().as_deref() == Some("model") {
                return place;
            }
            place.steps().fold(Place::root().at("inputs"), |below, step| below.at(step))
        })
    };
    let collected = inputs.clone().collect().map_err(below)?;
    evaluate_lot(lot, model.clone(), &collected, &Place::root()).map_err(below)
}

fn refusals(evaluated: &Result<EvaluatedLot, Faults>) -> Vec<Refusal> {
    let faults = evaluated.as_ref().err().map_or(&[][..], Faults::list);
    let refusal =
        |fault: &values::Fault| Refusal { code: fault.code.to_owned(), place: fault.place.as_str().to_owned() };
    faults.iter().map(refusal).collect()
}

fn refused(faults: &Faults) -> String {
    let told = faults.list().iter().map(|fault| format!("{} at {}", fault.code, fault.place));
    format!("refused: {}", told.collect::<Vec<_>>().join(", "))
}

fn award(evaluated: &EvaluatedLot) -> Award {
    let placed = evaluated.document.placements.iter().map(|one| Placed {
        bid: one.bid.clone(),
        rank: one.rank,
        price: one.price.clone(),
        comparison_value: one.comparison_value.clone(),
    });
    Award {
        placements: placed.collect(),
        rejected: evaluated.outcome.rejected.iter().map(|one| one.bid.clone()).collect(),
    }
}

type Asked<T> = BTreeMap<Key, BTreeMap<Key, T>>;

fn criteria(evaluated: &EvaluatedLot, asked: &Asked<CriterionFigures>) -> Asked<CriterionFigures> {
    let mut found = Asked::new();
    for placement in &evaluated.document.placements {
        let Some(asked) = asked.get(&placement.bid) else { continue };
        let scores = placement.scores.iter().filter(|score| asked.contains_key(&score.criterion));
        let figures = scores.map(|score| {
            let (factor, amount) = (score.factor.clone(), score.amount.clone());
            (score.criterion.clone(), CriterionFigures { level: score.level, factor, amount })
        });
        found.insert(placement.bid.clone(), figures.collect());
    }
    found
}

fn steps(evaluated: &EvaluatedLot, asked: &Asked<String>) -> Asked<String> {
    let value = |bid: &Key, name: &Key| {
        let is_it = |step: &&scoring::StepDocument| step.bid.as_ref() == Some(bid) && step.name == name.as_str();
        evaluated.document.trace.iter().find(is_it).map(|step| step.value.clone())
    };
    let of_bid = |bid: &Key, names: &BTreeMap<Key, String>| {
        names.keys().filter_map(|name| Some((name.clone(), value(bid, name)?))).collect()
    };
    asked.iter().map(|(bid, names)| (bid.clone(), of_bid(bid, names))).collect()
}

fn holds(claim: &Claim, model: &ModelDocument, inputs: &GivenInputs) -> Result<bool, Faults> {
    let base = by_bid(&run(model, inputs)?);
    Ok(match claim {
        Claim::Equal { one, other } => match (base.get(one), base.get(other)) {
            (Some((_, one)), Some((_, other))) => one == other,
            _ => false,
        },
        Claim::OrderReverses { one, other, without } => {
            let scenario = Scenario { without: BTreeSet::from([without.clone()]), prices: BTreeMap::new() };
            let after = by_bid(&run(model, &scenario.of(inputs))?);
            let is_before = |ranks: &Ranks, one: &Key, other: &Key| match (ranks.get(one), ranks.get(other)) {
                (Some((one, _)), Some((other, _))) => one < other,
                _ => false,
            };
            is_before(&base, one, other) && is_before(&after, other, one)
        }
        Claim::Renaming => {
            let keys: BTreeSet<&Key> = inputs.bids.iter().map(|bid| &bid.key).collect();
            let names: BTreeMap<Key, Key> =
                keys.iter().zip(keys.iter().rev()).map(|(key, name)| ((*key).clone(), (*name).clone())).collect();
            let renamed = by_bid(&run(model, &rename(inputs, &names))?);
            base.iter().all(|(key, found)| renamed.get(&names[key]) == Some(found))
        }
    })
}

/// Rank and comparison value by bid.
type Ranks = BTreeMap<Key, (u32, String)>;

fn by_bid(evaluated: &EvaluatedLot) -> Ranks {
    let placements = evaluated.document.placements.iter();
    placements.map(|one| (one.bid.clone(), (one.rank, one.comparison_value.clone()))).collect()
}

fn rename(inputs: &GivenInputs, names: &BTreeMap<Key, Key>) -> GivenInputs {
    let mut renamed = inputs.clone();
    let bids = renamed.bids.iter_mut().map(|one| &mut one.key);
    let examined = renamed.examinations.iter_mut().map(|one| &mut one.bid);
    let scored = renamed.panel_scores.iter_mut().map(|one| &mut one.bid);
    let drawn = renamed.draws.iter_mut().flat_map(|draw| &mut draw.order);
    for key in bids.chain(examined).chain(scored).chain(drawn) {
        if let Some(name) = names.get(key) {
            *key = name.clone();
        }
    }
    renamed
}

impl Scenario {
    /// The inputs with this scenario's changes.
    fn of(&self, inputs: &GivenInputs) -> GivenInputs {
        let mut changed = inputs.clone();
        changed.bids.retain(|bid| !self.without.contains(&bid.key));
        changed.examinations.retain(|one| !self.without.contains(&one.bid));
        changed.panel_scores.retain(|one| !self.without.contains(&one.bid));
        for bid in &mut changed.bids {
            let prices = self.prices.get(&bid.key).into_iter().flatten();
            bid.prices.extend(prices.map(|(line, price)| (line.clone(), Some(price.clone()))));
        }
        changed
    }
}

impl Variant {
    /// The model with this variant's changes.
    fn of(&self, model: &ModelDocument) -> ModelDocument {
        let mut changed = model.clone();
        changed.combination = self.combination.clone().unwrap_or(changed.combination);
        changed.rounding = self.rounding.clone().unwrap_or(changed.rounding);
        changed.tie_chain = self.tie_chain.clone().unwrap_or(changed.tie_chain);
        changed
    }
}

/// The expectation without its kind, as a tree.
fn body(expectation: &Expectation) -> Value {
    let tree = serde_json::to_value(expectation).unwrap_or_default();
    tree.get(expectation.kind()).cloned().unwrap_or_default()
}

/// Every leaf that differs, or is on one side only.
fn compare(expected: &Value, found: &Value, place: &Place, mismatches: &mut Vec<Mismatch>) {
    match (expected, found) {
        (Value::Object(expected), Value::Object(found)) => {
            for key in expected.keys().chain(found.keys().filter(|key| !expected.contains_key(*key))) {
                let side = |members: &serde_json::Map<String, Value>| members.get(key).cloned().unwrap_or_default();
                compare(&side(expected), &side(found), &place.at(key), mismatches);
            }
        }
        (Value::Array(expected), Value::Array(found)) => {
            for index in 0..expected.len().max(found.len()) {
                let side = |items: &[Value]| items.get(index).cloned().unwrap_or_default();
                compare(&side(expected), &side(found), &place.at(index), mismatches);
            }
        }
        _ if expected == found => {}
        _ => mismatches.push(Mismatch { place: place.clone(), expected: shown(expected), found: shown(found) }),
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
