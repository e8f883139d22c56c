//! Staffing plans. A plan is written whole or not at all: one with a number, a function or a method that cannot be
//! kept, which only a rejected bid can have since nobody had to read it, has no rows.

use super::Ids;
use super::insert::insert_all;
use super::lot::{LotIds, scaled};
use super::measure::count;
use entity::{payroll_month, role_line, shift, staffing_plan, supervision_group, supervision_participant, training};
use scoring::document::{
    Degree, Duty, Employment, PayrollMonth, RoleLine, Shift, StaffingPlan, SupervisionGroup, Training, Weekday,
};
use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;
use values::money::MEASURE_SCALE;

/// The rows of staffing plans.
#[derive(Default)]
pub(super) struct Plans {
    plans: Vec<staffing_plan::Model>,
    lines: Vec<role_line::Model>,
    trainings: Vec<training::Model>,
    shifts: Vec<shift::Model>,
    groups: Vec<supervision_group::Model>,
    participants: Vec<supervision_participant::Model>,
    months: Vec<payroll_month::Model>,
}

/// The plan whose rows are made.
#[derive(Clone, Copy)]
struct Plan<'a> {
    ids: &'a dyn Ids,
    lot: &'a LotIds,
    id: Uuid,
}

impl Plans {
    /// Adds the plan of a bid.
    pub(super) fn add(&mut self, ids: &dyn Ids, lot: &LotIds, bid_id: Uuid, document: &StaffingPlan) {
        let Some(rows) = Self::of(Plan { ids, lot, id: ids.random() }, bid_id, document) else { return };
        self.plans.extend(rows.plans);
        self.lines.extend(rows.lines);
        self.trainings.extend(rows.trainings);
        self.shifts.extend(rows.shifts);
        self.groups.extend(rows.groups);
        self.participants.extend(rows.participants);
        self.months.extend(rows.months);
    }

    pub(super) async fn insert<C: ConnectionTrait>(self, connection: &C) -> Result<(), DbErr> {
        insert_all::<staffing_plan::Entity, _>(connection, self.plans).await?;
        insert_all::<role_line::Entity, _>(connection, self.lines).await?;
        insert_all::<training::Entity, _>(connection, self.trainings).await?;
        insert_all::<shift::Entity, _>(connection, self.shifts).await?;
        insert_all::<supervision_group::Entity, _>(connection, self.groups).await?;
        insert_all::<supervision_participant::Entity, _>(connection, self.participants).await?;
        insert_all::<payroll_month::Entity, _>(connection, self.months).await
    }

    fn of(plan: Plan<'_>, bid_id: Uuid, document: &StaffingPlan) -> Option<Self> {
        let mut rows = Self::default();
        let invented = document.invented;
        rows.plans.push(staffing_plan::Model { id: plan.id, lot_id: plan.lot.lot, bid_id, invented });
        for (number, line) in (0..).zip(&document.staff) {
            let id = plan.ids.random();
            rows.lines.push(line_row(plan, id, number, line)?);
            for (position, training) in (0..).zip(&line.trainings) {
                rows.trainings.push(training_row(plan, id, position, training)?);
            }
        }
        rows.shifts = (0..).zip(&document.rota).map(|(number, shift)| shift_row(plan, number, shift)).collect();
        for (number, group) in (0..).zip(&document.supervision) {
            let id = plan.ids.random();
            rows.groups.push(group_row(plan, id, number, group)?);
            rows.participants.extend(participant_rows(plan, id, group));
        }
        for (number, month) in (0..).zip(&document.payroll) {
            rows.months.push(month_row(plan, number, month)?);
        }
        Some(rows)
    }
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
