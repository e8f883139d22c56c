//! The only place that asks the system for the time, for ids and for chance. Everything else takes them as
//! parameters, so that tests can fix them.

use uuid::Uuid;
use values::Instant;

/// Time, ids and chance.
pub trait Clock: Send + Sync {
    /// The time.
    fn now(&self) -> Instant;
    /// An id that sorts by the time it was made, for what no reader sees.
    fn ordered_id(&self) -> Uuid;
    /// An id that tells nothing, neither when nor after how many others it was made.
    fn random_id(&self) -> Uuid;
}

/// The system's own.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Instant::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }

    fn ordered_id(&self) -> Uuid {
        Uuid::now_v7()
    }

    fn random_id(&self) -> Uuid {
        Uuid::new_v4()
    }
}

/// How long something takes, for logs and metrics; nothing is decided by it.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(std::time::Instant);

impl Stopwatch {
    /// Starts one.
    #[must_use]
    pub fn start() -> Self {
        Self(std::time::Instant::now())
    }

    /// The time since it was started.
    #[must_use]
    pub fn elapsed(&self) -> std::time::Duration {
        self.0.elapsed()
    }
}
