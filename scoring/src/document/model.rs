//! `anbud-model/1`: everything by which the bids of one lot are compared, published and locked before the deadline.

use super::measure::{Measure, PublishedWord};
use super::price::PriceRule;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Currency, Key, Rounding, TaxBasis, Text};

/// The format's name and number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum ModelFormat {
    /// The first format.
    #[serde(rename = "anbud-model/1")]
    V1,
}

/// The evaluation model of one lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ModelDocument {
    /// The format.
    pub format: ModelFormat,
    /// The basis on which bids are evaluated (utvärderingsgrund).
    pub basis: AwardBasis,
    /// The currency of every amount.
    pub currency: Currency,
    /// Whether amounts include value added tax.
    pub tax_basis: TaxBasis,
    /// Mandatory requirements (ska-krav) that every bid must meet.
    pub requirements: Vec<Requirement>,
    /// Published constants that rules point at, such as the staffing floor.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<Parameter>,
    /// Functions that staffing plans may name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub functions: Vec<PublishedWord>,
    /// Methods that staffing plans may name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub methods: Vec<PublishedWord>,
    /// How a bid's price or cost is formed.
    pub price: PriceRule,
    /// Award criteria (tilldelningskriterier), a tree; may be empty when only price or cost counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<Criterion>,
    /// How price and quality become one comparison value.
    pub combination: Combination,
    /// Where the calculation rounds. An empty list says: nowhere.
    pub rounding: Vec<RoundingStage>,
    /// What separates bids with equal comparison values, in order.
    pub tie_chain: Vec<TieBreaker>,
}

/// A price line or a product, as far as the two are alike.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Its key.
    pub key: &'a Key,
    /// What it is.
    pub title: &'a Text,
    /// Unit of the quantity.
    pub unit: &'a Key,
    /// Quantity in the comparison.
    pub quantity: &'a str,
}

impl ModelDocument {
    /// The lines of the price list, or the products of the life-cycle cost.
    #[must_use]
    pub fn lines(&self) -> Vec<Line<'_>> {
        match &self.price {
            PriceRule::PriceList(list) => list
                .lines
                .iter()
                .map(|one| Line { key: &one.key, title: &one.title, unit: &one.unit, quantity: &one.quantity })
                .collect(),
            PriceRule::LifeCycleCost(cost) => cost
                .products
                .iter()
                .map(|one| Line { key: &one.key, title: &one.title, unit: &one.unit, quantity: &one.quantity })
                .collect(),
        }
    }
}

/// The basis of evaluation, in the words of LOU 16:1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AwardBasis {
    /// Best ratio of price and quality.
    BestPriceQuality,
    /// Cost, such as life-cycle cost.
    Cost,
    /// Price.
    Price,
}

impl AwardBasis {
    /// The word that documents and columns use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BestPriceQuality => "best_price_quality",
            Self::Cost => "cost",
            Self::Price => "price",
        }
    }
}

/// A mandatory requirement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// Its key.
    pub key: Key,
    /// Its text.
    pub text: Text,
}

/// A published constant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// Its key.
    pub key: Key,
    /// What it is.
    pub title: Text,
    /// Its unit, such as `fte_per_place`.
    pub unit: Key,
    /// Its value, a decimal; with `relative_to`, what it adds to the other parameter's.
    pub value: String,
    /// Another parameter in the same unit to whose value this one's is added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relative_to: Option<Key>,
}

/// A criterion with a scale, or a group of criteria.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Its key, unique in the model.
    pub key: Key,
    /// Its title.
    pub title: Text,
    /// Its weight, a decimal: percent of the maximum deduction, points, or percent of surcharge, as the combination
    /// rule says. A group's weight is the sum of its members' weights.
    pub weight: String,
    /// What is measured or judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub definition: Option<Text>,
    /// What the supplier shows it with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Text>,
    /// How an answer becomes a level and a factor. Groups have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<Scale>,
    /// Members of a group.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<Criterion>,
}

/// How an answer becomes a level and a factor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Scale {
    /// A measured answer against thresholds.
    #[serde(rename = "stepped_table@1")]
    SteppedTable(SteppedTable),
    /// A level with a published description.
    #[serde(rename = "described_levels@1")]
    DescribedLevels(DescribedLevels),
}

/// A table of thresholds. A border belongs to the level above it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SteppedTable {
    /// Who or what gives the answer: the supplier's statement, unless the model says that the plan does.
    #[serde(default = "Assessor::statement", skip_serializing_if = "Assessor::is_statement")]
    pub assessed_by: Assessor,
    /// Unit of the answer.
    pub unit: Key,
    /// Decimals that an answer may have, 0 to 6.
    #[schemars(range(max = 6))]
    pub decimals: u32,
    /// A parameter that is added to every threshold, such as the staffing floor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relative_to: Option<Key>,
    /// The highest possible answer, such as 100 percent; absent when there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum: Option<String>,
    /// The levels, lowest first.
    pub levels: Vec<Step>,
}

/// One level of a stepped table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The lowest answer that reaches this level. The first level has none: it is for every answer below the second.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Share of the criterion's amount, a decimal from 0 to 1.
    pub factor: String,
    /// What the level means.
    pub text: Text,
}

/// Levels with published descriptions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DescribedLevels {
    /// Who gives the level.
    pub assessed_by: Assessor,
    /// The levels, from 0.
    pub levels: Vec<DescribedLevel>,
}

/// Who or what gives an answer or a level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Assessor {
    /// The supplier states it in the bid and the examination checks it.
    Statement,
    /// The evaluation panel, as its consensus.
    Panel,
    /// It is measured from the staffing plan. What the bid states beside it is compared and never scores.
    Plan(Measure),
}

impl Assessor {
    const fn statement() -> Self {
        Self::Statement
    }

    const fn is_statement(&self) -> bool {
        matches!(self, Self::Statement)
    }

    /// The word that columns use.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Statement => "statement",
            Self::Panel => "panel",
            Self::Plan(_) => "plan",
        }
    }
}

/// One described level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DescribedLevel {
    /// Share of the criterion's amount, a decimal from 0 to 1.
    pub factor: String,
    /// What the level means.
    pub text: Text,
}

/// How price and quality become one comparison value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Combination {
    /// Price less a deduction for added value; lowest first.
    #[serde(rename = "added_value_deduction@1")]
    AddedValueDeduction(AddedValueDeduction),
    /// Points for price relative to the lowest price, and points for quality; highest first.
    #[serde(rename = "relative_price_points@1")]
    RelativePricePoints(RelativePricePoints),
    /// Price with a percentage surcharge for missing quality; lowest first.
    #[serde(rename = "percentage_surcharge@1")]
    PercentageSurcharge(PercentageSurcharge),
    /// The price or cost alone; lowest first.
    #[serde(rename = "lowest_cost@1")]
    LowestCost(LowestCost),
}

/// What the added-value deduction needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddedValueDeduction {
    /// The deduction for full quality in every criterion, an amount in the unit of the price.
    pub maximum_deduction: String,
}

/// What relative price points need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RelativePricePoints {
    /// Points of the lowest price. Together with the weights of the criteria it makes 100.
    pub price_weight: String,
}

/// The percentage surcharge needs nothing but the criteria: their weights are the largest surcharges.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PercentageSurcharge {}

/// The lowest cost needs nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LowestCost {}

/// A place in the calculation where the model rounds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RoundingStage {
    /// Where.
    pub stage: Stage,
    /// How.
    pub rounding: Rounding,
}

/// Where a model may round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The price or cost of a bid.
    Price,
    /// The deduction, points or surcharge of one criterion.
    CriterionAmount,
    /// The points for price.
    PricePoints,
    /// The comparison value.
    ComparisonValue,
}

/// One link of the chain that separates equal bids.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TieBreaker {
    /// The bid with the better sum of this criterion or group.
    BetterCriterion(Key),
    /// The bid with the better sum of all criteria.
    BetterQuality,
    /// The bid with the lower price or cost.
    LowerPrice,
    /// Drawing of lots, witnessed; its order is an input. Only as the last link.
    Draw,
    /// Bids that nothing separates share their rank. Only as the last link.
    SharedRank,
}

#[cfg(test)]
mod tests {
    use super::Assessor;

    #[test]
    fn an_assessor_has_the_word_of_the_documents() {
        for (assessor, word) in [(Assessor::Statement, "statement"), (Assessor::Panel, "panel")] {
            assert_eq!(assessor.as_str(), word);
            assert_eq!(serde_json::to_value(&assessor).ok(), Some(word.into()));
            assert_eq!(assessor.is_statement(), word == "statement");
        }
    }
}
