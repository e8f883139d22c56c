//! Reading one GraphQL request out of an HTTP request: POST with a JSON body, or GET with parameters. Everything here
//! is refused with a status that does not depend on the media type of the answer.

use super::answer::{Code, Refusal};
use super::guard;
use super::negotiate::is_json;
use super::plain::Plain;
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, FailedToBufferBody};
use axum::extract::{FromRequest, Request};
use axum::http::{Method, StatusCode, header};
use serde_json::error::Category;
use serde_json::{Map, Value};
use std::time::Duration;
use tokio::time::timeout;

/// The largest body, in bytes, unless the operator says otherwise.
pub const BODY_BYTES: usize = 1024 * 1024;
/// The longest query string of a GET, in bytes.
pub const QUERY_STRING_BYTES: usize = 64 * 1024;

/// What a caller asks: the four parameters of GraphQL over HTTP.
#[derive(Debug)]
pub(super) struct Parameters {
    pub(super) query: String,
    pub(super) operation_name: Option<String>,
    pub(super) variables: Map<String, Value>,
    /// Whether it came by GET, where nothing may be changed.
    pub(super) reading: Reading,
}

/// What the method of a request lets it do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// GET: queries only.
    Only,
    /// POST: queries and mutations.
    OrWriting,
}

/// A request that does not get as far as its document.
#[derive(Debug)]
pub(super) struct Unreadable {
    pub(super) status: StatusCode,
    pub(super) refusal: Refusal,
    /// The methods that would do, where the method was wrong.
    pub(super) allow: Option<&'static str>,
}

impl Unreadable {
    fn new(status: StatusCode, message: impl Into<String>, hint: &str) -> Self {
        Self { status, refusal: Refusal::new(Code::BadUserInput, message).hint(hint), allow: None }
    }

    /// The method cannot do what is asked.
    pub(super) fn method(message: &str, hint: &str, allow: &'static str) -> Self {
        Self { allow: Some(allow), ..Self::new(StatusCode::METHOD_NOT_ALLOWED, message, hint) }
    }

    fn bad(message: impl Into<String>, hint: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message, hint)
    }
}

/// Reads a request by its method; its body must be there in time.
pub(super) async fn read(request: Request, patience: Duration, most: usize) -> Result<Parameters, Unreadable> {
    match *request.method() {
        Method::GET => from_query_string(request.uri().query().unwrap_or_default()),
        Method::POST => from_body(request, patience, most).await,
        _ => Err(Unreadable::method("this method is not served here", "send POST, or GET for queries", "GET, POST")),
    }
}

async fn from_body(request: Request, patience: Duration, most: usize) -> Result<Parameters, Unreadable> {
    if !is_json(request.headers()) {
        return Err(Unreadable::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "the body is not declared to be JSON in UTF-8",
            "send the header content-type: application/json",
        ));
    }
    let body = body(request, patience, most).await?;
    let text = std::str::from_utf8(&body)
        .map_err(|_| Unreadable::bad("the body is not UTF-8 text", "send JSON encoded in UTF-8"))?;
    if text.trim().is_empty() {
        return Err(Unreadable::bad("the body is empty", SHAPE));
    }
    match json("the body", text)? {
        Value::Object(members) => from_members(members, Reading::OrWriting),
        Value::Array(_) => Err(Unreadable::bad(
            "the body is a list; several requests in one are not taken",
            "send one request at a time",
        )),
        _ => Err(Unreadable::bad("the body is not a JSON object", SHAPE)),
    }
}

/// What a request looks like, as a way out.
const SHAPE: &str = r#"send {"query": "{ __typename }"}, with "variables" and "operationName" where needed"#;

async fn body(request: Request, patience: Duration, most: usize) -> Result<Bytes, Unreadable> {
    let too_large = || {
        Unreadable::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            format!("the body is larger than {most} bytes"),
            "send less at once; files are not sent through GraphQL",
        )
    };
    let declared = request.headers().get(header::CONTENT_LENGTH);
    let declared = declared.and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if declared.is_some_and(|length| length > u64::try_from(most).unwrap_or(u64::MAX)) {
        return Err(too_large());
    }
    let too_late = |_| {
        let message = format!("the body did not arrive within {patience:?}");
        Unreadable::new(StatusCode::REQUEST_TIMEOUT, message, "send it again, all at once")
    };
    let arrived = timeout(patience, Bytes::from_request(request, &())).await.map_err(too_late)?;
    arrived.map_err(|rejection| match rejection {
        BytesRejection::FailedToBufferBody(FailedToBufferBody::LengthLimitError(_)) => too_large(),
        _ => Unreadable::bad("the body did not arrive whole", "send it again"),
    })
}

fn from_query_string(query_string: &str) -> Result<Parameters, Unreadable> {
    if query_string.len() > QUERY_STRING_BYTES {
        return Err(Unreadable::new(
            StatusCode::URI_TOO_LONG,
            format!("the address is longer than {QUERY_STRING_BYTES} bytes"),
            "send POST",
        ));
    }
    let mut members = Map::new();
    for pair in query_string.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let (name, value) = (decode(name)?, decode(value)?);
        let value = match name.as_str() {
            "variables" | "extensions" if !value.is_empty() => json(&format!("the parameter \"{name}\""), &value)?,
            "variables" | "extensions" => Value::Null,
            "query" | "operationName" => Value::String(value),
            _ => continue,
        };
        if members.insert(name.clone(), value).is_some() {
            let message = format!("the parameter \"{name}\" is given twice");
            return Err(Unreadable::bad(message, "give it once"));
        }
    }
    from_members(members, Reading::Only)
}

fn from_members(mut members: Map<String, Value>, reading: Reading) -> Result<Parameters, Unreadable> {
    let query = text(&mut members, "query")?.ok_or_else(|| Unreadable::bad("\"query\" is missing", SHAPE))?;
    let operation_name = text(&mut members, "operationName")?.filter(|name| !name.is_empty());
    let variables = object(&mut members, "variables")?;
    object(&mut members, "extensions")?;
    Ok(Parameters { query, operation_name, variables, reading })
}

fn text(members: &mut Map<String, Value>, name: &str) -> Result<Option<String>, Unreadable> {
    match members.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(Unreadable::bad(format!("\"{name}\" is not a text"), SHAPE)),
    }
}

fn object(members: &mut Map<String, Value>, name: &str) -> Result<Map<String, Value>, Unreadable> {
    match members.remove(name) {
        None | Some(Value::Null) => Ok(Map::new()),
        Some(Value::Object(object)) => Ok(object),
        Some(_) => {
            let message = format!("\"{name}\" is not a JSON object");
            Err(Unreadable::bad(message, SHAPE))
        }
    }
}

fn json(what: &str, text: &str) -> Result<Value, Unreadable> {
    let values = guard::count_values(text);
    if values > guard::VALUES {
        return Err(Unreadable::bad(
            format!("{what} is too large: values: {values}, at most {}", guard::VALUES),
            "send less at once",
        ));
    }
    let read = serde_json::from_str(text).map(|Plain(tree)| tree);
    read.map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let fault = match error.classify() {
            Category::Eof => format!("{what} is not JSON: it stops too early, at line {line}, column {column}"),
            Category::Data => format!("{what} has a key that is not taken here, at line {line}, column {column}"),
            Category::Syntax | Category::Io => format!("{what} is not JSON at line {line}, column {column}"),
        };
        Unreadable::bad(fault, SHAPE)
    })
}

/// Decodes `application/x-www-form-urlencoded` text; what is not UTF-8 or half a `%` sequence is refused, not mended.
fn decode(text: &str) -> Result<String, Unreadable> {
    let undecodable = || {
        Unreadable::bad(
            "the address has a part that is not percent-encoded UTF-8",
            "encode every parameter as form data in UTF-8",
        )
    };
    let mut decoded = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut digit = || char::from(bytes.next()?).to_digit(16);
                let pair = digit().zip(digit());
                let (high, low) = pair.ok_or_else(undecodable)?;
                u8::try_from(high * 16 + low).map_err(|_| undecodable())?
            }
            other => other,
        });
    }
    String::from_utf8(decoded).map_err(|_| undecodable())
}
