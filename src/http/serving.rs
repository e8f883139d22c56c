//! Connections: how long the server waits for a client, and how it stops. A client that sends half a request and then
//! nothing holds neither a connection for ever nor the end of the process.

use super::budget::Caller;
use super::caller::Bound;
use super::onward::Onward;
use super::slow::Reading;
use axum::Router;
use axum::extract::Request;
use axum::http::Extensions;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::convert::Infallible;
use std::io;
use std::pin::pin;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;
use tower::ServiceExt as _;

/// How long the server waits, and for what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// For the head of a request, also of the next one on a connection that is kept.
    pub head: Duration,
    /// For the body of a request.
    pub body: Duration,
    /// For a turn, where as many requests are executed as may be at the same time.
    pub turn: Duration,
    /// For a question that is executed; what changes something is not cut off, its statements are.
    pub request: Duration,
    /// For a client that takes nothing of its answer, or next to nothing.
    pub write: Duration,
    /// For what stands behind the server to say whether it is ready.
    pub ready: Duration,
    /// For requests under way, when the server is to stop.
    pub stop: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(30),
            body: Duration::from_secs(10),
            turn: Duration::from_secs(10),
            request: Duration::from_secs(15),
            write: Duration::from_secs(30),
            ready: Duration::from_secs(2),
            stop: Duration::from_secs(3),
        }
    }
}

/// Held as long as something is under way that goes on when its connection is gone, so that a server that is to stop waits
/// for it too.
#[derive(Clone, Debug)]
pub(super) struct UnderWay(#[expect(dead_code, reason = "only held")] mpsc::Sender<Infallible>);

/// What every request of a connection comes with.
#[derive(Clone)]
struct Brought {
    caller: Caller,
    bound: Bound,
    under_way: UnderWay,
}

impl Brought {
    fn tell(&self, extensions: &mut Extensions) {
        extensions.insert(self.caller);
        extensions.insert(self.bound);
        extensions.insert(self.under_way.clone());
    }
}

/// How long to leave a listener alone that has no connection to give, as when too many files are open.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves until `shutdown` is ready. Requests under way are then answered, as far as `patience` goes; what is left
/// after it is cut off. Dropping this cuts all connections off at once; acts under way go on as long as the runtime does.
///
/// # Errors
/// What the operating system says about the listener.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    patience: Patience,
    shutdown: impl Future<Output = ()> + Send,
) -> io::Result<()> {
    let bound = Bound(listener.local_addr()?.port());
    let (under_way, mut acts) = mpsc::channel(1);
    let under_way = UnderWay(under_way);
    let (open, closing) = watch::channel(());
    let mut connections = JoinSet::new();
    let mut shutdown = pin!(shutdown);
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => {
                    let brought = Brought { caller: Caller::at(peer.ip()), bound, under_way: under_way.clone() };
                    connections.spawn(connection(stream, brought, router.clone(), patience, closing.clone()));
                }
                Err(error) => {
                    tracing::error!(%error, "no connection to be had");
                    tokio::time::sleep(PAUSE).await;
                }
            },
            Some(_) = connections.join_next() => {}
            () = &mut shutdown => break,
        }
    }
    drop((listener, open, under_way));
    let all = async {
        while connections.join_next().await.is_some() {}
        // Comes to its end when nobody holds the other one any longer.
        acts.recv().await;
    };
    if tokio::time::timeout(patience.stop, all).await.is_err() {
        tracing::warn!(connections = connections.len(), "what was still under way is cut off");
    }
    Ok(())
}

/// Answers the requests of one connection until it ends, or until no more are to be taken.
async fn connection(
    stream: TcpStream,
    brought: Brought,
    router: Router,
    patience: Patience,
    mut closing: watch::Receiver<()>,
) {
    let router = router.map_request(move |mut request: Request<Incoming>| {
        brought.tell(request.extensions_mut());
        request
    });
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(patience.head)
        .serve_connection(TokioIo::new(Reading::new(stream, patience.write)), TowerToHyperService::new(router));
    let mut served = pin!(served);
    tokio::select! {
        _ = Onward::new(served.as_mut()) => return,
        _ = closing.changed() => served.as_mut().graceful_shutdown(),
    }
    // What goes wrong on a connection is between its client and the network.
    let _ = Onward::new(served).await;
}
