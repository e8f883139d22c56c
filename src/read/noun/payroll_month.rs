//! The noun PayrollMonth: hours that payroll shows for one month.

use super::visibility::of_lot;
use super::{Noun, STAFFING_PLAN, Scale, decimal, field, id, integer, one, text, words};
use entity::payroll_month::{self, Column as C};
use entity::staffing_plan;

/// Hours that payroll shows for one month.
pub static PAYROLL_MONTH: Noun = Noun {
    name: "PayrollMonth",
    description: words("Timmar som lönelistan visar för en månad", "Hours that payroll shows for one month"),
    table: &payroll_month::Entity,
    id: &C::Id,
    visibility: of_lot(&C::LotId),
    fields: &[
        id(),
        field(
            "number",
            integer(&C::Number),
            "Radens nummer, från 0",
            "Number in the plan, from 0: a trace step names it as `payroll/2`",
        ),
        field("month", text(&C::Month), "Månaden, ÅÅÅÅ-MM", "The month, YYYY-MM"),
        field(
            "permanent",
            decimal(&C::Permanent, Scale::Measure),
            "Timmar av tillsvidareanställda",
            "Hours by permanent employees",
        ),
        field(
            "fixedTerm",
            decimal(&C::FixedTerm, Scale::Measure),
            "Timmar av visstidsanställda",
            "Hours by employees for a fixed term",
        ),
        field(
            "hourly",
            decimal(&C::Hourly, Scale::Measure),
            "Timmar av timanställda",
            "Hours by employees by the hour",
        ),
    ],
    relations: &[one(
        "staffingPlan",
        &STAFFING_PLAN,
        &C::StaffingPlanId,
        &staffing_plan::Column::Id,
        "Bemanningsplanen",
        "The staffing plan",
    )],
};
