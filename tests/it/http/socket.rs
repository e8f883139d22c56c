//! The server on a real socket: what a client gets that sends too much, and how the server stops.

use super::sample::{begun, hold, left, server, server_on, site, until};
use anbud::http::{Limits, Patience, Site};
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// Sends bytes on a connection of their own, and reads until the server closes it.
async fn exchange(address: SocketAddr, head: &str, body: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream.write_all(head.as_bytes()).await.expect("a sent head");
    // The server may answer and close before it has taken all.
    let _ = stream.write_all(body).await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn too_large_a_body_is_answered_and_the_server_stops_when_told() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let (stop, stopped) = oneshot::channel::<()>();
    let shutdown = async {
        let _ = stopped.await;
    };
    let serving = tokio::spawn(anbud::http::serve(listener, server(), Patience::default(), shutdown));

    let head = "POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\nconnection: close\r\n";
    let ask = br#"{"query":"{ hello }"}"#;
    let sized = format!("{head}content-length: {}\r\n\r\n", ask.len());
    let answer = exchange(address, &sized, ask).await;
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");

    // Chunked, so that nothing is declared: one chunk of two million spaces.
    let chunked = format!("{head}transfer-encoding: chunked\r\n\r\n");
    let mut body = b"1e8480\r\n".to_vec();
    body.resize(body.len() + 2_000_000, b' ');
    body.extend_from_slice(b"\r\n0\r\n\r\n");
    let answer = exchange(address, &chunked, &body).await;
    // The server closes with bytes unread, so the system may throw the answer away on its way.
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 413 "), "{answer}");

    stop.send(()).expect("a server that still runs");
    serving.await.expect("a server that stops").expect("a clean stop");
    assert!(TcpStream::connect(address).await.is_err());
}

/// Every address of a caller's own has a budget of its own. All of 127.0.0.0/8 is this machine on Linux.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn callers_are_told_apart_by_where_they_come_from() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let limits = Limits { question: 2, bucket: 2, per_second: 1, ..Limits::default() };
    let site = Site { limits, ..site() };
    let serving =
        tokio::spawn(anbud::http::serve(listener, server_on(site), Patience::default(), std::future::pending()));
    let ask = async |from: &str| {
        let socket = tokio::net::TcpSocket::new_v4().expect("a socket");
        socket.bind(format!("{from}:0").parse().expect("an address")).expect("an address of this machine");
        let mut stream = socket.connect(address).await.expect("a connection");
        let head = "GET /graphql?query=%7B%20hello%20%7D HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
        stream.write_all(head.as_bytes()).await.expect("a request");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("an answer");
        answer[.."HTTP/1.1 200".len()].to_owned()
    };
    let mut spent = 0;
    while ask("127.0.0.1").await != "HTTP/1.1 429" {
        spent += 1;
        assert!(spent < 100, "a budget of two is never spent");
    }
    assert_eq!(ask("127.0.0.2").await, "HTTP/1.1 200");
    serving.abort();
}

/// A server on a free port, what stops it, and its end.
async fn start(patience: Patience) -> (SocketAddr, oneshot::Sender<()>, JoinHandle<std::io::Result<()>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let (stop, stopped) = oneshot::channel::<()>();
    let shutdown = async {
        let _ = stopped.await;
    };
    (address, stop, tokio::spawn(anbud::http::serve(listener, server(), patience, shutdown)))
}

const HALF: &[u8] = b"POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n\
                      content-length: 21\r\n\r\n{\"query\":";

#[tokio::test]
async fn half_a_request_does_not_keep_the_server_from_stopping() {
    let stop_within = Duration::from_secs(2);
    let (address, stop, serving) = start(Patience { stop: stop_within, ..Patience::default() }).await;
    let mut cut = TcpStream::connect(address).await.expect("a connection");
    cut.write_all(HALF).await.expect("half a request");
    let mut whole = TcpStream::connect(address).await.expect("a connection");
    whole.write_all(HALF).await.expect("half a request");
    tokio::time::sleep(Duration::from_millis(500)).await;

    let asked = Instant::now();
    stop.send(()).expect("a server that still runs");
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(TcpStream::connect(address).await.is_err(), "nobody new is let in");
    whole.write_all(br#""{ hello }"}"#).await.expect("the other half");
    let mut answer = String::new();
    whole.read_to_string(&mut answer).await.expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "what is under way is answered: {answer}");

    serving.await.expect("a server that stops").expect("a clean stop");
    let taken = asked.elapsed();
    assert!(stop_within <= taken && taken < Duration::from_secs(20), "{taken:?}");
    let mut rest = Vec::new();
    let _ = cut.read_to_end(&mut rest).await;
    assert!(rest.is_empty(), "what is not under way by then is cut off");
}

#[tokio::test]
async fn a_server_that_stops_waits_for_acts_whose_callers_are_gone() {
    let (address, stop, serving) = start(Patience { stop: Duration::from_secs(60), ..Patience::default() }).await;
    hold("stopping", true);
    let body = r#"{"query":"mutation { leave(mark: \"stopping\") }"}"#;
    let mut gone = TcpStream::connect(address).await.expect("a connection");
    let head = "POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n";
    let request = format!("{head}content-length: {}\r\n\r\n{body}", body.len());
    gone.write_all(request.as_bytes()).await.expect("a request");
    until(|| begun("stopping") == 1).await;
    drop(gone);
    stop.send(()).expect("a server that still runs");
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(!serving.is_finished() && left("stopping") == 0);
    hold("stopping", false);
    serving.await.expect("a server that stops").expect("a clean stop");
    assert_eq!(left("stopping"), 1);
}

#[tokio::test]
async fn a_head_that_does_not_come_ends_the_connection() {
    let (address, stop, serving) = start(Patience { head: Duration::from_millis(100), ..Patience::default() }).await;
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream.write_all(b"GET / HTTP/1.1\r\nhost: ").await.expect("half a head");
    let asked = Instant::now();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    assert!(asked.elapsed() < Duration::from_secs(20), "{:?}", asked.elapsed());
    stop.send(()).expect("a server that still runs");
    serving.await.expect("a server that stops").expect("a clean stop");
}

#[tokio::test]
async fn the_port_of_the_host_is_the_one_that_the_server_listens_on() {
    let (address, stop, serving) = start(Patience::default()).await;
    let port = address.port();
    for (host, status) in [
        ("localhost".to_owned(), 200),
        (format!("localhost:{port}"), 200),
        (format!("127.0.0.1:{port}"), 200),
        (format!("localhost:{}", port ^ 1), 403),
    ] {
        let head = format!("GET /healthz HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
        let answer = exchange(address, &head, b"").await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{host}: {answer}");
    }
    stop.send(()).expect("a server that still runs");
    serving.await.expect("a server that stops").expect("a clean stop");
}
