//! Stepped table.
//!
//! Card, parameters, reading and calculation of one rule; its worked example stands in `stepped_table/example.rs`,
//! its edge tests in `stepped_table/tests.rs`.

mod example;

use crate::card::{Quantity, RankReversal, RuleCard, Symbol};
use crate::document::{self, Assessor, ModelDocument};
use crate::measures::{self, Measure};
use crate::model::criteria::{self, Weights};
use crate::model::parameters::Parameters;
use crate::reading::{Range, Reading, number};
use crate::rules::RuleId;
use crate::trace::unit::{self, Number};
use crate::trace::{Label, Ledger, Operation, Sink, Source, Term};
use example::EXAMPLE;
use std::borrow::Cow;
use values::law::{LOU, LegalReference, Profile};
use values::money::MEASURE_SCALE;
use values::text::Bilingual;
use values::{Exact, Faults, Key, Place};

/// The rule's name and revision.
pub const ID: RuleId = RuleId { name: "stepped_table", revision: 1 };

/// What the rule says of itself.
pub const CARD: RuleCard = RuleCard {
    id: ID,
    title: Bilingual { sv: "Trappstegstabell", en: "Stepped table" },
    formula: "n = max ({0} ∪ {j : x ≥ B + g_j})\n\
              f = f_n",
    symbols: &[
        Symbol::new("x", "anbudets uppmätta svar", "measured answer of the bid", "måttenhet / unit of measure"),
        Symbol::new(
            "B",
            "publicerat värde för anbudsområdet som trösklarna utgår från, med de värden det i sin tur utgår från; noll \
             när trösklarna är fasta",
            "published parameter of the lot from which the thresholds are counted, with those that it is counted from \
             itself; zero when the thresholds are fixed",
            "måttenhet / unit of measure",
        ),
        Symbol::new("g_j", "tröskeln för nivå j", "threshold of level j", "måttenhet / unit of measure"),
        Symbol::new("j", "nivå med tröskel", "level with a threshold", "–"),
        Symbol::new(
            "n",
            "den nivå som anbudet når, 0 är lägsta nivån",
            "level that the bid reaches, 0 is the lowest level",
            "–",
        ),
        Symbol::new("f_n", "publicerad faktor för nivå n", "published factor of level n", "0–1"),
        Symbol::new("f", "anbudets faktor i kriteriet", "factor of the bid in the criterion", "0–1"),
    ],
    quantities: &[
        Quantity::new("base", "utgångsvärde för trösklarna", "parameter that the thresholds are counted from", "B"),
        Quantity::new("threshold", "tröskel", "threshold", "B + g_j"),
        Quantity::new("level", "nivå", "level", "n"),
        Quantity::new("factor", "nivåfaktor", "level factor", "f"),
    ],
    precisely: &[
        Bilingual {
            sv: "Nivåerna har nummer från 0 i den ordning de publiceras. Den första har ingen tröskel, och \
                 trösklarna stiger strängt, så n är antalet trösklar som x når.",
            en: "Levels are numbered from 0 in the order in which they are published. The first has no threshold, \
                 and thresholds rise strictly, so that n is the number of thresholds that x reaches.",
        },
        Bilingual {
            sv: "x är anbudets svar, eller det tal som måttet ger ur planen efter kapningen. Räknas x ur planen \
                 används aldrig det svar som leverantören själv har angett.",
            en: "x is the bid's answer, or the figure that the measure gives from the plan after the cut. Where x \
                 is measured from the plan, the answer that the supplier itself has stated is never used.",
        },
        Bilingual {
            sv: "B är värdet av den parameter som tabellen är ställd i förhållande till; är den själv ställd i \
                 förhållande till en annan läggs den andras värde till, och så vidare.",
            en: "B is the value of the parameter that the table is relative to; if that is itself relative to \
                 another, the other's value is added, and so on.",
        },
        Bilingual {
            sv: "Ett svar har högst tabellens antal decimaler, är noll eller mer och högst det publicerade maximum, \
                 som är fast och inte utgår från B; annars räknas anbudsområdet inte. g_j är `from`.",
            en: "An answer has at most the table's number of decimals, is zero or above and at most the published \
                 maximum, which is fixed and not counted from B; otherwise the lot is not computed. g_j is `from`.",
        },
    ],
    why: Bilingual {
        sv: "Ett uppmätt svar, till exempel årsarbetare per plats, ger den högsta nivå vars tröskel det når, och \
             varje nivå har en publicerad text och faktor. Gränsen hör till nivån ovanför: den som når tröskeln \
             exakt har nått nivån, så det är inte oklart vad ”minst” betyder. Trösklar får anges i förhållande till \
             ett publicerat värde för anbudsområdet, till exempel bemanningskravet plus 0,10, så att samma tabell \
             kan användas för områden med olika ska-krav.",
        en: "A measured answer, for example full-time equivalents per place, gives the highest level whose threshold \
             it meets, and every level has a published text and factor. The border belongs to the level above: \
             whoever meets the threshold exactly has reached the level, so it is not unclear what \"at least\" \
             means. Thresholds may be stated relative to a published parameter of the lot, for example the staffing \
             floor plus 0.10, so that the same table can be used for lots with different mandatory requirements.",
    },
    limits: Bilingual {
        sv: "Nära en tröskel kan en mycket liten skillnad i svaret ge ett helt steg, och mellan två trösklar ger ett \
             bättre svar ingen fördel. Tabellen ska inte användas för pris: enligt HFD 2022 ref. 41 är det inte \
             förenligt med upphandlingsregelverket att priset saknar inverkan på utvärderingen under en viss nivå. \
             Om avgörandet har betydelse även för intervaller i kvalitetskriterier är omdiskuterat (Per Werling och \
             Casper Tham i Inköpsrådet).",
        en: "Near a threshold a very small difference in the answer can give a whole step, and between two \
             thresholds a better answer gives no advantage. The table must not be used for price: according to HFD \
             2022 ref. 41 it is not compatible with procurement law that the price has no effect on the evaluation \
             below a certain level. Whether that ruling matters also for intervals in quality criteria is disputed \
             (Per Werling and Casper Tham in Inköpsrådet).",
    },
    rounding: Bilingual {
        sv: "Svaret, eller måttets tal efter den publicerade kapningen, jämförs med trösklarna som det är. Modellens \
             avrundningssteg rör varken svar, trösklar, nivåer eller faktorer.",
        en: "The answer, or the figure of the measure after the published cut, is compared with the thresholds as it \
             is. The rounding stages of a model concern neither answers, thresholds, levels nor factors.",
    },
    rank_reversal: RankReversal::Impossible(Bilingual {
        sv: "Nivån bestäms av anbudets eget svar och av trösklar som är publicerade och inte hämtas från anbuden. \
             Att ett annat anbud tillkommer eller faller bort ändrar därför varken nivån eller ordningen mellan två \
             anbud i kriteriet.",
        en: "The level is set by the bid's own answer and by thresholds that are published and not taken from the \
             bids. Another bid being added or removed therefore changes neither the level nor the order of two bids \
             in the criterion.",
    }),
    law: &[
        LegalReference {
            profiles: Profile::DIRECTIVE,
            statute: LOU,
            chapter: "16",
            section: "2",
            quotation: "De ska presenteras så att det utifrån leverantörens uppgifter går att kontrollera hur väl \
                        ett anbud uppfyller kriterierna.",
            meaning: Bilingual {
                sv: "Tabellen ska vara så tydlig att det utifrån leverantörens lämnade mätvärde går att kontrollera \
                     vilken nivå anbudet når.",
                en: "The table must be so clear that, from the measured value the supplier has given, it can be \
                     checked which level the bid reaches.",
            },
            read_on: "2026-11-23",
        },
        LegalReference {
            profiles: Profile::CHAPTER_19,
            statute: LOU,
            chapter: "19",
            section: "2",
            quotation: "En upphandlande myndighet ska behandla leverantörer på ett likvärdigt och \
                        icke-diskriminerande sätt samt genomföra upphandlingar på ett öppet sätt.",
            meaning: Bilingual {
                sv: "Två leverantörer som lämnar samma svar i samma anbudsområde ska få samma nivå, även när svaret \
                     ligger exakt på en tröskel.",
                en: "Two suppliers that give the same answer in the same lot must get the same level, even when the \
                     answer lies exactly on a threshold.",
            },
            read_on: "2026-11-23",
        },
    ],
    example: EXAMPLE,
};

const BASE: Label<unit::Measure> = Label::new(&ID, "base");
const THRESHOLD: Label<unit::Measure> = Label::new(&ID, "threshold");
const LEVEL: Label<unit::Level> = Label::new(&ID, "level");
const FACTOR: Label<Number> = Label::new(&ID, "factor");

/// A stepped table that has been read.
#[derive(Clone, Debug)]
pub struct SteppedTable {
    pub(crate) unit: Key,
    pub(crate) measure: Option<Measure>,
    decimals: u32,
    /// The values that make up what the thresholds are counted from; none when they are fixed.
    base: Vec<Term<unit::Measure>>,
    /// The highest possible answer.
    maximum: Option<Exact>,
    /// Thresholds of levels 1 and up, as published.
    thresholds: Vec<Term<unit::Measure>>,
    /// The same in millionths.
    borders: Vec<i128>,
    pub(crate) factors: Vec<Term<Number>>,
}

impl SteppedTable {
    pub(crate) fn read(
        document: &document::SteppedTable,
        (model, parameters): (&ModelDocument, &Parameters<'_>),
        place: &Place,
        weights: Weights,
        reading: &mut Reading,
    ) -> Self {
        let measure = read_source(&document.assessed_by, model, &place.at("assessed_by"), reading);
        if document.decimals > MEASURE_SCALE {
            reading.faults.add(
                "model.answer_decimals",
                &place.at("decimals"),
                format!("answers with {} decimals are finer than the 6 that measures are kept with", document.decimals),
                "write 0 to 6",
            );
        }
        let base = match &document.relative_to {
            Some(key) => parameters.resolve(key, &document.unit, place, reading),
            None => Some(Vec::new()),
        };
        let maximum = document.maximum.as_ref().and_then(|text| {
            let place = place.at("maximum");
            number("model.number", text, &place, document.decimals, Range::AboveZero, &mut reading.faults)
        });
        let levels = place.at("levels");
        // A base that could not be read is a fault already; nothing is said of what follows from it.
        let limit = maximum.as_ref().zip(base.as_deref());
        let thresholds = read_thresholds(&document.levels, limit, &levels, reading);
        let steps = document.levels.iter().map(|step| (step.factor.as_str(), &step.text));
        let factors = criteria::factors(steps, &levels, weights, reading);
        let base = base.unwrap_or_default();
        let unit = document.unit.clone();
        let borders = borders(&thresholds);
        Self { unit, measure, decimals: document.decimals, base, maximum, thresholds, borders, factors }
    }

    /// A bid's answer in millionths, as finely as the model admits.
    pub(crate) fn read_answer(&self, text: &str, place: &Place, faults: &mut Faults) -> Option<i64> {
        let answer = number("bid.answer", text, place, self.decimals, Range::ZeroOrAbove, faults)?;
        match &self.maximum {
            Some(maximum) if answer > *maximum => {
                faults.add(
                    "bid.answer_above_maximum",
                    place,
                    format!("{answer} {} is above {maximum}, the highest possible answer", self.unit),
                    format!("write an answer of at most {maximum}"),
                );
                None
            }
            // Numbers that this system keeps have at most so many decimals, and fit.
            _ => answer.to_scaled_i64(MEASURE_SCALE),
        }
    }

    /// The thresholds as they apply: the published ones, or the parameter with each of them added. A parameter that
    /// is counted from others is added up first.
    pub(crate) fn prepare<S: Sink>(&self, ledger: &mut Ledger<S>) -> Thresholds<'_, S> {
        let base = match self.base.as_slice() {
            [] => {
                let listed = ledger.list(self.thresholds.iter().map(|threshold| threshold.source));
                return Thresholds { borders: Cow::Borrowed(&self.borders), listed };
            }
            [own] => own.clone(),
            chain => ledger.sum(BASE, chain),
        };
        let mut add = |above| ledger.sum(THRESHOLD, [&base, above]);
        let thresholds: Vec<Term<unit::Measure>> = self.thresholds.iter().map(&mut add).collect();
        let listed = ledger.list(thresholds.iter().map(|threshold| threshold.source));
        Thresholds { borders: Cow::Owned(borders(&thresholds)), listed }
    }

    /// The level that an answer in millionths reaches: how many of the thresholds, which rise.
    #[inline]
    pub(crate) fn level<S: Sink>(
        &self,
        (answer, source): (i128, Source),
        thresholds: &Thresholds<'_, S>,
        ledger: &mut Ledger<S>,
    ) -> (usize, Source) {
        let reached = thresholds.borders.partition_point(|border| answer >= *border);
        let value = || number_of(reached);
        (reached, ledger.record_with(LEVEL, Operation::LevelReached, ([source], thresholds.listed), value))
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

/// The thresholds of a table as they apply to every bid.
pub(crate) struct Thresholds<'a, S: Sink> {
    /// In millionths.
    borders: Cow<'a, [i128]>,
    listed: S::List,
}

impl<S: Sink> Thresholds<'_, S> {
    /// Where there is no table there are none.
    pub(crate) fn none() -> Self {
        Self { borders: Cow::Borrowed(&[]), listed: S::no_list() }
    }
}

/// Thresholds in millionths. None is finer, and sums of numbers below 10^13 fit.
fn borders(thresholds: &[Term<unit::Measure>]) -> Vec<i128> {
    thresholds.iter().map(|threshold| threshold.value.to_scaled(MEASURE_SCALE).unwrap_or(i128::MAX)).collect()
}

/// A level as a number. There are never more levels than a document has bytes.
pub(super) fn number_of(level: usize) -> Exact {
    Exact::from(u32::try_from(level).unwrap_or(u32::MAX))
}

/// A number is stated or measured; a panel judges levels, not numbers.
fn read_source(assessor: &Assessor, model: &ModelDocument, place: &Place, reading: &mut Reading) -> Option<Measure> {
    match assessor {
        Assessor::Statement => None,
        Assessor::Plan(measure) => Some(measures::read(measure, model, &place.at("plan"), reading)),
        Assessor::Panel => {
            reading.faults.add(
                "model.criterion_unanswerable",
                place,
                "the panel gives levels, but this table asks for a number, so that nobody can answer it",
                "let the supplier state it or the plan measure it, or publish described levels",
            );
            None
        }
    }
}

/// Every level but the first says from where it begins, and they rise: no gap, no overlap.
fn read_thresholds(
    levels: &[document::Step],
    limit: Option<(&Exact, &[Term<unit::Measure>])>,
    place: &Place,
    reading: &mut Reading,
) -> Vec<Term<unit::Measure>> {
    let mut thresholds: Vec<Term<unit::Measure>> = Vec::new();
    for (index, level) in levels.iter().enumerate() {
        let place = place.at(index);
        match (&level.from, index) {
            (None, 0) => {}
            (Some(_), 0) => reading.faults.add(
                "model.first_level_from",
                &place.at("from"),
                "the first level begins at a threshold, so that answers below it have no level",
                "leave `from` out of the first level: it is for every answer below the second",
            ),
            (None, _) => reading.faults.add(
                "model.level_from_missing",
                &place,
                "this level does not say from which answer it begins: a gap in the table",
                "write the lowest answer that reaches it as `from`",
            ),
            (Some(from), _) => {
                let term = reading.number(from, &place.at("from"), MEASURE_SCALE, Range::ZeroOrAbove);
                if let Some(before) = thresholds.last().filter(|before| term.value <= before.value) {
                    reading.faults.add(
                        "model.level_overlap",
                        &place.at("from"),
                        format!("this level begins at {}, and the one before it at {}", term.value, before.value),
                        format!("let the levels begin at rising answers: write one above {}", before.value),
                    );
                }
                if let Some((maximum, base)) = limit {
                    refuse_above(maximum, base, &term.value, &place.at("from"), reading);
                }
                thresholds.push(term);
            }
        }
    }
    thresholds
}

/// No bid could reach a level that begins above the highest possible answer.
fn refuse_above(maximum: &Exact, base: &[Term<unit::Measure>], from: &Exact, place: &Place, reading: &mut Reading) {
    let threshold: Exact = base.iter().map(|term| term.value.clone()).chain([from.clone()]).sum();
    if threshold > *maximum {
        let cause = format!("this level begins at {threshold}, above {maximum}, the highest possible answer");
        let hint =
            format!("lower the threshold to {maximum} at most, or raise `maximum` if higher answers are possible");
        reading.faults.add("model.threshold_above_maximum", place, cause, hint);
    }
}

#[cfg(test)]
mod tests;
