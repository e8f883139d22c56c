//! Percentage surcharge.
//!
//! Card, parameters, reading, calculation and edge tests of one rule.

use crate::card::{ExampleStep, Quantity, RankReversal, RuleCard, Symbol, WorkedExample};
use crate::document::PriceRule;
use crate::model::{Better, Stages};
use crate::reading::Reading;
use crate::rules::RuleId;
use crate::rules::combine::{Amounts, Combine, Compared, Reference, refuse_zero, total};
use crate::trace::unit::{Money, Number, Percent, Unit};
use crate::trace::{Label, Ledger, Sink, Term};
use values::law::{LOU, LegalReference, Profile};
use values::text::Bilingual;

/// The rule's name and revision.
pub const ID: RuleId = RuleId { name: "percentage_surcharge", revision: 1 };

/// What the rule says of itself.
pub const CARD: RuleCard = RuleCard {
    id: ID,
    title: Bilingual { sv: "Procentuellt påslag", en: "Percentage surcharge" },
    formula: "J = P × (1 + Σ_c (m_c × a_c) / 100)\n\
              min J",
    symbols: &[
        Symbol::new("J", "jämförelsepris, lägst först", "comparison price, lowest first", "valuta / currency"),
        Symbol::new("P", "anbudets pris, större än noll", "price of the bid, above zero", "valuta / currency"),
        Symbol::new("m_c", "största påslag för kriterium c", "largest surcharge for criterion c", "%"),
        Symbol::new(
            "a_c",
            "andel av påslaget vid den nivå anbudet når: störst på lägsta nivån, minst på bästa nivån",
            "share of the surcharge at the level the bid reaches: largest at the lowest level, smallest at the best",
            "0–1",
        ),
    ],
    quantities: &[
        Quantity::new("surcharge", "påslag", "surcharge", "m_c × a_c"),
        Quantity::new("rounded_amount", "avrundat påslag", "rounded surcharge", "m_c × a_c, rounded"),
        Quantity::new("total_surcharge", "summa påslag", "total surcharge", "Σ_c (m_c × a_c)"),
        Quantity::new("surcharge_share", "påslag som andel", "surcharge as a share", "Σ_c (m_c × a_c) / 100"),
        Quantity::new("multiplier", "faktor på priset", "multiplier of the price", "1 + Σ_c (m_c × a_c) / 100"),
        Quantity::new("comparison_value", "jämförelsepris", "comparison price", "J"),
        Quantity::new("rounded_comparison_value", "avrundat jämförelsepris", "rounded comparison price", "J, rounded"),
    ],
    precisely: &[
        Bilingual {
            sv: "P och varje påslag är vad de är efter sitt avrundningssteg, om modellen har ett. m_c är \
                 kriteriets vikt, a_c nivåns faktor i modellen, och c går över de innersta kriterierna. Faktorerna \
                 sjunker eller står stilla från nivå till nivå; de behöver inte börja på 1 eller sluta på 0.",
            en: "P and each surcharge are what they are after their rounding stage, if the model has one. m_c is \
                 the weight of the criterion, a_c the factor of the level in the model, and c runs over the \
                 innermost criteria. Factors fall or stand still from level to level; they need not begin at 1 nor \
                 end at 0.",
        },
        Bilingual {
            sv: "Ett pris som är noll, också genom avrundning, gör att anbudsområdet inte räknas.",
            en: "A price that is zero, even by rounding, means that the lot is not computed.",
        },
    ],
    why: Bilingual {
        sv: "Brister i kvalitet läggs på priset som procent, så att värdet av en kvalitetsnivå följer anbudets \
             storlek när köparen inte i förväg vet vilka belopp som kommer att offereras. Där bästa nivån har \
             faktorn 0 i alla kriterier jämförs ett anbud på bästa nivån till sitt eget pris, och en lägre nivå gör \
             det aldrig billigare i jämförelsen. Procentsatserna är publicerade och beror inte på något annat anbud. \
             Regeln är skriven som påslag och inte som avdrag, eftersom jämförelsepriset före avrundning då aldrig \
             kan bli lägre än anbudets eget pris.",
        en: "Shortcomings in quality are added to the price as a percentage, so the value of a quality level follows \
             the size of the bid when the buyer cannot know in advance which amounts will be offered. Where the best \
             level has the factor 0 in every criterion, a bid at the best level is compared at its own price, and a \
             lower level never makes it cheaper in the comparison. The percentages are published and do not depend \
             on any other bid. The rule is written as a surcharge and not as a deduction, because before rounding the \
             comparison price can then never fall below the bid's own price.",
    },
    limits: Bilingual {
        sv: "Samma brist kostar fler kronor i ett dyrt anbud än i ett billigt, så det belopp som köparen i praktiken \
             sätter på en kvalitetsnivå är inte detsamma för alla anbud. Vid priset noll får kvaliteten ingen \
             betydelse och vid ett negativt pris skulle brister löna sig, så regeln förutsätter priser över noll. \
             Procentsatserna för kriterierna läggs samman, och köparen behöver pröva i förväg om summan svarar mot \
             den verkliga betalningsviljan.",
        en: "The same shortcoming costs more kronor in a dear bid than in a cheap one, so the amount the buyer in \
             practice puts on a quality level is not the same for all bids. At a price of zero quality would not \
             count, and at a negative price shortcomings would pay, so the rule assumes prices above zero. The \
             percentages of the criteria are added together, and the buyer needs to test in advance whether their \
             sum matches its real willingness to pay.",
    },
    rounding: Bilingual {
        sv: "Det sammanlagda påslaget och jämförelsepriset räknas exakt och avrundas bara om modellen har publicerat \
             ett avrundningssteg med antal decimaler och avrundningssätt.",
        en: "The total surcharge and the comparison price are exact and are rounded only if the model has published \
             a rounding stage with its number of decimals and its mode.",
    },
    rank_reversal: RankReversal::Impossible(Bilingual {
        sv: "Påslaget räknas på anbudets eget pris med publicerade procentsatser och anbudets egna nivåer. Inget tal \
             hämtas från ett annat anbud, så ordningen mellan två anbud är densamma vilka andra anbud som än \
             tillkommer eller faller bort.",
        en: "The surcharge is taken on the bid's own price, with published percentages and the bid's own levels. No \
             figure comes from another bid, so the order of two bids stays the same whichever other bids are added \
             or removed.",
    }),
    law: &[
        LegalReference {
            profiles: Profile::DIRECTIVE,
            statute: LOU,
            chapter: "16",
            section: "2",
            quotation: "När en upphandlande myndighet utvärderar ett anbud på grunden bästa förhållandet mellan pris \
                        och kvalitet ska den bedöma anbudet utifrån kriterier som har anknytning till det som ska \
                        anskaffas.",
            meaning: Bilingual {
                sv: "Varje procentpåslag ska höra till ett kriterium som har anknytning till det som ska anskaffas, \
                     och ett påslag utan sådan anknytning får inte ingå i summan.",
                en: "Every percentage surcharge must belong to a criterion linked to what is being bought, and a \
                     surcharge without such a link may not be part of the sum.",
            },
            read_on: "2026-11-23",
        },
        LegalReference {
            profiles: Profile::CHAPTER_19,
            statute: LOU,
            chapter: "19",
            section: "16",
            quotation: "En upphandlande myndighet får förhandla med en leverantör om 1. alla aspekter av \
                        upphandlingsdokumenten, förutom minimikrav och tilldelningskriterier",
            meaning: Bilingual {
                sv: "Tilldelningskriterierna är undantagna från förhandling, så regeln räknar med kriteriernas \
                     publicerade procentsatser även när priset har förhandlats.",
                en: "The award criteria are kept out of negotiation, so the rule uses the published percentages of \
                     the criteria even when the price has been negotiated.",
            },
            read_on: "2026-11-23",
        },
    ],
    example: EXAMPLE,
};

const EXAMPLE: WorkedExample = WorkedExample {
    source: Bilingual {
        sv: "e-Avrops förklaring av procentuellt påslag (help.e-avrop.com): påslag högst 100 %, anbuden A, B och C \
             med de publicerade jämförelsetalen 750, 1 500 och 750.",
        en: "e-Avrop's explanation of the percentage surcharge (help.e-avrop.com): surcharge at most 100%, bids A, B \
             and C with the published comparison figures 750, 1,500 and 750.",
    },
    working: &[
        "A: 100 × 0.5 = 50 %; J = 500 × (1 + 50 / 100) = 750",
        "B: 50 %; J = 1000 × 1.5 = 1500",
        "C: best level, 0 %; J = 750 × 1 = 750, equal to A: the tie chain decides",
    ],
    model: r#"{
  "format": "anbud-model/1", "basis": "best_price_quality", "currency": "SEK", "tax_basis": "excluding",
  "requirements": [],
  "price": {"price_list@1": {"domain": "above_zero", "decimals": 2, "lines": [{"key": "P", "title": {"sv": "Pris"}, "unit": "unit", "quantity": "1"}]}},
  "criteria": [
    {"key": "Q", "title": {"sv": "Kvalitet"}, "weight": "100", "scale": {"described_levels@1": {"assessed_by": "statement", "levels": [{"factor": "1", "text": {"sv": "Nivå 0"}}, {"factor": "0.5", "text": {"sv": "Nivå 1"}}, {"factor": "0", "text": {"sv": "Nivå 2"}}]}}}
  ],
  "combination": {"percentage_surcharge@1": {}}, "rounding": [], "tie_chain": ["lower_price", "draw"]
}"#,
    inputs: r#"{
  "format": "anbud-inputs/1",
  "bids": {
    "A": {"key": "A", "lot": "LOT-1", "prices": {"P": "500"}, "answers": {"Q": "1"}},
    "B": {"key": "B", "lot": "LOT-1", "prices": {"P": "1000"}, "answers": {"Q": "1"}},
    "C": {"key": "C", "lot": "LOT-1", "prices": {"P": "750"}, "answers": {"Q": "2"}}
  },
  "examinations": {
    "A": {"bid": "A", "decided_at": "2026-01-15T09:00:00Z", "outcome": "admitted"},
    "B": {"bid": "B", "decided_at": "2026-01-15T09:00:00Z", "outcome": "admitted"},
    "C": {"bid": "C", "decided_at": "2026-01-15T09:00:00Z", "outcome": "admitted"}
  }
}"#,
    steps: &[
        ExampleStep { bid: "A", name: "surcharge", operation: "multiply", value: "50", unit: "percent" },
        ExampleStep { bid: "B", name: "surcharge", operation: "multiply", value: "50", unit: "percent" },
        ExampleStep { bid: "C", name: "surcharge", operation: "multiply", value: "0", unit: "percent" },
        ExampleStep { bid: "A", name: "total_surcharge", operation: "sum", value: "50", unit: "percent" },
        ExampleStep { bid: "A", name: "surcharge_share", operation: "divide", value: "0.5", unit: "number" },
        ExampleStep { bid: "A", name: "multiplier", operation: "sum", value: "1.5", unit: "number" },
        ExampleStep { bid: "A", name: "comparison_value", operation: "multiply", value: "750", unit: "SEK" },
        ExampleStep { bid: "B", name: "total_surcharge", operation: "sum", value: "50", unit: "percent" },
        ExampleStep { bid: "B", name: "surcharge_share", operation: "divide", value: "0.5", unit: "number" },
        ExampleStep { bid: "B", name: "multiplier", operation: "sum", value: "1.5", unit: "number" },
        ExampleStep { bid: "B", name: "comparison_value", operation: "multiply", value: "1500", unit: "SEK" },
        ExampleStep { bid: "C", name: "total_surcharge", operation: "sum", value: "0", unit: "percent" },
        ExampleStep { bid: "C", name: "surcharge_share", operation: "divide", value: "0", unit: "number" },
        ExampleStep { bid: "C", name: "multiplier", operation: "sum", value: "1", unit: "number" },
        ExampleStep { bid: "C", name: "comparison_value", operation: "multiply", value: "750", unit: "SEK" },
    ],
};

const fn label<U: Unit>(name: &'static str) -> Label<U> {
    Label::new(&ID, name)
}

/// The percentage surcharge. The weights of the criteria are the largest surcharges.
#[derive(Clone, Copy, Debug)]
pub struct PercentageSurcharge;

impl PercentageSurcharge {
    pub(crate) fn read(price: &PriceRule, reading: &mut Reading) -> Self {
        refuse_zero(price, "a surcharge on a price of zero is zero whatever the quality", reading);
        Self
    }
}

impl Combine for PercentageSurcharge {
    type Amount = Percent;
    type Value = Money;

    const RULE: &'static RuleId = &ID;
    const BETTER: Better = Better::Lower;
    const BETTER_AMOUNT: Better = Better::Lower;
    const AMOUNT: Label<Percent> = label("surcharge");

    /// The weight, which is in percent of the price.
    fn largest<S: Sink>(&self, weight: &Term<Number>, _: &mut Ledger<S>) -> Term<Percent> {
        Term::new(weight.value.clone(), weight.source)
    }

    /// The surcharges and the comparison price; nothing for a price of zero, to which quality would say nothing.
    fn compare<S: Sink>(
        &self,
        price: &Term<Money>,
        amounts: &impl Amounts,
        _: (Option<&Reference>, &Stages),
        ledger: &mut Ledger<S>,
    ) -> Option<Compared<Percent, Money>> {
        if price.value.is_zero() {
            return None;
        }
        let total = total(label("total_surcharge"), amounts, ledger);
        let share = ledger.divide(label("surcharge_share"), &total, &Term::<Percent>::constant(100))?;
        let multiplier = ledger.sum(label::<Number>("multiplier"), [&Term::constant(1), &share]);
        let value = ledger.multiply(label("comparison_value"), price, &multiplier);
        Some(Compared { quality: Some(total), value })
    }
}

#[cfg(test)]
mod tests {
    use super::EXAMPLE;
    use crate::testing::{example, faults, ranks, values_of};

    #[test]
    fn the_best_level_has_no_surcharge_and_the_lowest_has_it_all() {
        let lowest = example(&EXAMPLE, &[], &[("\"Q\": \"2\"", "\"Q\": \"0\"")]);
        assert_eq!(values_of(lowest, "C", "comparison_value"), ["1500"]);
    }

    #[test]
    fn equal_comparison_prices_go_to_the_chain() {
        let order = ranks(example(&EXAMPLE, &[], &[]));
        assert_eq!(order, [("A".to_owned(), 1), ("C".to_owned(), 2), ("B".to_owned(), 3)]);
    }

    #[test]
    fn a_price_of_zero_is_refused_where_it_is_admitted_and_where_rounding_makes_it() {
        let admitted = example(&EXAMPLE, &[("\"domain\": \"above_zero\"", "\"domain\": \"zero_or_above\"")], &[]);
        assert_eq!(faults(admitted), [("model.ratio_needs_prices_above_zero", "/price".to_owned())]);
        let stage = r#""rounding": [{"stage": "price", "rounding": {"decimals": 0, "mode": "toward_zero"}}]"#;
        let rounded = example(&EXAMPLE, &[("\"rounding\": []", stage)], &[("\"P\": \"500\"", "\"P\": \"0.4\"")]);
        assert_eq!(faults(rounded), [("bid.price_zero", "/bids/A".to_owned())]);
    }

    #[test]
    fn shares_fall_from_level_to_level() {
        let rising = example(
            &EXAMPLE,
            &[("\"factor\": \"0.5\"", "\"factor\": \"0\""), ("\"factor\": \"1\"", "\"factor\": \"0.5\"")],
            &[],
        );
        assert_eq!(faults(rising), []);
        let turned = example(&EXAMPLE, &[("\"factor\": \"1\"", "\"factor\": \"0.2\"")], &[]);
        let place = "/criteria/0/scale/described_levels@1/levels/1/factor";
        assert_eq!(faults(turned), [("model.factor_order", place.to_owned())]);
    }
}
