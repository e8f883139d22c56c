//! The rules, one file each: card, parameters, reading, calculation. This file is the register; a rule that is not
//! here does not exist.

pub mod added_value_deduction;
pub(crate) mod combine;
pub mod described_levels;
pub mod life_cycle_cost;
pub mod lowest_cost;
pub mod mandatory_requirements;
pub mod percentage_surcharge;
pub mod price_list;
pub mod relative_price_points;
pub mod stepped_table;
pub mod tie_chain;

use crate::card::RuleCard;
use crate::measures::{
    continuity, fte_per_place, mean_years, median_years, night_cover, share_of_heads, share_of_hours, staff_per_shift,
    supervision_per_head,
};
use std::fmt;

/// A rule and its revision, as models and traces name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RuleId {
    /// Name of the rule's file.
    pub name: &'static str,
    /// Revision, from 1.
    pub revision: u32,
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.name, self.revision)
    }
}

/// Every rule, in the order of a calculation: who is compared, at what price, with what staff, with what
/// quality, in what order.
pub const RULEBOOK: [&RuleCard; 19] = [
    &mandatory_requirements::CARD,
    &price_list::CARD,
    &life_cycle_cost::CARD,
    &share_of_hours::CARD,
    &share_of_heads::CARD,
    &median_years::CARD,
    &mean_years::CARD,
    &supervision_per_head::CARD,
    &fte_per_place::CARD,
    &staff_per_shift::CARD,
    &night_cover::CARD,
    &continuity::CARD,
    &stepped_table::CARD,
    &described_levels::CARD,
    &added_value_deduction::CARD,
    &relative_price_points::CARD,
    &percentage_surcharge::CARD,
    &lowest_cost::CARD,
    &tie_chain::CARD,
];

/// The card of a rule by its name.
#[must_use]
pub fn card(name: &str) -> Option<&'static RuleCard> {
    RULEBOOK.into_iter().find(|card| card.id.name == name)
}
