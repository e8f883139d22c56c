//! The noun Draw: a drawing of lots that was held among bids that nothing else separates.

use super::visibility::of_lot;
use super::{DRAWN_BID, LOT, Noun, Order, field, id, instant, integer, many, one, words};
use entity::draw::{self, Column as C};
use entity::{drawn_bid, lot};

/// A drawing of lots that was held among bids that nothing else separates.
pub static DRAW: Noun = Noun {
    name: "Draw",
    description: words(
        "En lottning som hölls mellan anbud med lika utfall",
        "A drawing of lots that was held among bids that nothing else separates",
    ),
    table: &draw::Entity,
    id: &C::Id,
    visibility: of_lot(&C::LotId),
    fields: &[
        id(),
        field("heldAt", instant(&C::DrawnAt), "När den hölls", "When it was held"),
        field("witnesses", integer(&C::Witnesses), "Hur många som såg den", "How many saw it"),
    ],
    relations: &[
        one("lot", &LOT, &C::LotId, &lot::Column::Id, "Anbudsområdet", "The lot"),
        many(
            "bids",
            &DRAWN_BID,
            &C::Id,
            &drawn_bid::Column::DrawId,
            "Anbuden, det först dragna först",
            "The bids, the first drawn first",
        )
        .ordered(&[Order::By(&drawn_bid::Column::Number)]),
    ],
};
