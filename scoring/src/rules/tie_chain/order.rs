//! The order of bids: by comparison value, then link by link of the chain where values are equal. Only what is needed
//! is worked out: a bid that is alone with its value has no further key.

use super::{ID, Link};
use crate::model::Better;
use crate::trace::unit::{Any, Money, Rank, Unit};
use crate::trace::{Label, Ledger, Operation, Sink, Source, Term};
use std::cmp::Ordering;
use values::Exact;

/// Decimals of the integers by which values are told apart first.
const FLOOR_SCALE: u32 = 6;

const RANK: Label<Rank> = Label::new(&ID, "rank");

/// A bid as the order sees it.
#[derive(Debug)]
pub(crate) struct Standing<A, V> {
    /// The bid, by position among all.
    pub(crate) bid: u32,
    pub(crate) price: Term<Money>,
    pub(crate) quality: Option<Term<A>>,
    pub(crate) comparison: Term<V>,
}

/// All bids that are ordered, and what each criterion gave them.
pub(crate) struct Field<'a, A, V, F> {
    pub(crate) standings: &'a [Standing<A, V>],
    /// The amount that a standing has for a criterion, both by position, and where it stands.
    pub(crate) amount: F,
}

/// A bid in its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placing {
    /// Which standing, by position.
    pub(crate) standing: u32,
    pub(crate) rank: u32,
    /// Whether a drawing of lots placed it among bids that nothing else separated.
    pub(crate) drawn: bool,
    /// What set it apart from the bid before it; nothing for the first.
    pub(crate) apart: Option<Apart>,
}

/// What separates two bids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Apart {
    Comparison,
    /// A link of the chain, by position.
    Link(usize),
    /// Nothing; a drawing of lots would.
    DrawNeeded,
    /// Nothing, and nothing needs to.
    SharedRank,
}

/// A bid with the keys beyond its comparison value that were needed to place it.
struct Contender {
    standing: u32,
    further: Vec<Term<Any>>,
}

/// What the order needs to know of the model.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Order<'a> {
    pub(crate) chain: &'a [Link],
    pub(crate) better: Better,
    pub(crate) better_amount: Better,
    /// Bids of each drawing of lots, in the order drawn.
    pub(crate) draws: &'a [Vec<u32>],
}

/// A key by which bids are ordered, and where it stands.
type Key<'k> = (&'k Exact, Source);

impl<'a, A: Unit, V, F: Fn(usize, usize) -> (&'a Exact, Source)> Field<'a, A, V, F> {
    fn standing(&self, contender: &Contender) -> &'a Standing<A, V> {
        &self.standings[contender.standing as usize]
    }

    /// A key of a contender: 0 is the comparison value, then links of the chain; nothing where it needed none.
    fn key<'k>(&'k self, contender: &'k Contender, key: usize) -> Option<Key<'k>> {
        match key.checked_sub(1) {
            None => {
                let comparison = &self.standing(contender).comparison;
                Some((&comparison.value, comparison.source))
            }
            Some(link) => contender.further.get(link).map(|term| (&term.value, term.source)),
        }
    }

    /// What a link of the chain compares of a bid.
    fn linked<S: Sink>(&self, link: &Link, at: u32, ledger: &mut Ledger<S>) -> Option<Term<Any>> {
        let standing = &self.standings[at as usize];
        match link {
            Link::Criterion(_, members) => {
                let amounts = members.iter().map(|member| (self.amount)(at as usize, *member));
                let label: Label<A> = Label::new(&ID, "tie_value");
                Some(ledger.sum_parts(label, amounts).of_any_unit())
            }
            Link::Quality => standing.quality.as_ref().map(Term::of_any_unit),
            Link::Price => Some(standing.price.of_any_unit()),
            Link::Draw | Link::SharedRank => None,
        }
    }
}

impl Order<'_> {
    /// Bids best first. Bids that nothing before the draw separates share a rank.
    pub(crate) fn rank<'a, A: Unit, V, F, S: Sink>(
        self,
        field: &Field<'a, A, V, F>,
        ledger: &mut Ledger<S>,
    ) -> Vec<Placing>
    where
        F: Fn(usize, usize) -> (&'a Exact, Source),
    {
        let ordered = self.ordered(field, ledger);
        let mut placings: Vec<Placing> = Vec::with_capacity(ordered.len());
        let mut before: Option<(&Contender, Term<Rank>)> = None;
        for (position, contender) in (1..).zip(&ordered) {
            let comparison = &field.standing(contender).comparison;
            ledger.turn_to_bid(Some(field.standing(contender).bid));
            let (rank, apart) = match &before {
                None => (ledger.note(RANK, Operation::RankFirst, [comparison.source], Exact::ONE), None),
                Some((best, rank)) => self.rank_after(position, field, (contender, best), rank, ledger),
            };
            let number = rank.value.to_u32().unwrap_or(position);
            let drawn = contender.further.last().is_some_and(|key| matches!(key.source, Source::Draw(..)));
            placings.push(Placing { standing: contender.standing, rank: number, drawn, apart });
            before = Some((contender, rank));
        }
        ledger.turn_to_bid(None);
        placings
    }

    /// By comparison value; bids that are equal in it are separated by the chain.
    fn ordered<'a, A: Unit, V, F, S: Sink>(self, field: &Field<'a, A, V, F>, ledger: &mut Ledger<S>) -> Vec<Contender>
    where
        F: Fn(usize, usize) -> (&'a Exact, Source),
    {
        let comparison = |standing: u32| &field.standings[standing as usize].comparison.value;
        // Integers just below the values tell nearly all of them apart, and are compared much faster.
        let floor = |standing: &Standing<A, V>| standing.comparison.value.floor_scaled(FLOOR_SCALE);
        let floors: Option<Vec<i128>> = field.standings.iter().map(floor).collect();
        let floors = floors.unwrap_or_else(|| vec![0; field.standings.len()]);
        let mut all: Vec<(i128, u32)> = floors.into_iter().zip(0..).collect();
        all.sort_by(|left, right| {
            let floors = directed(self.better, &left.0, &right.0);
            floors.then_with(|| directed(self.better, comparison(left.1), comparison(right.1)))
        });
        let mut ordered = Vec::with_capacity(all.len());
        let same =
            |left: &(i128, u32), right: &(i128, u32)| left.0 == right.0 && comparison(left.1) == comparison(right.1);
        for equal in all.chunk_by(same) {
            let contenders = equal.iter().map(|(_, standing)| Contender { standing: *standing, further: Vec::new() });
            match equal {
                [_] => ordered.extend(contenders),
                _ => self.separate(contenders.collect(), 0, field, ledger, &mut ordered),
            }
        }
        ordered
    }

    /// Orders bids that are equal so far by a link, and those that are equal in it by the one after.
    fn separate<'a, A: Unit, V, F, S: Sink>(
        self,
        mut equal: Vec<Contender>,
        link: usize,
        field: &Field<'a, A, V, F>,
        ledger: &mut Ledger<S>,
        ordered: &mut Vec<Contender>,
    ) where
        F: Fn(usize, usize) -> (&'a Exact, Source),
    {
        if equal.len() < 2 || !self.add_key(&mut equal, link, field, ledger) {
            ordered.append(&mut equal);
            return;
        }
        let better = self.better_of(link);
        equal.sort_by(|left, right| directed(better, &left.further[link].value, &right.further[link].value));
        let mut sorted = equal.into_iter().peekable();
        while let Some(first) = sorted.next() {
            let value = first.further[link].value.clone();
            let mut same = vec![first];
            same.extend(std::iter::from_fn(|| sorted.next_if(|one| one.further[link].value == value)));
            self.separate(same, link + 1, field, ledger, ordered);
        }
    }

    /// Gives each bid its next key; says whether there is one.
    fn add_key<'a, A: Unit, V, F, S: Sink>(
        self,
        equal: &mut [Contender],
        link: usize,
        field: &Field<'a, A, V, F>,
        ledger: &mut Ledger<S>,
    ) -> bool
    where
        F: Fn(usize, usize) -> (&'a Exact, Source),
    {
        let Some(link) = self.chain.get(link) else { return false };
        if *link == Link::Draw {
            return self.add_drawn(equal, |contender| field.standing(contender).bid);
        }
        for contender in equal {
            ledger.turn_to_bid(Some(field.standing(contender).bid));
            match field.linked(link, contender.standing, ledger) {
                Some(term) => contender.further.push(term),
                None => return false,
            }
        }
        true
    }

    /// Gives each bid its place in the drawing held among exactly these bids, if one was held.
    fn add_drawn(self, equal: &mut [Contender], bid: impl Fn(&Contender) -> u32) -> bool {
        let held = (0_u32..).zip(self.draws).find(|(_, order)| {
            let drawn = |contender: &Contender| order.contains(&bid(contender));
            order.len() == equal.len() && equal.iter().all(drawn)
        });
        let Some((draw, order)) = held else { return false };
        for contender in equal {
            let place = (0_u32..).zip(order).find(|(_, drawn)| **drawn == bid(contender));
            let place = place.map_or(0, |(place, _)| place);
            contender.further.push(Term::new(Exact::from(place + 1), Source::Draw(draw, place)));
        }
        true
    }

    fn rank_after<'a, A: Unit, V, F, S: Sink>(
        self,
        position: u32,
        field: &Field<'a, A, V, F>,
        (own, before): (&Contender, &Contender),
        rank: &Term<Rank>,
        ledger: &mut Ledger<S>,
    ) -> (Term<Rank>, Option<Apart>)
    where
        F: Fn(usize, usize) -> (&'a Exact, Source),
    {
        let pairs = (0..).map_while(|key| field.key(own, key).zip(field.key(before, key)));
        let decisive = pairs.clone().position(|((own, _), (before, _))| own != before);
        // Pairs are told as far as the one that decides.
        let shown = pairs.take(decisive.map_or(usize::MAX, |key| key + 1));
        let operands = std::iter::once(rank.source).chain(shown.flat_map(|((_, own), (_, before))| [own, before]));
        let value = if decisive.is_some() { Exact::from(position) } else { rank.value.clone() };
        let apart = match decisive {
            None if self.chain.last() == Some(&Link::SharedRank) => Apart::SharedRank,
            None => Apart::DrawNeeded,
            Some(0) => Apart::Comparison,
            Some(key) => Apart::Link(key - 1),
        };
        (ledger.note(RANK, Operation::RankAfter, operands, value), Some(apart))
    }

    /// Which value of a link is the better one.
    fn better_of(self, link: usize) -> Better {
        match &self.chain[link] {
            Link::Price | Link::Draw => Better::Lower,
            Link::Criterion(..) | Link::Quality | Link::SharedRank => self.better_amount,
        }
    }
}

/// The better value first.
fn directed<T: Ord>(better: Better, left: &T, right: &T) -> Ordering {
    match better {
        Better::Lower => left.cmp(right),
        Better::Higher => right.cmp(left),
    }
}
