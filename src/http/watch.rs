//! What the operator learns of each request: its id on the answer, one line in the log, and the counters. Neither holds
//! a path, a variable or a document; of the caller's words only the request id and the operation's name are told. A fault of ours
//! stands in the log with its cause, in the words of whoever raised it, which can repeat a value.

use super::answer::{Raised, Refused};
use super::metrics::Metrics;
use super::request_id::{RequestId, RequestIds, X_REQUEST_ID};
use crate::clock::Stopwatch;
use axum::body::HttpBody;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;

/// The name of the operation that was executed, left on an answer.
#[derive(Clone, Debug)]
pub(super) struct Ran(pub(super) String);

/// The longest part of an operation's name that is logged, in bytes; names are ASCII.
const NAME: usize = 64;

/// What is needed to watch.
#[derive(Clone, Debug)]
pub(super) struct Watcher {
    pub(super) ids: RequestIds,
    pub(super) metrics: Metrics,
}

/// Gives the request its id, the answer the same, and tells of both when the answer is ready.
pub(super) async fn watch(State(watcher): State<Watcher>, mut request: Request, next: Next) -> Response {
    let given = request.headers().get(&X_REQUEST_ID);
    let given = given.and_then(|value| RequestId::parse(value.to_str().ok()?));
    let id = given.unwrap_or_else(|| watcher.ids.next());
    request.extensions_mut().insert(id.clone());
    let asked = Asked::begin(&request, id.clone(), watcher.metrics);
    let mut response = next.run(request).await;
    if let Some(Raised(cause)) = response.extensions_mut().remove() {
        tracing::error!(request = %id, cause, "fault in request");
    }
    if let Ok(value) = HeaderValue::from_str(id.as_str()) {
        response.headers_mut().insert(X_REQUEST_ID, value);
    }
    asked.answered(&mut response);
    response
}

/// A request under way. Dropped without an answer, it says that its caller went away.
struct Asked {
    id: RequestId,
    method: &'static str,
    route: &'static str,
    metrics: Metrics,
    watch: Stopwatch,
    open: bool,
}

impl Asked {
    fn begin(request: &Request, id: RequestId, metrics: Metrics) -> Self {
        metrics.begins();
        let (method, route) = (method(request.method()), route(request.uri().path()));
        Self { id, method, route, metrics, watch: Stopwatch::start(), open: true }
    }

    fn answered(mut self, response: &mut Response) {
        self.open = false;
        let taken = self.watch.elapsed();
        if let Some(Refused(code)) = response.extensions_mut().remove() {
            self.metrics.refuses(code);
        }
        let status = response.status().as_u16();
        self.metrics.ends(self.route, class(status), taken);
        let bytes = response.body().size_hint().exact();
        let ran: Option<Ran> = response.extensions_mut().remove();
        let operation = ran.as_ref().map(|Ran(name)| &name[..name.len().min(NAME)]);
        let microseconds = u64::try_from(taken.as_micros()).unwrap_or(u64::MAX);
        let (method, route) = (self.method, self.route);
        tracing::info!(request = %self.id, method, route, status, microseconds, bytes, operation, "answered");
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        if self.open {
            let taken = self.watch.elapsed();
            self.metrics.ends(self.route, "gone", taken);
            let microseconds = u64::try_from(taken.as_micros()).unwrap_or(u64::MAX);
            let (method, route) = (self.method, self.route);
            tracing::info!(request = %self.id, method, route, microseconds, "the caller went away");
        }
    }
}

fn method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::OPTIONS => "OPTIONS",
        Method::HEAD => "HEAD",
        _ => "other",
    }
}

/// What is asked for, of the paths that are served.
fn route(path: &str) -> &'static str {
    match path {
        "/graphql" => "/graphql",
        "/" => "/",
        "/healthz" => "/healthz",
        "/readyz" => "/readyz",
        "/metrics" => "/metrics",
        "/graphiql" => "/graphiql",
        path if path.starts_with("/graphiql/") => "/graphiql/",
        _ => "other",
    }
}

const fn class(status: u16) -> &'static str {
    match status {
        200..=299 => "2xx",
        300..=399 => "3xx",
        400..=499 => "4xx",
        _ => "5xx",
    }
}
