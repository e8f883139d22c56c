//! The noun StaffingPlan: staffing plan: who works, with what competence, when, and what payroll says.

use super::visibility::of_lot;
use super::{
    BID, Noun, Order, PAYROLL_MONTH, ROLE_LINE, SHIFT, SUPERVISION_GROUP, boolean, field, id, many, one, words,
};
use entity::staffing_plan::{self, Column as C};
use entity::{bid, payroll_month, role_line, shift, supervision_group};

/// Staffing plan: who works, with what competence, when, and what payroll says.
pub static STAFFING_PLAN: Noun = Noun {
    name: "StaffingPlan",
    description: words(
        "Bemanningsplan: vilka som arbetar, med vilken kompetens, när, och vad lönelistan visar",
        "Staffing plan: who works, with what competence, when, and what payroll says",
    ),
    table: &staffing_plan::Entity,
    id: &C::Id,
    visibility: of_lot(&C::LotId),
    fields: &[
        id(),
        field("invented", boolean(&C::Invented), "Påhittad för demonstration", "Invented for demonstration"),
    ],
    relations: &[
        one("bid", &BID, &C::BidId, &bid::Column::Id, "Anbudet", "The bid"),
        many(
            "roleLines",
            &ROLE_LINE,
            &C::Id,
            &role_line::Column::StaffingPlanId,
            "En rad för varje funktion hos varje person, i planens ordning",
            "One line for each function of each person, in the plan's order",
        )
        .ordered(&[Order::By(&role_line::Column::Number)]),
        many(
            "rota",
            &SHIFT,
            &C::Id,
            &shift::Column::StaffingPlanId,
            "Arbetspass i en vanlig vecka",
            "Shifts of a normal week",
        )
        .ordered(&[Order::By(&shift::Column::Number)]),
        many(
            "supervision",
            &SUPERVISION_GROUP,
            &C::Id,
            &supervision_group::Column::StaffingPlanId,
            "Grupper med extern handledning",
            "Groups with external professional supervision (handledning)",
        )
        .ordered(&[Order::By(&supervision_group::Column::Number)]),
        many(
            "payroll",
            &PAYROLL_MONTH,
            &C::Id,
            &payroll_month::Column::StaffingPlanId,
            "Timmar enligt lönelistan, månad för månad",
            "Hours that payroll shows, month by month",
        )
        .ordered(&[Order::By(&payroll_month::Column::Number)]),
    ],
};
