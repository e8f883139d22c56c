//! Turns: how many requests are executed at the same time. The others wait, and are sent away when they waited long.

use super::answer::{self, Code, Refusal};
use super::negotiate::Media;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Requests executed at the same time, unless the operator says otherwise.
pub const REQUESTS_AT_ONCE: usize = 16;

/// The turns of one server. Clones share them.
#[derive(Clone, Debug)]
pub(super) struct Turns {
    free: Arc<Semaphore>,
    all: usize,
    patience: Duration,
}

impl Turns {
    pub(super) fn new(all: usize, patience: Duration) -> Self {
        let all = all.clamp(1, Semaphore::MAX_PERMITS);
        Self { free: Arc::new(Semaphore::new(all)), all, patience }
    }

    /// A turn, which ends when it is dropped; `None` if none came in time.
    pub(super) async fn take(&self) -> Option<OwnedSemaphorePermit> {
        tokio::time::timeout(self.patience, Arc::clone(&self.free).acquire_owned()).await.ok()?.ok()
    }

    /// The answer where no turn came in time.
    pub(super) fn busy(&self, media: Media) -> Response {
        let message = format!("the server is busy: it works on {} requests, and none was done in time", self.all);
        let refusal =
            Refusal::new(Code::Busy, message).hint("nothing of this request was executed; send it again in a while");
        let mut response = answer::refuse(media, StatusCode::SERVICE_UNAVAILABLE, refusal);
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        response
    }
}
