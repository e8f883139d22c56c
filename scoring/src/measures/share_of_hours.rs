//! Share of hours by staff with higher education.
//!
//! Card, parameters, reading, calculation and edge tests of one rule.

use super::work::{Sleeping, position};
use super::{Cut, Words, Work};
use crate::card::{ExampleStep, Quantity, RankReversal, RuleCard, Symbol, WorkedExample};
use crate::rules::RuleId;
use crate::trace::unit::{Hours, Measure, Number};
use crate::trace::{Detail, PlanPart, Sink, Term};
use values::law::{LOU, LegalReference, Profile};
use values::text::Bilingual;

/// The rule's name and revision.
pub const ID: RuleId = RuleId { name: "share_of_hours", revision: 1 };

/// What the rule says of itself.
pub const CARD: RuleCard = RuleCard {
    id: ID,
    title: Bilingual {
        sv: "Andel tid med högskoleutbildad personal",
        en: "Share of hours by staff with higher education",
    },
    formula: "S = 100 × Σ_i (h_i : q_i ≥ Q) / Σ_i h_i",
    symbols: &[
        Symbol::new(
            "S",
            "andel av de schemalagda timmarna som utförs av personal med tillräcklig högskoleutbildning",
            "share of the scheduled hours worked by staff with enough higher education",
            "%",
        ),
        Symbol::new(
            "i",
            "rad i bemanningsplanen med en funktion som ingår enligt modellen",
            "line of the staffing plan with a function that the model includes",
            "–",
        ),
        Symbol::new(
            "h_i",
            "schemalagda timmar per månad på rad i, sovande jour medräknad om modellen säger det",
            "scheduled hours a month on line i, sleeping duty counted if the model says so",
            "timmar / hours",
        ),
        Symbol::new(
            "q_i",
            "högskolepoäng i relevant utbildning för personen på rad i",
            "credits of relevant higher education of the person on line i",
            "hp / credits",
        ),
        Symbol::new(
            "Q",
            "publicerat lägsta antal högskolepoäng",
            "published minimum number of credits",
            "hp / credits",
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
        Quantity::new("enough_credits", "om högskolepoängen räcker", "whether the credits suffice", "q_i ≥ Q"),
        Quantity::new(
            "qualified",
            "om radens timmar räknas som utbildade",
            "whether the line's hours count as qualified",
            "i ∈ I ∧ q_i ≥ Q",
        ),
        Quantity::new("total_hours", "timmar i funktioner som ingår", "hours in included functions", "Σ_i h_i"),
        Quantity::new(
            "qualified_hours",
            "varav med tillräcklig utbildning",
            "of which with enough education",
            "Σ_i (h_i : q_i ≥ Q)",
        ),
        Quantity::new("hundredfold", "hundra gånger delen", "a hundred times the part", "100 × Σ_i (h_i : q_i ≥ Q)"),
        Quantity::new("percent", "andel före kapning", "share before the cut", "S"),
        Quantity::new("measured", "andel efter kapning", "share after the cut", "S, cut"),
    ],
    precisely: &[
        Bilingual {
            sv: "I är raderna vars funktion är en av dem som måttet räknar upp; Σ_i går över dem. h_i är radens vakna \
                 timmar, och dessutom de sovande om måttets `sleeping_duty` är `counted` och inte `not_counted`; bara \
                 då har spåret `line_hours`.",
            en: "I is the lines whose function is one of those that the measure lists; Σ_i runs over them. h_i is the \
                 line's waking hours, and the sleeping ones too if the measure's `sleeping_duty` is `counted` and not \
                 `not_counted`; only then has the trace `line_hours`.",
        },
        Bilingual {
            sv: "Exakt Q poäng räcker; Q är `minimum_credits`. Formell utbildningsnivå, anställningsform och \
                 sysselsättningsgrad på raden läses inte.",
            en: "Exactly Q credits suffice; Q is `minimum_credits`. Degree, form of employment and share of a \
                 full-time post on the line are not read.",
        },
        Bilingual {
            sv: "Är Σ_i h_i noll går andelen inte att räkna och anbudsområdet räknas inte.",
            en: "If Σ_i h_i is zero the share cannot be computed and the lot is not.",
        },
    ],
    why: Bilingual {
        sv: "Måttet räknar arbetad tid och inte antal anställda: en välutbildad medarbetare med få pass väger lite och \
             en som arbetar heltid väger mycket. Modellen anger i förväg vilka funktioner som ingår, till exempel vård \
             och behandling men inte föreståndare, kök, lokalvård, undervisning och administration, så att alla \
             leverantörer räknar på samma underlag. I ett hem för vård eller boende ska den som är anställd för att ge \
             vård eller behandling redan enligt 5 kap. 4 § socialtjänstförordningen (2025:468) ha minst tvåårig \
             eftergymnasial utbildning eller motsvarande, om det inte finns särskilda skäl, så gränsen behöver ligga \
             högre än så för att visa ett mervärde. Det är planens tal som räknas; uppger leverantören ett annat blir \
             skillnaden en iakttagelse för prövningen av anbudet och rättas inte i tysthet.",
        en: "The measure counts working time and not the number of employees: a well-educated member of staff with few \
             shifts weighs little and one who works full time weighs much. The model states in advance which functions \
             are included, for example care and treatment but not manager, kitchen, cleaning, teaching and \
             administration, so that all suppliers count on the same basis. In a residential care home whoever is \
             employed to give care or treatment must already, under chapter 5 section 4 of the Social Services \
             Ordinance (2025:468), have at least two years of post-secondary education or the equivalent unless there \
             are special reasons, so the limit needs to lie above that to show added value. It is the figure of the \
             plan that counts; if the supplier states another one, the difference becomes a finding for the \
             examination of the bid and is not silently corrected.",
    },
    limits: Bilingual {
        sv: "En bemanningsplan är ett löfte, och utan avtalsvillkor och uppföljning mot verkliga scheman säger andelen \
             inget om vad som blir av. Högskolepoäng visar hur lång utbildningen är men inte hur god den är eller om \
             medarbetaren är lämplig, och upphandlingsdokumenten måste beskriva vilken utbildning som är relevant. \
             Gränsen är skarp: den som ligger strax under räknas inte alls, hur lång erfarenheten än är. Personerna \
             står under pseudonym, så det måste gå att knyta varje rad till ett examensbevis när anbudet prövas.",
        en: "A staffing plan is a promise, and without contract terms and follow-up against real rotas the share says \
             nothing about what becomes of it. Credits show how long the education is but not how good it is or \
             whether the member of staff is suitable, and the procurement documents must describe which education is \
             relevant. The limit is sharp: whoever lies just below it is not counted at all, however long the \
             experience. The persons stand under pseudonyms, so it must be possible to tie every line to a degree \
             certificate when the bid is examined.",
    },
    rounding: Bilingual {
        sv: "Andelen räknas som ett exakt bråk och kapas sedan, i ett eget steg, mot noll vid det publicerade antalet \
             decimaler, så att ingen når en tröskel genom avrundning uppåt.",
        en: "The share is worked out as an exact fraction and is then cut, in a step of its own, toward zero at the \
             published number of decimals, so that nobody reaches a threshold by rounding up.",
    },
    rank_reversal: RankReversal::Impossible(Bilingual {
        sv: "Täljaren och nämnaren är timmar ur anbudets egen bemanningsplan, och gränsen för högskolepoäng är \
             publicerad. Andelen är därför densamma vilka andra anbud som än tillkommer eller faller bort, och två \
             anbud behåller sin inbördes ordning.",
        en: "The numerator and the denominator are hours from the bid's own staffing plan, and the limit for credits \
             is published. The share is therefore the same whichever other bids are added or removed, and two bids \
             keep their order.",
    }),
    law: &[
        LegalReference {
            profiles: Profile::DIRECTIVE,
            statute: LOU,
            chapter: "15",
            section: "11",
            quotation: "förutsatt att kvalifikationerna inte ska utvärderas som tilldelningskriterium",
            meaning: Bilingual {
                sv: "Utbildnings- och yrkeskvalifikationer som utvärderas med denna regel får inte dessutom begäras in \
                     som utredning om leverantörens tekniska kapacitet, så samma examen prövas inte två gånger.",
                en: "Educational and professional qualifications that are evaluated with this rule may not also be \
                     asked for as evidence of the supplier's technical capacity, so the same degree is not assessed \
                     twice.",
            },
            read_on: "2026-11-23",
        },
        LegalReference {
            profiles: Profile::CHAPTER_19,
            statute: LOU,
            chapter: "19",
            section: "2",
            quotation: "Upphandlingar ska vidare genomföras i enlighet med principerna om ömsesidigt erkännande och \
                        proportionalitet.",
            meaning: Bilingual {
                sv: "Gränsen för högskolepoäng får inte vara högre än uppdraget motiverar, och motsvarande utbildning \
                     från ett annat EU-land ska godtas på samma sätt som svensk.",
                en: "The limit for credits may not be higher than the assignment justifies, and equivalent education \
                     from another EU country must be accepted in the same way as Swedish education.",
            },
            read_on: "2026-11-23",
        },
    ],
    example: EXAMPLE,
};

const EXAMPLE: WorkedExample = WorkedExample {
    source: Bilingual { sv: "Räknat här, steg för steg.", en: "Worked out here, step by step." },
    working: &[
        "P1 and P2 work in care; P1's second line and P3 are management and are left out",
        "Sleeping duty counts: P1 100 + 20 = 120 hours, P2 60 hours; together 180",
        "P1 has 180 credits, enough; P2 has 120, not enough: 120 of 180 hours",
        "S = 100 × 120 / 180 = 200/3, cut toward zero at 0 decimals: 66",
    ],
    model: r#"{
  "format": "anbud-model/1", "basis": "best_price_quality", "currency": "SEK", "tax_basis": "excluding",
  "requirements": [],
  "functions": [{"key": "care", "title": {"sv": "Vård"}}, {"key": "manager", "title": {"sv": "Föreståndare"}}],
  "methods": [{"key": "mi", "title": {"sv": "MI"}}, {"key": "tmo", "title": {"sv": "TMO"}}],
  "price": {"price_list@1": {"domain": "above_zero", "decimals": 2, "lines": [{"key": "P", "title": {"sv": "Pris"}, "unit": "unit", "quantity": "1"}]}},
  "criteria": [
    {"key": "Q", "title": {"sv": "Personal"}, "weight": "100", "scale": {"stepped_table@1": {"assessed_by": {"plan": {"share_of_hours@1": {"functions": ["care"], "sleeping_duty": "counted", "minimum_credits": 180, "cut": {"decimals": 0, "mode": "toward_zero"}}}}, "unit": "percent", "decimals": 1, "levels": [{"factor": "0", "text": {"sv": "Nivå 0"}}, {"from": "50", "factor": "0.5", "text": {"sv": "Nivå 1"}}, {"from": "80", "factor": "1", "text": {"sv": "Nivå 2"}}]}}}
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
        ExampleStep { bid: "A", name: "line_hours", operation: "sum", value: "120", unit: "hours" },
        ExampleStep { bid: "A", name: "line_hours", operation: "sum", value: "60", unit: "hours" },
        ExampleStep { bid: "A", name: "line_hours", operation: "sum", value: "40", unit: "hours" },
        ExampleStep { bid: "A", name: "line_hours", operation: "sum", value: "160", unit: "hours" },
        ExampleStep { bid: "A", name: "enough_credits", operation: "at_least", value: "1", unit: "yes_no" },
        ExampleStep { bid: "A", name: "qualified", operation: "multiply", value: "1", unit: "yes_no" },
        ExampleStep { bid: "A", name: "enough_credits", operation: "at_least", value: "0", unit: "yes_no" },
        ExampleStep { bid: "A", name: "qualified", operation: "multiply", value: "0", unit: "yes_no" },
        ExampleStep { bid: "A", name: "enough_credits", operation: "at_least", value: "1", unit: "yes_no" },
        ExampleStep { bid: "A", name: "qualified", operation: "multiply", value: "0", unit: "yes_no" },
        ExampleStep { bid: "A", name: "enough_credits", operation: "at_least", value: "1", unit: "yes_no" },
        ExampleStep { bid: "A", name: "qualified", operation: "multiply", value: "0", unit: "yes_no" },
        ExampleStep { bid: "A", name: "total_hours", operation: "sum_of", value: "180", unit: "hours" },
        ExampleStep { bid: "A", name: "qualified_hours", operation: "sum_of", value: "120", unit: "hours" },
        ExampleStep { bid: "A", name: "hundredfold", operation: "multiply", value: "12000", unit: "hours" },
        ExampleStep { bid: "A", name: "percent", operation: "divide", value: "200/3", unit: "percent" },
        ExampleStep { bid: "A", name: "measured", operation: "round", value: "66", unit: "percent" },
    ],
};

/// What the model publishes for it.
#[derive(Clone, Debug)]
pub(crate) struct ShareOfHours {
    pub(crate) functions: Words,
    pub(crate) sleeping: Sleeping,
    pub(crate) minimum_credits: Term<Number>,
    pub(crate) cut: Cut,
}

impl ShareOfHours {
    /// Percent of the included hours that are worked by qualified staff.
    pub(crate) fn measure<S: Sink>(&self, work: &mut Work<'_, S>) -> Option<Term<Measure>> {
        let included = work.included(&self.functions);
        let hours: Vec<Term<Hours>> =
            (0..work.plan.lines.len()).map(|index| work.hours(index, self.sleeping)).collect();
        let mut qualified = Vec::with_capacity(hours.len());
        for (index, line) in work.plan.lines.iter().enumerate() {
            let person = &work.plan.persons[line.person];
            let credits = work.source(PlanPart::Credits(position(person.line)));
            let credits = Term::new(person.credits.into(), credits);
            work.ledger.turn_to_detail(Some(Detail::Staff(position(index))));
            let enough = work.at_least("enough_credits", &credits, &self.minimum_credits);
            let label = work.label("qualified");
            qualified.push(work.ledger.multiply(label, &included[index], &enough));
        }
        work.ledger.turn_to_detail(None);
        let all = included.iter().zip(&hours);
        let whole = work.sum_of("total_hours", all);
        let some = qualified.iter().zip(&hours);
        let part = work.sum_of("qualified_hours", some);
        let percent = work.percent(&part, &whole)?;
        Some(work.cut(percent, self.cut))
    }
}
