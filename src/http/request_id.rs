//! One id per request, on every answer. The caller's own id is kept when it is a plain token; otherwise the id is the
//! next of a counter that whoever starts the server hands in, so that nothing here asks a clock or draws lots.

use axum::http::HeaderName;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The header that carries it.
pub const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The longest id that is taken from a caller, in bytes.
const LONGEST: usize = 128;

/// A request id: 1 to 128 letters, digits, `-`, `_` or `.`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(String);

impl RequestId {
    /// Reads an id; `None` if it is not a plain token.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        let sane = (1..=LONGEST).contains(&text.len()) && text.bytes().all(plain);
        sane.then(|| Self(text.to_owned()))
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Makes ids: `<run>-1`, `<run>-2` and so on. Clones share the counter.
#[derive(Clone, Debug)]
pub struct RequestIds {
    run: Arc<str>,
    next: Arc<AtomicU64>,
}

impl RequestIds {
    /// Ids of one run of one server. `run` should differ between runs and nodes, else their ids repeat.
    #[must_use]
    pub fn of_run(run: &RequestId) -> Self {
        Self { run: run.as_str().into(), next: Arc::new(AtomicU64::new(1)) }
    }

    /// The next id.
    #[must_use]
    pub fn next(&self) -> RequestId {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        RequestId(format!("{}-{number}", self.run))
    }
}
