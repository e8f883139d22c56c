//! Every rule card keeps its word about the engine: its example is what the engine computes, its names are those of the
//! trace, and it speaks both languages. What it quotes of the law is held by the project's own tests.

use scoring::card::{RuleCard, WorkedExample};
use scoring::document::ModelDocument;
use scoring::{Inputs, InputsDocument, Model, OutcomeDocument, RULEBOOK, evaluate};
use std::collections::BTreeSet;
use values::canonical;

pub fn run(example: &WorkedExample) -> OutcomeDocument {
    let model: ModelDocument = canonical::from_tree(canonical::read(example.model).unwrap()).unwrap();
    let inputs: InputsDocument = canonical::from_tree(canonical::read(example.inputs).unwrap()).unwrap();
    let model = Model::read(model).unwrap();
    let inputs = Inputs::read(&model, &inputs).unwrap();
    evaluate(&model, &inputs).unwrap().document(&model, &inputs)
}

#[test]
fn the_engine_repeats_every_worked_example_step_by_step() {
    for card in RULEBOOK {
        let rule = card.id.to_string();
        let outcome = run(&card.example);
        let steps: Vec<[String; 5]> = (outcome.trace.iter().filter(|step| step.rule == rule))
            .map(|step| {
                let bid = step.bid.as_ref().map(ToString::to_string).unwrap_or_default();
                [bid, step.name.to_string(), step.operation.to_string(), step.value.clone(), step.unit.clone()]
            })
            .collect();
        let written: Vec<[String; 5]> = (card.example.steps.iter())
            .map(|step| [step.bid, step.name, step.operation, step.value, step.unit].map(str::to_owned))
            .collect();
        assert!(!written.is_empty(), "{rule} has no worked example");
        assert_eq!(steps, written, "{rule}");
        assert!(!card.example.working.is_empty(), "{rule} has no written working");
    }
}

#[test]
fn every_step_of_every_example_is_named_in_its_rules_card() {
    let mut seen = BTreeSet::new();
    for card in RULEBOOK {
        for step in run(&card.example).trace {
            let (rule, _) = step.rule.split_once('@').unwrap();
            let owner: &RuleCard = scoring::card(rule).unwrap();
            assert!(
                owner.quantities.iter().any(|known| known.name == step.name),
                "{} does not name {}",
                step.rule,
                step.name
            );
            seen.insert((owner.id.name, step.name));
        }
    }
    for card in RULEBOOK {
        // What is there only where a model asks for it is not in every example.
        let always = |name: &str| !name.starts_with("rounded_") && name != "line_hours";
        for quantity in card.quantities.iter().filter(|quantity| always(quantity.name)) {
            assert!(
                seen.contains(&(card.id.name, quantity.name.into())),
                "no example shows {} {}",
                card.id,
                quantity.name
            );
        }
    }
}

#[test]
fn every_card_says_something_in_both_languages() {
    for card in RULEBOOK {
        let texts =
            [card.title, card.why, card.limits, card.rounding, card.rank_reversal.reason(), card.example.source];
        for text in texts {
            assert!(text.sv.len() > 5 && text.en.len() > 5, "{}: {text:?}", card.id);
        }
        for symbol in card.symbols {
            for part in symbol.name.split(", ") {
                assert!(card.formula.contains(part), "{}: {part} is not in the formula", card.id);
            }
        }
    }
}
