//! Reads a staffing plan against the model that publishes its words. All faults come together.

use super::clock::{self, Month};
use super::{Group, Line, PayMonth, Person, Plan, Shift};
use crate::document::{Duty, ModelDocument, RoleLine, StaffingPlan};
use crate::reading::{Range, number};
use std::collections::BTreeMap;
use values::money::MEASURE_SCALE;
use values::{Exact, Faults, Key, Place};

/// Decimals that hours, years and days may have.
const DECIMALS: u32 = 2;

/// Reads a plan.
pub(crate) fn read(
    plan: &StaffingPlan,
    places: Option<u32>,
    model: &ModelDocument,
    place: &Place,
    faults: &mut Faults,
) -> Plan {
    let mut reader = Reader { model, faults, persons: BTreeMap::new(), read: Vec::new() };
    let staff = place.at("staff");
    let lines = plan.staff.iter().enumerate().map(|(index, line)| reader.line(index, line, plan, &staff.at(index)));
    let lines: Vec<Line> = lines.collect();
    let rota = place.at("rota");
    let shifts = plan.rota.iter().enumerate().filter_map(|(index, shift)| reader.shift(shift, &rota.at(index)));
    let shifts: Vec<Shift> = shifts.collect();
    let supervision = place.at("supervision");
    let groups = plan.supervision.iter().enumerate().map(|(index, group)| {
        let place = supervision.at(index);
        let hours = reader.amount(&group.hours, &place.at("hours"), Range::ZeroOrAbove);
        let participants = reader.participants(&group.participants, &place.at("participants"));
        Group { hours, participants }
    });
    let groups: Vec<Group> = groups.collect();
    let months = reader.months(plan, &place.at("payroll"));
    Plan { lines, persons: reader.read, shifts, groups, months, places }
}

struct Reader<'a> {
    model: &'a ModelDocument,
    faults: &'a mut Faults,
    persons: BTreeMap<&'a Key, usize>,
    read: Vec<Person>,
}

impl<'a> Reader<'a> {
    fn amount(&mut self, text: &str, place: &Place, range: Range) -> Exact {
        number("bid.plan_number", text, place, DECIMALS, range, self.faults).unwrap_or(Exact::ZERO)
    }

    fn line(&mut self, index: usize, line: &RoleLine, plan: &'a StaffingPlan, place: &Place) -> Line {
        if !self.model.functions.iter().any(|known| known.key == line.function) {
            let known: Vec<&str> = self.model.functions.iter().map(|known| known.key.as_str()).collect();
            self.faults.add(
                "bid.plan_function_unknown",
                &place.at("function"),
                format!("the model publishes no function {}", line.function),
                format!("use one of {}", known.join(", ")),
            );
        }
        number("bid.plan_number", &line.share, &place.at("share"), MEASURE_SCALE, Range::Share, self.faults);
        let waking = self.amount(&line.waking_hours, &place.at("waking_hours"), Range::ZeroOrAbove);
        let sleeping = self.amount(&line.sleeping_hours, &place.at("sleeping_hours"), Range::ZeroOrAbove);
        let person = self.person(index, line, plan, place);
        Line { person, function: line.function.clone(), waking, sleeping }
    }

    /// The person of a line. What is said of one person twice must be the same twice.
    fn person(&mut self, index: usize, line: &RoleLine, plan: &'a StaffingPlan, place: &Place) -> usize {
        let key = &plan.staff[index].person;
        if let Some(known) = self.persons.get(key) {
            let first = &plan.staff[self.read[*known].line];
            let same = first.credits == line.credits
                && first.trainings == line.trainings
                && first.years_with_target_group == line.years_with_target_group;
            if !same {
                self.faults.add(
                    "bid.plan_person_differs",
                    place,
                    format!("{key} has other credits, trainings or years than on an earlier line"),
                    "write the same of a person on every line",
                );
            }
            return *known;
        }
        let years =
            self.amount(&line.years_with_target_group, &place.at("years_with_target_group"), Range::ZeroOrAbove);
        let trainings = line.trainings.iter().enumerate().map(|(index, training)| {
            let place = place.at("trainings").at(index);
            if !self.model.methods.iter().any(|known| known.key == training.method) {
                let cause = format!("the model publishes no method {}", training.method);
                let hint = "use a method that the model publishes, or leave the training out";
                self.faults.add("bid.plan_method_unknown", &place.at("method"), cause, hint);
            }
            (training.method.clone(), self.amount(&training.days, &place.at("days"), Range::ZeroOrAbove))
        });
        let trainings = trainings.collect();
        self.read.push(Person { line: index, credits: line.credits, years, trainings });
        self.persons.insert(key, self.read.len() - 1);
        self.read.len() - 1
    }

    fn shift(&mut self, shift: &crate::document::Shift, place: &Place) -> Option<Shift> {
        let mut time = |text: &str, name: &str| {
            let read = clock::time_of_day(text);
            if read.is_none() {
                let shown: String = text.chars().take(20).collect();
                let cause = format!("{shown:?} is not a time of day");
                self.faults.add(
                    "bid.plan_time",
                    &place.at(name),
                    cause,
                    "write hours and minutes, from 00:00 to 23:59",
                );
            }
            read
        };
        let (from, to) = (time(&shift.from, "from"), time(&shift.to, "to"));
        if shift.duty == Duty::BackUp && shift.response_minutes.is_none() {
            let hint = "write within how many minutes they are there";
            let cause = "back-up duty without response minutes";
            self.faults.add("bid.plan_response_missing", &place.at("response_minutes"), cause, hint);
        }
        let (from, to) = (from?, to?);
        let mut days: Vec<u32> = shift.days.iter().map(|day| *day as u32).collect();
        days.sort_unstable();
        if days.windows(2).any(|pair| pair[0] == pair[1]) {
            let cause = "a day is named twice, which would count its staff twice";
            self.faults.add("bid.plan_day_repeated", &place.at("days"), cause, "name each day once");
        }
        let spans = days.into_iter().map(|day| clock::part_of_day(day, from, to)).collect();
        Some(Shift { duty: shift.duty, staff: shift.staff, response_minutes: shift.response_minutes, spans })
    }

    fn participants(&mut self, keys: &[Key], place: &Place) -> Vec<usize> {
        let mut found = Vec::with_capacity(keys.len());
        for (index, key) in keys.iter().enumerate() {
            match self.persons.get(key) {
                Some(person) if !found.contains(person) => found.push(*person),
                Some(_) => {
                    let cause = format!("{key} is in the group before");
                    self.faults.add("bid.plan_participant", &place.at(index), cause, "name each participant once");
                }
                None => {
                    let cause = format!("the plan has no person {key}");
                    self.faults.add("bid.plan_participant", &place.at(index), cause, "use a pseudonym of the plan");
                }
            }
        }
        found
    }

    fn months(&mut self, plan: &StaffingPlan, place: &Place) -> Vec<PayMonth> {
        let mut months: Vec<PayMonth> = Vec::new();
        for (index, row) in plan.payroll.iter().enumerate() {
            let place = place.at(index);
            let texts = [("permanent", &row.permanent), ("fixed_term", &row.fixed_term), ("hourly", &row.hourly)];
            let hours = texts.map(|(name, text)| self.amount(text, &place.at(name), Range::ZeroOrAbove));
            let month = Month::read(&row.month);
            let repeated = months.iter().any(|known| Some(known.month) == month);
            match month.filter(|_| !repeated) {
                Some(month) => months.push(PayMonth { month, hours }),
                None => {
                    let shown: String = row.month.chars().take(20).collect();
                    let cause = format!("{shown:?} is not a month, or is there before");
                    self.faults.add("bid.plan_month", &place.at("month"), cause, "write each month once, as YYYY-MM");
                }
            }
        }
        months
    }
}
