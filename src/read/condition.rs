//! Conditions as SQL: filters, and the part of a list behind or before a cursor.

use super::cursor::{self, Cursor};
use super::dialect;
use super::filter::{Comparison, Condition};
use super::noun::{Column, Filter, Noun, Presence, Relation, Target};
use super::sorting::{By, Direction, Sorting};
use super::statement::{self, Table, of};
use sea_orm::DbBackend;
use sea_orm::sea_query::{Expr, ExprTrait, Func, Query};

/// A filter on the rows of `table`.
pub(super) fn filtered(backend: DbBackend, condition: &Condition, table: &Table) -> Expr {
    match condition {
        Condition::All(all) => together(all.iter().map(|one| filtered(backend, one, table)), true),
        Condition::Any(any) => together(any.iter().map(|one| filtered(backend, one, table)), false),
        // What is unknown, because a value is absent, does not hold, and so its opposite does.
        Condition::Not(one) => Expr::from(Func::coalesce([filtered(backend, one, table), Expr::val(false)])).eq(false),
        Condition::Compare(column, comparison, value) => {
            let column = of(table, *column);
            let value = Expr::val(value.clone());
            match comparison {
                Comparison::Equal => column.eq(value),
                Comparison::Less => column.lt(value),
                Comparison::LessOrEqual => column.lte(value),
                Comparison::Greater => column.gt(value),
                Comparison::GreaterOrEqual => column.gte(value),
            }
        }
        Condition::OneOf(column, values) => of(table, *column).is_in(values.iter().cloned()),
        Condition::Contains(column, text) => dialect::contains(backend, of(table, *column), text),
        Condition::Absent(column) => of(table, *column).is_null(),
        Condition::Behind(relation, inner) => behind(backend, relation, inner, table),
    }
}

/// That a visible row behind a relation meets a condition.
fn behind(backend: DbBackend, relation: &Relation, inner: &Condition, table: &Table) -> Expr {
    let Target::Noun { noun, from, to } = relation.target else { return Expr::val(false) };
    let there = table.below();
    let mut statement = Query::select();
    statement
        .expr(Expr::val(1))
        .from_as(statement::name(noun.table), there.alias())
        .and_where(of(&there, to).eq(of(table, from)))
        .and_where(statement::visible(&noun.visibility, &there))
        .and_where(filtered(backend, inner, &there));
    for filter in relation.filter {
        statement.and_where(meant(filter, |column| of(&there, column)));
    }
    Expr::exists(statement)
}

/// A condition that is part of what a relation means.
pub(super) fn meant(filter: &Filter, column: impl Fn(Column) -> Expr) -> Expr {
    match *filter {
        Filter::Is(own) => column(own).eq(true),
        Filter::Absent(own) => column(own).is_null(),
        Filter::Equals(own, word) => column(own).eq(word),
    }
}

fn together(all: impl Iterator<Item = Expr>, empty: bool) -> Expr {
    let joined = all.reduce(|one, other| if empty { one.and(other) } else { one.or(other) });
    joined.unwrap_or_else(|| Expr::val(empty))
}

/// The rows behind a place in an order: equal in the first columns, and behind in the next; in the end by row id.
pub(super) fn behind_cursor(noun: &Noun, sorting: &Sorting, place: &Cursor, turned: Turned, table: &Table) -> Expr {
    let up = turned == Turned::No;
    let id = of(table, noun.id);
    // One required column upwards is what lists mostly have, and a comparison of pairs is what an index serves.
    if let ([by], [value]) = (sorting.by.as_slice(), place.values.as_slice())
        && by.presence == Presence::Required
        && by.direction == Direction::Ascending
        && let Some(value) = cursor::bound(value, by.stored)
    {
        let own = Expr::tuple([statement::ordered(by, table), id]);
        let other = Expr::tuple([Expr::val(value), Expr::val(place.id)]);
        return if up { own.gt(other) } else { own.lt(other) };
    }
    let last = if up { id.gt(place.id) } else { id.lt(place.id) };
    let directed = |by: &By| if up { by.direction } else { by.direction.turned() };
    let exactly = sorting.by.iter().zip(&place.values).rev().fold(last, |rest, (by, value)| {
        let direction = directed(by);
        let column = || statement::ordered(by, table);
        let value = cursor::bound(value, by.stored);
        let same = match &value {
            Some(value) => column().eq(value.clone()),
            None => column().is_null(),
        };
        match beyond(by, direction, value.map(Expr::val), column) {
            Some(beyond) => beyond.or(same.and(rest)),
            None => same.and(rest),
        }
    });
    let first = sorting.by.first().zip(place.values.first()).filter(|(by, _)| by.presence == Presence::Required);
    match first.and_then(|(by, value)| Some((by, cursor::bound(value, by.stored)?))) {
        Some((by, value)) => within(directed(by), statement::ordered(by, table), Expr::val(value)).and(exactly),
        None => exactly,
    }
}

/// From a value on: all that comes behind a place meets this, and an index can begin there, where it could not begin at one
/// thing or another.
fn within(direction: Direction, column: Expr, value: Expr) -> Expr {
    match direction {
        Direction::Ascending => column.gte(value),
        Direction::Descending => column.lte(value),
    }
}

/// Behind a value in one column. Absent values stand before all others.
fn beyond(by: &By, direction: Direction, value: Option<Expr>, column: impl Fn() -> Expr) -> Option<Expr> {
    match (direction, value) {
        (Direction::Ascending, Some(value)) => Some(column().gt(value)),
        (Direction::Ascending, None) => Some(column().is_not_null()),
        (Direction::Descending, Some(value)) if by.presence == Presence::Optional => {
            Some(column().lt(value).or(column().is_null()))
        }
        (Direction::Descending, Some(value)) => Some(column().lt(value)),
        (Direction::Descending, None) => None,
    }
}

/// Whether an order is read from its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turned {
    No,
    Yes,
}
