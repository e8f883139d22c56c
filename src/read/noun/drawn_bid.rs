//! The noun DrawnBid: a bid in a drawing of lots.

use super::visibility::of_lot;
use super::{BID, DRAW, Noun, field, id, integer, one, words};
use entity::drawn_bid::{self, Column as C};
use entity::{bid, draw};

/// A bid in a drawing of lots.
pub static DRAWN_BID: Noun = Noun {
    name: "DrawnBid",
    description: words("Ett anbud i en lottning", "A bid in a drawing of lots"),
    table: &drawn_bid::Entity,
    id: &C::Id,
    visibility: of_lot(&C::LotId),
    fields: &[
        id(),
        field(
            "number",
            integer(&C::Number),
            "Som vilket i ordningen det drogs, från 1",
            "As which it was drawn, from 1",
        ),
    ],
    relations: &[
        one("draw", &DRAW, &C::DrawId, &draw::Column::Id, "Lottningen", "The drawing"),
        one("bid", &BID, &C::BidId, &bid::Column::Id, "Anbudet", "The bid"),
    ],
};
