//! Described levels.
//!
//! Card, parameters, reading, calculation and edge tests of one rule.

use crate::card::{ExampleStep, Quantity, RankReversal, RuleCard, Symbol, WorkedExample};
use crate::document::{self, Assessor, ModelDocument};
use crate::measures::{self, Measure};
use crate::model::criteria::{self, Weights};
use crate::reading::{Range, Reading, number};
use crate::rules::RuleId;
use crate::rules::stepped_table::number_of;
use crate::trace::unit::{self, Number};
use crate::trace::{Label, Ledger, Operation, Sink, Source, Term};
use values::law::{LOU, LegalReference, Profile};
use values::text::Bilingual;
use values::{Faults, Place};

/// The rule's name and revision.
pub const ID: RuleId = RuleId { name: "described_levels", revision: 1 };

/// What the rule says of itself.
pub const CARD: RuleCard = RuleCard {
    id: ID,
    title: Bilingual { sv: "Beskrivna nivåer", en: "Described levels" },
    formula: "n ∈ {0, …, N}\n\
              f = f_n",
    symbols: &[
        Symbol::new(
            "n",
            "den nivå som anbudet har fått: leverantörens uppgift, panelens gemensamma nivå eller vad ett mått ger ur planen",
            "level given to the bid: the supplier's statement, the panel's consensus or what a measure gives from the plan",
            "–",
        ),
        Symbol::new("N", "högsta publicerade nivån", "highest published level", "–"),
        Symbol::new("f_n", "publicerad faktor för nivå n", "published factor of level n", "0–1"),
        Symbol::new("f", "anbudets faktor i kriteriet", "factor of the bid in the criterion", "0–1"),
    ],
    quantities: &[
        Quantity::new("level", "nivå", "level", "n"),
        Quantity::new("factor", "nivåfaktor", "level factor", "f"),
    ],
    precisely: &[Bilingual {
        sv: "Nivåerna har nummer från 0 i den ordning de publiceras. n är ett av numren: leverantörens svar, \
             panelens gemensamma nivå (`level` i `panel_scores`, en för varje anbud och kriterium), eller den nivå som \
             ett mått ger ur planen. Enskilda bedömares nivåer (`individual`) räknas inte med.",
        en: "Levels are numbered from 0 in the order in which they are published. n is one of the numbers: the \
             supplier's answer, the panel's consensus level (`level` in `panel_scores`, one for each bid and \
             criterion), or the level that a measure gives from the plan. Levels of individual assessors \
             (`individual`) are not computed with.",
    }],
    why: Bilingual {
        sv: "Det som inte kan mätas kan ändå beskrivas, och regeln ger den nivå vars publicerade beskrivning anbudet \
             uppfyller. Nivån kommer från leverantörens egen uppgift, från utvärderingsgruppens samstämmiga bedömning \
             eller från bemanningsplanen, och modellen anger i förväg vilket som gäller. Saknas en nivå vägrar regeln \
             att räkna, eftersom en utebliven bedömning inte är en dålig bedömning.",
        en: "What cannot be measured can still be described, and the rule gives the level whose published \
             description the bid meets. The level comes from the supplier's own statement, from the panel's consensus \
             or from the staffing plan, and the model says in advance which one applies. If a level is missing the \
             rule refuses to calculate, because a missing assessment is not a poor assessment.",
    },
    limits: Bilingual {
        sv: "Beskrivningar lämnar utrymme för bedömning: enligt Upphandlingsmyndighetens frågeportal (2159271) finns \
             det ett visst utrymme för subjektivitet, men modellen får inte ge myndigheten fri prövningsrätt. Regeln \
             kan kontrollera att nivån finns i den publicerade skalan, men inte att gruppen har bedömt anbudet rätt. \
             Om texterna för två angränsande nivåer liknar varandra blir det svårt att förklara varför ett anbud \
             inte nådde den högre.",
        en: "Descriptions leave room for judgement: according to the question portal of the National Agency for \
             Public Procurement (2159271) there is some room for subjectivity, but the model may not leave the \
             authority free to judge as it likes. The rule can check that the level exists in the published scale, \
             but not that the panel judged the bid correctly. If the texts of two neighbouring levels resemble each \
             other, it becomes hard to explain why a bid did not reach the higher one.",
    },
    rounding: Bilingual {
        sv: "Nivån är ett av skalans steg och faktorn används som den är publicerad. Modellens avrundningssteg rör \
             varken nivåer eller faktorer.",
        en: "The level is one step of the scale and the factor is used as published. The rounding stages of a model \
             concern neither levels nor factors.",
    },
    rank_reversal: RankReversal::Impossible(Bilingual {
        sv: "Faktorn följer av den nivå som har getts till anbudet och av den publicerade skalan, inte av andra \
             anbuds nivåer. Skulle utvärderingsgruppen ändra en nivå är det en ny uppgift till regeln, och gruppen \
             ska bedöma varje anbud mot beskrivningarna och inte mot andra anbud.",
        en: "The factor follows from the level given to the bid and from the published scale, not from the levels of \
             other bids. If the panel were to change a level, that would be a new input to the rule, and the panel \
             is to judge every bid against the descriptions and not against other bids.",
    }),
    law: &[
        LegalReference {
            profiles: Profile::DIRECTIVE,
            statute: LOU,
            chapter: "16",
            section: "2",
            quotation: "Tilldelningskriterierna ska säkerställa en effektiv konkurrens och får inte ge den \
                        upphandlande myndigheten en obegränsad valfrihet.",
            meaning: Bilingual {
                sv: "Eftersom ett kriterium inte får ge myndigheten obegränsad valfrihet kan utvärderingsgruppen \
                     bara välja bland de publicerade nivåerna och är bunden av deras beskrivningar.",
                en: "Because a criterion may not give the authority unlimited freedom of choice, the panel can only \
                     choose among the published levels and is bound by their descriptions.",
            },
            read_on: "2026-11-23",
        },
        LegalReference {
            profiles: Profile::CHAPTER_19,
            statute: LOU,
            chapter: "19",
            section: "22",
            quotation: "Dokumentationen ska vara tillräcklig för att myndigheten ska kunna motivera sina beslut \
                        under upphandlingens samtliga skeden.",
            meaning: Bilingual {
                sv: "Utvärderingsgruppens skäl för den valda nivån behöver dokumenteras tillräckligt för att \
                     myndigheten ska kunna motivera det beslut som bygger på nivån.",
                en: "The panel's reasons for the chosen level need to be documented well enough for the authority to \
                     be able to justify the decision that rests on the level.",
            },
            read_on: "2026-11-23",
        },
    ],
    example: EXAMPLE,
};

const EXAMPLE: WorkedExample = WorkedExample {
    source: Bilingual { sv: "Räknat här, steg för steg.", en: "Worked out here, step by step." },
    working: &[
        "C1 is judged by the panel: level 3 of 0 to 4, factor 0.75",
        "B2 is stated in the bid: level 1, factor 0.4",
    ],
    model: r#"{
  "format": "anbud-model/1", "basis": "best_price_quality", "currency": "SEK", "tax_basis": "excluding",
  "requirements": [],
  "price": {"price_list@1": {"domain": "above_zero", "decimals": 2, "lines": [{"key": "P", "title": {"sv": "Pris"}, "unit": "unit", "quantity": "1"}]}},
  "criteria": [
    {"key": "B2", "title": {"sv": "Nattbemanning"}, "weight": "60", "scale": {"described_levels@1": {"assessed_by": "statement", "levels": [{"factor": "0", "text": {"sv": "Nivå 0"}}, {"factor": "0.4", "text": {"sv": "Nivå 1"}}, {"factor": "0.7", "text": {"sv": "Nivå 2"}}, {"factor": "1", "text": {"sv": "Nivå 3"}}]}}},
    {"key": "C1", "title": {"sv": "Resultatuppföljning"}, "weight": "40", "scale": {"described_levels@1": {"assessed_by": "panel", "levels": [{"factor": "0", "text": {"sv": "Nivå 0"}}, {"factor": "0.25", "text": {"sv": "Nivå 1"}}, {"factor": "0.5", "text": {"sv": "Nivå 2"}}, {"factor": "0.75", "text": {"sv": "Nivå 3"}}, {"factor": "1", "text": {"sv": "Nivå 4"}}]}}}
  ],
  "combination": {"added_value_deduction@1": {"maximum_deduction": "100"}}, "rounding": [], "tie_chain": ["draw"]
}"#,
    inputs: r#"{
  "format": "anbud-inputs/1",
  "bids": {
    "A": {"key": "A", "lot": "LOT-1", "prices": {"P": "500"}, "answers": {"B2": "1"}}
  },
  "examinations": {
    "A": {"bid": "A", "decided_at": "2026-01-15T09:00:00Z", "outcome": "admitted"}
  },
  "panel_scores": {"A": {"C1": {"bid": "A", "criterion": "C1", "level": 3}}}
}"#,
    steps: &[
        ExampleStep { bid: "A", name: "level", operation: "level_given", value: "1", unit: "level" },
        ExampleStep { bid: "A", name: "factor", operation: "pick", value: "0.4", unit: "number" },
        ExampleStep { bid: "A", name: "level", operation: "level_given", value: "3", unit: "level" },
        ExampleStep { bid: "A", name: "factor", operation: "pick", value: "0.75", unit: "number" },
    ],
};

const LEVEL: Label<unit::Level> = Label::new(&ID, "level");
const FACTOR: Label<Number> = Label::new(&ID, "factor");

/// Described levels that have been read.
#[derive(Clone, Debug)]
pub struct DescribedLevels {
    pub(crate) assessed_by: Assessor,
    pub(crate) measure: Option<Measure>,
    pub(crate) factors: Vec<Term<Number>>,
}

impl DescribedLevels {
    pub(crate) fn read(
        document: &document::DescribedLevels,
        model: &ModelDocument,
        place: &Place,
        weights: Weights,
        reading: &mut Reading,
    ) -> Self {
        let source = place.at("assessed_by").at("plan");
        let measure = match &document.assessed_by {
            Assessor::Plan(measure) => Some(measures::read(measure, model, &source, reading)),
            Assessor::Statement | Assessor::Panel => None,
        };
        if let Some(measure) = &measure {
            refuse_without_levels(measure, document.levels.len(), &source, reading);
        }
        let levels = document.levels.iter().map(|level| (level.factor.as_str(), &level.text));
        let factors = criteria::factors(levels, &place.at("levels"), weights, reading);
        Self { assessed_by: document.assessed_by.clone(), measure, factors }
    }

    /// A level that was stated in a bid.
    pub(crate) fn read_answer(&self, text: &str, place: &Place, faults: &mut Faults) -> Option<u32> {
        let level = number("bid.answer", text, place, 0, Range::ZeroOrAbove, faults)?;
        self.admit(level.to_u32(), place, faults)
    }

    /// A level that the panel gave.
    pub(crate) fn read_score(&self, level: u32, place: &Place, faults: &mut Faults) -> Option<u32> {
        self.admit(Some(level), place, faults)
    }

    fn admit(&self, level: Option<u32>, place: &Place, faults: &mut Faults) -> Option<u32> {
        let best = self.factors.len().saturating_sub(1);
        if let Some(level) = level.filter(|level| *level as usize <= best) {
            return Some(level);
        }
        faults.add(
            "bid.level_unknown",
            place,
            "this level has no published description",
            format!("use a level from 0 to {best}"),
        );
        None
    }

    /// The level given. Levels are checked when they are read or measured, so that each has its factor.
    #[inline]
    pub(crate) fn level<S: Sink>(&self, (level, source): (usize, Source), ledger: &mut Ledger<S>) -> (usize, Source) {
        (level, ledger.record(LEVEL, Operation::LevelGiven, [source], || number_of(level)))
    }

    /// Records the factor of a level. The published factors are listed.
    #[inline]
    pub(crate) fn record_factor<S: Sink>(
        &self,
        (level, source): (usize, Source),
        listed: S::List,
        ledger: &mut Ledger<S>,
    ) -> Source {
        ledger.record_with(FACTOR, Operation::Pick, ([source], listed), || self.factors[level].value.clone())
    }
}

/// A measure that is described in levels must give levels, and each that it can give is described.
fn refuse_without_levels(measure: &Measure, described: usize, place: &Place, reading: &mut Reading) {
    let (cause, hint) = match measure.levels() {
        Some(levels) if levels == described => return,
        Some(levels) => (
            format!("the measure gives levels 0 to {}, and {described} levels are described", levels.saturating_sub(1)),
            format!("describe {levels} levels, or let the measure ask for {} above 0", described.saturating_sub(1)),
        ),
        None => (
            "the measure gives a number, and no level".to_owned(),
            "publish a stepped table, which says from which number each level begins".to_owned(),
        ),
    };
    reading.faults.add("model.measure_without_level", place, cause, hint);
}

#[cfg(test)]
mod tests {
    use super::EXAMPLE;
    use crate::testing::{example, faults, values_of};

    #[test]
    fn the_lowest_and_the_best_level_count_and_none_beyond() {
        let panel = |level: &str| example(&EXAMPLE, &[], &[("\"level\": 3", &format!("\"level\": {level}"))]);
        assert_eq!(values_of(panel("0"), "A", "factor"), ["0.4", "0"]);
        assert_eq!(values_of(panel("4"), "A", "factor"), ["0.4", "1"]);
        assert_eq!(faults(panel("5")), [("bid.level_unknown", "/panel_scores/A/C1".to_owned())]);
        let stated = example(&EXAMPLE, &[], &[("\"B2\": \"1\"", "\"B2\": \"4\"")]);
        assert_eq!(faults(stated), [("bid.level_unknown", "/bids/A/answers/B2".to_owned())]);
    }

    #[test]
    fn half_a_level_is_refused() {
        let half = example(&EXAMPLE, &[], &[("\"B2\": \"1\"", "\"B2\": \"1.5\"")]);
        assert_eq!(faults(half), [("bid.answer", "/bids/A/answers/B2".to_owned())]);
    }

    #[test]
    fn a_supplier_cannot_state_what_the_panel_judges() {
        let stated = example(&EXAMPLE, &[], &[("\"B2\": \"1\"", "\"B2\": \"1\", \"C1\": \"4\"")]);
        assert_eq!(faults(stated), [("bid.answer_unasked", "/bids/A/answers/C1".to_owned())]);
    }

    #[test]
    fn a_level_the_panel_has_not_given_is_not_a_zero() {
        let missing = example(&EXAMPLE, &[("\"key\": \"C1\"", "\"key\": \"C9\"")], &[]);
        let at = |code, key: &str| (code, format!("/panel_scores/A/{key}"));
        assert_eq!(faults(missing), [at("bid.answer_missing", "C9"), at("bid.answer_unasked", "C1")]);
    }

    #[test]
    fn a_better_level_is_never_worth_less() {
        let turned = example(&EXAMPLE, &[("\"factor\": \"0.7\"", "\"factor\": \"0.3\"")], &[]);
        let place = "/criteria/0/scale/described_levels@1/levels/2/factor";
        assert_eq!(faults(turned), [("model.factor_order", place.to_owned())]);
    }
}
