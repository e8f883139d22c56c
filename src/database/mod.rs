//! Opens the database and brings its tables up to date: one writer, several readers.
//! What is written lives in `store`, what is read in `read`.

mod error;
mod sqlite;

pub use error::DatabaseError;

use migration::{Migrator, MigratorTrait};
use sea_orm::{DatabaseConnection, DatabaseTransaction, TransactionTrait};

/// The two doors to one database.
#[derive(Clone, Debug)]
pub struct Database {
    /// For acts: one connection, so that writers queue here and not on the database's lock.
    pub writer: DatabaseConnection,
    /// For questions. Read-only where the database is a file.
    pub reader: DatabaseConnection,
}

impl Database {
    /// Opens the database at `url` with at most `readers` reading connections. A file that does not exist is created.
    ///
    /// `sqlite::memory:` has one connection, which serves both doors.
    ///
    /// # Errors
    /// `DATABASE_URL` for a kind of database that we do not know, `DATABASE_OPEN` when it does not open.
    pub async fn open(url: &str, readers: u32) -> Result<Self, DatabaseError> {
        if !url.starts_with("sqlite:") {
            return Err(DatabaseError::UnknownKind { scheme: url.split(':').next().unwrap_or("").to_owned() });
        }
        sqlite::open(url, readers).await.map_err(DatabaseError::Open)
    }

    /// Runs the steps that have not been run, and tells how many they were.
    ///
    /// # Errors
    /// `DATABASE_MIGRATION` when a step fails; what it had done is undone.
    pub async fn migrate(&self) -> Result<usize, DatabaseError> {
        let steps = self.pending().await?.len();
        Migrator::up(&self.writer, None).await.map_err(DatabaseError::Migration)?;
        Ok(steps)
    }

    /// One moment of the database: all that is read through it is as it was when the first statement ran.
    ///
    /// # Errors
    /// `DATABASE_BUSY` when no reader becomes free in time.
    pub async fn snapshot(&self) -> Result<DatabaseTransaction, DatabaseError> {
        self.reader.begin().await.map_err(DatabaseError::Busy)
    }

    /// The names of the steps that have not been run, without changing anything.
    ///
    /// # Errors
    /// `DATABASE_MIGRATION` when the history of steps cannot be read.
    pub async fn pending(&self) -> Result<Vec<String>, DatabaseError> {
        let steps = Migrator::get_pending_migrations_read_only(&self.reader).await.map_err(DatabaseError::Migration)?;
        Ok(steps.iter().map(|step| step.name().to_owned()).collect())
    }
}
