//! The lists that can be asked for: one for each noun, with the order that it has when none is asked for.

use super::noun::*;

/// A list of all visible things of a noun.
pub struct List {
    /// Its name in the API.
    pub name: &'static str,
    /// What it holds.
    pub noun: &'static Noun,
    /// The fields that it is ordered by when nothing else is asked for; the row id ends every order.
    pub order: &'static [&'static str],
}

const fn list(name: &'static str, noun: &'static Noun, order: &'static [&'static str]) -> List {
    List { name, noun, order }
}

/// All lists.
pub static LISTS: [List; NOUNS.len()] = [
    list("procurements", &PROCUREMENT, &["key"]),
    list("classifications", &CLASSIFICATION, &["code"]),
    list("lots", &LOT, &["key"]),
    list("requirements", &REQUIREMENT, &["key"]),
    list("criteria", &CRITERION, &["key"]),
    list("criterionLevels", &CRITERION_LEVEL, &[]),
    list("publishedWords", &PUBLISHED_WORD, &["key"]),
    list("measures", &MEASURE, &[]),
    list("measureWords", &MEASURE_WORD, &[]),
    list("nightLevels", &NIGHT_LEVEL, &[]),
    list("priceLines", &PRICE_LINE, &["key"]),
    list("organisations", &ORGANISATION, &["name"]),
    list("mandates", &MANDATE, &[]),
    list("mandateActs", &MANDATE_ACT, &[]),
    list("mandateVolumes", &MANDATE_VOLUME, &[]),
    list("suppliers", &SUPPLIER, &["name"]),
    list("bids", &BID, &["key"]),
    list("bidPrices", &BID_PRICE, &[]),
    list("bidProperties", &BID_PROPERTY, &[]),
    list("bidAnswers", &BID_ANSWER, &[]),
    list("staffingPlans", &STAFFING_PLAN, &[]),
    list("roleLines", &ROLE_LINE, &["person"]),
    list("trainings", &TRAINING, &[]),
    list("shifts", &SHIFT, &[]),
    list("supervisionGroups", &SUPERVISION_GROUP, &[]),
    list("supervisionParticipants", &SUPERVISION_PARTICIPANT, &[]),
    list("payrollMonths", &PAYROLL_MONTH, &["month"]),
    list("examinations", &EXAMINATION, &[]),
    list("panelScores", &PANEL_SCORE, &[]),
    list("individualScores", &INDIVIDUAL_SCORE, &[]),
    list("draws", &DRAW, &[]),
    list("drawnBids", &DRAWN_BID, &[]),
    list("evaluations", &EVALUATION, &[]),
    list("placements", &PLACEMENT, &[]),
    list("scores", &SCORE, &[]),
    list("findings", &FINDING, &[]),
    list("traceSteps", &TRACE_STEP, &[]),
    list("traceReferences", &TRACE_REFERENCE, &[]),
];

impl List {
    /// The list with this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        LISTS.iter().find(|list| list.name == name)
    }
}

impl Noun {
    /// The type name of a page of its things.
    pub fn connection(&self) -> String {
        format!("{}Connection", self.name)
    }

    /// The type name of a thing on a page, with its place.
    pub fn edge(&self) -> String {
        format!("{}Edge", self.name)
    }
}
