//! Statements for SQLite that find all their rows as one: a connection hands rows over from its thread to ours one by one,
//! and to wake up for each costs more than to find it.

use super::cells::Cells;
use super::numbered::numbered;
use sea_orm::sea_query::{Expr, Query, SelectStatement};
use sea_orm::{DbErr, QueryResult};
use std::fmt::Write;

/// A statement whose one row holds all rows of another one.
pub(super) struct Packed {
    pub(super) statement: SelectStatement,
    width: usize,
}

impl Packed {
    /// Packs a statement. Its columns are called by their numbers.
    pub(super) fn of(mut statement: SelectStatement) -> Self {
        let mut width = 0;
        statement.exprs_mut_for_each(|column| {
            column.alias = Some(numbered(width));
            width += 1;
        });
        let mut values = String::new();
        for column in 0..width {
            let separator = if column == 0 { "" } else { "," };
            // JSON has no bytes. Writing to a String does not fail.
            let _ = write!(values, "{separator}iif(typeof(c{column})='blob',hex(c{column}),c{column})");
        }
        let mut packed = Query::select();
        packed.expr(Expr::cust(format!("json_group_array(json_array({values}))")));
        packed.from_subquery(statement, "packed0");
        Self { statement: packed, width }
    }

    /// The rows in what it found, as far as there is room for their texts.
    pub(super) fn open(&self, found: &[QueryResult], room: usize) -> Result<Cells, DbErr> {
        let row = found.first().and_then(QueryResult::try_as_sqlite_row);
        let row = row.ok_or_else(|| DbErr::Custom("packed rows are one row".to_owned()))?;
        let text: &str = sea_orm::sqlx::Row::try_get(row, 0).map_err(super::glance::failed)?;
        Cells::from_json(text, self.width, room)
    }
}
