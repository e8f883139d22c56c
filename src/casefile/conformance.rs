//! `anbud-conformance/1`: a worked case that any evaluation engine can be held against: a model, bids, and the exact
//! results, refusals or properties that follow. What stands under `expected` is compared; the rest is given.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use scoring::InputsDocument;
use scoring::document::{
    BidDocument, Combination, Draw, Examination, ModelDocument, PanelScore, RoundingStage, TieBreaker,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use values::outline::Outline;
use values::{Faults, Key, Place, Shape, Text, canonical};

/// The format's name and number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum ConformanceFormat {
    /// The first format.
    #[serde(rename = "anbud-conformance/1")]
    V1,
}

/// One worked case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConformanceCase {
    /// The format.
    pub format: ConformanceFormat,
    /// Its key, unique in its directory.
    pub key: Key,
    /// What it is about.
    pub title: Text,
    /// Where it comes from.
    pub provenance: Provenance,
    /// The rule that it wants and that does not exist here. Such a case is listed and not run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_covered: Option<String>,
    /// The model; absent only where the case is not covered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<ModelDocument>,
    /// What the model is applied to.
    #[serde(default)]
    pub inputs: GivenInputs,
    /// Changes of the bids, for `scenarios`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub scenarios: BTreeMap<Key, Scenario>,
    /// Changes of the model, for `variants`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub variants: BTreeMap<Key, Variant>,
    /// Statements about the result, for `property`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub claims: BTreeMap<Key, Claim>,
    /// What follows by the rule, under the kind of the case; absent only where the case is not covered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<Expectation>,
    /// Figures of the source, where they do not follow its own rule or no rule here gives them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Published>,
}

/// Where a case comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    /// Published by somebody, or constructed for this purpose.
    pub origin: Origin,
    /// Address of the source; a published case has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// What was taken from the source, and what was done to it.
    pub note: Text,
}

/// Published by somebody, or constructed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Its figures stand in a source.
    Published,
    /// Its bids were made up here.
    Constructed,
}

impl Origin {
    /// The word of the documents.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Constructed => "constructed",
        }
    }
}

/// Bids and decisions, in the lists of a case file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GivenInputs {
    /// The bids.
    pub bids: Vec<BidDocument>,
    /// What the examination decided, one decision for every bid.
    pub examinations: Vec<Examination>,
    /// What the panel agreed on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub panel_scores: Vec<PanelScore>,
    /// Drawings of lots that were held.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub draws: Vec<Draw>,
}

impl GivenInputs {
    /// The same, by key, as the engine takes it.
    ///
    /// # Errors
    /// Bids, decisions or scores that are there twice.
    pub fn collect(self) -> Result<InputsDocument, Faults> {
        InputsDocument::collect(self.bids, self.examinations, self.panel_scores, self.draws)
    }
}

/// The same model with other bids.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Bids that are not there.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub without: BTreeSet<Key>,
    /// Other unit prices, by bid and line.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub prices: BTreeMap<Key, BTreeMap<Key, String>>,
}

/// The same bids under another model. What is absent stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// Another combination rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub combination: Option<Combination>,
    /// Other rounding stages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounding: Option<Vec<RoundingStage>>,
    /// Another tie chain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tie_chain: Option<Vec<TieBreaker>>,
}

/// A statement about the result that is true or false.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Claim {
    /// When the bids swap keys, first with last and so on, each keeps its rank and its comparison value.
    Renaming,
    /// Two bids have the same comparison value.
    #[serde(rename = "equal")]
    Equal {
        /// One bid.
        one: Key,
        /// The other.
        other: Key,
    },
    /// One bid ranks before the other, and after it when a third is not there.
    #[serde(rename = "order_reverses")]
    OrderReverses {
        /// The bid that is before.
        one: Key,
        /// The bid that is after.
        other: Key,
        /// The bid whose absence turns them.
        without: Key,
    },
}

/// What follows, by the kind of the case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Expectation {
    /// Ranks, prices and comparison values.
    Award(Award),
    /// What criteria give, by bid and criterion.
    Criterion(BTreeMap<Key, BTreeMap<Key, CriterionFigures>>),
    /// Quantities of the trace, exact, by bid and name of the quantity in the rulebook.
    Coefficient(BTreeMap<Key, BTreeMap<Key, String>>),
    /// That nothing is computed, and why.
    Refusal(Vec<Refusal>),
    /// Whether each claim holds.
    Property(BTreeMap<Key, bool>),
    /// The award in each scenario.
    Scenarios(BTreeMap<Key, Award>),
    /// The award under each variant.
    Variants(BTreeMap<Key, Award>),
}

impl Expectation {
    /// The kind's word, as in the documents.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Award(_) => "award",
            Self::Criterion(_) => "criterion",
            Self::Coefficient(_) => "coefficient",
            Self::Refusal(_) => "refusal",
            Self::Property(_) => "property",
            Self::Scenarios(_) => "scenarios",
            Self::Variants(_) => "variants",
        }
    }

    /// Whether it says nothing that could be wrong.
    fn is_empty(&self) -> bool {
        let says_nothing = |award: &Award| award.placements.is_empty() && award.rejected.is_empty();
        match self {
            Self::Award(award) => says_nothing(award),
            Self::Criterion(bids) => bids.values().all(BTreeMap::is_empty),
            Self::Coefficient(bids) => bids.values().all(BTreeMap::is_empty),
            Self::Refusal(faults) => faults.is_empty(),
            Self::Property(claims) => claims.is_empty(),
            Self::Scenarios(runs) | Self::Variants(runs) => runs.values().all(says_nothing),
        }
    }
}

/// An award: who came where. Every amount is exact, a decimal or a fraction such as `80/3`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Award {
    /// Best first; bids of one rank in the order of their keys.
    pub placements: Vec<Placed>,
    /// Bids that are not compared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rejected: Vec<Key>,
}

/// Where a bid came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Placed {
    /// The bid.
    pub bid: Key,
    /// Its rank, from 1.
    pub rank: u32,
    /// Its price or cost, exact.
    pub price: String,
    /// Its comparison value, exact.
    pub comparison_value: String,
}

/// What one criterion gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CriterionFigures {
    /// The level reached.
    pub level: u32,
    /// Its factor, exact.
    pub factor: String,
    /// Deduction, points or surcharge, exact.
    pub amount: String,
}

/// A fault that must be told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Refusal {
    /// Its code in the register.
    pub code: String,
    /// Its place: a pointer into the case, below `/model`, or below `/inputs` by keys.
    pub place: String,
}

/// Figures that a source prints, recorded and never compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Published {
    /// The figures as printed, by what they are of.
    pub figures: BTreeMap<String, String>,
    /// Why they differ from `expected`, or what they are.
    pub explanation: Text,
}

impl ConformanceCase {
    /// Reads a case from the text of its file.
    ///
    /// # Errors
    /// What is wrong with it, where, and what to write instead, in the order of the file.
    pub fn read(text: &str) -> Result<Self, Faults> {
        let (tree, mut faults) = canonical::read_on(text)?;
        let told = |code| matches!(code, "document.number" | "document.nul");
        let values = faults.list().iter().filter(|fault| told(fault.code));
        let refused: BTreeSet<Place> = values.map(|fault| fault.place.clone()).collect();
        faults.join(Shape::of::<Self>().misfits(&tree, &refused).faults);
        if faults.is_empty() {
            let case: Self = canonical::from_tree(tree)?;
            faults.join(case.check());
            faults = match faults.is_empty() {
                true => return Ok(case),
                false => faults,
            };
        }
        let outline = Outline::of(text);
        Err(faults.ordered_by(|place| outline.position(place)))
    }

    fn check(&self) -> Faults {
        let (mut faults, root) = (Faults::none(), Place::root());
        if self.provenance.origin == Origin::Published && self.provenance.source.is_none() {
            let hint = "add the address, or call the case constructed";
            let cause = "a published case has no source";
            faults.add("conformance.source_missing", &root.at("provenance").at("source"), cause, hint);
        }
        let says_something = self.expected.as_ref().is_some_and(|expected| !expected.is_empty());
        if self.not_covered.is_none() && (self.model.is_none() || !says_something) {
            let hint = "add a model and what follows from it, or the rule that is missing as not_covered";
            let cause = "this case has no model, or expects nothing";
            faults.add("conformance.expects_nothing", &root.at("expected"), cause, hint);
        }
        faults
    }
}

/// The JSON Schema (2020-12) of a conformance case, as pretty JSON with a line end.
#[must_use]
pub fn conformance_schema() -> String {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<ConformanceCase>();
    schema.insert("$id".to_owned(), "https://anbud.example/conformance/1".into());
    schema.insert("title".to_owned(), "anbud-conformance/1".into());
    format!("{:#}\n", schema.as_value())
}
