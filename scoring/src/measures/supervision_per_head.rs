//! External supervision per person.
//!
//! Card, parameters, reading, calculation and edge tests of one rule.

use super::work::position;
use super::{OverPersons, Work};
use crate::card::{ExampleStep, Quantity, RankReversal, RuleCard, Symbol, WorkedExample};
use crate::rules::RuleId;
use crate::trace::unit::{Hours, Measure, Number};
use crate::trace::{Detail, Operation, PlanPart, Sink, Term};
use values::law::{LOU, LegalReference, Profile};
use values::text::Bilingual;

/// The rule's name and revision.
pub const ID: RuleId = RuleId { name: "supervision_per_head", revision: 1 };

/// What the rule says of itself.
pub const CARD: RuleCard = RuleCard {
    id: ID,
    title: Bilingual { sv: "Extern handledning per person", en: "External supervision per person" },
    formula: "H = Σ_g (t_g × n_g) / N",
    symbols: &[
        Symbol::new(
            "H",
            "timmar extern handledning per person och månad",
            "hours of external professional supervision per person and month",
            "timmar / hours",
        ),
        Symbol::new("g", "handledningsgrupp i bemanningsplanen", "supervision group in the staffing plan", "–"),
        Symbol::new(
            "t_g",
            "timmar per månad som grupp g möter handledaren",
            "hours a month that group g meets the supervisor",
            "timmar / hours",
        ),
        Symbol::new(
            "n_g",
            "deltagare i grupp g som räknas bland de N personerna",
            "participants of group g who are counted among the N persons",
            "personer / persons",
        ),
        Symbol::new(
            "N",
            "antal personer med schemalagda timmar i en funktion som ingår, var och en räknad en gång",
            "number of persons with scheduled hours in a function that is included, each counted once",
            "personer / persons",
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
        Quantity::new("participants", "deltagare som räknas", "participants who count", "n_g"),
        Quantity::new("group_hours", "timmar gånger deltagare", "hours times participants", "t_g × n_g"),
        Quantity::new("total_hours", "handledningstimmar för alla", "hours of supervision of all", "Σ_g (t_g × n_g)"),
        Quantity::new("heads", "personer som räknas", "persons who count", "N"),
        Quantity::new("hours_per_head", "timmar per person före kapning", "hours per person before the cut", "H"),
        Quantity::new("measured", "timmar per person efter kapning", "hours per person after the cut", "H, cut"),
    ],
    precisely: &[
        Bilingual {
            sv: "N är de personer vars timmar, vaken och sovande jour, på rader med en funktion som ingår \
                 tillsammans är över noll. n_g är antalet av gruppens deltagare som är bland dem; t_g är `hours`, \
                 gruppens timmar i månaden, inte deltagarnas tillsammans.",
            en: "N is the persons whose hours, waking and sleeping, on lines with a function that is included are \
                 above zero together. n_g is the number of the group's participants who are among them; t_g is \
                 `hours`, those of the group a month, not of its participants together.",
        },
        Bilingual {
            sv: "Den som är med i flera grupper räknas i var och en. Varje deltagare finns i planen och står en \
                 gång i en grupp. Finns inga grupper är H noll. Är N noll räknas anbudsområdet inte.",
            en: "A person in several groups counts in each. Every participant is in the plan and stands once in a \
                 group. Without groups H is zero. If N is zero the lot is not computed.",
        },
    ],
    why: Bilingual {
        sv: "Måttet räknar den tid som medarbetarna får och inte den tid som handledaren tar betalt för: åtta \
             personer som möts två timmar i månaden får två timmar var, och den som inte ingår i någon grupp drar \
             ned talet. Grupperna redovisas var för sig med deltagare, så att det går att se vem timmarna gäller. \
             Deltagare utan en funktion som ingår räknas inte, så handledning för föreståndare eller administration \
             höjer inte talet när modellen har lämnat de funktionerna utanför.",
        en: "The measure counts the time that the staff receives and not the time that the supervisor charges for: \
             eight persons who meet for two hours a month get two hours each, and whoever belongs to no group pulls \
             the figure down. The groups are given one by one with their participants, so that it can be seen whom \
             the hours concern. Participants without a function that is included are not counted, so supervision of \
             managers or administration does not raise the figure when the model has left those functions out.",
    },
    limits: Bilingual {
        sv: "Genomsnittet säger inte att alla får handledning: får halva gruppen fyra timmar och den andra halvan \
             ingen blir talet två. En timme i en stor grupp räknas lika mycket för var och en som en enskild timme, \
             så regeln gynnar stora grupper om inte ett krav begränsar storleken. Regeln ser varken handledarens \
             utbildning eller om handledaren är oberoende, så det behöver regleras i ett krav och visas med avtalet \
             med handledaren. Utlovade timmar kan ställas in när schemat är ansträngt och behöver därför följas upp \
             mot genomförda träffar och närvaro.",
        en: "The average does not say that everyone gets supervision: if half of the group gets four hours and the \
             other half none, the figure is two. An hour in a large group counts as much for each one as an \
             individual hour, so the rule favours large groups unless a requirement limits the size. The rule sees \
             neither the supervisor's education nor whether the supervisor is independent, so that needs to be \
             settled in a requirement and shown by the contract with the supervisor. Promised hours can be cancelled \
             when the rota is strained and therefore need to be followed up against meetings held and attendance.",
    },
    rounding: Bilingual {
        sv: "Persontimmarna delas exakt med antalet personer, och resultatet kapas som ett eget steg mot noll vid \
             det publicerade antalet decimaler.",
        en: "The person-hours are divided exactly by the number of persons, and the result is cut as a step of its \
             own toward zero at the published number of decimals.",
    },
    rank_reversal: RankReversal::Impossible(Bilingual {
        sv: "Handledningstimmarna delas på anbudets egna personer och ställs inte mot vad någon annan erbjuder. \
             Därför ligger två anbuds inbördes ordning fast när ett tredje läggs till eller stryks.",
        en: "The hours of supervision are divided among the bid's own persons and are not set against what anyone \
             else offers. The order of two bids therefore stands when a third one is added or struck out.",
    }),
    law: &[
        LegalReference {
            profiles: Profile::DIRECTIVE,
            statute: LOU,
            chapter: "17",
            section: "1",
            quotation: "En upphandlande myndighet får ställa särskilda miljömässiga, sociala, arbetsrättsliga och \
                        andra villkor för hur ett kontrakt ska fullgöras.",
            meaning: Bilingual {
                sv: "Den handledningstid per person som räknades i utvärderingen får göras till ett villkor för hur \
                     kontraktet ska fullgöras, så att köparen kan kräva de utlovade timmarna.",
                en: "The supervision time per person that counted in the evaluation may be made a condition for how \
                     the contract is to be performed, so that the buyer can demand the promised hours.",
            },
            read_on: "2026-11-23",
        },
        LegalReference {
            profiles: Profile::CHAPTER_19,
            statute: LOU,
            chapter: "19",
            section: "5",
            quotation: "Leverantören ska i sådant fall visa att den kommer att förfoga över nödvändiga resurser när \
                        kontraktet ska fullgöras.",
            meaning: Bilingual {
                sv: "Hör den externa handledaren till ett annat företag vars kapacitet leverantören åberopar, ska \
                     leverantören visa att den kommer att förfoga över handledartimmarna när kontraktet ska \
                     fullgöras.",
                en: "If the external supervisor belongs to another company on whose capacity the supplier relies, \
                     the supplier must show that the hours of supervision will be at its disposal when the contract \
                     is to be performed.",
            },
            read_on: "2026-11-23",
        },
    ],
    example: EXAMPLE,
};

const EXAMPLE: WorkedExample = WorkedExample {
    source: Bilingual { sv: "Räknat här, steg för steg.", en: "Worked out here, step by step." },
    working: &[
        "P1, P2 and P3 count; the manager P4 takes part in the first group but does not count",
        "First group: 2 hours × 2 participants who count = 4; second: 1.5 hours × 2 = 3",
        "H = (4 + 3) / 3 = 7/3, cut toward zero at 1 decimal: 2.3",
    ],
    model: r#"{
  "format": "anbud-model/1", "basis": "best_price_quality", "currency": "SEK", "tax_basis": "excluding",
  "requirements": [],
  "functions": [{"key": "care", "title": {"sv": "Vård"}}, {"key": "manager", "title": {"sv": "Föreståndare"}}],
  "methods": [{"key": "mi", "title": {"sv": "MI"}}, {"key": "tmo", "title": {"sv": "TMO"}}],
  "price": {"price_list@1": {"domain": "above_zero", "decimals": 2, "lines": [{"key": "P", "title": {"sv": "Pris"}, "unit": "unit", "quantity": "1"}]}},
  "criteria": [
    {"key": "Q", "title": {"sv": "Personal"}, "weight": "100", "scale": {"stepped_table@1": {"assessed_by": {"plan": {"supervision_per_head@1": {"functions": ["care"], "cut": {"decimals": 1, "mode": "toward_zero"}}}}, "unit": "hours_per_month", "decimals": 1, "levels": [{"factor": "0", "text": {"sv": "Nivå 0"}}, {"from": "2", "factor": "0.5", "text": {"sv": "Nivå 1"}}, {"from": "3", "factor": "1", "text": {"sv": "Nivå 2"}}]}}}
  ],
  "combination": {"added_value_deduction@1": {"maximum_deduction": "100"}}, "rounding": [], "tie_chain": ["draw"]
}"#,
    inputs: r#"{
  "format": "anbud-inputs/1",
  "bids": {"A": {"key": "A", "lot": "LOT-1", "unit": {"name": "Hemmet", "permit": "T-1", "places": 4}, "prices": {"P": "500"}, "plan": {
    "staff": [{"person": "P1", "function": "care", "degree": "bachelor", "credits": 180, "trainings": [{"method": "mi", "days": "3"}, {"method": "tmo", "days": "5"}], "years_with_target_group": "6", "employment": "permanent", "share": "1", "waking_hours": "100", "sleeping_hours": "0"},
      {"person": "P2", "function": "care", "degree": "bachelor", "credits": 180, "trainings": [{"method": "mi", "days": "4"}, {"method": "tmo", "days": "2.5"}], "years_with_target_group": "1", "employment": "permanent", "share": "1", "waking_hours": "60", "sleeping_hours": "0"},
      {"person": "P3", "function": "care", "degree": "bachelor", "credits": 180, "trainings": [{"method": "mi", "days": "3"}], "years_with_target_group": "2", "employment": "permanent", "share": "1", "waking_hours": "80", "sleeping_hours": "0"},
      {"person": "P4", "function": "manager", "degree": "bachelor", "credits": 180, "trainings": [{"method": "mi", "days": "3"}, {"method": "tmo", "days": "3"}], "years_with_target_group": "9", "employment": "permanent", "share": "1", "waking_hours": "160", "sleeping_hours": "0"}],
    "rota": [],
    "supervision": [{"hours": "2", "participants": ["P1", "P2", "P4"]},
      {"hours": "1.5", "participants": ["P2", "P3"]}],
    "payroll": []}}},
  "examinations": {"A": {"bid": "A", "decided_at": "2026-01-15T09:00:00Z", "outcome": "admitted"}}
}"#,
    steps: &[
        ExampleStep { bid: "A", name: "included", operation: "includes", value: "1", unit: "yes_no" },
        ExampleStep { bid: "A", name: "included", operation: "includes", value: "1", unit: "yes_no" },
        ExampleStep { bid: "A", name: "included", operation: "includes", value: "1", unit: "yes_no" },
        ExampleStep { bid: "A", name: "included", operation: "includes", value: "0", unit: "yes_no" },
        ExampleStep { bid: "A", name: "line_hours", operation: "sum", value: "100", unit: "hours" },
        ExampleStep { bid: "A", name: "line_hours", operation: "sum", value: "60", unit: "hours" },
        ExampleStep { bid: "A", name: "line_hours", operation: "sum", value: "80", unit: "hours" },
        ExampleStep { bid: "A", name: "line_hours", operation: "sum", value: "160", unit: "hours" },
        ExampleStep { bid: "A", name: "person_hours", operation: "sum_of", value: "100", unit: "hours" },
        ExampleStep { bid: "A", name: "counted", operation: "above_zero", value: "1", unit: "yes_no" },
        ExampleStep { bid: "A", name: "person_hours", operation: "sum_of", value: "60", unit: "hours" },
        ExampleStep { bid: "A", name: "counted", operation: "above_zero", value: "1", unit: "yes_no" },
        ExampleStep { bid: "A", name: "person_hours", operation: "sum_of", value: "80", unit: "hours" },
        ExampleStep { bid: "A", name: "counted", operation: "above_zero", value: "1", unit: "yes_no" },
        ExampleStep { bid: "A", name: "person_hours", operation: "sum_of", value: "0", unit: "hours" },
        ExampleStep { bid: "A", name: "counted", operation: "above_zero", value: "0", unit: "yes_no" },
        ExampleStep { bid: "A", name: "participants", operation: "participating", value: "2", unit: "number" },
        ExampleStep { bid: "A", name: "group_hours", operation: "multiply", value: "4", unit: "hours" },
        ExampleStep { bid: "A", name: "participants", operation: "participating", value: "2", unit: "number" },
        ExampleStep { bid: "A", name: "group_hours", operation: "multiply", value: "3", unit: "hours" },
        ExampleStep { bid: "A", name: "total_hours", operation: "sum", value: "7", unit: "hours" },
        ExampleStep { bid: "A", name: "heads", operation: "sum", value: "3", unit: "number" },
        ExampleStep { bid: "A", name: "hours_per_head", operation: "divide", value: "7/3", unit: "hours" },
        ExampleStep { bid: "A", name: "measured", operation: "round", value: "2.3", unit: "hours_per_month" },
    ],
};

/// Hours of supervision per counted person and month; nothing if nobody counts.
pub(crate) fn measure<S: Sink>(rule: &OverPersons, work: &mut Work<'_, S>) -> Option<Term<Measure>> {
    let counted = work.counted(&rule.functions);
    let mut received = Vec::with_capacity(work.plan.groups.len());
    for (index, group) in work.plan.groups.iter().enumerate() {
        work.ledger.turn_to_detail(Some(Detail::Supervision(position(index))));
        let those = group.participants.iter().map(|person| counted[*person].source);
        let operands = std::iter::once(work.source(PlanPart::Participants(position(index)))).chain(those);
        let number = group.participants.iter().map(|person| counted[*person].value.clone()).sum();
        let number: Term<Number> =
            work.ledger.note(work.label("participants"), Operation::Participating, operands, number);
        let hours: Term<Hours> = Term::new(group.hours.clone(), work.source(PlanPart::GroupHours(position(index))));
        received.push(work.ledger.multiply(work.label("group_hours"), &number, &hours));
    }
    work.ledger.turn_to_detail(None);
    let total: Term<Hours> = work.ledger.sum(work.label("total_hours"), &received);
    let heads = work.count("heads", &counted);
    let each = work.ledger.divide(work.label("hours_per_head"), &total, &heads)?;
    Some(work.cut(each, rule.cut))
}
