//! The server's outside: GraphQL over HTTP, one page, one health check. What a document means is the schema's; here
//! stands how a request is read, what is refused before the schema sees it, and how an answer is sent.

mod address;
mod answer;
mod budget;
mod caller;
mod endpoint;
mod guard;
mod negotiate;
mod page;
mod request;
mod request_id;
mod serving;
mod turn;

pub use address::{ADDRESS_NOT_LOOPBACK, AddressRefused, loopback};
pub use answer::Code;
pub use budget::{Caller, Limits};
pub use guard::{
    ALIASES, BRACKETS, DEPTH, DIRECTIVES, DOCUMENT_BYTES, FIELDS, INTROSPECTION_LISTS, INTROSPECTIONS, NESTING,
    ROOT_FIELDS, SELECTIONS, TOKENS, VALUES, VARIABLE_COPIES,
};
pub use page::Example;
pub use request::{BODY_BYTES, QUERY_STRING_BYTES};
pub use request_id::{RequestId, RequestIds, X_REQUEST_ID};
pub use serving::{Patience, serve};
pub use turn::REQUESTS_AT_ONCE;

use crate::clock::Clock;
use answer::Refusal;
use async_graphql::{ObjectType, Schema, SubscriptionType};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::{any, get};
use budget::Budgets;
use negotiate::Media;
use page::Page;
use std::sync::Arc;
use turn::Turns;

/// What a server has besides its schema.
#[derive(Clone)]
pub struct Site {
    /// Queries that the page at `/` offers; three are enough.
    pub examples: Vec<Example>,
    /// Where requests without an id get one.
    pub request_ids: RequestIds,
    /// How long it waits.
    pub patience: Patience,
    /// How much may be asked of it.
    pub limits: Limits,
    /// By which budgets fill.
    pub clock: Arc<dyn Clock>,
}

/// All routes: `/graphql`, `/healthz` and the page at `/`. Resolvers find the [`RequestId`] in the request's data.
pub fn router<Q, M, S>(schema: Schema<Q, M, S>, site: Site) -> Router
where
    Q: ObjectType + 'static,
    M: ObjectType + 'static,
    S: SubscriptionType + 'static,
{
    let page = Page::new(&site.examples);
    let door = endpoint::Door {
        schema,
        turns: Turns::new(site.patience.turn),
        patience: site.patience,
        budgets: Budgets::new(site.limits),
        documents: guard::Documents::new(),
        clock: site.clock,
    };
    Router::new()
        .route("/graphql", any(endpoint::graphql::<Schema<Q, M, S>>))
        .with_state(door)
        .route("/", get(move || async move { page.answer() }))
        .route("/healthz", get(healthy))
        .fallback(nowhere)
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .layer(from_fn(caller::check))
        .layer(from_fn_with_state(site.request_ids, request_id::stamp))
}

async fn healthy() -> Response {
    answer::plain(StatusCode::OK, "application/json", r#"{"status":"ok"}"#)
}

async fn nowhere() -> Response {
    let refusal = Refusal::new(Code::NotFound, "nothing is served at this path")
        .hint("send GraphQL to /graphql, or read the page at /");
    answer::refuse(Media::Json, StatusCode::NOT_FOUND, refusal)
}
