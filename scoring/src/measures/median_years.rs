//! Median of years with the target group.
//!
//! Card, parameters, reading, calculation and edge tests of one rule.

use super::{OverPersons, Work};
use crate::card::{ExampleStep, Quantity, RankReversal, RuleCard, Symbol, WorkedExample};
use crate::rules::RuleId;
use crate::trace::unit::{Measure, Years};
use crate::trace::{Operation, Sink, Term};
use values::Exact;
use values::law::{LOU, LegalReference, Profile};
use values::text::Bilingual;

/// The rule's name and revision.
pub const ID: RuleId = RuleId { name: "median_years", revision: 1 };

/// What the rule says of itself.
pub const CARD: RuleCard = RuleCard {
    id: ID,
    title: Bilingual { sv: "Median av år med målgruppen", en: "Median of years with the target group" },
    formula: "y_k ≤ y_l (1 ≤ k < l ≤ N)\n\
              a = ⌊(N + 1) / 2⌋, b = ⌈(N + 1) / 2⌉\n\
              m = (y_a + y_b) / 2",
    symbols: &[
        Symbol::new(
            "m",
            "median av personernas år med målgruppen",
            "median of the persons' years with the target group",
            "år / years",
        ),
        Symbol::new(
            "N",
            "antal personer med schemalagda timmar i en funktion som ingår, var och en räknad en gång",
            "number of persons with scheduled hours in a function that is included, each counted once",
            "personer / persons",
        ),
        Symbol::new(
            "k, l",
            "platser i raden när personerna ordnas efter antal år",
            "places in the row when the persons are ordered by years",
            "–",
        ),
        Symbol::new(
            "y_k, y_l",
            "år i heltid med målgruppen för personen på platsen",
            "full-time years with the target group of the person in that place",
            "år / years",
        ),
        Symbol::new(
            "a, b",
            "platserna i mitten, en och samma när antalet personer är udda",
            "the places in the middle, one and the same when the number of persons is odd",
            "–",
        ),
        Symbol::new("y_a, y_b", "åren för personerna i mitten", "years of the persons in the middle", "år / years"),
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
            "person_hours",
            "personens timmar i funktioner som ingår",
            "the person's hours in included functions",
            "Σ_i h_i",
        ),
        Quantity::new("counted", "om personen räknas", "whether the person counts", "p ∈ P"),
        Quantity::new("median", "median före kapning", "median before the cut", "m"),
        Quantity::new("measured", "median efter kapning", "median after the cut", "m, cut"),
    ],
    precisely: &[
        Bilingual {
            sv: "Vem som räknas bestäms som i andelen utbildade: summan av timmarna, vaken och sovande jour, på \
                 personens rader med en funktion som ingår är över noll.",
            en: "Who counts is settled as in the share of trained staff: the sum of the hours, waking and \
                 sleeping, on the person's lines with a function that is included is above zero.",
        },
        Bilingual {
            sv: "Finns ingen person som räknas finns ingen median och anbudsområdet räknas inte.",
            en: "If no person counts there is no median and the lot is not computed.",
        },
    ],
    why: Bilingual {
        sv: "Medianen beskriver den medarbetare som står i mitten, så en enda veteran kan inte lyfta talet åt en \
             personalgrupp som i övrigt är ny. Åren räknas som heltid, så att tio år på halvtid blir fem, och bara \
             arbete med den målgrupp som upphandlingen gäller räknas. Varje person räknas en gång även om den har \
             flera funktioner, och åren står i bemanningsplanen så att den som har planen kan räkna om medianen. Är \
             antalet personer jämnt tas medelvärdet av de två i mitten, så att ingen behöver välja mellan dem.",
        en: "The median describes the member of staff who stands in the middle, so a single veteran cannot lift the \
             figure for a staff that is otherwise new. The years are counted as full time, so that ten years at half \
             time become five, and only work with the target group of the procurement counts. Every person is \
             counted once even with several functions, and the years stand in the staffing plan so that whoever has \
             the plan can work out the median again. If the number of persons is even, the mean of the two in the \
             middle is taken, so that nobody has to choose between them.",
    },
    limits: Bilingual {
        sv: "Medianen döljer spridningen: en grupp där hälften är helt nya och hälften har åtta år får samma tal som \
             en där alla har fyra. Är personerna få kan en anställning eller en uppsägning flytta medianen flera år, \
             och alla väger lika oavsett arbetstid. År säger inget om hur väl arbetet har utförts, och vad som är \
             samma målgrupp måste beskrivas så att två leverantörer räknar lika. Personer kan bytas ut efter \
             tilldelningen, så medianen behöver följas upp under avtalstiden, och åren bakom varje pseudonym måste \
             kunna styrkas när anbudet prövas.",
        en: "The median hides the spread: a group in which half are entirely new and half have eight years gets the \
             same figure as one in which all have four. If the persons are few, one appointment or one resignation \
             can move the median by several years, and everyone weighs the same whatever the working hours. Years \
             say nothing about how well the work was done, and what is the same target group must be described so \
             that two suppliers count alike. Persons can be replaced after the award, so the median needs to be \
             followed up during the contract, and it must be possible to prove the years behind every pseudonym when \
             the bid is examined.",
    },
    rounding: Bilingual {
        sv: "Åren används som de står i planen, och medianen kapas i ett eget steg mot noll vid det publicerade \
             antalet decimaler.",
        en: "The years are used as they stand in the plan, and the median is cut in a step of its own toward zero at \
             the published number of decimals.",
    },
    rank_reversal: RankReversal::Impossible(Bilingual {
        sv: "Medianen hämtas ur anbudets egen bemanningsplan, och personalen i andra anbud ordnas inte in i raden. \
             Två anbuds medianer, och vilken av dem som är högst, är därför desamma oavsett hur många anbud som \
             finns.",
        en: "The median is taken from the bid's own staffing plan, and the staff of other bids is not ordered into \
             the row. The medians of two bids, and which of them is higher, are therefore the same however many bids \
             there are.",
    }),
    law: &[
        LegalReference {
            profiles: Profile::DIRECTIVE,
            statute: LOU,
            chapter: "16",
            section: "2",
            quotation: "Ett tilldelningskriterium ska anses ha anknytning till den vara, tjänst eller \
                        byggentreprenad som ska anskaffas om kriteriet i något avseende hänför sig till denna vara \
                        eller tjänst",
            meaning: Bilingual {
                sv: "Åren räknas för de personer som ska bemanna tjänsten och bara i arbete med dess målgrupp, så \
                     medianen hänför sig till den tjänst som ska anskaffas och inte till hur länge leverantören har \
                     funnits.",
                en: "The years are counted for the persons who are to staff the service and only in work with its \
                     target group, so the median relates to the service to be bought and not to how long the \
                     supplier has existed.",
            },
            read_on: "2026-11-23",
        },
        LegalReference {
            profiles: Profile::CHAPTER_19,
            statute: LOU,
            chapter: "19",
            section: "16",
            quotation: "alla aspekter av anbudet eller andra handlingar som har lämnats in av leverantören",
            meaning: Bilingual {
                sv: "Förhandlingen får omfatta bemanningsplanen, och byts personer ut i den räknas medianen om ur \
                     den nya planen med samma publicerade funktioner.",
                en: "The negotiation may cover the staffing plan, and if persons in it are replaced the median is \
                     worked out again from the new plan with the same published functions.",
            },
            read_on: "2026-11-23",
        },
    ],
    example: EXAMPLE,
};

const EXAMPLE: WorkedExample = WorkedExample {
    source: Bilingual { sv: "Räknat här, steg för steg.", en: "Worked out here, step by step." },
    working: &[
        "P3 has no hours and P5 is the manager: they do not count",
        "Years in order: 1.5, 3, 4.15, 6; an even number, so the mean of the two in the middle",
        "m = (3 + 4.15) / 2 = 3.575, cut toward zero at 1 decimal: 3.5",
    ],
    model: r#"{
  "format": "anbud-model/1", "basis": "best_price_quality", "currency": "SEK", "tax_basis": "excluding",
  "requirements": [],
  "functions": [{"key": "care", "title": {"sv": "Vård"}}, {"key": "manager", "title": {"sv": "Föreståndare"}}],
  "methods": [{"key": "mi", "title": {"sv": "MI"}}, {"key": "tmo", "title": {"sv": "TMO"}}],
  "price": {"price_list@1": {"domain": "above_zero", "decimals": 2, "lines": [{"key": "P", "title": {"sv": "Pris"}, "unit": "unit", "quantity": "1"}]}},
  "criteria": [
    {"key": "Q", "title": {"sv": "Personal"}, "weight": "100", "scale": {"stepped_table@1": {"assessed_by": {"plan": {"median_years@1": {"functions": ["care"], "cut": {"decimals": 1, "mode": "toward_zero"}}}}, "unit": "years", "decimals": 1, "levels": [{"factor": "0", "text": {"sv": "Nivå 0"}}, {"from": "2", "factor": "0.5", "text": {"sv": "Nivå 1"}}, {"from": "4", "factor": "1", "text": {"sv": "Nivå 2"}}]}}}
  ],
  "combination": {"added_value_deduction@1": {"maximum_deduction": "100"}}, "rounding": [], "tie_chain": ["draw"]
}"#,
    inputs: r#"{
  "format": "anbud-inputs/1",
  "bids": {"A": {"key": "A", "lot": "LOT-1", "unit": {"name": "Hemmet", "permit": "T-1", "places": 4}, "prices": {"P": "500"}, "plan": {
    "staff": [{"person": "P1", "function": "care", "degree": "bachelor", "credits": 180, "years_with_target_group": "6", "employment": "permanent", "share": "1", "waking_hours": "100", "sleeping_hours": "0"},
      {"person": "P2", "function": "care", "degree": "bachelor", "credits": 180, "years_with_target_group": "1.5", "employment": "permanent", "share": "1", "waking_hours": "60", "sleeping_hours": "0"},
      {"person": "P3", "function": "care", "degree": "bachelor", "credits": 180, "years_with_target_group": "2.25", "employment": "permanent", "share": "1", "waking_hours": "0", "sleeping_hours": "0"},
      {"person": "P4", "function": "care", "degree": "bachelor", "credits": 180, "years_with_target_group": "3", "employment": "permanent", "share": "1", "waking_hours": "80", "sleeping_hours": "0"},
      {"person": "P5", "function": "manager", "degree": "bachelor", "credits": 180, "years_with_target_group": "9", "employment": "permanent", "share": "1", "waking_hours": "160", "sleeping_hours": "0"},
      {"person": "P6", "function": "care", "degree": "bachelor", "credits": 180, "years_with_target_group": "4.15", "employment": "permanent", "share": "1", "waking_hours": "80", "sleeping_hours": "0"}],
    "rota": [],
    "supervision": [],
    "payroll": []}}},
  "examinations": {"A": {"bid": "A", "decided_at": "2026-01-15T09:00:00Z", "outcome": "admitted"}}
}"#,
    steps: &[
        ExampleStep { bid: "A", name: "included", operation: "includes", value: "1", unit: "yes_no" },
        ExampleStep { bid: "A", name: "included", operation: "includes", value: "1", unit: "yes_no" },
        ExampleStep { bid: "A", name: "included", operation: "includes", value: "1", unit: "yes_no" },
        ExampleStep { bid: "A", name: "included", operation: "includes", value: "1", unit: "yes_no" },
        ExampleStep { bid: "A", name: "included", operation: "includes", value: "0", unit: "yes_no" },
        ExampleStep { bid: "A", name: "included", operation: "includes", value: "1", unit: "yes_no" },
        ExampleStep { bid: "A", name: "line_hours", operation: "sum", value: "100", unit: "hours" },
        ExampleStep { bid: "A", name: "line_hours", operation: "sum", value: "60", unit: "hours" },
        ExampleStep { bid: "A", name: "line_hours", operation: "sum", value: "0", unit: "hours" },
        ExampleStep { bid: "A", name: "line_hours", operation: "sum", value: "80", unit: "hours" },
        ExampleStep { bid: "A", name: "line_hours", operation: "sum", value: "160", unit: "hours" },
        ExampleStep { bid: "A", name: "line_hours", operation: "sum", value: "80", unit: "hours" },
        ExampleStep { bid: "A", name: "person_hours", operation: "sum_of", value: "100", unit: "hours" },
        ExampleStep { bid: "A", name: "counted", operation: "above_zero", value: "1", unit: "yes_no" },
        ExampleStep { bid: "A", name: "person_hours", operation: "sum_of", value: "60", unit: "hours" },
        ExampleStep { bid: "A", name: "counted", operation: "above_zero", value: "1", unit: "yes_no" },
        ExampleStep { bid: "A", name: "person_hours", operation: "sum_of", value: "0", unit: "hours" },
        ExampleStep { bid: "A", name: "counted", operation: "above_zero", value: "0", unit: "yes_no" },
        ExampleStep { bid: "A", name: "person_hours", operation: "sum_of", value: "80", unit: "hours" },
        ExampleStep { bid: "A", name: "counted", operation: "above_zero", value: "1", unit: "yes_no" },
        ExampleStep { bid: "A", name: "person_hours", operation: "sum_of", value: "0", unit: "hours" },
        ExampleStep { bid: "A", name: "counted", operation: "above_zero", value: "0", unit: "yes_no" },
        ExampleStep { bid: "A", name: "person_hours", operation: "sum_of", value: "80", unit: "hours" },
        ExampleStep { bid: "A", name: "counted", operation: "above_zero", value: "1", unit: "yes_no" },
        ExampleStep { bid: "A", name: "median", operation: "median_of", value: "3.575", unit: "years" },
        ExampleStep { bid: "A", name: "measured", operation: "round", value: "3.5", unit: "years" },
    ],
};

/// The median of the counted persons' years; nothing if nobody counts.
pub(crate) fn measure<S: Sink>(rule: &OverPersons, work: &mut Work<'_, S>) -> Option<Term<Measure>> {
    let counted = work.counted(&rule.functions);
    let years = work.years();
    let mut values: Vec<&Exact> = Vec::new();
    for (counts, years) in counted.iter().zip(&years) {
        if counts.value == Exact::ONE {
            values.push(&years.value);
        }
    }
    let median = median(&mut values)?;
    let operands = counted.iter().zip(&years).flat_map(|(counts, years)| [counts.source, years.source]);
    let median: Term<Years> = work.ledger.note(work.label("median"), Operation::MedianOf, operands, median);
    Some(work.cut(median, rule.cut))
}

/// The value in the middle; with an even number the mean of the two in the middle.
fn median(values: &mut [&Exact]) -> Option<Exact> {
    values.sort();
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    if values.len() % 2 == 1 {
        return Some(upper.clone());
    }
    let lower = *values.get(middle.checked_sub(1)?)?;
    (lower + upper).divided_by(&2_u32.into())
}
