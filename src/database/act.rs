//! The transaction of an act. Acts of all processes stand in one queue.

use super::{Database, DatabaseError};
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

/// The lock that an act holds on PostgreSQL from its beginning to its end: "anbud", and which of our locks.
const ACTS: i64 = 0x61_6e62_7564_0001;
/// The lock that bringing tables up to date holds.
const STEPS: i64 = 0x61_6e62_7564_0002;

impl Database {
    /// Begins the write transaction of an act, when all acts before it have ended. What it reads is what they left, and
    /// the number of its event follows on theirs without a gap.
    ///
    /// SQLite lets one writer in at a time. On PostgreSQL a lock of the transaction does: whoever comes second waits,
    /// and is neither refused nor told to try again.
    ///
    /// # Errors
    /// `DATABASE_BUSY` when the queue does not move in time, `DATABASE_LOST` when the server is gone.
    pub async fn begin_act(&self) -> Result<DatabaseTransaction, DatabaseError> {
        self.begin_alone(ACTS).await.map_err(DatabaseError::beginning)
    }

    /// Begins the transaction in which tables are brought up to date, alone among all processes.
    pub(super) async fn begin_steps(&self) -> Result<DatabaseTransaction, DbErr> {
        self.begin_alone(STEPS).await
    }

    async fn begin_alone(&self, lock: i64) -> Result<DatabaseTransaction, DbErr> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let transaction = self.writer.begin_with_options(options).await?;
        if transaction.get_database_backend() == DbBackend::Postgres {
            transaction.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({lock})")).await?;
        }
        Ok(transaction)
    }
}
