//! Added-value deduction.
//!
//! Card, parameters, reading, calculation and edge tests of one rule.

use crate::card::{ExampleStep, Quantity, RankReversal, RuleCard, Symbol, WorkedExample};
use crate::document;
use crate::model::{Better, Stages};
use crate::reading::{Range, Reading};
use crate::rules::RuleId;
use crate::rules::combine::{Amounts, Combine, Compared, Reference, total};
use crate::trace::unit::{Money, Number};
use crate::trace::{Label, Ledger, Sink, Term};
use values::Place;
use values::law::{LOU, LegalReference, Profile};
use values::money::MONEY_SCALE;
use values::text::Bilingual;

/// The rule's name and revision.
pub const ID: RuleId = RuleId { name: "added_value_deduction", revision: 1 };

/// What the rule says of itself.
pub const CARD: RuleCard = RuleCard {
    id: ID,
    title: Bilingual { sv: "Mervärdesavdrag", en: "Added-value deduction" },
    formula: "J = P − Σ_c (A × v_c / 100 × f_c)\n\
              min J",
    symbols: &[
        Symbol::new("J", "jämförelsepris, lägst först", "comparison price, lowest first", "valuta / currency"),
        Symbol::new("P", "anbudets pris", "price of the bid", "valuta / currency"),
        Symbol::new("A", "anbudsområdets högsta avdrag", "maximum deduction of the lot", "valuta / currency"),
        Symbol::new("v_c", "vikten för kriterium c", "weight of criterion c", "%"),
        Symbol::new(
            "f_c",
            "nivåfaktorn för den nivå anbudet når i kriterium c",
            "level factor of the level the bid reaches in criterion c",
            "0–1",
        ),
    ],
    quantities: &[
        Quantity::new("weighted_maximum", "högsta avdrag gånger vikt", "maximum deduction times weight", "A × v_c"),
        Quantity::new(
            "criterion_maximum",
            "kriteriets högsta avdrag",
            "the criterion's maximum deduction",
            "A × v_c / 100",
        ),
        Quantity::new("deduction", "avdrag", "deduction", "A × v_c / 100 × f_c"),
        Quantity::new("rounded_amount", "avrundat avdrag", "rounded deduction", "A × v_c / 100 × f_c, rounded"),
        Quantity::new("total_deduction", "summa avdrag", "total deduction", "Σ_c (A × v_c / 100 × f_c)"),
        Quantity::new("comparison_value", "jämförelsepris", "comparison price", "J"),
        Quantity::new("rounded_comparison_value", "avrundat jämförelsepris", "rounded comparison price", "J, rounded"),
    ],
    precisely: &[Bilingual {
        sv: "P är anbudets pris och varje avdrag det som det är efter sitt avrundningssteg, om modellen har \
                 ett. A är `maximum_deduction`. c går över de innersta kriterierna. Deras vikter är tillsammans 100.",
        en: "P is the price of the bid and each deduction is what it is after its rounding stage, if the \
                 model has one. A is `maximum_deduction`. c runs over the innermost criteria. Their weights sum to 100.",
    }],
    why: Bilingual {
        sv: "Köparen anger i förväg vad varje kvalitetsnivå är värd i pengar, och det beloppet dras av från anbudets \
             pris. Den som förlorar kan räkna fram sitt eget jämförelsepris ur publicerade tal och det egna anbudet, \
             utan att känna till något annat anbud. Vikterna fördelar anbudsområdets högsta avdrag mellan \
             kriterierna, så att samma nivå ger samma avdrag oavsett om anbudet är dyrt eller billigt. \
             Jämförelsepriset används bara för rangordningen och är inget avtalspris.",
        en: "The buyer states in advance what each quality level is worth in money, and that amount is taken off the \
             price of the bid. A losing bidder can work out its own comparison price from published figures and its \
             own bid, without knowing any other bid. The weights divide the lot's maximum deduction between the \
             criteria, so the same level gives the same deduction whether the bid is dear or cheap. The comparison \
             price is used only for the ranking and is not a contract price.",
    },
    limits: Bilingual {
        sv: "Rangordningen blir inte bättre än avdragen: motsvarar de inte vad köparen verkligen är beredd att \
             betala kan fel anbud vinna, även om räkningen är rätt. Är avdragen stora i förhållande till priserna \
             kan jämförelsepriset bli negativt och priset få liten betydelse. Ett avdrag måste ha stöd i \
             upphandlingsdokumenten; i ett kammarrättsmål om skolskjutstrafik, refererat av Inköpsrådet den 7 mars \
             2023, hade ett prisavdrag getts utan sådant stöd och anbuden fick utvärderas på nytt.",
        en: "The ranking is no better than the deductions: if they do not match what the buyer is truly willing to \
             pay, the wrong bid may win even though the arithmetic is right. If the deductions are large compared \
             with the prices, the comparison price can become negative and the price can lose most of its influence. \
             A deduction needs support in the procurement documents; in an administrative court of appeal case on \
             school transport, reported by Inköpsrådet on 7 March 2023, a deduction had been given without such \
             support and the bids had to be evaluated again.",
    },
    rounding: Bilingual {
        sv: "Varken avdragen eller jämförelsepriset avrundas, om inte modellen har publicerat ett avrundningssteg \
             med antal decimaler och avrundningssätt.",
        en: "Neither the deductions nor the comparison price is rounded, unless the model has published a rounding \
             stage with its number of decimals and its mode.",
    },
    rank_reversal: RankReversal::Impossible(Bilingual {
        sv: "Jämförelsepriset beror bara på anbudets eget pris, anbudets egna nivåer och publicerade tal. Att ett \
             annat anbud tillkommer eller faller bort ändrar inget av dessa och kan därför inte ändra ordningen \
             mellan två anbud.",
        en: "The comparison price depends only on the bid's own price, its own levels and published figures. Another \
             bid being added or removed changes none of these and so cannot change the order of two bids.",
    }),
    law: &[
        LegalReference {
            profiles: Profile::DIRECTIVE,
            statute: LOU,
            chapter: "16",
            section: "6",
            quotation: "Myndigheten ska i något av upphandlingsdokumenten ange hur kriterierna ska viktas eller \
                        vilken prioritetsordning som ska tillämpas.",
            meaning: Bilingual {
                sv: "Anbudsområdets högsta avdrag och kriteriernas vikter är denna regels sätt att vikta kriterierna \
                     och ska därför anges i något av upphandlingsdokumenten.",
                en: "The lot's maximum deduction and the weights of the criteria are this rule's way of weighting \
                     the criteria, so they must be stated in one of the procurement documents.",
            },
            read_on: "2026-11-23",
        },
        LegalReference {
            profiles: Profile::CHAPTER_19,
            statute: LOU,
            chapter: "19",
            section: "9",
            quotation: "vilka tilldelningskriterier som ska användas och deras viktning eller prioritetsordning",
            meaning: Bilingual {
                sv: "Upphandlingsdokumenten ska ange de kriterier som ger avdrag och den viktning som avgör hur stor \
                     del av det högsta avdraget varje kriterium kan ge.",
                en: "The procurement documents must state the criteria that earn a deduction and the weighting that \
                     decides how much of the maximum deduction each criterion can earn.",
            },
            read_on: "2026-11-23",
        },
    ],
    example: EXAMPLE,
};

const EXAMPLE: WorkedExample = WorkedExample {
    source: Bilingual {
        sv: "Metodhandboken del 12, den monetära avdragsmodellen (inkopsradet.se): timpris 1 000 kr och avdragen 0, \
             200, 400, 600 och 800 kr är publicerade, resultaten räknade med dess formel.",
        en: "Metodhandboken part 12, the monetary deduction model (inkopsradet.se): hourly price SEK 1,000 and \
             deductions 0, 200, 400, 600 and 800 are published, the results computed with its formula.",
    },
    working: &[
        "A = 800, v = 100: A × v / 100 = 80000 / 100 = 800",
        "B1 at level 1 (f = 0.25): 800 × 0.25 = 200; J = 1000 − 200 = 800",
        "B3 at level 3 (f = 0.75): 800 × 0.75 = 600; J = 1000 − 600 = 400, first",
    ],
    model: r#"{
  "format": "anbud-model/1", "basis": "best_price_quality", "currency": "SEK", "tax_basis": "excluding",
  "requirements": [],
  "price": {"price_list@1": {"domain": "above_zero", "decimals": 2, "lines": [{"key": "P", "title": {"sv": "Pris"}, "unit": "unit", "quantity": "1"}]}},
  "criteria": [
    {"key": "Q", "title": {"sv": "Kompetens"}, "weight": "100", "scale": {"described_levels@1": {"assessed_by": "statement", "levels": [{"factor": "0", "text": {"sv": "Nivå 0"}}, {"factor": "0.25", "text": {"sv": "Nivå 1"}}, {"factor": "0.5", "text": {"sv": "Nivå 2"}}, {"factor": "0.75", "text": {"sv": "Nivå 3"}}, {"factor": "1", "text": {"sv": "Nivå 4"}}]}}}
  ],
  "combination": {"added_value_deduction@1": {"maximum_deduction": "800"}}, "rounding": [], "tie_chain": ["draw"]
}"#,
    inputs: r#"{
  "format": "anbud-inputs/1",
  "bids": {
    "B1": {"key": "B1", "lot": "LOT-1", "prices": {"P": "1000"}, "answers": {"Q": "1"}},
    "B3": {"key": "B3", "lot": "LOT-1", "prices": {"P": "1000"}, "answers": {"Q": "3"}}
  },
  "examinations": {
    "B1": {"bid": "B1", "decided_at": "2026-01-15T09:00:00Z", "outcome": "admitted"},
    "B3": {"bid": "B3", "decided_at": "2026-01-15T09:00:00Z", "outcome": "admitted"}
  }
}"#,
    steps: &[
        ExampleStep { bid: "", name: "weighted_maximum", operation: "multiply", value: "80000", unit: "SEK" },
        ExampleStep { bid: "", name: "criterion_maximum", operation: "divide", value: "800", unit: "SEK" },
        ExampleStep { bid: "B1", name: "deduction", operation: "multiply", value: "200", unit: "SEK" },
        ExampleStep { bid: "B3", name: "deduction", operation: "multiply", value: "600", unit: "SEK" },
        ExampleStep { bid: "B1", name: "total_deduction", operation: "sum", value: "200", unit: "SEK" },
        ExampleStep { bid: "B1", name: "comparison_value", operation: "subtract", value: "800", unit: "SEK" },
        ExampleStep { bid: "B3", name: "total_deduction", operation: "sum", value: "600", unit: "SEK" },
        ExampleStep { bid: "B3", name: "comparison_value", operation: "subtract", value: "400", unit: "SEK" },
    ],
};

const fn money(name: &'static str) -> Label<Money> {
    Label::new(&ID, name)
}

/// An added-value deduction that has been read.
#[derive(Clone, Debug)]
pub struct AddedValueDeduction {
    maximum_deduction: Term<Money>,
}

impl AddedValueDeduction {
    pub(crate) fn read(document: &document::AddedValueDeduction, place: &Place, reading: &mut Reading) -> Self {
        let place = place.at("maximum_deduction");
        Self { maximum_deduction: reading.number(&document.maximum_deduction, &place, MONEY_SCALE, Range::AboveZero) }
    }
}

impl Combine for AddedValueDeduction {
    type Amount = Money;
    type Value = Money;

    const RULE: &'static RuleId = &ID;
    const BETTER: Better = Better::Lower;
    const BETTER_AMOUNT: Better = Better::Higher;
    const AMOUNT: Label<Money> = money("deduction");

    /// The largest deduction of one criterion.
    fn largest<S: Sink>(&self, weight: &Term<Number>, ledger: &mut Ledger<S>) -> Term<Money> {
        let weighted = ledger.multiply(money("weighted_maximum"), &self.maximum_deduction, weight);
        // A hundred is not zero, so that the quotient exists.
        let share = ledger.divide(money("criterion_maximum"), &weighted, &Term::<Number>::constant(100));
        share.unwrap_or(weighted)
    }

    /// The deductions and the comparison price.
    fn compare<S: Sink>(
        &self,
        price: &Term<Money>,
        amounts: &impl Amounts,
        _: (Option<&Reference>, &Stages),
        ledger: &mut Ledger<S>,
    ) -> Option<Compared<Money, Money>> {
        let total = total(money("total_deduction"), amounts, ledger);
        let value = ledger.subtract(money("comparison_value"), price, &total);
        Some(Compared { quality: Some(total), value })
    }
}

#[cfg(test)]
mod tests {
    use super::EXAMPLE;
    use crate::testing::{example, faults, ranks, values_of};

    #[test]
    fn a_deduction_may_exceed_the_price() {
        let deep = example(&EXAMPLE, &[("\"800\"", "\"2000\"")], &[]);
        assert_eq!(values_of(deep, "B3", "comparison_value"), ["-500"]);
    }

    #[test]
    fn the_lowest_comparison_price_comes_first() {
        assert_eq!(ranks(example(&EXAMPLE, &[], &[])), [("B3".to_owned(), 1), ("B1".to_owned(), 2)]);
    }

    #[test]
    fn the_comparison_price_is_rounded_only_where_the_model_says_so() {
        let stage = r#""rounding": [{"stage": "comparison_value", "rounding": {"decimals": 0, "mode": "half_even"}}]"#;
        let third = [("\"800\"", "\"333\"")];
        assert_eq!(values_of(example(&EXAMPLE, &third, &[]), "B1", "comparison_value"), ["916.75"]);
        let rounded = example(&EXAMPLE, &[third[0], ("\"rounding\": []", stage)], &[]);
        assert_eq!(values_of(rounded, "B1", "rounded_comparison_value"), ["917"]);
    }

    #[test]
    fn weights_make_exactly_a_hundred() {
        let heavy = example(&EXAMPLE, &[("\"weight\": \"100\"", "\"weight\": \"99.99\"")], &[]);
        assert_eq!(faults(heavy), [("model.weights_sum", "/criteria".to_owned())]);
    }

    #[test]
    fn a_maximum_of_zero_is_refused() {
        let nothing = example(&EXAMPLE, &[("\"800\"", "\"0\"")], &[]);
        let place = "/combination/added_value_deduction@1/maximum_deduction";
        assert_eq!(faults(nothing), [("model.number", place.to_owned())]);
    }
}
