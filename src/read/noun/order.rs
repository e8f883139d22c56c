//! The orders that lists share: what has no order of its own stands in that of the thing it is about.

use super::{Column, Order};
use entity::{criterion, organisation, price_line};

/// In the order of the criteria that `ours` refers to.
pub(super) const fn by_criterion(ours: Column) -> Order {
    Order::Behind { ours, table: &criterion::Entity, id: &criterion::Column::Id, column: &criterion::Column::Position }
}

/// In the order of the price lines that `ours` refers to.
pub(super) const fn by_price_line(ours: Column) -> Order {
    Order::Behind {
        ours,
        table: &price_line::Entity,
        id: &price_line::Column::Id,
        column: &price_line::Column::Position,
    }
}

/// In the order of the organisations' names.
pub(super) const fn by_organisation(ours: Column) -> Order {
    Order::Behind {
        ours,
        table: &organisation::Entity,
        id: &organisation::Column::Id,
        column: &organisation::Column::NameSort,
    }
}
