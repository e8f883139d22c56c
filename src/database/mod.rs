//! Opens the database and brings its tables up to date: one writer, several readers, SQLite or PostgreSQL.
//! What is written lives in `store`, what is read in `read`. Beside `read::dialect`, only this module and `migration`
//! know which database it is.

mod act;
mod backup;
mod cells;
mod error;
mod glance;
mod numbered;
mod packed;
mod parked;
mod postgres;
mod received;
mod snapshot;
mod spelled;
mod sqlite;
mod steps;
mod terms;
mod url;
mod vitals;

pub use cells::{Cells, Row, Value};
pub use error::DatabaseError;
pub use glance::{Glance, Seen, Together, moment};
pub use numbered::numbered;
pub use snapshot::Snapshot;
pub use terms::Terms;
pub use url::without_password;
pub use vitals::{Readiness, Usage};

use parked::Parked;
use sea_orm::DatabaseConnection;

/// The two doors to one database.
#[derive(Clone, Debug)]
pub struct Database {
    /// For acts: one connection, so that writers of this process queue here and not on the database's lock.
    pub writer: DatabaseConnection,
    /// For questions. Read-only, unless the database is in memory.
    pub reader: DatabaseConnection,
    /// Connections of the reader that are ready for the next question.
    parked: Parked,
}

impl Database {
    /// A database with these doors.
    #[must_use]
    pub fn through(writer: DatabaseConnection, reader: DatabaseConnection) -> Self {
        Self { writer, reader, parked: Parked::default() }
    }

    /// Opens the database at `url` with at most `readers` reading connections. A SQLite file that does not exist is
    /// created; a PostgreSQL database must be there.
    ///
    /// `sqlite::memory:` has one connection, which serves both doors.
    ///
    /// # Errors
    /// `DATABASE_URL` for a kind of database that we do not know, `DATABASE_LOGIN`, `DATABASE_MISSING`,
    /// `DATABASE_ENCODING` or `DATABASE_OPEN` when it does not open.
    pub async fn open(url: &str, readers: u32) -> Result<Self, DatabaseError> {
        Self::open_on(url, Terms { readers, ..Terms::default() }).await
    }

    /// The same, on terms of the operator's.
    ///
    /// # Errors
    /// As [`Database::open`].
    pub async fn open_on(url: &str, terms: Terms) -> Result<Self, DatabaseError> {
        match url::kind(url)? {
            url::Kind::Sqlite => sqlite::open(url, terms).await,
            url::Kind::Postgres => postgres::open(url, terms).await,
        }
    }

    /// Opens a database that must be there: a SQLite file is not created.
    ///
    /// # Errors
    /// As [`Database::open`], and `DATABASE_MISSING` for a file too.
    pub async fn open_existing(url: &str, terms: Terms) -> Result<Self, DatabaseError> {
        if url::kind(url)? == url::Kind::Sqlite {
            sqlite::look_for(url)?;
        }
        Self::open_on(url, terms).await
    }

    /// Gives all connections back to the database, and opens no more. The writer goes last: on its way out SQLite brings
    /// what stands in the log over into the file.
    ///
    /// # Errors
    /// `DATABASE_LOST` when they cannot be closed in order.
    pub async fn close(self) -> Result<(), DatabaseError> {
        let _waiting = self.parked.make_way();
        self.parked.leave();
        for door in [self.reader, self.writer] {
            door.close().await.map_err(DatabaseError::beginning)?;
        }
        Ok(())
    }

    /// One moment of the database: all that is read through it is as it was when the first statement ran. Dropping it
    /// stops the statement that runs.
    ///
    /// # Errors
    /// `DATABASE_BUSY` when no reader becomes free in time, `DATABASE_LOST` when the server is gone.
    pub async fn snapshot(&self) -> Result<Snapshot, DatabaseError> {
        let _waiting = self.parked.make_way();
        Snapshot::begin(&self.reader).await.map_err(DatabaseError::beginning)
    }
}
