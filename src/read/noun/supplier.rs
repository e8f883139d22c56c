//! The noun Supplier: supplier (leverantör), known by scheme and identifier.

use super::visibility::of_bidder;
use super::{BID, Noun, Order, field, id, many, text, words};
use entity::bid;
use entity::supplier::{self, Column as C};

/// Supplier (leverantör), known by scheme and identifier.
pub static SUPPLIER: Noun = Noun {
    name: "Supplier",
    description: words("Leverantör", "Supplier (leverantör), known by scheme and identifier"),
    table: &supplier::Entity,
    id: &C::Id,
    visibility: of_bidder(&C::Id),
    fields: &[
        id(),
        field("scheme", text(&C::Scheme), "Register", "Register of the identifier"),
        field("identifier", text(&C::Identifier), "Beteckning i registret", "Identifier in that register"),
        field("name", text(&C::Name), "Namn", "Name").sorted(&C::NameSort),
    ],
    relations: &[many("bids", &BID, &C::Id, &bid::Column::SupplierId, "Anbud, efter nyckel", "Its bids, by key")
        .ordered(&[Order::By(&bid::Column::Key)])],
};
