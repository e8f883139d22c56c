//! What differs between databases. Nothing else in the read model knows which one answers.

use super::ReadError;
use super::noun::Presence;
use super::sorting::Direction;
use sea_orm::entity::prelude::Uuid;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Func, JoinType, NullOrdering, Order, Query, SelectStatement};
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

/// The key of the parent whose list is looked up, within [`of_each`].
pub(super) fn key() -> Expr {
    Expr::col((Alias::new("k0"), Alias::new("key0")))
}

/// What is looked up for each of many keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LookedUp {
    /// The rows, by a statement beside each key.
    Rows,
    /// Their ids, by a statement within the condition that joins the table.
    Ids,
}

/// What a database lets be looked up for each of many keys.
pub(super) fn looked_up(backend: DbBackend) -> LookedUp {
    match backend {
        DbBackend::Postgres => LookedUp::Rows,
        _ => LookedUp::Ids,
    }
}

/// What was found beside a key, within [`rows_of_each`].
pub(super) fn found() -> Alias {
    Alias::new("p1")
}

/// What the rows must have in common with their parent, within [`rows_of_each`].
pub(super) fn alike() -> Expr {
    Expr::col((Alias::new("k0"), Alias::new("alike0")))
}

/// Takes the rows that `one` finds for each of `keys`, beside each of which stands one of `alike`, if there are any.
pub(super) fn rows_of_each(statement: &mut SelectStatement, keys: &[Uuid], alike: &[Uuid], one: SelectStatement) {
    let (k, key) = (Alias::new("k0"), Alias::new("key0"));
    let mut each = Query::select();
    let unnested = |values: &[Uuid]| Expr::cust_with_exprs("unnest($1)", [Expr::val(values.to_vec())]);
    each.expr_as(unnested(keys), key);
    if !alike.is_empty() {
        each.expr_as(unnested(alike), Alias::new("alike0"));
    }
    statement.from_subquery(each, k).join_lateral(JoinType::InnerJoin, one, found(), Expr::val(true));
}

/// Takes the rows of `table`, whose ids `one` finds, for each of `keys`.
pub(super) fn ids_of_each(
    statement: &mut SelectStatement,
    keys: &[Uuid],
    one: SelectStatement,
    (table, id): (Alias, Expr),
) {
    let (k, key) = (Alias::new("k0"), Alias::new("key0"));
    let mut each = Query::select();
    each.expr_as(Expr::cust("unhex(value)"), key);
    each.from_function(Func::cust("json_each").arg(json_of(keys)), Alias::new("each0"));
    statement.from_subquery(each, k).join(JoinType::InnerJoin, table, id.in_subquery(one));
}

/// That a text holds another one, letter by letter.
pub(super) fn contains(backend: DbBackend, column: Expr, text: &str) -> Expr {
    let place = match backend {
        DbBackend::Postgres => Func::cust("strpos"),
        _ => Func::cust("instr"),
    };
    Expr::from(place.arg(column).arg(text)).gt(0)
}

/// Orders by a column. Where a value can be absent, absent ones stand before all others, which is
/// SQLite's own order and has to be told to PostgreSQL; where none can, nothing is said, so that an index serves.
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
