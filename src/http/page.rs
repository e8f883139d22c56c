//! The page at `/`: what this server is, and a place to try a query. It is one file without anything from elsewhere,
//! and its policy lets the browser run exactly the style and the script that stand in it.

use super::answer::plain;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::fmt::Write;

const FRAME: &str = include_str!("page/page.html");
const STYLE: &str = include_str!("page/page.css");
const SCRIPT: &str = include_str!("page/page.js");

/// A query to try, with what it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// What it shows, in Swedish.
    pub sv: String,
    /// What it shows, in English.
    pub en: String,
    /// The query.
    pub query: String,
}

/// The page, ready to send.
#[derive(Clone, Debug)]
pub(super) struct Page {
    html: String,
    policy: HeaderValue,
}

impl Page {
    pub(super) fn new(examples: &[Example]) -> Self {
        let html = FRAME
            .replace("/*style*/", STYLE)
            .replace("/*script*/", SCRIPT)
            .replace("<!--examples-->", &buttons(examples));
        Self { html, policy: policy() }
    }

    pub(super) fn answer(&self) -> Response {
        let mut response = plain(StatusCode::OK, "text/html; charset=utf-8", self.html.clone());
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_SECURITY_POLICY, self.policy.clone());
        let no_referrer = HeaderValue::from_static("no-referrer");
        headers.insert(header::REFERRER_POLICY, no_referrer);
        response
    }
}

fn buttons(examples: &[Example]) -> String {
    let mut html = String::new();
    for Example { sv, en, query } in examples {
        let (sv, en, query) = (escape(sv), escape(en), escape(query));
        let _ = write!(
            html,
            "<button type=\"button\" data-query=\"{query}\"><b>{sv}</b> <span lang=\"en\">{en}</span></button>"
        );
    }
    html
}

/// Text as it may stand in HTML, also inside a quoted attribute.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' => escaped.push_str("&#10;"),
            other => escaped.push(other),
        }
    }
    escaped
}

fn policy() -> HeaderValue {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text.as_bytes()));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; connect-src 'self'; img-src data:; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        hash(STYLE),
        hash(SCRIPT)
    );
    // Base64 is always a header value; were it not, nothing at all would be allowed.
    HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}
