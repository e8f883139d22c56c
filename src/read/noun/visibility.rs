//! Which rows of a table may be seen. Before a lot's award decision is announced nobody outside learns who,
//! or how many, have bid; so every statement asks this of every table it reads.

use super::Column;
use entity::{bid, lot, mandate};

/// The condition under which a row is visible.
#[derive(Clone, Copy)]
pub enum Visibility {
    /// When the column has a value.
    When(Column),
    /// When a visible row stands behind it: a row of `table` whose `their` equals `ours`.
    Through {
        /// The column of the row in question.
        ours: Column,
        /// The table behind it.
        table: Column,
        /// The column there.
        their: Column,
        /// When that row is visible.
        visible: &'static Visibility,
    },
}

/// A lot is visible once its award decision is announced.
pub(super) static ANNOUNCED: Visibility = Visibility::When(&lot::Column::AnnouncedAt);

static IN_VISIBLE_LOT_BID: Visibility = of_lot(&bid::Column::LotId);
static IN_VISIBLE_PROCUREMENT_MANDATE: Visibility = of_procurement(&mandate::Column::ProcurementId);

/// What belongs to a lot is visible with it.
pub(super) const fn of_lot(ours: Column) -> Visibility {
    Visibility::Through { ours, table: &lot::Entity, their: &lot::Column::Id, visible: &ANNOUNCED }
}

/// A procurement, and what belongs to it, is visible when one of its lots is.
pub(super) const fn of_procurement(ours: Column) -> Visibility {
    Visibility::Through { ours, table: &lot::Entity, their: &lot::Column::ProcurementId, visible: &ANNOUNCED }
}

/// What belongs to a mandate is visible with its procurement.
pub(super) const fn of_mandate(ours: Column) -> Visibility {
    Visibility::Through {
        ours,
        table: &mandate::Entity,
        their: &mandate::Column::Id,
        visible: &IN_VISIBLE_PROCUREMENT_MANDATE,
    }
}

/// A supplier is visible when it has a bid in a visible lot.
pub(super) const fn of_bidder(ours: Column) -> Visibility {
    Visibility::Through { ours, table: &bid::Entity, their: &bid::Column::SupplierId, visible: &IN_VISIBLE_LOT_BID }
}

/// An organisation is visible when it has given a mandate in a visible procurement.
pub(super) const fn of_mandator(ours: Column) -> Visibility {
    Visibility::Through {
        ours,
        table: &mandate::Entity,
        their: &mandate::Column::OrganisationId,
        visible: &IN_VISIBLE_PROCUREMENT_MANDATE,
    }
}
