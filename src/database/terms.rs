//! How many connections there are, and how long they may take.

use std::time::Duration;

/// What an operator may set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Connections that answer questions, at least one.
    pub readers: u32,
    /// How long a statement of a question may take. On PostgreSQL; SQLite's are bounded by the question's own time.
    pub statement: Duration,
    /// How long opening waits for the server, and a statement for a free connection.
    pub connection: Duration,
}

impl Default for Terms {
    fn default() -> Self {
        Self { readers: 4, statement: Duration::from_secs(10), connection: Duration::from_secs(10) }
    }
}
