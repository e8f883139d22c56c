//! Staffing plans. A plan is written whole or not at all: one with a number, a function or a method that cannot be
//! kept, which only a rejected bid can have since nobody had to read it, has no rows.

use super::lot::{LotIds, scaled};
use super::measure::count;
use super::{Ids, Rows};
use entity::{payroll_month, role_line, shift, staffing_plan, supervision_group, supervision_participant, training};
use scoring::document::{
    Degree, Duty, Employment, PayrollMonth, RoleLine, Shift, StaffingPlan, SupervisionGroup, Training, Weekday,
};
use uuid::Uuid;
use values::money::MEASURE_SCALE;

/// The plan whose rows are made.
#[derive(Clone, Copy)]
struct Plan<'a> {
    ids: &'a dyn Ids,
    lot: &'a LotIds,
    id: Uuid,
}

/// The rows of a bid's plan, if all of it can be kept.
pub(super) fn plan(rows: &mut Rows, ids: &dyn Ids, lot: &LotIds, bid_id: Uuid, document: &StaffingPlan) {
    let Some(all) = all_rows(Plan { ids, lot, id: ids.random() }, bid_id, document) else { return };
    rows.staffing_plan.extend(all.staffing_plan);
    rows.role_line.extend(all.role_line);
    rows.training.extend(all.training);
    rows.shift.extend(all.shift);
    rows.supervision_group.extend(all.supervision_group);
    rows.supervision_participant.extend(all.supervision_participant);
    rows.payroll_month.extend(all.payroll_month);
}

fn all_rows(plan: Plan<'_>, bid_id: Uuid, document: &StaffingPlan) -> Option<Rows> {
    let mut rows = Rows::default();
    let invented = document.invented;
    rows.staffing_plan.push(staffing_plan::Model { id: plan.id, lot_id: plan.lot.lot, bid_id, invented });
    for (number, line) in (0..).zip(&document.staff) {
        let id = plan.ids.random();
        rows.role_line.push(line_row(plan, id, number, line)?);
        for (position, training) in (0..).zip(&line.trainings) {
            rows.training.push(training_row(plan, id, position, training)?);
        }
    }
    rows.shift.extend((0..).zip(&document.rota).map(|(number, shift)| shift_row(plan, number, shift)));
    for (number, group) in (0..).zip(&document.supervision) {
        let id = plan.ids.random();
        rows.supervision_group.push(group_row(plan, id, number, group)?);
        rows.supervision_participant.extend(participant_rows(plan, id, group));
    }
    for (number, month) in (0..).zip(&document.payroll) {
        rows.payroll_month.push(month_row(plan, number, month)?);
    }
    Some(rows)
}

fn line_row(plan: Plan<'_>, id: Uuid, number: i32, line: &RoleLine) -> Option<role_line::Model> {
    Some(role_line::Model {
        id,
        lot_id: plan.lot.lot,
        staffing_plan_id: plan.id,
        number,
        person: line.person.to_string(),
        function_id: *plan.lot.functions.get(&line.function)?,
        degree: degree(line.degree).to_owned(),
        credits: count(line.credits),
        years_with_target_group: scaled(&line.years_with_target_group, MEASURE_SCALE)?,
        employment: employment(line.employment).to_owned(),
        share: scaled(&line.share, MEASURE_SCALE)?,
        waking_hours: scaled(&line.waking_hours, MEASURE_SCALE)?,
        sleeping_hours: scaled(&line.sleeping_hours, MEASURE_SCALE)?,
    })
}

fn training_row(plan: Plan<'_>, role_line_id: Uuid, position: i32, training: &Training) -> Option<training::Model> {
    Some(training::Model {
        id: plan.ids.random(),
        lot_id: plan.lot.lot,
        role_line_id,
        method_id: *plan.lot.methods.get(&training.method)?,
        position,
        days: scaled(&training.days, MEASURE_SCALE)?,
    })
}

fn shift_row(plan: Plan<'_>, number: i32, shift: &Shift) -> shift::Model {
    let on = |day: Weekday| shift.days.contains(&day);
    shift::Model {
        id: plan.ids.random(),
        lot_id: plan.lot.lot,
        staffing_plan_id: plan.id,
        number,
        monday: on(Weekday::Mon),
        tuesday: on(Weekday::Tue),
        wednesday: on(Weekday::Wed),
        thursday: on(Weekday::Thu),
        friday: on(Weekday::Fri),
        saturday: on(Weekday::Sat),
        sunday: on(Weekday::Sun),
        begins: shift.from.clone(),
        ends: shift.to.clone(),
        duty: duty(shift.duty).to_owned(),
        staff: count(shift.staff),
        response_minutes: shift.response_minutes.map(count),
    }
}

fn group_row(plan: Plan<'_>, id: Uuid, number: i32, group: &SupervisionGroup) -> Option<supervision_group::Model> {
    let hours = scaled(&group.hours, MEASURE_SCALE)?;
    Some(supervision_group::Model { id, lot_id: plan.lot.lot, staffing_plan_id: plan.id, number, hours })
}

fn participant_rows(
    plan: Plan<'_>,
    supervision_group_id: Uuid,
    group: &SupervisionGroup,
) -> impl Iterator<Item = supervision_participant::Model> {
    (0..).zip(&group.participants).map(move |(position, person)| supervision_participant::Model {
        id: plan.ids.random(),
        lot_id: plan.lot.lot,
        supervision_group_id,
        position,
        person: person.to_string(),
    })
}

fn month_row(plan: Plan<'_>, number: i32, month: &PayrollMonth) -> Option<payroll_month::Model> {
    Some(payroll_month::Model {
        id: plan.ids.random(),
        lot_id: plan.lot.lot,
        staffing_plan_id: plan.id,
        number,
        month: month.month.clone(),
        permanent: scaled(&month.permanent, MEASURE_SCALE)?,
        fixed_term: scaled(&month.fixed_term, MEASURE_SCALE)?,
        hourly: scaled(&month.hourly, MEASURE_SCALE)?,
    })
}

const fn degree(degree: Degree) -> &'static str {
    match degree {
        Degree::UpperSecondary => "upper_secondary",
        Degree::PostSecondary => "post_secondary",
        Degree::Bachelor => "bachelor",
        Degree::Master => "master",
    }
}

const fn employment(employment: Employment) -> &'static str {
    match employment {
        Employment::Permanent => "permanent",
        Employment::FixedTerm => "fixed_term",
        Employment::Hourly => "hourly",
    }
}

/// The word of columns for a kind of duty.
pub(super) const fn duty(duty: Duty) -> &'static str {
    match duty {
        Duty::Waking => "waking",
        Duty::Sleeping => "sleeping",
        Duty::BackUp => "back_up",
    }
}
