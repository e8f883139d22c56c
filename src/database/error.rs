//! What can go wrong with the database as such: what it is, its stable code, and the way out.

use sea_orm::{ConnAcquireErr, DbErr, RuntimeErr, SqlxError};
use std::fmt;

/// A database that cannot be opened, reached or brought up to date.
///
/// Its text is for whoever runs the server. It names files and statements and must not reach a caller of the API.
#[derive(Debug)]
pub enum DatabaseError {
    /// The URL names a kind of database that this build does not know.
    UnknownKind {
        /// The URL's scheme.
        scheme: String,
    },
    /// The URL is one of PostgreSQL's and does not read as one. Holds what is wrong, never the URL.
    Url(String),
    /// It does not open.
    Open(DbErr),
    /// The server does not know this user, or not with this password.
    Login(DbErr),
    /// The server has no database of this name.
    Missing(DbErr),
    /// The database does not keep texts as UTF-8. Holds how it does.
    Encoding(String),
    /// No connection became free, or a lock was not given up, in time.
    Busy(DbErr),
    /// The connection broke, or the server went away.
    Lost(DbErr),
    /// The disk is full or over its quota, or it fails.
    Disk(DbErr),
    /// A copy could not be made, or is not whole.
    Copy(DbErr),
    /// A step could not be run or looked up.
    Migration(DbErr),
    /// The tables are older than the program. Holds the first step that was not run.
    Behind(String),
}

/// What the database's own word for a failure comes down to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Login,
    Missing,
    Busy,
    Lost,
    Disk,
    Other,
}

impl DatabaseError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownKind { .. } | Self::Url(_) => "DATABASE_URL",
            Self::Open(_) => "DATABASE_OPEN",
            Self::Login(_) => "DATABASE_LOGIN",
            Self::Missing(_) => "DATABASE_MISSING",
            Self::Encoding(_) => "DATABASE_ENCODING",
            Self::Busy(_) => "DATABASE_BUSY",
            Self::Lost(_) => "DATABASE_LOST",
            Self::Disk(_) => "DATABASE_DISK",
            Self::Copy(_) => "DATABASE_COPY",
            Self::Migration(_) => "DATABASE_MIGRATION",
            Self::Behind(_) => "DATABASE_BEHIND",
        }
    }

    /// Why a database did not open.
    pub(super) fn opening(cause: DbErr) -> Self {
        match kind(&cause) {
            Kind::Login => Self::Login(cause),
            Kind::Missing => Self::Missing(cause),
            Kind::Busy => Self::Busy(cause),
            Kind::Disk => Self::Disk(cause),
            Kind::Lost | Kind::Other => Self::Open(cause),
        }
    }

    /// Why a step was not run.
    pub(super) fn migrating(cause: DbErr) -> Self {
        Self::of(cause).unwrap_or_else(Self::Migration)
    }

    /// Why a transaction did not begin.
    pub(super) fn beginning(cause: DbErr) -> Self {
        Self::of(cause).unwrap_or_else(Self::Lost)
    }

    /// A failure of the database as such; a statement that it refused comes back as it was.
    ///
    /// # Errors
    /// The failure that was handed in, if it is one of its statement.
    pub fn of(cause: DbErr) -> Result<Self, DbErr> {
        match kind(&cause) {
            Kind::Login => Ok(Self::Login(cause)),
            Kind::Missing => Ok(Self::Missing(cause)),
            Kind::Busy => Ok(Self::Busy(cause)),
            Kind::Lost => Ok(Self::Lost(cause)),
            Kind::Disk => Ok(Self::Disk(cause)),
            Kind::Other => Err(cause),
        }
    }

    /// Whether the connection is gone, and perhaps the server.
    pub(super) fn is_lost(cause: &DbErr) -> bool {
        matches!(kind(cause), Kind::Lost)
    }

    /// Whether a statement was stopped because its time was up.
    pub fn is_out_of_time(cause: &DbErr) -> bool {
        let (DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error))) = cause else {
            return false;
        };
        matches!(error.as_ref(), SqlxError::Database(told) if told.code().as_deref() == Some("57014"))
    }

    /// Whether SQLite found more than fits into one value, or into memory.
    pub(super) fn is_too_long(cause: &DbErr) -> bool {
        let (DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error))) = cause else {
            return false;
        };
        // PostgreSQL's codes have five characters.
        matches!(error.as_ref(), SqlxError::Database(told) if matches!(told.code().as_deref(), Some("7" | "18")))
    }

    const fn way_out(&self) -> &'static str {
        match self {
            Self::UnknownKind { .. } => "write `sqlite:FILE`, `sqlite::memory:` or `postgres://USER@HOST/DATABASE`",
            Self::Url(_) => {
                "write `postgres://USER:PASSWORD@HOST:PORT/DATABASE`, with `%40` for an `@` in the password"
            }
            Self::Open(_) => {
                "for SQLite name a file that this user may read and write, and that is a SQLite database or not there yet; for PostgreSQL see that the server runs and that its host and port can be reached"
            }
            Self::Login(_) => "check user and password; PGPASSWORD and ~/.pgpass are read when the URL has no password",
            Self::Missing(_) => {
                "correct the name in the URL, or create it: with `createdb` on a server, with `anbud migrate` in a file"
            }
            Self::Encoding(_) => "create it with `createdb --encoding=UTF8 --template=template0`",
            Self::Busy(_) => {
                "try again; if it stays so, see whether the server runs, and what holds its connections or locks"
            }
            Self::Lost(_) => "see that the database server runs, and try again; nothing of what was under way is kept",
            Self::Disk(_) => {
                "make room on the disk of the database, or see what the system says of it, and try again; nothing of what was under way is kept"
            }
            Self::Copy(_) => {
                "name a file in a folder that this user may write to; if the copy is not whole, the database is damaged: restore it from an earlier backup"
            }
            Self::Migration(_) => {
                "nothing of the step is kept: see what the database says above, and that this user owns the tables"
            }
            Self::Behind(_) => "bring it up to date with `anbud migrate`, and try again; nothing was done",
        }
    }
}

/// PostgreSQL's codes, <https://www.postgresql.org/docs/current/errcodes-appendix.html>, and SQLite's for a held lock.
fn kind(cause: &DbErr) -> Kind {
    let (DbErr::Conn(RuntimeErr::SqlxError(error))
    | DbErr::Exec(RuntimeErr::SqlxError(error))
    | DbErr::Query(RuntimeErr::SqlxError(error))) = cause
    else {
        return match cause {
            DbErr::ConnectionAcquire(ConnAcquireErr::Timeout) => Kind::Busy,
            DbErr::ConnectionAcquire(_) => Kind::Lost,
            _ => Kind::Other,
        };
    };
    match error.as_ref() {
        SqlxError::Io(_) | SqlxError::Protocol(_) | SqlxError::PoolClosed | SqlxError::WorkerCrashed => Kind::Lost,
        SqlxError::PoolTimedOut => Kind::Busy,
        SqlxError::Database(told) => match told.code().as_deref().unwrap_or_default() {
            code if is_of_sqlites_disk(code) => Kind::Disk,
            "53100" | "58030" => Kind::Disk,
            "28P01" | "28000" => Kind::Login,
            "3D000" => Kind::Missing,
            "53300" | "55P03" | "5" | "261" | "517" => Kind::Busy,
            "57P01" | "57P02" | "57P03" => Kind::Lost,
            _ => Kind::Other,
        },
        _ => Kind::Other,
    }
}

/// SQLite's number for a full disk, and the family of those for a disk that fails, which stands in the lowest byte.
fn is_of_sqlites_disk(code: &str) -> bool {
    const FULL: u32 = 13;
    const FAILED: u32 = 10;
    code.len() < 5 && code.parse::<u32>().is_ok_and(|number| number == FULL || number & 0xff == FAILED)
}

impl fmt::Display for DatabaseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownKind { scheme } => write!(
                f,
                "the database URL does not begin with a kind that is known here ({scheme:?} is read as its kind)"
            ),
            Self::Url(wrong) => write!(f, "the database URL does not read as one of PostgreSQL: {wrong}"),
            Self::Open(cause) => write!(f, "the database does not open: {cause}"),
            Self::Login(cause) => write!(f, "the database server refuses this user or password: {cause}"),
            Self::Missing(cause) => write!(f, "the database is not there: {cause}"),
            Self::Encoding(encoding) => {
                write!(f, "the database keeps texts as {encoding}, which not every text fits in")
            }
            Self::Busy(cause) => write!(f, "no connection or lock of the database became free in time: {cause}"),
            Self::Lost(cause) => write!(f, "the connection to the database is lost: {cause}"),
            Self::Disk(cause) => write!(f, "the disk of the database is full or fails: {cause}"),
            Self::Copy(cause) => write!(f, "no whole copy of the database could be made: {cause}"),
            Self::Migration(cause) => write!(f, "the tables could not be brought up to date: {cause}"),
            Self::Behind(step) => write!(f, "the tables are not up to date: the step {step} was not run"),
        }?;
        write!(f, "\n  way out: {}", self.way_out())
    }
}

impl std::error::Error for DatabaseError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::UnknownKind { .. } | Self::Url(_) | Self::Encoding(_) | Self::Behind(_) => None,
            Self::Open(cause)
            | Self::Login(cause)
            | Self::Missing(cause)
            | Self::Busy(cause)
            | Self::Lost(cause)
            | Self::Disk(cause)
            | Self::Copy(cause)
            | Self::Migration(cause) => Some(cause),
        }
    }
}
