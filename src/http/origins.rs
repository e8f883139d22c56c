//! Pages of other origins that may ask from a browser. There are none unless the operator names them; they are named
//! one by one, never with their users' credentials, and only `/graphql` answers them.

use super::request_id::X_REQUEST_ID;
use axum::http::{HeaderValue, Method, header};
use std::sync::Arc;
use std::time::Duration;
use tower_http::cors::{AllowOrigin, CorsLayer};

/// The origins that may ask besides the server's own. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct Origins(Arc<[HeaderValue]>);

/// How long a browser may keep the answer to whether it may ask.
const KEPT: Duration = Duration::from_secs(600);

impl Origins {
    /// Takes texts such as `https://app.example`, without a path; one that no header can hold is left out, and then
    /// its pages are refused.
    pub fn new<'a>(origins: impl IntoIterator<Item = &'a str>) -> Self {
        Self(origins.into_iter().filter_map(|origin| HeaderValue::from_str(origin).ok()).collect())
    }

    pub(super) fn holds(&self, origin: &HeaderValue) -> bool {
        self.0.contains(origin)
    }

    /// What tells browsers; nothing if there are no others.
    pub(super) fn layer(&self) -> Option<CorsLayer> {
        let layer = CorsLayer::new()
            .allow_origin(AllowOrigin::list(self.0.iter().cloned()))
            .allow_methods([Method::GET, Method::POST])
            .allow_headers([header::CONTENT_TYPE, header::ACCEPT, X_REQUEST_ID])
            .expose_headers([X_REQUEST_ID, header::RETRY_AFTER])
            .max_age(KEPT);
        (!self.0.is_empty()).then_some(layer)
    }
}
