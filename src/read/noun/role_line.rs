//! The noun RoleLine: one function of one person in a staffing plan.

use super::visibility::of_lot;
use super::{
    Noun, Order, PUBLISHED_WORD, STAFFING_PLAN, Scale, TRAINING, decimal, enumerated, enumeration, field, id, integer,
    many, one, text, words,
};
use entity::role_line::{self, Column as C};
use entity::{published_word, staffing_plan, training};

/// One function of one person in a staffing plan.
pub static ROLE_LINE: Noun = Noun {
    name: "RoleLine",
    description: words("En funktion hos en person i bemanningsplanen", "One function of one person in a staffing plan"),
    table: &role_line::Entity,
    id: &C::Id,
    visibility: of_lot(&C::LotId),
    fields: &[
        id(),
        field(
            "number",
            integer(&C::Number),
            "Radens nummer, från 0",
            "Number in the plan, from 0: a trace step names it as `staff/3`",
        ),
        field(
            "person",
            text(&C::Person),
            "Personen, under pseudonym; rader med samma är en person",
            "The person's pseudonym; lines with the same are one person",
        ),
        field("degree", enumerated(&C::Degree, &enumeration::DEGREE), "Utbildningsnivå", "Level of education"),
        field(
            "credits",
            integer(&C::Credits),
            "Högskolepoäng i relevant utbildning",
            "Credits (högskolepoäng) of relevant higher education",
        ),
        field(
            "yearsWithTargetGroup",
            decimal(&C::YearsWithTargetGroup, Scale::Measure),
            "Heltidsår med målgruppen",
            "Full-time years with the target group",
        ),
        field(
            "employment",
            enumerated(&C::Employment, &enumeration::EMPLOYMENT),
            "Anställningsform",
            "Form of employment",
        ),
        field(
            "share",
            decimal(&C::Share, Scale::Measure),
            "Tjänstgöringsgrad vid enheten, 0 till 1",
            "Share of a full-time employment at the unit, 0 to 1",
        ),
        field(
            "wakingHours",
            decimal(&C::WakingHours, Scale::Measure),
            "Schemalagda vakna timmar per månad i funktionen",
            "Scheduled hours a month on waking duty in this function",
        ),
        field(
            "sleepingHours",
            decimal(&C::SleepingHours, Scale::Measure),
            "Schemalagda timmar sovande jour per månad i funktionen",
            "Scheduled hours a month on sleeping duty (sovande jour) in this function",
        ),
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
        one("function", &PUBLISHED_WORD, &C::FunctionId, &published_word::Column::Id, "Funktionen", "The function"),
        many(
            "trainings",
            &TRAINING,
            &C::Id,
            &training::Column::RoleLineId,
            "Metodutbildningar, i radens ordning",
            "Trainings in methods, in the line's order",
        )
        .ordered(&[Order::By(&training::Column::Position)]),
    ],
};
