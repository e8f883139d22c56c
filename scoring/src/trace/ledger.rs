//! The ledger does arithmetic and writes it down. It is generic over its sink: with [`Full`] every step is kept,
//! with [`Off`] the same code only computes.

use super::{Detail, Operation, Source, Step, StepUnit, Subject, Trace};
use crate::rules::RuleId;
use values::{Exact, Rounding};

/// A value and where it came from.
#[derive(Clone, Debug)]
pub struct Term {
    /// The exact value.
    pub value: Exact,
    /// Where it came from.
    pub source: Source,
}

impl Term {
    /// A value from a source.
    #[must_use]
    pub const fn new(value: Exact, source: Source) -> Self {
        Self { value, source }
    }

    /// A constant of a rule, such as the 100 of a percentage.
    #[must_use]
    pub fn constant(value: u32) -> Self {
        Self::new(Exact::from(value), Source::Constant(value))
    }
}

/// Which rule makes which of its quantities, in which unit.
#[derive(Clone, Copy, Debug)]
pub struct Label {
    /// The rule.
    pub rule: RuleId,
    /// The quantity's name in the rule's card.
    pub name: &'static str,
    /// Its unit.
    pub unit: StepUnit,
}

/// Where steps go.
pub trait Sink {
    /// Keeps a step and its operands, and says under which number.
    fn keep(&mut self, step: Step, operands: &[&Term]) -> u32;
}

/// Keeps nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Off;

impl Sink for Off {
    fn keep(&mut self, _: Step, _: &[&Term]) -> u32 {
        0
    }
}

/// Keeps everything.
#[derive(Clone, Debug, Default)]
pub struct Full(pub Trace);

impl Sink for Full {
    fn keep(&mut self, mut step: Step, operands: &[&Term]) -> u32 {
        let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let start = count(self.0.sources.len());
        self.0.sources.extend(operands.iter().map(|term| (term.source, term.value.clone())));
        step.from = (start, count(self.0.sources.len()));
        self.0.steps.push(step);
        count(self.0.steps.len()) - 1
    }
}

/// Computes and records. It knows which bid and which criterion or line is being worked on.
#[derive(Clone, Debug)]
pub struct Ledger<S> {
    sink: S,
    bid: Option<u32>,
    subject: Subject,
    detail: Option<Detail>,
}

impl<S: Sink> Ledger<S> {
    /// An empty ledger over a sink.
    #[must_use]
    pub const fn new(sink: S) -> Self {
        Self { sink, bid: None, subject: Subject::Whole, detail: None }
    }

    /// The sink, when all is done.
    #[must_use]
    pub fn into_sink(self) -> S {
        self.sink
    }

    /// From here on steps are about this bid, or about all of them.
    pub const fn turn_to_bid(&mut self, bid: Option<u32>) {
        self.bid = bid;
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

    /// Records a value that a rule worked out from these operands.
    pub fn note(&mut self, label: Label, operation: Operation, operands: &[&Term], value: Exact) -> Term {
        let step = Step {
            bid: self.bid,
            subject: self.subject,
            detail: self.detail,
            rule: label.rule,
            name: label.name,
            operation,
            from: (0, 0),
            value: value.clone(),
            unit: label.unit,
        };
        let number = self.sink.keep(step, operands);
        Term::new(value, Source::Step(number))
    }

    /// The sum of the terms; zero when there are none.
    pub fn sum(&mut self, label: Label, terms: &[&Term]) -> Term {
        let value = terms.iter().fold(Exact::ZERO, |sum, term| &sum + &term.value);
        self.note(label, Operation::Sum, terms, value)
    }

    /// The first term less the second.
    pub fn subtract(&mut self, label: Label, from: &Term, what: &Term) -> Term {
        let value = &from.value - &what.value;
        self.note(label, Operation::Subtract, &[from, what], value)
    }

    /// The product of two terms.
    pub fn multiply(&mut self, label: Label, left: &Term, right: &Term) -> Term {
        let value = &left.value * &right.value;
        self.note(label, Operation::Multiply, &[left, right], value)
    }

    /// The first term divided by the second, or nothing if the second is zero.
    pub fn divide(&mut self, label: Label, dividend: &Term, divisor: &Term) -> Option<Term> {
        let value = dividend.value.divided_by(&divisor.value)?;
        Some(self.note(label, Operation::Divide, &[dividend, divisor], value))
    }

    /// The least term, or nothing if there is none.
    pub fn minimum(&mut self, label: Label, terms: &[&Term]) -> Option<Term> {
        let value = terms.iter().map(|term| &term.value).min()?.clone();
        Some(self.note(label, Operation::Minimum, terms, value))
    }

    /// The term rounded as the model says, or the term itself if it says nothing. `published` is where it says so.
    pub fn round(&mut self, label: Label, term: Term, published: Option<(Rounding, Source)>) -> Term {
        let Some((rounding, place)) = published else {
            return term;
        };
        let value = term.value.rounded(rounding);
        let place = Term::new(Exact::from(rounding.decimals), place);
        self.note(label, Operation::Round, &[&term, &place], value)
    }
}
