//! Verifies an evaluation record: reads it strictly, evaluates its lot anew from the model and the inputs in it, and
//! compares everything with what it says. It takes a text and touches no database.
//!
//! Digests are checked and nothing rests on them: whoever changes a record can compute them again. What cannot be
//! computed anew, such as a panel's reason, is told by digests that are to be compared with the published ones.

use super::{EvaluatedLot, evaluate_lot};
use scoring::{OutcomeDocument, RULEBOOK, RecordDigests, RecordDocument};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeSet;
use values::{Digest, Faults, Key, Place, canonical, shown};

/// A record that was evaluated anew.
#[derive(Debug)]
pub struct Verified {
    /// What it says.
    pub record: RecordDocument,
    /// The digests of its parts, computed here.
    pub digests: RecordDigests,
    /// The lot as it was evaluated here.
    pub recomputed: EvaluatedLot,
    /// Where the record says something else than its model and inputs give, in the order of the record.
    pub differences: Faults,
}

/// Verifies a record.
///
/// # Errors
/// That it cannot be evaluated: it is no record in canonical form, names a rule that this program does not have, or
/// has faults in its model or inputs.
pub fn verify_record(text: &str) -> Result<Verified, Faults> {
    let record = read_record(text)?;
    let digests = record.digests()?;
    let recomputed = recompute(&record)?;
    let mut differences = compare_digests(&record, &digests);
    differences.join(compare_outcomes(&record.outcome, &recomputed.document)?);
    Ok(Verified { record, digests, recomputed, differences })
}

/// Reads a record strictly: its form, its rules, its keys.
///
/// # Errors
/// What is wrong and where.
pub fn read_record(text: &str) -> Result<RecordDocument, Faults> {
    let tree = canonical::read(text)?;
    refuse_unknown_rules(&tree)?;
    let record: RecordDocument = canonical::from_tree(tree)?;
    refuse_uncanonical(text, &record)?;
    refuse_other_keys(&record)?;
    Ok(record)
}

/// Evaluates the lot of a record anew, from its model and its inputs alone.
///
/// # Errors
/// All faults of the model, or else of the inputs.
pub fn recompute(record: &RecordDocument) -> Result<EvaluatedLot, Faults> {
    let root = Place::root();
    // Faults of the model stand below it already; the others point into the inputs.
    let within = |place: Place| {
        let steps: Vec<String> = place.steps().collect();
        let of_model = steps.first().is_some_and(|first| first == "model");
        let below = if of_model { root.clone() } else { root.at("inputs") };
        steps.iter().fold(below, |place, step| place.at(step))
    };
    let evaluated = evaluate_lot(record.lot.key.clone(), record.model.clone(), &record.inputs, &root);
    evaluated.map_err(|faults| faults.placed(within))
}

/// Where a record's digests are not those of what it holds.
#[must_use]
pub fn compare_digests(record: &RecordDocument, computed: &RecordDigests) -> Faults {
    let mut faults = Faults::none();
    let mut compare = |said: &Digest, is: &Digest, steps: &[&str]| {
        if said != is {
            let place = steps.iter().fold(Place::root(), |place, step| place.at(step));
            let cause = format!("the record says {said}, and what stands there has {is}");
            let hint = "something was changed after the record was made: ask for the record that was published";
            faults.add("record.digest_differs", &place, cause, hint);
        }
    };
    compare(&record.model_digest, &computed.model, &["model_digest"]);
    compare(&record.inputs_digest, &computed.inputs, &["inputs_digest"]);
    compare(&record.outcome_digest, &computed.outcome, &["outcome_digest"]);
    compare(&record.digest, &computed.record, &["digest"]);
    if record.rules != record.outcome.rules {
        let cause = "the record names other rules than its outcome";
        differs(&mut faults, "record.result_differs", &Place::root().at("rules"), cause);
    }
    faults
}

/// Where an outcome says something else than the one computed here, member by member.
///
/// # Errors
/// If an outcome has no canonical form.
pub fn compare_outcomes(said: &OutcomeDocument, found: &OutcomeDocument) -> Result<Faults, Faults> {
    let mut faults = Faults::none();
    let place = Place::root().at("outcome");
    let head = |outcome: &OutcomeDocument| tree(&OutcomeDocument { trace: Vec::new(), ..outcome.clone() });
    compare_trees(Some(&head(said)?), Some(&head(found)?), &place, &mut |place, said, found| {
        let cause = format!("the record says {said}, by the rules it is {found}");
        differs(&mut faults, "record.result_differs", &place, cause);
    });
    let trace = place.at("trace");
    if said.trace.len() != found.trace.len() {
        let cause = format!("the record has {} steps, by the rules there are {}", said.trace.len(), found.trace.len());
        differs(&mut faults, "record.step_differs", &trace, cause);
    }
    // Where a step is missing or added every later one differs, and the first of them says it.
    let told = if said.trace.len() == found.trace.len() { usize::MAX } else { 1 };
    let pairs = said.trace.iter().zip(&found.trace).enumerate();
    for (index, (said, found)) in pairs.filter(|(_, (said, found))| said != found).take(told) {
        let step = format!("step {index} (rule {}, quantity {})", found.rule, found.name);
        compare_trees(Some(&tree(said)?), Some(&tree(found)?), &trace.at(index), &mut |place, said, found| {
            let member = place.steps().skip(3).collect::<Vec<_>>().join("/");
            let cause = format!("{step}, {member}: the record says {said}, by the rule it is {found}");
            differs(&mut faults, "record.step_differs", &place, cause);
        });
    }
    Ok(faults)
}

fn differs(faults: &mut Faults, code: &'static str, place: &Place, cause: impl Into<String>) {
    let hint = "this does not follow from the record's model and inputs: ask for the record that was published";
    faults.add(code, place, cause, hint);
}

fn tree<T: Serialize>(document: &T) -> Result<Value, Faults> {
    canonical::read(&canonical::to_text(document)?)
}

/// Tells every place where two trees differ, with what stands on either side.
fn compare_trees(
    said: Option<&Value>,
    found: Option<&Value>,
    place: &Place,
    tell: &mut impl FnMut(Place, String, String),
) {
    match (said, found) {
        (said, found) if said == found => {}
        (Some(Value::Object(one)), Some(Value::Object(other))) => {
            let names: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
            for name in names {
                compare_trees(one.get(name), other.get(name), &place.at(name), tell);
            }
        }
        (Some(Value::Array(one)), Some(Value::Array(other))) => {
            for index in 0..one.len().max(other.len()) {
                compare_trees(one.get(index), other.get(index), &place.at(index), tell);
            }
        }
        (said, found) => tell(place.clone(), told(said), told(found)),
    }
}

fn told(value: Option<&Value>) -> String {
    match value {
        None => "nothing".to_owned(),
        Some(Value::String(text)) => shown(text),
        Some(other) => shown(&other.to_string()).trim_matches('"').to_owned(),
    }
}

/// A record may name rules that this program does not have: of a later program, or of none.
fn refuse_unknown_rules(tree: &Value) -> Result<(), Faults> {
    let mut faults = Faults::none();
    let known: Vec<String> = RULEBOOK.iter().map(|card| card.id.to_string()).collect();
    let mut check = |rule: &str, place: &Place| {
        if !known.iter().any(|one| one == rule) {
            let cause = format!("this program does not have the rule {}", shown(rule));
            let hint = "verify it with a program whose `anbud rulebook` lists this revision";
            faults.add("record.rule_unknown", place, cause, hint);
        }
    };
    for (index, rule) in tree["rules"].as_array().into_iter().flatten().enumerate() {
        if let Some(rule) = rule.as_str() {
            check(rule, &Place::root().at("rules").at(index));
        }
    }
    rules_of(&tree["model"], &Place::root().at("model"), &mut check);
    faults.or(())
}

/// The rules that a model names. They are the only members with an `@`.
fn rules_of(tree: &Value, place: &Place, check: &mut impl FnMut(&str, &Place)) {
    match tree {
        Value::Object(members) => {
            for (name, value) in members {
                let place = place.at(name);
                if name.contains('@') {
                    check(name, &place);
                }
                rules_of(value, &place, check);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                rules_of(item, &place.at(index), check);
            }
        }
        _ => {}
    }
}

fn refuse_uncanonical(text: &str, record: &RecordDocument) -> Result<(), Faults> {
    let canonical = record.to_text()?;
    if canonical == text {
        return Ok(());
    }
    let same = canonical.bytes().zip(text.bytes()).take_while(|(one, other)| one == other).count();
    Err(Faults::one(
        "record.not_canonical",
        &Place::root(),
        format!("the text is not the canonical form of what it says: they differ from byte {same} on"),
        "take the record as it was published, byte for byte; an editor or a formatter may have changed it",
    ))
}

/// What stands under a key says the same key, every bid is for the record's lot, and drawings are in order.
fn refuse_other_keys(record: &RecordDocument) -> Result<(), Faults> {
    let mut faults = Faults::none();
    let place = Place::root().at("inputs");
    let mut same = |said: &Key, is: &Key, place: Place| {
        if said != is {
            let cause = format!("{said} stands where {is} belongs");
            faults.add("record.key_differs", &place, cause, format!("write {is}, or ask for the published record"));
        }
    };
    let inputs = &record.inputs;
    for (key, bid) in &inputs.bids {
        let place = place.at("bids").at(key);
        same(&bid.key, key, place.at("key"));
        same(&bid.lot, &record.lot.key, place.at("lot"));
    }
    for (key, examination) in &inputs.examinations {
        same(&examination.bid, key, place.at("examinations").at(key).at("bid"));
    }
    for (bid, scores) in &inputs.panel_scores {
        for (criterion, score) in scores {
            let place = place.at("panel_scores").at(bid).at(criterion);
            same(&score.bid, bid, place.at("bid"));
            same(&score.criterion, criterion, place.at("criterion"));
        }
    }
    if !inputs.draws.is_sorted_by(|one, other| one.order <= other.order) {
        let hint = "sort them by their bids, or ask for the published record";
        faults.add("record.draws_unsorted", &place.at("draws"), "the drawings of lots are not in order", hint);
    }
    faults.or(())
}

impl Verified {
    /// Whether the record says what its model and inputs give.
    #[must_use]
    pub fn follows(&self) -> bool {
        self.differences.is_empty()
    }
}
