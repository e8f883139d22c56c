//! Full-time equivalents per place (staff-to-place ratio).
//!
//! Card, parameters, reading, calculation and edge tests of one rule.

use super::work::Sleeping;
use super::{Cut, Words, Work};
use crate::card::{ExampleStep, Quantity, RankReversal, RuleCard, Symbol, WorkedExample};
use crate::rules::RuleId;
use crate::trace::unit::{Hours, Measure, Number};
use crate::trace::{PlanPart, Sink, Term};
use values::law::{LOU, LegalReference, Profile};
use values::text::Bilingual;

/// The rule's name and revision.
pub const ID: RuleId = RuleId { name: "fte_per_place", revision: 1 };

/// What the rule says of itself.
pub const CARD: RuleCard = RuleCard {
    id: ID,
    title: Bilingual {
        sv: "Årsarbetare per plats (personaltäthet)",
        en: "Full-time equivalents per place (staff-to-place ratio)",
    },
    formula: "B = Σ_i (w_i + u × s_i) / (T × L)",
    symbols: &[
        Symbol::new(
            "B",
            "årsarbetare per plats enligt tillståndet",
            "full-time equivalents per licensed place",
            "årsarbetare per plats / FTE per place",
        ),
        Symbol::new(
            "i",
            "rad i bemanningsplanen med en funktion som ingår enligt modellen",
            "line of the staffing plan with a function that the model includes",
            "–",
        ),
        Symbol::new(
            "w_i",
            "schemalagda timmar per månad i vaken tjänst på rad i",
            "scheduled hours a month on waking duty on line i",
            "timmar / hours",
        ),
        Symbol::new(
            "s_i",
            "schemalagda timmar per månad med sovande jour på rad i",
            "scheduled hours a month on sleeping duty on line i",
            "timmar / hours",
        ),
        Symbol::new(
            "u",
            "1 om modellen räknar sovande jour, annars 0",
            "1 if the model counts sleeping duty, otherwise 0",
            "0 / 1",
        ),
        Symbol::new(
            "T",
            "publicerat antal timmar i en heltidsmånad",
            "published number of hours in a full-time month",
            "timmar / hours",
        ),
        Symbol::new("L", "antal platser enligt tillståndet", "number of licensed places", "platser / places"),
    ],
    quantities: &[
        Quantity::new("included", "om radens funktion ingår", "whether the line's function is included", "i ∈ I"),
        Quantity::new(
            "line_hours",
            "radens timmar med sovande jour",
            "hours of the line with sleeping duty",
            "w_i + s_i",
        ),
        Quantity::new(
            "total_hours",
            "timmar i funktioner som ingår",
            "hours in included functions",
            "Σ_i (w_i + u × s_i)",
        ),
        Quantity::new("full_time_equivalents", "årsarbetare", "full-time equivalents", "Σ_i (w_i + u × s_i) / T"),
        Quantity::new(
            "per_place",
            "årsarbetare per plats före kapning",
            "full-time equivalents per place before the cut",
            "B",
        ),
        Quantity::new(
            "measured",
            "årsarbetare per plats efter kapning",
            "full-time equivalents per place after the cut",
            "B, cut",
        ),
    ],
    precisely: &[Bilingual {
        sv: "Σ_i går över raderna med en funktion som ingår; en rads sysselsättningsgrad läses inte. T är \
                 `hours_per_full_time_month`; `hours_per_full_time_year` är tolv gånger det och räknas inte med. \
                 L är platserna på anbudets enhet, minst en; annars räknas anbudsområdet inte.",
        en: "Σ_i runs over the lines with a function that is included; the share of a full-time post on a \
                 line is not read. T is `hours_per_full_time_month`; `hours_per_full_time_year` is twelve times \
                 that and not computed with. L is the places of the bid's unit, at least one; otherwise the lot \
                 is not computed.",
    }],
    why: Bilingual {
        sv: "Personaltäthet säger något först när täljare och nämnare är bestämda, och därför anger modellen vilka \
             funktioner som ingår, om sovande jour räknas och hur många timmar en heltidsmånad har. Nämnaren är \
             platserna enligt tillståndet och inte de belagda, så att tillfälligt tomma platser inte får bemanningen \
             att se tätare ut. För ett hem för vård eller boende som drivs med tillstånd ska beviset enligt 15 kap. \
             6 § socialtjänstförordningen (2025:468) ange det högsta antal personer som samtidigt får vårdas där, så \
             nämnaren går att kontrollera. Regeln räknar på planens timmar; ett annat tal i anbudet blir en \
             iakttagelse vid prövningen och ändrar inte resultatet.",
        en: "A staff ratio says something only when numerator and denominator are fixed, so the model states which \
             functions are included, whether sleeping duty counts and how many hours a full-time month has. The \
             denominator is the licensed places and not the occupied ones, so that temporarily empty places do not \
             make the staffing look denser. For a residential care home run under a licence the certificate must, \
             under chapter 15 section 6 of the Social Services Ordinance (2025:468), state the highest number of \
             persons who may be cared for there at the same time, so the denominator can be checked. The rule counts \
             the hours of the plan; another figure in the bid becomes a finding in the examination and does not \
             change the result.",
    },
    limits: Bilingual {
        sv: "Planerade timmar är ännu inte arbetade timmar: vakanser och sjukfrånvaro syns inte, så personaltätheten \
             behöver vara ett avtalsvillkor som följs upp mot arbetade scheman och löneuppgifter. Talet är ett \
             genomsnitt över månaden och visar inte om personalen finns på plats när den behövs, vilket mäts av \
             reglerna för personal under en del av dygnet och nattbemanning. Räknas sovande jour höjer den talet \
             utan att fler är vakna, och ju kortare heltidsmånad som publiceras, desto högre blir talet. I en liten \
             enhet går det i hela tjänster: med fem platser är en årsarbetare 0,20 per plats.",
        en: "Planned hours are not yet hours worked: vacancies and sick leave do not show, so the staff ratio needs \
             to be a contract condition that is followed up against worked rotas and payroll data. The figure is an \
             average over the month and does not show whether staff is there when needed, which is measured by the \
             rules for staff in a part of the day and for night cover. If sleeping duty counts it raises the figure \
             without more people being awake, and the shorter the published full-time month, the higher the figure. \
             In a small unit it moves by whole posts: with five places one full-time equivalent is 0.20 per place.",
    },
    rounding: Bilingual {
        sv: "Timmarna delas med heltidsmånaden och platserna i exakta bråk, och först årsarbetare per plats kapas, i \
             ett steg för sig, mot noll vid det publicerade antalet decimaler.",
        en: "The hours are divided by the full-time month and the places in exact fractions, and only the full-time \
             equivalents per place are cut, in a step by itself, toward zero at the published number of decimals.",
    },
    rank_reversal: RankReversal::Impossible(Bilingual {
        sv: "Timmarna och platserna är anbudets egna, och heltidsmånadens längd är publicerad och lika för alla. \
             Personaltätheten jämförs inte med det tätast bemannade anbudet, så två anbud behåller sin ordning även \
             om det högsta eller lägsta talet stryks.",
        en: "The hours and the places are the bid's own, and the length of the full-time month is published and the \
             same for all. The staff ratio is not compared with the most densely staffed bid, so two bids keep their \
             order even if the highest or the lowest figure is struck out.",
    }),
    law: &[
        LegalReference {
            profiles: Profile::DIRECTIVE,
            statute: LOU,
            chapter: "16",
            section: "7",
            quotation: "Om ett anbud förefaller vara onormalt lågt, ska den upphandlande myndigheten begära att \
                        leverantören förklarar det låga priset eller kostnaden.",
            meaning: Bilingual {
                sv: "Om priset inte ser ut att räcka till lönerna för de årsarbetare som planen visar kan anbudet \
                     förefalla onormalt lågt, och då ska myndigheten begära en förklaring, medan regeln låter talet \
                     stå.",
                en: "If the price does not seem to carry the wages of the full-time equivalents that the plan shows, \
                     the bid may appear abnormally low, and then the authority must ask for an explanation, while \
                     the rule lets the figure stand.",
            },
            read_on: "2026-11-23",
        },
        LegalReference {
            profiles: Profile::CHAPTER_19,
            statute: LOU,
            chapter: "19",
            section: "9",
            quotation: "vilka kommersiella villkor och andra särskilda villkor som ska gälla vid fullgörande av \
                        kontraktet",
            meaning: Bilingual {
                sv: "Ska den erbjudna personaltätheten gälla under avtalstiden behöver upphandlingsdokumenten ange \
                     det som ett villkor för fullgörandet, eftersom regeln i sig bara räknar vid utvärderingen.",
                en: "If the offered staff ratio is to hold during the contract, the procurement documents need to \
                     state it as a condition of performance, because the rule in itself only counts in the \
                     evaluation.",
            },
            read_on: "2026-11-23",
        },
    ],
    example: EXAMPLE,
};

const EXAMPLE: WorkedExample = WorkedExample {
    source: Bilingual { sv: "Räknat här, steg för steg.", en: "Worked out here, step by step." },
    working: &[
        "Care lines: P1 100 and P2 60 waking hours; sleeping duty does not count; management is left out",
        "Full-time equivalents: 160 / 160 = 1; 4 places: B = 1 / 4 = 0.25",
        "Cut toward zero at 1 decimal: 0.2",
    ],
    model: r#"{
  "format": "anbud-model/1", "basis": "best_price_quality", "currency": "SEK", "tax_basis": "excluding",
  "requirements": [],
  "functions": [{"key": "care", "title": {"sv": "Vård"}}, {"key": "manager", "title": {"sv": "Föreståndare"}}],
  "methods": [{"key": "mi", "title": {"sv": "MI"}}, {"key": "tmo", "title": {"sv": "TMO"}}],
  "price": {"price_list@1": {"domain": "above_zero", "decimals": 2, "lines": [{"key": "P", "title": {"sv": "Pris"}, "unit": "unit", "quantity": "1"}]}},
  "criteria": [
    {"key": "Q", "title": {"sv": "Personal"}, "weight": "100", "scale": {"stepped_table@1": {"assessed_by": {"plan": {"fte_per_place@1": {"functions": ["care"], "sleeping_duty": "not_counted", "hours_per_full_time_year": "1920", "hours_per_full_time_month": "160", "cut": {"decimals": 1, "mode": "toward_zero"}}}}, "unit": "fte_per_place", "decimals": 1, "levels": [{"factor": "0", "text": {"sv": "Nivå 0"}}, {"from": "0.2", "factor": "0.5", "text": {"sv": "Nivå 1"}}, {"from": "0.3", "factor": "1", "text": {"sv": "Nivå 2"}}]}}}
  ],
  "combination": {"added_value_deduction@1": {"maximum_deduction": "100"}}, "rounding": [], "tie_chain": ["draw"]
}"#,
    inputs: r#"{
  "format": "anbud-inputs/1",
  "bids": {"A": {"key": "A", "lot": "LOT-1", "unit": {"name": "Hemmet", "permit": "T-1", "places": 4}, "prices": {"P": "500"}, "plan": {
    "staff": [{"person": "P1", "function": "care", "degree": "bachelor", "credits": 180, "years_with_target_group": "6", "employment": "permanent", "share": "1", "waking_hours": "100", "sleeping_hours": "20"},
      {"person": "P2", "function": "care", "degree": "post_secondary", "credits": 120, "years_with_target_group": "1", "employment": "permanent", "share": "1", "waking_hours": "60", "sleeping_hours": "0"},
      {"person": "P1", "function": "manager", "degree": "bachelor", "credits": 180, "years_with_target_group": "6", "employment": "permanent", "share": "1", "waking_hours": "40", "sleeping_hours": "0"},
      {"person": "P3", "function": "manager", "degree": "bachelor", "credits": 240, "years_with_target_group": "9", "employment": "permanent", "share": "1", "waking_hours": "160", "sleeping_hours": "0"}],
    "rota": [],
    "supervision": [],
    "payroll": []}}},
  "examinations": {"A": {"bid": "A", "decided_at": "2026-01-15T09:00:00Z", "outcome": "admitted"}}
}"#,
    steps: &[
        ExampleStep { bid: "A", name: "included", operation: "includes", value: "1", unit: "yes_no" },
        ExampleStep { bid: "A", name: "included", operation: "includes", value: "1", unit: "yes_no" },
        ExampleStep { bid: "A", name: "included", operation: "includes", value: "0", unit: "yes_no" },
        ExampleStep { bid: "A", name: "included", operation: "includes", value: "0", unit: "yes_no" },
        ExampleStep { bid: "A", name: "total_hours", operation: "sum_of", value: "160", unit: "hours" },
        ExampleStep { bid: "A", name: "full_time_equivalents", operation: "divide", value: "1", unit: "number" },
        ExampleStep { bid: "A", name: "per_place", operation: "divide", value: "0.25", unit: "number" },
        ExampleStep { bid: "A", name: "measured", operation: "round", value: "0.2", unit: "fte_per_place" },
    ],
};

/// What the model publishes for it.
#[derive(Clone, Debug)]
pub(crate) struct FtePerPlace {
    pub(crate) functions: Words,
    pub(crate) sleeping: Sleeping,
    pub(crate) hours_per_month: Term<Hours>,
    pub(crate) cut: Cut,
}

impl FtePerPlace {
    /// Full-time equivalents in the included functions per licensed place.
    pub(crate) fn measure<S: Sink>(&self, work: &mut Work<'_, S>) -> Option<Term<Measure>> {
        let included = work.included(&self.functions);
        let hours: Vec<Term<Hours>> =
            (0..work.plan.lines.len()).map(|index| work.hours(index, self.sleeping)).collect();
        let pairs = included.iter().zip(&hours);
        let total = work.sum_of("total_hours", pairs);
        let label = work.label("full_time_equivalents");
        let staff = work.ledger.divide(label, &total, &self.hours_per_month)?;
        let places: Term<Number> = Term::new(work.plan.places?.into(), work.source(PlanPart::Places));
        let each = work.ledger.divide(work.label("per_place"), &staff, &places)?;
        Some(work.cut(each, self.cut))
    }
}
