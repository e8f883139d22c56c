//! The pages. At `/`: what this server is, and a place to try a query, in one file without anything from elsewhere. At
//! `/graphiql`: GraphiQL, or how to build it. The policy of each lets the browser load what the page needs, and nothing
//! from any other host.

use super::answer::plain;
use super::bundle::Bundle;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::fmt::Write;

const FRAME: &str = include_str!("page/page.html");
const STYLE: &str = include_str!("page/page.css");
const SCRIPT: &str = include_str!("page/page.js");
const GRAPHIQL: &str = include_str!("page/graphiql.html");
const UNBUILT: &str = include_str!("page/unbuilt.html");

/// What every page forbids: to be framed, to send forms, and whatever its policy does not name.
const NOTHING: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// What GraphiQL needs: its files, which this server has, and pictures and a font that stand in its style. The editor
/// writes its style into the page as it goes, and has no way to vouch for it with a hash or a nonce.
const GRAPHIQL_NEEDS: &str = "script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; \
                              img-src data:; font-src data:";

/// A query to try, with what it shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
    /// The page at `/`.
    pub(super) fn start(examples: &[Example]) -> Self {
        let html = FRAME
            .replace("/*style*/", STYLE)
            .replace("/*script*/", SCRIPT)
            .replace("<!--examples-->", &buttons(examples));
        let needs =
            format!("style-src {}; script-src {}; connect-src 'self'; img-src data:", hash(STYLE), hash(SCRIPT));
        Self { html, policy: policy(&needs) }
    }

    /// The page at `/graphiql`, which names the command that brings the bundle where there is none.
    pub(super) fn graphiql(examples: &[Example], bundle: Option<&Bundle>) -> Self {
        match bundle {
            Some(_) => {
                let examples = serde_json::to_string(examples).unwrap_or_else(|_| "[]".to_owned());
                let html = GRAPHIQL.replace("<!--examples-->", &escape(&examples));
                Self { html, policy: policy(GRAPHIQL_NEEDS) }
            }
            None => {
                let html = UNBUILT.replace("/*style*/", STYLE);
                Self { html, policy: policy(&format!("style-src {}; img-src data:", hash(STYLE))) }
            }
        }
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

fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

fn policy(needs: &str) -> HeaderValue {
    // Base64 is always a header value; were it not, nothing at all would be allowed.
    HeaderValue::from_str(&format!("{NOTHING}; {needs}")).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}
