//! Many who ask nothing and some who do not read: whoever asks is answered all the same.

use super::sample::{LARGE, server};
use anbud::http::{Patience, serve};
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

const IDLE: usize = 1_000;
const SLOW: usize = 20;

fn asking(query: &str, rest: &str) -> String {
    let body = serde_json::json!({ "query": query }).to_string();
    let head = "POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n";
    format!("{head}{rest}content-length: {}\r\n\r\n{body}", body.len())
}

async fn connect(address: SocketAddr) -> TcpStream {
    TcpStream::connect(address).await.expect("a connection; a thousand need as many open files")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_idle_connections_and_twenty_slow_readers_starve_nobody() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let patience = Patience { stop: Duration::ZERO, ..Patience::default() };
    let serving = tokio::spawn(serve(listener, server(), patience, async {
        let _ = stopped.await;
    }));
    let mut idle = Vec::with_capacity(IDLE);
    for _ in 0..IDLE {
        idle.push(connect(address).await);
    }
    let mut slow = Vec::with_capacity(SLOW);
    for _ in 0..SLOW {
        let mut stream = connect(address).await;
        stream.write_all(asking("{ large }", "").as_bytes()).await.unwrap();
        // The answer has begun, and far more of it waits than the sockets hold.
        assert_eq!(stream.read_u8().await.unwrap(), b'H');
        slow.push(stream);
    }
    let asked = Instant::now();
    let mut fresh = connect(address).await;
    fresh.write_all(asking("{ hello }", "connection: close\r\n").as_bytes()).await.unwrap();
    let mut answer = String::new();
    fresh.read_to_string(&mut answer).await.unwrap();
    assert!(answer.contains(r#"{"data":{"hello":"hello "},"#), "{answer}");
    assert!(asked.elapsed() < Duration::from_secs(5), "{:?}", asked.elapsed());
    assert_eq!((idle.len(), slow.len()), (IDLE, SLOW));
    stop.send(()).unwrap();
    serving.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_client_that_takes_nothing_of_its_answer_is_let_go() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let patience = Patience { write: Duration::from_millis(100), stop: Duration::from_secs(20), ..Patience::default() };
    let serving = tokio::spawn(serve(listener, server(), patience, async {
        let _ = stopped.await;
    }));
    let mut stream = connect(address).await;
    stream.write_all(asking("{ large }", "").as_bytes()).await.unwrap();
    assert_eq!(stream.read_u8().await.unwrap(), b'H');
    let asked = Instant::now();
    stop.send(()).unwrap();
    // The server waits for requests under way; this one's connection it gives up long before.
    serving.await.unwrap().unwrap();
    assert!(asked.elapsed() < Duration::from_secs(10), "{:?}", asked.elapsed());
    let mut rest = Vec::new();
    let _ = stream.read_to_end(&mut rest).await;
    assert!(rest.len() < LARGE, "{}", rest.len());
}

/// How much of a large answer a client got that takes so much at once and rests so long, and does so for four seconds.
async fn taken(at_once: u64, rest: Duration) -> usize {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let patience = Patience { write: Duration::from_millis(1_500), stop: Duration::ZERO, ..Patience::default() };
    let serving = tokio::spawn(serve(listener, server(), patience, std::future::pending()));
    let mut stream = connect(address).await;
    stream.write_all(asking("{ large }", "connection: close\r\n").as_bytes()).await.unwrap();
    let (asked, mut all) = (Instant::now(), Vec::new());
    while asked.elapsed() < Duration::from_secs(4) {
        match (&mut stream).take(at_once).read_to_end(&mut all).await {
            Ok(read) if read > 0 => {}
            _ => break,
        }
        tokio::time::sleep(rest).await;
    }
    let _ = stream.read_to_end(&mut all).await;
    serving.abort();
    all.len()
}

/// Patience begins anew with what is taken, and not with next to nothing.
#[tokio::test]
async fn a_client_that_takes_its_answer_with_rests_is_waited_for_and_one_that_trickles_is_not() {
    assert!(taken(1 << 20, Duration::from_millis(250)).await > LARGE);
    let trickled = taken(1 << 10, Duration::from_millis(20)).await;
    assert!(trickled < LARGE, "{trickled}");
}
