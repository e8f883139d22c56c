//! The seven measures once more, in whole numbers and from their published definitions alone: nothing here knows how
//! the engine measures. Hours, years and days are hundredths; every figure is cut, never rounded.

use scoring::document::{Duty, Employment, RoleLine, Shift, StaffingPlan};
use std::collections::{BTreeMap, BTreeSet};

const DAY: i128 = 24 * 60;
const WEEK: i128 = 7 * DAY;

/// A figure: how many units of its last decimal, and how many decimals.
pub type Figure = (i128, u32);

/// A decimal in units of so many decimals.
pub fn units(text: &str, decimals: u32) -> i128 {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let missing = decimals.checked_sub(u32::try_from(fraction.len()).unwrap()).expect("has no more decimals");
    format!("{whole}{fraction}").parse::<i128>().unwrap() * 10_i128.pow(missing)
}

fn hundredths(text: &str) -> i128 {
    units(text, 2)
}

/// Lines in care and treatment.
fn counted_lines(plan: &StaffingPlan) -> impl Iterator<Item = &RoleLine> {
    plan.staff.iter().filter(|line| ["care", "treatment"].contains(&line.function.as_str()))
}

/// People with hours in care or treatment, sleeping duty included, each with a line.
pub fn heads(plan: &StaffingPlan) -> BTreeMap<&str, &RoleLine> {
    let mut heads = BTreeMap::new();
    for line in counted_lines(plan) {
        if hundredths(&line.waking_hours) + hundredths(&line.sleeping_hours) > 0 {
            heads.insert(line.person.as_str(), line);
        }
    }
    heads
}

fn waking<'a>(lines: impl Iterator<Item = &'a RoleLine>) -> i128 {
    lines.map(|line| hundredths(&line.waking_hours)).sum()
}

/// Percent of the hours by those with at least 180 credits.
pub fn share_of_hours(plan: &StaffingPlan) -> Figure {
    let qualified = waking(counted_lines(plan).filter(|line| line.credits >= 180));
    (100 * qualified / waking(counted_lines(plan)), 0)
}

/// Percent of the people with at least three days in each of at least two methods.
pub fn share_of_heads(plan: &StaffingPlan) -> Figure {
    let heads = heads(plan);
    let methods = |line: &RoleLine| {
        let long = line.trainings.iter().filter(|training| hundredths(&training.days) >= 300);
        long.map(|training| training.method.as_str().to_owned()).collect::<BTreeSet<_>>().len()
    };
    let trained = heads.values().filter(|line| methods(line) >= 2).count();
    (100 * i128::try_from(trained).unwrap() / i128::try_from(heads.len()).unwrap(), 0)
}

/// The median of the years, in tenths.
pub fn median_years(plan: &StaffingPlan) -> Figure {
    let mut years: Vec<i128> = heads(plan).values().map(|line| hundredths(&line.years_with_target_group)).collect();
    years.sort_unstable();
    let (low, high) = (years[(years.len() - 1) / 2], years[years.len() / 2]);
    ((low + high) * 10 / 200, 1)
}

/// Hours with a supervisor for each of the people, in tenths.
pub fn supervision_per_head(plan: &StaffingPlan) -> Figure {
    let heads = heads(plan);
    let mut hours = 0;
    for group in &plan.supervision {
        let present = group.participants.iter().filter(|who| heads.contains_key(who.as_str())).count();
        hours += hundredths(&group.hours) * i128::try_from(present).unwrap();
    }
    (hours * 10 / (100 * i128::try_from(heads.len()).unwrap()), 1)
}

/// Full-time months of 165 hours for each place, in hundredths.
pub fn fte_per_place(plan: &StaffingPlan, places: u32) -> Figure {
    (waking(counted_lines(plan)) / (165 * i128::from(places)), 2)
}

fn minute(time: &str) -> i128 {
    let (hours, minutes) = time.split_once(':').expect("is a time");
    hours.parse::<i128>().unwrap() * 60 + minutes.parse::<i128>().unwrap()
}

/// Whether the shift, begun on one of its days, lasts over this minute of the week.
fn lasts_over(shift: &Shift, now: i128) -> bool {
    let (from, to) = (minute(&shift.from), minute(&shift.to));
    let length = if to > from { to - from } else { to - from + DAY };
    shift.days.iter().any(|day| (now - (*day as i128 * DAY + from)).rem_euclid(WEEK) < length)
}

fn on_duty(plan: &StaffingPlan, duty: Duty, now: i128) -> u32 {
    let near = |shift: &&Shift| duty != Duty::BackUp || shift.response_minutes.is_some_and(|minutes| minutes <= 30);
    let shifts = plan.rota.iter().filter(|shift| shift.duty == duty).filter(near);
    shifts.filter(|shift| lasts_over(shift, now)).map(|shift| shift.staff).sum()
}

/// The highest level whose numbers are there in every minute from ten in the evening to seven in the morning.
pub fn night_cover(plan: &StaffingPlan) -> Figure {
    let least = [Duty::Waking, Duty::Sleeping, Duty::BackUp].map(|duty| {
        let nights = (0..7).flat_map(|day| (0..9 * 60).map(move |passed| day * DAY + 22 * 60 + passed));
        nights.map(|now| on_duty(plan, duty, now % WEEK)).min().unwrap()
    });
    let levels = [[0, 0, 0], [1, 0, 1], [1, 1, 0], [2, 0, 0]];
    let met = levels.iter().rposition(|level| least.iter().zip(level).all(|(there, needed)| there >= needed));
    (i128::try_from(met.unwrap()).unwrap(), 0)
}

/// Percent of the hours of six months by permanent employees.
pub fn continuity(plan: &StaffingPlan) -> Figure {
    let months = plan.payroll.iter().filter(|row| ("2026-05".."2026-11").contains(&row.month.as_str()));
    let (mut permanent, mut all) = (0, 0);
    for row in months {
        permanent += hundredths(&row.permanent);
        all += hundredths(&row.permanent) + hundredths(&row.fixed_term) + hundredths(&row.hourly);
    }
    (100 * permanent / all, 0)
}

/// Whether a person is employed by the hour in a line of care or treatment.
pub fn by_the_hour(plan: &StaffingPlan) -> bool {
    counted_lines(plan).any(|line| line.employment == Employment::Hourly)
}
