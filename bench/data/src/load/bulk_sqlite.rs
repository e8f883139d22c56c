//! SQLite: statements of many rows, prepared once, in one transaction; indexes are made when the rows are there.

use super::{Source, columns, values};
use crate::failure::Failure;
use crate::rows::Taker;
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend,
    EntityTrait, IntoActiveModel, Iterable, Statement, TransactionTrait,
};

/// Rows of one statement: as many of the first as fit, then of the next. Few sizes make few statements to prepare.
const SIZES: [usize; 3] = [64, 8, 1];
/// While rows come in. What is lost when the machine stops is a file that was being made. 256 MiB hold the keys of a
/// few million rows.
const BEFORE: &[&str] = &[
    "PRAGMA foreign_keys = OFF",
    "PRAGMA journal_mode = MEMORY",
    "PRAGMA synchronous = OFF",
    "PRAGMA cache_size = -262144",
];
const AFTER: &[&str] = &["PRAGMA journal_mode = WAL", "PRAGMA foreign_keys = ON", "PRAGMA synchronous = FULL"];

struct Prepared<'a>(&'a DatabaseTransaction);

impl Taker for Prepared<'_> {
    async fn take<E>(&mut self, rows: Vec<E::Model>) -> Result<(), Failure>
    where
        E: EntityTrait,
        E::Model: IntoActiveModel<E::ActiveModel>,
        E::ActiveModel: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send,
    {
        let mut left = rows.len();
        let mut rows = rows.into_iter();
        for size in SIZES {
            if left < size {
                continue;
            }
            let sql = insert::<E>(size);
            while left >= size {
                let bound = rows.by_ref().take(size).flat_map(values::<E>).collect::<Vec<_>>();
                let statement = Statement::from_sql_and_values(DbBackend::Sqlite, sql.as_str(), bound);
                self.0.execute_raw(statement).await?;
                left -= size;
            }
        }
        Ok(())
    }
}

fn insert<E: EntityTrait>(rows: usize) -> String {
    let row = format!("({})", vec!["?"; E::Column::iter().count()].join(","));
    let table = E::default();
    format!("INSERT INTO \"{}\" ({}) VALUES {}", table.table_name(), columns::<E>(), vec![row.as_str(); rows].join(","))
}

pub(super) async fn fill(database: &DatabaseConnection, source: &mut Source<'_>) -> Result<(), Failure> {
    for setting in BEFORE {
        database.execute_unprepared(setting).await?;
    }
    let transaction = database.begin().await?;
    let indexes = indexes(&transaction).await?;
    for (name, _) in &indexes {
        transaction.execute_unprepared(&format!("DROP INDEX \"{name}\"")).await?;
    }
    while let Some(rows) = source.next().await? {
        rows.hand_to(&mut Prepared(&transaction)).await?;
    }
    for (_, again) in &indexes {
        transaction.execute_unprepared(again).await?;
    }
    refuse_dangling(&transaction).await?;
    transaction.commit().await?;
    for setting in AFTER {
        database.execute_unprepared(setting).await?;
    }
    Ok(())
}

/// Name and statement of every index that can be taken away.
async fn indexes(transaction: &DatabaseTransaction) -> Result<Vec<(String, String)>, Failure> {
    let asked = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name";
    let rows = transaction.query_all_raw(Statement::from_string(DbBackend::Sqlite, asked)).await?;
    Ok(rows.iter().map(|row| row.try_get_many("", &["name".into(), "sql".into()])).collect::<Result<_, _>>()?)
}

/// Foreign keys were not looked at while the rows came in.
async fn refuse_dangling(transaction: &DatabaseTransaction) -> Result<(), Failure> {
    let asked =
        Statement::from_string(DbBackend::Sqlite, "SELECT \"table\" AS it FROM pragma_foreign_key_check LIMIT 1");
    match transaction.query_one_raw(asked).await? {
        None => Ok(()),
        Some(row) => Err(Failure::Dangling(row.try_get("", "it")?)),
    }
}
