//! How SQLite is opened: write-ahead log, foreign keys, patience with locks.

use super::{Database, DatabaseError, Terms, snapshot};
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sea_orm::{ConnectOptions, DatabaseConnection, DbErr, RuntimeErr, SqlxError};
use std::time::Duration;
use tokio::time::{sleep, timeout};

/// How long a statement waits for another process's lock.
const BUSY: Duration = Duration::from_secs(5);
/// How long opening rests before it tries again, where SQLite itself does not wait.
const BREATH: Duration = Duration::from_millis(10);

/// Opens writer and readers. The writer comes first: it creates the file and sets its journal mode.
///
/// # Errors
/// `DATABASE_OPEN`, `DATABASE_DISK`, and `DATABASE_BUSY` when another process holds the file too long.
pub(super) async fn open(url: &str, terms: Terms) -> Result<Database, DatabaseError> {
    if url.contains(":memory:") || url.contains("mode=memory") {
        let only =
            connect(memory(url, terms), |options| options.foreign_keys(true)).await.map_err(DatabaseError::opening)?;
        return Ok(Database::through(only.clone(), only));
    }
    let writer = patiently(|| writer(url, terms)).await?;
    let reader = patiently(|| reader(url, terms)).await?;
    Ok(Database::through(writer, reader))
}

/// Refuses a file that is not there.
///
/// # Errors
/// `DATABASE_MISSING`, `DATABASE_OPEN` when the URL does not read as one.
pub(super) fn look_for(url: &str) -> Result<(), DatabaseError> {
    let options: SqliteConnectOptions = url
        .parse()
        .map_err(|error: SqlxError| DatabaseError::Open(DbErr::Conn(RuntimeErr::SqlxError(error.into()))))?;
    let file = options.get_filename();
    if file.is_file() {
        return Ok(());
    }
    Err(DatabaseError::Missing(DbErr::Custom(format!("there is no file {}", file.display()))))
}

async fn writer(url: &str, terms: Terms) -> Result<DatabaseConnection, DbErr> {
    connect(pool(url, 1, terms), |options| {
        options
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // In WAL mode FULL is what makes a commit survive a power cut.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY)
    })
    .await
}

async fn reader(url: &str, terms: Terms) -> Result<DatabaseConnection, DbErr> {
    let pool = watched(pool(url, terms.readers.max(1), terms));
    connect(pool, |options| options.create_if_missing(false).read_only(true).busy_timeout(BUSY)).await
}

/// Waits for other processes as long as a statement would: SQLite's own patience does not reach the moment at which a
/// new file gets its journal.
async fn patiently<F: Future<Output = Result<DatabaseConnection, DbErr>>>(
    open: impl Fn() -> F,
) -> Result<DatabaseConnection, DatabaseError> {
    let waiting = async {
        loop {
            match open().await.map_err(DatabaseError::opening) {
                Err(DatabaseError::Busy(_)) => sleep(BREATH).await,
                opened => return opened,
            }
        }
    };
    match timeout(BUSY, waiting).await {
        Ok(opened) => opened,
        Err(_) => open().await.map_err(DatabaseError::opening),
    }
}

async fn connect<F>(mut options: ConnectOptions, set: F) -> Result<DatabaseConnection, DbErr>
where
    F: Fn(SqliteConnectOptions) -> SqliteConnectOptions + Send + Sync + 'static,
{
    options.map_sqlx_sqlite_opts(set);
    sea_orm::Database::connect(options).await
}

fn pool(url: &str, connections: u32, terms: Terms) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .acquire_timeout(terms.connection)
        .sqlx_logging(false)
        .test_before_acquire_if_idle_for(terms.rest);
    options
}

/// Whoever takes a connection for a question and drops it stops what it does.
fn watched(mut options: ConnectOptions) -> ConnectOptions {
    options
        .map_sqlx_sqlite_before_acquire(|connection, _| {
            Box::pin(async { snapshot::watch(connection).await.map(|()| true) })
        })
        .map_sqlx_sqlite_pool_opts(|pool| {
            pool.after_connect(|connection, _| Box::pin(async { snapshot::watch(connection).await }))
        });
    options
}

/// A database in memory lives as long as its connection, so that one must neither be closed nor multiplied.
fn memory(url: &str, terms: Terms) -> ConnectOptions {
    let mut options = watched(pool(url, 1, terms));
    options.min_connections(1).idle_timeout(None::<Duration>).max_lifetime(None::<Duration>);
    options
}
