//! The noun SupervisionGroup: a group that meets an external supervisor (handledare).

use super::visibility::of_lot;
use super::{
    Noun, Order, STAFFING_PLAN, SUPERVISION_PARTICIPANT, Scale, decimal, field, id, integer, many, one, words,
};
use entity::supervision_group::{self, Column as C};
use entity::{staffing_plan, supervision_participant};

/// A group that meets an external supervisor (handledare).
pub static SUPERVISION_GROUP: Noun = Noun {
    name: "SupervisionGroup",
    description: words(
        "Grupp som möter en extern handledare",
        "A group that meets an external supervisor (handledare)",
    ),
    table: &supervision_group::Entity,
    id: &C::Id,
    visibility: of_lot(&C::LotId),
    fields: &[
        id(),
        field(
            "number",
            integer(&C::Number),
            "Gruppens nummer, från 0",
            "Number in the plan, from 0: a trace step names it as `supervision/0`",
        ),
        field("hours", decimal(&C::Hours, Scale::Measure), "Timmar per månad", "Hours a month"),
    ],
    relations: &[
        one(
            "staffingPlan",
            &STAFFING_PLAN,
            &C::StaffingPlanId,
            &staffing_plan::Column::Id,
            "Bemanningsplanen",
            "The staffing plan",
        ),
        many(
            "participants",
            &SUPERVISION_PARTICIPANT,
            &C::Id,
            &supervision_participant::Column::SupervisionGroupId,
            "De som deltar",
            "Those who take part",
        )
        .ordered(&[Order::By(&supervision_participant::Column::Position)]),
    ],
};
