//! Brings rows into a database, in one of two ways. Rows are made beside it, a few batches ahead and no more, so that
//! memory does not grow with the size.

mod bulk_postgres;
mod bulk_sqlite;
mod by_row;

use crate::failure::Failure;
use crate::make::Maker;
use crate::rows::Rows;
use crate::size::Size;
use entity::procurement;
use migration::{Migrator, MigratorTrait};
use sea_orm::{
    ActiveModelTrait, ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, EntityTrait,
    IntoActiveModel, Iterable, QuerySelect, TransactionTrait, Value,
};
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// As fast as the database takes them.
    Bulk,
    /// One statement of the ORM for each row, in transactions.
    Rows,
}

/// Procurements in one batch.
const BATCH: u32 = 20;
/// Suppliers in one batch.
const SUPPLIERS: usize = 10_000;
/// Batches that are made ahead.
const AHEAD: usize = 2;

/// Some rows, and how many procurements are complete with them.
struct Batch {
    rows: Rows,
    procurements: u32,
}

/// What is yet to come, and whom to tell how far it is.
struct Source<'a> {
    batches: Receiver<Result<Batch, Failure>>,
    told: &'a mut dyn FnMut(u32),
    rows: usize,
}

impl Source<'_> {
    /// The next rows, until there are no more.
    async fn next(&mut self) -> Result<Option<Rows>, Failure> {
        let Some(batch) = self.batches.recv().await else { return Ok(None) };
        let batch = batch?;
        (self.told)(batch.procurements);
        self.rows += batch.rows.count();
        Ok(Some(batch.rows))
    }
}

/// Creates the tables if they are not there, fills them, and has the database count what they hold. Tells the number of
/// procurements that were made whenever it has grown, and in the end how many rows there are.
///
/// # Errors
/// That the database has procurements already, or refuses something.
pub async fn load(url: &str, size: Size, how: How, told: &mut dyn FnMut(u32)) -> Result<usize, Failure> {
    size.check().map_err(Failure::Size)?;
    let database = open(url).await?;
    let steps = database.begin().await?;
    Migrator::up(&steps, None).await?;
    steps.commit().await?;
    let first: Option<uuid::Uuid> =
        procurement::Entity::find().select_only().column(procurement::Column::Id).into_tuple().one(&database).await?;
    if first.is_some() {
        return Err(Failure::NotEmpty);
    }
    let maker = Maker::new(size)?;
    let (sender, batches) = channel(AHEAD);
    let making = tokio::task::spawn_blocking(move || make(&maker, size, &sender));
    let mut source = Source { batches, told, rows: 0 };
    let backend = database.get_database_backend();
    match (how, backend) {
        (How::Rows, _) => by_row::fill(&database, &mut source).await?,
        (How::Bulk, DbBackend::Postgres) => bulk_postgres::fill(&database, &mut source).await?,
        (How::Bulk, _) => bulk_sqlite::fill(&database, &mut source).await?,
    }
    making.await.map_err(|error| Failure::Own(error.to_string()))?;
    count(&database).await?;
    database.close().await?;
    Ok(source.rows)
}

/// One connection: settings that last as long as it does hold for everything.
async fn open(url: &str) -> Result<DatabaseConnection, Failure> {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false).test_before_acquire(false);
    options.map_sqlx_sqlite_opts(|options| {
        let journal = sea_orm::sqlx::sqlite::SqliteJournalMode::Wal;
        options.create_if_missing(true).journal_mode(journal).foreign_keys(true).statement_cache_capacity(200)
    });
    Ok(Database::connect(options).await?)
}

/// The database's planner learns what the tables hold.
async fn count(database: &DatabaseConnection) -> Result<(), Failure> {
    let statements: &[&str] = match database.get_database_backend() {
        DbBackend::Postgres => &["VACUUM (ANALYZE)"],
        _ => &["ANALYZE", "PRAGMA optimize", "PRAGMA wal_checkpoint(TRUNCATE)"],
    };
    for statement in statements {
        database.execute_unprepared(statement).await?;
    }
    Ok(())
}

/// Makes batch after batch. Ends early when nobody takes them any more.
fn make(maker: &Maker, size: Size, sender: &Sender<Result<Batch, Failure>>) {
    let hand_on = |made: Result<Rows, Failure>, procurements| {
        let failed = made.is_err();
        sender.blocking_send(made.map(|rows| Batch { rows, procurements })).is_ok() && !failed
    };
    if !hand_on(Ok(maker.shared()), 0) {
        return;
    }
    for first in (0..size.suppliers()).step_by(SUPPLIERS) {
        let numbers = first..(first + SUPPLIERS).min(size.suppliers());
        let supplier = numbers.map(|number| maker.supplier_row(number)).collect();
        if !hand_on(Ok(Rows { supplier, ..Rows::default() }), 0) {
            return;
        }
    }
    for first in (0..size.procurements).step_by(BATCH as usize) {
        let end = (first + BATCH).min(size.procurements);
        let mut rows = Rows::default();
        let made = (first..end).try_for_each(|number| maker.procurement(number, &mut rows));
        if !hand_on(made.map(|()| rows), end) {
            return;
        }
    }
}

/// The names of a table's columns, quoted.
fn columns<E: EntityTrait>() -> String {
    let names = E::Column::iter().map(|column| format!("\"{}\"", sea_orm::IdenStatic::as_str(&column)));
    names.collect::<Vec<_>>().join(", ")
}

/// A row's values, in the order of the columns.
fn values<E: EntityTrait>(row: E::Model) -> impl Iterator<Item = Value>
where
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E>,
{
    let mut row = row.into_active_model();
    E::Column::iter().filter_map(move |column| row.take(column).into_value())
}
