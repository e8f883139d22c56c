//! Every leaf of every demo record is changed, one by one.
//!
//! Plainly: the digest of the part that holds it is then another than the record says. With all digests computed again:
//! the verifier refuses it or tells a difference at its very place; what nothing can compute anew, texts and the inputs
//! themselves, is told by a digest that is another than the published one.
//!
//! A step is compared alone, as the verifier compares it, so that the lot is evaluated once. The two lots that measure
//! staffing have 160000 leaves in their traces and 8000 in their inputs: each fifth of their steps is changed, leaf by leaf,
//! and each 251st leaf of their models and inputs is evaluated, unless `ANBUD_EVERY_LEAF` is set, which takes its time. Of
//! all changed steps each seventh is told in full. A sample of all kinds goes through the whole verifier as text.

use super::{forged, lots, record, told};
use anbud::service::{compare_outcomes, recompute, record_case};
use scoring::{OutcomeDocument, RecordDocument, StepDocument};
use serde_json::Value;
use std::collections::BTreeMap;
use values::{Exact, canonical};

/// What became of a changed leaf.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    /// It does not read, or the model or the inputs have faults.
    Refused,
    /// A difference is told.
    Differs,
    /// Nothing else can be told than another digest.
    AnotherDigest,
}

/// Pointers to all leaves of a tree.
fn leaves(tree: &Value, pointer: &str, found: &mut Vec<String>) {
    let escaped = |name: &str| name.replace('~', "~0").replace('/', "~1");
    match tree {
        Value::Object(members) => {
            members.iter().for_each(|(name, value)| leaves(value, &format!("{pointer}/{}", escaped(name)), found))
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| leaves(item, &format!("{pointer}/{index}"), found))
        }
        _ => found.push(pointer.to_owned()),
    }
}

fn leaves_of(tree: &Value) -> Vec<String> {
    let mut found = Vec::new();
    leaves(tree, "", &mut found);
    found
}

/// Another value of the same kind, as plausible as can be.
fn changed(leaf: &Value) -> Value {
    match leaf {
        Value::Bool(yes) => Value::Bool(!yes),
        Value::Number(number) => Value::from(number.as_u64().unwrap() + 1),
        Value::Null => Value::from("1"),
        Value::String(text) if text.starts_with("sha256:") => {
            let (start, last) = text.split_at(text.len() - 1);
            Value::from(format!("{start}{}", if last == "0" { "1" } else { "0" }))
        }
        Value::String(text) if text.parse::<Exact>().is_ok() => Value::from(if text == "1" { "0.5" } else { "1" }),
        Value::String(text) if text.ends_with('Z') && text.contains('T') => Value::from(text.replacen("20", "19", 1)),
        Value::String(text) => Value::from(format!("{text}x")),
        other => panic!("{other} is no leaf"),
    }
}

fn mutated(tree: &Value, pointer: &str) -> Value {
    let mut tree = tree.clone();
    let leaf = tree.pointer_mut(pointer).unwrap();
    *leaf = changed(leaf);
    tree
}

fn tree(document: &impl serde::Serialize) -> Value {
    serde_json::to_value(document).unwrap()
}

/// An outcome with these steps and nothing else.
fn only(outcome: &OutcomeDocument, step: StepDocument) -> OutcomeDocument {
    OutcomeDocument {
        placements: Vec::new(),
        rejected: Vec::new(),
        findings: Vec::new(),
        draws: Vec::new(),
        rules: Vec::new(),
        trace: vec![step],
        ..outcome.clone()
    }
}

type Counts = BTreeMap<(&'static str, Fate), usize>;

fn steps(right: &RecordDocument, stride: usize, counts: &mut Counts) {
    let mut number = 0;
    let empty = only(&right.outcome, right.outcome.trace[0].clone());
    for step in right.outcome.trace.iter().step_by(stride) {
        let whole = tree(step);
        for pointer in leaves_of(&whole) {
            number += 1;
            let other = mutated(&whole, &pointer);
            assert_ne!(other, whole, "another tree has another canonical text, and so another digest");
            let fate = match canonical::from_tree::<StepDocument>(other) {
                Err(_) => Fate::Refused,
                Ok(said) => {
                    assert!(said != *step, "step {} {pointer}", step.number);
                    if number % 7 == 0 {
                        let (said, found) = (only(&empty, said), only(&empty, step.clone()));
                        let told = compare_outcomes(&said, &found).unwrap();
                        let places: Vec<&str> = told.list().iter().map(|fault| fault.place.as_str()).collect();
                        assert_eq!(places, [format!("/outcome/trace/0{pointer}")]);
                    }
                    Fate::Differs
                }
            };
            *counts.entry(("trace", fate)).or_default() += 1;
        }
    }
}

fn results(right: &RecordDocument, counts: &mut Counts) {
    let bare = OutcomeDocument { trace: Vec::new(), ..right.outcome.clone() };
    let whole = tree(&bare);
    for pointer in leaves_of(&whole) {
        let fate = match canonical::from_tree::<OutcomeDocument>(mutated(&whole, &pointer)) {
            Err(_) => Fate::Refused,
            Ok(said) => {
                let told = compare_outcomes(&said, &bare).unwrap();
                let places: Vec<&str> = told.list().iter().map(|fault| fault.place.as_str()).collect();
                assert_eq!(places, [format!("/outcome{pointer}")]);
                Fate::Differs
            }
        };
        *counts.entry(("results", fate)).or_default() += 1;
    }
}

/// Changes the model or the inputs, and evaluates each `stride`th anew.
fn given(right: &RecordDocument, part: &'static str, stride: usize, counts: &mut Counts) {
    let whole = if part == "model" { tree(&right.model) } else { tree(&right.inputs) };
    for pointer in leaves_of(&whole).iter().step_by(stride) {
        let other = mutated(&whole, pointer);
        assert_ne!(other, whole, "another tree has another canonical text, and so another digest");
        let mut said = right.clone();
        let read = match part {
            "model" => canonical::from_tree(other).map(|model| said.model = model),
            _ => canonical::from_tree(other).map(|inputs| said.inputs = inputs),
        };
        let fate = match read.and_then(|()| recompute(&said)) {
            Err(_) => Fate::Refused,
            Ok(found) => {
                let parts = |outcome: &OutcomeDocument| (outcome.model.clone(), outcome.inputs.clone());
                assert_ne!(parts(&found.document), parts(&right.outcome), "{part}{pointer}: the digest tells it");
                let mut found = found.document;
                (found.model, found.inputs) = parts(&right.outcome);
                if found == right.outcome { Fate::AnotherDigest } else { Fate::Differs }
            }
        };
        *counts.entry((part, fate)).or_default() += 1;
    }
}

#[test]
fn every_changed_leaf_is_refused_or_told_or_has_another_digest() {
    let mut counts = Counts::new();
    for (case, lot) in lots() {
        let right = record_case(&case, &lot).unwrap();
        let sampled = right.outcome.trace.len() > 1_000 && std::env::var_os("ANBUD_EVERY_LEAF").is_none();
        let (stride, of_steps) = if sampled { (251, 5) } else { (1, 1) };
        steps(&right, of_steps, &mut counts);
        results(&right, &mut counts);
        given(&right, "model", stride, &mut counts);
        given(&right, "inputs", stride, &mut counts);
    }
    for ((part, fate), count) in &counts {
        println!("{part}: {count} {fate:?}");
    }
    let of = |part| counts.iter().filter(|((one, _), _)| *one == part).map(|(_, count)| count).sum::<usize>();
    assert!(of("trace") > 55_000 && of("results") > 2_900 && of("model") + of("inputs") > 2_300, "{counts:?}");
    let silent = ["trace", "results"].map(|part| counts.contains_key(&(part, Fate::AnotherDigest)));
    assert_eq!(silent, [false, false], "what is computed is never told by a digest alone");
}

#[test]
fn a_sample_of_changed_leaves_goes_through_the_whole_verifier() {
    let (mut plain, mut resealed, mut by_digest) = (0, 0, 0);
    for right in [record(2, "LOT-2"), record(1, "LOT-3")] {
        let whole = tree(&right);
        for pointer in leaves_of(&whole).iter().step_by(41) {
            let Ok(said) = canonical::from_tree::<RecordDocument>(mutated(&whole, pointer)) else { continue };
            assert!(told(&said).iter().any(|(code, _)| !code.is_empty()), "{pointer}: plainly changed");
            plain += 1;
            let forged = forged(said);
            let told = told(&forged);
            resealed += 1;
            if told.is_empty() {
                let not_computed =
                    ["/model/", "/inputs/", "/procurement/", "/lot/", "/outcome/model", "/outcome/inputs"];
                let digest = pointer.ends_with("digest");
                assert!(digest || not_computed.iter().any(|start| pointer.starts_with(start)), "{pointer}");
                assert!(digest || forged.digest != right.digest || forged == right, "{pointer}: another digest");
                by_digest += 1;
            }
        }
    }
    println!("{plain} plainly, {resealed} with all digests, of which {by_digest} told by another digest");
    assert!(plain > 80 && by_digest < resealed / 2, "{plain} {resealed} {by_digest}");
}
