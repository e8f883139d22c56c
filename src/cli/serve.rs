//! `anbud serve`: serves a database through GraphQL.

use super::exit::{Exit, runtime};
use super::migrate::Location;
use crate::clock::{Clock, SystemClock};
use crate::database::Database;
use crate::graphql;
use crate::http::{self, Example, Limits, Patience, RequestId, RequestIds, Site};
use crate::read::ReadModel;
use crate::service::Desk;
use clap::Args;
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// Serve a database through GraphQL over HTTP
///
/// Until users have roles the server listens on loopback addresses only, and shows only lots whose award decision is
/// announced.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  anbud serve --database sqlite:anbud.sqlite --listen 127.0.0.1:8080")]
pub(super) struct Serve {
    #[command(flatten)]
    location: Location,
    #[command(flatten)]
    listen: Listen,
}

/// Where to listen.
#[derive(Clone, Debug, Args)]
pub(super) struct Listen {
    /// Loopback address and port; port 0 takes any free one
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: String,
}

/// Three queries to begin with: the question in Swedish and English, and the query.
const EXAMPLES: [[&str; 3]; 3] = [
    [
        "Vem vann, och vad avgjorde?",
        "Who won, and what decided?",
        "{ procurements(first: 10) { nodes { key title { sv } lots(first: 100) { nodes { key title { sv } currentEvaluation { placements(first: 100) { nodes { rank awarded comparison comparisonUnit decidedBy bid { key supplier { name } } } } } } } } } }",
    ],
    [
        "Hur blev ett poängtal till?",
        "How did a score come about?",
        "{ suppliers(first: 1) { nodes { name bids(first: 10) { nodes { key lot { title { sv } } scores(first: 20) { nodes { criterion { key title { sv } } level amount unit traceSteps(first: 50) { nodes { number name operation value references(first: 20) { nodes { source target value } } } } } } } } } } }",
    ],
    [
        "Vilken lag vilar en regel på?",
        "Which law does a rule rest on?",
        "{ rule(id: \"stepped_table\") { title { sv } formula law { chapter section quotation meaning { sv } } example { working } } }",
    ],
];

fn examples() -> Vec<Example> {
    EXAMPLES.map(|[sv, en, query]| Example { sv: sv.to_owned(), en: en.to_owned(), query: query.to_owned() }).to_vec()
}

impl Serve {
    pub(super) fn run(self) -> Result<ExitCode, Exit> {
        runtime()?.block_on(async {
            let listener = self.listen.bind().await?;
            let database = self.location.open_current().await?;
            serve(database, listener).await
        })
    }
}

impl Listen {
    /// Takes the address, before anything else is done.
    pub(super) async fn bind(&self) -> Result<TcpListener, Exit> {
        let address = http::loopback(&self.listen).map_err(|refused| {
            let fault = refused.fault();
            values::Faults::one(fault.code, &fault.place, fault.cause.clone(), fault.hint.clone())
        })?;
        TcpListener::bind(address).await.map_err(|error| {
            Exit::Failed(format!(
                "serve.address_unavailable: {address}: {error}\n  way out: stop what listens there, or choose another port with --listen 127.0.0.1:0"
            ))
        })
    }
}

/// Serves until asked to stop.
pub(super) async fn serve(database: Database, listener: TcpListener) -> Result<ExitCode, Exit> {
    let address = listener.local_addr()?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let run = clock.random_id().simple().to_string();
    let run =
        RequestId::parse(&run[..12]).ok_or_else(|| Exit::Failed("serve.run_id: no id for this run".to_owned()))?;
    let patience = Patience::default();
    let site = Site {
        examples: examples(),
        request_ids: RequestIds::of_run(&run),
        patience,
        limits: Limits::default(),
        clock: Arc::clone(&clock),
    };
    let model = ReadModel::new(&database, graphql::rulebook());
    let schema = graphql::schema(model, Desk::new(database, clock));
    let router = http::router(schema, site);
    announce(address)?;
    let (tell, told) = oneshot::channel();
    let seconds = patience.stop.as_secs();
    let asked_twice = async {
        asked_to_stop().await;
        eprintln!("stopping: requests under way have {seconds} seconds; asked again, the server stops at once");
        let _ = tell.send(());
        asked_to_stop().await;
    };
    let told = async {
        let _ = told.await;
    };
    tokio::select! {
        served = http::serve(listener, router, patience, told) => served?,
        () = asked_twice => {
            eprintln!("stopped at once");
            // Leaving by return would wait for whatever computes right now.
            std::process::exit(STOPPED_AT_ONCE);
        }
    }
    eprintln!("stopped");
    Ok(ExitCode::SUCCESS)
}

fn announce(address: std::net::SocketAddr) -> Result<(), Exit> {
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "\nServing http://{address}/graphql  (open http://{address}/ in a browser)\n\nThree queries to try:"
    )?;
    for [_, english, query] in EXAMPLES {
        let body = serde_json::json!({ "query": query }).to_string();
        writeln!(
            out,
            "\n  # {}\n  curl -s http://{address}/graphql -H 'content-type: application/json' -d '{body}'",
            english
        )?;
    }
    writeln!(out, "\nStop with Ctrl-C.")?;
    out.flush()?;
    Ok(())
}

/// The exit code of a server that did not wait for requests under way, as shells have it for Ctrl-C.
const STOPPED_AT_ONCE: i32 = 130;

/// When the process is asked to stop: Ctrl-C, or a termination signal.
async fn asked_to_stop() {
    let interrupted = async {
        // Where Ctrl-C cannot be listened for, nobody has pressed it.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                () = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    interrupted.await;
}
