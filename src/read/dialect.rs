//! What differs between databases. Nothing else in the read model knows which one answers.

use super::ReadError;
use super::noun::Presence;
use super::sorting::Direction;
use sea_orm::entity::prelude::Uuid;
use sea_orm::sea_query::{Expr, ExprTrait, Func, IntoIden, JoinType, NullOrdering, Order, Query, SelectStatement};
use sea_orm::{DbBackend, DbErr};
use std::fmt::Write;

/// The parents in a statement.
const K: &str = "k0";
/// Their keys.
const KEY: &str = "key0";
/// What their rows have in common with them.
const ALIKE: &str = "alike0";

/// Keys of PostgreSQL, said so that the planner cannot count them. Where it can, it finds few keys cheaper to look up than
/// as many as it supposes without them, and plans a statement that is prepared anew for each question, which takes as long
/// as to run it.
fn uncounted(keys: &[Uuid]) -> Expr {
    Expr::cust_with_exprs("(SELECT $1)", [Expr::val(keys.to_vec())])
}

/// The condition that `column` is one of `keys`, whose number does not change the statement's text.
pub(super) fn one_of(backend: DbBackend, column: Expr, keys: &[Uuid]) -> Result<Expr, ReadError> {
    match backend {
        // One bound text holds all keys: SQLite has no arrays, and a parameter per key has a limit.
        DbBackend::Sqlite => Ok(Expr::cust_with_exprs(
            "? IN (SELECT unhex(value) FROM json_each(?))",
            [column, Expr::val(json_of(keys))],
        )),
        // Without the cast it would be one of the rows of a statement.
        DbBackend::Postgres => Ok(Expr::cust_with_exprs("$1 = ANY($2::uuid[])", [column, uncounted(keys)])),
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

/// The key of the parent whose list is looked up, within [`rows_of_each`] and [`places_of_each`].
pub(super) fn key() -> Expr {
    Expr::col((K, KEY))
}

/// What is looked up for each of many keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LookedUp {
    /// The rows, by a statement beside each key.
    Rows,
    /// Their places in the table, by a statement within the condition that joins it.
    Places,
}

/// What a database lets be looked up for each of many keys.
pub(super) fn looked_up(backend: DbBackend) -> LookedUp {
    match backend {
        DbBackend::Postgres => LookedUp::Rows,
        _ => LookedUp::Places,
    }
}

/// What was found beside a key, within [`rows_of_each`].
pub(super) const FOUND: &str = "p1";

/// What the rows must have in common with their parent, beside its key.
pub(super) fn alike() -> Expr {
    Expr::col((K, ALIKE))
}

/// That a column of rows found by their key holds this too. Said in a way that no index serves: to look rows up by both and
/// keep those in common takes longer than to look at the few that the key finds.
pub(super) fn also(backend: DbBackend, column: Expr, value: Expr) -> Expr {
    match backend {
        DbBackend::Postgres => Expr::cust_with_exprs("$1 IS NOT DISTINCT FROM $2", [column, value]),
        _ => Expr::cust_with_exprs("+? = ?", [column, value]),
    }
}

/// Takes the rows that `one` finds for each of `keys`, beside each of which stands one of `alike`, if there are any.
pub(super) fn rows_of_each(statement: &mut SelectStatement, keys: &[Uuid], alike: &[Uuid], one: SelectStatement) {
    let mut each = Query::select();
    let unnested = |values: &[Uuid]| Expr::cust_with_exprs("unnest($1)", [uncounted(values)]);
    each.expr_as(unnested(keys), KEY);
    if !alike.is_empty() {
        each.expr_as(unnested(alike), ALIKE);
    }
    statement.from_subquery(each, K).join_lateral(JoinType::InnerJoin, one, FOUND, Expr::val(true));
}

/// Where a row stands in a table of SQLite, of whose indexes each ends with it: by an id it is looked up in one more.
pub(super) fn place(table: impl IntoIden) -> Expr {
    Expr::col((table, "rowid"))
}

/// Takes the rows of `table`, whose places `one` finds, for each of `keys`, beside each of which stands one of `alike`, if
/// there are any.
pub(super) fn places_of_each(
    statement: &mut SelectStatement,
    keys: &[Uuid],
    alike: &[Uuid],
    one: SelectStatement,
    table: &'static str,
) {
    let mut each = Query::select();
    let given = if alike.is_empty() {
        each.expr_as(Expr::cust("unhex(value)"), KEY);
        json_of(keys)
    } else {
        each.expr_as(Expr::cust("unhex(substr(value, 1, 32))"), KEY);
        each.expr_as(Expr::cust("unhex(substr(value, 33))"), ALIKE);
        json_of_texts(keys.iter().zip(alike), |text, (key, alike)| write!(text, "{}{}", key.simple(), alike.simple()))
    };
    each.from_function(Func::cust("json_each").arg(given), "each0");
    let found = place(table).in_subquery(one);
    statement.from_subquery(each, K).join(JoinType::InnerJoin, table, found);
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
    json_of_texts(keys.iter(), |text, key| write!(text, "{}", key.simple()))
}

/// A list of texts without signs that JSON would escape.
fn json_of_texts<T>(items: impl Iterator<Item = T>, each: impl Fn(&mut String, T) -> std::fmt::Result) -> String {
    let mut text = String::from("[");
    for item in items {
        text.push_str(if text.len() == 1 { "\"" } else { ",\"" });
        // Writing to a String does not fail.
        let _ = each(&mut text, item);
        text.push('"');
    }
    text.push(']');
    text
}

fn unknown(backend: DbBackend) -> ReadError {
    ReadError::Database(DbErr::Custom(format!("the read model does not speak {backend:?} yet")))
}
