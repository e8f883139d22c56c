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
    /// How long a question's transaction may rest between two statements. On PostgreSQL.
    pub pause: Duration,
    /// A connection that has rested longer than this is tried before use; a busier one is trusted, which saves a round trip
    /// per statement.
    pub rest: Duration,
}

impl Terms {
    /// For commands that look at a whole database and have nobody who waits: six hours for what a server bounds in
    /// seconds.
    #[must_use]
    pub fn upkeep() -> Self {
        const LONG: Duration = Duration::from_secs(6 * 60 * 60);
        Self { statement: LONG, pause: LONG, ..Self::default() }
    }
}

impl Default for Terms {
    fn default() -> Self {
        Self {
            readers: 4,
            statement: Duration::from_secs(10),
            connection: Duration::from_secs(10),
            pause: Duration::from_secs(30),
            rest: Duration::from_secs(30),
        }
    }
}
