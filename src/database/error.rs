//! What can go wrong with the database as such.

use sea_orm::DbErr;
use std::fmt;

/// A database that cannot be opened or brought up to date.
///
/// Its text is for whoever runs the server. It names files and statements and must not reach a caller of the API.
#[derive(Debug)]
pub enum DatabaseError {
    /// The URL names a kind of database that this build does not know.
    UnknownKind {
        /// The URL's scheme.
        scheme: String,
    },
    /// It does not open.
    Open(DbErr),
    /// No connection became free in time.
    Busy(DbErr),
    /// A step could not be run or looked up.
    Migration(DbErr),
}

impl DatabaseError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownKind { .. } => "DATABASE_URL",
            Self::Open(_) => "DATABASE_OPEN",
            Self::Busy(_) => "DATABASE_BUSY",
            Self::Migration(_) => "DATABASE_MIGRATION",
        }
    }
}

impl fmt::Display for DatabaseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownKind { scheme } => write!(
                f,
                "the database URL does not begin with a kind that is known here ({scheme:?} is read as its kind)\n  way out: write `sqlite:FILE` or `sqlite::memory:`"
            ),
            Self::Open(cause) => {
                write!(
                    f,
                    "the database does not open: {cause}\n  way out: name a file that this user may read and write, and that is a SQLite database or not there yet"
                )
            }
            Self::Busy(cause) => write!(f, "no connection to the database became free: {cause}"),
            Self::Migration(cause) => {
                write!(f, "the tables could not be brought up to date: {cause}")
            }
        }
    }
}

impl std::error::Error for DatabaseError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::UnknownKind { .. } => None,
            Self::Open(cause) | Self::Busy(cause) | Self::Migration(cause) => Some(cause),
        }
    }
}
