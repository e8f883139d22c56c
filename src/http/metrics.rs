//! What the server counts, in the text that Prometheus reads. Every label has a fixed set of values: no path, key or
//! word of a caller's ever becomes one.

use super::answer::{self, Code};
use super::health::Vitals;
use axum::http::StatusCode;
use axum::response::Response;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

type Labels<const N: usize> = [(&'static str, &'static str); N];

/// The counters of one server. Clones share them.
#[derive(Clone, Debug)]
pub(super) struct Metrics {
    registry: Arc<Registry>,
    requests: Family<Labels<2>, Counter>,
    duration: Family<Labels<1>, Histogram>,
    in_flight: Gauge,
    refused: Family<Labels<1>, Counter>,
    connections: Family<Labels<2>, Gauge>,
    statements: Counter,
}

/// Bounds of the classes of durations, in seconds.
const SECONDS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

/// What the format calls itself.
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

impl Metrics {
    pub(super) fn new() -> Self {
        let mut registry = Registry::with_prefix("anbud");
        let requests = Family::default();
        let duration = Family::<Labels<1>, Histogram>::new_with_constructor(|| Histogram::new(SECONDS));
        let (in_flight, refused) = (Gauge::default(), Family::default());
        let (connections, statements) = (Family::default(), Counter::default());
        registry.register("requests", "Requests answered, by what was asked and class of status", requests.clone());
        let about = "How long requests took until their answer was ready";
        registry.register_with_unit("request_duration", about, Unit::Seconds, duration.clone());
        registry.register("requests_in_flight", "Requests under way, this one included", in_flight.clone());
        registry.register("refused", "Requests refused as a whole, by code", refused.clone());
        registry.register("database_connections", "Connections to the database, by use", connections.clone());
        registry.register("read_statements", "Statements that questions have sent to the database", statements.clone());
        let registry = Arc::new(registry);
        Self { registry, requests, duration, in_flight, refused, connections, statements }
    }

    pub(super) fn begins(&self) {
        self.in_flight.inc();
    }

    pub(super) fn ends(&self, route: &'static str, class: &'static str, taken: Duration) {
        self.in_flight.dec();
        self.requests.get_or_create(&[("route", route), ("status", class)]).inc();
        self.duration.get_or_create(&[("route", route)]).observe(taken.as_secs_f64());
    }

    pub(super) fn refuses(&self, code: Code) {
        self.refused.get_or_create(&[("code", code.as_str())]).inc();
    }

    /// The page. What the database knows is asked for now.
    pub(super) fn answer(&self, vitals: &dyn Vitals) -> Response {
        for (door, open, idle) in vitals.connections() {
            let set = |state, value: u32| {
                self.connections.get_or_create(&[("door", door), ("state", state)]).set(value.into())
            };
            set("idle", idle.min(open));
            set("used", open.saturating_sub(idle));
        }
        self.statements.inner().store(vitals.statements(), Ordering::Relaxed);
        let mut page = String::new();
        match encode(&mut page, &self.registry) {
            Ok(()) => answer::plain(StatusCode::OK, OPEN_METRICS, page),
            Err(_) => answer::plain(StatusCode::INTERNAL_SERVER_ERROR, "text/plain; charset=utf-8", ""),
        }
    }
}
