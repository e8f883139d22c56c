//! What the bids got: a column for each criterion with what its levels are worth, a row for each admitted bid with
//! the levels that it reached.

use super::{Difference, Found, Row};
use crate::model::{Grading, Leaf, Worth};
use crate::rules::combine::{Amounts, Combine};
use crate::rules::stepped_table::Thresholds;
use crate::rules::tie_chain::{Placing, Standing};
use crate::trace::unit::Unit;
use crate::trace::{Label, Ledger, Operation, Published, Sink, Source, Term};
use values::Exact;
use values::money::MEASURE_SCALE;

const MILLION: i128 = 10_i128.pow(MEASURE_SCALE);

/// A criterion as it applies to every bid.
pub(super) struct Column<'a, A, S: Sink> {
    pub(super) leaf: &'a Leaf,
    thresholds: Thresholds<'a, S>,
    /// The published factors' list.
    factors: S::List,
    largest: Term<A>,
    rounding: Published,
    /// By level.
    worth: &'a [Worth],
}

/// The level that a bid reached, and where its factor stands.
#[derive(Clone, Copy)]
pub(super) struct Graded {
    pub(super) level: usize,
    factor: Source,
}

impl<'a, A: Unit, S: Sink> Column<'a, A, S> {
    pub(super) fn new(
        (leaf, worth): (&'a Leaf, &'a [Worth]),
        thresholds: Thresholds<'a, S>,
        largest: Term<A>,
        rounding: Published,
        ledger: &mut Ledger<S>,
    ) -> Self {
        let factors = ledger.list(leaf.scale.factors().iter().map(|factor| factor.source));
        Self { leaf, thresholds, factors, largest, rounding, worth }
    }

    /// The level that an answer reaches, and its factor.
    #[inline]
    pub(super) fn grade(&self, answer: Given, source: Source, ledger: &mut Ledger<S>) -> Graded {
        match (&self.leaf.scale, answer) {
            (_, Given::Supposed(level)) => Graded { level: level as usize, factor: source },
            (Grading::Stepped(table), _) => {
                let (level, source) = table.level((answer.millionths(), source), &self.thresholds, ledger);
                Graded { level, factor: table.record_factor((level, source), self.factors, ledger) }
            }
            (Grading::Described(levels), _) => {
                let (level, source) = levels.level((answer.level(), source), ledger);
                Graded { level, factor: levels.record_factor((level, source), self.factors, ledger) }
            }
        }
    }

    /// Records what a level gives a bid, rounded where the model rounds it.
    #[inline]
    pub(super) fn record_amount<C>(&self, rule: &C, graded: Graded, ledger: &mut Ledger<S>) -> Source
    where
        C: Combine<Amount = A>,
    {
        let Worth { product, amount, .. } = &self.worth[graded.level];
        let source = rule.record_amount(&self.largest, graded.factor, product, ledger);
        let Some((_, place)) = self.rounding else { return source };
        let label: Label<A> = Label::new(C::RULE, "rounded_amount");
        ledger.record(label, Operation::Round, [source, place], || amount.clone())
    }
}

/// An answer: a number in millionths, or a level.
#[derive(Clone, Copy)]
pub(super) enum Given {
    Number(i128),
    Level(u32),
    /// A level of this scale that is supposed and not worked out.
    Supposed(u32),
}

impl Given {
    #[inline]
    fn millionths(self) -> i128 {
        match self {
            Self::Number(number) => number,
            Self::Level(level) | Self::Supposed(level) => i128::from(level) * MILLION,
        }
    }

    /// Models describe in levels only what is answered in levels, so that every answer there is one.
    #[inline]
    fn level(self) -> usize {
        match self {
            Self::Number(number) => usize::try_from(number / MILLION).unwrap_or(0),
            Self::Level(level) | Self::Supposed(level) => level as usize,
        }
    }
}

/// Levels and amounts of all admitted bids, row by row.
pub(super) struct Sheet<S: Sink> {
    width: usize,
    levels: Vec<u32>,
    /// Where each amount stands.
    amounts: Vec<S::Mark>,
    differences: Vec<Difference>,
}

impl<S: Sink> Sheet<S> {
    pub(super) fn with_room(rows: usize, width: usize) -> Self {
        let cells = rows * width;
        Self { width, levels: Vec::with_capacity(cells), amounts: Vec::with_capacity(cells), differences: Vec::new() }
    }

    /// Fills the next cell.
    #[inline]
    pub(super) fn push(&mut self, level: usize, amount: Source) {
        // There are never more levels than a document has bytes.
        self.levels.push(u32::try_from(level).unwrap_or(u32::MAX));
        self.amounts.push(S::mark(amount));
    }

    /// Keeps a difference between what is stated and what is measured.
    pub(super) fn compare_stated(&mut self, (bid, criterion): (u32, u32), stated: Option<&Exact>, measured: &Exact) {
        if let Some(stated) = stated.filter(|stated| *stated != measured) {
            let (stated, measured) = (stated.clone(), measured.clone());
            self.differences.push(Difference { bid, criterion, stated, measured });
        }
    }

    /// What a criterion gave a bid.
    #[inline]
    pub(super) fn amount<'c, A>(
        &self,
        columns: &'c [Column<'_, A, S>],
        row: usize,
        criterion: usize,
    ) -> (&'c Exact, Source) {
        let cell = row * self.width + criterion;
        let worth = &columns[criterion].worth[self.levels[cell] as usize];
        (&worth.amount, S::source(self.amounts[cell]))
    }

    /// What all criteria gave a bid.
    #[inline]
    pub(super) fn amounts<'c, A>(
        &'c self,
        columns: &'c [Column<'_, A, S>],
        scale: Option<u32>,
        row: usize,
    ) -> RowAmounts<'c, A, S> {
        let cells = row * self.width..(row + 1) * self.width;
        RowAmounts { columns, scale, levels: &self.levels[cells.clone()], marks: &self.amounts[cells] }
    }

    /// The result, when the order is known.
    pub(super) fn found<A, V>(self, placings: Vec<Placing>, standings: Vec<Standing<A, V>>) -> Found {
        let row = |standing: Standing<A, V>| Row {
            bid: standing.bid,
            price: standing.price.value,
            comparison: standing.comparison.value,
        };
        let rows = standings.into_iter().map(row).collect();
        Found { rows, placings, levels: self.levels, differences: self.differences }
    }
}

/// What all criteria gave one bid.
pub(super) struct RowAmounts<'c, A, S: Sink> {
    columns: &'c [Column<'c, A, S>],
    scale: Option<u32>,
    levels: &'c [u32],
    marks: &'c [S::Mark],
}

impl<A, S: Sink> RowAmounts<'_, A, S> {
    fn worth(&self) -> impl Iterator<Item = &Worth> {
        self.columns.iter().zip(self.levels).map(|(column, level)| &column.worth[*level as usize])
    }
}

impl<A, S: Sink> Amounts for RowAmounts<'_, A, S> {
    /// In integers where the amounts have a scale in common.
    #[inline]
    fn total(&self) -> Exact {
        match self.scale {
            Some(scale) => Exact::scaled(self.worth().map(|worth| worth.integer).sum(), scale),
            None => self.worth().map(|worth| &worth.amount).sum(),
        }
    }

    #[inline]
    fn sources(&self) -> impl Iterator<Item = Source> {
        self.marks.iter().map(|mark| S::source(*mark))
    }
}
