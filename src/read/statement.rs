//! The statements of a plan, built from the entities' own columns. Each carries its table's visibility, unless the rows
//! that it begins from settle it (`level::Shown`).

use super::ReadError;
use super::condition::{self, Turned};
use super::cursor::Cursor;
use super::dialect::{self, LookedUp};
use super::filter::Condition;
use super::level::{Child, Level, Shown};
use super::noun::{Column, Filter, Noun, Order, Visibility};
use super::sorting::{By, Sorting};
use crate::database::numbered;
use sea_orm::DbBackend;
use sea_orm::entity::prelude::Uuid;
use sea_orm::sea_query::{DynIden, Expr, ExprTrait, Order as Direction, Query, SelectStatement};

pub(super) fn name(column: Column) -> &'static str {
    column.unquoted()
}

/// The rows of a table in a statement: by the table's own name, or by another one where it stands in it twice.
#[derive(Clone, Debug)]
pub(super) struct Table {
    alias: DynIden,
    depth: usize,
}

impl Table {
    /// A noun's rows, by the name of their table.
    pub(super) fn of(noun: &Noun) -> Self {
        Self { alias: name(noun.table).into(), depth: 0 }
    }

    /// Rows that a condition on these looks at.
    pub(super) fn below(&self) -> Self {
        Self { alias: format!("t{}", self.depth + 1).into(), depth: self.depth + 1 }
    }

    pub(super) fn alias(&self) -> DynIden {
        self.alias.clone()
    }
}

pub(super) fn of(table: &Table, column: Column) -> Expr {
    Expr::col((table.alias(), name(column)))
}

/// What a list is ordered by, of the rows of `table`.
pub(super) fn ordered(by: &By, table: &Table) -> Expr {
    match by.what {
        Order::By(column) => of(table, column),
        Order::Behind { ours, table: behind, id, column } => {
            let there = Table { alias: "o1".into(), depth: table.depth + 1 };
            Expr::from(
                Query::select()
                    .expr(of(&there, column))
                    .from_as(name(behind), there.alias())
                    .and_where(of(&there, id).eq(of(table, ours)))
                    .to_owned(),
            )
        }
    }
}

/// All visible rows of a level, with the columns it needs.
fn rows(level: &Level) -> SelectStatement {
    let mut statement = all(level);
    statement.and_where(visible(&level.noun.visibility, &Table::of(level.noun)));
    statement
}

/// All rows of a level, whether or not they may be seen.
fn all(level: &Level) -> SelectStatement {
    let mut statement = Query::select();
    columns(&mut statement, level, &Table::of(level.noun));
    statement.from(name(level.noun.table));
    statement
}

fn columns(statement: &mut SelectStatement, level: &Level, table: &Table) {
    for column in &level.columns {
        statement.expr(of(table, *column));
    }
}

/// The condition under which a row of `table` may be seen.
///
/// A correlated EXISTS, not IN: it only ever filters, so it cannot lure the database away from the keys' index.
pub(super) fn visible(visibility: &Visibility, table: &Table) -> Expr {
    match visibility {
        Visibility::When(column) => of(table, *column).is_not_null(),
        Visibility::Through { ours, table: behind, their, visible: condition } => {
            let there = Table { alias: format!("v{}", table.depth + 1).into(), depth: table.depth + 1 };
            Expr::exists(
                Query::select()
                    .expr(Expr::val(1))
                    .from_as(name(*behind), there.alias())
                    .and_where(of(&there, *their).eq(of(table, *ours)))
                    .and_where(visible(condition, &there))
                    .to_owned(),
            )
        }
    }
}

/// The row of a child level that belongs to each of `keys`.
pub(super) fn children(backend: DbBackend, child: &Child, keys: &[Uuid]) -> Result<SelectStatement, ReadError> {
    let table = Table::of(child.level.noun);
    let mut statement = match child.shown {
        Shown::ByParent => all(&child.level),
        Shown::Asked | Shown::Alike(..) => rows(&child.level),
    };
    statement.and_where(dialect::one_of(backend, of(&table, child.to.0), keys)?);
    for filter in child.relation.filter {
        statement.and_where(condition::meant(filter, |column| dialect::narrowing(backend, of(&table, column))));
    }
    statement.order_by_expr(of(&table, child.level.noun.id), Direction::Asc);
    Ok(statement)
}

/// The visible row whose `column` equals `value`.
pub(super) fn by_id(level: &Level, id: Uuid) -> SelectStatement {
    let mut statement = rows(level);
    statement.and_where(of(&Table::of(level.noun), level.noun.id).eq(id));
    statement
}

/// The visible rows with these ids.
pub(super) fn by_ids(backend: DbBackend, level: &Level, ids: &[Uuid]) -> Result<SelectStatement, ReadError> {
    let mut statement = rows(level);
    statement.and_where(dialect::one_of(backend, of(&Table::of(level.noun), level.noun.id), ids)?);
    Ok(statement)
}

/// The visible row with this published key.
pub(super) fn by_key(level: &Level, column: Column, key: &str) -> SelectStatement {
    let mut statement = rows(level);
    statement.and_where(of(&Table::of(level.noun), column).eq(key));
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
        .expr(of(&Table::of(parent), parent.id))
        .from(name(parent.table))
        .and_where(of(&Table::of(parent), column).eq(key))
        .to_owned();
    statement.and_where(of(&Table::of(level.noun), ours).in_subquery(behind));
}

/// Which part of a list: filtered, between two places, from one of its ends.
pub(super) struct Part<'a> {
    pub(super) sorting: &'a Sorting,
    pub(super) filter: Option<&'a Condition>,
    /// What a relation means by its list.
    pub(super) meant: &'a [Filter],
    pub(super) after: Option<&'a Cursor>,
    pub(super) before: Option<&'a Cursor>,
    pub(super) turned: Turned,
    pub(super) limit: u64,
}

/// The rows of a part of a list, each with the values that it is ordered by behind its columns, and one row more to
/// tell whether there is a next. Turned, they come from its end.
pub(super) fn part(backend: DbBackend, level: &Level, part: &Part<'_>) -> SelectStatement {
    let table = Table::of(level.noun);
    let mut statement = rows(level);
    for by in &part.sorting.by {
        statement.expr(ordered(by, &table));
    }
    part.restrict(backend, level.noun, &table, &mut statement);
    part.order(level.noun, &table, &mut statement);
    statement.limit(part.limit + 1);
    statement
}

/// Lists under many parents: the column that each is found by, the parents' keys, and how it is known that the rows may be
/// seen, with what they must have in common with their parent.
pub(super) struct Under<'a> {
    pub(super) to: Column,
    pub(super) keys: &'a [Uuid],
    pub(super) shown: Shown,
    pub(super) alike: &'a [Uuid],
}

/// The same of each list under these parents, in no order.
pub(super) fn parts(backend: DbBackend, level: &Level, part: &Part<'_>, under: &Under<'_>) -> SelectStatement {
    let noun = level.noun;
    // One list is looked up in the table under another name.
    let own = Table { alias: "p0".into(), depth: 0 };
    let mut one = Query::select();
    one.from_as(name(noun.table), own.alias());
    one.and_where(of(&own, under.to).eq(dialect::key()));
    let looked_up = dialect::looked_up(backend);
    match (under.shown, looked_up) {
        (Shown::ByParent, _) | (Shown::Alike(..), LookedUp::Places) => {}
        (Shown::Alike(column, _), LookedUp::Rows) => {
            one.and_where(dialect::also(backend, of(&own, column), dialect::alike()));
        }
        (Shown::Asked, _) => {
            one.and_where(visible(&noun.visibility, &own));
        }
    }
    part.restrict(backend, noun, &own, &mut one);
    one.limit(part.limit + 1);
    match looked_up {
        LookedUp::Rows => part.rows_of_each(level, &own, one, under),
        LookedUp::Places => part.places_of_each(backend, level, &own, one, under),
    }
}

impl Part<'_> {
    fn restrict(&self, backend: DbBackend, noun: &Noun, table: &Table, statement: &mut SelectStatement) {
        for filter in self.meant {
            statement.and_where(condition::meant(filter, |column| dialect::narrowing(backend, of(table, column))));
        }
        if let Some(filter) = self.filter {
            statement.and_where(condition::filtered(backend, filter, table));
        }
        if let Some(place) = self.after {
            statement.and_where(condition::behind_cursor(noun, self.sorting, place, Turned::No, table));
        }
        if let Some(place) = self.before {
            statement.and_where(condition::behind_cursor(noun, self.sorting, place, Turned::Yes, table));
        }
    }

    fn order(&self, noun: &Noun, table: &Table, statement: &mut SelectStatement) {
        let columns: Vec<Expr> = self.sorting.by.iter().map(|by| ordered(by, table)).collect();
        self.order_by(columns, of(table, noun.id), statement);
    }

    /// Orders by these expressions, one for each step of the order, and at last by the row id.
    fn order_by(&self, columns: Vec<Expr>, id: Expr, statement: &mut SelectStatement) {
        let up = self.turned == Turned::No;
        for (by, column) in self.sorting.by.iter().zip(columns) {
            let direction = if up { by.direction } else { by.direction.turned() };
            dialect::order_by(statement, column, direction, by.presence);
        }
        statement.order_by_expr(id, if up { Direction::Asc } else { Direction::Desc });
    }

    /// `one` finds the rows of one list: it is run for each parent, and what it finds is taken as it is.
    fn rows_of_each(&self, level: &Level, own: &Table, mut one: SelectStatement, under: &Under<'_>) -> SelectStatement {
        let by = |index| DynIden::from(format!("o{index}"));
        let found = |column: DynIden| Expr::col((dialect::FOUND, column));
        let mut statement = Query::select();
        for (index, stored) in level.columns.iter().enumerate() {
            one.expr_as(of(own, *stored), numbered(index));
            statement.expr(found(numbered(index)));
        }
        for (index, step) in self.sorting.by.iter().enumerate() {
            one.expr_as(ordered(step, own), by(index));
            statement.expr(found(by(index)));
        }
        let steps = (0..self.sorting.by.len()).map(|index| Expr::col(by(index))).collect();
        self.order_by(steps, of(own, level.noun.id), &mut one);
        dialect::rows_of_each(&mut statement, under.keys, under.alike, one);
        statement
    }

    /// `one` finds the places in the table of one list, of which the table is asked for the rows. What they have in common
    /// with their parent is asked of the rows: an index may find the places alone.
    fn places_of_each(
        &self,
        backend: DbBackend,
        level: &Level,
        own: &Table,
        mut one: SelectStatement,
        under: &Under<'_>,
    ) -> SelectStatement {
        let (noun, table) = (level.noun, Table::of(level.noun));
        one.expr(dialect::place(own.alias()));
        self.order(noun, own, &mut one);
        let mut statement = Query::select();
        columns(&mut statement, level, &table);
        for by in &self.sorting.by {
            statement.expr(ordered(by, &table));
        }
        dialect::places_of_each(&mut statement, under.keys, under.alike, one, name(noun.table));
        if let Shown::Alike(column, _) = under.shown {
            statement.and_where(dialect::also(backend, of(&table, column), dialect::alike()));
        }
        statement
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::Database;
    use crate::read::NOUNS;
    use crate::read::level::View;
    use crate::read::noun::{Cardinality, Relation, Target};
    use sea_orm::ConnectionTrait;

    /// Without an index every step down would read a whole table. SQLite is asked how it would go about it, in each way of
    /// knowing what may be seen.
    #[tokio::test]
    async fn an_index_serves_every_relation() -> Result<(), Box<dyn std::error::Error>> {
        let database = Database::open("sqlite::memory:", 1).await?;
        database.migrate().await?;
        for noun in NOUNS {
            for relation in noun.relations {
                let Target::Noun { noun: target, to, .. } = relation.target else {
                    continue;
                };
                let alike = target.visibility.shared_with(noun).map(|(ours, _)| Shown::Alike(ours, 0));
                for shown in [Shown::Asked, Shown::ByParent].into_iter().chain(alike) {
                    let mut statement = DbBackend::Sqlite.build(&asked(relation, target, to, shown)?);
                    statement.sql = format!("EXPLAIN QUERY PLAN {}", statement.sql);
                    let steps = database.reader.query_all_raw(statement).await?;
                    let steps =
                        steps.iter().map(|step| step.try_get_by_index(3)).collect::<Result<Vec<String>, _>>()?;
                    let searched =
                        [format!("SEARCH {} USING ", target.table.unquoted()), "SEARCH p0 USING ".to_owned()];
                    let key = format!("({}=?", to.unquoted());
                    let served = steps
                        .iter()
                        .any(|step| searched.iter().any(|searched| step.starts_with(searched)) && step.contains(&key));
                    assert!(served, "{}.{}: {steps:#?}", noun.name, relation.name);
                    let whole = |step: &String| step.starts_with("SCAN") && !step.contains("VIRTUAL TABLE");
                    assert!(!steps.iter().any(whole), "{}.{}: {steps:#?}", noun.name, relation.name);
                }
            }
        }
        Ok(())
    }

    /// What a relation is asked for under one parent.
    fn asked(
        relation: &'static Relation,
        target: &'static Noun,
        to: Column,
        shown: Shown,
    ) -> Result<SelectStatement, ReadError> {
        let mut level = Level::new(target);
        let index = level.column(to);
        if let Cardinality::One(presence) = relation.cardinality {
            let child = Child { relation, presence, level, view: View(Vec::new()), from: 0, to: (to, index), shown };
            return children(DbBackend::Sqlite, &child, &[Uuid::nil()]);
        }
        let sorting = Sorting::of_relation(target, relation);
        let part = Part {
            sorting: &sorting,
            filter: None,
            meant: relation.filter,
            after: None,
            before: None,
            turned: Turned::No,
            limit: 10,
        };
        let alike: &[Uuid] = if let Shown::Alike(..) = shown { &[Uuid::nil()] } else { &[] };
        Ok(parts(DbBackend::Sqlite, &level, &part, &Under { to, keys: &[Uuid::nil()], shown, alike }))
    }
}
