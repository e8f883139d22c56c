//! Why an act did not happen: it was refused for what it was given, or something of ours is broken.

use crate::database::DatabaseError;
use sea_orm::DbErr;
use std::fmt;
use values::Faults;

/// Why an act did not happen. Nothing of it was kept.
#[derive(Debug)]
pub enum Failure {
    /// What was handed in has faults.
    Refused(Faults),
    /// What was asked for is not there, or not to be seen.
    NotFound(Faults),
    /// The database could not be opened, reached or brought up to date.
    Database(DatabaseError),
    /// The database refused or lost a statement. For the log, never for a caller of the API.
    Storage(DbErr),
    /// What is stored does not read as what it should be. For the log, never for a caller of the API.
    Damaged(Faults),
}

impl Failure {
    /// The faults that the one who asked may see.
    #[must_use]
    pub const fn faults(&self) -> Option<&Faults> {
        match self {
            Self::Refused(faults) | Self::NotFound(faults) => Some(faults),
            Self::Database(_) | Self::Storage(_) | Self::Damaged(_) => None,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(faults) | Self::NotFound(faults) => write!(f, "{faults}"),
            Self::Database(error) => write!(f, "{}: {error}", error.code()),
            Self::Storage(error) => write!(f, "storage.failed: {error}"),
            Self::Damaged(faults) => write!(f, "storage.damaged: {faults}"),
        }
    }
}

impl std::error::Error for Failure {}

impl From<Faults> for Failure {
    fn from(faults: Faults) -> Self {
        Self::Refused(faults)
    }
}

impl From<DatabaseError> for Failure {
    fn from(error: DatabaseError) -> Self {
        Self::Database(error)
    }
}

impl From<DbErr> for Failure {
    fn from(error: DbErr) -> Self {
        DatabaseError::of(error).map_or_else(Self::Storage, Self::Database)
    }
}
