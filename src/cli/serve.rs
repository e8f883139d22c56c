//! `anbud serve`: serves a database through GraphQL.

use super::exit::{Exit, runtime};
use super::settings::{self, Given};
use super::{logging, vitals};
use crate::clock::{Clock, SystemClock};
use crate::config::Settings;
use crate::database::{Database, Terms};
use crate::graphql;
use crate::http::{self, Behind, Bundle, Example, Limits, Origins, Patience, RequestId, RequestIds, Site, Stopping};
use crate::read::ReadModel;
use crate::service::{Desk, Failure};
use clap::Args;
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// Serve a database through GraphQL over HTTP
///
/// Until users have roles the server listens on loopback addresses only, and shows only lots whose award decision is
/// announced. Settings come from a file, from variables of the environment and from flags; a flag outweighs a variable,
/// and a variable the file.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  anbud serve --database sqlite:anbud.sqlite --listen 127.0.0.1:8080")]
pub(super) struct Serve {
    #[command(flatten)]
    given: Given,
}

/// Where to listen.
#[derive(Clone, Debug, Args)]
pub(super) struct Listen {
    /// Loopback address and port; port 0 takes any free one
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub(super) listen: String,
}

/// Three queries to begin with: the question in Swedish and English, and the query.
const EXAMPLES: [[&str; 3]; 3] = [
    [
        "Vem vann, och vad avgjorde?",
        "Who won, and what decided?",
        "query WhoWon { procurements(first: 10) { nodes { key title { sv } lots(first: 100) { nodes { key title { sv } currentEvaluation { placements(first: 100) { nodes { rank awarded comparison comparisonUnit decidedBy bid { key supplier { name } } } } } } } } } }",
    ],
    [
        "Hur blev ett poängtal till?",
        "How did a score come about?",
        "query HowScored { suppliers(first: 1) { nodes { name bids(first: 10) { nodes { key lot { title { sv } } scores(first: 20) { nodes { criterion { key title { sv } } level amount unit traceSteps(first: 50) { nodes { number name operation value references(first: 20) { nodes { source target value } } } } } } } } } } }",
    ],
    [
        "Vilken lag vilar en regel på?",
        "Which law does a rule rest on?",
        "query WhichLaw { rule(id: \"stepped_table\") { title { sv } formula law { chapter section quotation meaning { sv } } example { working } } }",
    ],
];

fn examples() -> Vec<Example> {
    EXAMPLES.map(|[sv, en, query]| Example { sv: sv.to_owned(), en: en.to_owned(), query: query.to_owned() }).to_vec()
}

impl Serve {
    pub(super) fn run(self) -> Result<ExitCode, Exit> {
        runtime()?.block_on(async {
            let settings = self.given.read()?;
            settings::print(&mut std::io::stdout().lock(), &settings)?;
            logging::begin(&settings);
            let listener = Listen { listen: settings.text("listen").to_owned() }.bind().await?;
            let database = open(&settings).await?;
            serve(database, listener, &settings).await
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

/// Opens the database on the operator's terms, and brings its tables up to date.
async fn open(settings: &Settings) -> Result<Database, Exit> {
    let terms = Terms {
        readers: u32::try_from(settings.whole("readers")).unwrap_or(u32::MAX),
        statement: settings.seconds("statement_seconds"),
        connection: settings.seconds("connection_seconds"),
        ..Terms::default()
    };
    let database = Database::open_on(settings.text("database"), terms).await.map_err(Failure::from)?;
    database.migrate().await.map_err(Failure::from)?;
    Ok(database)
}

/// A number of things in memory; the table's bounds are far below what fits.
fn size(settings: &Settings, name: &str) -> usize {
    usize::try_from(settings.whole(name)).unwrap_or(usize::MAX)
}

fn patience(settings: &Settings) -> Patience {
    Patience {
        head: settings.seconds("head_seconds"),
        body: settings.seconds("body_seconds"),
        turn: settings.seconds("turn_seconds"),
        request: settings.seconds("request_seconds"),
        write: settings.seconds("write_seconds"),
        ready: settings.seconds("ready_seconds"),
        stop: settings.seconds("stop_seconds"),
    }
}

fn limits(settings: &Settings) -> Limits {
    Limits {
        question: settings.whole("question_cost"),
        bucket: settings.whole("caller_budget"),
        per_second: settings.whole("caller_budget_per_second"),
        callers: size(settings, "callers"),
    }
}

/// Serves until asked to stop.
pub(super) async fn serve(database: Database, listener: TcpListener, settings: &Settings) -> Result<ExitCode, Exit> {
    let address = listener.local_addr()?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let run = clock.random_id().simple().to_string();
    let run =
        RequestId::parse(&run[..12]).ok_or_else(|| Exit::Failed("serve.run_id: no id for this run".to_owned()))?;
    let patience = patience(settings);
    let stopping = Stopping::default();
    let model = ReadModel::new(&database, graphql::rulebook());
    let site = Site {
        examples: examples(),
        bundle: Bundle::embedded(),
        request_ids: RequestIds::of_run(&run),
        patience,
        limits: limits(settings),
        clock: Arc::clone(&clock),
        requests_at_once: size(settings, "requests_at_once"),
        body_bytes: size(settings, "body_bytes"),
        origins: Origins::new(settings.list("cors_origins").iter().map(String::as_str)),
        behind: Behind::new(vitals::Served::new(database.clone(), model.clone())),
        stopping: stopping.clone(),
    };
    let schema = graphql::schema(model, Desk::new(database, clock));
    let router = http::router(schema, site);
    announce(address)?;
    let (tell, told) = oneshot::channel();
    let seconds = patience.stop.as_secs();
    let asked_twice = async {
        asked_to_stop().await;
        stopping.announce();
        tell_operator(&format!(
            "stopping: requests under way have {seconds} seconds; asked again, the server stops at once"
        ));
        let _ = tell.send(());
        asked_to_stop().await;
    };
    let told = async {
        let _ = told.await;
    };
    tokio::select! {
        served = http::serve(listener, router, patience, told) => served?,
        () = asked_twice => {
            tell_operator("stopped at once");
            // Leaving by return would wait for whatever computes right now.
            std::process::exit(STOPPED_AT_ONCE);
        }
    }
    tell_operator("stopped");
    Ok(ExitCode::SUCCESS)
}

/// Says something on the standard error, if anybody still reads there.
fn tell_operator(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
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
