//! A model that has been read: every number parsed, every reference resolved, every fault excluded. What exists here
//! can be evaluated.

pub(crate) mod criteria;
pub(crate) mod parameters;
mod read;
mod shared;

pub(crate) use shared::{Shared, Worth};

use crate::document::{Assessor, ModelDocument};
use crate::measures::Measure;
use crate::rules::combine::Combine;
use crate::rules::{
    RuleId, added_value_deduction, described_levels, life_cycle_cost, lowest_cost, percentage_surcharge, price_list,
    relative_price_points, stepped_table, tie_chain,
};
use crate::trace::unit::{Number, Unit};
use crate::trace::{Published, Source, StepUnit, Term};
use std::collections::BTreeMap;
use std::sync::Arc;
use values::{Digest, Exact, Key, Place};

/// A checked evaluation model of one lot.
#[derive(Clone, Debug)]
pub struct Model {
    document: ModelDocument,
    digest: Digest,
    /// Every published number with its place; where words stand, the number is zero.
    published: Vec<(Place, Exact)>,
    words: BTreeMap<u32, String>,
    pub(crate) shared: Arc<Shared>,
    pub(crate) pricing: Pricing,
    pub(crate) criteria: Vec<Leaf>,
    pub(crate) combining: Combining,
    pub(crate) rounding: Stages,
    pub(crate) ties: Vec<tie_chain::Link>,
}

/// How the price is formed.
#[derive(Clone, Debug)]
pub(crate) enum Pricing {
    List(price_list::PriceList),
    LifeCycle(life_cycle_cost::LifeCycleCost),
}

impl Pricing {
    pub(crate) const fn rule(&self) -> &'static RuleId {
        match self {
            Self::List(_) => &price_list::ID,
            Self::LifeCycle(_) => &life_cycle_cost::ID,
        }
    }

    /// How many lines or products there are.
    pub(crate) const fn count(&self) -> usize {
        match self {
            Self::List(list) => list.lines.len(),
            Self::LifeCycle(cost) => cost.products.len(),
        }
    }

    /// Key of a line or product, by position.
    pub(crate) fn line(&self, index: u32) -> Option<&Key> {
        match self {
            Self::List(list) => list.lines.get(index as usize).map(|line| &line.key),
            Self::LifeCycle(cost) => cost.products.get(index as usize).map(|product| &product.key),
        }
    }
}

/// A criterion with a scale.
#[derive(Clone, Debug)]
pub(crate) struct Leaf {
    pub(crate) key: Key,
    pub(crate) weight: Term<Number>,
    pub(crate) scale: Grading,
}

/// How an answer becomes a level.
#[derive(Clone, Debug)]
pub(crate) enum Grading {
    Stepped(stepped_table::SteppedTable),
    Described(described_levels::DescribedLevels),
}

impl Grading {
    /// How the answer is measured, where it is.
    pub(crate) const fn measure(&self) -> Option<&Measure> {
        match self {
            Self::Stepped(table) => table.measure.as_ref(),
            Self::Described(levels) => levels.measure.as_ref(),
        }
    }

    /// The factors of its levels.
    pub(crate) fn factors(&self) -> &[Term<Number>] {
        match self {
            Self::Stepped(table) => &table.factors,
            Self::Described(levels) => &levels.factors,
        }
    }

    /// Whether the panel gives the level.
    pub(crate) const fn is_by_panel(&self) -> bool {
        matches!(self, Self::Described(levels) if matches!(levels.assessed_by, Assessor::Panel))
    }
}

/// How price and quality are combined.
#[derive(Clone, Debug)]
pub(crate) enum Combining {
    Deduction(added_value_deduction::AddedValueDeduction),
    Points(relative_price_points::RelativePricePoints),
    Surcharge(percentage_surcharge::PercentageSurcharge),
    Cost(lowest_cost::LowestCost),
}

/// Which of two values is the better one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// The lower.
    Lower,
    /// The higher.
    Higher,
}

impl Combining {
    pub(crate) const fn rule(&self) -> &'static RuleId {
        match self {
            Self::Deduction(_) => &added_value_deduction::ID,
            Self::Points(_) => &relative_price_points::ID,
            Self::Surcharge(_) => &percentage_surcharge::ID,
            Self::Cost(_) => &lowest_cost::ID,
        }
    }

    /// Which comparison value is the better one, and what amounts and comparison values count.
    const fn nature(&self) -> (Better, StepUnit, StepUnit) {
        const fn of<C: Combine>(_: &C) -> (Better, StepUnit, StepUnit) {
            (C::BETTER, C::Amount::UNIT, C::Value::UNIT)
        }
        match self {
            Self::Deduction(rule) => of(rule),
            Self::Points(rule) => of(rule),
            Self::Surcharge(rule) => of(rule),
            Self::Cost(rule) => of(rule),
        }
    }
}

/// Where the model rounds.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Stages {
    pub(crate) price: Published,
    pub(crate) criterion_amount: Published,
    pub(crate) price_points: Published,
    pub(crate) comparison_value: Published,
}

impl Model {
    /// The document that was read.
    #[must_use]
    pub const fn document(&self) -> &ModelDocument {
        &self.document
    }

    /// Digest of the canonical document.
    #[must_use]
    pub const fn digest(&self) -> &Digest {
        &self.digest
    }

    /// The rule that forms prices.
    #[must_use]
    pub const fn price_rule(&self) -> RuleId {
        *self.pricing.rule()
    }

    /// The rule that combines price and quality.
    #[must_use]
    pub const fn combination_rule(&self) -> RuleId {
        *self.combining.rule()
    }

    /// Which comparison value is the better one.
    #[must_use]
    pub const fn better(&self) -> Better {
        self.combining.nature().0
    }

    /// Whether bids that nothing separates are drawn for; else they share their rank.
    pub(crate) fn asks_for_draws(&self) -> bool {
        self.ties.last() == Some(&tie_chain::Link::Draw)
    }

    /// The largest amount that a level of the criterion gives; nothing for one without a scale.
    #[must_use]
    pub fn largest_amount(&self, criterion: &Key) -> Option<&Exact> {
        let index = self.criteria().position(|key| key == criterion)?;
        self.shared.worth.get(index)?.iter().map(|worth| &worth.amount).max()
    }

    /// Keys of the criteria with scales, in order.
    pub fn criteria(&self) -> impl Iterator<Item = &Key> {
        self.criteria.iter().map(|leaf| &leaf.key)
    }

    /// A unit in words: the currency for money, the criterion's own unit for measures.
    #[must_use]
    pub fn unit_text(&self, unit: StepUnit, criterion: Option<u32>) -> &str {
        match unit {
            StepUnit::Measure => {
                criterion.and_then(|index| self.criteria.get(index as usize)).map_or("number", |leaf| {
                    match &leaf.scale {
                        Grading::Stepped(table) => table.unit.as_str(),
                        Grading::Described(_) => "level",
                    }
                })
            }
            other => other.word().unwrap_or(self.document.currency.as_str()),
        }
    }

    /// The words that an operand points to in the document, where it points to words.
    pub(crate) fn word(&self, source: Source) -> Option<String> {
        match source {
            Source::Model(entry) => self.words.get(&entry).cloned(),
            _ => None,
        }
    }

    /// A published number.
    pub(crate) fn number(&self, entry: u32) -> Option<&Exact> {
        self.published.get(entry as usize).map(|(_, value)| value)
    }

    /// The place in the document of a published number.
    #[must_use]
    pub fn place(&self, entry: u32) -> Option<&Place> {
        self.published.get(entry as usize).map(|(place, _)| place)
    }
}
