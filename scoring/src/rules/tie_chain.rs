//! Tie chain.
//!
//! Card, parameters, reading, calculation and edge tests of one rule.

use crate::card::{ExampleStep, Quantity, RankReversal, RuleCard, Symbol, WorkedExample};
use crate::document::{Combination, Criterion, ModelDocument, TieBreaker};
use crate::model::Better;
use crate::reading::Reading;
use crate::rules::RuleId;
use crate::trace::{Label, Ledger, Operation, Sink, Source, StepUnit, Term};
use std::cmp::Ordering;
use values::law::{LOU, LegalReference, Profile};
use values::text::Bilingual;
use values::{Exact, Key, Place};

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
            "oavrundade jämförelsevärden för anbud a och b",
            "unrounded comparison values of bids a and b",
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
    why: Bilingual {
        sv: "Exakt lika jämförelsevärden är ovanliga men måste kunna avgöras, och sättet ska vara bestämt innan \
             någon vet vilka anbud som blir lika. Kedjan prövar först sådant som säger något om anbuden, till \
             exempel värdet i en namngiven kriteriegrupp, kvaliteten eller priset, och tar till lottning först när \
             alla steg är lika. Lika betyder exakt lika, så två anbud som bara ser lika ut i en avrundad redovisning \
             skiljs åt av sina verkliga värden. Lottningen protokollförs, så att det går att visa att bara slumpen \
             avgjorde.",
        en: "Exactly equal comparison values are rare but must be decided, and the way of doing so should be settled \
             before anyone knows which bids will tie. The chain first looks at things that say something about the \
             bids, for example the value in a named criterion group, the quality or the price, and turns to drawing \
             lots only when every step is equal. Equal means exactly equal, so two bids that merely look alike in a \
             rounded report are separated by their real values. Minutes are kept of the drawing, so that it can be \
             shown that chance alone decided.",
    },
    limits: Bilingual {
        sv: "Varken lagtext eller förarbeten tar upp lottning (Upphandling24 den 7 februari 2025), men lottning \
             mellan lika anbud godtogs i RÅ 2009 ref. 60 när anbudet med lägst pris skulle antas. Enligt \
             Upphandlingsmyndighetens frågeportal (1344273) behöver lottning inte anges i upphandlingsdokumenten, \
             men det är viktigt att det är slumpen och inget annat som skiljer anbuden åt och att detta kan intygas. \
             Ett steg som ser till kvalitet eller pris en gång till ger det större betydelse vid lika utfall än vad \
             vikterna anger.",
        en: "Neither the Act nor its preparatory works deal with drawing lots (Upphandling24, 7 February 2025), but \
             a drawing between equal bids was accepted in RÅ 2009 ref. 60 where the lowest price was to win. \
             According to the question portal of the National Agency for Public Procurement (1344273) the drawing \
             need not be announced in the procurement documents, but it is important that chance and nothing else \
             separates the bids and that this can be attested. A step that looks at quality or price a second time \
             gives it more influence in a tie than the weights say.",
    },
    rounding: Bilingual {
        sv: "Likhet prövas på oavrundade värden, om inte modellen har publicerat ett avrundningssteg före \
             rangordningen med antal decimaler och avrundningssätt.",
        en: "Equality is tested on unrounded values, unless the model has published a rounding stage before the \
             ranking with its number of decimals and its mode.",
    },
    rank_reversal: RankReversal::Impossible(Bilingual {
        sv: "Varje steg jämför bara de två anbudens egna värden, så ett annat anbud kan inte ändra ordningen mellan \
             dem. Själva lottningen räknas inte fram här: utfallet säger att den behövs, och i en bevittnad lottning \
             behåller två anbud sin inbördes ordning när ett annat anbud stryks.",
        en: "Every step compares only the two bids' own values, so another bid cannot change their order. The \
             drawing itself is not computed here: the outcome says that one is needed, and in a witnessed drawing \
             two bids keep their order when another bid is struck out.",
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
                en: "The same chain must apply to all suppliers whose bids tie and must be open to view, even when \
                     it is the lot that decides.",
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
                sv: "När kedjan har avgjort tilldelningen är det steg som skilde anbuden åt ett av skälen för \
                     beslutet och ska framgå av den skriftliga underrättelsen.",
                en: "When the chain has decided the award, the step that separated the bids is one of the reasons \
                     for the decision and must appear in the written notification.",
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

const RANK: Label = Label { rule: ID, name: "rank", unit: StepUnit::Rank };

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

/// A bid as the order sees it.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    pub(crate) bid: u32,
    pub(crate) comparison: Term,
    pub(crate) price: Term,
    pub(crate) quality: Option<Term>,
    pub(crate) amounts: Vec<Term>,
}

/// A bid in its place.
#[derive(Clone, Debug)]
pub(crate) struct Ranked {
    pub(crate) standing: Standing,
    pub(crate) rank: u32,
    /// Whether a drawing of lots placed it among bids that nothing else separated.
    pub(crate) drawn: bool,
    /// What set it apart from the bid before it; nothing for the first.
    pub(crate) set_apart: Option<String>,
}

/// A bid with the keys that were needed to place it: the comparison value, then links of the chain.
struct Contender {
    keys: Vec<Term>,
    standing: Standing,
}

/// What the order needs to know of the model.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Order<'a> {
    pub(crate) chain: &'a [Link],
    pub(crate) better: Better,
    pub(crate) better_amount: Better,
    pub(crate) amount_unit: StepUnit,
    /// Bids of each drawing of lots, in the order drawn.
    pub(crate) draws: &'a [Vec<u32>],
}

impl Order<'_> {
    /// Bids best first. Bids that nothing before the draw separates share a rank.
    pub(crate) fn rank<S: Sink>(self, standings: Vec<Standing>, ledger: &mut Ledger<S>) -> Vec<Ranked> {
        let all = standings.into_iter().map(|standing| Contender { keys: Vec::new(), standing }).collect();
        let mut ordered = Vec::new();
        self.separate(all, 0, ledger, &mut ordered);
        let mut ranked: Vec<Ranked> = Vec::with_capacity(ordered.len());
        let mut before: Option<(Vec<Term>, Term)> = None;
        for (position, Contender { keys, standing }) in (1..).zip(ordered) {
            ledger.turn_to_bid(Some(standing.bid));
            let (rank, set_apart) = match &before {
                None => (ledger.note(RANK, Operation::RankFirst, &[&keys[0]], Exact::ONE), None),
                Some((best, rank)) => self.rank_after(position, &keys, best, rank, ledger),
            };
            let number = rank.value.to_u32().unwrap_or(position);
            let drawn = keys.last().is_some_and(|key| matches!(key.source, Source::Draw(..)));
            before = Some((keys, rank));
            ranked.push(Ranked { standing, rank: number, drawn, set_apart });
        }
        ledger.turn_to_bid(None);
        ranked
    }

    /// Orders bids that are equal so far by the next key, and those that are equal in it by the one after. Only what
    /// is needed is worked out: a bid that is alone has no further key.
    fn separate<S: Sink>(
        self,
        mut equal: Vec<Contender>,
        key: usize,
        ledger: &mut Ledger<S>,
        ordered: &mut Vec<Contender>,
    ) {
        // Every bid has its comparison value; what follows is for ties.
        let settled = key > 0 && equal.len() < 2;
        if settled || !self.add_key(&mut equal, key, ledger) {
            ordered.append(&mut equal);
            return;
        }
        // A stable sort: bids that nothing separates keep the order of their keys in the inputs.
        equal.sort_by(|left, right| self.order(key, &left.keys[key], &right.keys[key]));
        let mut sorted = equal.into_iter().peekable();
        while let Some(first) = sorted.next() {
            let value = first.keys[key].value.clone();
            let mut same = vec![first];
            same.extend(std::iter::from_fn(|| sorted.next_if(|one| one.keys[key].value == value)));
            self.separate(same, key + 1, ledger, ordered);
        }
    }

    /// Gives each bid its next key; says whether there is one.
    fn add_key<S: Sink>(self, equal: &mut [Contender], key: usize, ledger: &mut Ledger<S>) -> bool {
        if key.checked_sub(1).and_then(|link| self.chain.get(link)) == Some(&Link::Draw) {
            return self.add_drawn(equal);
        }
        for contender in equal {
            let standing = &contender.standing;
            ledger.turn_to_bid(Some(standing.bid));
            let term = match key.checked_sub(1) {
                None => Some(standing.comparison.clone()),
                Some(link) => self.chain.get(link).and_then(|link| self.key(link, standing, ledger)),
            };
            match term {
                Some(term) => contender.keys.push(term),
                None => return false,
            }
        }
        true
    }

    fn rank_after<S: Sink>(
        self,
        position: u32,
        keys: &[Term],
        before: &[Term],
        rank: &Term,
        ledger: &mut Ledger<S>,
    ) -> (Term, Option<String>) {
        let (order, decisive) = self.compare(before, keys);
        let shown = (decisive + 1).min(keys.len()).min(before.len());
        let mut operands = vec![rank];
        for (own, other) in keys.iter().zip(before).take(shown) {
            operands.extend([own, other]);
        }
        let value = match order {
            Ordering::Equal => rank.value.clone(),
            _ => Exact::from(position),
        };
        let set_apart = match (order, decisive) {
            (Ordering::Equal, _) if self.chain.last() == Some(&Link::SharedRank) => Link::SharedRank.name(),
            (Ordering::Equal, _) => "draw_needed".to_owned(),
            (_, 0) => "comparison_value".to_owned(),
            (_, link) => self.chain[link - 1].name(),
        };
        (ledger.note(RANK, Operation::RankAfter, &operands, value), Some(set_apart))
    }

    /// Gives each bid its place in the drawing held among exactly these bids, if one was held.
    fn add_drawn(self, equal: &mut [Contender]) -> bool {
        let held = (0_u32..).zip(self.draws).find(|(_, order)| {
            let drawn = |contender: &Contender| order.contains(&contender.standing.bid);
            order.len() == equal.len() && equal.iter().all(drawn)
        });
        let Some((draw, order)) = held else { return false };
        for contender in equal {
            let place = (0_u32..).zip(order).find(|(_, bid)| **bid == contender.standing.bid);
            let place = place.map_or(0, |(place, _)| place);
            contender.keys.push(Term::new(Exact::from(place + 1), Source::Draw(draw, place)));
        }
        true
    }

    fn key<S: Sink>(self, link: &Link, standing: &Standing, ledger: &mut Ledger<S>) -> Option<Term> {
        match link {
            Link::Criterion(_, members) => {
                let amounts: Vec<&Term> = members.iter().map(|member| &standing.amounts[*member]).collect();
                let label = Label { rule: ID, name: "tie_value", unit: self.amount_unit };
                Some(ledger.sum(label, &amounts))
            }
            Link::Quality => standing.quality.clone(),
            Link::Price => Some(standing.price.clone()),
            Link::Draw | Link::SharedRank => None,
        }
    }

    /// How two bids stand to each other, and which key decided: 0 is the comparison value.
    fn compare(self, left: &[Term], right: &[Term]) -> (Ordering, usize) {
        let orders = left.iter().zip(right).enumerate().map(|(key, (left, right))| (self.order(key, left, right), key));
        let decisive = orders.into_iter().find(|(order, _)| *order != Ordering::Equal);
        decisive.unwrap_or((Ordering::Equal, left.len().min(right.len())))
    }

    fn order(self, key: usize, left: &Term, right: &Term) -> Ordering {
        let better = match key.checked_sub(1).map(|link| &self.chain[link]) {
            None => self.better,
            Some(Link::Price | Link::Draw) => Better::Lower,
            Some(_) => self.better_amount,
        };
        match better {
            Better::Lower => left.value.cmp(&right.value),
            Better::Higher => right.value.cmp(&left.value),
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
mod tests {
    use super::EXAMPLE;
    use crate::testing::{example, faults, ranks, values_of};

    #[test]
    fn a_tie_that_nothing_separates_shares_its_rank_and_asks_for_a_draw() {
        let same = [("\"B\": \"1\", \"C\": \"1\"", "\"B\": \"0\", \"C\": \"2\"")];
        let outcome = example(&EXAMPLE, &[], &same);
        let draws = outcome.as_ref().map(|outcome| outcome.draws.iter().map(Vec::len).collect::<Vec<_>>());
        assert_eq!(draws, Ok(vec![2]));
        assert_eq!(ranks(outcome), [("A".to_owned(), 1), ("B".to_owned(), 1), ("C".to_owned(), 3)]);
    }

    #[test]
    fn a_witnessed_draw_gives_the_order_and_its_place_stands_in_the_trace() {
        let same = ("\"B\": \"1\", \"C\": \"1\"", "\"B\": \"0\", \"C\": \"2\"");
        let held = |order: &str, witness: &str| {
            let draw = format!(
                "\"draws\": [{{\"order\": {order}, \"drawn_at\": \"2026-01-20T09:00:00Z\", \"witnesses\": [\"{witness}\"]}}], \"bids\""
            );
            example(&EXAMPLE, &[], &[same, ("\"bids\"", &draw)])
        };
        let drawn = held("[\"B\", \"A\"]", "W");
        assert_eq!(drawn.as_ref().map(|outcome| outcome.draws.len()), Ok(0));
        let last = drawn
            .as_ref()
            .ok()
            .and_then(|outcome| outcome.trace.iter().rfind(|step| step.name == "rank" && step.value == "2"));
        let targets: Vec<_> =
            last.map(|step| step.from.iter().map(|one| one.target.as_str()).collect()).unwrap_or_default();
        assert_eq!(targets[targets.len() - 2..], ["/draws/0/order/1", "/draws/0/order/0"]);
        assert_eq!(ranks(drawn), [("B".to_owned(), 1), ("A".to_owned(), 2), ("C".to_owned(), 3)]);
        assert_eq!(faults(held("[\"B\", \"A\"]", " "))[0].0, "inputs.draw_unwitnessed");
        assert_eq!(faults(held("[\"B\", \"B\"]", "W"))[0].0, "inputs.draw_bid");
        assert_eq!(faults(held("[\"B\", \"C\"]", "W"))[0].0, "inputs.draw_unneeded");
    }

    #[test]
    fn where_the_model_says_so_ranks_are_shared_and_no_draw_is_asked_for() {
        let same = [("\"B\": \"1\", \"C\": \"1\"", "\"B\": \"0\", \"C\": \"2\"")];
        let shared = example(&EXAMPLE, &[("\"draw\"]", "\"shared_rank\"]")], &same);
        assert_eq!(shared.as_ref().map(|outcome| outcome.draws.len()), Ok(0));
        assert_eq!(ranks(shared), [("A".to_owned(), 1), ("B".to_owned(), 1), ("C".to_owned(), 3)]);
    }

    #[test]
    fn the_chain_works_only_on_ties() {
        let apart = example(&EXAMPLE, &[], &[("\"520\"", "\"521\"")]);
        assert_eq!(values_of(apart, "C", "tie_value"), Vec::<String>::new());
    }

    #[test]
    fn values_that_only_look_alike_are_not_tied() {
        let close = example(
            &EXAMPLE,
            &[],
            &[("{\"P\": \"480\"}, \"answers\": {\"B\": \"0\"", "{\"P\": \"479.99\"}, \"answers\": {\"B\": \"0\"")],
        );
        assert_eq!(ranks(close), [("A".to_owned(), 1), ("B".to_owned(), 2), ("C".to_owned(), 3)]);
    }

    #[test]
    fn a_chain_ends_in_the_draw_and_names_what_is_there() {
        let open = example(&EXAMPLE, &[(", \"draw\"]", "]")], &[]);
        assert_eq!(faults(open), [("model.tie_chain_open", "/tie_chain".to_owned())]);
        let unknown = example(&EXAMPLE, &[("\"better_criterion\": \"B\"", "\"better_criterion\": \"Z\"")], &[]);
        assert_eq!(faults(unknown), [("model.criterion_unknown", "/tie_chain/0/better_criterion".to_owned())]);
        let after = example(&EXAMPLE, &[("\"draw\"]", "\"draw\", \"lower_price\"]")], &[]);
        let codes: Vec<_> = faults(after).into_iter().map(|fault| fault.0).collect();
        assert_eq!(codes, ["model.tie_breaker_without_effect", "model.tie_chain_open"]);
    }
}
