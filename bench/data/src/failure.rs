//! What can go wrong.

use sea_orm::{DbErr, RuntimeErr, SqlxError};
use std::fmt;
use values::Faults;

/// What can go wrong.
#[derive(Debug)]
pub enum Failure {
    /// The size asked for cannot be made. Holds why.
    Size(String),
    /// The database holds procurements already.
    NotEmpty,
    /// The database refused something or is not there.
    Database(DbErr),
    /// What was made refers to something that is not there. Holds the database's word for it.
    Dangling(String),
    /// What was made is not what the engine takes, which is a fault of this program.
    Data(Faults),
    /// Another fault of this program.
    Own(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Size(why) => f.write_str(why),
            Self::NotEmpty => f.write_str("the database holds procurements already; name a new one"),
            Self::Database(cause) => write!(f, "the database: {cause}"),
            Self::Dangling(what) => write!(f, "a row refers to something that is not there: {what}"),
            Self::Data(faults) => write!(f, "the engine does not take what was made:\n{faults}"),
            Self::Own(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for Failure {}

impl From<DbErr> for Failure {
    fn from(cause: DbErr) -> Self {
        Self::Database(cause)
    }
}

impl From<SqlxError> for Failure {
    fn from(cause: SqlxError) -> Self {
        Self::Database(DbErr::Exec(RuntimeErr::SqlxError(cause.into())))
    }
}

impl From<Faults> for Failure {
    fn from(faults: Faults) -> Self {
        Self::Data(faults)
    }
}
