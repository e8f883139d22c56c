//! What several measures do with a plan: which lines are included, how many hours they have, which persons count,
//! a percentage, the cut. Each step is recorded under the rule of the measure that asks for it.

use super::{Cut, Words};
use crate::plan::Plan;
use crate::rules::RuleId;
use crate::trace::{Detail, Label, Ledger, Operation, PlanPart, Sink, Source, StepUnit, Term};
use values::Exact;

/// A measure at work on one plan.
pub(crate) struct Work<'a, S> {
    pub(crate) bid: u32,
    pub(crate) plan: &'a Plan,
    pub(crate) ledger: &'a mut Ledger<S>,
    pub(crate) rule: RuleId,
}

/// Positions are far below what 32 bits hold: a document has at most a few megabytes.
pub(crate) fn position(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

impl<S: Sink> Work<'_, S> {
    pub(crate) const fn label(&self, name: &'static str, unit: StepUnit) -> Label {
        Label { rule: self.rule, name, unit }
    }

    pub(crate) const fn source(&self, part: PlanPart) -> Source {
        Source::Plan(self.bid, part)
    }

    /// A word or a list in the plan, which a step looks at without taking a number from it.
    pub(crate) const fn text(&self, part: PlanPart) -> Term {
        Term::new(Exact::ZERO, self.source(part))
    }

    /// For each line, whether its function is included.
    pub(crate) fn included(&mut self, functions: &Words) -> Vec<Term> {
        let published = Term::new(Exact::ZERO, functions.source);
        let mut included = Vec::with_capacity(self.plan.lines.len());
        for (index, line) in self.plan.lines.iter().enumerate() {
            let yes = functions.keys.contains(&line.function);
            let function = self.text(PlanPart::Function(position(index)));
            let label = self.label("included", StepUnit::YesNo);
            self.ledger.turn_to_detail(Some(Detail::Staff(position(index))));
            let value = Exact::from(u32::from(yes));
            included.push(self.ledger.note(label, Operation::Includes, &[&function, &published], value));
        }
        self.ledger.turn_to_detail(None);
        included
    }

    /// Waking hours of a line, and sleeping hours where they count.
    pub(crate) fn hours(&mut self, index: usize, sleeping: Sleeping) -> Term {
        let line = &self.plan.lines[index];
        let waking = Term::new(line.waking.clone(), self.source(PlanPart::Waking(position(index))));
        if sleeping == Sleeping::Left {
            return waking;
        }
        let asleep = Term::new(line.sleeping.clone(), self.source(PlanPart::Sleeping(position(index))));
        let label = self.label("line_hours", StepUnit::Hours);
        self.ledger.turn_to_detail(Some(Detail::Staff(position(index))));
        let sum = self.ledger.sum(label, &[&waking, &asleep]);
        self.ledger.turn_to_detail(None);
        sum
    }

    /// For each person, whether the person has any hours, waking or sleeping, in an included function.
    pub(crate) fn counted(&mut self, functions: &Words) -> Vec<Term> {
        let included = self.included(functions);
        let hours: Vec<Term> = (0..self.plan.lines.len()).map(|index| self.hours(index, Sleeping::Counted)).collect();
        let mut counted = Vec::with_capacity(self.plan.persons.len());
        for (index, person) in self.plan.persons.iter().enumerate() {
            let own = self.plan.lines.iter().enumerate().filter(|(_, line)| line.person == index);
            let pairs: Vec<(&Term, &Term)> = own.map(|(line, _)| (&included[line], &hours[line])).collect();
            self.ledger.turn_to_detail(Some(Detail::Staff(position(person.line))));
            let total = self.sum_of("person_hours", StepUnit::Hours, &pairs);
            let label = self.label("counted", StepUnit::YesNo);
            let yes = Exact::from(u32::from(total.value > Exact::ZERO));
            counted.push(self.ledger.note(label, Operation::AboveZero, &[&total], yes));
        }
        self.ledger.turn_to_detail(None);
        counted
    }

    /// Each person's years with the target group.
    pub(crate) fn years(&self) -> Vec<Term> {
        let years = |person: &crate::plan::Person| {
            Term::new(person.years.clone(), self.source(PlanPart::Years(position(person.line))))
        };
        self.plan.persons.iter().map(years).collect()
    }

    /// The sum of the second of each pair, where the first is 1.
    pub(crate) fn sum_of(&mut self, name: &'static str, unit: StepUnit, pairs: &[(&Term, &Term)]) -> Term {
        let value = pairs.iter().fold(Exact::ZERO, |sum, (flag, value)| &sum + &(&flag.value * &value.value));
        let operands: Vec<&Term> = pairs.iter().flat_map(|(flag, value)| [*flag, *value]).collect();
        self.ledger.note(self.label(name, unit), Operation::SumOf, &operands, value)
    }

    /// How many of these are 1.
    pub(crate) fn count(&mut self, name: &'static str, flags: &[Term]) -> Term {
        self.ledger.sum(self.label(name, StepUnit::Number), &flags.iter().collect::<Vec<_>>())
    }

    /// 1 if the first is at least the second.
    pub(crate) fn at_least(&mut self, name: &'static str, value: &Term, least: &Term) -> Term {
        let yes = Exact::from(u32::from(value.value >= least.value));
        self.ledger.note(self.label(name, StepUnit::YesNo), Operation::AtLeast, &[value, least], yes)
    }

    /// A part of a whole in percent, uncut; nothing if the whole is zero.
    pub(crate) fn percent(&mut self, part: &Term, whole: &Term) -> Option<Term> {
        let hundredfold = self.ledger.multiply(self.label("hundredfold", StepUnit::Number), part, &Term::constant(100));
        self.ledger.divide(self.label("percent", StepUnit::Percent), &hundredfold, whole)
    }

    /// The answer: the value after the published cut.
    pub(crate) fn cut(&mut self, value: Term, cut: Cut) -> Term {
        let label = self.label("measured", StepUnit::Measure);
        self.ledger.round(label, value, Some((cut.rounding, cut.source)))
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
