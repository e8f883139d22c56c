//! Staff continuity.
//!
//! Card, parameters, reading, calculation and edge tests of one rule.

use super::work::position;
use super::{Cut, Work};
use crate::card::{ExampleStep, Quantity, RankReversal, RuleCard, Symbol, WorkedExample};
use crate::plan::{Month, Plan};
use crate::rules::RuleId;
use crate::trace::unit::{Hours, Measure, Number};
use crate::trace::{Detail, Operation, PlanPart, Sink, Source, Term};
use values::law::{LOU, LegalReference, Profile};
use values::text::Bilingual;
use values::{Exact, Faults, Place};

/// The rule's name and revision.
pub const ID: RuleId = RuleId { name: "continuity", revision: 1 };

/// What the rule says of itself.
pub const CARD: RuleCard = RuleCard {
    id: ID,
    title: Bilingual { sv: "Personalkontinuitet", en: "Staff continuity" },
    formula: "K = 100 × Σ_m p_m / Σ_m (p_m + v_m + t_m)",
    symbols: &[
        Symbol::new(
            "K",
            "andel av timmarna som utförts av tillsvidareanställda",
            "share of the hours worked by permanent employees",
            "%",
        ),
        Symbol::new(
            "m",
            "månad bland de publicerade, till exempel de senaste sex",
            "month among those published, for example the last six",
            "–",
        ),
        Symbol::new(
            "p_m",
            "timmar enligt lönesystemet av tillsvidareanställda under månad m",
            "payroll hours by permanent employees in month m",
            "timmar / hours",
        ),
        Symbol::new(
            "v_m",
            "timmar enligt lönesystemet av visstidsanställda under månad m",
            "payroll hours by employees for a fixed term in month m",
            "timmar / hours",
        ),
        Symbol::new(
            "t_m",
            "timmar enligt lönesystemet av timanställda under månad m",
            "payroll hours by employees by the hour in month m",
            "timmar / hours",
        ),
    ],
    quantities: &[
        Quantity::new("within", "om månaden räknas", "whether the month counts", "m ∈ M"),
        Quantity::new("month_hours", "månadens timmar", "hours of the month", "p_m + v_m + t_m"),
        Quantity::new(
            "total_hours",
            "timmar under de publicerade månaderna",
            "hours of the published months",
            "Σ_m (p_m + v_m + t_m)",
        ),
        Quantity::new("permanent_hours", "varav av tillsvidareanställda", "of which by permanent employees", "Σ_m p_m"),
        Quantity::new("hundredfold", "hundra gånger delen", "a hundred times the part", "100 × Σ_m p_m"),
        Quantity::new("percent", "andel före kapning", "share before the cut", "K"),
        Quantity::new("measured", "andel efter kapning", "share after the cut", "K, cut"),
    ],
    precisely: &[
        Bilingual {
            sv: "Månaderna M är så många som modellen anger, kalendermånader i följd, och den sista är `last_month`. I \
                 vilken ordning de står i planen spelar ingen roll. p_m är `permanent`, v_m `fixed_term` och t_m \
                 `hourly`. Månader utanför dem får finnas i planen och räknas inte.",
            en: "The months M are as many as the model states, consecutive calendar months, and the last is \
                 `last_month`. In which order they stand in the plan does not matter. p_m is `permanent`, v_m \
                 `fixed_term` and t_m `hourly`. Months outside them may stand in the plan and do not count.",
        },
        Bilingual {
            sv: "Varje publicerad månad finns i planen, också den som inte har några timmar, och ingen månad står två \
                 gånger; annars räknas anbudsområdet inte. Är timmarna tillsammans noll räknas anbudsområdet inte \
                 heller.",
            en: "Every published month is in the plan, even one without any hours, and no month stands twice; \
                 otherwise the lot is not computed. Nor is it if the hours are zero together.",
        },
    ],
    why: Bilingual {
        sv: "Den som bor på en enhet behöver möta personal som stannar, och de tillsvidareanställdas andel av timmarna \
             är ett mått på det som går att hämta ur lönesystemet. Måttet ser bakåt på månader som redan har varit, så \
             det bygger på utfall och inte på ett löfte. Modellen anger vilka månader som räknas, så att ingen kan \
             välja sin bästa period, och timmarna läggs samman över alla månaderna i stället för att varje månad får \
             väga lika.",
        en: "Whoever lives in a unit needs to meet staff who stay, and the permanent employees' share of the hours is \
             a measure of that which can be taken from the payroll system. The measure looks back at months that have \
             already passed, so it builds on outcome and not on a promise. The model states which months count, so \
             that nobody can choose its best period, and the hours are added over all the months instead of every \
             month weighing the same.",
    },
    limits: Bilingual {
        sv: "Anställningsform är inte detsamma som kontinuitet: en tillsvidareanställd kan vara ny, och en timanställd \
             kan ha arbetat på enheten i åratal. Inhyrd personal finns inte i leverantörens lönesystem och betald \
             frånvaro kan finnas där, så andelen kan bli för hög om upphandlingsdokumenten inte säger hur sådana \
             timmar ska redovisas. En ny enhet har inga lönemånader att visa och köparen behöver ange i förväg vad som \
             då gäller, och timmarna är inte delade på funktion, så även kök och administration kan ingå. Det som \
             varit är ingen garanti för det som kommer, så andelen behöver följas upp under avtalstiden och summorna \
             kunna stämmas av mot lönesystemet.",
        en: "Form of employment is not the same as continuity: a permanent employee can be new, and one employed by \
             the hour can have worked in the unit for years. Agency staff is not in the supplier's payroll system and \
             paid absence can be there, so the share can become too high unless the procurement documents say how such \
             hours are to be reported. A new unit has no payroll months to show and the buyer needs to state in \
             advance what then applies, and the hours are not divided by function, so kitchen and administration can \
             be included too. What has been is no guarantee of what is to come, so the share needs to be followed up \
             during the contract and it must be possible to reconcile the sums with the payroll system.",
    },
    rounding: Bilingual {
        sv: "Månadernas timmar summeras och delas exakt, och andelen kapas till sist, som ett eget steg, mot noll vid \
             det publicerade antalet decimaler.",
        en: "The hours of the months are added and divided exactly, and the share is cut at the end, as a step of its \
             own, toward zero at the published number of decimals.",
    },
    rank_reversal: RankReversal::Impossible(Bilingual {
        sv: "Timmarna kommer ur leverantörens egna löneuppgifter och månaderna är publicerade. Löneuppgifterna i ett \
             annat anbud påverkar varken talet eller ordningen mellan två anbud, vare sig det anbudet kommer till \
             eller faller bort.",
        en: "The hours come from the supplier's own payroll data and the months are published. The payroll data of \
             another bid affect neither the figure nor the order of two bids, whether that bid is added or removed.",
    }),
    law: &[
        LegalReference {
            profiles: Profile::DIRECTIVE,
            statute: LOU,
            chapter: "16",
            section: "2",
            quotation: "Om det finns anledning ska myndigheten kontrollera att leverantörens uppgifter är riktiga.",
            meaning: Bilingual {
                sv: "Andelen bygger på löneuppgifter som leverantören själv har lämnat, och finns det anledning ska \
                     myndigheten kontrollera dem, till exempel mot ett utdrag ur lönesystemet.",
                en: "The share builds on payroll data that the supplier itself has given, and if there is reason to do \
                     so the authority must check them, for example against an extract from the payroll system.",
            },
            read_on: "2026-11-23",
        },
        LegalReference {
            profiles: Profile::CHAPTER_19,
            statute: LOU,
            chapter: "19",
            section: "3",
            quotation: "En upphandlande myndighet bör beakta miljöhänsyn samt sociala och arbetsrättsliga hänsyn om \
                        upphandlingens art motiverar detta.",
            meaning: Bilingual {
                sv: "Regeln är ett sätt att beakta sociala och arbetsrättsliga hänsyn, och den hör hemma i \
                     upphandlingar vars art motiverar det, till exempel när de boende behöver personal som stannar.",
                en: "The rule is one way of taking social and labour-law considerations into account, and it belongs \
                     in procurements whose nature justifies it, for example when the residents need staff who stay.",
            },
            read_on: "2026-11-23",
        },
    ],
    example: EXAMPLE,
};

const EXAMPLE: WorkedExample = WorkedExample {
    source: Bilingual { sv: "Räknat här, steg för steg.", en: "Worked out here, step by step." },
    working: &[
        "Three months end with October: August, September and October count, July does not",
        "All hours: 1000 + 1000 + 1000 = 3000; by permanent employees: 800 + 900 + 860 = 2560",
        "K = 100 × 2560 / 3000 = 256/3, cut toward zero at 0 decimals: 85",
    ],
    model: r#"{
  "format": "anbud-model/1", "basis": "best_price_quality", "currency": "SEK", "tax_basis": "excluding",
  "requirements": [],
  "functions": [{"key": "care", "title": {"sv": "Vård"}}, {"key": "manager", "title": {"sv": "Föreståndare"}}],
  "methods": [{"key": "mi", "title": {"sv": "MI"}}, {"key": "tmo", "title": {"sv": "TMO"}}],
  "price": {"price_list@1": {"domain": "above_zero", "decimals": 2, "lines": [{"key": "P", "title": {"sv": "Pris"}, "unit": "unit", "quantity": "1"}]}},
  "criteria": [
    {"key": "Q", "title": {"sv": "Personal"}, "weight": "100", "scale": {"stepped_table@1": {"assessed_by": {"plan": {"continuity@1": {"last_month": "2026-10", "months": 3, "cut": {"decimals": 0, "mode": "toward_zero"}}}}, "unit": "percent", "decimals": 0, "levels": [{"factor": "0", "text": {"sv": "Nivå 0"}}, {"from": "75", "factor": "0.5", "text": {"sv": "Nivå 1"}}, {"from": "85", "factor": "1", "text": {"sv": "Nivå 2"}}]}}}
  ],
  "combination": {"added_value_deduction@1": {"maximum_deduction": "100"}}, "rounding": [], "tie_chain": ["draw"]
}"#,
    inputs: r#"{
  "format": "anbud-inputs/1",
  "bids": {"A": {"key": "A", "lot": "LOT-1", "unit": {"name": "Hemmet", "permit": "T-1", "places": 4}, "prices": {"P": "500"}, "plan": {
    "staff": [],
    "rota": [],
    "supervision": [],
    "payroll": [{"month": "2026-07", "permanent": "0", "fixed_term": "0", "hourly": "500"},
      {"month": "2026-08", "permanent": "800", "fixed_term": "100", "hourly": "100"},
      {"month": "2026-09", "permanent": "900", "fixed_term": "100", "hourly": "0"},
      {"month": "2026-10", "permanent": "860", "fixed_term": "0", "hourly": "140"}]}}},
  "examinations": {"A": {"bid": "A", "decided_at": "2026-01-15T09:00:00Z", "outcome": "admitted"}}
}"#,
    steps: &[
        ExampleStep { bid: "A", name: "within", operation: "within_months", value: "0", unit: "yes_no" },
        ExampleStep { bid: "A", name: "month_hours", operation: "sum", value: "500", unit: "hours" },
        ExampleStep { bid: "A", name: "within", operation: "within_months", value: "1", unit: "yes_no" },
        ExampleStep { bid: "A", name: "month_hours", operation: "sum", value: "1000", unit: "hours" },
        ExampleStep { bid: "A", name: "within", operation: "within_months", value: "1", unit: "yes_no" },
        ExampleStep { bid: "A", name: "month_hours", operation: "sum", value: "1000", unit: "hours" },
        ExampleStep { bid: "A", name: "within", operation: "within_months", value: "1", unit: "yes_no" },
        ExampleStep { bid: "A", name: "month_hours", operation: "sum", value: "1000", unit: "hours" },
        ExampleStep { bid: "A", name: "total_hours", operation: "sum_of", value: "3000", unit: "hours" },
        ExampleStep { bid: "A", name: "permanent_hours", operation: "sum_of", value: "2560", unit: "hours" },
        ExampleStep { bid: "A", name: "hundredfold", operation: "multiply", value: "256000", unit: "hours" },
        ExampleStep { bid: "A", name: "percent", operation: "divide", value: "256/3", unit: "percent" },
        ExampleStep { bid: "A", name: "measured", operation: "round", value: "85", unit: "percent" },
    ],
};

/// What the model publishes for it.
#[derive(Clone, Debug)]
pub(crate) struct Continuity {
    pub(crate) last: Month,
    pub(crate) last_source: Source,
    pub(crate) months: Term<Number>,
    pub(crate) cut: Cut,
}

impl Continuity {
    /// Every published month must be there: a missing month is not a month without hours.
    pub(crate) fn check(&self, plan: &Plan, place: &Place, faults: &mut Faults) {
        let wanted = self.months.value.to_u32().unwrap_or(0);
        let there = plan.months.iter().filter(|month| month.month.is_within(self.last, wanted)).count();
        if position(there) != wanted {
            faults.add(
                "bid.plan_months_missing",
                &place.at("payroll"),
                format!("{there} of the {wanted} published months are there"),
                "add the hours of every month, also of months without any",
            );
        }
    }

    /// Percent of the hours of the published months that were worked by permanent employees.
    pub(crate) fn measure<S: Sink>(&self, work: &mut Work<'_, S>) -> Option<Term<Measure>> {
        let wanted = self.months.value.to_u32()?;
        let (mut within, mut permanent, mut all) = (Vec::new(), Vec::new(), Vec::new());
        for (index, month) in work.plan.months.iter().enumerate() {
            let index = position(index);
            work.ledger.turn_to_detail(Some(Detail::Month(index)));
            let yes = Exact::from(u32::from(month.month.is_within(self.last, wanted)));
            let operands = [work.source(PlanPart::Month(index)), self.last_source, self.months.source];
            within.push(work.ledger.note(work.label("within"), Operation::WithinMonths, operands, yes));
            let parts = [PlanPart::Permanent(index), PlanPart::FixedTerm(index), PlanPart::Hourly(index)];
            let parts: [Term<Hours>; 3] =
                [0, 1, 2].map(|form| Term::new(month.hours[form].clone(), work.source(parts[form])));
            all.push(work.ledger.sum(work.label("month_hours"), &parts));
            let [first, ..] = parts;
            permanent.push(first);
        }
        work.ledger.turn_to_detail(None);
        let pairs = within.iter().zip(&all);
        let whole = work.sum_of("total_hours", pairs);
        let pairs = within.iter().zip(&permanent);
        let part = work.sum_of("permanent_hours", pairs);
        let percent = work.percent(&part, &whole)?;
        Some(work.cut(percent, self.cut))
    }
}
