//! `/healthz`: the process lives. `/readyz`: it can answer, which its database decides, and whether it is stopping.

use super::answer;
use axum::http::StatusCode;
use axum::response::Response;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// What the server asks about what stands behind it.
pub trait Vitals: Send + Sync {
    /// Whether it can answer, and if not, why: a reason that anybody may read.
    fn ready(&self) -> Pin<Box<dyn Future<Output = Result<(), &'static str>> + Send + '_>>;
    /// Connections to the database: the name of a door, how many are open, and how many of them nobody uses.
    fn connections(&self) -> Vec<(&'static str, u32, u32)>;
    /// How many statements questions have taken.
    fn statements(&self) -> u64;
}

/// Nothing stands behind the server; it is always ready.
#[derive(Clone, Copy, Debug, Default)]
pub struct Alone;

impl Vitals for Alone {
    fn ready(&self) -> Pin<Box<dyn Future<Output = Result<(), &'static str>> + Send + '_>> {
        Box::pin(std::future::ready(Ok(())))
    }

    fn connections(&self) -> Vec<(&'static str, u32, u32)> {
        Vec::new()
    }

    fn statements(&self) -> u64 {
        0
    }
}

/// Whether the server has been asked to stop. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Stopping(Arc<AtomicBool>);

impl Stopping {
    /// It has, from now on.
    pub fn announce(&self) {
        self.0.store(true, Ordering::Release);
    }

    fn has_begun(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

/// What stands behind the server, as its site has it.
#[derive(Clone)]
pub struct Behind(Arc<dyn Vitals>);

impl Behind {
    /// Takes what is asked.
    pub fn new(vitals: impl Vitals + 'static) -> Self {
        Self(Arc::new(vitals))
    }

    pub(super) fn vitals(&self) -> &dyn Vitals {
        self.0.as_ref()
    }
}

impl fmt::Debug for Behind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Behind")
    }
}

const JSON: &str = "application/json";

pub(super) fn lives() -> Response {
    answer::plain(StatusCode::OK, JSON, r#"{"status":"ok"}"#)
}

/// Asks what stands behind, for at most `patience`.
pub(super) async fn ready(behind: &Behind, stopping: &Stopping, patience: Duration) -> Response {
    let found = match stopping.has_begun() {
        true => Err("the server is stopping"),
        false => {
            let asked = tokio::time::timeout(patience, behind.vitals().ready()).await;
            asked.unwrap_or(Err("the database does not answer in time"))
        }
    };
    match found {
        Ok(()) => answer::plain(StatusCode::OK, JSON, r#"{"status":"ready"}"#),
        Err(reason) => {
            let body = serde_json::json!({"status": "unavailable", "reason": reason}).to_string();
            answer::plain(StatusCode::SERVICE_UNAVAILABLE, JSON, body)
        }
    }
}
