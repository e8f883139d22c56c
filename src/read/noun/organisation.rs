//! The noun Organisation: a municipality or another body that gives mandates.

use super::visibility::of_mandator;
use super::{MANDATE, Noun, field, id, many, order, text, words};
use entity::mandate;
use entity::organisation::{self, Column as C};

/// A municipality or another body that gives mandates.
pub static ORGANISATION: Noun = Noun {
    name: "Organisation",
    description: words("Kommun eller annan som lämnar fullmakt", "A municipality or another body that gives mandates"),
    table: &organisation::Entity,
    id: &C::Id,
    visibility: of_mandator(&C::Id),
    fields: &[
        id(),
        field("key", text(&C::Key), "Kommunkod enligt SCB", "Statistics Sweden's municipality code"),
        field("name", text(&C::Name), "Namn", "Name").sorted(&C::NameSort),
    ],
    relations: &[many("mandates", &MANDATE, &C::Id, &mandate::Column::OrganisationId, "Fullmakter", "Its mandates")
        .ordered(&[order::by_organisation(&mandate::Column::OrganisationId)])],
};
