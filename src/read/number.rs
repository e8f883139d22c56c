//! Statements that count: all rows of a list, beside a part of it or alone, and those of lists under many parents.

use super::ReadError;
use super::condition;
use super::dialect;
use super::filter::Condition;
use super::level::Level;
use super::noun::{Column, Noun};
use super::numbers::Counted;
use super::statement::{self, Part, Table, name, of, visible};
use crate::database::{moment, numbered};
use sea_orm::DbBackend;
use sea_orm::entity::prelude::Uuid;
use sea_orm::sea_query::{Asterisk, CaseStatement, Expr, ExprTrait, JoinType, Query, SelectStatement};

/// How the number is called in a statement.
const NUMBER: &str = "n0";

/// The rows of a part of a list, and before their columns the number of all rows of the list: alone, where the part has none.
pub(super) fn part_and_number(
    backend: DbBackend,
    level: &Level,
    part: &Part<'_>,
    known: Option<&Counted>,
) -> SelectStatement {
    let (all, found) = ("all0", "part0");
    let mut statement = Query::select();
    statement.expr(Expr::col((all, NUMBER)));
    let mut rows = statement::part(backend, level, part);
    let mut width = 0;
    rows.exprs_mut_for_each(|column| {
        let name = numbered(width);
        statement.expr(Expr::col((found, name.clone())));
        column.alias = Some(name);
        width += 1;
    });
    let number = number(backend, level.noun, part.filter, known);
    statement.from_subquery(number, all).join_subquery(JoinType::LeftJoin, rows, found, Expr::val(true));
    statement
}

/// The number of all rows of a list: what is known of it, if this is still the moment that it is known of.
pub(super) fn number(
    backend: DbBackend,
    noun: &Noun,
    filter: Option<&Condition>,
    known: Option<&Counted>,
) -> SelectStatement {
    let counted = Expr::from(count(backend, noun, filter));
    let number = match moment(backend) {
        Some(now) => {
            // No moment has no name.
            let (then, number) = known.map_or(("", 0), |known| (known.moment.as_str(), known.number));
            CaseStatement::new().case(now.eq(then), number).finally(counted).into()
        }
        None => counted,
    };
    Query::select().expr_as(number, NUMBER).take()
}

/// The number of visible rows that meet a filter.
fn count(backend: DbBackend, noun: &Noun, filter: Option<&Condition>) -> SelectStatement {
    let table = Table::of(noun);
    let mut statement = Query::select();
    statement.expr(Expr::col(Asterisk).count()).from(name(noun.table)).and_where(visible(&noun.visibility, &table));
    if let Some(filter) = filter {
        statement.and_where(condition::filtered(backend, filter, &table));
    }
    statement
}

/// The same in each list of the parents with these keys: the parent's key, and the number.
pub(super) fn counts(
    backend: DbBackend,
    noun: &Noun,
    to: Column,
    part: &Part<'_>,
    keys: &[Uuid],
) -> Result<SelectStatement, ReadError> {
    let table = Table::of(noun);
    let mut statement = Query::select();
    statement.expr(of(&table, to)).expr(Expr::col(Asterisk).count()).from(name(noun.table));
    statement.and_where(visible(&noun.visibility, &table));
    statement.and_where(dialect::one_of(backend, of(&table, to), keys)?);
    for filter in part.meant {
        statement.and_where(condition::meant(filter, |column| dialect::narrowing(backend, of(&table, column))));
    }
    if let Some(filter) = part.filter {
        statement.and_where(condition::filtered(backend, filter, &table));
    }
    statement.add_group_by([of(&table, to)]);
    Ok(statement)
}
