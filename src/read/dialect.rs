//! What differs between databases. Nothing else in the read model knows which one answers.

use super::ReadError;
use sea_orm::entity::prelude::Uuid;
use super::noun::Presence;
use super::sorting::Direction;
use sea_orm::sea_query::{Expr, ExprTrait, Func, NullOrdering, Order, SelectStatement};
use sea_orm::{DbBackend, DbErr};
use std::fmt::Write;

/// The condition that `column` is one of `keys`, whose number does not change the statement's text.
pub(super) fn one_of(backend: DbBackend, column: Expr, keys: &[Uuid]) -> Result<Expr, ReadError> {
    match backend {
        // One bound text holds all keys: SQLite has no arrays, and a parameter per key has a limit.
        DbBackend::Sqlite => Ok(Expr::cust_with_exprs(
            "? IN (SELECT unhex(value) FROM json_each(?))",
            [column, Expr::val(json_of(keys))],
        )),
        DbBackend::Postgres => Ok(Expr::cust_with_exprs("$1 = ANY($2)", [column, Expr::val(keys.to_vec())])),
        other => Err(unknown(other)),
    }
}

/// A column in a condition that only narrows what the keys find.
///
/// SQLite knows nothing of how many rows a value has, and would rather look up all rows with `parent_id IS NULL` than
/// those of the lots asked for; the sign keeps that column's index out of the choice. PostgreSQL counts its rows.
pub(super) fn narrowing(backend: DbBackend, column: Expr) -> Expr {
    match backend {
        DbBackend::Sqlite => Expr::cust_with_expr("+?", column),
        _ => column,
    }
}

/// Where absent values stand in a list: first. That is SQLite's own order, so that an index serves it; PostgreSQL would
/// put them last, and is told.
pub(super) fn nulls(_backend: DbBackend) -> NullOrdering {
    NullOrdering::First
}

/// That a text holds another one, letter by letter.
pub(super) fn contains(backend: DbBackend, column: Expr, text: &str) -> Expr {
    let place = match backend {
        DbBackend::Postgres => Func::cust("strpos"),
        _ => Func::cust("instr"),
    };
    Expr::from(place.arg(column).arg(text)).gt(0)
}

/// Orders by a column. Where a value can be absent, absent ones stand before all others, as [`nulls`] says; where none
/// can, nothing is said of them, so that an index serves the order.
pub(super) fn order_by(statement: &mut SelectStatement, column: Expr, direction: Direction, presence: Presence) {
    let (order, absent) = match direction {
        Direction::Ascending => (Order::Asc, NullOrdering::First),
        Direction::Descending => (Order::Desc, NullOrdering::Last),
    };
    match presence {
        Presence::Required => statement.order_by_expr(column, order),
        Presence::Optional => statement.order_by_expr_with_nulls(column, order, absent),
    };
}

/// A key from a caller, as every database can compare it: PostgreSQL takes no text with U+0000, and no row has one, so
/// that such a key stands for no row.
pub(super) fn storable(key: &str) -> &str {
    if key.contains('\0') { "" } else { key }
}

fn json_of(keys: &[Uuid]) -> String {
    let mut text = String::with_capacity(keys.len() * 35 + 2);
    for key in keys {
        let separator = if text.is_empty() { '[' } else { ',' };
        // Writing to a String does not fail.
        let _ = write!(text, "{separator}\"{}\"", key.simple());
    }
    if text.is_empty() {
        text.push('[');
    }
    text.push(']');
    text
}

fn unknown(backend: DbBackend) -> ReadError {
    ReadError::Database(DbErr::Custom(format!("the read model does not speak {backend:?} yet")))
}
