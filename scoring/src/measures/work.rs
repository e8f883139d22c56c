//! What several measures do with a plan: which lines are included, how many hours they have, which persons count,
//! a percentage, the cut. Each step is recorded under the rule of the measure that asks for it.

use super::{Cut, Words};
use crate::plan::Plan;
use crate::rules::RuleId;
use crate::trace::unit::{Hours, Measure, Number, Percent, Times, Unit, Years, YesNo};
use crate::trace::{Detail, Label, Ledger, Operation, PlanPart, Sink, Source, Term};
use values::Exact;

/// A measure at work on one plan.
pub(crate) struct Work<'a, S> {
    pub(crate) bid: u32,
    pub(crate) plan: &'a Plan,
    pub(crate) ledger: &'a mut Ledger<S>,
    pub(crate) rule: &'static RuleId,
}

/// Positions are far below what 32 bits hold: a document has at most a few megabytes.
pub(crate) fn position(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

impl<S: Sink> Work<'_, S> {
    pub(crate) const fn label<U: Unit>(&self, name: &'static str) -> Label<U> {
        Label::new(self.rule, name)
    }

    pub(crate) const fn source(&self, part: PlanPart) -> Source {
        Source::Plan(self.bid, part)
    }

    /// For each line, whether its function is included.
    pub(crate) fn included(&mut self, functions: &Words) -> Vec<Term<YesNo>> {
        let mut included = Vec::with_capacity(self.plan.lines.len());
        for (index, line) in self.plan.lines.iter().enumerate() {
            let yes = functions.keys.contains(&line.function);
            let operands = [self.source(PlanPart::Function(position(index))), functions.source];
            let label = self.label("included");
            self.ledger.turn_to_detail(Some(Detail::Staff(position(index))));
            let value = Exact::from(u32::from(yes));
            included.push(self.ledger.note(label, Operation::Includes, operands, value));
        }
        self.ledger.turn_to_detail(None);
        included
    }

    /// Waking hours of a line, and sleeping hours where they count.
    pub(crate) fn hours(&mut self, index: usize, sleeping: Sleeping) -> Term<Hours> {
        let line = &self.plan.lines[index];
        let waking = Term::new(line.waking.clone(), self.source(PlanPart::Waking(position(index))));
        if sleeping == Sleeping::Left {
            return waking;
        }
        let asleep = Term::new(line.sleeping.clone(), self.source(PlanPart::Sleeping(position(index))));
        let label = self.label("line_hours");
        self.ledger.turn_to_detail(Some(Detail::Staff(position(index))));
        let sum = self.ledger.sum(label, [&waking, &asleep]);
        self.ledger.turn_to_detail(None);
        sum
    }

    /// For each person, whether the person has any hours, waking or sleeping, in an included function.
    pub(crate) fn counted(&mut self, functions: &Words) -> Vec<Term<YesNo>> {
        let included = self.included(functions);
        let hours: Vec<Term<Hours>> =
            (0..self.plan.lines.len()).map(|index| self.hours(index, Sleeping::Counted)).collect();
        let mut counted = Vec::with_capacity(self.plan.persons.len());
        for (index, person) in self.plan.persons.iter().enumerate() {
            let own = self.plan.lines.iter().enumerate().filter(|(_, line)| line.person == index);
            let pairs = own.map(|(line, _)| (&included[line], &hours[line]));
            self.ledger.turn_to_detail(Some(Detail::Staff(position(person.line))));
            let total = self.sum_of("person_hours", pairs);
            let label = self.label("counted");
            let yes = Exact::from(u32::from(total.value > Exact::ZERO));
            counted.push(self.ledger.note(label, Operation::AboveZero, [total.source], yes));
        }
        self.ledger.turn_to_detail(None);
        counted
    }

    /// Each person's years with the target group.
    pub(crate) fn years(&self) -> Vec<Term<Years>> {
        let years = |person: &crate::plan::Person| {
            Term::new(person.years.clone(), self.source(PlanPart::Years(position(person.line))))
        };
        self.plan.persons.iter().map(years).collect()
    }

    /// The sum of the second of each pair, where the first is 1.
    pub(crate) fn sum_of<'t, U: Unit>(
        &mut self,
        name: &'static str,
        pairs: impl Iterator<Item = (&'t Term<YesNo>, &'t Term<U>)> + Clone,
    ) -> Term<U> {
        let products = pairs.clone().map(|(flag, value)| &flag.value * &value.value);
        let operands = pairs.flat_map(|(flag, value)| [flag.source, value.source]);
        self.ledger.note(self.label(name), Operation::SumOf, operands, products.sum())
    }

    /// How many of these are 1.
    pub(crate) fn count(&mut self, name: &'static str, flags: &[Term<YesNo>]) -> Term<Number> {
        self.ledger.sum_parts(self.label(name), flags.iter().map(|flag| (&flag.value, flag.source)))
    }

    /// 1 if the first is at least the second.
    pub(crate) fn at_least<U>(&mut self, name: &'static str, value: &Term<U>, least: &Term<U>) -> Term<YesNo> {
        let yes = Exact::from(u32::from(value.value >= least.value));
        self.ledger.note(self.label(name), Operation::AtLeast, [value.source, least.source], yes)
    }

    /// A part of a whole in percent, uncut; nothing if the whole is zero.
    pub(crate) fn percent<U>(&mut self, part: &Term<U>, whole: &Term<U>) -> Option<Term<Percent>>
    where
        U: Unit + Times<Number, Product = U>,
    {
        let hundredfold = self.ledger.multiply(self.label("hundredfold"), part, &Term::<Number>::constant(100));
        self.ledger.percent(self.label("percent"), &hundredfold, whole)
    }

    /// The answer: the value after the published cut.
    pub(crate) fn cut<U>(&mut self, value: Term<U>, cut: Cut) -> Term<Measure> {
        self.ledger.round(self.label("measured"), value.as_answer(), Some((cut.rounding, cut.source)))
    }
}

/// Whether hours of sleeping duty count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sleeping {
    Counted,
    Left,
}

impl Sleeping {
    pub(crate) const fn of(document: crate::document::SleepingDuty) -> Self {
        match document {
            crate::document::SleepingDuty::Counted => Self::Counted,
            crate::document::SleepingDuty::NotCounted => Self::Left,
        }
    }
}
