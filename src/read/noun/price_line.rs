//! The noun PriceLine: one line of the price list (prisrad).

use super::visibility::of_lot;
use super::{LOT, Noun, Scale, bilingual, decimal, field, id, one, text, words};
use entity::lot;
use entity::price_line::{self, Column as C};

/// One line of the price list (prisrad).
pub static PRICE_LINE: Noun = Noun {
    name: "PriceLine",
    description: words("Rad i prislistan", "One line of the price list (prisrad)"),
    table: &price_line::Entity,
    id: &C::Id,
    visibility: of_lot(&C::LotId),
    fields: &[
        id(),
        field("key", text(&C::Key), "Publicerad nyckel", "Published key, unique in its lot"),
        field("title", bilingual(&C::TitleSv, &C::TitleEn), "Rubrik", "Title"),
        field("unit", text(&C::Unit), "Mängdens enhet", "Unit of the quantity"),
        field("quantity", decimal(&C::Quantity, Scale::Measure), "Mängd i jämförelsen", "Quantity in the comparison"),
    ],
    relations: &[one("lot", &LOT, &C::LotId, &lot::Column::Id, "Anbudsområdet", "The lot")],
};
