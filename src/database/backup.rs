//! A copy of a database that is kept in a file, taken while others read and write.

use super::{Database, DatabaseError};
use sea_orm::sqlx::sqlite::SqliteConnectOptions;
use sea_orm::sqlx::{self, ConnectOptions as _, Connection as _};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, RuntimeErr, SqlxError, Statement};
use std::path::Path;

impl Database {
    /// Whether the database is a file (SQLite), and not kept by a server.
    #[must_use]
    pub fn is_file(&self) -> bool {
        self.reader.get_database_backend() == DbBackend::Sqlite
    }

    /// Writes one moment of the database to `file`, which must be empty or not there, and looks whether the copy is
    /// whole. What was committed before the call is in it. Writers go on meanwhile: SQLite's `VACUUM INTO` reads one
    /// moment of the log.
    ///
    /// # Errors
    /// `DATABASE_DISK` when there is no room, `DATABASE_BUSY`, `DATABASE_COPY` when the copy is not made or not whole.
    pub async fn copy_to(&self, file: &Path) -> Result<(), DatabaseError> {
        let path = file.to_str().ok_or_else(|| copying(DbErr::Custom("its path is not UTF-8".to_owned())))?;
        let backend = self.reader.get_database_backend();
        let statement = Statement::from_sql_and_values(backend, "VACUUM INTO ?", [path.into()]);
        self.reader.execute_raw(statement).await.map_err(copying)?;
        // A commit of the copy does not reach the disk by itself.
        std::fs::File::open(file).and_then(|copy| copy.sync_all()).map_err(|error| failed(SqlxError::Io(error)))?;
        let said = integrity(file).await.map_err(failed)?;
        if said == "ok" { Ok(()) } else { Err(copying(DbErr::Custom(said))) }
    }
}

/// What SQLite says of the pages, the rows and the indexes of a copy.
async fn integrity(file: &Path) -> Result<String, SqlxError> {
    let mut copy = SqliteConnectOptions::new().filename(file).read_only(true).immutable(true).connect().await?;
    let said = sqlx::query_scalar("PRAGMA integrity_check(1)").fetch_one(&mut copy).await;
    copy.close().await?;
    said
}

fn failed(error: SqlxError) -> DatabaseError {
    copying(DbErr::Exec(RuntimeErr::SqlxError(error.into())))
}

fn copying(cause: DbErr) -> DatabaseError {
    DatabaseError::of(cause).unwrap_or_else(DatabaseError::Copy)
}
