//! Reads the tree of criteria into the list of those with scales, and checks that every group's weight is the sum
//! of its members'.

use super::parameters::Parameters;
use super::{Grading, Leaf};
use crate::document::{Combination, Criterion, ModelDocument, Scale};
use crate::reading::{Range, Reading};
use crate::rules::{described_levels, stepped_table};
use crate::trace::Term;
use crate::trace::unit::Number;
use values::money::MEASURE_SCALE;
use values::{Exact, Place};

/// Which way factors run from the lowest level to the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weights {
    /// Better levels give more: deductions and points.
    Gain,
    /// Better levels cost less: surcharges.
    Loss,
}

impl Weights {
    pub(super) const fn of(combination: &Combination) -> Self {
        match combination {
            Combination::PercentageSurcharge(_) => Self::Loss,
            _ => Self::Gain,
        }
    }
}

pub(super) fn read(
    document: &ModelDocument,
    parameters: &Parameters<'_>,
    weights: Weights,
    reading: &mut Reading,
) -> Vec<Leaf> {
    let place = Place::root().at("criteria");
    let mut all = Vec::new();
    collect(&document.criteria, &place, &mut all);
    reading.unique(all.iter().map(|(criterion, place)| (&criterion.key, place.clone())));
    let mut leaves = Vec::new();
    for (criterion, place) in all {
        let weight = reading.number(&criterion.weight, &place.at("weight"), MEASURE_SCALE, Range::AboveZero);
        read_texts(criterion, &place, reading);
        match (&criterion.scale, criterion.children.is_empty()) {
            (Some(scale), true) => {
                let scale = read_scale(scale, (document, parameters), &place.at("scale"), weights, reading);
                leaves.push(Leaf { key: criterion.key.clone(), weight, scale });
            }
            (None, false) => check_group(criterion, &weight, &place, reading),
            _ => reading.faults.add(
                "model.criterion_shape",
                &place,
                format!("the criterion {} has neither a scale nor members, or both", criterion.key),
                "give it a scale, or members with scales",
            ),
        }
    }
    leaves
}

/// Depth first, in the order of the document.
fn collect<'a>(criteria: &'a [Criterion], place: &Place, all: &mut Vec<(&'a Criterion, Place)>) {
    for (index, criterion) in criteria.iter().enumerate() {
        let place = place.at(index);
        all.push((criterion, place.clone()));
        collect(&criterion.children, &place.at("children"), all);
    }
}

fn read_texts(criterion: &Criterion, place: &Place, reading: &mut Reading) {
    reading.text(&criterion.title, &place.at("title"));
    for (name, text) in [("definition", &criterion.definition), ("evidence", &criterion.evidence)] {
        if let Some(text) = text {
            reading.text(text, &place.at(name));
        }
    }
}

fn check_group(group: &Criterion, weight: &Term<Number>, place: &Place, reading: &mut Reading) {
    let members: Exact = group.children.iter().filter_map(|child| Exact::decimal(&child.weight).ok()).sum();
    if members != weight.value {
        reading.faults.add(
            "model.group_weight",
            &place.at("weight"),
            format!("the members of {} weigh {members} together, not {}", group.key, weight.value),
            format!("write {members} here, or change the members"),
        );
    }
}

fn read_scale(
    scale: &Scale,
    published: (&ModelDocument, &Parameters<'_>),
    place: &Place,
    weights: Weights,
    reading: &mut Reading,
) -> Grading {
    match scale {
        Scale::SteppedTable(table) => {
            let place = place.at(stepped_table::ID);
            Grading::Stepped(stepped_table::SteppedTable::read(table, published, &place, weights, reading))
        }
        Scale::DescribedLevels(levels) => {
            let place = place.at(described_levels::ID);
            Grading::Described(described_levels::DescribedLevels::read(levels, published.0, &place, weights, reading))
        }
    }
}

/// The factors of a scale: at least two levels, each from 0 to 1, running one way.
pub(crate) fn factors<'a>(
    levels: impl Iterator<Item = (&'a str, &'a values::Text)>,
    place: &Place,
    weights: Weights,
    reading: &mut Reading,
) -> Vec<Term<Number>> {
    let mut factors: Vec<Term<Number>> = Vec::new();
    for (index, (factor, text)) in levels.enumerate() {
        let place = place.at(index);
        reading.text(text, &place.at("text"));
        let term = reading.number(factor, &place.at("factor"), MEASURE_SCALE, Range::Share);
        let turned = factors.last().is_some_and(|before| match weights {
            Weights::Gain => term.value < before.value,
            Weights::Loss => term.value > before.value,
        });
        if turned {
            reading.faults.add(
                "model.factor_order",
                &place.at("factor"),
                "a better level is worth less than the one before it",
                "let factors rise from level to level; for a surcharge let them fall",
            );
        }
        factors.push(term);
    }
    if factors.len() < 2 {
        reading.faults.add(
            "model.levels_too_few",
            place,
            "a scale with fewer than two levels separates no bids",
            "publish at least two levels",
        );
    }
    factors
}
