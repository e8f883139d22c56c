//! What columns are made of: nothing floats, neither by its type nor in any row, and what SQL adds up is exact.

use super::column;
use crate::databases::{Backend, migrated, on_both};
use crate::stored::house::House;
use crate::stored::rows;
use crate::stored::tables::TABLES;
use anbud::database::Database;
use entity::placement;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, IntoActiveModel};
use std::collections::BTreeSet;

/// Everything that the catalogue knows, ours and that of the steps: table, column and type.
const SQLITE_COLUMNS: &str = "SELECT t.name || ' ' || c.name || ' ' || lower(c.type) FROM sqlite_master t, pragma_table_xinfo(t.name) c \
     WHERE t.type IN ('table', 'view') AND t.name NOT LIKE 'sqlite%'";
const POSTGRES_COLUMNS: &str = "SELECT table_name || ' ' || column_name || ' ' || data_type FROM information_schema.columns \
     WHERE table_schema = 'public'";

/// The types that columns may have. SQLite keeps a whole number as one in each of its.
const SQLITE_TYPES: &[&str] = &["text", "uuid_text", "varchar", "blob", "bigint", "integer", "boolean"];
const POSTGRES_TYPES: &[&str] = &["text", "character varying", "uuid", "bigint", "integer", "boolean"];

/// What floats or may come to, however a database calls it, beside the types that we have.
const FLOATING: [&str; 8] = ["real", "floa", "doub", "numeric", "decimal", "money", "json", "any"];

async fn types(backend: Backend, database: &Database) -> Vec<(String, String)> {
    let sql = if backend == Backend::Sqlite { SQLITE_COLUMNS } else { POSTGRES_COLUMNS };
    let found = column(database, sql).await;
    found
        .iter()
        .map(|line| line.split_once(' ').unwrap())
        .map(|(table, rest)| {
            let (name, kind) = rest.split_once(' ').unwrap();
            (format!("{table}.{name}"), kind.to_owned())
        })
        .collect()
}

/// The columns whose type is not one of those that hold texts, whole numbers, ids and yes or no.
fn strange(backend: Backend, types: &[(String, String)]) -> Vec<&str> {
    let known = if backend == Backend::Sqlite { SQLITE_TYPES } else { POSTGRES_TYPES };
    let bare = |kind: &str| kind.split('(').next().unwrap_or_default().to_owned();
    let is_strange =
        |kind: &str| !known.contains(&bare(kind).as_str()) || FLOATING.iter().any(|word| kind.contains(word));
    types.iter().filter(|(_, kind)| is_strange(kind)).map(|(name, _)| name.as_str()).collect()
}

async fn no_column_floats(backend: Backend) {
    let database = migrated(backend).await;
    let found = types(backend, &database).await;
    for table in TABLES {
        for name in table.columns.split(' ') {
            let name = format!("{}.{name}", table.name);
            assert!(found.iter().any(|(found, _)| *found == name), "the catalogue does not know {name}");
        }
    }
    assert_eq!(strange(backend, &found), [""; 0]);
    println!("{} columns on {backend:?}, none floats", found.len());
    for kind in ["real", "double precision", "numeric(19,4)", "decimal(10,2)"] {
        database.writer.execute_unprepared(&format!("CREATE TABLE planted (amount {kind})")).await.unwrap();
        assert_eq!(strange(backend, &types(backend, &database).await), ["planted.amount"], "{kind}");
        database.writer.execute_unprepared("DROP TABLE planted").await.unwrap();
    }
}

/// SQLite would keep a float in a column of whole numbers, so the rows themselves are asked.
async fn no_row_holds_a_float(backend: Backend) {
    if backend == Backend::Postgres {
        // A column of PostgreSQL holds what its type says.
        return;
    }
    let house = House::full(backend).await;
    let mut kinds = BTreeSet::new();
    for table in TABLES {
        for name in table.columns.split(' ') {
            kinds.extend(column(&house.database, &format!("SELECT DISTINCT typeof({name}) FROM {}", table.name)).await);
        }
    }
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), ["blob", "integer", "null", "text"]);
}

/// Amounts of all demos, added up by the database and by whole numbers of 128 bits. That each row is the decimal of its
/// file is held elsewhere.
async fn what_sql_adds_up_is_exact(backend: Backend) {
    let house = House::full(backend).await;
    let there = rows::read(&house.database.writer).await;
    for (table, name) in
        [("bid_price", "amount"), ("placement", "price"), ("placement", "comparison"), ("score", "amount")]
    {
        let sum: i128 = there[table].iter().map(|row| i128::from(row[name].as_i64().unwrap())).sum();
        assert_ne!(sum, 0);
        let sql = format!("SELECT CAST(SUM({name}) AS text) FROM {table}");
        assert_eq!(column(&house.database, &sql).await, [sum.to_string()], "{table}.{name}");
    }
}

/// At the border of 64 bits a sum is exact or refused, and never rounded: PostgreSQL goes on in `numeric`, SQLite says
/// that it overflows. Halves that are added up apart are exact on both.
async fn sums_at_the_border_are_exact_or_refused(backend: Backend) {
    let database = migrated(backend).await;
    crate::read::data::fill(&database.writer).await;
    let rows = placement::Entity::find().all(&database.writer).await.unwrap();
    let mut total = 0_i128;
    for (number, row) in rows.iter().enumerate() {
        let price = if number == 2 { -5 } else { i64::MAX - i64::try_from(number).unwrap() };
        total += i128::from(price);
        let changed = placement::ActiveModel { price: Set(price), ..row.clone().into_active_model() };
        placement::Entity::update(changed).exec(&database.writer).await.unwrap();
    }
    assert!(rows.len() > 2 && total > i64::MAX.into(), "{} rows, {total}", rows.len());
    let whole = database
        .reader
        .query_one_raw(sea_orm::Statement::from_string(
            database.reader.get_database_backend(),
            "SELECT CAST(SUM(price) AS text) FROM placement",
        ))
        .await;
    match backend {
        Backend::Sqlite => assert!(whole.unwrap_err().to_string().contains("integer overflow")),
        Backend::Postgres => {
            assert_eq!(whole.unwrap().unwrap().try_get_by_index::<String>(0).unwrap(), total.to_string());
        }
    }
    let halves = "SELECT CAST(SUM(price >> 32) AS text) || ' ' || CAST(SUM(price & 4294967295) AS text) FROM placement";
    let halves = column(&database, halves).await.remove(0);
    let (high, low) = halves.split_once(' ').unwrap();
    assert_eq!((high.parse::<i128>().unwrap() << 32) + low.parse::<i128>().unwrap(), total);
}

on_both!(no_column_floats, no_row_holds_a_float, what_sql_adds_up_is_exact, sums_at_the_border_are_exact_or_refused);
