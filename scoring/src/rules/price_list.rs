//! Price list with quantities.
//!
//! Card, parameters, reading, calculation and edge tests of one rule.

use crate::card::{ExampleStep, Quantity, RankReversal, RuleCard, Symbol, WorkedExample};
use crate::document::{self, PriceDomain};
use crate::reading::{Range, Reading, number};
use crate::rules::RuleId;
use crate::trace::unit::{Money, Number};
use crate::trace::{Label, Ledger, Sink, Source, Subject, Term};
use std::collections::{BTreeMap, BTreeSet};
use values::law::{LOU, LegalReference, Profile};
use values::money::{MEASURE_SCALE, MONEY_SCALE};
use values::text::Bilingual;
use values::{Exact, Faults, Key, Place};

/// The rule's name and revision.
pub const ID: RuleId = RuleId { name: "price_list", revision: 1 };

/// What the rule says of itself.
pub const CARD: RuleCard = RuleCard {
    id: ID,
    title: Bilingual { sv: "Prislista med mängder", en: "Price list with quantities" },
    formula: "S = Σ_i (q_i × p_i)\n\
              p_i ∈ D_i (∀ i)",
    symbols: &[
        Symbol::new("S", "anbudets utvärderingssumma", "evaluation sum of the bid", "valuta / currency"),
        Symbol::new("i", "rad i den publicerade prislistan", "line of the published price list", "–"),
        Symbol::new("q_i", "publicerad mängd på rad i", "published quantity on line i", "enhet / unit"),
        Symbol::new(
            "p_i",
            "anbudets pris per enhet på rad i",
            "price per unit of the bid on line i",
            "valuta / currency",
        ),
        Symbol::new(
            "D_i",
            "de publicerade prisgränserna för rad i",
            "the published price domain of line i",
            "valuta / currency",
        ),
    ],
    quantities: &[
        Quantity::new("line_amount", "radbelopp", "line amount", "q_i × p_i"),
        Quantity::new("price", "utvärderingssumma", "evaluation sum", "S"),
        Quantity::new("rounded_price", "avrundad utvärderingssumma", "rounded evaluation sum", "S, rounded"),
    ],
    precisely: &[
        Bilingual {
            sv: "Anbudet har ett pris för varje rad i prislistan och inga andra rader; annars räknas anbudsområdet \
                 inte.",
            en: "The bid has a price for every line of the price list and no other lines; otherwise the lot is \
                 not computed.",
        },
        Bilingual {
            sv: "D_i är en av tre: `above_zero`, varje pris över noll; `total_above_zero`, varje pris noll eller \
                 mer och inte alla noll; `zero_or_above`, varje pris noll eller mer. Ett pris har högst så många \
                 decimaler som listan anger.",
            en: "D_i is one of three: `above_zero`, every price above zero; `total_above_zero`, every price zero \
                 or above and not all zero; `zero_or_above`, every price zero or above. A price has at most as \
                 many decimals as the list states.",
        },
        Bilingual {
            sv: "Där andra regler säger anbudets pris menas S, avrundad om modellen har avrundningssteget \
                 `price`.",
            en: "Where other rules say the price of the bid they mean S, rounded if the model has the rounding \
                 stage `price`.",
        },
    ],
    why: Bilingual {
        sv: "Köparen publicerar vilka rader som ska prissättas och hur många enheter av varje som behovet beräknas \
             till, och summan visar vad hela mängden skulle kosta med anbudets priser. Noll kronor är ett pris som \
             leverantören lämnar; en tom rad är ett svar som saknas och läses aldrig som noll, eftersom anbudet då \
             skulle få ett innehåll som leverantören inte har lämnat. Priser utanför de publicerade gränserna godtas \
             inte, så att alla summor bygger på priser av samma slag.",
        en: "The buyer publishes which lines are to be priced and how many units of each it expects to need, and the \
             sum shows what the whole quantity would cost at the prices of the bid. Zero kronor is a price that the \
             supplier gives; an empty line is a missing answer and is never read as zero, because the bid would then \
             say something that the supplier did not say. Prices outside the published limits are refused, so that \
             all sums are built on prices of the same kind.",
    },
    limits: Bilingual {
        sv: "Stämmer mängderna illa med det verkliga behovet kan det löna sig att prissätta enskilda rader taktiskt. \
             I ett mål i Kammarrätten i Sundsvall, refererat av Inköpsrådet den 23 april 2024, skulle upphandlingen \
             göras om när avsevärd betydelse fästes vid priser på arbeten som det inte fanns något krav att \
             leverera. Saknas en publicerad gräns kan negativa priser behöva godtas (Kammarrätten i Sundsvall, mål \
             nr 2278-22), och ett förbud mot negativa delpriser är förenligt med upphandlingslagstiftningen enligt \
             HFD 2023 ref. 7. En lägsta prisgräns över noll kan däremot vara ett sådant golvpris som underkändes i \
             HFD 2018 ref. 50.",
        en: "If the quantities do not match the real need, it can pay to price single lines tactically. In a case in \
             the Administrative Court of Appeal in Sundsvall, reported by Inköpsrådet on 23 April 2024, the \
             procurement had to be redone because considerable importance was given to prices for work that nobody \
             was required to deliver. Without a published limit negative prices may have to be accepted \
             (Administrative Court of Appeal in Sundsvall, case 2278-22), and a ban on negative part prices is \
             compatible with procurement law according to HFD 2023 ref. 7. A lower price limit above zero, however, \
             may be a price floor of the kind rejected in HFD 2018 ref. 50.",
    },
    rounding: Bilingual {
        sv: "Enhetspriserna används som de har lämnats och varken rader eller summa avrundas, om inte modellen har \
             publicerat ett avrundningssteg med antal decimaler och avrundningssätt.",
        en: "Unit prices are used as given and neither the lines nor the sum is rounded, unless the model has \
             published a rounding stage with its number of decimals and its mode.",
    },
    rank_reversal: RankReversal::Impossible(Bilingual {
        sv: "Summan bildas av anbudets egna enhetspriser och publicerade mängder, så vilken av två summor som är \
             lägst beror inte på andra anbud. Används summan sedan som pris i relativa prispoäng kan ordningen \
             kastas om där, men det följer av den regeln och inte av prislistan.",
        en: "The sum is made of the bid's own unit prices and published quantities, so which of two sums is lower \
             does not depend on other bids. If the sum is then used as the price in relative price points the order \
             can be reversed there, but that follows from that rule and not from the price list.",
    }),
    law: &[
        LegalReference {
            profiles: Profile::DIRECTIVE,
            statute: LOU,
            chapter: "4",
            section: "9",
            quotation: "Myndigheten får också tillåta eller begära att en leverantör förtydligar eller kompletterar \
                        en sådan handling.",
            meaning: Bilingual {
                sv: "Det är myndigheten som, inom ramen för likabehandling och öppenhet, får tillåta eller begära \
                     att en prislista med en tom rad kompletteras, så regeln fyller aldrig själv i raden utan vägrar \
                     att räkna.",
                en: "It is the authority that may, within equal treatment and openness, allow or ask for a price \
                     list with an empty line to be completed, so the rule never fills in the line itself but refuses \
                     to calculate.",
            },
            read_on: "2026-11-23",
        },
        LegalReference {
            profiles: Profile::CHAPTER_19,
            statute: LOU,
            chapter: "19",
            section: "15",
            quotation: "Om myndigheten tillåter en leverantör att rätta, förtydliga eller komplettera ska övriga \
                        leverantörer ges motsvarande möjlighet.",
            meaning: Bilingual {
                sv: "Tillåts en leverantör att komplettera en tom prisrad ska de övriga leverantörerna ges \
                     motsvarande möjlighet, och därför får ingen rad i tysthet läsas som noll.",
                en: "If one supplier is allowed to complete an empty price line the other suppliers must be given \
                     the corresponding opportunity, and therefore no line may silently be read as zero.",
            },
            read_on: "2026-11-23",
        },
    ],
    example: EXAMPLE,
};

const EXAMPLE: WorkedExample = WorkedExample {
    source: Bilingual { sv: "Räknat här, steg för steg.", en: "Worked out here, step by step." },
    working: &[
        "Group sessions: 1900 × 2150 = 4085000",
        "Individual hours: 650 × 1100 = 715000",
        "Digital sessions: 400 × 1650 = 660000",
        "S = 4085000 + 715000 + 660000 = 5460000",
    ],
    model: r#"{
  "format": "anbud-model/1", "basis": "price", "currency": "SEK", "tax_basis": "excluding",
  "requirements": [],
  "price": {"price_list@1": {"domain": "above_zero", "decimals": 2, "lines": [{"key": "I1", "title": {"sv": "Grupp"}, "unit": "session", "quantity": "1900"}, {"key": "I2", "title": {"sv": "Enskilt"}, "unit": "hour", "quantity": "650"}, {"key": "I3", "title": {"sv": "Digitalt"}, "unit": "session", "quantity": "400"}]}},
  "combination": {"lowest_cost@1": {}}, "rounding": [], "tie_chain": ["draw"]
}"#,
    inputs: r#"{
  "format": "anbud-inputs/1",
  "bids": {
    "A": {"key": "A", "lot": "LOT-1", "prices": {"I1": "2150", "I2": "1100", "I3": "1650"}}
  },
  "examinations": {
    "A": {"bid": "A", "decided_at": "2026-01-15T09:00:00Z", "outcome": "admitted"}
  }
}"#,
    steps: &[
        ExampleStep { bid: "A", name: "line_amount", operation: "multiply", value: "4085000", unit: "SEK" },
        ExampleStep { bid: "A", name: "line_amount", operation: "multiply", value: "715000", unit: "SEK" },
        ExampleStep { bid: "A", name: "line_amount", operation: "multiply", value: "660000", unit: "SEK" },
        ExampleStep { bid: "A", name: "price", operation: "sum", value: "5460000", unit: "SEK" },
    ],
};

const LINE_AMOUNT: Label<Money> = Label::new(&ID, "line_amount");
const PRICE: Label<Money> = Label::new(&ID, "price");

/// A price list that has been read.
#[derive(Clone, Debug)]
pub struct PriceList {
    domain: PriceDomain,
    decimals: u32,
    pub(crate) lines: Vec<Line>,
}

/// One line.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) key: Key,
    quantity: Term<Number>,
}

impl PriceList {
    pub(crate) fn read(document: &document::PriceList, place: &Place, reading: &mut Reading) -> Self {
        check_decimals(document.decimals, place, reading);
        let lines = place.at("lines");
        reading.unique(document.lines.iter().enumerate().map(|(i, line)| (&line.key, lines.at(i))));
        if document.lines.is_empty() {
            reading.faults.add(
                "model.price_lines_missing",
                &lines,
                "the price list has no line",
                "publish at least one line",
            );
        }
        let read_line = |(index, line): (usize, &document::PriceLine)| {
            let place = lines.at(index);
            reading.text(&line.title, &place.at("title"));
            let quantity = reading.number(&line.quantity, &place.at("quantity"), MEASURE_SCALE, Range::AboveZero);
            Line { key: line.key.clone(), quantity }
        };
        let lines = document.lines.iter().enumerate().map(read_line).collect();
        Self { domain: document.domain, decimals: document.decimals, lines }
    }

    /// The unit prices of a bid, line by line. An empty line is a fault, never a zero.
    pub(crate) fn read_offer(
        &self,
        prices: &BTreeMap<Key, Option<String>>,
        place: &Place,
        faults: &mut Faults,
    ) -> Vec<Exact> {
        let known: BTreeSet<&Key> = self.lines.iter().map(|line| &line.key).collect();
        refuse_unknown(prices.keys(), &known, place, faults);
        let read: Vec<Exact> = self
            .lines
            .iter()
            .filter_map(|line| {
                let place = place.at(&line.key);
                match prices.get(&line.key).and_then(Option::as_deref) {
                    Some(text) => number("bid.price", text, &place, self.decimals, range(self.domain), faults),
                    None => {
                        refuse_empty(&line.key, &place, faults);
                        None
                    }
                }
            })
            .collect();
        refuse_all_zero(self.domain, &read, place, faults);
        read
    }

    /// The sum of quantity times unit price. `amounts` is room that bids use one after the other.
    pub(crate) fn price<S: Sink>(
        &self,
        bid: u32,
        prices: &[Exact],
        amounts: &mut Vec<Term<Money>>,
        ledger: &mut Ledger<S>,
    ) -> Term<Money> {
        amounts.clear();
        for (index, (line, price)) in (0..).zip(self.lines.iter().zip(prices)) {
            ledger.turn_to(Subject::Line(index));
            let price: Term<Money> = Term::new(price.clone(), Source::Price(bid, index));
            amounts.push(ledger.multiply(LINE_AMOUNT, &line.quantity, &price));
        }
        ledger.turn_to(Subject::Whole);
        ledger.sum(PRICE, &*amounts)
    }
}

/// Which numbers a price domain admits.
pub(super) const fn range(domain: PriceDomain) -> Range {
    match domain {
        PriceDomain::AboveZero => Range::AboveZero,
        PriceDomain::TotalAboveZero | PriceDomain::ZeroOrAbove => Range::ZeroOrAbove,
    }
}

pub(super) fn check_decimals(decimals: u32, place: &Place, reading: &mut Reading) {
    if decimals > MONEY_SCALE {
        reading.faults.add(
            "model.price_decimals",
            &place.at("decimals"),
            format!("prices with {decimals} decimals are finer than the 4 that amounts are kept with"),
            "write 0 to 4",
        );
    }
}

/// Where the total must be above zero, not every line may be zero.
pub(super) fn refuse_all_zero(domain: PriceDomain, prices: &[Exact], place: &Place, faults: &mut Faults) {
    if domain == PriceDomain::TotalAboveZero && !prices.is_empty() && prices.iter().all(Exact::is_zero) {
        faults.add(
            "bid.price_total_zero",
            place,
            "every price is zero, and the model asks for a total above zero",
            "the examination must reject the bid, or the prices be corrected where the law admits it",
        );
    }
}

/// What a bid prices must stand in the model.
pub(super) fn refuse_unknown<'a>(
    keys: impl Iterator<Item = &'a Key>,
    known: &BTreeSet<&Key>,
    place: &Place,
    faults: &mut Faults,
) {
    for key in keys.filter(|key| !known.contains(key)) {
        faults.add(
            "bid.line_unknown",
            &place.at(key),
            format!("the model has no line {key}"),
            "remove it, or use the key of a published line",
        );
    }
}

/// An empty line is not a price.
pub(super) fn refuse_empty(key: &Key, place: &Place, faults: &mut Faults) {
    faults.add(
        "bid.price_missing",
        place,
        format!("the line {key} has no price; an empty line is not a zero"),
        "the examination must reject the bid, or the line be completed where the law admits it",
    );
}

#[cfg(test)]
mod tests {
    use super::EXAMPLE;
    use crate::testing::{example, faults, values_of};

    #[test]
    fn zero_is_a_price_where_the_domain_admits_it() {
        let zero = [("\"1650\"", "\"0\"")];
        let admitted = [("above_zero", "total_above_zero")];
        assert_eq!(values_of(example(&EXAMPLE, &admitted, &zero), "A", "price"), ["4800000"]);
        assert_eq!(faults(example(&EXAMPLE, &[], &zero)), [("bid.price", "/bids/A/prices/I3".to_owned())]);
    }

    #[test]
    fn an_empty_line_is_not_a_price() {
        let missing = [("bid.price_missing", "/bids/A/prices/I3".to_owned())];
        assert_eq!(faults(example(&EXAMPLE, &[], &[("\"1650\"", "null")])), missing);
        assert_eq!(faults(example(&EXAMPLE, &[], &[(", \"I3\": \"1650\"", "")])), missing);
    }

    #[test]
    fn a_total_of_zero_is_refused_where_the_model_says_so() {
        let zero = [("\"2150\"", "\"0\""), ("\"1100\"", "\"0\""), ("\"1650\"", "\"0\"")];
        let total = example(&EXAMPLE, &[("above_zero", "total_above_zero")], &zero);
        assert_eq!(faults(total), [("bid.price_total_zero", "/bids/A/prices".to_owned())]);
        let any = example(&EXAMPLE, &[("above_zero", "zero_or_above")], &zero);
        assert_eq!(values_of(any, "A", "price"), ["0"]);
    }

    #[test]
    fn prices_are_never_cut() {
        for wrong in ["1650.005", "1e3", "1,5", "NaN", "-0", "-1", "01", "1.", "+1", " 1", ""] {
            let refused = example(&EXAMPLE, &[], &[("\"1650\"", &format!("\"{wrong}\""))]);
            assert_eq!(faults(refused), [("bid.price", "/bids/A/prices/I3".to_owned())], "{wrong}");
        }
    }

    #[test]
    fn a_line_that_is_not_published_is_refused() {
        let unknown = example(&EXAMPLE, &[], &[("\"I3\"", "\"I4\"")]);
        let line = |code, key: &str| (code, format!("/bids/A/prices/{key}"));
        assert_eq!(faults(unknown), [line("bid.line_unknown", "I4"), line("bid.price_missing", "I3")]);
    }
}
