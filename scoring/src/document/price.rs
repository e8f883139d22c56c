//! How a bid's price or cost is formed: price lists and life-cycle cost, as models publish them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Key, Text};

/// How a bid's price or cost is formed: the rule with its revision, and what it needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum PriceRule {
    /// Quantities times unit prices.
    #[serde(rename = "price_list@1")]
    PriceList(PriceList),
    /// Cost of buying and owning over the product's life.
    #[serde(rename = "life_cycle_cost@1")]
    LifeCycleCost(LifeCycleCost),
}

/// Which prices are lawful in this procurement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PriceDomain {
    /// Every price is above zero.
    AboveZero,
    /// Every price is zero or above, and they are not all zero.
    TotalAboveZero,
    /// Every price is zero or above.
    ZeroOrAbove,
}

/// A price list with quantities.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PriceList {
    /// Which unit prices are lawful.
    pub domain: PriceDomain,
    /// Decimals that a unit price may have, 0 to 4.
    #[schemars(range(max = 4))]
    pub decimals: u32,
    /// The lines.
    pub lines: Vec<PriceLine>,
}

/// One line of a price list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PriceLine {
    /// Its key.
    pub key: Key,
    /// What is priced.
    pub title: Text,
    /// Unit of the quantity.
    pub unit: Key,
    /// Quantity in the comparison, a decimal above zero.
    pub quantity: String,
}

/// Life-cycle cost: purchase, energy, service, reconditioning, residual value, discounted to the first year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LifeCycleCost {
    /// Which purchase prices are lawful.
    pub domain: PriceDomain,
    /// Decimals that a price may have, 0 to 4.
    #[schemars(range(max = 4))]
    pub decimals: u32,
    /// Discount rate per year (kalkylränta), a share such as `0.035`.
    pub discount_rate: String,
    /// Price of electricity per kWh.
    pub electricity_price: String,
    /// Hourly rate of the buyer's technician.
    pub technician_rate: String,
    /// Years after whose end a product is reconditioned, unless its life is over.
    pub reconditioning_years: Vec<u32>,
    /// The products.
    pub products: Vec<Product>,
}

/// One product of a life-cycle cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// Its key.
    pub key: Key,
    /// What it is.
    pub title: Text,
    /// Unit of the quantity.
    pub unit: Key,
    /// Quantity in the comparison, a decimal above zero.
    pub quantity: String,
    /// Years of use.
    #[schemars(range(min = 1, max = 100))]
    pub life_years: u32,
    /// Residual value at the end of life, as a share of the purchase price.
    pub residual_share: String,
}
