//! Share of staff trained in methods.
//!
//! Card, parameters, reading, calculation and edge tests of one rule.

use super::work::position;
use super::{Cut, Words, Work};
use crate::card::{ExampleStep, Quantity, RankReversal, RuleCard, Symbol, WorkedExample};
use crate::plan::Person;
use crate::rules::RuleId;
use crate::trace::unit::{Measure, Number};
use crate::trace::{Detail, Operation, PlanPart, Sink, Term};
use values::law::{LOU, LegalReference, Profile};
use values::text::Bilingual;
use values::{Exact, Key};

/// The rule's name and revision.
pub const ID: RuleId = RuleId { name: "share_of_heads", revision: 1 };

/// What the rule says of itself.
pub const CARD: RuleCard = RuleCard {
    id: ID,
    title: Bilingual { sv: "Andel personal med metodutbildning", en: "Share of staff trained in methods" },
    formula: "S = 100 × |{p ∈ P : m_p ≥ M}| / |P|\n\
              m_p = |{k ∈ K : d_p,k ≥ D}|",
    symbols: &[
        Symbol::new(
            "S",
            "andel av personerna som har utbildning i tillräckligt många metoder",
            "share of the persons who are trained in enough methods",
            "%",
        ),
        Symbol::new(
            "P",
            "personer med schemalagda timmar i en funktion som ingår, var och en räknad en gång",
            "persons with scheduled hours in a function that is included, each counted once",
            "–",
        ),
        Symbol::new("p", "en av personerna", "one of the persons", "–"),
        Symbol::new(
            "m_p",
            "antal metoder som person p har tillräckligt lång utbildning i",
            "number of methods in which person p has enough training",
            "metoder / methods",
        ),
        Symbol::new("M", "publicerat lägsta antal metoder", "published minimum number of methods", "metoder / methods"),
        Symbol::new("K", "de publicerade metoder som räknas", "the published methods that count", "–"),
        Symbol::new("k", "en av metoderna", "one of the methods", "–"),
        Symbol::new(
            "d_p,k",
            "dagar i den längsta utbildning som person p har i metod k; flera utbildningar läggs inte ihop",
            "days of the longest training that person p has in method k; several trainings are not added up",
            "dagar / days",
        ),
        Symbol::new(
            "D",
            "publicerat lägsta antal dagar per metod",
            "published minimum number of days per method",
            "dagar / days",
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
        Quantity::new("methods", "metoder med tillräckligt många dagar", "methods with enough days", "m_p"),
        Quantity::new("enough_methods", "om metoderna räcker", "whether the methods suffice", "m_p ≥ M"),
        Quantity::new(
            "trained",
            "om personen räknas som utbildad",
            "whether the person counts as trained",
            "p ∈ P ∧ m_p ≥ M",
        ),
        Quantity::new("heads", "personer som räknas", "persons who count", "|P|"),
        Quantity::new("trained_heads", "varav utbildade", "of whom trained", "|{p ∈ P : m_p ≥ M}|"),
        Quantity::new("hundredfold", "hundra gånger delen", "a hundred times the part", "100 × |{p ∈ P : m_p ≥ M}|"),
        Quantity::new("percent", "andel före kapning", "share before the cut", "S"),
        Quantity::new("measured", "andel efter kapning", "share after the cut", "S, cut"),
    ],
    precisely: &[
        Bilingual {
            sv: "En person räknas om summan av timmarna, vaken och sovande jour, på personens rader med en \
                 funktion som ingår är över noll. Den som bara har sovande jour räknas alltså. Andra rader spelar \
                 ingen roll.",
            en: "A person counts if the sum of the hours, waking and sleeping, on the person's lines with a \
                 function that is included is above zero. So a person with sleeping duty only counts. Other lines \
                 do not matter.",
        },
        Bilingual {
            sv: "En utbildning hör till en metod och har ett antal dagar. En metod räknas en gång, om någon av \
                 personens utbildningar i den har minst D dagar. Exakt D dagar och exakt M metoder räcker. Den som \
                 inte har några utbildningar på sin rad har inga; det är inget svar som saknas. K är `methods`, M \
                 `minimum_methods` och D `minimum_days`.",
            en: "A training belongs to one method and has a number of days. A method counts once, if any of the \
                 person's trainings in it has at least D days. Exactly D days and exactly M methods suffice. A person \
                 whose line lists no trainings has none, which is not a missing answer. K is `methods`, M \
                 `minimum_methods` and D `minimum_days`.",
        },
        Bilingual {
            sv: "Finns ingen person som räknas går andelen inte att räkna och anbudsområdet räknas inte.",
            en: "If no person counts the share cannot be computed and the lot is not.",
        },
    ],
    why: Bilingual {
        sv: "Köparen vill veta hur stor del av personalgruppen som är utbildad i metoderna, och därför räknar måttet \
             personer: den som har två funktioner räknas en gång och den som arbetar deltid räknas som en. Flera \
             korta introduktioner kan inte ersätta en utbildning, eftersom varje metod som räknas ska nå det \
             publicerade antalet dagar. Metoderna, antalet och dagarna är publicerade, så att leverantören kan räkna \
             fram sin andel ur sina egna kursintyg och köparen kan räkna om den ur planen.",
        en: "The buyer wants to know how large a part of the staff is trained in the methods, so the measure counts \
             persons: whoever has two functions is counted once and whoever works part time is counted as one. \
             Several short introductions cannot take the place of training, because every method that counts must \
             reach the published number of days. The methods, their number and the days are published, so that the \
             supplier can work out its share from its own course certificates and the buyer can work it out again \
             from the plan.",
    },
    limits: Bilingual {
        sv: "Kursdagar visar inte att metoden används, och regeln vet inget om kursens kvalitet eller hur länge \
             sedan den gavs. Alla väger lika, så en medarbetare med ett pass i månaden påverkar andelen lika mycket \
             som en på heltid, medan den som saknar schemalagda timmar inte räknas alls. I en liten enhet går talet \
             i stora steg: bland åtta personer är varje person 12,5 procentenheter, och en enda uppsägning kan kosta \
             en nivå. Den som slutar tar sin utbildning med sig, så andelen behöver bli ett avtalsvillkor som följs \
             upp, och varje pseudonym måste kunna knytas till kursintyg när anbudet prövas.",
        en: "Course days do not show that the method is used, and the rule knows nothing of the quality of the \
             course or how long ago it was given. Everyone weighs the same, so a member of staff with one shift a \
             month affects the share as much as one who works full time, while whoever has no scheduled hours is not \
             counted at all. In a small unit the figure moves in large steps: among eight persons each person is \
             12.5 percentage points, and a single resignation can cost a level. Whoever leaves takes the training \
             along, so the share needs to become a contract condition that is followed up, and it must be possible \
             to tie every pseudonym to course certificates when the bid is examined.",
    },
    rounding: Bilingual {
        sv: "Antalet personer delas exakt, och först därefter kapas procenttalet mot noll vid det publicerade \
             antalet decimaler, som ett steg för sig.",
        en: "The number of persons is divided exactly, and only then is the percentage cut toward zero at the \
             published number of decimals, as a step by itself.",
    },
    rank_reversal: RankReversal::Impossible(Bilingual {
        sv: "Andelen räknas bland anbudets egna personer mot publicerade gränser för metoder och dagar. Personalen i \
             ett annat anbud ingår aldrig i räkningen, så ordningen mellan två anbud påverkas inte av att ett tredje \
             kommer till eller försvinner.",
        en: "The share is counted among the bid's own persons against published limits for methods and days. The \
             staff of another bid never enters the count, so the order of two bids is not affected by a third one \
             appearing or disappearing.",
    }),
    law: &[
        LegalReference {
            profiles: Profile::DIRECTIVE,
            statute: LOU,
            chapter: "4",
            section: "4",
            quotation: "får en juridisk person åläggas att i anbudet eller anbudsansökan uppge namn på de personer \
                        som ska utföra tjänsterna och deras yrkeskvalifikationer",
            meaning: Bilingual {
                sv: "Planen anger pseudonymer, men vid ett tjänstekontrakt får en juridisk person åläggas att uppge \
                     namn och yrkeskvalifikationer, så varje person som räknas i andelen kan knytas till sina \
                     kursintyg.",
                en: "The plan gives pseudonyms, but for a service contract a legal person may be required to give \
                     names and professional qualifications, so every person counted in the share can be tied to the \
                     course certificates.",
            },
            read_on: "2026-11-23",
        },
        LegalReference {
            profiles: Profile::CHAPTER_19,
            statute: LOU,
            chapter: "19",
            section: "11",
            quotation: "Anbudssökande och anbudsgivare ska ges skälig tid att komma in med anbudsansökningar eller \
                        anbud.",
            meaning: Bilingual {
                sv: "Det tar tid att samla kursintyg för varje person, så anbudstiden ska vara skälig i förhållande \
                     till det underlag som regeln kräver.",
                en: "It takes time to gather course certificates for every person, so the time for bids must be \
                     reasonable in relation to the evidence that the rule demands.",
            },
            read_on: "2026-11-23",
        },
    ],
    example: EXAMPLE,
};

const EXAMPLE: WorkedExample = WorkedExample {
    source: Bilingual { sv: "Räknat här, steg för steg.", en: "Worked out here, step by step." },
    working: &[
        "P1, P2 and P3 work in care and count; P4 is the manager and does not",
        "Two methods of at least 3 days: P1 has MI 3 and TMO 5, two; P2 has MI 4 but TMO only 2.5, one; P3 has one",
        "S = 100 × 1 / 3 = 100/3, cut toward zero at 1 decimal: 33.3",
    ],
    model: r#"{
  "format": "anbud-model/1", "basis": "best_price_quality", "currency": "SEK", "tax_basis": "excluding",
  "requirements": [],
  "functions": [{"key": "care", "title": {"sv": "Vård"}}, {"key": "manager", "title": {"sv": "Föreståndare"}}],
  "methods": [{"key": "mi", "title": {"sv": "MI"}}, {"key": "tmo", "title": {"sv": "TMO"}}],
  "price": {"price_list@1": {"domain": "above_zero", "decimals": 2, "lines": [{"key": "P", "title": {"sv": "Pris"}, "unit": "unit", "quantity": "1"}]}},
  "criteria": [
    {"key": "Q", "title": {"sv": "Personal"}, "weight": "100", "scale": {"stepped_table@1": {"assessed_by": {"plan": {"share_of_heads@1": {"functions": ["care"], "methods": ["mi", "tmo"], "minimum_methods": 2, "minimum_days": "3", "cut": {"decimals": 1, "mode": "toward_zero"}}}}, "unit": "percent", "decimals": 1, "levels": [{"factor": "0", "text": {"sv": "Nivå 0"}}, {"from": "40", "factor": "0.5", "text": {"sv": "Nivå 1"}}, {"from": "80", "factor": "1", "text": {"sv": "Nivå 2"}}]}}}
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
    "supervision": [],
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
        ExampleStep { bid: "A", name: "methods", operation: "methods_trained", value: "2", unit: "number" },
        ExampleStep { bid: "A", name: "enough_methods", operation: "at_least", value: "1", unit: "yes_no" },
        ExampleStep { bid: "A", name: "trained", operation: "multiply", value: "1", unit: "yes_no" },
        ExampleStep { bid: "A", name: "methods", operation: "methods_trained", value: "1", unit: "number" },
        ExampleStep { bid: "A", name: "enough_methods", operation: "at_least", value: "0", unit: "yes_no" },
        ExampleStep { bid: "A", name: "trained", operation: "multiply", value: "0", unit: "yes_no" },
        ExampleStep { bid: "A", name: "methods", operation: "methods_trained", value: "1", unit: "number" },
        ExampleStep { bid: "A", name: "enough_methods", operation: "at_least", value: "0", unit: "yes_no" },
        ExampleStep { bid: "A", name: "trained", operation: "multiply", value: "0", unit: "yes_no" },
        ExampleStep { bid: "A", name: "methods", operation: "methods_trained", value: "2", unit: "number" },
        ExampleStep { bid: "A", name: "enough_methods", operation: "at_least", value: "1", unit: "yes_no" },
        ExampleStep { bid: "A", name: "trained", operation: "multiply", value: "0", unit: "yes_no" },
        ExampleStep { bid: "A", name: "heads", operation: "sum", value: "3", unit: "number" },
        ExampleStep { bid: "A", name: "trained_heads", operation: "sum", value: "1", unit: "number" },
        ExampleStep { bid: "A", name: "hundredfold", operation: "multiply", value: "100", unit: "number" },
        ExampleStep { bid: "A", name: "percent", operation: "divide", value: "100/3", unit: "percent" },
        ExampleStep { bid: "A", name: "measured", operation: "round", value: "33.3", unit: "percent" },
    ],
};

/// What the model publishes for it.
#[derive(Clone, Debug)]
pub(crate) struct ShareOfHeads {
    pub(crate) functions: Words,
    pub(crate) methods: Words,
    pub(crate) minimum_methods: Term<Number>,
    pub(crate) minimum_days: Term<Number>,
    pub(crate) cut: Cut,
}

impl ShareOfHeads {
    /// Percent of the counted persons who are trained in enough methods.
    pub(crate) fn measure<S: Sink>(&self, work: &mut Work<'_, S>) -> Option<Term<Measure>> {
        let counted = work.counted(&self.functions);
        let mut trained = Vec::with_capacity(counted.len());
        for (person, counts) in work.plan.persons.iter().zip(&counted) {
            work.ledger.turn_to_detail(Some(Detail::Staff(position(person.line))));
            let number = Exact::from(self.methods_of(person));
            let trainings = work.source(PlanPart::Trainings(position(person.line)));
            let operands = [trainings, self.methods.source, self.minimum_days.source];
            let number = work.ledger.note(work.label("methods"), Operation::MethodsTrained, operands, number);
            let enough = work.at_least("enough_methods", &number, &self.minimum_methods);
            trained.push(work.ledger.multiply(work.label("trained"), counts, &enough));
        }
        work.ledger.turn_to_detail(None);
        let heads = work.count("heads", &counted);
        let part = work.count("trained_heads", &trained);
        let percent = work.percent(&part, &heads)?;
        Some(work.cut(percent, self.cut))
    }

    /// Different published methods with enough days each.
    fn methods_of(&self, person: &Person) -> u32 {
        let has = |method: &&Key| {
            let mut own = person.trainings.iter().filter(|(trained, _)| trained == *method);
            own.any(|(_, days)| *days >= self.minimum_days.value)
        };
        position(self.methods.keys.iter().filter(has).count())
    }
}
