//! The rule card: what a rule says of itself. One card serves RULEBOOK.md, the API, the explanations and the tests,
//! so that they cannot disagree. A missing part is a compile error.

use crate::rules::RuleId;
use values::law::LegalReference;
use values::text::Bilingual;

/// Everything published about one rule.
#[derive(Clone, Copy, Debug)]
pub struct RuleCard {
    /// Name and revision.
    pub id: RuleId,
    /// Title.
    pub title: Bilingual,
    /// The formula, in plain text with the symbols below.
    pub formula: &'static str,
    /// The symbols of the formula.
    pub symbols: &'static [Symbol],
    /// The quantities that the rule computes, by the names its trace steps bear.
    pub quantities: &'static [Quantity],
    /// Why a buyer uses it and why it is written so.
    pub why: Bilingual,
    /// Known troubles.
    pub limits: Bilingual,
    /// What it rounds.
    pub rounding: Bilingual,
    /// Whether another bid can change the order of two bids under this rule.
    pub rank_reversal: RankReversal,
    /// The law it rests on, for every profile.
    pub law: &'static [LegalReference],
    /// A worked example that the engine repeats.
    pub example: WorkedExample,
}

/// A quantity that a rule computes.
#[derive(Clone, Copy, Debug)]
pub struct Quantity {
    /// Its name in the trace.
    pub name: &'static str,
    /// What it is.
    pub title: Bilingual,
    /// How it stands in the formula.
    pub expression: &'static str,
}

impl Quantity {
    /// A quantity: name, Swedish title, English title, expression.
    #[must_use]
    pub const fn new(name: &'static str, sv: &'static str, en: &'static str, expression: &'static str) -> Self {
        Self { name, title: Bilingual { sv, en }, expression }
    }
}

/// One symbol of a formula.
#[derive(Clone, Copy, Debug)]
pub struct Symbol {
    /// How it is written.
    pub name: &'static str,
    /// What it is.
    pub meaning: Bilingual,
    /// Its unit.
    pub unit: &'static str,
}

impl Symbol {
    /// A symbol: how it is written, Swedish meaning, English meaning, unit.
    #[must_use]
    pub const fn new(name: &'static str, sv: &'static str, en: &'static str, unit: &'static str) -> Self {
        Self { name, meaning: Bilingual { sv, en }, unit }
    }
}

/// Whether adding or removing a bid can change the order of two other bids.
#[derive(Clone, Copy, Debug)]
pub enum RankReversal {
    /// It can, and this is how.
    Possible(Bilingual),
    /// It cannot, and this is why.
    Impossible(Bilingual),
}

impl RankReversal {
    /// The reason.
    #[must_use]
    pub const fn reason(&self) -> Bilingual {
        match self {
            Self::Possible(reason) | Self::Impossible(reason) => *reason,
        }
    }

    /// Whether it can happen.
    #[must_use]
    pub const fn is_possible(&self) -> bool {
        matches!(self, Self::Possible(_))
    }
}

/// A small complete model with bids, worked out by hand. The steps are what the engine must record for this rule.
#[derive(Clone, Copy, Debug)]
pub struct WorkedExample {
    /// Where it comes from, or that it was worked out here.
    pub source: Bilingual,
    /// The written working, line by line.
    pub working: &'static [&'static str],
    /// The model, as JSON.
    pub model: &'static str,
    /// The inputs, as JSON.
    pub inputs: &'static str,
    /// The rule's own steps in order.
    pub steps: &'static [ExampleStep],
}

/// One step of a worked example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExampleStep {
    /// The bid, or empty for steps that serve all bids.
    pub bid: &'static str,
    /// The quantity.
    pub name: &'static str,
    /// The operation.
    pub operation: &'static str,
    /// The exact value.
    pub value: &'static str,
    /// Its unit.
    pub unit: &'static str,
}
