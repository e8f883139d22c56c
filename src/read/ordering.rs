//! The order of rows in memory, which is the database's: absent values first, texts letter by letter as they are stored,
//! ids by their bytes. The lists of many parents come from one statement, which need not bring them in order.

use super::condition::Turned;
use super::sorting::{Direction, Sorting, Stored};
use crate::database::{Cells, Row};
use sea_orm::DbErr;
use sea_orm::entity::prelude::Uuid;
use std::cmp::Ordering;

/// Where the values stand that a row is ordered by.
pub(super) struct Ordered<'a> {
    pub(super) sorting: &'a Sorting,
    pub(super) turned: Turned,
    /// The index of the first; the row id is at 0.
    pub(super) from: usize,
}

impl Ordered<'_> {
    /// Puts rows, which are called by their numbers, in order. Those that are in order already are only looked at.
    ///
    /// # Errors
    /// That a row lacks a value that it is ordered by.
    pub(super) fn sort(&self, cells: &Cells, rows: &mut [usize]) -> Result<(), DbErr> {
        let mut fault = None;
        let compare = |left: usize, right: usize| match (cells.row(left), cells.row(right)) {
            (Some(left), Some(right)) => self.compare(left, right),
            _ => Err(DbErr::Custom("a row to be ordered is not there".to_owned())),
        };
        rows.sort_by(|left, right| match compare(*left, *right) {
            Ok(ordering) => ordering,
            Err(cause) => {
                fault = Some(cause);
                Ordering::Equal
            }
        });
        fault.map_or(Ok(()), Err)
    }

    fn compare(&self, left: Row<'_>, right: Row<'_>) -> Result<Ordering, DbErr> {
        for (by, column) in self.sorting.by.iter().zip(self.from..) {
            let ordering = match by.stored {
                Stored::Text => left.cell::<&str>(column)?.cmp(&right.cell(column)?),
                Stored::Integer => left.cell::<i32>(column)?.cmp(&right.cell(column)?),
                Stored::Large => left.cell::<i64>(column)?.cmp(&right.cell(column)?),
                Stored::Boolean => left.cell::<bool>(column)?.cmp(&right.cell(column)?),
            };
            if ordering != Ordering::Equal {
                return Ok(self.directed(ordering, by.direction));
            }
        }
        Ok(self.directed(left.known::<Uuid>(0)?.cmp(&right.known(0)?), Direction::Ascending))
    }

    fn directed(&self, ordering: Ordering, direction: Direction) -> Ordering {
        let upwards = (direction == Direction::Ascending) == (self.turned == Turned::No);
        if upwards { ordering } else { ordering.reverse() }
    }
}
