//! Answers: the codes of top-level errors, what the caller reads when something is refused, and which of the
//! library's words are passed on. A text that nobody wrote for a caller goes to the operator, never into an answer.

use super::negotiate::Media;
use super::prepare::RootField;
use super::sent::Sent;
use super::settle;
use async_graphql::{ErrorExtensionValues, Name, PathSegment, Pos, Response as Executed, ServerError, Value};
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use indexmap::IndexMap;
use std::collections::BTreeMap;

/// Why a request as a whole, or a field of it, was not answered: `extensions.code` of a top-level error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// The document is not GraphQL.
    GraphqlParseFailed,
    /// The document does not fit the schema.
    GraphqlValidationFailed,
    /// The request, or a value in it, is not what is asked for.
    BadUserInput,
    /// Nothing is served at this path.
    NotFound,
    /// The document is larger or deeper than the server will work on.
    QueryTooComplex,
    /// The request is for another host, or from a page of another origin.
    Forbidden,
    /// The caller has spent what it may spend for now. Nothing of the request was done.
    RateLimited,
    /// The question took too long and was cut off. Nothing was changed.
    RequestTimeout,
    /// The server works on as much as it can. Nothing of the request was done.
    Busy,
    /// The server failed. The cause is in its log under the request id.
    Internal,
}

impl Code {
    /// The code as callers read it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::GraphqlParseFailed => "GRAPHQL_PARSE_FAILED",
            Self::GraphqlValidationFailed => "GRAPHQL_VALIDATION_FAILED",
            Self::BadUserInput => "BAD_USER_INPUT",
            Self::NotFound => "NOT_FOUND",
            Self::QueryTooComplex => "QUERY_TOO_COMPLEX",
            Self::Forbidden => "FORBIDDEN",
            Self::RateLimited => "RATE_LIMITED",
            Self::RequestTimeout => "REQUEST_TIMEOUT",
            Self::Busy => "BUSY",
            Self::Internal => "INTERNAL",
        }
    }
}

/// A refused request: what was wrong, where, and the way out.
#[derive(Clone, Debug)]
pub(super) struct Refusal {
    code: Code,
    message: String,
    hint: Option<String>,
    locations: Vec<Pos>,
    charge: Option<Box<Charge>>,
}

/// What a request costs, and what one request may cost: `extensions.cost` of its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Charge {
    pub(super) requested: u64,
    pub(super) limit: u64,
}

impl Charge {
    fn tell(self, extensions: &mut BTreeMap<String, Value>) {
        let Self { requested, limit } = self;
        let members = [("requested", requested), ("limit", limit)];
        let members = members.map(|(name, number)| (Name::new(name), Value::from(number)));
        extensions.insert("cost".to_owned(), Value::Object(members.into_iter().collect()));
    }
}

impl Refusal {
    pub(super) fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), hint: None, locations: Vec::new(), charge: None }
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub(super) fn at(mut self, positions: impl IntoIterator<Item = Pos>) -> Self {
        self.locations.extend(positions);
        self
    }

    pub(super) fn charged(mut self, charge: Charge) -> Self {
        self.charge = Some(Box::new(charge));
        self
    }

    pub(super) fn into_error(self) -> ServerError {
        let mut extensions = ErrorExtensionValues::default();
        extensions.set("code", self.code.as_str());
        if let Some(hint) = self.hint {
            extensions.set("hint", hint);
        }
        let mut error = ServerError::new(self.message, None);
        error.locations = self.locations;
        error.extensions = Some(extensions);
        error
    }
}

/// Left on an answer for the operator: what really went wrong.
#[derive(Clone, Debug)]
pub(super) struct Raised(pub(super) String);

/// Left on an answer that refuses its request as a whole.
#[derive(Clone, Copy, Debug)]
pub(super) struct Refused(pub(super) Code);

/// Refuses a request with a status that both media types share.
pub(super) fn refuse(media: Media, status: StatusCode, refusal: Refusal) -> Response {
    let (code, mut extensions) = (refusal.code, BTreeMap::new());
    if let Some(charge) = &refusal.charge {
        charge.tell(&mut extensions);
    }
    let sent = Sent { errors: &[refusal.into_error()], data: None, extensions: &extensions };
    let mut response = send(media, status, &sent);
    response.extensions_mut().insert(Refused(code));
    response
}

/// Refuses a well-formed request for its document or its variables: 400 in GraphQL's own media type, 200 in plain JSON.
pub(super) fn refuse_document(media: Media, refusal: Refusal) -> Response {
    refuse(media, document_status(media), refusal)
}

/// The answer after a panic: nothing of it is told but the code.
pub(super) fn failed(media: Media, cause: String) -> Response {
    let refusal = internal();
    let mut response = refuse(media, StatusCode::INTERNAL_SERVER_ERROR, refusal);
    response.extensions_mut().insert(Raised(cause));
    response
}

/// Answers with what the library made of a document whose operation has these fields at its root.
pub(super) fn executed(media: Media, mut executed: Executed, root: &[RootField], charge: Charge) -> Response {
    charge.tell(&mut executed.extensions);
    let refused = settle::is_refused(&executed);
    let place = |error: &ServerError| root.iter().position(|field| is_at(error, &field.key));
    executed.errors.sort_by_cached_key(place);
    if !refused {
        // The library says null of a root none of whose fields is left: all failed, or were left out.
        let data = if let Value::Object(data) = std::mem::take(&mut executed.data) { data } else { IndexMap::new() };
        executed.data = in_order(data, root, &executed.errors).map_or(Value::Null, Value::Object);
    }
    if refused {
        settle::told_once(&mut executed.errors);
    }
    let more = if refused { executed.errors.len().saturating_sub(TOLD) } else { 0 };
    executed.errors.truncate(executed.errors.len() - more);
    let causes = settle::settled(&mut executed.errors, refused);
    if more > 0 {
        let rest = Refusal::new(Code::GraphqlValidationFailed, format!("and {more} more faults of this document"));
        executed.errors.push(rest.hint("mend these first").into_error());
    }
    let status = if refused { document_status(media) } else { StatusCode::OK };
    let sent =
        Sent { errors: &executed.errors, data: (!refused).then_some(&executed.data), extensions: &executed.extensions };
    let mut response = send(media, status, &sent);
    if let Some(causes) = causes {
        response.extensions_mut().insert(Raised(causes));
    }
    response
}

/// How many faults of a document are told; the rest are counted.
const TOLD: usize = 20;

/// The start of a text that a caller wrote or that repeats it, where it would be long.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let mut shown: String = text.chars().take(most).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

/// The root's fields in the order of the document: the library keeps them in the order in which they were ready, and
/// leaves out those that failed. The specification wants them as null, and nothing at all where one of them may not be.
fn in_order(
    mut data: IndexMap<Name, Value>,
    root: &[RootField],
    errors: &[ServerError],
) -> Option<IndexMap<Name, Value>> {
    let failed = |key: &Name| errors.iter().any(|error| is_at(error, key));
    let mut ordered = IndexMap::with_capacity(data.len());
    for RootField { key, never_null } in root {
        match data.swap_remove(key) {
            Some(value) => {
                ordered.insert(key.clone(), value);
            }
            None if !ordered.contains_key(key) && failed(key) => {
                if *never_null {
                    return None;
                }
                ordered.insert(key.clone(), Value::Null);
            }
            None => {}
        }
    }
    ordered.extend(data);
    Some(ordered)
}

/// Whether an error stands at a field of the root, or below it.
fn is_at(error: &ServerError, key: &Name) -> bool {
    let first = error.path.first();
    first.is_some_and(|step| matches!(step, PathSegment::Field(name) if name == key.as_str()))
}

fn document_status(media: Media) -> StatusCode {
    match media {
        Media::GraphqlResponse => StatusCode::BAD_REQUEST,
        Media::Json => StatusCode::OK,
    }
}

pub(super) fn internal() -> Refusal {
    Refusal::new(Code::Internal, "the server failed to answer this").hint(TRY_AGAIN)
}

/// The way out where the fault is ours.
pub(super) const TRY_AGAIN: &str = "try again; if it stays, tell the operator the x-request-id of this answer";

fn send(media: Media, status: StatusCode, sent: &Sent) -> Response {
    match sent.written() {
        Ok(body) => plain(status, media.content_type(), body),
        Err(cause) => {
            let body =
                r#"{"errors":[{"message":"the server failed to write the answer","extensions":{"code":"INTERNAL"}}]}"#;
            let status = StatusCode::INTERNAL_SERVER_ERROR;
            let mut response = plain(status, media.content_type(), body);
            let cause = format!("the answer cannot be written: {cause}");
            response.extensions_mut().insert(Raised(cause));
            response
        }
    }
}

/// An answer that no cache keeps and no browser guesses the type of.
pub(super) fn plain(status: StatusCode, content_type: &'static str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let nosniff = HeaderValue::from_static("nosniff");
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, nosniff);
    response
}
