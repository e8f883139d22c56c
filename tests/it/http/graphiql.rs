//! GraphiQL: the page with and without its bundle, the files of the bundle, and what the real one holds, where the
//! program was built with it.

use super::node;
use super::sample::{Answer, server_on, site};
use anbud::http::{Bundle, Site};
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use flate2::Compression;
use flate2::read::{GzDecoder, GzEncoder};
use std::io::Read;
use tower::ServiceExt;

/// The one command that brings the bundle.
const COMMAND: &str = "npm ci --prefix web";

fn gzipped(text: &str) -> Bytes {
    let mut bytes = Vec::new();
    GzEncoder::new(text.as_bytes(), Compression::fast()).read_to_end(&mut bytes).unwrap();
    bytes.into()
}

fn text_of(gzipped: &[u8]) -> String {
    let mut text = String::new();
    GzDecoder::new(gzipped).read_to_string(&mut text).expect("gzipped text");
    text
}

/// A server with a bundle of three small files.
fn with_bundle() -> Router {
    let files = [("graphiql.js", "go()"), ("graphiql.css", "a{}"), ("licences.txt", "MIT")];
    let bundle = Bundle::new(files.map(|(name, text)| (name, gzipped(text))));
    server_on(Site { bundle: Some(bundle), ..site() })
}

fn without_bundle() -> Router {
    server_on(Site { bundle: None, ..site() })
}

/// What came back, byte for byte.
struct Sent {
    status: StatusCode,
    headers: HeaderMap,
    bytes: Bytes,
}

impl Sent {
    fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// What the policy says of one thing.
    fn policy(&self, of: &str) -> Option<&str> {
        let policy = self.header(header::CONTENT_SECURITY_POLICY);
        policy.split("; ").find_map(|part| part.strip_prefix(of)?.strip_prefix(' '))
    }
}

async fn ask(server: &Router, method: &str, path: &str, headers: &[(&str, &str)]) -> Sent {
    let request = Request::builder().method(method).uri(path).header(header::HOST, "localhost");
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    let (parts, body) = server.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap().into_parts();
    Sent { status: parts.status, headers: parts.headers, bytes: to_bytes(body, usize::MAX).await.unwrap() }
}

async fn page(server: &Router) -> (Sent, String) {
    let sent = ask(server, "GET", "/graphiql", &[]).await;
    let html = String::from_utf8(sent.bytes.to_vec()).unwrap();
    assert_eq!((sent.status, sent.header(header::CONTENT_TYPE)), (StatusCode::OK, "text/html; charset=utf-8"));
    assert_eq!(sent.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
    assert_eq!(sent.header(header::REFERRER_POLICY), "no-referrer");
    for (of, only) in
        [("default-src", "'none'"), ("base-uri", "'none'"), ("frame-ancestors", "'none'"), ("img-src", "data:")]
    {
        assert_eq!(sent.policy(of), Some(only), "{of}");
    }
    (sent, html)
}

/// The values of the attributes by which a page makes a browser fetch or go somewhere.
fn addresses(html: &str) -> Vec<&str> {
    let after = |name: &'static str| html.split(name).skip(1).filter_map(|rest| rest.split('"').next());
    [" src=\"", " href=\"", " srcset=\"", " action=\""].into_iter().flat_map(after).collect()
}

#[tokio::test]
async fn without_a_bundle_the_page_names_the_one_command() {
    let server = without_bundle();
    let (sent, html) = page(&server).await;
    assert_eq!(html.matches(&format!("<code>{COMMAND}</code>")).count(), 1);
    assert_eq!(addresses(&html), ["data:,", "/"]);
    assert!(!html.contains("<script") && !html.contains("://") && !html.contains("/*style*/"), "{html}");
    assert_eq!((sent.policy("script-src"), sent.policy("connect-src")), (None, None));
    assert!(sent.policy("style-src").unwrap().starts_with("'sha256-"));
    assert_eq!(ask(&server, "GET", "/graphiql/graphiql.js", &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn with_a_bundle_the_page_loads_it_from_this_server_alone() {
    let server = with_bundle();
    let (sent, html) = page(&server).await;
    assert!(!html.contains(COMMAND) && !html.contains("://"), "{html}");
    assert_eq!(addresses(&html), ["/graphiql/graphiql.js", "data:,", "/graphiql/graphiql.css"]);
    assert!(html.contains("<script src=\"/graphiql/graphiql.js\"></script>") && html.matches("<script").count() == 1);
    for (of, only) in [
        ("script-src", "'self'"),
        ("worker-src", "'self'"),
        ("connect-src", "'self'"),
        ("style-src", "'self' 'unsafe-inline'"),
        ("font-src", "data:"),
    ] {
        assert_eq!(sent.policy(of), Some(only), "{of}");
    }
    let head = ask(&server, "HEAD", "/graphiql", &[]).await;
    assert_eq!((head.status, head.bytes.len()), (StatusCode::OK, 0));
    assert_eq!(head.header(header::CONTENT_LENGTH), html.len().to_string());
}

#[tokio::test]
async fn the_page_carries_the_examples_of_the_site() {
    let (_, html) = page(&with_bundle()).await;
    let carried = html.split("data-examples=\"").nth(1).unwrap().split('"').next().unwrap();
    let carried = carried.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    let carried: Vec<serde_json::Value> = serde_json::from_str(&carried).unwrap();
    assert_eq!(carried.len(), 3);
    for (example, carried) in site().examples.iter().zip(&carried) {
        assert_eq!((&carried["sv"], &carried["en"]), (&example.sv.as_str().into(), &example.en.as_str().into()));
        assert_eq!(carried["query"], example.query.as_str());
    }
}

#[tokio::test]
async fn each_file_of_the_bundle_answers_with_its_type_and_a_policy() {
    let server = with_bundle();
    for (name, kind, text) in [
        ("graphiql.js", "text/javascript", "go()"),
        ("graphiql.css", "text/css", "a{}"),
        ("licences.txt", "text/plain", "MIT"),
    ] {
        let path = format!("/graphiql/{name}");
        let sent = ask(&server, "GET", &path, &[("accept-encoding", "gzip, deflate, br")]).await;
        assert_eq!((sent.status, text_of(&sent.bytes).as_str()), (StatusCode::OK, text));
        assert_eq!(sent.header(header::CONTENT_TYPE), format!("{kind}; charset=utf-8"));
        assert_eq!((sent.header(header::CONTENT_ENCODING), sent.header(header::VARY)), ("gzip", "accept-encoding"));
        assert_eq!(sent.header(header::CONTENT_SECURITY_POLICY), "default-src 'none'");
        assert_eq!(sent.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        assert_eq!(sent.header(header::CACHE_CONTROL), "no-cache");

        let head = ask(&server, "HEAD", &path, &[]).await;
        assert_eq!((head.status, head.bytes.len()), (StatusCode::OK, 0));
        assert_eq!(head.header(header::CONTENT_LENGTH), sent.bytes.len().to_string());
        assert_eq!(head.header(header::CONTENT_TYPE), sent.header(header::CONTENT_TYPE));

        let tag = sent.header(header::ETAG);
        for known in [tag.to_owned(), format!("\"other\", W/{tag}"), "*".to_owned()] {
            let again = ask(&server, "GET", &path, &[("if-none-match", &known)]).await;
            assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0), "{known}");
            assert_eq!(again.header(header::ETAG), tag);
        }
        let other = ask(&server, "GET", &path, &[("if-none-match", "\"other\"")]).await;
        assert_eq!((other.status, other.bytes), (StatusCode::OK, sent.bytes.clone()));
    }
    for stranger in ["/graphiql/nothing.js", "/graphiql/", "/graphiql/..%2Fgraphiql.js", "/graphiql/graphiql.js/x"] {
        assert_eq!(ask(&server, "GET", stranger, &[]).await.status, StatusCode::NOT_FOUND, "{stranger}");
    }
    assert_eq!(ask(&server, "POST", "/graphiql/graphiql.js", &[]).await.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(
        ask(&server, "GET", "/graphiql", &[("origin", "http://evil.example")]).await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn a_caller_that_takes_no_gzip_is_told() {
    let server = with_bundle();
    for (accepted, status) in [
        ("gzip", 200),
        ("GZIP;q=0.1", 200),
        ("br, *", 200),
        ("*;q=0, gzip", 200),
        ("identity", 406),
        ("", 406),
        ("br;q=1.0", 406),
        ("gzip;q=0, *", 406),
        ("gzip; q=0.000", 406),
    ] {
        let sent = ask(&server, "GET", "/graphiql/graphiql.js", &[("accept-encoding", accepted)]).await;
        assert_eq!(sent.status.as_u16(), status, "{accepted:?}");
        if status == 406 {
            let Sent { status, headers, bytes } = sent;
            let answer = Answer { status, headers, text: String::from_utf8(bytes.to_vec()).unwrap() };
            assert_eq!(answer.code(), "BAD_USER_INPUT");
            assert_eq!(answer.json()["errors"][0]["extensions"]["hint"], "accept-encoding: gzip");
        }
    }
}

/// The bundle that this test was built with; where node must be there, so must it.
pub fn embedded(test: &str) -> Option<Bundle> {
    let bundle = Bundle::embedded();
    if bundle.is_none() {
        assert!(!node::is_required(), "built without GraphiQL: run {COMMAND}, then build again");
        eprintln!("SKIPPED {test}: built without GraphiQL; {COMMAND} brings it");
    }
    bundle
}

#[tokio::test]
async fn the_real_bundle_is_whole_and_its_style_fetches_nothing() {
    let Some(bundle) = embedded("the_real_bundle_is_whole_and_its_style_fetches_nothing") else { return };
    let files: Vec<(&str, String)> = bundle.files().map(|(name, gzipped)| (name, text_of(gzipped))).collect();
    let text = |name: &str| &files.iter().find(|(found, _)| *found == name).unwrap_or_else(|| panic!("no {name}")).1;
    let server = server_on(Site { bundle: Some(bundle.clone()), ..site() });
    let (_, html) = page(&server).await;
    for address in addresses(&html).into_iter().filter(|address| address.starts_with('/')) {
        assert_eq!(ask(&server, "GET", address, &[]).await.status, StatusCode::OK, "{address}");
    }
    for worker in ["editor.worker.js", "graphql.worker.js", "json.worker.js"] {
        assert!(text("graphiql.js").contains(worker) && text(worker).len() > 100_000, "{worker}");
    }
    let style = text("graphiql.css");
    let fetched = style.split("url(").skip(1).map(|rest| rest.trim_start_matches(['"', '\'']));
    let fetched: Vec<&str> = fetched.filter(|rest| !rest.starts_with("data:") && !rest.starts_with('#')).collect();
    assert!(fetched.is_empty() && !style.contains("@import"), "{:?}", fetched.first().map(|rest| &rest[..40]));
    for package in ["graphiql", "monaco-editor", "react-dom", "graphql"] {
        assert!(text("licences.txt").lines().any(|line| line.starts_with(&format!("{package} "))), "{package}");
    }
}
