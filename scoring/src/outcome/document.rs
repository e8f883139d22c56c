//! The outcome as a document: only keys, exact texts and pointers, so that it means the same wherever it is read.

use super::{Finding, Outcome, Placement, Rejection, Score};
use crate::document::Ground;
use crate::inputs::Inputs;
use crate::model::Model;
use crate::rules::RuleId;
use crate::trace::{Detail, Source, Step, Subject, Trace};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeSet;
use values::{Digest, Exact, Key, Place, Text};

/// The format's name and number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OutcomeFormat {
    /// The first format.
    #[serde(rename = "anbud-outcome/1")]
    V1,
}

/// An outcome with its trace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutcomeDocument {
    /// The format.
    pub format: OutcomeFormat,
    /// Digest of the model used.
    pub model: Digest,
    /// Digest of the inputs used.
    pub inputs: Digest,
    /// The rules used, with their revisions.
    pub rules: Vec<String>,
    /// Admitted bids, best first.
    pub placements: Vec<PlacementDocument>,
    /// Bids that were not compared.
    pub rejected: Vec<RejectionDocument>,
    /// Groups of bids that only a draw can separate.
    pub draws: Vec<Vec<Key>>,
    /// Where what a bid states differs from what its staffing plan measures.
    pub findings: Vec<FindingDocument>,
    /// The trace.
    pub trace: Vec<StepDocument>,
}

/// Where a bid came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlacementDocument {
    /// The bid.
    pub bid: Key,
    /// Rank, from 1.
    pub rank: u32,
    /// Whether another bid has the same comparison value.
    pub tied: bool,
    /// The price or cost, exact.
    pub price: String,
    /// The comparison value, exact.
    pub comparison_value: String,
    /// What it counts.
    pub comparison_unit: String,
    /// What sets it apart from the bid after it.
    pub decided_by: String,
    /// Criterion by criterion.
    pub scores: Vec<ScoreDocument>,
}

/// What a criterion gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScoreDocument {
    /// The criterion.
    pub criterion: Key,
    /// The level reached.
    pub level: u32,
    /// Its share of the criterion's amount, exact.
    pub factor: String,
    /// Deduction, points or surcharge, exact.
    pub amount: String,
    /// What the amount counts.
    pub unit: String,
}

/// Why a bid was not compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RejectionDocument {
    /// The bid.
    pub bid: Key,
    /// On what ground.
    pub ground: Ground,
    /// Why, in words.
    pub reason: Text,
}

/// A difference for the examination to look into. The measured figure scores.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingDocument {
    /// The bid.
    pub bid: Key,
    /// The criterion.
    pub criterion: Key,
    /// What the bid states.
    pub stated: String,
    /// What its plan measures.
    pub measured: String,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepDocument {
    /// Its number, from 0.
    pub number: u32,
    /// The bid it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bid: Option<Key>,
    /// The criterion it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criterion: Option<Key>,
    /// The price line or product it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<Key>,
    /// The year it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<u32>,
    /// The row of the staffing plan it is about: `staff/3`, `supervision/0`, `payroll/2`, or a day, `day/0`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Rule and revision.
    pub rule: String,
    /// The quantity.
    pub name: Cow<'static, str>,
    /// The operation.
    pub operation: Cow<'static, str>,
    /// The operands.
    pub from: Vec<ReferenceDocument>,
    /// The exact result.
    pub value: String,
    /// Its unit.
    pub unit: String,
}

/// An operand: where it stands, and what stands there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferenceDocument {
    /// `step`, `model`, `bid`, `panel`, `examination`, `draw` or `constant`.
    pub source: Cow<'static, str>,
    /// Step number, RFC 6901 pointer into the model or the inputs, or the constant itself.
    pub target: String,
    /// The exact value there.
    pub value: String,
}

impl Outcome {
    /// The outcome as a document. `model` and `inputs` are those it was made from.
    #[must_use]
    pub fn document(&self, model: &Model, inputs: &Inputs) -> OutcomeDocument {
        let rules: BTreeSet<RuleId> = self.trace.steps().iter().map(|step| *step.rule).collect();
        let steps = (0..).zip(self.trace.steps());
        OutcomeDocument {
            format: OutcomeFormat::V1,
            model: self.model.clone(),
            inputs: self.inputs.clone(),
            rules: rules.iter().map(RuleId::to_string).collect(),
            placements: self.placements().map(placement).collect(),
            rejected: self.rejected.iter().map(rejection).collect(),
            draws: self.draws.clone(),
            findings: self.findings.iter().map(finding).collect(),
            trace: steps.map(|(number, step)| self.step(number, step, model, inputs)).collect(),
        }
    }

    fn step(&self, number: u32, step: &Step, model: &Model, inputs: &Inputs) -> StepDocument {
        let at = |index: u32| index as usize;
        let (criterion, line, year) = match step.subject {
            Subject::Whole => (None, None, None),
            Subject::Criterion(index) => (Some(index), None, None),
            Subject::Line(index) => (None, model.pricing.line(index).cloned(), None),
            Subject::Year(year) => (None, None, Some(year)),
        };
        let operands = self.trace.operands(step).map(|source| reference(&self.trace, source, model, inputs));
        StepDocument {
            number,
            bid: step.bid().and_then(|bid| inputs.key(bid)).cloned(),
            criterion: criterion.and_then(|index| model.criteria.get(at(index))).map(|leaf| leaf.key.clone()),
            line,
            year,
            detail: step.detail.map(detail),
            rule: step.rule.to_string(),
            name: step.name.into(),
            operation: step.operation.as_str().into(),
            from: operands.collect(),
            value: step.value.to_string(),
            unit: model.unit_text(step.unit, criterion).to_owned(),
        }
    }
}

fn placement(placement: Placement<'_>) -> PlacementDocument {
    let score = |score: Score<'_>| ScoreDocument {
        criterion: score.criterion.clone(),
        level: score.level,
        factor: score.factor.to_string(),
        amount: score.amount.to_string(),
        unit: score.unit.to_owned(),
    };
    PlacementDocument {
        bid: placement.bid.clone(),
        rank: placement.rank,
        tied: placement.tied,
        price: placement.price.to_string(),
        comparison_value: placement.comparison.to_string(),
        comparison_unit: placement.comparison_unit.to_owned(),
        decided_by: placement.decided_by.to_owned(),
        scores: placement.scores().map(score).collect(),
    }
}

fn finding(finding: &Finding) -> FindingDocument {
    FindingDocument {
        bid: finding.bid.clone(),
        criterion: finding.criterion.clone(),
        stated: finding.stated.to_string(),
        measured: finding.measured.to_string(),
    }
}

fn rejection(rejection: &Rejection) -> RejectionDocument {
    RejectionDocument { bid: rejection.bid.clone(), ground: rejection.ground.clone(), reason: rejection.reason.clone() }
}

/// An operand as a document shows it: where it stands, and what stands there.
fn reference(trace: &Trace, from: Source, model: &Model, inputs: &Inputs) -> ReferenceDocument {
    let bid = |index: u32| inputs.key(index).map(Key::to_string).unwrap_or_default();
    let criterion =
        |index: u32| model.criteria.get(index as usize).map(|leaf| leaf.key.to_string()).unwrap_or_default();
    let line = |index: u32| model.pricing.line(index).map(Key::to_string).unwrap_or_default();
    let place = |steps: &[&str]| steps.iter().fold(Place::root(), |place, step| place.at(step)).as_str().to_owned();
    let (source, target) = match from {
        Source::Step(number) => ("step", number.to_string()),
        Source::Model(entry) => {
            ("model", model.place(entry).map(|place| place.as_str().to_owned()).unwrap_or_default())
        }
        Source::Price(index, at) => ("bid", place(&["bids", &bid(index), "prices", &line(at)])),
        Source::Product(index, at, part) => {
            ("bid", place(&["bids", &bid(index), "products", &line(at), part.as_str()]))
        }
        Source::Answer(index, at) => ("bid", place(&["bids", &bid(index), "answers", &criterion(at)])),
        Source::Panel(index, at) => ("panel", place(&["panel_scores", &bid(index), &criterion(at), "level"])),
        Source::Examination(index) => ("examination", place(&["examinations", &bid(index), "outcome"])),
        Source::Plan(index, part) => {
            let plan = Place::root().at("bids").at(bid(index));
            ("bid", part.steps().iter().fold(plan, |place, step| place.at(step)).as_str().to_owned())
        }
        Source::Draw(draw, at) => ("draw", place(&["draws", &draw.to_string(), "order", &at.to_string()])),
        Source::Constant(constant) => ("constant", constant.to_string()),
    };
    let number = || value_at(trace, from, model, inputs).map(|value| value.to_string());
    let value = model.word(from).or_else(|| inputs.word(from)).or_else(number).unwrap_or_default();
    ReferenceDocument { source: source.into(), target, value }
}

/// The number that stands at a source.
fn value_at(trace: &Trace, from: Source, model: &Model, inputs: &Inputs) -> Option<Exact> {
    match from {
        Source::Step(number) => trace.steps().get(number as usize).map(|step| step.value.clone()),
        Source::Model(entry) => model.number(entry).cloned(),
        Source::Constant(constant) => Some(constant.into()),
        other => inputs.number(other),
    }
}

fn detail(detail: Detail) -> String {
    match detail {
        Detail::Staff(line) => format!("staff/{line}"),
        Detail::Supervision(group) => format!("supervision/{group}"),
        Detail::Month(month) => format!("payroll/{month}"),
        Detail::Day(day) => format!("day/{day}"),
    }
}
