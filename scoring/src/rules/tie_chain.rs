//! Tie chain.
//!
//! Card, links and their reading; the calculation stands in `tie_chain/order.rs`, edge tests in `tie_chain/tests.rs`.

mod order;

pub(crate) use order::{Apart, Field, Order, Placing, Standing};

use crate::card::{ExampleStep, Quantity, RankReversal, RuleCard, Symbol, WorkedExample};
use crate::document::{Combination, Criterion, ModelDocument, TieBreaker};
use crate::reading::Reading;
use crate::rules::RuleId;
use values::law::{LOU, LegalReference, Profile};
use values::text::Bilingual;
use values::{Key, Place};

/// The rule's name and revision.
pub const ID: RuleId = RuleId { name: "tie_chain", revision: 1 };

/// What the rule says of itself.
pub const CARD: RuleCard = RuleCard {
    id: ID,
    title: Bilingual { sv: "Särskiljning vid lika utfall", en: "Tie chain" },
    formula: "V_a = V_b : j = min {i : s_i(a) ≠ s_i(b)}, a ≻ b ⇔ s_j(a) ≻ s_j(b)\n\
              V_a = V_b, s_i(a) = s_i(b) (∀ i) : a ≻ b ⇔ D(a) < D(b)",
    symbols: &[
        Symbol::new(
            "V_a, V_b",
            "jämförelsevärden för anbud a och b",
            "comparison values of bids a and b",
            "modellens enhet / unit of the model",
        ),
        Symbol::new(
            "s_i",
            "värdet i kedjans steg i, till exempel en kriteriegrupp, kvaliteten eller priset",
            "value in step i of the chain, for example a criterion group, the quality or the price",
            "stegets enhet / unit of the step",
        ),
        Symbol::new("j", "det första steg där anbuden skiljer sig åt", "first step in which the bids differ", "–"),
        Symbol::new(
            "≻",
            "går före; i varje steg är det bestämt om högre eller lägre är bättre: det större avdraget eller poängtalet, det mindre påslaget eller priset",
            "comes before; in every step it is fixed whether higher or lower is better: the larger deduction or points, the smaller surcharge or price",
            "–",
        ),
        Symbol::new("D", "ordningstal i lottningen", "place in the drawing of lots", "–"),
    ],
    quantities: &[
        Quantity::new("tie_value", "värde i kedjans steg", "value in the step of the chain", "s_i"),
        Quantity::new("rank", "placering", "rank", "1 + |{b : b ≻ a}|"),
    ],
    precisely: &[
        Bilingual {
            sv: "V_a, V_b och s_i är vad de är efter sina avrundningssteg, där modellen har sådana: finns steget \
                 `comparison_value` är anbud lika vars avrundade jämförelsevärden är lika. Det anbud går före vars \
                 jämförelsevärde är lägre, med relativa prispoäng högre.",
            en: "V_a, V_b and s_i are what they are after their rounding stages, where the model has such: if there is \
                 a stage `comparison_value`, bids are equal whose rounded comparison values are equal. The bid comes \
                 before whose comparison value is lower, with relative price points higher.",
        },
        Bilingual {
            sv: "`better_criterion` ser till summan av beloppen i ett kriterium, eller i alla innersta kriterier i en \
                 grupp; `better_quality` till summan av alla; `lower_price` till priset. Ett steg prövas bara bland \
                 dem som alla tidigare steg har lämnat lika.",
            en: "`better_criterion` looks at the sum of the amounts in a criterion, or in all innermost criteria of a \
                 group; `better_quality` at the sum of all; `lower_price` at the price. A step is tried only among \
                 those that all earlier steps have left equal.",
        },
        Bilingual {
            sv: "En lottning räknas bara om den är hållen bland exakt de anbud som är lika när kedjan kommer till \
                 `draw`; en lottning som inte skiljer några åt, eller i en modell utan `draw`, gör att anbudsområdet \
                 inte räknas. Anbuden som är lika med varandra är en grupp för sig, som lottas för sig. D är platsen i \
                 den antecknade ordningen: det först nämnda går före. Tid och vittnen är bevis och räknas inte med, \
                 men minst ett vittne har ett namn, och ett anbud står i högst en lottning. En lottning som inte \
                 längre räknas tas bort innan området räknas på nytt. Är ingen hållen delar anbuden placering tills \
                 den är det, och utfallet säger att den behövs.",
            en: "A drawing counts only if it was held among exactly the bids that are equal when the chain comes to \
                 `draw`; a drawing that separates nobody, or in a model without `draw`, means that the lot is not \
                 computed. Bids that are equal to each other are a group of their own, which is drawn for by itself. D \
                 is the place in the recorded order: the bid named first comes before. Time and witnesses are evidence \
                 and not computed with, but at least one witness has a name, and a bid stands in one drawing at most. \
                 A drawing that no longer counts is removed before the lot is computed anew. If none was held the bids \
                 share a rank until it is, and the outcome says that it is needed.",
        },
        Bilingual {
            sv: "Anbud som ingenting skiljer, eller som kedjan lämnar lika i `shared_rank`, delar placering. Nästa \
                 anbud har den placering som svarar mot hur många som går före: 1, 1, 3.",
            en: "Bids that nothing separates, or that the chain leaves equal at `shared_rank`, share a rank. The next \
                 bid has the rank that follows from how many come before it: 1, 1, 3.",
        },
    ],
    why: Bilingual {
        sv: "Exakt lika jämförelsevärden är ovanliga men måste kunna avgöras, och sättet ska vara bestämt innan någon \
             vet vilka anbud som blir lika. Kedjan prövar först sådant som säger något om anbuden, till exempel värdet \
             i en namngiven kriteriegrupp, kvaliteten eller priset, och tar till lottning först när alla steg är lika. \
             Lika betyder exakt lika, så två anbud som bara ser lika ut i en avrundad redovisning skiljs åt av sina \
             verkliga värden. Lottningen protokollförs, så att det går att visa att bara slumpen avgjorde.",
        en: "Exactly equal comparison values are rare but must be decided, and the way of doing so should be settled \
             before anyone knows which bids will tie. The chain first looks at things that say something about the \
             bids, for example the value in a named criterion group, the quality or the price, and turns to drawing \
             lots only when every step is equal. Equal means exactly equal, so two bids that merely look alike in a \
             rounded report are separated by their real values. Minutes are kept of the drawing, so that it can be \
             shown that chance alone decided.",
    },
    limits: Bilingual {
        sv: "Varken lagtext eller förarbeten tar upp lottning (Upphandling24 den 7 februari 2025), men lottning mellan \
             lika anbud godtogs i RÅ 2009 ref. 60 när anbudet med lägst pris skulle antas. Enligt \
             Upphandlingsmyndighetens frågeportal (1344273) behöver lottning inte anges i upphandlingsdokumenten, men \
             det är viktigt att det är slumpen och inget annat som skiljer anbuden åt och att detta kan intygas. Ett \
             steg som ser till kvalitet eller pris en gång till ger det större betydelse vid lika utfall än vad \
             vikterna anger.",
        en: "Neither the Act nor its preparatory works deal with drawing lots (Upphandling24, 7 February 2025), but a \
             drawing between equal bids was accepted in RÅ 2009 ref. 60 where the lowest price was to win. According \
             to the question portal of the National Agency for Public Procurement (1344273) the drawing need not be \
             announced in the procurement documents, but it is important that chance and nothing else separates the \
             bids and that this can be attested. A step that looks at quality or price a second time gives it more \
             influence in a tie than the weights say.",
    },
    rounding: Bilingual {
        sv: "Likhet prövas på oavrundade värden, om inte modellen har publicerat ett avrundningssteg före \
             rangordningen med antal decimaler och avrundningssätt.",
        en: "Equality is tested on unrounded values, unless the model has published a rounding stage before the \
             ranking with its number of decimals and its mode.",
    },
    rank_reversal: RankReversal::Impossible(Bilingual {
        sv: "Varje steg jämför bara de två anbudens egna värden, så ett annat anbud kan inte ändra ordningen mellan \
             dem. Själva lottningen räknas inte fram här: utfallet säger att den behövs. Stryks ett anbud efter \
             lottningen görs en ny bland dem som då är lika, eftersom bara en lottning bland exakt dem räknas.",
        en: "Every step compares only the two bids' own values, so another bid cannot change their order. The drawing \
             itself is not computed here: the outcome says that one is needed. If a bid is struck out after the \
             drawing, a new one is held among those that are then equal, because only a drawing among exactly those \
             counts.",
    }),
    law: &[
        LegalReference {
            profiles: Profile::DIRECTIVE,
            statute: LOU,
            chapter: "4",
            section: "1",
            quotation: "Upphandlande myndigheter ska behandla leverantörer på ett likvärdigt och \
                        icke-diskriminerande sätt samt genomföra upphandlingar på ett öppet sätt.",
            meaning: Bilingual {
                sv: "Samma kedja ska gälla för alla leverantörer vars anbud är lika och kunna redovisas öppet, även \
                     när det är lotten som avgör.",
                en: "The same chain must apply to all suppliers whose bids tie and must be open to view, even when it \
                     is the lot that decides.",
            },
            read_on: "2026-11-23",
        },
        LegalReference {
            profiles: Profile::CHAPTER_19,
            statute: LOU,
            chapter: "19",
            section: "19",
            quotation: "Underrättelsen ska vara skriftlig och innehålla skälen för beslutet",
            meaning: Bilingual {
                sv: "När kedjan har avgjort tilldelningen är det steg som skilde anbuden åt ett av skälen för beslutet \
                     och ska framgå av den skriftliga underrättelsen.",
                en: "When the chain has decided the award, the step that separated the bids is one of the reasons for \
                     the decision and must appear in the written notification.",
            },
            read_on: "2026-11-23",
        },
    ],
    example: EXAMPLE,
};

const EXAMPLE: WorkedExample = WorkedExample {
    source: Bilingual { sv: "Räknat här, steg för steg.", en: "Worked out here, step by step." },
    working: &[
        "A: 480 − 40 × 1 = 440; B: 480 − 60 × 0.5 − 40 × 0.25 = 440: equal",
        "Chain: criterion B. A has 60 × 0 = 0, B has 60 × 0.5 = 30; the larger deduction is better: B before A",
        "C: 520 − 0 = 520, third by its comparison value",
    ],
    model: r#"{
  "format": "anbud-model/1", "basis": "best_price_quality", "currency": "SEK", "tax_basis": "excluding",
  "requirements": [],
  "price": {"price_list@1": {"domain": "above_zero", "decimals": 2, "lines": [{"key": "P", "title": {"sv": "Pris"}, "unit": "unit", "quantity": "1"}]}},
  "criteria": [
    {"key": "B", "title": {"sv": "Bemanning"}, "weight": "60", "scale": {"described_levels@1": {"assessed_by": "statement", "levels": [{"factor": "0", "text": {"sv": "Nivå 0"}}, {"factor": "0.5", "text": {"sv": "Nivå 1"}}, {"factor": "1", "text": {"sv": "Nivå 2"}}]}}},
    {"key": "C", "title": {"sv": "Genomförande"}, "weight": "40", "scale": {"described_levels@1": {"assessed_by": "statement", "levels": [{"factor": "0", "text": {"sv": "Nivå 0"}}, {"factor": "0.25", "text": {"sv": "Nivå 1"}}, {"factor": "1", "text": {"sv": "Nivå 2"}}]}}}
  ],
  "combination": {"added_value_deduction@1": {"maximum_deduction": "100"}}, "rounding": [], "tie_chain": [{"better_criterion": "B"}, "draw"]
}"#,
    inputs: r#"{
  "format": "anbud-inputs/1",
  "bids": {
    "A": {"key": "A", "lot": "LOT-1", "prices": {"P": "480"}, "answers": {"B": "0", "C": "2"}},
    "B": {"key": "B", "lot": "LOT-1", "prices": {"P": "480"}, "answers": {"B": "1", "C": "1"}},
    "C": {"key": "C", "lot": "LOT-1", "prices": {"P": "520"}, "answers": {"B": "0", "C": "0"}}
  },
  "examinations": {
    "A": {"bid": "A", "decided_at": "2026-01-15T09:00:00Z", "outcome": "admitted"},
    "B": {"bid": "B", "decided_at": "2026-01-15T09:00:00Z", "outcome": "admitted"},
    "C": {"bid": "C", "decided_at": "2026-01-15T09:00:00Z", "outcome": "admitted"}
  }
}"#,
    steps: &[
        ExampleStep { bid: "A", name: "tie_value", operation: "sum", value: "0", unit: "SEK" },
        ExampleStep { bid: "B", name: "tie_value", operation: "sum", value: "30", unit: "SEK" },
        ExampleStep { bid: "B", name: "rank", operation: "rank_first", value: "1", unit: "rank" },
        ExampleStep { bid: "A", name: "rank", operation: "rank_after", value: "2", unit: "rank" },
        ExampleStep { bid: "C", name: "rank", operation: "rank_after", value: "3", unit: "rank" },
    ],
};

/// One link of a chain that has been read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// The sum of these criteria, by position.
    Criterion(Key, Vec<usize>),
    Quality,
    Price,
    Draw,
    SharedRank,
}

impl Link {
    /// The word by which results name what separated two bids.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Criterion(key, _) => format!("better_criterion:{key}"),
            Self::Quality => "better_quality".to_owned(),
            Self::Price => "lower_price".to_owned(),
            Self::Draw => "draw".to_owned(),
            Self::SharedRank => "shared_rank".to_owned(),
        }
    }
}

/// Reads a chain: it names criteria of the model, repeats nothing, and ends in the draw.
pub(crate) fn read(document: &ModelDocument, place: &Place, reading: &mut Reading) -> Vec<Link> {
    let mut leaves = Vec::new();
    collect(&document.criteria, &mut leaves);
    let mut links: Vec<Link> = Vec::new();
    for (index, breaker) in document.tie_chain.iter().enumerate() {
        let place = place.at(index);
        let link = read_link(breaker, document, &leaves, &place, reading);
        let ended = matches!(links.last(), Some(Link::Draw | Link::SharedRank));
        if ended || links.contains(&link) {
            reading.faults.add(
                "model.tie_breaker_without_effect",
                &place,
                "this link repeats an earlier one or stands after the end of the chain, so that it separates no bids",
                "remove it",
            );
        }
        links.push(link);
    }
    if !matches!(links.last(), Some(Link::Draw | Link::SharedRank)) {
        reading.faults.add(
            "model.tie_chain_open",
            place,
            "the chain does not say what happens when nothing separates two bids",
            "end the chain with \"draw\" or \"shared_rank\"",
        );
    }
    links
}

fn read_link(
    breaker: &TieBreaker,
    document: &ModelDocument,
    leaves: &[(&Key, Vec<&Key>)],
    place: &Place,
    reading: &mut Reading,
) -> Link {
    let priced_only = matches!(document.combination, Combination::LowestCost(_));
    match breaker {
        TieBreaker::Draw => Link::Draw,
        TieBreaker::SharedRank => Link::SharedRank,
        TieBreaker::LowerPrice if !priced_only => Link::Price,
        TieBreaker::BetterQuality if !priced_only => Link::Quality,
        TieBreaker::LowerPrice | TieBreaker::BetterQuality => {
            reading.faults.add(
                "model.tie_breaker_without_effect",
                place,
                "the comparison value is the price or cost itself, so that this link separates no bids",
                "remove it",
            );
            Link::Price
        }
        TieBreaker::BetterCriterion(key) => {
            let within = |(own, parents): &(&Key, Vec<&Key>)| *own == key || parents.contains(&key);
            let members: Vec<usize> = (0..leaves.len()).filter(|index| within(&leaves[*index])).collect();
            if members.is_empty() {
                reading.faults.add(
                    "model.criterion_unknown",
                    &place.at("better_criterion"),
                    format!("the model has no criterion {key}"),
                    "name a criterion or a group of the model",
                );
            }
            Link::Criterion(key.clone(), members)
        }
    }
}

/// Criteria with scales and the groups they stand in, in the order of the model.
fn collect<'a>(criteria: &'a [Criterion], leaves: &mut Vec<(&'a Key, Vec<&'a Key>)>) {
    for criterion in criteria {
        let from = leaves.len();
        if criterion.scale.is_some() {
            leaves.push((&criterion.key, Vec::new()));
        }
        collect(&criterion.children, leaves);
        for (_, parents) in &mut leaves[from..] {
            parents.push(&criterion.key);
        }
    }
}

#[cfg(test)]
mod tests;
