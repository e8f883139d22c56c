//! Whom a request comes from. Everyone on this machine may do everything, and a browser on this machine runs the pages
//! of others: a name that is pointed at 127.0.0.1 makes their page the server's neighbour. So the request must be meant
//! for a loopback host, and a page may ask only the host that it came from, unless the operator has named its origin.

use super::answer::{self, Code, Refusal};
use super::negotiate::{self, Media};
use super::origins::Origins;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use std::net::{Ipv4Addr, Ipv6Addr};

/// The port that the server listens on; without a socket, every port is right.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bound(pub(super) u16);

/// Lets a request in, or says why not.
pub(super) async fn check(State(origins): State<Origins>, request: Request, next: Next) -> Response {
    match refused(&request, &origins) {
        None => next.run(request).await,
        Some((status, refusal)) => {
            let media = negotiate::media(request.headers()).unwrap_or(Media::Json);
            answer::refuse(media, status, refusal)
        }
    }
}

fn refused(request: &Request, origins: &Origins) -> Option<(StatusCode, Refusal)> {
    let bound = request.extensions().get::<Bound>().copied();
    let Some(host) = only(request.headers()) else {
        let refusal = Refusal::new(Code::BadUserInput, "the request does not say, once, which host it is for")
            .hint("send one header host, such as host: localhost");
        return Some((StatusCode::BAD_REQUEST, refusal));
    };
    let named = request.uri().authority().is_none_or(|named| is_here(named.as_str().as_bytes(), bound));
    if !named || !is_here(host.as_bytes(), bound) {
        let refusal = Refusal::new(Code::Forbidden, "the request is for a host that this server is not")
            .hint("ask localhost, 127.0.0.1 or [::1], with the port that the server listens on");
        return Some((StatusCode::FORBIDDEN, refusal));
    }
    let own = [b"http://", host.as_bytes()].concat();
    let is_own = |origin: &HeaderValue| origin.as_bytes().eq_ignore_ascii_case(&own);
    if !request.headers().get_all(header::ORIGIN).iter().all(|origin| is_own(origin) || origins.holds(origin)) {
        let refusal = Refusal::new(Code::Forbidden, "the request comes from a page of another origin")
            .hint(
                "ask from this server's own page, or from a program that sends no header origin; the operator can name more \
                 origins in cors_origins",
            );
        return Some((StatusCode::FORBIDDEN, refusal));
    }
    None
}

/// The host, if there is exactly one.
fn only(headers: &HeaderMap) -> Option<&HeaderValue> {
    let mut hosts = headers.get_all(header::HOST).iter();
    let host = hosts.next()?;
    hosts.next().is_none().then_some(host)
}

/// Whether `host` or `host:port` is a loopback address or `localhost`, and the port, if any, the server's.
fn is_here(host: &[u8], bound: Option<Bound>) -> bool {
    let Ok(host) = std::str::from_utf8(host) else { return false };
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, Some(port)),
        _ => (host, None),
    };
    is_loopback(name) && port.is_none_or(|port| fits(port, bound))
}

fn is_loopback(name: &str) -> bool {
    let bracketed = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    match bracketed {
        Some(name) => name.parse::<Ipv6Addr>().is_ok_and(|address| address.is_loopback()),
        None if name.eq_ignore_ascii_case("localhost") => true,
        None => name.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback()),
    }
}

fn fits(port: &str, bound: Option<Bound>) -> bool {
    let digits = port.bytes().all(|byte| byte.is_ascii_digit());
    digits && port.parse::<u16>().is_ok_and(|port| bound.is_none_or(|Bound(bound)| port == bound))
}
