//! The noun Shift: staff on duty at a time of day in a normal week.

use super::visibility::of_lot;
use super::{Noun, STAFFING_PLAN, boolean, enumerated, enumeration, field, id, integer, one, text, words};
use entity::shift::{self, Column as C};
use entity::staffing_plan;

/// Staff on duty at a time of day in a normal week.
pub static SHIFT: Noun = Noun {
    name: "Shift",
    description: words("Ett arbetspass i en vanlig vecka", "Staff on duty at a time of day in a normal week"),
    table: &shift::Entity,
    id: &C::Id,
    visibility: of_lot(&C::LotId),
    fields: &[
        id(),
        field("number", integer(&C::Number), "Passets nummer, från 0", "Number in the rota, from 0"),
        field("monday", boolean(&C::Monday), "Om det börjar på måndagar", "Whether it begins on Mondays"),
        field("tuesday", boolean(&C::Tuesday), "Om det börjar på tisdagar", "Whether it begins on Tuesdays"),
        field("wednesday", boolean(&C::Wednesday), "Om det börjar på onsdagar", "Whether it begins on Wednesdays"),
        field("thursday", boolean(&C::Thursday), "Om det börjar på torsdagar", "Whether it begins on Thursdays"),
        field("friday", boolean(&C::Friday), "Om det börjar på fredagar", "Whether it begins on Fridays"),
        field("saturday", boolean(&C::Saturday), "Om det börjar på lördagar", "Whether it begins on Saturdays"),
        field("sunday", boolean(&C::Sunday), "Om det börjar på söndagar", "Whether it begins on Sundays"),
        field("from", text(&C::Begins), "När det börjar, HH:MM", "When it begins, HH:MM"),
        field("to", text(&C::Ends), "När det slutar", "When it ends; at or before its beginning is the next day"),
        field("duty", enumerated(&C::Duty, &enumeration::DUTY), "Slag av tjänstgöring", "Kind of duty"),
        field("staff", integer(&C::Staff), "Antal personer", "How many people"),
        field(
            "responseMinutes",
            integer(&C::ResponseMinutes),
            "Inställelsetid i minuter, för bakjour",
            "Within how many minutes they are there, for back-up duty",
        )
        .optional(),
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
