//! The scoring layer's rule cards as trees that the read model projects, in the shape of `read::rule::RULE`.

use crate::read::Rulebook;
use scoring::RULEBOOK;
use scoring::card::{ExampleStep, IN_COMMON, RuleCard};
use serde_json::{Value, json};

/// All rules.
pub fn rulebook() -> Rulebook {
    Rulebook::new(RULEBOOK.into_iter().map(rule).collect())
}

fn rule(card: &RuleCard) -> Value {
    let symbols = card
        .symbols
        .iter()
        .map(|symbol| json!({ "name": symbol.name, "meaning": symbol.meaning, "unit": symbol.unit }));
    json!({
        "id": card.id.name,
        "revision": card.id.revision,
        "title": card.title,
        "formula": card.formula,
        "symbols": symbols.collect::<Vec<_>>(),
        "precisely": card.precisely,
        "inCommon": IN_COMMON,
        "why": card.why,
        "limits": card.limits,
        "rounding": card.rounding,
        "rankReversalPossible": card.rank_reversal.is_possible(),
        "rankReversalReason": card.rank_reversal.reason(),
        "law": card.law,
        "example": {
            "source": card.example.source,
            "working": card.example.working,
            "steps": card.example.steps.iter().map(step).collect::<Vec<_>>(),
        },
    })
}

fn step(step: &ExampleStep) -> Value {
    let bid = (!step.bid.is_empty()).then_some(step.bid);
    json!({ "bid": bid, "name": step.name, "operation": step.operation, "value": step.value, "unit": step.unit })
}
