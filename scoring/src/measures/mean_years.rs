//! Mean of years with the target group.
//!
//! Card, parameters, reading, calculation and edge tests of one rule.

use super::{OverPersons, Work};
use crate::card::{ExampleStep, Quantity, RankReversal, RuleCard, Symbol, WorkedExample};
use crate::rules::RuleId;
use crate::trace::unit::Measure;
use crate::trace::{Sink, Term};
use values::law::{LOU, LegalReference, Profile};
use values::text::Bilingual;

/// The rule's name and revision.
pub const ID: RuleId = RuleId { name: "mean_years", revision: 1 };

/// What the rule says of itself.
pub const CARD: RuleCard = RuleCard {
    id: ID,
    title: Bilingual { sv: "Medelvärde av år med målgruppen", en: "Mean of years with the target group" },
    formula: "ȳ = Σ_{p ∈ P} y_p / |P|",
    symbols: &[
        Symbol::new(
            "ȳ",
            "medelvärde av personernas år med målgruppen",
            "mean of the persons' years with the target group",
            "år / years",
        ),
        Symbol::new(
            "P",
            "personer med schemalagda timmar i en funktion som ingår, var och en räknad en gång",
            "persons with scheduled hours in a function that is included, each counted once",
            "–",
        ),
        Symbol::new("p", "en av personerna", "one of the persons", "–"),
        Symbol::new(
            "y_p",
            "år i heltid med målgruppen för person p",
            "full-time years with the target group of person p",
            "år / years",
        ),
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
        Quantity::new("heads", "personer som räknas", "persons who count", "|P|"),
        Quantity::new("total_years", "summa år", "sum of years", "Σ_{p ∈ P} y_p"),
        Quantity::new("mean", "medelvärde före kapning", "mean before the cut", "ȳ"),
        Quantity::new("measured", "medelvärde efter kapning", "mean after the cut", "ȳ, cut"),
    ],
    precisely: &[
        Bilingual {
            sv: "Personens rader hör ihop: timmarna, vaken och sovande jour, på raderna med en funktion som ingår \
                 läggs samman, och är summan över noll hör personen till P, en gång.",
            en: "The lines of a person belong together: the hours, waking and sleeping, on the lines with a \
                 function that is included are added, and if the sum is above zero the person is in P, once.",
        },
        Bilingual {
            sv: "Är P tom finns inget medelvärde och anbudsområdet räknas inte.",
            en: "If P is empty there is no mean and the lot is not computed.",
        },
    ],
    why: Bilingual {
        sv: "I medelvärdet bidrar varje år av erfarenhet lika mycket, vem i gruppen som än har det. Regeln passar \
             när det är personalgruppens samlade erfarenhet som är av värde, till exempel när de erfarna arbetar \
             sida vid sida med de nya. Medelvärdet ändras lite med varje år som kommer till, medan en median kan stå \
             stilla och sedan hoppa. Den köpare som vill att hälften av personalen ska ha en viss erfarenhet bör i \
             stället använda regeln för median.",
        en: "In the mean every year of experience contributes the same amount, whoever in the group has it. The rule \
             suits when it is the combined experience of the staff that is of value, for example when the \
             experienced work side by side with the new. The mean changes a little with every year that is added, \
             while a median can stand still and then jump. A buyer who wants half of the staff to have a certain \
             experience should use the rule for the median instead.",
    },
    limits: Bilingual {
        sv: "Några få med mycket lång erfarenhet kan dölja att de flesta är nya: nio helt nya och en med fyrtio år \
             ger medelvärdet fyra. Alla väger lika oavsett arbetstid, så en veteran med ett pass i månaden höjer \
             talet lika mycket som en på heltid. Antal år är inte detsamma som skicklighet, och ett högt krav kan \
             göra det svårt för nystartade verksamheter att hävda sig. Åren är leverantörens uppgift och måste kunna \
             styrkas för varje pseudonym, och avtalet behöver säga vad som gäller när någon slutar.",
        en: "A few with very long experience can hide that most are new: nine who are entirely new and one with \
             forty years give a mean of four. Everyone weighs the same whatever the working hours, so a veteran with \
             one shift a month raises the figure as much as one who works full time. A number of years is not the \
             same as skill, and a high threshold can make it hard for newly started services to compete. The years \
             are the supplier's statement and it must be possible to prove them for every pseudonym, and the \
             contract needs to say what applies when somebody leaves.",
    },
    rounding: Bilingual {
        sv: "Summan av åren delas med antalet personer utan avrundning, och kvoten kapas därefter mot noll vid det \
             publicerade antalet decimaler i ett eget steg.",
        en: "The sum of the years is divided by the number of persons without rounding, and the quotient is then cut \
             toward zero at the published number of decimals in a step of its own.",
    },
    rank_reversal: RankReversal::Impossible(Bilingual {
        sv: "Summan av år och antalet personer kommer båda från det egna anbudet. Medelvärdet ställs inte mot något \
             tal ur ett annat anbud, så ett anbud mer eller mindre kan inte kasta om två anbud.",
        en: "The sum of years and the number of persons both come from the bid itself. The mean is not set against \
             any figure from another bid, so one bid more or less cannot reverse two bids.",
    }),
    law: &[
        LegalReference {
            profiles: Profile::DIRECTIVE,
            statute: LOU,
            chapter: "14",
            section: "5",
            quotation: "ha sådan erfarenhet som behövs för att kontraktet ska kunna fullgöras enligt en \
                        ändamålsenlig kvalitetsstandard",
            meaning: Bilingual {
                sv: "Erfarenhet som krävs för att få delta är ett krav på leverantören, medan denna regel mäter \
                     medelvärdet bland de personer som anbudet bemannar tjänsten med.",
                en: "Experience that is required in order to take part is a requirement on the supplier, while this \
                     rule measures the mean among the persons with whom the bid staffs the service.",
            },
            read_on: "2026-11-23",
        },
        LegalReference {
            profiles: Profile::CHAPTER_19,
            statute: LOU,
            chapter: "19",
            section: "13",
            quotation: "ska lämnas skriftligen på ett sådant sätt att alla leverantörer som deltar eller önskar \
                        delta i upphandlingen kan få del av dem",
            meaning: Bilingual {
                sv: "En upplysning om hur till exempel deltid, ledighet eller närliggande målgrupper räknas i åren \
                     ska lämnas skriftligen så att alla leverantörer kan få del av den och räkna lika.",
                en: "Information on how for example part time, leave or related target groups count toward the years \
                     must be given in writing so that all suppliers can learn of it and count alike.",
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
        "(6 + 1.5 + 3 + 4.15) / 4 = 14.65 / 4 = 3.6625, cut toward zero at 1 decimal: 3.6",
    ],
    model: r#"{
  "format": "anbud-model/1", "basis": "best_price_quality", "currency": "SEK", "tax_basis": "excluding",
  "requirements": [],
  "functions": [{"key": "care", "title": {"sv": "Vård"}}, {"key": "manager", "title": {"sv": "Föreståndare"}}],
  "methods": [{"key": "mi", "title": {"sv": "MI"}}, {"key": "tmo", "title": {"sv": "TMO"}}],
  "price": {"price_list@1": {"domain": "above_zero", "decimals": 2, "lines": [{"key": "P", "title": {"sv": "Pris"}, "unit": "unit", "quantity": "1"}]}},
  "criteria": [
    {"key": "Q", "title": {"sv": "Personal"}, "weight": "100", "scale": {"stepped_table@1": {"assessed_by": {"plan": {"mean_years@1": {"functions": ["care"], "cut": {"decimals": 1, "mode": "toward_zero"}}}}, "unit": "years", "decimals": 1, "levels": [{"factor": "0", "text": {"sv": "Nivå 0"}}, {"from": "2", "factor": "0.5", "text": {"sv": "Nivå 1"}}, {"from": "4", "factor": "1", "text": {"sv": "Nivå 2"}}]}}}
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
        ExampleStep { bid: "A", name: "heads", operation: "sum", value: "4", unit: "number" },
        ExampleStep { bid: "A", name: "total_years", operation: "sum_of", value: "14.65", unit: "years" },
        ExampleStep { bid: "A", name: "mean", operation: "divide", value: "3.6625", unit: "years" },
        ExampleStep { bid: "A", name: "measured", operation: "round", value: "3.6", unit: "years" },
    ],
};

/// The mean of the counted persons' years; nothing if nobody counts.
pub(crate) fn measure<S: Sink>(rule: &OverPersons, work: &mut Work<'_, S>) -> Option<Term<Measure>> {
    let counted = work.counted(&rule.functions);
    let years = work.years();
    let heads = work.count("heads", &counted);
    let pairs = counted.iter().zip(&years);
    let total = work.sum_of("total_years", pairs);
    let mean = work.ledger.divide(work.label("mean"), &total, &heads)?;
    Some(work.cut(mean, rule.cut))
}
