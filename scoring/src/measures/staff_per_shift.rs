//! Staff on duty in a part of the day.
//!
//! Card, parameters, reading, calculation and edge tests of one rule.

use super::{Cut, Work};
use crate::card::{ExampleStep, Quantity, RankReversal, RuleCard, Symbol, WorkedExample};
use crate::document::Duty;
use crate::plan::{Minutes, Shift, part_of_day};
use crate::rules::RuleId;
use crate::trace::unit::{Measure, Number};
use crate::trace::{Operation, PlanPart, Sink, Source, Term};
use values::Exact;
use values::law::{LOU, LegalReference, Profile};
use values::text::Bilingual;

/// The rule's name and revision.
pub const ID: RuleId = RuleId { name: "staff_per_shift", revision: 1 };

/// What the rule says of itself.
pub const CARD: RuleCard = RuleCard {
    id: ID,
    title: Bilingual { sv: "Personal i tjänst under en del av dygnet", en: "Staff on duty in a part of the day" },
    formula: "A = Σ_s (n_s × o_s) / (7 × Z)",
    symbols: &[
        Symbol::new(
            "A",
            "genomsnittligt antal i tjänst under den publicerade delen av dygnet",
            "average number on duty in the published part of the day",
            "personer / persons",
        ),
        Symbol::new(
            "s",
            "pass i normalveckan av det slag av tjänstgöring som modellen räknar, en gång för varje dag det börjar",
            "shift of the normal week of the kind of duty that the model counts, once for each day it begins",
            "–",
        ),
        Symbol::new("n_s", "antal personer på pass s", "number of persons on shift s", "personer / persons"),
        Symbol::new(
            "o_s",
            "minuter av pass s som faller inom den publicerade delen av dygnet",
            "minutes of shift s that fall within the published part of the day",
            "minuter / minutes",
        ),
        Symbol::new(
            "Z",
            "längden på den publicerade delen av dygnet",
            "length of the published part of the day",
            "minuter / minutes",
        ),
    ],
    quantities: &[
        Quantity::new(
            "part_minutes",
            "minuter av den publicerade delen under en vecka",
            "minutes of the published part over a week",
            "7 × Z",
        ),
        Quantity::new("staff_minutes", "personminuter i tjänst", "staff-minutes on duty", "Σ_s (n_s × o_s)"),
        Quantity::new("average", "genomsnitt före kapning", "average before the cut", "A"),
        Quantity::new("measured", "genomsnitt efter kapning", "average after the cut", "A, cut"),
    ],
    precisely: &[
        Bilingual {
            sv: "En del av dygnet, och ett pass, går från och med den första minuten fram till men inte med den \
                 sista. Slutar den när den börjar eller tidigare på dygnet slutar den nästa dag; efter söndag \
                 kommer måndag.",
            en: "A part of the day, and a shift, runs from its first minute up to and without its last. One that \
                 ends at or before the time it begins ends on the next day; Sunday is followed by Monday.",
        },
        Bilingual {
            sv: "Schemat är en vecka som upprepas. Ett pass har sitt antal personer på var och en av de dagar det \
                 börjar; pass som överlappar eller är lika läggs samman, och ett schema utan pass ger noll. För varje \
                 dag i veckan räknas delen av dygnet som börjar den dagen, alltså sju delar.",
            en: "The rota is one week that repeats. A shift has its number of persons on each of the days on which \
                 it begins; shifts that overlap or are alike are added, and a rota without shifts gives zero. For each \
                 day of the week the part of the day that begins on it is counted, seven parts in all.",
        },
        Bilingual {
            sv: "Bara pass med det slag av tjänstgöring som modellen anger räknas. För beredskap spelar \
                 inställelsetiden här ingen roll.",
            en: "Only shifts of the kind of duty that the model states count. For back-up duty the response time \
                 does not matter here.",
        },
    ],
    why: Bilingual {
        sv: "Ett genomsnitt över hela dygnet kan dölja att kvällen är tunt bemannad, så regeln mäter hur många som \
             är i tjänst just under den del av dygnet som köparen har publicerat. Schemat räknas minut för minut: \
             ett pass som bara delvis faller inom delen räknas med de minuterna, och ett pass över midnatt \
             fortsätter nästa dag, från söndag till måndag. Modellen anger vilket slag av tjänstgöring som räknas, \
             så att vaken personal inte blandas med jour.",
        en: "An average over the whole day can hide that the evening is thinly staffed, so the rule measures how \
             many are on duty in exactly the part of the day that the buyer has published. The rota is counted \
             minute by minute: a shift that falls only partly within the part counts with those minutes, and a shift \
             past midnight goes on the next day, from Sunday to Monday. The model states which kind of duty counts, \
             so that waking staff is not mixed with on-call duty.",
    },
    limits: Bilingual {
        sv: "Genomsnittet jämnar ut veckan: fyra personer halva tiden och ingen den andra halvan blir två, så den \
             lägsta bemanningen syns inte. Schemat anger antal och inte personer eller funktioner, så regeln kan \
             inte skilja behandlingspersonal från annan personal som tas upp i det, och överlappning vid passbyten \
             höjer talet. Regeln känner bara normalveckan och inte skollov och storhelger. Ett grundschema är en \
             avsikt som ändras av vakanser och sjukdom, så avtalet behöver ge köparen rätt att följa upp det mot \
             arbetade pass.",
        en: "The average evens out the week: four persons half of the time and nobody the other half make two, so \
             the lowest staffing does not show. The rota gives numbers and not persons or functions, so the rule \
             cannot tell treatment staff from other staff entered in it, and overlap at the change of shifts raises \
             the figure. The rule knows only the normal week and not school holidays and major public holidays. A \
             base rota is an intention that vacancies and illness change, so the contract needs to give the buyer \
             the right to follow it up against shifts worked.",
    },
    rounding: Bilingual {
        sv: "Minuterna är hela tal och kvoten räknas exakt, varefter genomsnittet i ett eget steg kapas mot noll vid \
             det publicerade antalet decimaler.",
        en: "The minutes are whole numbers and the quotient is exact, after which the average is cut in a step of \
             its own toward zero at the published number of decimals.",
    },
    rank_reversal: RankReversal::Impossible(Bilingual {
        sv: "Regeln läser ett enda veckoschema, det som hör till anbudet, och delen av dygnet är publicerad. Att ett \
             annat schema kommer in eller faller bort ändrar inte en minut i det och därmed inte heller ordningen \
             mellan två anbud.",
        en: "The rule reads a single weekly rota, the one that belongs to the bid, and the part of the day is \
             published. Another rota coming in or dropping out does not change a minute of it and so does not change \
             the order of two bids either.",
    }),
    law: &[
        LegalReference {
            profiles: Profile::DIRECTIVE,
            statute: LOU,
            chapter: "4",
            section: "9",
            quotation: "En upphandlande myndighet får tillåta eller begära att en leverantör rättar en felskrivning, \
                        felräkning eller något annat fel i en handling som har getts in av leverantören.",
            meaning: Bilingual {
                sv: "Skiljer sig leverantörens eget tal från det som schemat ger är det myndigheten som, inom ramen \
                     för likabehandling och öppenhet, får tillåta eller begära en rättelse, medan regeln räknar på \
                     schemat som det är.",
                en: "If the supplier's own figure differs from what the rota gives, it is the authority that may, \
                     within equal treatment and openness, allow or ask for a correction, while the rule counts the \
                     rota as it stands.",
            },
            read_on: "2026-11-23",
        },
        LegalReference {
            profiles: Profile::CHAPTER_19,
            statute: LOU,
            chapter: "19",
            section: "14",
            quotation: "Tiden för att komma in med anbud ska förlängas så att alla leverantörer ska kunna få \
                        kännedom om all den information som behövs för att utarbeta ett anbud",
            meaning: Bilingual {
                sv: "Är en ändring av den publicerade delen av dygnet väsentlig ska anbudstiden förlängas, eftersom \
                     leverantörerna kan behöva lägga om sina scheman.",
                en: "If a change of the published part of the day is substantial, the time for bids must be \
                     extended, because suppliers may need to rearrange their rotas.",
            },
            read_on: "2026-11-23",
        },
    ],
    example: EXAMPLE,
};

const EXAMPLE: WorkedExample = WorkedExample {
    source: Bilingual { sv: "Räknat här, steg för steg.", en: "Worked out here, step by step." },
    working: &[
        "The part 22:00–07:00 is 540 minutes, 3780 a week",
        "One awake from 21:00 to 07:00 every night: 7 × 540 = 3780; one more until midnight on Friday and Saturday: \
         2 × 120 = 240",
        "A = 4020 / 3780 = 67/63, cut toward zero at 2 decimals: 1.06",
    ],
    model: r#"{
  "format": "anbud-model/1", "basis": "best_price_quality", "currency": "SEK", "tax_basis": "excluding",
  "requirements": [],
  "functions": [{"key": "care", "title": {"sv": "Vård"}}, {"key": "manager", "title": {"sv": "Föreståndare"}}],
  "methods": [{"key": "mi", "title": {"sv": "MI"}}, {"key": "tmo", "title": {"sv": "TMO"}}],
  "price": {"price_list@1": {"domain": "above_zero", "decimals": 2, "lines": [{"key": "P", "title": {"sv": "Pris"}, "unit": "unit", "quantity": "1"}]}},
  "criteria": [
    {"key": "Q", "title": {"sv": "Personal"}, "weight": "100", "scale": {"stepped_table@1": {"assessed_by": {"plan": {"staff_per_shift@1": {"part": {"from": "22:00", "to": "07:00"}, "duty": "waking", "cut": {"decimals": 2, "mode": "toward_zero"}}}}, "unit": "staff", "decimals": 2, "levels": [{"factor": "0", "text": {"sv": "Nivå 0"}}, {"from": "1", "factor": "0.5", "text": {"sv": "Nivå 1"}}, {"from": "2", "factor": "1", "text": {"sv": "Nivå 2"}}]}}}
  ],
  "combination": {"added_value_deduction@1": {"maximum_deduction": "100"}}, "rounding": [], "tie_chain": ["draw"]
}"#,
    inputs: r#"{
  "format": "anbud-inputs/1",
  "bids": {"A": {"key": "A", "lot": "LOT-1", "unit": {"name": "Hemmet", "permit": "T-1", "places": 4}, "prices": {"P": "500"}, "plan": {
    "staff": [],
    "rota": [{"days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "from": "21:00", "to": "07:00", "duty": "waking", "staff": 1},
      {"days": ["fri", "sat"], "from": "18:00", "to": "00:00", "duty": "waking", "staff": 1}],
    "supervision": [],
    "payroll": []}}},
  "examinations": {"A": {"bid": "A", "decided_at": "2026-01-15T09:00:00Z", "outcome": "admitted"}}
}"#,
    steps: &[
        ExampleStep { bid: "A", name: "part_minutes", operation: "part_minutes", value: "3780", unit: "number" },
        ExampleStep { bid: "A", name: "staff_minutes", operation: "staff_minutes", value: "4020", unit: "number" },
        ExampleStep { bid: "A", name: "average", operation: "divide", value: "67/63", unit: "number" },
        ExampleStep { bid: "A", name: "measured", operation: "round", value: "1.06", unit: "staff" },
    ],
};

/// What the model publishes for it.
#[derive(Clone, Debug)]
pub(crate) struct StaffPerShift {
    pub(crate) part: Part,
    pub(crate) duty: Duty,
    pub(crate) cut: Cut,
}

/// A published part of the day, in minutes of the day, and where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    pub(crate) from: u32,
    pub(crate) to: u32,
    pub(crate) source: Source,
}

impl Part {
    /// The part that begins on this day of the week.
    pub(crate) const fn on(self, day: u32) -> Minutes {
        part_of_day(day, self.from, self.to)
    }
}

impl StaffPerShift {
    /// The average number of people on duty in the part of the day, over a week.
    pub(crate) fn measure<S: Sink>(&self, work: &mut Work<'_, S>) -> Option<Term<Measure>> {
        let length = Exact::from(7 * self.part.on(0).length());
        let length: Term<Number> =
            work.ledger.note(work.label("part_minutes"), Operation::PartMinutes, [self.part.source], length);
        let minutes = (0..7).flat_map(|day| {
            let span = self.part.on(day);
            span.from..span.to
        });
        let worked: u64 = minutes.map(|minute| u64::from(on_duty(&work.plan.shifts, self.duty, None, minute))).sum();
        let operands = [self.part.source, work.source(PlanPart::Rota)];
        let worked = Exact::scaled(worked.into(), 0);
        let worked: Term<Number> =
            work.ledger.note(work.label("staff_minutes"), Operation::StaffMinutes, operands, worked);
        let average = work.ledger.divide(work.label("average"), &worked, &length)?;
        Some(work.cut(average, self.cut))
    }
}

/// How many people are on this kind of duty at a minute of the week; back-up only if it is there soon enough.
pub(crate) fn on_duty(shifts: &[Shift], duty: Duty, within: Option<u32>, minute: u32) -> u32 {
    shifts
        .iter()
        .filter(|shift| shift.duty == duty)
        .filter(|shift| within.is_none_or(|within| shift.response_minutes.is_some_and(|minutes| minutes <= within)))
        .filter(|shift| shift.spans.iter().any(|span| span.covers(minute)))
        .fold(0_u32, |sum, shift| sum.saturating_add(shift.staff))
}
