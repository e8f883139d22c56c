//! What a supplier offers in one lot, what the examination decided about it, and what the panel gave it.

use super::plan::StaffingPlan;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use values::{Instant, Key, Text};

/// One bid: one evaluated object in one lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BidDocument {
    /// Its key, unique in the procurement.
    pub key: Key,
    /// The lot it is for.
    pub lot: Key,
    /// The unit that is offered, where care is bought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// Unit prices by line of the price list. `null`, or no entry, is an empty line: not a price.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub prices: BTreeMap<Key, Option<String>>,
    /// Offered products by key, where life-cycle cost counts. `null`, or no entry, is an empty line.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub products: BTreeMap<Key, Option<OfferedProduct>>,
    /// The staffing plan, where the model measures staffing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<StaffingPlan>,
    /// Answers by criterion, decimals; for described levels the number of the level stated.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<Key, String>,
}

/// A unit with its permit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Its name.
    pub name: String,
    /// Number of its permit.
    pub permit: String,
    /// Places that the permit covers.
    pub places: u32,
}

/// What a supplier states of a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OfferedProduct {
    /// Purchase price per piece.
    pub price: String,
    /// Electricity per piece and year, kWh.
    pub kwh_per_year: String,
    /// Service per piece and year after the warranty, an amount.
    pub service_per_year: String,
    /// Warranty, whole years.
    pub warranty_years: u32,
    /// Work to recondition one piece once, hours.
    pub reconditioning_hours: String,
}

/// The decision about one bid after the check of requirements.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Examination {
    /// The bid.
    pub bid: Key,
    /// When it was decided.
    pub decided_at: Instant,
    /// What was decided.
    pub outcome: ExaminationOutcome,
}

/// What an examination decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ExaminationOutcome {
    /// The bid meets every requirement and is evaluated.
    Admitted,
    /// The bid is rejected and is not evaluated.
    #[serde(rename = "rejected")]
    Rejected {
        /// On what ground.
        ground: Ground,
        /// Why, in words.
        reason: Text,
    },
}

/// On what ground a bid is rejected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// A mandatory requirement is not met.
    Requirement(Key),
    /// The price is abnormally low and was not explained when asked about.
    AbnormallyLow,
}

/// What the panel agreed on for one criterion of one bid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PanelScore {
    /// The bid.
    pub bid: Key,
    /// The criterion.
    pub criterion: Key,
    /// The level given.
    pub level: u32,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
    /// What each member of the panel gave before they agreed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub individual: Vec<IndividualScore>,
}

/// What one member of the panel gave, alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IndividualScore {
    /// The member, by pseudonym.
    pub evaluator: Key,
    /// The level given.
    pub level: u32,
    /// Why, in words.
    pub reason: Text,
}

/// A drawing of lots among bids that nothing else separates, before witnesses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Draw {
    /// The bids in the order in which they were drawn, the first drawn first.
    pub order: Vec<Key>,
    /// When it was held.
    pub drawn_at: Instant,
    /// Who saw it.
    pub witnesses: Vec<String>,
}
