//! The noun BidPrice: an offered price.

use super::visibility::of_lot;
use super::{BID, Noun, PRICE_LINE, Scale, decimal, field, id, one, words};
use entity::bid_price::{self, Column as C};
use entity::{bid, price_line};

/// An offered price.
pub static BID_PRICE: Noun = Noun {
    name: "BidPrice",
    description: words("Erbjudet pris", "An offered price"),
    table: &bid_price::Entity,
    id: &C::Id,
    visibility: of_lot(&C::LotId),
    fields: &[
        id(),
        field(
            "amount",
            decimal(&C::Amount, Scale::Money),
            "Pris per enhet",
            "Price per unit, in the procurement's currency",
        ),
    ],
    relations: &[
        one("bid", &BID, &C::BidId, &bid::Column::Id, "Anbudet", "The bid"),
        one("priceLine", &PRICE_LINE, &C::PriceLineId, &price_line::Column::Id, "Prisraden", "The price line"),
    ],
};
