//! The noun Requirement: mandatory requirement (ska-krav).

use super::visibility::of_lot;
use super::{LOT, Noun, bilingual, field, id, one, text, words};
use entity::lot;
use entity::requirement::{self, Column as C};

/// Mandatory requirement (ska-krav).
pub static REQUIREMENT: Noun = Noun {
    name: "Requirement",
    description: words("Obligatoriskt krav", "Mandatory requirement (ska-krav)"),
    table: &requirement::Entity,
    id: &C::Id,
    visibility: of_lot(&C::LotId),
    fields: &[
        id(),
        field("key", text(&C::Key), "Publicerad nyckel", "Published key, unique in its lot"),
        field("text", bilingual(&C::TextSv, &C::TextEn), "Kravets text", "What is required"),
    ],
    relations: &[one("lot", &LOT, &C::LotId, &lot::Column::Id, "Anbudsområdet", "The lot")],
};
