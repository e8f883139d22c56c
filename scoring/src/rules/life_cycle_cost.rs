//! Life-cycle cost (LCC).
//!
//! Card and parameters of one rule. Its reading stands in `life_cycle_cost/read.rs`, the calculation in `cost.rs`, edge
//! tests in `tests.rs` beside them.

mod cost;
mod read;

use crate::card::{ExampleStep, Quantity, RankReversal, RuleCard, Symbol, WorkedExample};
use crate::document::PriceDomain;
use crate::rules::RuleId;
use crate::trace::unit::{Money, Number};
use crate::trace::{ProductPart, Term};
use values::law::{LOU, LegalReference, Profile};
use values::text::Bilingual;
use values::{Exact, Key};

/// The rule's name and revision.
pub const ID: RuleId = RuleId { name: "life_cycle_cost", revision: 1 };

/// What the rule says of itself.
pub const CARD: RuleCard = RuleCard {
    id: ID,
    title: Bilingual { sv: "Livscykelkostnad (LCC)", en: "Life-cycle cost (LCC)" },
    formula: "L = P + Σ_{t=1..T} (E × p_el + S_t) / (1 + r)^t + Σ_{t ∈ R, t < T} (h × k) / (1 + r)^t − P × a / (1 + r)^T\n\
              S_t = 0 (t ≤ g), S_t = S (t > g)\n\
              J = Σ_i (q_i × L_i)",
    symbols: &[
        Symbol::new(
            "L",
            "livscykelkostnad för en enhet av en produkt",
            "life-cycle cost of one unit of a product",
            "valuta / currency",
        ),
        Symbol::new("P", "inköpspris per enhet", "purchase price per unit", "valuta / currency"),
        Symbol::new("T", "publicerad livslängd", "published life", "år / years"),
        Symbol::new("t", "år räknat från köpet", "year counted from the purchase", "år / years"),
        Symbol::new("E", "energianvändning per enhet och år", "energy use per unit and year", "kWh"),
        Symbol::new("p_el", "publicerat elpris", "published electricity price", "valuta / currency per kWh"),
        Symbol::new("S_t", "servicekostnad år t", "cost of service in year t", "valuta / currency"),
        Symbol::new(
            "S",
            "servicekostnad per år efter garantitiden",
            "cost of service per year after the warranty",
            "valuta / currency",
        ),
        Symbol::new("g", "garantitid", "warranty period", "år / years"),
        Symbol::new("R", "publicerade år för rekonditionering", "published years of reconditioning", "år / years"),
        Symbol::new("h", "arbetstid per rekonditionering", "working time per reconditioning", "timmar / hours"),
        Symbol::new("k", "publicerat timpris", "published hourly rate", "valuta / currency per h"),
        Symbol::new("r", "publicerad kalkylränta per år", "published discount rate per year", "0–1"),
        Symbol::new(
            "a",
            "publicerad restvärdesandel av inköpspriset",
            "published residual share of the purchase price",
            "0–1",
        ),
        Symbol::new("q_i", "publicerad mängd av produkt i", "published quantity of product i", "st / units"),
        Symbol::new(
            "L_i",
            "livscykelkostnad per enhet av produkt i",
            "life-cycle cost per unit of product i",
            "valuta / currency",
        ),
        Symbol::new("J", "anbudets totala livscykelkostnad", "total life-cycle cost of the bid", "valuta / currency"),
    ],
    quantities: &[
        Quantity::new("growth", "tillväxt per år", "growth per year", "1 + r"),
        Quantity::new("growth_to_year", "tillväxt till år t", "growth until year t", "(1 + r)^t"),
        Quantity::new("discount", "nuvärde av 1 år t", "present value of 1 in year t", "1 / (1 + r)^t"),
        Quantity::new(
            "annuity",
            "nuvärde av 1 per år till och med år t",
            "present value of 1 a year up to year t",
            "Σ_{s=1..t} 1 / (1 + r)^s",
        ),
        Quantity::new(
            "annuity_over_life",
            "nuvärde av 1 per år under livslängden",
            "present value of 1 a year over the life",
            "Σ_{t=1..T} 1 / (1 + r)^t",
        ),
        Quantity::new(
            "discount_at_end",
            "nuvärde av 1 vid livslängdens slut",
            "present value of 1 at the end of life",
            "1 / (1 + r)^T",
        ),
        Quantity::new(
            "reconditioning_year",
            "år för rekonditionering, högst livslängden",
            "year of reconditioning, at most the life",
            "min(t, T), t ∈ R",
        ),
        Quantity::new(
            "reconditioning_share",
            "nuvärde av 1 vid en rekonditionering",
            "present value of 1 at one reconditioning",
            "1 / (1 + r)^t (t < T), 0 (t ≥ T)",
        ),
        Quantity::new(
            "reconditioning_factor",
            "nuvärde av 1 vid varje rekonditionering",
            "present value of 1 at every reconditioning",
            "Σ_{t ∈ R, t < T} 1 / (1 + r)^t",
        ),
        Quantity::new("energy_per_year", "energikostnad per år", "cost of energy per year", "E × p_el"),
        Quantity::new(
            "energy",
            "energikostnad, nuvärde",
            "cost of energy, present value",
            "Σ_{t=1..T} (E × p_el) / (1 + r)^t",
        ),
        Quantity::new("covered_years", "år med garanti under livslängden", "years of life under warranty", "min(g, T)"),
        Quantity::new(
            "annuity_covered",
            "nuvärde av 1 per år under garantin",
            "present value of 1 a year under warranty",
            "Σ_{t=1..min(g, T)} 1 / (1 + r)^t",
        ),
        Quantity::new(
            "service_factor",
            "nuvärde av 1 per år efter garantin",
            "present value of 1 a year after the warranty",
            "Σ_{t=g+1..T} 1 / (1 + r)^t",
        ),
        Quantity::new(
            "service",
            "servicekostnad, nuvärde",
            "cost of service, present value",
            "Σ_{t=1..T} S_t / (1 + r)^t",
        ),
        Quantity::new("reconditioning_once", "kostnad för en rekonditionering", "cost of one reconditioning", "h × k"),
        Quantity::new(
            "reconditioning",
            "rekonditionering, nuvärde",
            "reconditioning, present value",
            "Σ_{t ∈ R, t < T} (h × k) / (1 + r)^t",
        ),
        Quantity::new(
            "residual_at_end",
            "restvärde vid livslängdens slut",
            "residual value at the end of life",
            "P × a",
        ),
        Quantity::new("residual", "restvärde, nuvärde", "residual value, present value", "P × a / (1 + r)^T"),
        Quantity::new("costs", "kostnader före restvärde", "costs before the residual value", "L + P × a / (1 + r)^T"),
        Quantity::new("unit_cost", "livscykelkostnad per enhet", "life-cycle cost per unit", "L"),
        Quantity::new(
            "line_amount",
            "livscykelkostnad för produktens mängd",
            "life-cycle cost of the product's quantity",
            "q_i × L_i",
        ),
        Quantity::new("price", "total livscykelkostnad", "total life-cycle cost", "J"),
        Quantity::new(
            "rounded_price",
            "avrundad total livscykelkostnad",
            "rounded total life-cycle cost",
            "J, rounded",
        ),
    ],
    precisely: &[
        Bilingual {
            sv: "I modellen är r `discount_rate`, p_el `electricity_price`, k `technician_rate` och R \
                 `reconditioning_years`, desamma för alla produkter, och för varje produkt q_i `quantity`, T \
                 `life_years` och a `residual_share`. I anbudet är P `price`, E `kwh_per_year`, S `service_per_year`, \
                 g `warranty_years` och h `reconditioning_hours`. Åren är hela. Är garantitiden längre än livslängden \
                 räknas den som livslängden. Åren för rekonditionering står i stigande ordning, från år 1, vart och \
                 ett en gång; ett år från T och framåt kostar ingenting.",
            en: "In the model r is `discount_rate`, p_el `electricity_price`, k `technician_rate` and R \
                 `reconditioning_years`, the same for all products, and for each product q_i is `quantity`, T \
                 `life_years` and a `residual_share`. In the bid P is `price`, E `kwh_per_year`, S `service_per_year`, \
                 g `warranty_years` and h `reconditioning_hours`. Years are whole. A warranty longer than the life \
                 counts as the life. The years of reconditioning stand in rising order, from year 1, each once; a year \
                 from T onwards costs nothing.",
        },
        Bilingual {
            sv: "Anbudet har uppgifter om varje produkt i modellen och inga andra. P ligger inom det publicerade \
                 området för priser och har högst `decimals` decimaler, läst som i prislistan; övriga uppgifter är \
                 noll eller mer, med högst sex decimaler.",
            en: "The bid has data on every product of the model and no others. P lies within the published domain of \
                 prices and has at most `decimals` decimals, read as in the price list; the other data are zero or \
                 above, with at most six decimals.",
        },
        Bilingual {
            sv: "Där andra regler säger anbudets pris menas J, avrundad om modellen har avrundningssteget \
                 `price`.",
            en: "Where other rules say the price of the bid they mean J, rounded if the model has the rounding \
                 stage `price`.",
        },
    ],
    why: Bilingual {
        sv: "En produkt som är billig att köpa kan bli dyr att använda, och därför räknar regeln samman inköp, \
             energi, service, rekonditionering och restvärde under hela livslängden. Leverantören lämnar uppgifter \
             om sina egna produkter, medan kalkylränta, elpris, timpris, livslängd, mängder och restvärdesandel är \
             publicerade och lika för alla. Senare kostnader räknas om till nuvärde, och service kostar inget i \
             kalkylen så länge leverantörens garanti gäller. En rekonditionering det år produkten tas ur bruk räknas \
             inte, eftersom den inte skulle komma till nytta.",
        en: "A product that is cheap to buy can be expensive to use, so the rule adds up purchase, energy, service, \
             reconditioning and residual value over the whole life. The supplier gives data on its own products, \
             while the discount rate, electricity price, hourly rate, life, quantities and residual share are \
             published and the same for everyone. Later costs are converted to present value, and service costs \
             nothing in the calculation while the supplier's warranty lasts. Reconditioning in the year the product \
             is taken out of use is not counted, because nobody would benefit from it.",
    },
    limits: Bilingual {
        sv: "Upphandlingsmyndigheten påpekar i sin vägledning om parametrar i en LCC-kalkyl att utfallet till stor \
             del beror på vald kalkylränta och att även livslängden påverkar det. Uppgifterna om energi, service och \
             arbetstid kommer från leverantören och behöver kunna kontrolleras och följas upp. Regeln räknar inte \
             med kostnader för externa miljöeffekter och antar att energi- och servicekostnaderna är desamma varje \
             år som de räknas.",
        en: "The National Agency for Public Procurement points out in its guidance on the parameters of an LCC \
             calculation that the outcome depends to a large extent on the chosen discount rate and that the life \
             affects it too. The data on energy, service and working time come from the supplier and need to be open \
             to checking and follow-up. The rule does not count costs of external environmental effects, and it \
             assumes that energy and service cost the same in every year in which they are counted.",
    },
    rounding: Bilingual {
        sv: "Nuvärdena räknas som exakta bråk och varken delbelopp eller total avrundas, om inte modellen har \
             publicerat ett avrundningssteg med antal decimaler och avrundningssätt.",
        en: "The present values are kept as exact fractions and neither the parts nor the total is rounded, unless \
             the model has published a rounding stage with its number of decimals and its mode.",
    },
    rank_reversal: RankReversal::Impossible(Bilingual {
        sv: "Livscykelkostnaden räknas ur anbudets egna produktuppgifter och publicerade värden. Inget i formeln \
             hämtas från ett annat anbud, så ordningen mellan två anbud efter livscykelkostnad ändras inte av att \
             ett annat anbud tillkommer eller faller bort.",
        en: "The life-cycle cost is worked out from the bid's own product data and published values. Nothing in the \
             formula comes from another bid, so the order of two bids by life-cycle cost does not change when \
             another bid is added or removed.",
    }),
    law: &[
        LegalReference {
            profiles: Profile::DIRECTIVE,
            statute: LOU,
            chapter: "16",
            section: "4",
            quotation: "ska den i upphandlingsdokumenten ange vilka uppgifter som leverantörerna ska lämna för detta \
                        ändamål och vilken metod myndigheten kommer att använda för att fastställa \
                        livscykelkostnaderna",
            meaning: Bilingual {
                sv: "Formeln med sina fasta värden är metoden för att fastställa livscykelkostnaderna och ska anges \
                     i upphandlingsdokumenten tillsammans med de produktuppgifter som leverantörerna ska lämna.",
                en: "The formula with its fixed values is the method for establishing the life-cycle costs, and it \
                     must be stated in the procurement documents together with the product data that suppliers are \
                     to give.",
            },
            read_on: "2026-11-23",
        },
        LegalReference {
            profiles: Profile::CHAPTER_19,
            statute: LOU,
            chapter: "19",
            section: "9",
            quotation: "Upphandlingsdokumenten ska även innehålla de uppgifter i övrigt som är relevanta.",
            meaning: Bilingual {
                sv: "Kalkylränta, elpris, timpris, livslängd och restvärdesandel är relevanta för den som ska räkna \
                     fram sin livscykelkostnad och hör därför till det som upphandlingsdokumenten ska innehålla.",
                en: "The discount rate, electricity price, hourly rate, life and residual share are relevant to \
                     anyone working out its life-cycle cost, so they belong to what the procurement documents must \
                     contain.",
            },
            read_on: "2026-11-23",
        },
    ],
    example: EXAMPLE,
};

const EXAMPLE: WorkedExample = WorkedExample {
    source: Bilingual { sv: "Räknat här, steg för steg.", en: "Worked out here, step by step." },
    working: &[
        "1 + r = 1.25; present value of 1: year 1 0.8, year 2 1 / 1.5625 = 0.64; of 1 a year: 0.8, then 1.44",
        "Reconditioning in year 1 only (year 2 is the last): factor 0.8",
        "Energy 10 × 2 = 20 a year: 20 × 1.44 = 28.8",
        "Service 50 a year after 1 year of warranty: 50 × (1.44 − 0.8) = 32",
        "Reconditioning 2 × 100 = 200: 200 × 0.8 = 160",
        "Residual 1000 × 0.1 = 100: 100 × 0.64 = 64",
        "L = 1000 + 28.8 + 32 + 160 − 64 = 1156.8; J = 10 × 1156.8 = 11568",
    ],
    model: r#"{
  "format": "anbud-model/1", "basis": "cost", "currency": "SEK", "tax_basis": "excluding",
  "requirements": [],
  "price": {"life_cycle_cost@1": {"domain": "above_zero", "decimals": 2, "discount_rate": "0.25", "electricity_price": "2", "technician_rate": "100", "reconditioning_years": [1, 2], "products": [{"key": "S", "title": {"sv": "Säng"}, "unit": "pcs", "quantity": "10", "life_years": 2, "residual_share": "0.1"}]}},
  "combination": {"lowest_cost@1": {}}, "rounding": [], "tie_chain": ["draw"]
}"#,
    inputs: r#"{
  "format": "anbud-inputs/1",
  "bids": {
    "A": {"key": "A", "lot": "LOT-1", "products": {"S": {"price": "1000", "kwh_per_year": "10", "service_per_year": "50", "warranty_years": 1, "reconditioning_hours": "2"}}}
  },
  "examinations": {
    "A": {"bid": "A", "decided_at": "2026-01-15T09:00:00Z", "outcome": "admitted"}
  }
}"#,
    steps: &[
        ExampleStep { bid: "", name: "growth", operation: "sum", value: "1.25", unit: "number" },
        ExampleStep { bid: "", name: "growth_to_year", operation: "power", value: "1.25", unit: "number" },
        ExampleStep { bid: "", name: "discount", operation: "divide", value: "0.8", unit: "number" },
        ExampleStep { bid: "", name: "annuity", operation: "sum", value: "0.8", unit: "number" },
        ExampleStep { bid: "", name: "growth_to_year", operation: "power", value: "1.5625", unit: "number" },
        ExampleStep { bid: "", name: "discount", operation: "divide", value: "0.64", unit: "number" },
        ExampleStep { bid: "", name: "annuity", operation: "sum", value: "1.44", unit: "number" },
        ExampleStep { bid: "", name: "annuity_over_life", operation: "pick", value: "1.44", unit: "number" },
        ExampleStep { bid: "", name: "discount_at_end", operation: "pick", value: "0.64", unit: "number" },
        ExampleStep { bid: "", name: "reconditioning_year", operation: "minimum", value: "1", unit: "number" },
        ExampleStep { bid: "", name: "reconditioning_share", operation: "pick", value: "0.8", unit: "number" },
        ExampleStep { bid: "", name: "reconditioning_year", operation: "minimum", value: "2", unit: "number" },
        ExampleStep { bid: "", name: "reconditioning_share", operation: "pick", value: "0", unit: "number" },
        ExampleStep { bid: "", name: "reconditioning_factor", operation: "sum", value: "0.8", unit: "number" },
        ExampleStep { bid: "A", name: "energy_per_year", operation: "multiply", value: "20", unit: "SEK" },
        ExampleStep { bid: "A", name: "energy", operation: "multiply", value: "28.8", unit: "SEK" },
        ExampleStep { bid: "A", name: "covered_years", operation: "minimum", value: "1", unit: "number" },
        ExampleStep { bid: "A", name: "annuity_covered", operation: "pick", value: "0.8", unit: "number" },
        ExampleStep { bid: "A", name: "service_factor", operation: "subtract", value: "0.64", unit: "number" },
        ExampleStep { bid: "A", name: "service", operation: "multiply", value: "32", unit: "SEK" },
        ExampleStep { bid: "A", name: "reconditioning_once", operation: "multiply", value: "200", unit: "SEK" },
        ExampleStep { bid: "A", name: "reconditioning", operation: "multiply", value: "160", unit: "SEK" },
        ExampleStep { bid: "A", name: "residual_at_end", operation: "multiply", value: "100", unit: "SEK" },
        ExampleStep { bid: "A", name: "residual", operation: "multiply", value: "64", unit: "SEK" },
        ExampleStep { bid: "A", name: "costs", operation: "sum", value: "1220.8", unit: "SEK" },
        ExampleStep { bid: "A", name: "unit_cost", operation: "subtract", value: "1156.8", unit: "SEK" },
        ExampleStep { bid: "A", name: "line_amount", operation: "multiply", value: "11568", unit: "SEK" },
        ExampleStep { bid: "A", name: "price", operation: "sum", value: "11568", unit: "SEK" },
    ],
};

/// A life-cycle cost that has been read.
#[derive(Clone, Debug)]
pub struct LifeCycleCost {
    domain: PriceDomain,
    decimals: u32,
    discount_rate: Term<Number>,
    electricity_price: Term<Money>,
    technician_rate: Term<Money>,
    reconditioning_years: Vec<Term<Number>>,
    pub(crate) products: Vec<Product>,
}

/// One product.
#[derive(Clone, Debug)]
pub(crate) struct Product {
    pub(crate) key: Key,
    quantity: Term<Number>,
    life: u32,
    life_years: Term<Number>,
    residual_share: Term<Number>,
}

/// What a bid states of one product.
#[derive(Clone, Debug)]
pub(crate) struct Offer {
    price: Exact,
    energy: Exact,
    service: Exact,
    warranty_years: u32,
    hours: Exact,
}

impl Offer {
    /// What it states of a property.
    pub(crate) fn number(&self, part: ProductPart) -> Exact {
        match part {
            ProductPart::Price => self.price.clone(),
            ProductPart::Energy => self.energy.clone(),
            ProductPart::Service => self.service.clone(),
            ProductPart::Warranty => self.warranty_years.into(),
            ProductPart::Hours => self.hours.clone(),
        }
    }
}

/// Present values that serve all bids: `annuity[t]` is the present value of 1 a year for `t` years.
#[derive(Clone, Debug)]
pub(crate) struct Factors {
    annuity: Vec<Term<Number>>,
    products: Vec<ProductFactors>,
}

/// Present values of one product, by its published life.
#[derive(Clone, Debug)]
struct ProductFactors {
    annuity_over_life: Term<Number>,
    discount_at_end: Term<Number>,
    reconditioning: Term<Number>,
}

#[cfg(test)]
mod tests;
