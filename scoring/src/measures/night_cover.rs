//! Night cover.
//!
//! Card, parameters, reading, calculation and edge tests of one rule.

use super::Work;
use super::staff_per_shift::{Part, on_duty};
use super::work::position;
use crate::card::{ExampleStep, Quantity, RankReversal, RuleCard, Symbol, WorkedExample};
use crate::document::Duty;
use crate::plan::Plan;
use crate::rules::RuleId;
use crate::trace::unit::{Level, Measure, Number};
use crate::trace::{Detail, Operation, PlanPart, Sink, Term};
use values::Exact;
use values::law::{LOU, LegalReference, Profile};
use values::text::Bilingual;

/// The rule's name and revision.
pub const ID: RuleId = RuleId { name: "night_cover", revision: 1 };

/// What the rule says of itself.
pub const CARD: RuleCard = RuleCard {
    id: ID,
    title: Bilingual { sv: "Nattbemanning", en: "Night cover" },
    formula: "n = min_d min_{t ∈ N_d} n(t)\n\
              n(t) = max ({0} ∪ {j : w(t) ≥ W_j, s(t) ≥ S_j, b(t) ≥ B_j})",
    symbols: &[
        Symbol::new(
            "n",
            "den nivå som anbudet når, 0 är lägsta nivån",
            "level that the bid reaches, 0 is the lowest level",
            "–",
        ),
        Symbol::new(
            "n(t)",
            "den högsta nivå vars publicerade tal alla är uppfyllda under minut t",
            "highest level whose published numbers are all met in minute t",
            "–",
        ),
        Symbol::new("j", "nivå med publicerade tal", "level with published numbers", "–"),
        Symbol::new("d", "natt i normalveckan", "night of the normal week", "–"),
        Symbol::new("N_d", "den publicerade delen av natt d", "the published part of night d", "–"),
        Symbol::new("t", "minut av veckan", "minute of the week", "–"),
        Symbol::new(
            "w(t), s(t), b(t)",
            "antal i vaken tjänst, med sovande jour på plats och med bakjour inom publicerad inställelsetid under minut t",
            "number on waking duty, on sleeping duty on site and on back-up duty within the published response time in minute t",
            "personer / persons",
        ),
        Symbol::new(
            "W_j, S_j, B_j",
            "publicerat lägsta antal av varje slag för nivå j",
            "published least number of each kind for level j",
            "personer / persons",
        ),
    ],
    quantities: &[
        Quantity::new("night_level", "lägsta nivå under natten", "lowest level during the night", "min_{t ∈ N_d} n(t)"),
        Quantity::new("measured", "lägsta nivå under veckan", "lowest level during the week", "n"),
    ],
    precisely: &[
        Bilingual {
            sv: "Publicerade nivåer har nummer från 1 i den ordning de står, och högst betyder det högsta numret, \
                 också om en tidigare nivå kräver mer. En minut där ingen nivås tre tal alla nås har nivå 0. Ett \
                 tal som är noll nås alltid.",
            en: "Published levels are numbered from 1 in the order in which they stand, and highest means the \
                 highest number, even if an earlier level asks for more. A minute in which no level has all three \
                 numbers met has level 0. A number of zero is always met.",
        },
        Bilingual {
            sv: "Natten d är den del av dygnet som börjar dag d och kan gå in på nästa dag. Delar av dygnet och \
                 pass läses som i regeln för personal i en del av dygnet: utan den sista minuten, över midnatt, \
                 söndag före måndag, överlappande pass läggs samman.",
            en: "Night d is the part of the day that begins on day d and may go on into the next. Parts of the \
                 day and shifts are read as in the rule for staff in a part of the day: without the last minute, \
                 past midnight, Sunday before Monday, shifts that overlap are added.",
        },
        Bilingual {
            sv: "Ett pass med beredskap har en inställelsetid; saknas den räknas anbudsområdet inte. Beredskap \
                 räknas om tiden är högst den publicerade, `back_up_within_minutes`; på andra pass läses ingen \
                 inställelsetid. Ett pass med `sleeping` är sovande jour på plats.",
            en: "A shift of back-up duty has a response time; if it is missing the lot is not computed. Back-up \
                 counts if the time is at most the published one, `back_up_within_minutes`; on other shifts no \
                 response time is read. A shift of `sleeping` is sleeping duty on site.",
        },
    ],
    why: Bilingual {
        sv: "På natten är det den svagaste stunden som räknas, så regeln tar den lägsta nivå som gäller någon minut \
             under den publicerade delen av någon av veckans nätter, och inget genomsnitt. Vaken personal, sovande \
             jour på plats och bakjour räknas var för sig, och bakjour räknas bara med en inställelsetid som ryms i \
             den publicerade. Varje nivå är tre publicerade tal, så att leverantören kan läsa sin nivå ur sitt eget \
             schema innan anbudet lämnas.",
        en: "At night it is the weakest moment that counts, so the rule takes the lowest level that holds in any \
             minute of the published part of any night of the week, and no average. Waking staff, sleeping duty on \
             site and back-up duty are counted separately, and back-up counts only with a response time that keeps \
             within the published one. Every level is three published numbers, so that the supplier can read its \
             level from its own rota before it submits the bid.",
    },
    limits: Bilingual {
        sv: "En enda svagare natt, eller en kvart utan personal vid ett passbyte, avgör nivån för hela veckan. Det \
             ena slaget räknas inte som det andra: två vakna uppfyller inte i sig en nivå med en vaken och en \
             sovande jour, så köparen behöver ordna nivåerna så att den bättre bemanningen också är den högre nivån. \
             Regeln prövar inte om personalen är utbildad, om schemat följer arbetstidsreglerna eller om bakjouren \
             hinner fram, så schemat behöver följas upp mot arbetade nätter under avtalstiden. Att en nivå nås visar \
             inte att bemanningen är tillräcklig, vilket 6 kap. 5 § socialtjänstförordningen (2025:468) kräver av \
             ett skyddat boende vad modellen än ger poäng för.",
        en: "A single weaker night, or a quarter of an hour without staff at a change of shifts, decides the level \
             for the whole week. One kind does not count as the other: two awake do not in themselves meet a level \
             of one awake and one on sleeping duty, so the buyer needs to order the levels so that the better \
             staffing is also the higher level. The rule does not test whether the staff is trained, whether the \
             rota keeps to the rules on working hours or whether back-up gets there in time, so the rota needs to be \
             followed up against nights worked during the contract. Reaching a level does not show that the staffing \
             is sufficient, which chapter 6 section 5 of the Social Services Ordinance (2025:468) demands of \
             sheltered accommodation whatever the model gives points for.",
    },
    rounding: Bilingual {
        sv: "Regeln räknar hela personer och svarar med en nivå, så det finns inget tal att avrunda och inget steg \
             där något kapas.",
        en: "The rule counts whole persons and answers with a level, so there is no figure to round and no step in \
             which anything is cut.",
    },
    rank_reversal: RankReversal::Impossible(Bilingual {
        sv: "Nivån bestäms av den svagaste stunden i anbudets eget schema och av de tal som är publicerade för varje \
             nivå. Nattscheman i andra anbud läses inte, så ordningen mellan två anbud beror inte på vilka de är.",
        en: "The level is set by the weakest moment in the bid's own rota and by the numbers published for each \
             level. Night rotas of other bids are not read, so the order of two bids does not depend on which they \
             are.",
    }),
    law: &[
        LegalReference {
            profiles: Profile::DIRECTIVE,
            statute: LOU,
            chapter: "17",
            section: "2",
            quotation: "En upphandlande myndighet ska, om det är behövligt, kräva att leverantören ska fullgöra \
                        kontraktet enligt angivna villkor om lön, semester och arbetstid",
            meaning: Bilingual {
                sv: "Nattschemat måste gå att bemanna inom de villkor om arbetstid som myndigheten ska kräva när det \
                     är behövligt, och det prövas inte av regeln, som bara räknar hur många som är i tjänst.",
                en: "It must be possible to staff the night rota within the conditions on working hours that the \
                     authority must require where needed, and that is not tested by the rule, which only counts how \
                     many are on duty.",
            },
            read_on: "2026-11-23",
        },
        LegalReference {
            profiles: Profile::CHAPTER_19,
            statute: LOU,
            chapter: "19",
            section: "15",
            quotation: "En dialog får omfatta rättelser av fel samt förtydliganden och kompletteringar av anbudet \
                        eller andra handlingar som leverantören har lämnat in.",
            meaning: Bilingual {
                sv: "Är ett nattpass felskrivet kan det rättas i en dialog med myndigheten, men regeln gissar inte \
                     utan läser nivån ur schemat som det har lämnats.",
                en: "If a night shift is written wrongly it can be corrected in a dialogue with the authority, but \
                     the rule does not guess and reads the level from the rota as submitted.",
            },
            read_on: "2026-11-23",
        },
    ],
    example: EXAMPLE,
};

const EXAMPLE: WorkedExample = WorkedExample {
    source: Bilingual { sv: "Räknat här, steg för steg.", en: "Worked out here, step by step." },
    working: &[
        "One awake every night, and one asleep on site: level 2",
        "On Friday and Saturday two awake and nobody asleep: level 3 there",
        "The lowest over the week is level 2",
    ],
    model: r#"{
  "format": "anbud-model/1", "basis": "best_price_quality", "currency": "SEK", "tax_basis": "excluding",
  "requirements": [],
  "functions": [{"key": "care", "title": {"sv": "Vård"}}, {"key": "manager", "title": {"sv": "Föreståndare"}}],
  "methods": [{"key": "mi", "title": {"sv": "MI"}}, {"key": "tmo", "title": {"sv": "TMO"}}],
  "price": {"price_list@1": {"domain": "above_zero", "decimals": 2, "lines": [{"key": "P", "title": {"sv": "Pris"}, "unit": "unit", "quantity": "1"}]}},
  "criteria": [
    {"key": "Q", "title": {"sv": "Nattbemanning"}, "weight": "100", "scale": {"described_levels@1": {"assessed_by": {"plan": {"night_cover@1": {"part": {"from": "22:00", "to": "07:00"}, "back_up_within_minutes": 30, "levels": [{"waking": 1, "sleeping": 0, "back_up": 1}, {"waking": 1, "sleeping": 1, "back_up": 0}, {"waking": 2, "sleeping": 0, "back_up": 0}]}}}, "levels": [{"factor": "0", "text": {"sv": "Nivå 0"}}, {"factor": "0.4", "text": {"sv": "Nivå 1"}}, {"factor": "0.7", "text": {"sv": "Nivå 2"}}, {"factor": "1", "text": {"sv": "Nivå 3"}}]}}}
  ],
  "combination": {"added_value_deduction@1": {"maximum_deduction": "100"}}, "rounding": [], "tie_chain": ["draw"]
}"#,
    inputs: r#"{
  "format": "anbud-inputs/1",
  "bids": {"A": {"key": "A", "lot": "LOT-1", "unit": {"name": "Hemmet", "permit": "T-1", "places": 4}, "prices": {"P": "500"}, "plan": {
    "staff": [],
    "rota": [{"days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "from": "21:00", "to": "07:30", "duty": "waking", "staff": 1},
      {"days": ["sun", "mon", "tue", "wed", "thu"], "from": "22:00", "to": "07:00", "duty": "sleeping", "staff": 1},
      {"days": ["fri", "sat"], "from": "22:00", "to": "07:00", "duty": "waking", "staff": 1}],
    "supervision": [],
    "payroll": []}}},
  "examinations": {"A": {"bid": "A", "decided_at": "2026-01-15T09:00:00Z", "outcome": "admitted"}}
}"#,
    steps: &[
        ExampleStep { bid: "A", name: "night_level", operation: "level_covered", value: "2", unit: "level" },
        ExampleStep { bid: "A", name: "night_level", operation: "level_covered", value: "2", unit: "level" },
        ExampleStep { bid: "A", name: "night_level", operation: "level_covered", value: "2", unit: "level" },
        ExampleStep { bid: "A", name: "night_level", operation: "level_covered", value: "2", unit: "level" },
        ExampleStep { bid: "A", name: "night_level", operation: "level_covered", value: "3", unit: "level" },
        ExampleStep { bid: "A", name: "night_level", operation: "level_covered", value: "3", unit: "level" },
        ExampleStep { bid: "A", name: "night_level", operation: "level_covered", value: "2", unit: "level" },
        ExampleStep { bid: "A", name: "measured", operation: "minimum", value: "2", unit: "level" },
    ],
};

/// What the model publishes for it.
#[derive(Clone, Debug)]
pub(crate) struct NightCover {
    pub(crate) part: Part,
    pub(crate) back_up_within: Term<Number>,
    /// Waking, sleeping and back-up that each level above 0 asks for.
    pub(crate) levels: Vec<[Term<Number>; 3]>,
}

impl NightCover {
    /// The lowest level that holds at any minute of the part, on any night of the week.
    pub(crate) fn measure<S: Sink>(&self, work: &mut Work<'_, S>) -> Option<Term<Measure>> {
        let nights: Vec<Term<Level>> = (0..7).map(|day| self.on_night(work, day)).collect();
        work.ledger.minimum(work.label("measured"), &nights).map(Term::as_answer)
    }

    /// The lowest level that holds at any minute of one night.
    fn on_night<S: Sink>(&self, work: &mut Work<'_, S>, day: u32) -> Term<Level> {
        let span = self.part.on(day);
        let level = (span.from..span.to).map(|minute| self.at_minute(work.plan, minute)).min().unwrap_or(0);
        work.ledger.turn_to_detail(Some(Detail::Day(day)));
        let asked = self.levels.iter().flatten().map(|asked| asked.source);
        let operands = [self.part.source, work.source(PlanPart::Rota), self.back_up_within.source];
        let operands = operands.into_iter().chain(asked);
        let level = work.ledger.note(work.label("night_level"), Operation::LevelCovered, operands, level.into());
        work.ledger.turn_to_detail(None);
        level
    }

    /// The highest level whose numbers are all met at a minute of the week; 0 if none is.
    fn at_minute(&self, plan: &Plan, minute: u32) -> u32 {
        let within = self.back_up_within.value.to_u32();
        let kinds = [(Duty::Waking, None), (Duty::Sleeping, None), (Duty::BackUp, within)];
        let there = kinds.map(|(duty, within)| Exact::from(on_duty(&plan.shifts, duty, within, minute)));
        let met = |asked: &[Term<Number>; 3]| there.iter().zip(asked).all(|(there, least)| *there >= least.value);
        self.levels.iter().rposition(met).map_or(0, |index| position(index) + 1)
    }
}
