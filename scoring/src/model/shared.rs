//! What outcomes share with their model: the words by which they name what was found, and what each level of each
//! criterion is worth. A level is worth the same for every bid, so that it is worked out when the model is read.

use super::{Combining, Leaf, Stages};
use crate::document::ModelDocument;
use crate::rules::combine::Combine;
use crate::rules::tie_chain::{Apart, Link};
use crate::trace::{Ledger, Off, StepUnit};
use values::{Exact, Key};

/// What a level is worth.
#[derive(Clone, Debug)]
pub(crate) struct Worth {
    /// The level's share of the criterion's largest amount.
    pub(crate) factor: Exact,
    /// Share times largest amount.
    pub(crate) product: Exact,
    /// The same, rounded where the model rounds it.
    pub(crate) amount: Exact,
    /// The amount as an integer at the scale that all amounts of the model have in common; zero where they have none.
    pub(crate) integer: i128,
}

/// Words and worth.
#[derive(Debug)]
pub(crate) struct Shared {
    /// Keys of the criteria with scales.
    pub(crate) criteria: Vec<Key>,
    /// What their levels are worth, criterion by criterion.
    pub(crate) worth: Vec<Vec<Worth>>,
    /// The scale of their integers: such that the sums of all criteria fit.
    pub(crate) scale: Option<u32>,
    /// The links of the tie chain.
    links: Vec<String>,
    /// What a criterion's amount counts.
    pub(crate) amount_unit: String,
    /// What a comparison value counts.
    pub(crate) comparison_unit: String,
}

impl Shared {
    pub(super) fn new(
        document: &ModelDocument,
        criteria: &[Leaf],
        combining: &Combining,
        rounding: &Stages,
        ties: &[Link],
    ) -> Self {
        let (_, amount, comparison) = combining.nature();
        let mut worth: Vec<Vec<Worth>> = criteria.iter().map(|leaf| worth_of(leaf, combining, rounding)).collect();
        let scale = common_scale(&mut worth);
        let word = |unit: StepUnit| unit.word().unwrap_or(document.currency.as_str()).to_owned();
        Self {
            criteria: criteria.iter().map(|leaf| leaf.key.clone()).collect(),
            worth,
            scale,
            links: ties.iter().map(Link::name).collect(),
            amount_unit: word(amount),
            comparison_unit: word(comparison),
        }
    }

    /// What separates two bids, in a word.
    pub(crate) fn apart(&self, apart: Apart) -> &str {
        match apart {
            Apart::Comparison => "comparison_value",
            Apart::Link(link) => self.links.get(link).map_or("", String::as_str),
            Apart::DrawNeeded => "draw_needed",
            Apart::SharedRank => "shared_rank",
        }
    }
}

/// What the levels of a criterion are worth, by the rule that combines price and quality.
fn worth_of(leaf: &Leaf, combining: &Combining, rounding: &Stages) -> Vec<Worth> {
    fn largest<C: Combine>(rule: &C, leaf: &Leaf) -> Exact {
        rule.largest(&leaf.weight, &mut Ledger::new(Off)).value
    }
    let largest = match combining {
        Combining::Deduction(rule) => largest(rule, leaf),
        Combining::Points(rule) => largest(rule, leaf),
        Combining::Surcharge(rule) => largest(rule, leaf),
        Combining::Cost(rule) => largest(rule, leaf),
    };
    let worth = leaf.scale.factors().iter().map(|factor| {
        let product = &largest * &factor.value;
        let amount =
            rounding.criterion_amount.map_or_else(|| product.clone(), |(rounding, _)| product.rounded(rounding));
        Worth { factor: factor.value.clone(), product, amount, integer: 0 }
    });
    worth.collect()
}

/// Gives every amount its integer at one scale, if there is one at which the largest sum of all criteria fits.
fn common_scale(worth: &mut [Vec<Worth>]) -> Option<u32> {
    let all = || worth.iter().flatten();
    let decimals: Option<Vec<u32>> = all().map(|worth| worth.amount.decimals()).collect();
    let scale = decimals?.into_iter().max().unwrap_or(0);
    let integers: Option<Vec<i128>> = all().map(|worth| worth.amount.to_scaled(scale)).collect();
    let integers = integers?;
    let largest = |sum: Option<i128>, integer: &i128| sum?.checked_add(integer.checked_abs()?);
    integers.iter().fold(Some(0), largest)?;
    for (worth, integer) in worth.iter_mut().flatten().zip(integers) {
        worth.integer = integer;
    }
    Some(scale)
}
