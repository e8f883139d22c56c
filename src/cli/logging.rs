//! The log: lines of text or JSON on the error output. It holds what this program says of itself and nothing that its
//! libraries say, since they do not know what is secret.

use crate::config::Settings;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, fmt, registry};

/// Where our own lines come from.
const OURS: &str = "anbud";

/// Begins to write the log. A log that has begun goes on as it is.
pub(super) fn begin(settings: &Settings) {
    let level = settings.text("log_level").parse().unwrap_or(LevelFilter::INFO);
    let lines = fmt::layer().with_writer(std::io::stderr).with_target(false);
    let lines = match settings.text("log_format") {
        "json" => lines.json().flatten_event(true).with_current_span(false).with_span_list(false).boxed(),
        _ => lines.boxed(),
    };
    let _ = registry().with(lines.with_filter(Targets::new().with_target(OURS, level))).try_init();
}
