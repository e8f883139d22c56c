//! The noun MandateVolume: the volume that one organisation brings to one price line.

use super::visibility::of_lot;
use super::{LOT, MANDATE, Noun, PRICE_LINE, Scale, decimal, field, id, one, text, words};
use entity::mandate_volume::{self, Column as C};
use entity::{lot, mandate, price_line};

/// The volume that one organisation brings to one price line.
pub static MANDATE_VOLUME: Noun = Noun {
    name: "MandateVolume",
    description: words(
        "Volym som en organisation tillför en prisrad",
        "The volume that one organisation brings to one price line",
    ),
    table: &mandate_volume::Entity,
    id: &C::Id,
    visibility: of_lot(&C::LotId),
    fields: &[
        id(),
        field("quantity", decimal(&C::Quantity, Scale::Measure), "Förväntad mängd", "Expected quantity"),
        field(
            "unit",
            text(&C::Unit),
            "Mängdens enhet med sin period",
            "Unit of the quantity with its period, such as `day_per_year`",
        ),
    ],
    relations: &[
        one("mandate", &MANDATE, &C::MandateId, &mandate::Column::Id, "Fullmakten", "The mandate"),
        one("lot", &LOT, &C::LotId, &lot::Column::Id, "Anbudsområdet", "The lot"),
        one("priceLine", &PRICE_LINE, &C::PriceLineId, &price_line::Column::Id, "Prisraden", "The price line"),
    ],
};
