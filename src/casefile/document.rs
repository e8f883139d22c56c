//! The shape of a case file. It composes the documents of `procedure` and `scoring`, whose canonical forms live there.

use procedure::document::{Envelope, LotTerms, Mandate, Organisation, Procurement, Supplier};
use schemars::JsonSchema;
use scoring::document::{BidDocument, Draw, Examination, ModelDocument, PanelScore};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use values::{Key, Text};

/// The format's name and number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum CaseFormat {
    /// The first format.
    #[serde(rename = "anbud-case/1")]
    V1,
}

/// One procurement, complete.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The format.
    pub format: CaseFormat,
    /// Whether it is invented for demonstration.
    pub fictional: bool,
    /// What in it is invented, or other remarks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Text>,
    /// The procurement.
    pub procurement: Procurement,
    /// Its lots, in order.
    pub lots: Vec<CaseLot>,
    /// The organisations that gave mandates.
    pub organisations: Vec<Organisation>,
    /// Their mandates, one each.
    pub mandates: Vec<Mandate>,
    /// The suppliers.
    pub suppliers: Vec<Supplier>,
    /// What was received.
    pub submissions: Vec<Submission>,
    /// What the examination decided, one decision for every opened bid.
    pub examinations: Vec<Examination>,
    /// What the panel agreed on.
    pub panel_scores: Vec<PanelScore>,
    /// Drawings of lots that were held.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub draws: Vec<Draw>,
    /// Results that the author of the file expects, by lot. The engine never reads them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub expected: BTreeMap<Key, Expected>,
}

/// A lot with its model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseLot {
    /// Its key, unique in the procurement.
    pub key: Key,
    /// Its title.
    pub title: Text,
    /// Its values and milestones.
    pub terms: LotTerms,
    /// Its evaluation model.
    pub model: ModelDocument,
}

/// What one supplier sent: the envelope, and its content if it was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Submission {
    /// The envelope.
    pub envelope: Envelope,
    /// The content; absent when the submission came late and was never opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<Opened>,
}

/// The content of an opened submission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Opened {
    /// The bids.
    pub bids: Vec<BidDocument>,
}

/// Results that the author of a file expects in one lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// Bids best first, those that share a rank together.
    pub ranking: Vec<Vec<Key>>,
    /// Comparison values by bid, as printed, with the decimals printed.
    pub comparison: BTreeMap<Key, String>,
}
