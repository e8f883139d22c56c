//! The statements of a plan, built from the entities' own columns. Each carries its table's visibility.

use super::Cursor;
use super::ReadError;
use super::dialect;
use super::noun::{Column, Filter, Noun, Order, Visibility};
use super::plan::{Child, Level};
use sea_orm::DbBackend;
use sea_orm::entity::prelude::Uuid;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order as Direction, Query, SelectStatement};

fn name(column: Column) -> Alias {
    Alias::new(column.unquoted())
}

fn of(table: Column, column: Column) -> Expr {
    Expr::col((name(table), name(column)))
}

/// All visible rows of a level, with the columns it needs.
fn rows(level: &Level) -> SelectStatement {
    let mut statement = Query::select();
    for column in &level.columns {
        statement.expr(of(level.noun.table, *column));
    }
    statement.from(name(level.noun.table)).and_where(visible(&level.noun.visibility, level.noun.table));
    statement
}

/// The condition under which a row of `table` may be seen.
///
/// A correlated EXISTS, not IN: it only ever filters, so it cannot lure the database away from the keys' index.
fn visible(visibility: &Visibility, table: Column) -> Expr {
    match visibility {
        Visibility::When(column) => of(table, *column).is_not_null(),
        Visibility::Through { ours, table: behind, their, visible: condition } => Expr::exists(
            Query::select()
                .expr(Expr::val(1))
                .from(name(*behind))
                .and_where(of(*behind, *their).eq(of(table, *ours)))
                .and_where(visible(condition, *behind))
                .to_owned(),
        ),
    }
}

/// The rows of a child level that belong to any of `keys`, in the relation's order.
pub(super) fn children(backend: DbBackend, child: &Child, keys: &[Uuid]) -> Result<SelectStatement, ReadError> {
    let table = child.level.noun.table;
    let mut statement = rows(&child.level);
    statement.and_where(dialect::one_of(backend, of(table, child.to.0), keys)?);
    let narrowing = |column| dialect::narrowing(backend, of(table, column));
    for filter in child.relation.filter {
        statement.and_where(match *filter {
            Filter::Is(column) => narrowing(column).eq(true),
            Filter::Absent(column) => narrowing(column).is_null(),
            Filter::Equals(column, word) => narrowing(column).eq(word),
        });
    }
    order(backend, &mut statement, child.level.noun, child.relation.order);
    Ok(statement)
}

fn order(backend: DbBackend, statement: &mut SelectStatement, noun: &Noun, by: &[Order]) {
    for order in by.iter().chain([&Order::By(noun.id)]) {
        let by = match *order {
            Order::By(column) => of(noun.table, column),
            Order::Behind { ours, table, id, column } => Expr::from(
                Query::select()
                    .expr(of(table, column))
                    .from(name(table))
                    .and_where(of(table, id).eq(of(noun.table, ours)))
                    .to_owned(),
            ),
        };
        statement.order_by_expr_with_nulls(by, Direction::Asc, dialect::nulls(backend));
    }
}

/// The visible row whose `column` equals `value`.
pub(super) fn by_id(level: &Level, id: Uuid) -> SelectStatement {
    let mut statement = rows(level);
    statement.and_where(of(level.noun.table, level.noun.id).eq(id));
    statement
}

/// The visible row with this published key.
pub(super) fn by_key(level: &Level, column: Column, key: &str) -> SelectStatement {
    let mut statement = rows(level);
    statement.and_where(of(level.noun.table, column).eq(key));
    statement
}

/// Narrows a statement to rows of `level` whose parent has this published key.
pub(super) fn within(
    statement: &mut SelectStatement,
    level: &Level,
    ours: Column,
    parent: &Noun,
    column: Column,
    key: &str,
) {
    let behind = Query::select()
        .expr(of(parent.table, parent.id))
        .from(name(parent.table))
        .and_where(of(parent.table, column).eq(key))
        .to_owned();
    statement.and_where(of(level.noun.table, ours).in_subquery(behind));
}

/// One page of the visible rows, ordered by `sort` and row id, and one row more to tell whether there is a next.
pub(super) fn page(
    backend: DbBackend,
    level: &Level,
    sort: Column,
    first: u64,
    after: Option<&Cursor>,
) -> SelectStatement {
    let noun = level.noun;
    let mut statement = rows(level);
    if let Some(cursor) = after {
        let place = Expr::tuple([of(noun.table, sort), of(noun.table, noun.id)]);
        let end = Expr::tuple([Expr::val(cursor.sort.as_str()), Expr::val(cursor.id)]);
        statement.and_where(place.gt(end));
    }
    order(backend, &mut statement, noun, &[Order::By(sort)]);
    statement.limit(first + 1);
    statement
}

/// The number of visible rows.
pub(super) fn count(noun: &Noun) -> SelectStatement {
    Query::select()
        .expr(of(noun.table, noun.id).count())
        .from(name(noun.table))
        .and_where(visible(&noun.visibility, noun.table))
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::Database;
    use crate::read::NOUNS;
    use crate::read::noun::{Cardinality, Target};
    use crate::read::plan::View;
    use sea_orm::ConnectionTrait;

    /// Without an index every step down would read a whole table. SQLite is asked how it would go about it.
    #[tokio::test]
    async fn an_index_serves_every_relation() -> Result<(), Box<dyn std::error::Error>> {
        let database = Database::open("sqlite::memory:", 1).await?;
        database.migrate().await?;
        for noun in NOUNS {
            for relation in noun.relations {
                let Target::Noun { noun: target, to, .. } = relation.target else {
                    continue;
                };
                let mut level = Level::new(target);
                let to = (to, level.column(to));
                let cardinality = Cardinality::Many;
                let child = Child { relation, cardinality, level, view: View(Vec::new()), from: 0, to };
                let mut statement = DbBackend::Sqlite.build(&children(DbBackend::Sqlite, &child, &[Uuid::nil()])?);
                statement.sql = format!("EXPLAIN QUERY PLAN {}", statement.sql);
                let steps = database.reader.query_all_raw(statement).await?;
                let steps: Vec<String> = steps.iter().map(|step| step.try_get_by_index(3)).collect::<Result<_, _>>()?;
                let searched = format!("SEARCH {} USING ", target.table.unquoted());
                let key = format!("({}=?", to.0.unquoted());
                let served = steps.iter().any(|step| step.starts_with(&searched) && step.contains(&key));
                assert!(served, "{}.{}: {steps:#?}", noun.name, relation.name);
                let read_whole = steps.iter().any(|step| step.starts_with("SCAN") && !step.contains("json_each"));
                assert!(!read_whole, "{}.{}: {steps:#?}", noun.name, relation.name);
            }
        }
        Ok(())
    }
}
