//! The documents of the procedure: the procurement itself, its lots' milestones, its mandates and its envelopes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::law::Profile;
use values::{Currency, Instant, Key, TaxBasis, Text};

/// A joint procurement: who buys what, under which law, by when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Procurement {
    /// Its key, unique.
    pub key: Key,
    /// Its title.
    pub title: Text,
    /// The joint purchasing body.
    pub buyer: String,
    /// Which part of the law governs it.
    pub profile: Profile,
    /// What is bought: CPV codes, the main one first.
    pub cpv: Vec<String>,
    /// Where: NUTS codes.
    pub nuts: Vec<String>,
    /// The currency of every amount.
    pub currency: Currency,
    /// Whether amounts include value added tax.
    pub tax_basis: TaxBasis,
    /// When mandates were asked to be in.
    pub mandates_due_at: Instant,
    /// When the procurement was published; the list of mandates is frozen then.
    pub published_at: Instant,
    /// When bids had to be in, at the latest.
    pub deadline_at: Instant,
    /// The framework agreement.
    pub framework: Framework,
}

/// The framework agreement that the procurement leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Framework {
    /// How long it runs, with extensions.
    pub term: Text,
    /// How municipalities call off.
    pub call_off: Text,
    /// How prices follow an index; absent when they do not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub index: Option<Text>,
}

/// What the procedure knows of a lot beside its model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LotTerms {
    /// How many bids are admitted to the framework agreement at most.
    #[schemars(range(min = 1))]
    pub award_limit: u32,
    /// Estimated value over the whole term, an amount.
    pub estimated_value: String,
    /// Ceiling of the framework agreement (takvärde), an amount.
    pub maximum_value: String,
    /// When the award decision was announced; absent while it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub announced_at: Option<Instant>,
}

/// A municipality, or another body that gives a mandate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Its code in Statistics Sweden's register.
    pub key: Key,
    /// Its name.
    pub name: String,
}

/// A mandate (fullmakt): it starts the work and binds the one who gave it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mandate {
    /// Who gave it.
    pub organisation: Key,
    /// What happened to it, oldest first.
    pub acts: Vec<MandateAct>,
    /// What volumes it brings.
    pub volumes: Vec<Volume>,
}

/// Something that happened to a mandate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MandateAct {
    /// What.
    pub act: MandateActKind,
    /// When.
    pub at: Instant,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// What can happen to a mandate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MandateActKind {
    /// Given.
    Granted,
    /// Taken back.
    Withdrawn,
}

impl MandateActKind {
    /// The word that documents and columns use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// A volume on one price line or product of a lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Volume {
    /// The lot.
    pub lot: Key,
    /// The price line or product.
    pub line: Key,
    /// Expected quantity, a decimal.
    pub quantity: String,
    /// Unit of the quantity, with its period, such as `day_per_year`.
    pub unit: Key,
}

/// A supplier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Supplier {
    /// Its key in this document.
    pub key: Key,
    /// Its name.
    pub name: String,
    /// Register of its identifier, such as `SE-ORGNR`.
    pub scheme: String,
    /// Its identifier there.
    pub identifier: String,
}

/// The envelope of a submission: that it came, from whom and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Envelope {
    /// Its key, unique in the procurement.
    pub key: Key,
    /// Who sent it.
    pub supplier: Key,
    /// When it was received.
    pub received_at: Instant,
}
