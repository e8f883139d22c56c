//! A model that has been read: every number parsed, every reference resolved, every fault excluded. What exists here
//! can be evaluated.

pub(crate) mod criteria;
pub(crate) mod parameters;
mod read;

use crate::document::{Assessor, ModelDocument};
use crate::measures::Measure;
use crate::rules::{
    RuleId, added_value_deduction, described_levels, life_cycle_cost, lowest_cost, percentage_surcharge, price_list,
    relative_price_points, stepped_table, tie_chain,
};
use crate::trace::{Source, StepUnit, Term};
use std::collections::BTreeMap;
use values::{Digest, Key, Place, Rounding};

/// A checked evaluation model of one lot.
#[derive(Clone, Debug)]
pub struct Model {
    document: ModelDocument,
    digest: Digest,
    places: Vec<Place>,
    words: BTreeMap<u32, String>,
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
    pub(crate) const fn rule(&self) -> RuleId {
        match self {
            Self::List(_) => price_list::ID,
            Self::LifeCycle(_) => life_cycle_cost::ID,
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
    pub(crate) weight: Term,
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
    pub(crate) const fn rule(&self) -> RuleId {
        match self {
            Self::Deduction(_) => added_value_deduction::ID,
            Self::Points(_) => relative_price_points::ID,
            Self::Surcharge(_) => percentage_surcharge::ID,
            Self::Cost(_) => lowest_cost::ID,
        }
    }

    /// Which comparison value is the better one.
    pub(crate) const fn better(&self) -> Better {
        match self {
            Self::Points(_) => Better::Higher,
            Self::Deduction(_) | Self::Surcharge(_) | Self::Cost(_) => Better::Lower,
        }
    }

    /// Which amount of a criterion is the better one.
    pub(crate) const fn better_amount(&self) -> Better {
        match self {
            Self::Surcharge(_) => Better::Lower,
            Self::Deduction(_) | Self::Points(_) | Self::Cost(_) => Better::Higher,
        }
    }

    /// What a criterion's amount counts.
    pub(crate) const fn amount_unit(&self) -> StepUnit {
        match self {
            Self::Deduction(_) | Self::Cost(_) => StepUnit::Money,
            Self::Points(_) => StepUnit::Points,
            Self::Surcharge(_) => StepUnit::Percent,
        }
    }

    /// What a comparison value counts.
    pub(crate) const fn comparison_unit(&self) -> StepUnit {
        match self {
            Self::Points(_) => StepUnit::Points,
            Self::Deduction(_) | Self::Surcharge(_) | Self::Cost(_) => StepUnit::Money,
        }
    }
}

/// Where the model rounds.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Stages {
    pub(crate) price: Option<(Rounding, Source)>,
    pub(crate) criterion_amount: Option<(Rounding, Source)>,
    pub(crate) price_points: Option<(Rounding, Source)>,
    pub(crate) comparison_value: Option<(Rounding, Source)>,
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
        self.pricing.rule()
    }

    /// The rule that combines price and quality.
    #[must_use]
    pub const fn combination_rule(&self) -> RuleId {
        self.combining.rule()
    }

    /// Which comparison value is the better one.
    #[must_use]
    pub const fn better(&self) -> Better {
        self.combining.better()
    }

    /// Whether bids that nothing separates are drawn for; else they share their rank.
    pub(crate) fn asks_for_draws(&self) -> bool {
        self.ties.last() == Some(&tie_chain::Link::Draw)
    }

    /// Keys of the criteria with scales, in order.
    pub fn criteria(&self) -> impl Iterator<Item = &Key> {
        self.criteria.iter().map(|leaf| &leaf.key)
    }

    /// A unit in words: the currency for money, the criterion's own unit for measures.
    #[must_use]
    pub fn unit_text(&self, unit: StepUnit, criterion: Option<u32>) -> &str {
        match unit {
            StepUnit::Money => self.document.currency.as_str(),
            StepUnit::Points => "points",
            StepUnit::Percent => "percent",
            StepUnit::Number => "number",
            StepUnit::Level => "level",
            StepUnit::Rank => "rank",
            StepUnit::YesNo => "yes_no",
            StepUnit::Hours => "hours",
            StepUnit::Years => "years",
            StepUnit::Measure => {
                criterion.and_then(|index| self.criteria.get(index as usize)).map_or("number", |leaf| {
                    match &leaf.scale {
                        Grading::Stepped(table) => table.unit.as_str(),
                        Grading::Described(_) => "level",
                    }
                })
            }
        }
    }

    /// The words that an operand points to in the document, where it points to words.
    pub(crate) fn word(&self, source: Source) -> Option<String> {
        match source {
            Source::Model(entry) => self.words.get(&entry).cloned(),
            _ => None,
        }
    }

    /// The place in the document of a published number.
    #[must_use]
    pub fn place(&self, entry: u32) -> Option<&Place> {
        self.places.get(entry as usize)
    }
}
