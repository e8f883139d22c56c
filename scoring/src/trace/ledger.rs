//! The ledger does arithmetic and writes it down. It is generic over its sink: with [`Full`] every step is kept,
//! with [`Off`] the same code only computes.

use super::unit::{Any, Measure, Over, Percent, Times, Unit};
use super::{ALL, Detail, Operation, Range, Source, Step, Subject, Trace};
use crate::rules::RuleId;
use std::fmt;
use std::marker::PhantomData;
use values::{Exact, Rounding};

/// A value, what it counts, and where it came from.
pub struct Term<U> {
    /// The exact value.
    pub value: Exact,
    /// Where it came from.
    pub source: Source,
    unit: PhantomData<U>,
}

impl<U> Clone for Term<U> {
    fn clone(&self) -> Self {
        Self::new(self.value.clone(), self.source)
    }
}

impl<U> fmt::Debug for Term<U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} from {:?}", self.value, self.source)
    }
}

impl<U> Term<U> {
    /// A value from a source.
    #[must_use]
    pub const fn new(value: Exact, source: Source) -> Self {
        Self { value, source, unit: PhantomData }
    }

    /// A constant of a rule, such as the 100 of a percentage.
    #[must_use]
    pub fn constant(value: u32) -> Self {
        Self::new(Exact::from(value), Source::Constant(value))
    }

    /// The same term where only its order counts.
    #[must_use]
    pub fn of_any_unit(&self) -> Term<Any> {
        Term::new(self.value.clone(), self.source)
    }

    /// The same term as the answer to a criterion, which counts it in the unit that the model names.
    #[must_use]
    pub fn as_answer(self) -> Term<Measure> {
        Term::new(self.value, self.source)
    }
}

/// Which rule makes which of its quantities, in which unit.
#[derive(Clone, Copy, Debug)]
pub struct Label<U> {
    /// The rule.
    pub rule: &'static RuleId,
    /// The quantity's name in the rule's card.
    pub name: &'static str,
    unit: PhantomData<U>,
}

impl<U: Unit> Label<U> {
    /// A label.
    #[must_use]
    pub const fn new(rule: &'static RuleId, name: &'static str) -> Self {
        Self { rule, name, unit: PhantomData }
    }
}

/// A rounding that the model publishes, and where it stands.
pub type Published = Option<(Rounding, Source)>;

/// Where steps go.
pub trait Sink {
    /// What remembers the source of a value for later; nothing where nothing is kept.
    type Mark: Copy;
    /// A list of operands that many steps share; nothing where nothing is kept.
    type List: Copy;

    /// Keeps a step with operands of its own and those of a list, and says where it stands. A sink that keeps nothing
    /// never makes the step.
    fn keep(
        &mut self,
        step: impl FnOnce(Range, Self::List) -> Step,
        own: impl IntoIterator<Item = Source>,
        shared: Self::List,
    ) -> Source;

    /// Keeps a list of operands for steps to come.
    fn list(&mut self, sources: impl IntoIterator<Item = Source>) -> Self::List;

    /// The list without any.
    fn no_list() -> Self::List;

    /// Where a list stands.
    fn range(list: Self::List) -> Range;

    /// A source, to be remembered.
    fn mark(source: Source) -> Self::Mark;

    /// The source that was remembered.
    fn source(mark: Self::Mark) -> Source;
}

/// Keeps nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Off;

impl Sink for Off {
    type Mark = ();
    type List = ();

    fn keep(&mut self, _: impl FnOnce(Range, ()) -> Step, _: impl IntoIterator<Item = Source>, (): ()) -> Source {
        Source::Constant(0)
    }

    fn list(&mut self, _: impl IntoIterator<Item = Source>) {}

    fn no_list() {}

    fn range((): ()) -> Range {
        (0, 0)
    }

    fn mark(_: Source) {}

    fn source((): ()) -> Source {
        Source::Constant(0)
    }
}

/// Keeps everything.
#[derive(Clone, Debug, Default)]
pub struct Full(pub Trace);

impl Full {
    /// A sink with room for this many steps and operands, so that it need not move what it has kept as it grows.
    #[must_use]
    pub fn with_room(steps: usize, operands: usize) -> Self {
        Self(Trace { steps: Vec::with_capacity(steps), sources: Vec::with_capacity(operands) })
    }
}

impl Sink for Full {
    type Mark = Source;
    type List = Range;

    #[inline]
    fn keep(
        &mut self,
        step: impl FnOnce(Range, Range) -> Step,
        own: impl IntoIterator<Item = Source>,
        shared: Range,
    ) -> Source {
        let own = self.list(own);
        let number = count(self.0.steps.len());
        self.0.steps.push(step(own, shared));
        Source::Step(number)
    }

    #[inline]
    fn list(&mut self, sources: impl IntoIterator<Item = Source>) -> Range {
        let start = count(self.0.sources.len());
        self.0.sources.extend(sources);
        (start, count(self.0.sources.len()))
    }

    fn no_list() -> Range {
        (0, 0)
    }

    fn range(list: Range) -> Range {
        list
    }

    fn mark(source: Source) -> Source {
        source
    }

    fn source(mark: Source) -> Source {
        mark
    }
}

/// A trace that is too long to be counted in 32 bits would not fit in memory.
fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Computes and records. It knows which bid and which criterion or line is being worked on.
#[derive(Clone, Debug)]
pub struct Ledger<S> {
    sink: S,
    bid: u32,
    subject: Subject,
    detail: Option<Detail>,
}

impl<S: Sink> Ledger<S> {
    /// An empty ledger over a sink.
    #[must_use]
    pub const fn new(sink: S) -> Self {
        Self { sink, bid: ALL, subject: Subject::Whole, detail: None }
    }

    /// The sink, when all is done.
    #[must_use]
    pub fn into_sink(self) -> S {
        self.sink
    }

    /// From here on steps are about this bid, or about all of them.
    pub const fn turn_to_bid(&mut self, bid: Option<u32>) {
        self.bid = match bid {
            Some(bid) => bid,
            None => ALL,
        };
        self.subject = Subject::Whole;
    }

    /// From here on steps are about this criterion, line or year.
    pub const fn turn_to(&mut self, subject: Subject) {
        self.subject = subject;
    }

    /// From here on steps are about this row of the staffing plan, or about none.
    pub const fn turn_to_detail(&mut self, detail: Option<Detail>) {
        self.detail = detail;
    }

    /// Records a value that a rule worked out from these operands, and says where it now stands.
    #[inline]
    pub fn record<U: Unit>(
        &mut self,
        label: Label<U>,
        operation: Operation,
        operands: impl IntoIterator<Item = Source>,
        value: impl FnOnce() -> Exact,
    ) -> Source {
        self.record_with(label, operation, (operands, S::no_list()), value)
    }

    /// The same with operands of a list that other steps have too, after its own.
    #[inline]
    pub fn record_with<U: Unit>(
        &mut self,
        label: Label<U>,
        operation: Operation,
        (own, shared): (impl IntoIterator<Item = Source>, S::List),
        value: impl FnOnce() -> Exact,
    ) -> Source {
        let (bid, subject, detail) = (self.bid, self.subject, self.detail);
        let step = |own, shared| Step {
            bid,
            subject,
            detail,
            rule: label.rule,
            name: label.name,
            operation,
            own,
            shared: S::range(shared),
            value: value(),
            unit: U::UNIT,
        };
        self.sink.keep(step, own, shared)
    }

    /// A list of operands that steps to come share.
    pub fn list(&mut self, sources: impl IntoIterator<Item = Source>) -> S::List {
        self.sink.list(sources)
    }

    /// Records a value that a rule worked out from these operands, to go on with.
    #[inline]
    pub fn note<U: Unit>(
        &mut self,
        label: Label<U>,
        operation: Operation,
        operands: impl IntoIterator<Item = Source>,
        value: Exact,
    ) -> Term<U> {
        let source = self.record(label, operation, operands, || value.clone());
        Term::new(value, source)
    }

    /// The sum of the terms; zero when there are none.
    pub fn sum<'t, U: Unit>(
        &mut self,
        label: Label<U>,
        terms: impl IntoIterator<Item = &'t Term<U>, IntoIter: Clone>,
    ) -> Term<U> {
        self.sum_parts(label, terms.into_iter().map(|term| (&term.value, term.source)))
    }

    /// The sum of values that stand at these sources; zero when there are none.
    #[inline]
    pub fn sum_parts<'t, U: Unit>(
        &mut self,
        label: Label<U>,
        parts: impl Iterator<Item = (&'t Exact, Source)> + Clone,
    ) -> Term<U> {
        let value = parts.clone().map(|(value, _)| value).sum();
        self.note(label, Operation::Sum, parts.map(|(_, source)| source), value)
    }

    /// The first term less the second.
    pub fn subtract<U: Unit>(&mut self, label: Label<U>, from: &Term<U>, what: &Term<U>) -> Term<U> {
        let value = &from.value - &what.value;
        self.note(label, Operation::Subtract, [from.source, what.source], value)
    }

    /// The product of two terms.
    pub fn multiply<L: Times<R>, R>(
        &mut self,
        label: Label<L::Product>,
        left: &Term<L>,
        right: &Term<R>,
    ) -> Term<L::Product> {
        let value = &left.value * &right.value;
        self.note(label, Operation::Multiply, [left.source, right.source], value)
    }

    /// The first term divided by the second, or nothing if the second is zero.
    pub fn divide<L: Over<R>, R>(
        &mut self,
        label: Label<L::Quotient>,
        dividend: &Term<L>,
        divisor: &Term<R>,
    ) -> Option<Term<L::Quotient>> {
        let value = dividend.value.divided_by(&divisor.value)?;
        Some(self.note(label, Operation::Divide, [dividend.source, divisor.source], value))
    }

    /// A hundredfold part divided by its whole, which is percent; nothing if the whole is zero.
    pub fn percent<U: Unit>(
        &mut self,
        label: Label<Percent>,
        hundredfold: &Term<U>,
        whole: &Term<U>,
    ) -> Option<Term<Percent>> {
        let value = hundredfold.value.divided_by(&whole.value)?;
        Some(self.note(label, Operation::Divide, [hundredfold.source, whole.source], value))
    }

    /// The least term, or nothing if there is none.
    pub fn minimum<'t, U: Unit>(
        &mut self,
        label: Label<U>,
        terms: impl IntoIterator<Item = &'t Term<U>, IntoIter: Clone>,
    ) -> Option<Term<U>> {
        let terms = terms.into_iter();
        let value = terms.clone().map(|term| &term.value).min()?.clone();
        Some(self.note(label, Operation::Minimum, terms.map(|term| term.source), value))
    }

    /// The term rounded as the model says, or the term itself if it says nothing.
    pub fn round<U: Unit>(&mut self, label: Label<U>, term: Term<U>, published: Published) -> Term<U> {
        let Some((rounding, place)) = published else {
            return term;
        };
        let value = term.value.rounded(rounding);
        self.note(label, Operation::Round, [term.source, place], value)
    }
}
