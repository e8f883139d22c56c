//! What can go wrong with a question, and what the caller may be told of it.

use crate::database::DatabaseError;
use sea_orm::DbErr;
use std::fmt;

/// Why a question has no answer.
#[derive(Debug)]
pub enum ReadError {
    /// `first` or `last` is not between 1 and the largest page.
    PageSize {
        /// What was asked for.
        first: i64,
    },
    /// Neither `first` nor `last` is given, or both are.
    PageEnds,
    /// `after` or `before` is no cursor of this list in this order.
    Cursor,
    /// A cursor is given for lists under more than one thing.
    ManyLists,
    /// A filter asks for something that cannot be filtered by.
    Filter {
        /// Where in the filter, as a pointer.
        place: String,
        /// What is wrong, and the way out.
        cause: String,
    },
    /// The list cannot be ordered so.
    OrderBy {
        /// What is wrong, and the way out.
        cause: String,
    },
    /// One response key stands for two different things.
    ConflictingKey {
        /// The key.
        key: String,
    },
    /// The noun has no such field. The schema's validation normally says so first.
    UnknownField {
        /// The type.
        noun: &'static str,
        /// The name.
        field: String,
    },
    /// The question leads to more statements, things or bytes than one answer may hold.
    TooLarge,
    /// The database moved on between two statements that were to see one moment. Whoever answers asks again in a
    /// transaction, so that no caller sees this.
    Moved,
    /// A statement took longer than the database gives it.
    OutOfTime,
    /// A statement failed.
    Database(DbErr),
    /// The database could not be reached.
    Unreachable(DatabaseError),
    /// The database holds something that the read model says cannot be there.
    Inconsistent {
        /// The type.
        noun: &'static str,
        /// The field's response key, as it stands in the answer.
        field: String,
    },
}

impl ReadError {
    /// Whether the same question may have an answer when it is asked again at once: nothing but reading was done.
    pub(super) fn is_of_the_moment(&self) -> bool {
        matches!(self, Self::Moved | Self::Unreachable(DatabaseError::Lost(_)))
    }

    /// The stable code, for `extensions.code`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::PageSize { .. }
            | Self::PageEnds
            | Self::Cursor
            | Self::ManyLists
            | Self::Filter { .. }
            | Self::OrderBy { .. } => "BAD_USER_INPUT",
            Self::ConflictingKey { .. } | Self::UnknownField { .. } => "GRAPHQL_VALIDATION_FAILED",
            Self::TooLarge => "QUERY_TOO_COMPLEX",
            Self::OutOfTime => "REQUEST_TIMEOUT",
            Self::Moved | Self::Database(_) | Self::Unreachable(_) | Self::Inconsistent { .. } => "INTERNAL",
        }
    }

    /// What the caller is told. Of faults of ours it tells nothing but that they happened.
    pub fn message(&self) -> String {
        match self {
            Self::PageSize { first } => format!(
                "the page is to have {first} things; ask for between 1 and {} at a time, and go on with `after` or `before`",
                super::page::LARGEST
            ),
            Self::PageEnds => {
                "ask for the `first` things of the list, or for the `last`: one of the two, between 1 and 100"
                    .to_owned()
            }
            Self::Cursor => "this is not a cursor of this list in this order; use `endCursor` of the page before as \
                             `after`, or `startCursor` of the page behind as `before`"
                .to_owned(),
            Self::ManyLists => {
                "a cursor belongs to one list, and this list is asked for under several things; ask for the \
                                thing by its id, and page its list there"
                    .to_owned()
            }
            Self::Filter { place, cause } if place.is_empty() => format!("the filter cannot be read: {cause}"),
            Self::Filter { place, cause } => format!("the filter cannot be read at {place}: {cause}"),
            Self::OrderBy { cause } => cause.clone(),
            Self::ConflictingKey { key } => {
                format!("`{key}` is asked for in two different ways at the same place; give one of them another alias")
            }
            Self::UnknownField { noun, field } => format!("`{noun}` has no field `{field}`"),
            Self::TooLarge => "the question leads to too much at once; ask for less, or in parts".to_owned(),
            Self::OutOfTime => "the database took too long over the question; ask for less, or in parts".to_owned(),
            Self::Moved | Self::Database(_) | Self::Unreachable(_) | Self::Inconsistent { .. } => {
                "the question could not be answered; the fault is ours".to_owned()
            }
        }
    }
}

impl fmt::Display for ReadError {
    /// The text for whoever runs the server.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Database(cause) => write!(f, "the database failed: {cause}"),
            Self::Unreachable(cause) => cause.fmt(f),
            Self::Inconsistent { noun, field } => {
                write!(f, "the database holds something for `{field}` of {noun} that cannot be there")
            }
            other => f.write_str(&other.message()),
        }
    }
}

impl std::error::Error for ReadError {}

impl From<DbErr> for ReadError {
    fn from(cause: DbErr) -> Self {
        if DatabaseError::is_out_of_time(&cause) {
            return Self::OutOfTime;
        }
        DatabaseError::of(cause).map_or_else(Self::Database, Self::Unreachable)
    }
}

impl From<DatabaseError> for ReadError {
    fn from(cause: DatabaseError) -> Self {
        Self::Unreachable(cause)
    }
}
