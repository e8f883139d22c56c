//! Lowest price or cost.
//!
//! Card, parameters, reading, calculation and edge tests of one rule.

use crate::card::{ExampleStep, Quantity, RankReversal, RuleCard, Symbol, WorkedExample};
use crate::model::{Better, Stages};
use crate::rules::RuleId;
use crate::rules::combine::{Amounts, Combine, Compared, Reference};
use crate::trace::unit::{Money, Number};
use crate::trace::{Label, Ledger, Sink, Term};
use values::law::{LOU, LegalReference, Profile};
use values::text::Bilingual;

/// The rule's name and revision.
pub const ID: RuleId = RuleId { name: "lowest_cost", revision: 1 };

/// What the rule says of itself.
pub const CARD: RuleCard = RuleCard {
    id: ID,
    title: Bilingual { sv: "Lägsta pris eller kostnad", en: "Lowest price or cost" },
    formula: "J = K\n\
              min J",
    symbols: &[
        Symbol::new("J", "jämförelsevärde, lägst först", "comparison value, lowest first", "valuta / currency"),
        Symbol::new(
            "K",
            "anbudets pris eller kostnad, enligt den publicerade grunden för utvärdering",
            "price or cost of the bid, according to the published basis of evaluation",
            "valuta / currency",
        ),
    ],
    quantities: &[
        Quantity::new("comparison_value", "jämförelsevärde", "comparison value", "J"),
        Quantity::new("rounded_comparison_value", "avrundat jämförelsevärde", "rounded comparison value", "J, rounded"),
    ],
    precisely: &[Bilingual {
        sv: "K är summan av prislistan eller livscykelkostnaden, avrundad om modellen har avrundningssteget \
                 `price`. Ett pris som är noll jämförs som andra. Modellen har inga kriterier.",
        en: "K is the sum of the price list or the life-cycle cost, rounded if the model has the rounding \
                 stage `price`. A price of zero is compared like any other. The model has no criteria.",
    }],
    why: Bilingual {
        sv: "När den kvalitet som behövs är bestämd genom ska-krav återstår att jämföra vad anbuden kostar. \
             Jämförelsevärdet är då anbudets pris, eller den kostnad som modellen räknar fram, utan omräkning till \
             poäng. Varje sänkning av beloppet sänker jämförelsevärdet lika mycket, så det finns ingen nivå där ett \
             lägre belopp slutar att räknas. Regeln är densamma för grunderna pris och kostnad; skillnaden är vilket \
             belopp som jämförs.",
        en: "When the quality that is needed has been fixed by mandatory requirements, what remains is to compare \
             what the bids cost. The comparison value is then the price of the bid, or the cost that the model works \
             out, with no conversion into points. Every cut in the amount lowers the comparison value by the same \
             amount, so there is no level at which a lower amount stops counting. The rule is the same for the bases \
             price and cost; the difference is which amount is compared.",
    },
    limits: Bilingual {
        sv: "Kvalitet utöver ska-kraven ger ingen fördel, så kraven måste själva säkra den kvalitet som köparen \
             behöver. Lika belopp förekommer och avgörs då av den publicerade särskiljningskedjan. Ett lågt belopp \
             får inte sorteras bort automatiskt: ett obligatoriskt golvpris underkändes i HFD 2018 ref. 50 och en \
             prisnivå under vilken priset saknar inverkan på utvärderingen i HFD 2022 ref. 41.",
        en: "Quality above the mandatory requirements gives no advantage, so the requirements themselves must secure \
             the quality the buyer needs. Equal amounts occur and are then decided by the published tie chain. A low \
             amount may not be sorted out automatically: a mandatory price floor was rejected in HFD 2018 ref. 50, \
             and a price level below which the price has no effect on the evaluation in HFD 2022 ref. 41.",
    },
    rounding: Bilingual {
        sv: "Beloppet jämförs som det är och avrundas bara om modellen har publicerat ett avrundningssteg med antal \
             decimaler och avrundningssätt.",
        en: "The amount is compared as it stands and is rounded only if the model has published a rounding stage \
             with its number of decimals and its mode.",
    },
    rank_reversal: RankReversal::Impossible(Bilingual {
        sv: "Jämförelsevärdet är anbudets eget belopp. Vilket av två belopp som är lägst beror inte på om det finns \
             fler anbud.",
        en: "The comparison value is the bid's own amount. Which of two amounts is lower does not depend on whether \
             there are more bids.",
    }),
    law: &[
        LegalReference {
            profiles: Profile::DIRECTIVE,
            statute: LOU,
            chapter: "16",
            section: "1",
            quotation: "Vilket anbud som är det ekonomiskt mest fördelaktiga anbudet ska utvärderas på någon av \
                        följande grunder: 1. bästa förhållandet mellan pris och kvalitet, 2. kostnad, eller 3. pris.",
            meaning: Bilingual {
                sv: "Kostnad och pris är två av de tre grunder som lagen anger, så regeln får rangordna efter enbart \
                     kostnaden eller enbart priset när den grunden används.",
                en: "Cost and price are two of the three bases named in the Act, so the rule may rank by cost alone \
                     or by price alone when that basis is used.",
            },
            read_on: "2026-11-23",
        },
        LegalReference {
            profiles: Profile::CHAPTER_19,
            statute: LOU,
            chapter: "19",
            section: "18",
            quotation: "Anbudet får dock förkastas först sedan myndigheten begärt en förklaring och inte fått \
                        tillfredsställande svar.",
            meaning: Bilingual {
                sv: "Ett anbud med ett onormalt lågt belopp får förkastas först sedan myndigheten har begärt en \
                     förklaring och inte fått ett tillfredsställande svar, så regeln sorterar aldrig själv bort ett \
                     lågt belopp.",
                en: "A bid with an abnormally low amount may be rejected only after the authority has asked for an \
                     explanation and has not received a satisfactory answer, so the rule itself never sorts out a \
                     low amount.",
            },
            read_on: "2026-11-23",
        },
    ],
    example: EXAMPLE,
};

const EXAMPLE: WorkedExample = WorkedExample {
    source: Bilingual { sv: "Räknat här, steg för steg.", en: "Worked out here, step by step." },
    working: &["A: J = 1200", "B: J = 1199.50, first"],
    model: r#"{
  "format": "anbud-model/1", "basis": "price", "currency": "SEK", "tax_basis": "excluding",
  "requirements": [],
  "price": {"price_list@1": {"domain": "above_zero", "decimals": 2, "lines": [{"key": "P", "title": {"sv": "Pris"}, "unit": "unit", "quantity": "1"}]}},
  "combination": {"lowest_cost@1": {}}, "rounding": [], "tie_chain": ["draw"]
}"#,
    inputs: r#"{
  "format": "anbud-inputs/1",
  "bids": {
    "A": {"key": "A", "lot": "LOT-1", "prices": {"P": "1200"}},
    "B": {"key": "B", "lot": "LOT-1", "prices": {"P": "1199.50"}}
  },
  "examinations": {
    "A": {"bid": "A", "decided_at": "2026-01-15T09:00:00Z", "outcome": "admitted"},
    "B": {"bid": "B", "decided_at": "2026-01-15T09:00:00Z", "outcome": "admitted"}
  }
}"#,
    steps: &[
        ExampleStep { bid: "A", name: "comparison_value", operation: "sum", value: "1200", unit: "SEK" },
        ExampleStep { bid: "B", name: "comparison_value", operation: "sum", value: "1199.5", unit: "SEK" },
    ],
};

const COMPARISON: Label<Money> = Label::new(&ID, "comparison_value");

/// The lowest cost. There is nothing to read.
#[derive(Clone, Copy, Debug)]
pub struct LowestCost;

impl Combine for LowestCost {
    /// There are no criteria, and so no amounts; if there were, they would be costs.
    type Amount = Money;
    type Value = Money;

    const RULE: &'static RuleId = &ID;
    const BETTER: Better = Better::Lower;
    const BETTER_AMOUNT: Better = Better::Lower;
    const AMOUNT: Label<Money> = COMPARISON;

    fn largest<S: Sink>(&self, weight: &Term<Number>, _: &mut Ledger<S>) -> Term<Money> {
        Term::new(weight.value.clone(), weight.source)
    }

    /// The price or cost as it is.
    fn compare<S: Sink>(
        &self,
        price: &Term<Money>,
        _: &impl Amounts,
        _: (Option<&Reference>, &Stages),
        ledger: &mut Ledger<S>,
    ) -> Option<Compared<Money, Money>> {
        Some(Compared { quality: None, value: ledger.sum(COMPARISON, [price]) })
    }
}

#[cfg(test)]
mod tests {
    use super::EXAMPLE;
    use crate::testing::{example, faults, ranks};

    #[test]
    fn half_a_krona_decides() {
        assert_eq!(ranks(example(&EXAMPLE, &[], &[])), [("B".to_owned(), 1), ("A".to_owned(), 2)]);
    }

    #[test]
    fn equal_costs_need_the_draw() {
        let equal = example(&EXAMPLE, &[], &[("\"1199.50\"", "\"1200.00\"")]);
        assert_eq!(equal.as_ref().map(|outcome| outcome.draws.len()), Ok(1));
        assert_eq!(ranks(equal), [("A".to_owned(), 1), ("B".to_owned(), 1)]);
    }

    #[test]
    fn a_basis_that_weighs_quality_cannot_rest_on_cost_alone() {
        let quality = example(&EXAMPLE, &[("\"basis\": \"price\"", "\"basis\": \"best_price_quality\"")], &[]);
        assert_eq!(faults(quality), [("model.basis_mismatch", "/basis".to_owned())]);
    }
}
