//! Brings the tables up to date, whole or not at all. Two processes that do so at the same moment do it once.

use super::{Database, DatabaseError};
use migration::{Migrator, MigratorTrait};
use sea_orm::{DatabaseTransaction, DbErr};

impl Database {
    /// Runs the steps that have not been run, and tells how many they were.
    ///
    /// # Errors
    /// `DATABASE_MIGRATION` when a step fails; what it and the steps before it had done is undone. `DATABASE_BUSY` when
    /// another process takes too long over them.
    pub async fn migrate(&self) -> Result<usize, DatabaseError> {
        // Where there is nothing to do, nobody needs to wait for anybody.
        if self.pending().await?.is_empty() {
            return Ok(0);
        }
        let transaction = self.begin_steps().await.map_err(DatabaseError::migrating)?;
        match run(&transaction).await {
            Ok(steps) => transaction.commit().await.map(|()| steps).map_err(DatabaseError::migrating),
            Err(cause) => {
                // What the step said matters more than what the way back may say.
                let _ = transaction.rollback().await;
                Err(DatabaseError::migrating(cause))
            }
        }
    }

    /// Refuses tables that are not up to date, and changes nothing.
    ///
    /// # Errors
    /// `DATABASE_BEHIND`, and those of [`Database::pending`].
    pub async fn current(&self) -> Result<&Self, DatabaseError> {
        match self.pending().await?.into_iter().next() {
            None => Ok(self),
            Some(step) => Err(DatabaseError::Behind(step)),
        }
    }

    /// The names of the steps that have not been run, without changing anything.
    ///
    /// # Errors
    /// `DATABASE_MIGRATION` when the history of steps cannot be read.
    pub async fn pending(&self) -> Result<Vec<String>, DatabaseError> {
        let _waiting = self.parked.make_way();
        let steps = Migrator::get_pending_migrations_read_only(&self.reader).await;
        let steps = steps.map_err(DatabaseError::migrating)?;
        Ok(steps.iter().map(|step| step.name().to_owned()).collect())
    }
}

/// The steps that were pending when our turn came: another process may have run them while we waited.
async fn run(transaction: &DatabaseTransaction) -> Result<usize, DbErr> {
    let steps = Migrator::get_pending_migrations(transaction).await?.len();
    Migrator::up(transaction, None).await?;
    Ok(steps)
}
