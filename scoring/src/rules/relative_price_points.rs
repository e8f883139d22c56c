//! Relative price points with weighted quality.
//!
//! Card, parameters, reading, calculation and edge tests of one rule.

use crate::card::{ExampleStep, Quantity, RankReversal, RuleCard, Symbol, WorkedExample};
use crate::document::{self, PriceRule};
use crate::model::{Better, Stages};
use crate::reading::{Range, Reading};
use crate::rules::RuleId;
use crate::rules::combine::{Amounts, Combine, Compared, Reference, refuse_zero, total};
use crate::trace::unit::{Money, Number, Points, WeighedMoney};
use crate::trace::{Label, Ledger, Sink, Term};
use values::Place;
use values::law::{LOU, LegalReference, Profile};
use values::money::MEASURE_SCALE;
use values::text::Bilingual;

/// The rule's name and revision.
pub const ID: RuleId = RuleId { name: "relative_price_points", revision: 1 };

/// What the rule says of itself.
pub const CARD: RuleCard = RuleCard {
    id: ID,
    title: Bilingual {
        sv: "Relativa prispoäng med viktad kvalitet",
        en: "Relative price points with weighted quality",
    },
    formula: "T = w_p × P_min / P + Σ_c (w_c × f_c)\n\
              max T",
    symbols: &[
        Symbol::new("T", "totalpoäng, högst först", "total points, highest first", "poäng / points"),
        Symbol::new("w_p", "prisets vikt", "weight of the price", "poäng / points"),
        Symbol::new(
            "P_min",
            "lägsta pris bland de anbud som utvärderas",
            "lowest price among the admitted bids",
            "valuta / currency",
        ),
        Symbol::new("P", "anbudets eget pris, större än noll", "own price of the bid, above zero", "valuta / currency"),
        Symbol::new("w_c", "vikten för kvalitetskriterium c", "weight of quality criterion c", "poäng / points"),
        Symbol::new(
            "f_c",
            "nivåfaktorn för den nivå anbudet når i kriterium c",
            "level factor of the level the bid reaches in criterion c",
            "0–1",
        ),
    ],
    quantities: &[
        Quantity::new("quality_points", "kvalitetspoäng", "quality points", "w_c × f_c"),
        Quantity::new("rounded_amount", "avrundade kvalitetspoäng", "rounded quality points", "w_c × f_c, rounded"),
        Quantity::new("lowest_price", "lägsta utvärderade pris", "lowest admitted price", "P_min"),
        Quantity::new(
            "weighted_lowest_price",
            "prisets vikt gånger lägsta pris",
            "price weight times lowest price",
            "w_p × P_min",
        ),
        Quantity::new("price_points", "prispoäng", "price points", "w_p × P_min / P"),
        Quantity::new(
            "rounded_price_points",
            "avrundade prispoäng",
            "rounded price points",
            "w_p × P_min / P, rounded",
        ),
        Quantity::new("total_quality_points", "summa kvalitetspoäng", "total quality points", "Σ_c (w_c × f_c)"),
        Quantity::new("comparison_value", "totalpoäng", "total points", "T"),
        Quantity::new("rounded_comparison_value", "avrundad totalpoäng", "rounded total points", "T, rounded"),
    ],
    precisely: &[
        Bilingual {
            sv: "P, P_min och varje kriteriums poäng är vad de är efter sitt avrundningssteg, om modellen har \
                 ett: P_min är det lägsta av de avrundade priserna. Kvoten w_p × P_min / P avrundas med steget \
                 `price_points`.",
            en: "P, P_min and the points of each criterion are what they are after their rounding stage, if the \
                 model has one: P_min is the least of the rounded prices. The ratio w_p × P_min / P is rounded by \
                 the stage `price_points`.",
        },
        Bilingual {
            sv: "c går över de innersta kriterierna. Deras vikter och w_p, som är `price_weight`, är tillsammans \
                 100. Ett pris som är noll, också genom avrundning, gör att anbudsområdet inte räknas.",
            en: "c runs over the innermost criteria. Their weights and w_p, which is `price_weight`, sum to 100. A \
                 price that is zero, even by rounding, means that the lot is not computed.",
        },
    ],
    why: Bilingual {
        sv: "Regeln uttrycker pris och kvalitet i poäng på samma skala, så att köparen kan ange hur stor del av \
             poängen som priset står för. Anbudet med lägst pris får alla prispoäng och ett dubbelt så högt pris ger \
             hälften; det finns ingen nivå under vilken ett lägre pris saknar betydelse. Bara anbud som får \
             utvärderas kan sätta referenspriset, eftersom ett förkastat anbud annars skulle styra de andras poäng.",
        en: "The rule expresses price and quality as points on one scale, so the buyer can state how large a part of \
             the points the price stands for. The bid with the lowest price gets all the price points and a price \
             twice as high gets half; there is no level below which a lower price stops counting. Only bids that may \
             be evaluated can set the reference price, because otherwise a rejected bid would steer the points of \
             the others.",
    },
    limits: Bilingual {
        sv: "Referenspriset hämtas från ett av anbuden, så ett anbud som självt förlorar kan avgöra vilket av två \
             andra anbud som placeras först. Problemet behandlas i Anders Lunanders rapport ”En logisk fälla” (på \
             uppdrag av Konkurrensverket, 2009), och Upphandlingsmyndigheten uppger i sin frågeportal (1292627) att \
             rangordningen mellan två anbud kan ändras av andra anbud. Ett ovanligt lågt pris trycker ihop de övriga \
             anbudens prispoäng, så att kvaliteten i praktiken avgör mer mellan dem. Regeln är odefinierad för \
             priset noll och förutsätter därför priser över noll.",
        en: "The reference price comes from one of the bids, so a bid that itself loses can decide which of two \
             other bids is placed first. The problem is treated in Anders Lunander's report \"En logisk fälla\" \
             (commissioned by the Swedish Competition Authority, 2009), and the National Agency for Public \
             Procurement says in its question portal (1292627) that the ranking of two bids can be changed by other \
             bids. An unusually low price squeezes the price points of the other bids together, so that quality in \
             practice decides more between them. The rule is undefined for a price of zero and therefore assumes \
             prices above zero.",
    },
    rounding: Bilingual {
        sv: "Kvoten mellan lägsta pris och eget pris räknas som ett exakt bråk, och inga poäng avrundas om inte \
             modellen har publicerat ett avrundningssteg med antal decimaler och avrundningssätt.",
        en: "The ratio of the lowest price to the own price is kept as an exact fraction, and no points are rounded \
             unless the model has published a rounding stage with its number of decimals and its mode.",
    },
    rank_reversal: RankReversal::Possible(Bilingual {
        sv: "Prispoängen beror på det lägsta utvärderade priset, så ordningen mellan två anbud kan ändras när ett \
             tredje anbud tillkommer eller faller bort och det lägsta priset därmed ändras. Där inget avrundas kan det hända \
             bara när det ena anbudet har lägre pris och det andra fler kvalitetspoäng: ett nytt, lägre referenspris minskar \
             skillnaden i prispoäng medan skillnaden i kvalitetspoäng står kvar, och bortfall av det lägsta priset \
             verkar åt andra hållet. Ett tredje anbud som inte ändrar det lägsta priset kan inte ändra ordningen.",
        en: "The price points depend on the lowest admitted price, so the order of two bids can change when a third \
             bid is added or removed and the lowest price changes with it. Where nothing is rounded this can happen only when \
             one of the two has the lower price and the other has more quality points: a new, lower reference price shrinks the gap \
             in price points while the gap in quality points stays, and losing the lowest price works the other way. \
             A third bid that does not change the lowest price cannot change the order.",
    }),
    law: &[
        LegalReference {
            profiles: Profile::DIRECTIVE,
            statute: LOU,
            chapter: "16",
            section: "6",
            quotation: "När grunden för utvärdering av anbud är bästa förhållandet mellan pris och kvalitet eller \
                        kostnad, ska tilldelningskriterierna viktas inbördes.",
            meaning: Bilingual {
                sv: "När grunden är bästa förhållandet mellan pris och kvalitet ska kriterierna ha inbördes vikter, \
                     och i denna regel är prisets vikt och kvalitetskriteriernas vikter de vikterna.",
                en: "When the basis is best price-quality ratio the criteria must have weights relative to each \
                     other, and in this rule those weights are the price weight and the weights of the quality \
                     criteria.",
            },
            read_on: "2026-11-23",
        },
        LegalReference {
            profiles: Profile::CHAPTER_19,
            statute: LOU,
            chapter: "19",
            section: "20",
            quotation: "Myndigheten ska vidare på begäran av en anbudsgivare som har lämnat ett godtagbart anbud \
                        lämna upplysningar om de relativa fördelarna med det valda anbudet.",
            meaning: Bilingual {
                sv: "Den som har lämnat ett godtagbart anbud får på begäran veta det valda anbudets relativa \
                     fördelar, och med denna regel kan de visas som skillnader i prispoäng och i poäng per \
                     kriterium.",
                en: "A bidder with an acceptable bid is told on request what the relative advantages of the chosen \
                     bid are, and with this rule they can be shown as differences in price points and in points per \
                     criterion.",
            },
            read_on: "2026-11-23",
        },
    ],
    example: EXAMPLE,
};

const EXAMPLE: WorkedExample = WorkedExample {
    source: Bilingual { sv: "Räknat här, steg för steg.", en: "Worked out here, step by step." },
    working: &[
        "w_p = 40, P_min = 100: w_p × P_min = 4000",
        "A: 4000 / 100 = 40 price points; 60 × 0.25 = 15; T = 55",
        "B: 4000 / 150 = 80/3 price points, not rounded; 60 × 0.75 = 45; T = 215/3, first",
    ],
    model: r#"{
  "format": "anbud-model/1", "basis": "best_price_quality", "currency": "SEK", "tax_basis": "excluding",
  "requirements": [],
  "price": {"price_list@1": {"domain": "above_zero", "decimals": 2, "lines": [{"key": "P", "title": {"sv": "Pris"}, "unit": "unit", "quantity": "1"}]}},
  "criteria": [
    {"key": "Q", "title": {"sv": "Kvalitet"}, "weight": "60", "scale": {"described_levels@1": {"assessed_by": "statement", "levels": [{"factor": "0", "text": {"sv": "Nivå 0"}}, {"factor": "0.25", "text": {"sv": "Nivå 1"}}, {"factor": "0.5", "text": {"sv": "Nivå 2"}}, {"factor": "0.75", "text": {"sv": "Nivå 3"}}, {"factor": "1", "text": {"sv": "Nivå 4"}}]}}}
  ],
  "combination": {"relative_price_points@1": {"price_weight": "40"}}, "rounding": [], "tie_chain": ["draw"]
}"#,
    inputs: r#"{
  "format": "anbud-inputs/1",
  "bids": {
    "A": {"key": "A", "lot": "LOT-1", "prices": {"P": "100"}, "answers": {"Q": "1"}},
    "B": {"key": "B", "lot": "LOT-1", "prices": {"P": "150"}, "answers": {"Q": "3"}}
  },
  "examinations": {
    "A": {"bid": "A", "decided_at": "2026-01-15T09:00:00Z", "outcome": "admitted"},
    "B": {"bid": "B", "decided_at": "2026-01-15T09:00:00Z", "outcome": "admitted"}
  }
}"#,
    steps: &[
        ExampleStep { bid: "A", name: "quality_points", operation: "multiply", value: "15", unit: "points" },
        ExampleStep { bid: "B", name: "quality_points", operation: "multiply", value: "45", unit: "points" },
        ExampleStep { bid: "", name: "lowest_price", operation: "minimum", value: "100", unit: "SEK" },
        ExampleStep { bid: "", name: "weighted_lowest_price", operation: "multiply", value: "4000", unit: "SEK" },
        ExampleStep { bid: "A", name: "price_points", operation: "divide", value: "40", unit: "points" },
        ExampleStep { bid: "A", name: "total_quality_points", operation: "sum", value: "15", unit: "points" },
        ExampleStep { bid: "A", name: "comparison_value", operation: "sum", value: "55", unit: "points" },
        ExampleStep { bid: "B", name: "price_points", operation: "divide", value: "80/3", unit: "points" },
        ExampleStep { bid: "B", name: "total_quality_points", operation: "sum", value: "45", unit: "points" },
        ExampleStep { bid: "B", name: "comparison_value", operation: "sum", value: "215/3", unit: "points" },
    ],
};

const fn points(name: &'static str) -> Label<Points> {
    Label::new(&ID, name)
}

const LOWEST_PRICE: Label<Money> = Label::new(&ID, "lowest_price");
const WEIGHED_LOWEST: Label<WeighedMoney> = Label::new(&ID, "weighted_lowest_price");

/// Relative price points that have been read.
#[derive(Clone, Debug)]
pub struct RelativePricePoints {
    pub(crate) price_weight: Term<Points>,
}

impl RelativePricePoints {
    pub(crate) fn read(
        document: &document::RelativePricePoints,
        price: &PriceRule,
        place: &Place,
        reading: &mut Reading,
    ) -> Self {
        refuse_zero(price, "relative price points divide by the price", reading);
        let place = place.at("price_weight");
        Self { price_weight: reading.number(&document.price_weight, &place, MEASURE_SCALE, Range::AboveZero) }
    }
}

impl Combine for RelativePricePoints {
    type Amount = Points;
    type Value = Points;

    const RULE: &'static RuleId = &ID;
    const BETTER: Better = Better::Higher;
    const BETTER_AMOUNT: Better = Better::Higher;
    const AMOUNT: Label<Points> = points("quality_points");

    /// The weight, which is in points.
    fn largest<S: Sink>(&self, weight: &Term<Number>, _: &mut Ledger<S>) -> Term<Points> {
        Term::new(weight.value.clone(), weight.source)
    }

    /// The weight of the price times the lowest price.
    fn reference<'p, S: Sink>(
        &self,
        prices: impl Iterator<Item = &'p Term<Money>> + Clone,
        ledger: &mut Ledger<S>,
    ) -> Option<Reference> {
        let lowest = ledger.minimum(LOWEST_PRICE, prices)?;
        Some(ledger.multiply(WEIGHED_LOWEST, &self.price_weight, &lowest))
    }

    /// Quality points and total points.
    fn compare<S: Sink>(
        &self,
        price: &Term<Money>,
        amounts: &impl Amounts,
        (reference, stages): (Option<&Reference>, &Stages),
        ledger: &mut Ledger<S>,
    ) -> Option<Compared<Points, Points>> {
        let price_points = ledger.divide(points("price_points"), reference?, price)?;
        let price_points = ledger.round(points("rounded_price_points"), price_points, stages.price_points);
        let total = total(points("total_quality_points"), amounts, ledger);
        let value = ledger.sum(points("comparison_value"), [&price_points, &total]);
        Some(Compared { quality: Some(total), value })
    }
}

#[cfg(test)]
mod tests {
    use super::EXAMPLE;
    use crate::testing::{example, faults, ranks, values_of};

    #[test]
    fn a_single_bid_has_all_price_points() {
        let admitted = r#""bid": "B", "decided_at": "2026-01-15T09:00:00Z", "outcome": "admitted""#;
        let rejected = r#"{"rejected": {"ground": "abnormally_low", "reason": {"sv": "Förklarades inte."}}}"#;
        let changed = admitted.replace("\"admitted\"", rejected);
        let alone = example(&EXAMPLE, &[], &[(admitted, &changed)]);
        assert_eq!(values_of(alone, "A", "price_points"), ["40"]);
    }

    #[test]
    fn equal_prices_have_equal_points() {
        let equal = example(&EXAMPLE, &[], &[("\"150\"", "\"100\"")]);
        assert_eq!(values_of(equal.clone(), "A", "price_points"), ["40"]);
        assert_eq!(values_of(equal, "B", "price_points"), ["40"]);
    }

    #[test]
    fn the_highest_total_comes_first() {
        assert_eq!(ranks(example(&EXAMPLE, &[], &[])), [("B".to_owned(), 1), ("A".to_owned(), 2)]);
    }

    #[test]
    fn a_model_that_divides_by_the_price_admits_no_price_of_zero() {
        let zero = example(&EXAMPLE, &[("above_zero", "zero_or_above")], &[]);
        assert_eq!(faults(zero), [("model.ratio_needs_prices_above_zero", "/price".to_owned())]);
    }

    #[test]
    fn a_price_that_rounds_to_zero_is_refused_and_not_divided_by() {
        let stage = r#""rounding": [{"stage": "price", "rounding": {"decimals": 0, "mode": "toward_zero"}}]"#;
        let small = [("\"100\"", "\"0.4\"")];
        let refused = example(&EXAMPLE, &[("\"rounding\": []", stage)], &small);
        assert_eq!(faults(refused), [("bid.price_zero", "/bids/A".to_owned())]);
    }

    #[test]
    fn price_weight_and_weights_make_exactly_a_hundred() {
        let light = example(&EXAMPLE, &[("\"price_weight\": \"40\"", "\"price_weight\": \"39.99\"")], &[]);
        assert_eq!(faults(light), [("model.weights_sum", "/criteria".to_owned())]);
    }
}
