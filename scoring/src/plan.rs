//! A staffing plan that has been read: numbers parsed, people told apart, shifts laid out in minutes. What exists
//! here can be measured.

mod clock;
mod read;

pub(crate) use clock::{Minutes, Month, part_of_day, time_of_day};
pub(crate) use read::read;

use crate::document::Duty;
use crate::trace::PlanPart;
use values::{Exact, Key};

/// A plan.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) lines: Vec<Line>,
    pub(crate) persons: Vec<Person>,
    pub(crate) shifts: Vec<Shift>,
    pub(crate) groups: Vec<Group>,
    pub(crate) months: Vec<PayMonth>,
    pub(crate) places: Option<u32>,
}

/// One function of one person.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// The person, by position.
    pub(crate) person: usize,
    pub(crate) function: Key,
    pub(crate) waking: Exact,
    pub(crate) sleeping: Exact,
}

/// A person, with what holds for all of the person's lines.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    /// The first of the person's lines, by position: where the trace points.
    pub(crate) line: usize,
    pub(crate) credits: u32,
    pub(crate) years: Exact,
    pub(crate) trainings: Vec<(Key, Exact)>,
}

/// Staff on duty, in minutes of the week from Monday at midnight; one entry for each day it begins.
#[derive(Clone, Debug)]
pub(crate) struct Shift {
    pub(crate) duty: Duty,
    pub(crate) staff: u32,
    pub(crate) response_minutes: Option<u32>,
    pub(crate) spans: Vec<Minutes>,
}

/// People who meet a supervisor.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub(crate) hours: Exact,
    /// Participants, by position among the persons.
    pub(crate) participants: Vec<usize>,
}

/// Hours of one month.
#[derive(Clone, Debug)]
pub(crate) struct PayMonth {
    pub(crate) month: Month,
    pub(crate) hours: [Exact; 3],
}

impl Plan {
    /// The number at a part of the plan, where there is one.
    pub(crate) fn number(&self, part: PlanPart) -> Option<Exact> {
        let at = |index: u32| index as usize;
        let line = |index: u32| self.lines.get(at(index));
        let person = |index: u32| self.persons.get(line(index)?.person);
        let paid = |index: u32, form: usize| self.months.get(at(index)).map(|month| month.hours[form].clone());
        match part {
            PlanPart::Credits(index) => person(index).map(|person| person.credits.into()),
            PlanPart::Years(index) => person(index).map(|person| person.years.clone()),
            PlanPart::Waking(index) => line(index).map(|line| line.waking.clone()),
            PlanPart::Sleeping(index) => line(index).map(|line| line.sleeping.clone()),
            PlanPart::GroupHours(group) => self.groups.get(at(group)).map(|group| group.hours.clone()),
            PlanPart::Permanent(month) => paid(month, 0),
            PlanPart::FixedTerm(month) => paid(month, 1),
            PlanPart::Hourly(month) => paid(month, 2),
            PlanPart::Places => self.places.map(Exact::from),
            PlanPart::Function(_)
            | PlanPart::Trainings(_)
            | PlanPart::Rota
            | PlanPart::Participants(_)
            | PlanPart::Month(_) => None,
        }
    }

    /// The words at a part of the plan that is no number, as a trace shows them.
    pub(crate) fn word(&self, part: PlanPart) -> String {
        let at = |index: u32| index as usize;
        let person = |line: u32| {
            let line = self.lines.get(at(line));
            line.and_then(|line| self.persons.get(line.person))
        };
        match part {
            PlanPart::Function(line) => self.lines.get(at(line)).map(|line| line.function.to_string()),
            PlanPart::Trainings(line) => person(line).map(|person| {
                let shown = person.trainings.iter().map(|(method, days)| format!("{method} {days}"));
                shown.collect::<Vec<_>>().join(", ")
            }),
            PlanPart::Rota => Some(format!("{} shifts", self.shifts.len())),
            PlanPart::Participants(group) => {
                self.groups.get(at(group)).map(|group| format!("{} participants", group.participants.len()))
            }
            PlanPart::Month(month) => self.months.get(at(month)).map(|month| month.month.to_string()),
            _ => None,
        }
        .unwrap_or_default()
    }
}
