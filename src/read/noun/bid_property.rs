//! The noun BidProperty: a stated property of an offered product, for the life-cycle cost.

use super::visibility::of_lot;
use super::{BID, Noun, PRICE_LINE, Scale, decimal, enumerated, enumeration, field, id, one, words};
use entity::bid_property::{self, Column as C};
use entity::{bid, price_line};

/// A stated property of an offered product, for the life-cycle cost.
pub static BID_PROPERTY: Noun = Noun {
    name: "BidProperty",
    description: words(
        "Uppgift om en erbjuden vara",
        "A stated property of an offered product, for the life-cycle cost",
    ),
    table: &bid_property::Entity,
    id: &C::Id,
    visibility: of_lot(&C::LotId),
    fields: &[
        id(),
        field("name", enumerated(&C::Name, &enumeration::BID_PROPERTY_NAME), "Vilken uppgift", "Which property"),
        field("quantity", decimal(&C::Quantity, Scale::Measure), "Värdet", "The value"),
    ],
    relations: &[
        one("bid", &BID, &C::BidId, &bid::Column::Id, "Anbudet", "The bid"),
        one("priceLine", &PRICE_LINE, &C::PriceLineId, &price_line::Column::Id, "Prisraden", "The price line"),
    ],
};
