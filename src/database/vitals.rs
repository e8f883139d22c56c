//! What can be told of a database that is open: whether it answers and is up to date, and how its connections are used.

use super::{Database, DatabaseError};
use sea_orm::{DatabaseConnection, DbBackend};

/// The connections of one door.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Connections that are open.
    pub open: u32,
    /// Those of them that nobody uses.
    pub idle: u32,
}

/// Whether a database can serve.
#[derive(Debug)]
pub enum Readiness {
    /// It answers, and its tables are those of this program.
    Ready,
    /// It answers, and this many steps have not been run.
    Behind(usize),
    /// It does not answer, or not what it should.
    Failing(DatabaseError),
}

impl Database {
    /// Asks the database. Takes as long as a connection and a statement may.
    pub async fn readiness(&self) -> Readiness {
        match self.pending().await {
            Ok(steps) if steps.is_empty() => Readiness::Ready,
            Ok(steps) => Readiness::Behind(steps.len()),
            Err(error) => Readiness::Failing(error),
        }
    }

    /// The connections for questions, and those for acts.
    #[must_use]
    pub fn usage(&self) -> [(&'static str, Usage); 2] {
        let mut reader = usage(&self.reader);
        reader.idle += u32::try_from(self.parked.number()).unwrap_or(u32::MAX);
        [("reader", reader), ("writer", usage(&self.writer))]
    }
}

fn usage(door: &DatabaseConnection) -> Usage {
    let (open, idle) = match door.get_database_backend() {
        DbBackend::Postgres => {
            let pool = door.get_postgres_connection_pool();
            (pool.size(), pool.num_idle())
        }
        DbBackend::Sqlite => {
            let pool = door.get_sqlite_connection_pool();
            (pool.size(), pool.num_idle())
        }
        _ => (0, 0),
    };
    Usage { open, idle: u32::try_from(idle).unwrap_or(u32::MAX) }
}
