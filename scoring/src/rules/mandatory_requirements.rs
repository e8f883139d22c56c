//! Mandatory requirements and rejected bids.
//!
//! Card, parameters, reading, calculation and edge tests of one rule.

use crate::card::{ExampleStep, Quantity, RankReversal, RuleCard, Symbol, WorkedExample};
use crate::document::{Examination, ExaminationOutcome};
use crate::rules::RuleId;
use crate::trace::unit::YesNo;
use crate::trace::{Label, Ledger, Operation, Sink, Source};
use values::Exact;
use values::law::{LOU, LegalReference, Profile};
use values::text::Bilingual;

/// The rule's name and revision.
pub const ID: RuleId = RuleId { name: "mandatory_requirements", revision: 1 };

/// What the rule says of itself.
pub const CARD: RuleCard = RuleCard {
    id: ID,
    title: Bilingual { sv: "Ska-krav och förkastade anbud", en: "Mandatory requirements and rejected bids" },
    formula: "A = {b ∈ B : u_b,k = 1 (∀ k ∈ K), G_b = ∅}\n\
              P_min = min {P_b : b ∈ A}",
    symbols: &[
        Symbol::new("A", "de anbud som utvärderas", "the bids that are evaluated (admitted)", "–"),
        Symbol::new("B", "de anbud som har lämnats i anbudsområdet", "the bids submitted in the lot", "–"),
        Symbol::new("K", "de publicerade ska-kraven", "the published mandatory requirements", "–"),
        Symbol::new(
            "u_b,k",
            "1 om anbud b uppfyller krav k, annars 0",
            "1 if bid b meets requirement k, otherwise 0",
            "0 / 1",
        ),
        Symbol::new(
            "G_b",
            "dokumenterade skäl att förkasta anbud b eller utesluta dess leverantör",
            "recorded grounds to reject bid b or exclude its supplier",
            "–",
        ),
        Symbol::new("P_b", "priset i anbud b", "price of bid b", "valuta / currency"),
        Symbol::new(
            "P_min",
            "lägsta pris, som exempel på ett referensvärde",
            "lowest price, as an example of a reference value",
            "valuta / currency",
        ),
    ],
    quantities: &[Quantity::new(
        "admitted",
        "om anbudet utvärderas: 1 ja, 0 nej",
        "whether the bid is evaluated: 1 yes, 0 no",
        "b ∈ A",
    )],
    precisely: &[
        Bilingual {
            sv: "u_b,k och G_b räknas inte fram: regeln läser det enda beslut som prövningen har antecknat om \
                 anbudet. Ett anbud hör till A om beslutet är antaget till utvärdering, och inte om det är \
                 förkastat, oavsett grund.",
            en: "u_b,k and G_b are not computed: the rule reads the one decision that the examination has \
                 recorded on the bid. A bid is in A if the decision says admitted, and not if it says rejected, \
                 on whatever ground.",
        },
        Bilingual {
            sv: "Saknas beslut om ett anbud, eller finns två, räknas anbudsområdet inte. Av ett förkastat anbud läses \
                 ingenting mer, vad det än innehåller.",
            en: "If a bid has no decision, or two, the lot is not computed. Nothing more is read of a rejected bid, \
                 whatever it contains.",
        },
        Bilingual {
            sv: "Är inget anbud antaget till utvärdering finns inget lägsta pris, inga jämförelsevärden och inga \
                 placeringar.",
            en: "If no bid is admitted there is no lowest price, no comparison value and no rank.",
        },
    ],
    why: Bilingual {
        sv: "Ett ska-krav är en lägsta nivå för alla anbud, och hög kvalitet i övrigt kan inte uppväga att den inte \
             nås. Ett anbud som inte uppfyller kraven, eller som förkastas av ett annat dokumenterat skäl, \
             utvärderas inte och får varken poäng eller plats i rangordningen. Det får inte heller sätta lägsta pris \
             eller något annat referensvärde, för då skulle ett anbud som inte kan vinna påverka de anbud som kan \
             det. Faller ett anbud bort senare görs en ny beräkning med samma modell.",
        en: "A mandatory requirement is a minimum for all bids, and high quality elsewhere cannot make up for \
             missing it. A bid that does not meet the requirements, or that is rejected on another recorded ground, \
             is not evaluated and gets neither points nor a place in the ranking. Nor may it set the lowest price or \
             any other reference value, because then a bid that cannot win would affect the bids that can. If a bid \
             drops out later, a new calculation is made with the same model.",
    },
    limits: Bilingual {
        sv: "Utfallet är allt eller inget, så ett oklart eller onödigt strängt krav kan fälla ett i övrigt bra \
             anbud. I Upphandlingsmyndighetens kartläggning av överprövningsmål från 2015 och 2016 (rapport 2017:7) \
             var felaktig prövning av krav på leverantören eller på föremålet bland de vanligaste grunderna. Vid ett \
             öppet förfarande får anbuden utvärderas innan leverantören kontrolleras (4 kap. 12 § LOU), så \
             rangordningen kan behöva beräknas på nytt efter kontrollen.",
        en: "The outcome is all or nothing, so an unclear or needlessly strict requirement can bring down an \
             otherwise good bid. In the National Agency for Public Procurement's survey of review cases from 2015 \
             and 2016 (report 2017:7), wrong assessment of requirements on the supplier or on the object was among \
             the most common grounds. In an open procedure bids may be evaluated before the supplier is checked (LOU \
             chapter 4 section 12), so the ranking may have to be calculated again after the check.",
    },
    rounding: Bilingual {
        sv: "Regeln svarar ja eller nej; det finns inget tal att avrunda. Modellens avrundningssteg rör den inte.",
        en: "The rule answers yes or no; there is no figure to round. The rounding stages of a model do not concern it.",
    },
    rank_reversal: RankReversal::Impossible(Bilingual {
        sv: "Om ett anbud ska utvärderas avgörs av vad som har dokumenterats om det anbudet och dess leverantör, \
             inte av vilka andra anbud som finns, så regeln i sig kan inte kasta om två anbud. Att ett anbud \
             förkastas kan däremot ändra ordningen mellan de kvarvarande om modellen använder relativa prispoäng och \
             det lägsta priset ändras, och då är det en följd av den regeln.",
        en: "Whether a bid is to be evaluated is decided by what has been recorded about that bid and its supplier, \
             not by which other bids exist, so the rule itself cannot reverse two bids. The rejection of a bid can \
             however change the order of the remaining ones if the model uses relative price points and the lowest \
             price changes, and that is then a consequence of that rule.",
    }),
    law: &[
        LegalReference {
            profiles: Profile::DIRECTIVE,
            statute: LOU,
            chapter: "4",
            section: "10",
            quotation: "Myndigheten ska innan den tilldelar ett kontrakt kontrollera 1. att anbudet uppfyller de \
                        krav, villkor och kriterier som anges i upphandlingsdokumenten",
            meaning: Bilingual {
                sv: "Före tilldelningen ska det kontrolleras att anbudet uppfyller ska-kraven i \
                     upphandlingsdokumenten, och regeln kräver därför ett dokumenterat beslut om varje anbud.",
                en: "Before the award it must be checked that the bid meets the mandatory requirements in the \
                     procurement documents, and the rule therefore demands a recorded decision on every bid.",
            },
            read_on: "2026-11-23",
        },
        LegalReference {
            profiles: Profile::CHAPTER_19,
            statute: LOU,
            chapter: "19",
            section: "9",
            quotation: "vilka minimikrav som ett anbud ska uppfylla",
            meaning: Bilingual {
                sv: "Minimikraven på anbudet ska stå i upphandlingsdokumenten, så det är bara mot publicerade \
                     ska-krav som regeln prövar ett anbud.",
                en: "The minimum requirements on the bid must stand in the procurement documents, so it is only \
                     against published mandatory requirements that the rule tests a bid.",
            },
            read_on: "2026-11-23",
        },
    ],
    example: EXAMPLE,
};

const EXAMPLE: WorkedExample = WorkedExample {
    source: Bilingual { sv: "Räknat här, steg för steg.", en: "Worked out here, step by step." },
    working: &[
        "A and B meet every requirement: 1",
        "C, the cheapest, fails S1: 0; it is not compared and sets no lowest price",
    ],
    model: r#"{
  "format": "anbud-model/1", "basis": "best_price_quality", "currency": "SEK", "tax_basis": "excluding",
  "requirements": [{"key": "S1", "text": {"sv": "Minst två års erfarenhet"}}],
  "price": {"price_list@1": {"domain": "above_zero", "decimals": 2, "lines": [{"key": "P", "title": {"sv": "Pris"}, "unit": "unit", "quantity": "1"}]}},
  "criteria": [
    {"key": "Q", "title": {"sv": "Kvalitet"}, "weight": "60", "scale": {"described_levels@1": {"assessed_by": "statement", "levels": [{"factor": "0", "text": {"sv": "Nivå 0"}}, {"factor": "1", "text": {"sv": "Nivå 1"}}]}}}
  ],
  "combination": {"relative_price_points@1": {"price_weight": "40"}}, "rounding": [], "tie_chain": ["draw"]
}"#,
    inputs: r#"{
  "format": "anbud-inputs/1",
  "bids": {
    "A": {"key": "A", "lot": "LOT-1", "prices": {"P": "100"}, "answers": {"Q": "1"}},
    "B": {"key": "B", "lot": "LOT-1", "prices": {"P": "80"}, "answers": {"Q": "0"}},
    "C": {"key": "C", "lot": "LOT-1", "prices": {"P": "40"}, "answers": {"Q": "1"}}
  },
  "examinations": {
    "A": {"bid": "A", "decided_at": "2026-01-15T09:00:00Z", "outcome": "admitted"},
    "B": {"bid": "B", "decided_at": "2026-01-15T09:00:00Z", "outcome": "admitted"},
    "C": {"bid": "C", "decided_at": "2026-01-15T09:00:00Z", "outcome": {"rejected": {"ground": {"requirement": "S1"}, "reason": {"sv": "Ett års erfarenhet."}}}}
  }
}"#,
    steps: &[
        ExampleStep { bid: "A", name: "admitted", operation: "admit", value: "1", unit: "yes_no" },
        ExampleStep { bid: "B", name: "admitted", operation: "admit", value: "1", unit: "yes_no" },
        ExampleStep { bid: "C", name: "admitted", operation: "admit", value: "0", unit: "yes_no" },
    ],
};

const ADMITTED: Label<YesNo> = Label::new(&ID, "admitted");

/// Which bids are compared: those that the examination admitted. Bids come by position; a rejected one gets a step
/// that says so and is met nowhere else, so that it can set no reference.
pub(crate) fn admit<S: Sink>(examinations: &[Examination], ledger: &mut Ledger<S>) -> Vec<u32> {
    let mut admitted = Vec::with_capacity(examinations.len());
    for (bid, examination) in (0..).zip(examinations) {
        ledger.turn_to_bid(Some(bid));
        let yes = examination.outcome == ExaminationOutcome::Admitted;
        ledger.record(ADMITTED, Operation::Admit, [Source::Examination(bid)], || Exact::from(u32::from(yes)));
        if yes {
            admitted.push(bid);
        }
    }
    ledger.turn_to_bid(None);
    admitted
}

#[cfg(test)]
mod tests {
    use super::EXAMPLE;
    use crate::testing::{example, faults, ranks, values_of};

    #[test]
    fn a_rejected_bid_sets_no_lowest_price() {
        assert_eq!(values_of(example(&EXAMPLE, &[], &[]), "", "lowest_price"), ["80"]);
    }

    #[test]
    fn a_rejected_bid_is_not_read_whatever_it_says() {
        let wild = example(&EXAMPLE, &[], &[("\"prices\": {\"P\": \"40\"}", "\"prices\": {\"X\": \"free\"}")]);
        assert_eq!(ranks(wild), [("A".to_owned(), 1), ("B".to_owned(), 2)]);
    }

    #[test]
    fn a_bid_is_rejected_on_published_grounds_only() {
        let made_up = example(&EXAMPLE, &[], &[("\"requirement\": \"S1\"", "\"requirement\": \"S2\"")]);
        let place = "/examinations/C/outcome/rejected/ground";
        assert_eq!(faults(made_up), [("inputs.requirement_unknown", place.to_owned())]);
    }

    #[test]
    fn every_bid_needs_a_decision() {
        let undecided = example(&EXAMPLE, &[], &[("\"C\": {\"bid\": \"C\"", "\"D\": {\"bid\": \"C\"")]);
        let expected = [
            ("inputs.bid_unknown", "/examinations/D".to_owned()),
            ("inputs.examination_missing", "/bids/C".to_owned()),
        ];
        assert_eq!(faults(undecided), expected);
    }

    #[test]
    fn when_all_are_rejected_nobody_is_ranked() {
        let rejected = r#"{"rejected": {"ground": "abnormally_low", "reason": {"sv": "Förklarades inte."}}}"#;
        let none = example(&EXAMPLE, &[], &[("\"admitted\"", rejected)]);
        assert_eq!(none.as_ref().map(|outcome| outcome.rejected.len()), Ok(3));
        assert_eq!(ranks(none), []);
    }
}
