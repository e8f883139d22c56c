//! The server's outside: GraphQL over HTTP, two pages, and what an operator asks. What a document means is the schema's; here
//! stands how a request is read, what is refused before the schema sees it, and how an answer is sent.

mod address;
mod answer;
mod budget;
mod bundle;
mod caller;
mod endpoint;
mod guard;
mod health;
mod metrics;
mod negotiate;
mod onward;
mod origins;
mod page;
mod plain;
mod prepare;
mod request;
mod request_id;
mod run;
mod sent;
mod serving;
mod settle;
mod slow;
mod turn;
mod watch;

pub use address::{ADDRESS_NOT_LOOPBACK, AddressRefused, loopback};
pub use answer::Code;
pub use budget::{Caller, Limits};
pub use bundle::Bundle;
pub use guard::{
    ALIASES, BRACKETS, DEPTH, DIRECTIVES, DOCUMENT_BYTES, FIELDS, INTROSPECTION_LISTS, INTROSPECTIONS, NESTING,
    ROOT_FIELDS, SELECTIONS, TOKENS, VALUES, VARIABLE_COPIES,
};
pub use health::{Alone, Behind, Stopping, Vitals};
pub use origins::Origins;
pub use page::Example;
pub use request::{BODY_BYTES, QUERY_STRING_BYTES};
pub use request_id::{RequestId, RequestIds, X_REQUEST_ID};
pub use serving::{Patience, serve};
pub use turn::REQUESTS_AT_ONCE;

use crate::clock::Clock;
use answer::Refusal;
use async_graphql::Executor;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Path};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use axum::routing::{any, get};
use budget::Budgets;
use endpoint::Door;
use guard::Documents;
use metrics::Metrics;
use negotiate::Media;
use page::Page;
use std::sync::Arc;
use turn::Turns;
use watch::Watcher;

/// What a server has besides its schema.
#[derive(Clone)]
pub struct Site {
    /// Queries that the pages at `/` and `/graphiql` offer; three are enough.
    pub examples: Vec<Example>,
    /// GraphiQL, if there is one to serve.
    pub bundle: Option<Bundle>,
    /// Where requests without an id get one.
    pub request_ids: RequestIds,
    /// How long it waits.
    pub patience: Patience,
    /// How much may be asked of it.
    pub limits: Limits,
    /// By which budgets fill.
    pub clock: Arc<dyn Clock>,
    /// How many requests are executed at the same time, at least one.
    pub requests_at_once: usize,
    /// The largest body of a request, in bytes.
    pub body_bytes: usize,
    /// Whose pages may ask besides its own.
    pub origins: Origins,
    /// What stands behind it.
    pub behind: Behind,
    /// Whether it is stopping.
    pub stopping: Stopping,
}

impl Site {
    /// A site without examples, with nothing behind it, and everything else as it is where nobody says otherwise.
    #[must_use]
    pub fn new(request_ids: RequestIds, clock: Arc<dyn Clock>) -> Self {
        Self {
            examples: Vec::new(),
            bundle: Bundle::embedded(),
            request_ids,
            patience: Patience::default(),
            limits: Limits::default(),
            clock,
            requests_at_once: REQUESTS_AT_ONCE,
            body_bytes: BODY_BYTES,
            origins: Origins::default(),
            behind: Behind::new(Alone),
            stopping: Stopping::default(),
        }
    }
}

/// All routes: `/graphql`, `/healthz`, `/readyz`, `/metrics`, the page at `/`, and GraphiQL at `/graphiql` with its files
/// below it. Resolvers find the [`RequestId`] in the request's data.
pub fn router<E: Executor>(schema: E, site: Site) -> Router {
    let Site { request_ids, patience, body_bytes, origins, behind, stopping, bundle, .. } = site;
    let page = Page::start(&site.examples);
    let graphiql = Page::graphiql(&site.examples, bundle.as_ref());
    let door = Door {
        schema,
        turns: Turns::new(site.requests_at_once, patience.turn),
        patience,
        body_bytes,
        budgets: Budgets::new(site.limits),
        documents: Documents::new(),
        clock: site.clock,
    };
    let metrics = Metrics::new();
    let watcher = Watcher { ids: request_ids, metrics: metrics.clone() };
    let graphql = any(endpoint::graphql::<E>);
    let graphql = match origins.layer() {
        Some(layer) => graphql.layer(layer),
        None => graphql,
    };
    let asked = behind.clone();
    let file = async move |Path(name): Path<String>, headers: HeaderMap| match bundle
        .and_then(|bundle| bundle.answer(&name, &headers))
    {
        Some(answer) => answer,
        None => nowhere().await,
    };
    let ready = async move || health::ready(&asked, &stopping, patience.ready).await;
    Router::new()
        .route("/graphql", graphql)
        .with_state(door)
        .route("/", get(async move || page.answer()))
        .route("/graphiql", get(async move || graphiql.answer()))
        .route("/graphiql/{file}", get(file))
        .route("/healthz", get(async || health::lives()))
        .route("/readyz", get(ready))
        .route("/metrics", get(move || async move { metrics.answer(behind.vitals()) }))
        .fallback(nowhere)
        // From the outermost to the innermost.
        .layer((
            from_fn_with_state(watcher, watch::watch),
            from_fn_with_state(origins, caller::check),
            DefaultBodyLimit::max(body_bytes),
        ))
}

async fn nowhere() -> Response {
    let refusal = Refusal::new(Code::NotFound, "nothing is served at this path")
        .hint("send GraphQL to /graphql, or read the pages at / and /graphiql");
    answer::refuse(Media::Json, StatusCode::NOT_FOUND, refusal)
}
