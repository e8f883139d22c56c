//! Life-cycle cost (LCC).
//!
//! Card, parameters, reading, calculation and edge tests of one rule.

use super::price_list::{check_decimals, range, refuse_all_zero, refuse_empty, refuse_unknown};
use crate::card::{ExampleStep, Quantity, RankReversal, RuleCard, Symbol, WorkedExample};
use crate::document::{self, OfferedProduct, PriceDomain};
use crate::reading::{Range, Reading, number};
use crate::rules::RuleId;
use crate::trace::{Label, Ledger, Operation, ProductPart, Sink, Source, StepUnit, Subject, Term};
use std::collections::{BTreeMap, BTreeSet};
use values::law::{LOU, LegalReference, Profile};
use values::money::MEASURE_SCALE;
use values::text::Bilingual;
use values::{Exact, Faults, Key, Place};

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

const fn money(name: &'static str) -> Label {
    Label { rule: ID, name, unit: StepUnit::Money }
}

const fn pure(name: &'static str) -> Label {
    Label { rule: ID, name, unit: StepUnit::Number }
}

/// A life-cycle cost that has been read.
#[derive(Clone, Debug)]
pub struct LifeCycleCost {
    domain: PriceDomain,
    decimals: u32,
    discount_rate: Term,
    electricity_price: Term,
    technician_rate: Term,
    reconditioning_years: Vec<Term>,
    pub(crate) products: Vec<Product>,
}

/// One product.
#[derive(Clone, Debug)]
pub(crate) struct Product {
    pub(crate) key: Key,
    quantity: Term,
    life: u32,
    life_years: Term,
    residual_share: Term,
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

/// Present values that serve all bids: `annuity[t]` is the present value of 1 a year for `t` years.
#[derive(Clone, Debug)]
pub(crate) struct Factors {
    annuity: Vec<Term>,
    products: Vec<ProductFactors>,
}

/// Present values of one product, by its published life.
#[derive(Clone, Debug)]
struct ProductFactors {
    annuity_over_life: Term,
    discount_at_end: Term,
    reconditioning: Term,
}

impl LifeCycleCost {
    pub(crate) fn read(document: &document::LifeCycleCost, place: &Place, reading: &mut Reading) -> Self {
        check_decimals(document.decimals, place, reading);
        let mut published = |text: &str, name: &str, range| reading.number(text, &place.at(name), MEASURE_SCALE, range);
        let discount_rate = published(&document.discount_rate, "discount_rate", Range::Share);
        let electricity_price = published(&document.electricity_price, "electricity_price", Range::ZeroOrAbove);
        let technician_rate = published(&document.technician_rate, "technician_rate", Range::ZeroOrAbove);
        let ordered = document.reconditioning_years.windows(2).all(|pair| pair[0] < pair[1]);
        if !ordered || document.reconditioning_years.first() == Some(&0) {
            reading.faults.add(
                "model.reconditioning_years",
                &place.at("reconditioning_years"),
                "the years are not rising numbers from 1",
                "write each year once, the earliest first, such as [3, 6, 9]",
            );
        }
        let years = (0..).zip(&document.reconditioning_years).map(|(index, year)| {
            let place: Place = place.at("reconditioning_years").at(index as usize);
            reading.published(Exact::from(*year), &place)
        });
        let reconditioning_years = years.collect();
        let products = read_products(&document.products, &place.at("products"), reading);
        Self {
            domain: document.domain,
            decimals: document.decimals,
            discount_rate,
            electricity_price,
            technician_rate,
            reconditioning_years,
            products,
        }
    }

    /// What a bid states, product by product. An empty product is a fault, never a zero.
    pub(crate) fn read_offer(
        &self,
        products: &BTreeMap<Key, Option<OfferedProduct>>,
        place: &Place,
        faults: &mut Faults,
    ) -> Vec<Offer> {
        let known: BTreeSet<&Key> = self.products.iter().map(|product| &product.key).collect();
        refuse_unknown(products.keys(), &known, place, faults);
        let read: Vec<Offer> = self
            .products
            .iter()
            .filter_map(|product| {
                let place = place.at(&product.key);
                match products.get(&product.key).and_then(Option::as_ref) {
                    Some(offer) => self.read_product(offer, &place, faults),
                    None => {
                        refuse_empty(&product.key, &place, faults);
                        None
                    }
                }
            })
            .collect();
        let prices: Vec<Exact> = read.iter().map(|offer| offer.price.clone()).collect();
        refuse_all_zero(self.domain, &prices, place, faults);
        read
    }

    fn read_product(&self, offer: &OfferedProduct, place: &Place, faults: &mut Faults) -> Option<Offer> {
        let price = number("bid.price", &offer.price, &place.at("price"), self.decimals, range(self.domain), faults);
        let mut stated = |text: &str, name: &str| {
            number("bid.property", text, &place.at(name), MEASURE_SCALE, Range::ZeroOrAbove, faults)
        };
        let energy = stated(&offer.kwh_per_year, "kwh_per_year");
        let service = stated(&offer.service_per_year, "service_per_year");
        let hours = stated(&offer.reconditioning_hours, "reconditioning_hours");
        Some(Offer {
            price: price?,
            energy: energy?,
            service: service?,
            warranty_years: offer.warranty_years,
            hours: hours?,
        })
    }

    /// The present values that serve all bids, worked out once.
    pub(crate) fn prepare<S: Sink>(&self, ledger: &mut Ledger<S>) -> Factors {
        let one = Term::constant(1);
        let growth = ledger.sum(pure("growth"), &[&one, &self.discount_rate]);
        let longest = self.products.iter().map(|product| product.life).max().unwrap_or(0);
        let mut discount = vec![one.clone()];
        let mut annuity = vec![Term::constant(0)];
        for year in 1..=longest {
            ledger.turn_to(Subject::Year(year));
            let power = growth.value.to_the(year);
            let power = ledger.note(pure("growth_to_year"), Operation::Power, &[&growth, &Term::constant(year)], power);
            // The growth is at least 1, so the quotient exists.
            let share = ledger.divide(pure("discount"), &one, &power).unwrap_or_else(|| Term::constant(0));
            let before = &annuity[annuity.len() - 1];
            let total = ledger.sum(pure("annuity"), &[before, &share]);
            annuity.push(total);
            discount.push(share);
        }
        let products = (0..).zip(&self.products).map(|(index, product)| {
            ledger.turn_to(Subject::Line(index));
            self.product_factors(product, &discount, &annuity, ledger)
        });
        let products = products.collect();
        ledger.turn_to(Subject::Whole);
        Factors { annuity, products }
    }

    fn product_factors<S: Sink>(
        &self,
        product: &Product,
        discount: &[Term],
        annuity: &[Term],
        ledger: &mut Ledger<S>,
    ) -> ProductFactors {
        let annuity_over_life = pick("annuity_over_life", &product.life_years, annuity, ledger);
        let discount_at_end = pick("discount_at_end", &product.life_years, discount, ledger);
        // By year from 0: before the end of life its present value, then nothing.
        let mut counted = discount[..product.life as usize].to_vec();
        counted.push(Term::constant(0));
        let mut shares = Vec::with_capacity(self.reconditioning_years.len());
        for year in &self.reconditioning_years {
            let year = capped("reconditioning_year", year, &product.life_years, ledger);
            shares.push(pick("reconditioning_share", &year, &counted, ledger));
        }
        let reconditioning = ledger.sum(pure("reconditioning_factor"), &shares.iter().collect::<Vec<_>>());
        ProductFactors { annuity_over_life, discount_at_end, reconditioning }
    }

    /// The cost of all products over their lives.
    pub(crate) fn price<S: Sink>(&self, bid: u32, offers: &[Offer], factors: &Factors, ledger: &mut Ledger<S>) -> Term {
        let mut amounts = Vec::with_capacity(offers.len());
        for (index, (product, offer)) in (0..).zip(self.products.iter().zip(offers)) {
            ledger.turn_to(Subject::Line(index));
            let unit = self.unit_cost((bid, index), product, offer, factors, ledger);
            amounts.push(ledger.multiply(money("line_amount"), &product.quantity, &unit));
        }
        ledger.turn_to(Subject::Whole);
        ledger.sum(money("price"), &amounts.iter().collect::<Vec<_>>())
    }

    fn unit_cost<S: Sink>(
        &self,
        (bid, line): (u32, u32),
        product: &Product,
        offer: &Offer,
        factors: &Factors,
        ledger: &mut Ledger<S>,
    ) -> Term {
        let stated = |value: &Exact, part| Term::new(value.clone(), Source::Product(bid, line, part));
        let purchase = stated(&offer.price, ProductPart::Price);
        let of_product = &factors.products[line as usize];

        let yearly = ledger.multiply(
            money("energy_per_year"),
            &stated(&offer.energy, ProductPart::Energy),
            &self.electricity_price,
        );
        let energy = ledger.multiply(money("energy"), &yearly, &of_product.annuity_over_life);

        let warranty = stated(&Exact::from(offer.warranty_years), ProductPart::Warranty);
        let covered = capped("covered_years", &warranty, &product.life_years, ledger);
        let covered = pick("annuity_covered", &covered, &factors.annuity, ledger);
        let paid = ledger.subtract(pure("service_factor"), &of_product.annuity_over_life, &covered);
        let service = ledger.multiply(money("service"), &stated(&offer.service, ProductPart::Service), &paid);

        let once = ledger.multiply(
            money("reconditioning_once"),
            &stated(&offer.hours, ProductPart::Hours),
            &self.technician_rate,
        );
        let reconditioning = ledger.multiply(money("reconditioning"), &once, &of_product.reconditioning);

        let left = ledger.multiply(money("residual_at_end"), &purchase, &product.residual_share);
        let residual = ledger.multiply(money("residual"), &left, &of_product.discount_at_end);

        let costs = ledger.sum(money("costs"), &[&purchase, &energy, &service, &reconditioning]);
        ledger.subtract(money("unit_cost"), &costs, &residual)
    }
}

/// A year, or the end of life where that comes first.
fn capped<S: Sink>(name: &'static str, year: &Term, life: &Term, ledger: &mut Ledger<S>) -> Term {
    let value = (&year.value).min(&life.value).clone();
    ledger.note(pure(name), Operation::Minimum, &[year, life], value)
}

/// The present value for a number of years, recorded as chosen among all of them.
fn pick<S: Sink>(name: &'static str, years: &Term, values: &[Term], ledger: &mut Ledger<S>) -> Term {
    let mut operands = vec![years];
    operands.extend(values);
    let chosen = years.value.to_u32().and_then(|years| values.get(years as usize));
    // Years are capped at the life before they get here, so that one is always there.
    let value = chosen.map_or(Exact::ZERO, |value| value.value.clone());
    ledger.note(pure(name), Operation::Pick, &operands, value)
}

fn read_products(products: &[document::Product], place: &Place, reading: &mut Reading) -> Vec<Product> {
    reading.unique(products.iter().enumerate().map(|(i, product)| (&product.key, place.at(i))));
    if products.is_empty() {
        reading.faults.add(
            "model.price_lines_missing",
            place,
            "the cost has no product",
            "publish at least one product",
        );
    }
    let read_product = |(index, product): (usize, &document::Product)| {
        let place = place.at(index);
        reading.text(&product.title, &place.at("title"));
        if !(1..=100).contains(&product.life_years) {
            reading.faults.add(
                "model.life_years",
                &place.at("life_years"),
                format!("a life of {} years cannot be calculated", product.life_years),
                "write 1 to 100 years",
            );
        }
        Product {
            key: product.key.clone(),
            quantity: reading.number(&product.quantity, &place.at("quantity"), MEASURE_SCALE, Range::AboveZero),
            life: product.life_years.clamp(1, 100),
            life_years: reading.published(Exact::from(product.life_years), &place.at("life_years")),
            residual_share: reading.number(
                &product.residual_share,
                &place.at("residual_share"),
                MEASURE_SCALE,
                Range::Share,
            ),
        }
    };
    products.iter().enumerate().map(read_product).collect()
}

#[cfg(test)]
mod tests {
    use super::EXAMPLE;
    use crate::testing::{example, faults, values_of};

    #[test]
    fn reconditioning_in_the_last_year_is_not_counted() {
        let only_last = example(&EXAMPLE, &[("[1, 2]", "[2]")], &[]);
        assert_eq!(values_of(only_last, "A", "reconditioning"), ["0"]);
    }

    #[test]
    fn a_warranty_longer_than_life_leaves_no_service() {
        let covered = example(&EXAMPLE, &[], &[("\"warranty_years\": 1", "\"warranty_years\": 7")]);
        assert_eq!(values_of(covered, "A", "service"), ["0"]);
        let none = example(&EXAMPLE, &[], &[("\"warranty_years\": 1", "\"warranty_years\": 0")]);
        assert_eq!(values_of(none, "A", "service"), ["72"]);
    }

    #[test]
    fn without_interest_years_count_alike() {
        let plain = example(&EXAMPLE, &[("\"0.25\"", "\"0\"")], &[]);
        assert_eq!(values_of(plain, "A", "unit_cost"), ["1190"]);
    }

    #[test]
    fn a_third_stays_a_third() {
        let thirds = example(&EXAMPLE, &[("\"0.25\"", "\"0.5\"")], &[]);
        assert_eq!(values_of(thirds, "A", "energy"), ["200/9"]);
    }

    #[test]
    fn a_product_without_an_offer_is_refused() {
        let empty = example(&EXAMPLE, &[], &[("\"products\": {\"S\":", "\"products\": {\"T\":")]);
        let at = |code, key: &str| (code, format!("/bids/A/products/{key}"));
        assert_eq!(faults(empty), [at("bid.line_unknown", "T"), at("bid.price_missing", "S")]);
    }

    #[test]
    fn years_that_do_not_rise_are_refused() {
        for years in ["[2, 1]", "[1, 1]", "[0, 1]"] {
            let refused = faults(example(&EXAMPLE, &[("[1, 2]", years)], &[]));
            assert_eq!(
                refused.iter().map(|fault| fault.0).collect::<Vec<_>>(),
                ["model.reconditioning_years"],
                "{years}"
            );
        }
    }
}
