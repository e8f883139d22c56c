//! One value of a row, taken as its database holds it: a text is borrowed from the row, and not copied.

use sea_orm::sqlx::{Decode, Error, Postgres, Row, Sqlite, Type};
use sea_orm::{DbErr, QueryResult, RuntimeErr};

/// What both databases can hand out for as long as the row is there.
pub(super) trait Cell<'r>: Decode<'r, Postgres> + Type<Postgres> + Decode<'r, Sqlite> + Type<Sqlite> {}

impl<'r, T: Decode<'r, Postgres> + Type<Postgres> + Decode<'r, Sqlite> + Type<Sqlite>> Cell<'r> for T {}

/// The value in a column; `None` where there is none.
///
/// # Errors
/// That the column is not there, or holds another type.
pub(super) fn cell<'r, T: Cell<'r>>(row: &'r QueryResult, column: usize) -> Result<Option<T>, DbErr> {
    let found = if let Some(row) = row.try_as_pg_row() {
        row.try_get::<Option<T>, usize>(column)
    } else if let Some(row) = row.try_as_sqlite_row() {
        row.try_get::<Option<T>, usize>(column)
    } else {
        Err(Error::ColumnNotFound(column.to_string()))
    };
    found.map_err(|error| DbErr::Query(RuntimeErr::SqlxError(error.into())))
}

/// A value that is always there.
///
/// # Errors
/// As [`cell`], and that it is not there.
pub(super) fn known<'r, T: Cell<'r>>(row: &'r QueryResult, column: usize) -> Result<T, DbErr> {
    cell(row, column)?.ok_or_else(|| DbErr::Custom(format!("column {column} holds nothing")))
}
