//! The files of GraphiQL, as `npm ci --prefix web` makes them and `build.rs` takes them into the program: each gzipped,
//! and sent so. A program that was built without them has none.

use super::answer::{self, Code, Refusal, plain};
use super::negotiate::{self, Media};
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use std::sync::{Arc, LazyLock};

macro_rules! built {
    ($name:literal) => {
        ($name, include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".gz")).as_slice())
    };
}

/// What the program was built with; all are empty where there was nothing.
static BUILT: [(&str, &[u8]); 6] = [
    built!("editor.worker.js"),
    built!("graphiql.css"),
    built!("graphiql.js"),
    built!("graphql.worker.js"),
    built!("json.worker.js"),
    built!("licences.txt"),
];

/// Files that make up GraphiQL. Clones share them.
#[derive(Clone, Debug)]
pub struct Bundle(Arc<[File]>);

#[derive(Debug)]
struct File {
    name: String,
    content_type: &'static str,
    gzipped: Bytes,
    tag: HeaderValue,
}

impl Bundle {
    /// What the program was built with, if it was built with any.
    #[must_use]
    pub fn embedded() -> Option<Self> {
        static EMBEDDED: LazyLock<Bundle> =
            LazyLock::new(|| Bundle::new(BUILT.map(|(name, bytes)| (name, Bytes::from_static(bytes)))));
        BUILT.iter().all(|(_, bytes)| !bytes.is_empty()).then(|| EMBEDDED.clone())
    }

    /// Files with their names, such as `graphiql.js`, each gzipped.
    #[must_use]
    pub fn new<'a>(files: impl IntoIterator<Item = (&'a str, Bytes)>) -> Self {
        Self(files.into_iter().map(|(name, gzipped)| File::new(name, gzipped)).collect())
    }

    /// The names of the files, and each as it is sent, gzipped.
    pub fn files(&self) -> impl Iterator<Item = (&str, &Bytes)> {
        self.0.iter().map(|file| (file.name.as_str(), &file.gzipped))
    }

    /// Answers with the file of a name; `None` if there is none.
    pub(super) fn answer(&self, name: &str, asked: &HeaderMap) -> Option<Response> {
        self.0.iter().find(|file| file.name == name).map(|file| file.answer(asked))
    }
}

impl File {
    fn new(name: &str, gzipped: Bytes) -> Self {
        let tag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(Sha256::digest(&gzipped)));
        // Base64 is always a header value; a tag that is empty would match nothing.
        let tag = HeaderValue::from_str(&tag).unwrap_or(HeaderValue::from_static("\"\""));
        Self { name: name.to_owned(), content_type: content_type(name), gzipped, tag }
    }

    /// The file, or word that the browser has it already.
    fn answer(&self, asked: &HeaderMap) -> Response {
        if !negotiate::takes_gzip(asked) {
            let refusal = Refusal::new(Code::BadUserInput, "this file is sent gzipped, which you do not accept")
                .hint("accept-encoding: gzip");
            return answer::refuse(Media::Json, StatusCode::NOT_ACCEPTABLE, refusal);
        }
        let mut response = if self.is_known(asked) {
            plain(StatusCode::NOT_MODIFIED, self.content_type, Body::empty())
        } else {
            plain(StatusCode::OK, self.content_type, self.gzipped.clone())
        };
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        headers.insert(header::ETAG, self.tag.clone());
        // A browser keeps it, and asks each time whether it still is what the program holds.
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        // For a worker this is the policy it runs under: none of them has anything to fetch.
        let nothing = HeaderValue::from_static("default-src 'none'");
        headers.insert(header::CONTENT_SECURITY_POLICY, nothing);
        response
    }

    fn is_known(&self, asked: &HeaderMap) -> bool {
        let known = asked.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
        let mut tags = known.flat_map(|value| value.split(',')).map(str::trim);
        tags.any(|tag| tag == "*" || tag.trim_start_matches("W/").as_bytes() == self.tag.as_bytes())
    }
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.') {
        Some((_, "js")) => "text/javascript; charset=utf-8",
        Some((_, "css")) => "text/css; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    }
}
