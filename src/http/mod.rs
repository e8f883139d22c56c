//! The server's outside: GraphQL over HTTP, one page, one health check. What a document means is the schema's; here
//! stands how a request is read, what is refused before the schema sees it, and how an answer is sent.

mod address;
mod answer;
mod endpoint;
mod guard;
mod negotiate;
mod page;
mod request;
mod request_id;

pub use address::{ADDRESS_NOT_LOOPBACK, AddressRefused, loopback};
pub use answer::Code;
pub use guard::{
    ALIASES, BRACKETS, DEPTH, DIRECTIVES, DOCUMENT_BYTES, FIELDS, INTROSPECTION_LISTS, INTROSPECTIONS, NESTING,
    SELECTIONS, TOKENS, VARIABLE_COPIES,
};
pub use page::Example;
pub use request::{BODY_BYTES, QUERY_STRING_BYTES};
pub use request_id::{RequestId, RequestIds, X_REQUEST_ID};

use answer::Refusal;
use async_graphql::{ObjectType, Schema, SubscriptionType};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use axum::routing::{any, get};
use negotiate::Media;
use page::Page;
use std::io;
use tokio::net::TcpListener;

/// What a server has besides its schema.
#[derive(Clone, Debug)]
pub struct Site {
    /// Queries that the page at `/` offers; three are enough.
    pub examples: Vec<Example>,
    /// Where requests without an id get one.
    pub request_ids: RequestIds,
}

/// All routes: `/graphql`, `/healthz` and the page at `/`. Resolvers find the [`RequestId`] in the request's data.
pub fn router<Q, M, S>(schema: Schema<Q, M, S>, site: Site) -> Router
where
    Q: ObjectType + 'static,
    M: ObjectType + 'static,
    S: SubscriptionType + 'static,
{
    let page = Page::new(&site.examples);
    Router::new()
        .route("/graphql", any(endpoint::graphql::<Schema<Q, M, S>>))
        .with_state(schema)
        .route("/", get(move || async move { page.answer() }))
        .route("/healthz", get(healthy))
        .fallback(nowhere)
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .layer(from_fn_with_state(site.request_ids, request_id::stamp))
}

/// Serves until `shutdown` is ready; requests under way are answered first.
///
/// # Errors
/// What the operating system says about the listener.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    axum::serve(listener, router).with_graceful_shutdown(shutdown).await
}

async fn healthy() -> Response {
    answer::plain(StatusCode::OK, "application/json", r#"{"status":"ok"}"#)
}

async fn nowhere() -> Response {
    let refusal = Refusal::new(Code::NotFound, "nothing is served at this path")
        .hint("send GraphQL to /graphql, or read the page at /");
    answer::refuse(Media::Json, StatusCode::NOT_FOUND, refusal)
}
