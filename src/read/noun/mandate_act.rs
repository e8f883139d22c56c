//! The noun MandateAct: what happened to a mandate (fullmakt).

use super::visibility::of_mandate;
use super::{MANDATE, Noun, bilingual, enumerated, enumeration, field, id, instant, one, words};
use entity::mandate;
use entity::mandate_act::{self, Column as C};

/// What happened to a mandate (fullmakt).
pub static MANDATE_ACT: Noun = Noun {
    name: "MandateAct",
    description: words("Händelse i en fullmakts historia", "What happened to a mandate (fullmakt)"),
    table: &mandate_act::Entity,
    id: &C::Id,
    visibility: of_mandate(&C::MandateId),
    fields: &[
        id(),
        field("act", enumerated(&C::Act, &enumeration::MANDATE_ACTION), "Vad som hände", "What happened"),
        field("actedAt", instant(&C::ActedAt), "När", "When"),
        field("note", bilingual(&C::NoteSv, &C::NoteEn), "Anmärkning", "Remark").optional(),
    ],
    relations: &[one("mandate", &MANDATE, &C::MandateId, &mandate::Column::Id, "Fullmakten", "The mandate")],
};
