//! The order of rows in memory, which is the database's: absent values first, texts letter by letter as they are stored,
//! ids by their bytes. The lists of many parents come from one statement, which need not bring them in order.

use super::cell::{cell, known};
use super::condition::Turned;
use super::sorting::{Direction, Sorting, Stored};
use sea_orm::entity::prelude::Uuid;
use sea_orm::{DbErr, QueryResult};
use std::cmp::Ordering;

/// Where the values stand that a row is ordered by.
pub(super) struct Ordered<'a> {
    pub(super) sorting: &'a Sorting,
    pub(super) turned: Turned,
    /// The index of the first; the row id is at 0.
    pub(super) from: usize,
}

impl Ordered<'_> {
    /// Puts rows in order. Those that are in order already are only looked at.
    ///
    /// # Errors
    /// That a row lacks a value that it is ordered by.
    pub(super) fn sort(&self, rows: &mut [QueryResult]) -> Result<(), DbErr> {
        let mut fault = None;
        rows.sort_by(|left, right| match self.compare(left, right) {
            Ok(ordering) => ordering,
            Err(cause) => {
                fault = Some(cause);
                Ordering::Equal
            }
        });
        fault.map_or(Ok(()), Err)
    }

    fn compare(&self, left: &QueryResult, right: &QueryResult) -> Result<Ordering, DbErr> {
        for (by, column) in self.sorting.by.iter().zip(self.from..) {
            let ordering = match by.stored {
                Stored::Text => cell::<&str>(left, column)?.cmp(&cell(right, column)?),
                Stored::Integer => cell::<i32>(left, column)?.cmp(&cell(right, column)?),
                Stored::Large => cell::<i64>(left, column)?.cmp(&cell(right, column)?),
                Stored::Boolean => cell::<bool>(left, column)?.cmp(&cell(right, column)?),
            };
            if ordering != Ordering::Equal {
                return Ok(self.directed(ordering, by.direction));
            }
        }
        Ok(self.directed(known::<Uuid>(left, 0)?.cmp(&known(right, 0)?), Direction::Ascending))
    }

    fn directed(&self, ordering: Ordering, direction: Direction) -> Ordering {
        let upwards = (direction == Direction::Ascending) == (self.turned == Turned::No);
        if upwards { ordering } else { ordering.reverse() }
    }
}
