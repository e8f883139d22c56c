//! The trace can be replayed by anyone: every operand stands where the step says it stands, with the value it shows,
//! and the operation, applied to the operands in their order, gives the step's value. The arithmetic here is the
//! reader's own reading of each word, not the engine's.

use super::operands::{cost, deduction, points, surcharge};
use scoring::{Inputs, Model, OutcomeDocument, RULEBOOK, ReferenceDocument, StepDocument, evaluate};
use serde_json::Value;
use std::collections::BTreeSet;
use values::{Exact, Rounding, canonical};

/// A model, inputs and what came of them.
struct Replay {
    name: String,
    model: Value,
    inputs: Value,
    outcome: OutcomeDocument,
}

fn replay(name: &str, model: Value, inputs: Value) -> Replay {
    let read = Model::read(canonical::from_tree(model.clone()).unwrap()).unwrap();
    let offers = Inputs::read(&read, &canonical::from_tree(inputs.clone()).unwrap()).unwrap();
    let outcome = evaluate(&read, &offers).unwrap().document(&read, &offers);
    Replay { name: name.to_owned(), model, inputs, outcome }
}

/// The worked examples of all rules, and the models of the table of operands.
fn replays() -> Vec<Replay> {
    let parse = |text: &str| canonical::read(text).unwrap();
    let examples = RULEBOOK.iter().map(|card| (card.id.name, parse(card.example.model), parse(card.example.inputs)));
    let own = [("deduction", deduction()), ("points", points()), ("surcharge", surcharge()), ("cost", cost())];
    let own = own.into_iter().map(|(name, (model, inputs))| (name, model, inputs));
    examples.chain(own).map(|(name, model, inputs)| replay(name, model, inputs)).collect()
}

fn exact(text: &str) -> Exact {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Whether what stands at a place is what the operand shows. Lists and rotas show themselves in words of their own.
fn stands(found: &Value, shown: &str) -> bool {
    match found {
        Value::String(text) => text == shown || text.parse::<Exact>().ok() == shown.parse().ok(),
        Value::Number(number) => number.to_string() == shown,
        Value::Object(members) if members.contains_key("stage") => stands(&members["rounding"]["decimals"], shown),
        _ => !shown.is_empty(),
    }
}

fn check(replay: &Replay, step: &StepDocument, operand: &ReferenceDocument) {
    let what = format!("{} step {} {} operand {operand:?}", replay.name, step.number, step.name);
    let target = operand.target.as_str();
    let at = |tree: &Value| tree.pointer(target).cloned().unwrap_or_else(|| panic!("{what}: nothing stands there"));
    match operand.source.as_ref() {
        "step" => {
            let number: usize = target.parse().unwrap();
            assert!(number < step.number as usize, "{what}: not an earlier step");
            let before = &replay.outcome.trace[number];
            assert_eq!(before.value, operand.value, "{what}");
            let compared = step.operation == "rank_after" || step.operation == "minimum";
            assert!(compared || before.bid.is_none() || before.bid == step.bid, "{what}: of another bid");
        }
        "model" => assert!(stands(&at(&replay.model), &operand.value), "{what}"),
        "bid" | "panel" => assert!(stands(&at(&replay.inputs), &operand.value), "{what}"),
        "examination" => assert_eq!(at(&replay.inputs) == "admitted", operand.value == "1", "{what}"),
        "draw" => {
            let place: usize = target.rsplit('/').next().unwrap().parse().unwrap();
            assert_eq!((place + 1).to_string(), operand.value, "{what}");
            assert!(at(&replay.inputs).is_string(), "{what}");
        }
        "constant" => assert_eq!(target, operand.value, "{what}"),
        other => panic!("{what}: {other}"),
    }
}

fn pairs(values: &[Exact]) -> impl Iterator<Item = &Exact> {
    values.chunks(2).filter(|pair| pair[0] == Exact::ONE).map(|pair| &pair[1])
}

/// The value that the operation gives, or nothing for operations on words, rotas and places in the order.
fn apply(replay: &Replay, step: &StepDocument) -> Option<Exact> {
    let numbers = || step.from.iter().map(|operand| exact(&operand.value)).collect::<Vec<Exact>>();
    let yes = |yes: bool| if yes { Exact::ONE } else { Exact::ZERO };
    Some(match step.operation.as_ref() {
        "sum" => numbers().into_iter().sum(),
        "subtract" => &numbers()[0] - &numbers()[1],
        "multiply" => &numbers()[0] * &numbers()[1],
        "divide" => numbers()[0].divided_by(&numbers()[1]).unwrap(),
        "power" => (0..numbers()[1].to_u32().unwrap()).fold(Exact::ONE, |power, _| &power * &numbers()[0]),
        "minimum" => numbers().into_iter().min().unwrap(),
        "level_reached" => {
            numbers()[1..].iter().filter(|threshold| **threshold <= numbers()[0]).map(|_| Exact::ONE).sum()
        }
        "level_given" | "admit" => numbers()[0].clone(),
        "pick" => numbers()[1 + numbers()[0].to_u32().unwrap() as usize].clone(),
        "round" => {
            let place = replay.model.pointer(&step.from[1].target).unwrap();
            let place = place.get("rounding").unwrap_or(place).clone();
            match serde_json::from_value::<Rounding>(place) {
                Ok(rounding) => exact(&step.from[0].value).rounded(rounding),
                Err(_) => return None,
            }
        }
        "at_least" => yes(numbers()[0] >= numbers()[1]),
        "above_zero" => yes(numbers()[0] > Exact::ZERO),
        "sum_of" => pairs(&numbers()).cloned().sum(),
        "rank_first" => Exact::ONE,
        _ => return None,
    })
}

#[test]
fn every_operand_stands_where_its_step_says() {
    for replay in replays() {
        for step in &replay.outcome.trace {
            step.from.iter().for_each(|operand| check(&replay, step, operand));
        }
    }
}

#[test]
fn every_operation_applied_to_its_operands_gives_the_steps_value() {
    let (mut applied, mut left) = (BTreeSet::new(), BTreeSet::new());
    for replay in replays() {
        for step in &replay.outcome.trace {
            match apply(&replay, step) {
                None => left.insert(step.operation.clone()),
                Some(value) => {
                    let what = format!("{} step {} {} {:?}", replay.name, step.number, step.name, step.from);
                    assert_eq!(value.to_string(), step.value, "{what}");
                    applied.insert(step.operation.clone())
                }
            };
        }
    }
    for wanted in [
        "above_zero",
        "admit",
        "at_least",
        "divide",
        "level_given",
        "level_reached",
        "minimum",
        "multiply",
        "pick",
        "power",
        "rank_first",
        "round",
        "subtract",
        "sum",
        "sum_of",
    ] {
        assert!(applied.contains(wanted), "no {wanted} among {applied:?}; left out: {left:?}");
    }
}
