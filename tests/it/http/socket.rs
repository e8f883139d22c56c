//! The server on a real socket: what a client gets that sends too much, and how the server stops.

use super::sample::server;
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

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
    let serving = tokio::spawn(anbud::http::serve(listener, server(), shutdown));

    let head = "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nconnection: close\r\n";
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
