//! Which rows of a table may be seen. Before a lot's award decision is announced nobody outside learns who,
//! or how many, have bid; so every statement asks this of every table it reads.

use super::{Column, Noun};
use entity::{bid, lot, mandate, procurement};

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

impl Visibility {
    /// Whether a row is visible because a visible row of `parent` leads to it from its column `from` to the row's `to`: its
    /// visibility asks for just such a row.
    pub fn follows(&self, parent: &Noun, (from, to): (Column, Column)) -> bool {
        let Self::Through { ours, table, their, visible } = *self else { return false };
        is(ours, to) && is(table, parent.table) && is(their, from) && visible.is(&parent.visibility)
    }

    /// The column here and the one of `parent` by which both are visible through the same row, where they say the same.
    pub fn shared_with(&self, parent: &Noun) -> Option<(Column, Column)> {
        let Self::Through { ours, table, their, visible } = *self else { return None };
        let Self::Through { ours: theirs, table: other, their: there, visible: when } = parent.visibility else {
            return None;
        };
        (is(table, other) && is(their, there) && visible.is(when)).then_some((ours, theirs))
    }

    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::When(one), Self::When(other)) => is(*one, *other),
            (
                Self::Through { ours, table, their, visible },
                Self::Through { ours: own, table: of, their: there, visible: when },
            ) => is(*ours, *own) && is(*table, *of) && is(*their, *there) && visible.is(when),
            _ => false,
        }
    }
}

fn is(one: Column, other: Column) -> bool {
    one.unquoted() == other.unquoted()
}

/// A lot is visible once its award decision is announced.
pub(super) static ANNOUNCED: Visibility = Visibility::When(&lot::Column::AnnouncedAt);

static IN_VISIBLE_LOT_BID: Visibility = of_lot(&bid::Column::LotId);
static IN_VISIBLE_PROCUREMENT_MANDATE: Visibility = of_procurement(&mandate::Column::ProcurementId);

/// What belongs to a lot is visible with it.
pub(super) const fn of_lot(ours: Column) -> Visibility {
    Visibility::Through { ours, table: &lot::Entity, their: &lot::Column::Id, visible: &ANNOUNCED }
}

/// A procurement is visible once the award decision of one of its lots is announced.
pub(super) const WITH_AN_ANNOUNCED_LOT: Visibility = Visibility::When(&procurement::Column::AnnouncedAt);

static VISIBLE_PROCUREMENT: Visibility = WITH_AN_ANNOUNCED_LOT;

/// What belongs to a procurement is visible with it.
pub(super) const fn of_procurement(ours: Column) -> Visibility {
    Visibility::Through {
        ours,
        table: &procurement::Entity,
        their: &procurement::Column::Id,
        visible: &VISIBLE_PROCUREMENT,
    }
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

#[cfg(test)]
mod tests {
    use super::super::{BID, LOT, PROCUREMENT, words};
    use super::*;
    use entity::procurement;

    const fn lots(visibility: Visibility) -> Noun {
        Noun {
            name: "Lots",
            description: words("", ""),
            table: &lot::Entity,
            id: &lot::Column::Id,
            visibility,
            fields: &[],
            relations: &[],
        }
    }

    #[test]
    fn a_visible_parent_settles_it_only_where_it_is_the_row_that_is_asked_for() {
        let visible = of_lot(&bid::Column::LotId);
        let (from, to): (Column, Column) = (&lot::Column::Id, &bid::Column::LotId);
        assert!(visible.follows(&LOT, (from, to)));
        assert!(visible.follows(&lots(Visibility::When(&lot::Column::AnnouncedAt)), (from, to)));
        // A parent that is seen on easier terms, by another table, by other columns.
        assert!(!visible.follows(&lots(Visibility::When(&lot::Column::Position)), (from, to)));
        assert!(!visible.follows(&PROCUREMENT, (&procurement::Column::Id, to)));
        assert!(!visible.follows(&LOT, (&lot::Column::ProcurementId, to)));
        assert!(!visible.follows(&LOT, (from, &bid::Column::SubmissionId)));
        // What is visible by itself follows from nothing.
        assert!(!ANNOUNCED.follows(&PROCUREMENT, (&procurement::Column::Id, &lot::Column::ProcurementId)));
    }

    #[test]
    fn two_share_what_makes_them_visible_only_where_it_is_the_same() {
        assert!(of_lot(&bid::Column::LotId).shared_with(&BID).is_some());
        assert!(of_lot(&bid::Column::LotId).shared_with(&LOT).is_none());
        assert!(of_procurement(&mandate::Column::ProcurementId).shared_with(&BID).is_none());
        static EASIER: Visibility = Visibility::When(&lot::Column::Position);
        let easier = Visibility::Through {
            ours: &bid::Column::LotId,
            table: &lot::Entity,
            their: &lot::Column::Id,
            visible: &EASIER,
        };
        assert!(easier.shared_with(&BID).is_none());
    }
}
