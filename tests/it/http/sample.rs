//! A small schema to send requests to, and what comes back.

use anbud::clock::SystemClock;
use anbud::http::{Example, Patience, RequestId, RequestIds, Site, router};
use async_graphql::{
    Context, EmptySubscription, Error, ErrorExtensions, InputValueResult, Object, Result, ScalarType, Schema,
    SimpleObject, Value,
};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, HeaderValue, Request, StatusCode, header};
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};
use tower::ServiceExt;

pub struct Query;

/// Bytes of the large answer.
pub const LARGE: usize = 8 * 1024 * 1024;

/// JSON that is sent as it stands, as planned reads answer.
pub struct Raw;

#[async_graphql::Scalar]
impl ScalarType for Raw {
    fn parse(_: Value) -> InputValueResult<Self> {
        Ok(Self)
    }

    fn to_value(&self) -> Value {
        let raw = RawValue::from_string(r#"{"z": 1.50, "a":[]}"#.to_owned()).unwrap();
        async_graphql::to_value(raw).unwrap()
    }
}

/// A lot, with a lot below it without end.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct Lot {
    key: String,
}

#[async_graphql::ComplexObject]
impl Lot {
    async fn next(&self) -> Lot {
        Lot { key: format!("{}+", self.key) }
    }

    async fn count(&self, of: Vec<i32>) -> usize {
        of.len()
    }

    /// Leaves a mark.
    async fn marked(&self, mark: String) -> i32 {
        marks().entry(mark).or_default().left += 1;
        1
    }
}

#[Object]
impl Query {
    async fn hello(&self, name: Option<String>) -> String {
        format!("hello {}", name.unwrap_or_default())
    }

    async fn lot(&self) -> Lot {
        Lot { key: "LOT-1".to_owned() }
    }

    /// The same under a name that means nothing to the read model.
    async fn thing(&self) -> Lot {
        Lot { key: "THING".to_owned() }
    }

    async fn count(&self, of: Vec<i32>) -> usize {
        of.len()
    }

    async fn request_id(&self, context: &Context<'_>) -> Result<String> {
        Ok(context.data::<RequestId>()?.to_string())
    }

    async fn raw(&self) -> Raw {
        Raw
    }

    async fn missing(&self) -> Result<Option<i32>> {
        let error = Error::new("there is no procurement \"2026-9\"");
        Err(error.extend_with(|_, values| values.set("code", "NOT_FOUND")))
    }

    async fn broken(&self) -> Result<Option<i32>> {
        Err(std::io::Error::other("SQLITE_ERROR: no such column: secret").into())
    }

    /// Ready later than the fields beside it.
    async fn slow(&self) -> i32 {
        tokio::task::yield_now().await;
        1
    }

    /// More than a socket takes at once.
    async fn large(&self) -> String {
        "x".repeat(LARGE)
    }

    /// Never ready.
    async fn stuck(&self) -> i32 {
        std::future::pending().await
    }

    async fn panicking(&self) -> Option<i32> {
        Some(Vec::new().pop().expect("a value in secret.rs"))
    }
}

pub struct Mutation;

#[Object]
impl Mutation {
    async fn bump(&self) -> i32 {
        1
    }

    /// Leaves a mark, as soon as nobody holds it.
    async fn leave(&self, mark: String) -> i32 {
        marks().entry(mark.clone()).or_default().begun += 1;
        until(|| !marks().entry(mark.clone()).or_default().held).await;
        marks().entry(mark).or_default().left += 1;
        1
    }
}

/// What is known of a mark.
#[derive(Default)]
struct Mark {
    held: bool,
    begun: usize,
    left: usize,
}

static MARKS: Mutex<BTreeMap<String, Mark>> = Mutex::new(BTreeMap::new());

fn marks() -> MutexGuard<'static, BTreeMap<String, Mark>> {
    MARKS.lock().unwrap()
}

/// Holds a mark, or lets it go: it is not left while it is held.
pub fn hold(mark: &str, held: bool) {
    marks().entry(mark.to_owned()).or_default().held = held;
}

/// How often a mark was left.
pub fn left(mark: &str) -> usize {
    marks().get(mark).map_or(0, |mark| mark.left)
}

/// How often somebody began to leave a mark.
pub fn begun(mark: &str) -> usize {
    marks().get(mark).map_or(0, |mark| mark.begun)
}

/// Waits until something is so.
pub async fn until(so: impl Fn() -> bool) {
    let asked = Instant::now();
    while !so() {
        assert!(asked.elapsed() < Duration::from_secs(60), "it never comes to that");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// The sample server.
pub fn server() -> Router {
    server_with(Patience::default())
}

/// The sample server with a patience of its own.
pub fn server_with(patience: Patience) -> Router {
    server_on(Site { patience, ..site() })
}

/// The sample site.
pub fn site() -> Site {
    let example = |number: i32| Example {
        sv: format!("Fråga {number}"),
        en: format!("Question {number}"),
        query: format!("{{\n  hello(name: \"<{number}>\")\n}}"),
    };
    let request_ids = RequestIds::of_run(&RequestId::parse("run").expect("a token"));
    Site { examples: (1..=3).map(example).collect(), ..Site::new(request_ids, Arc::new(SystemClock)) }
}

/// The sample schema on a site.
pub fn server_on(site: Site) -> Router {
    router(Schema::new(Query, Mutation, EmptySubscription), site)
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).expect("an answer in JSON")
    }

    pub fn header(&self, name: impl header::AsHeaderName) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("a header in ASCII"))
    }

    /// The code of the first error; empty if there is none.
    pub fn code(&self) -> String {
        let json = self.json();
        let code = json["errors"][0]["extensions"]["code"].as_str();
        code.unwrap_or_default().to_owned()
    }

    pub fn message(&self) -> String {
        let json = self.json();
        let message = json["errors"][0]["message"].as_str();
        message.unwrap_or_default().to_owned()
    }
}

/// Sends a request to a sample server of its own, for this machine if it does not say for which.
pub async fn send(mut request: Request<Body>) -> Answer {
    request.headers_mut().entry(header::HOST).or_insert(HeaderValue::from_static("localhost"));
    send_to(server(), request).await
}

/// Sends a request as it stands.
pub async fn send_to(server: Router, request: Request<Body>) -> Answer {
    let response = server.oneshot(request).await.expect("an answer");
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.expect("a whole body");
    Answer {
        status: parts.status,
        headers: parts.headers,
        text: String::from_utf8(body.to_vec()).expect("an answer in UTF-8"),
    }
}

pub const GRAPHQL: &str = "application/graphql-response+json";
pub const JSON: &str = "application/json";

/// Sends a body to `/graphql`, declared as JSON.
pub async fn post(accept: &str, body: impl Into<Body>) -> Answer {
    let request =
        Request::post("/graphql").header(header::CONTENT_TYPE, JSON).header(header::ACCEPT, accept).body(body.into());
    send(request.expect("a request")).await
}

/// Sends a document, answered in GraphQL's own media type.
pub async fn ask(query: &str) -> Answer {
    post(GRAPHQL, serde_json::json!({ "query": query }).to_string()).await
}

/// Sends a GET.
pub async fn get(uri: &str) -> Answer {
    let request = Request::get(uri).header(header::ACCEPT, GRAPHQL);
    send(request.body(Body::empty()).expect("a request")).await
}
