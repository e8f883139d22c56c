//! Who counts: the extension `pg_stat_statements` of the server, or whoever listens to what SQLite's driver reports.

use crate::databases::Backend;
use anbud::database::Database;
use sea_orm::{ConnectOptions, ConnectionTrait, DatabaseConnection, FromQueryResult, Statement};
use std::collections::HashMap;
use std::fmt::Debug;
use std::sync::{LazyLock, Mutex, Once, PoisonError};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::Interest;
use tracing::{Event, Metadata, Subscriber};

/// Counts the questions that one database was sent.
pub enum Counter {
    /// By a connection that nobody else uses.
    Server(DatabaseConnection),
    /// By the name of the driver's threads.
    Driver(String),
}

/// Opens a database whose readers are counted.
pub async fn open(backend: Backend, url: &str) -> (Database, Counter) {
    match backend {
        Backend::Postgres => {
            let database = Database::open(url, 2).await.unwrap();
            let own =
                sea_orm::Database::connect(ConnectOptions::new(url).sqlx_logging(false).to_owned()).await.unwrap();
            own.execute_unprepared("CREATE EXTENSION IF NOT EXISTS pg_stat_statements").await.unwrap();
            (database, Counter::Server(own))
        }
        Backend::Sqlite => {
            listen();
            let threads = format!("counted {url}");
            let opened = Database::open(url, 1).await.unwrap();
            opened.reader.close().await.unwrap();
            let mut options = ConnectOptions::new(url);
            let named = threads.clone();
            options.sqlx_logging(true).map_sqlx_sqlite_opts(move |options| {
                let named = named.clone();
                options.read_only(true).thread_name(move |_| named.clone())
            });
            let reader = sea_orm::Database::connect(options).await.unwrap();
            (Database::through(opened.writer, reader), Counter::Driver(threads))
        }
    }
}

#[derive(FromQueryResult)]
struct Calls {
    calls: i64,
}

impl Counter {
    /// SELECTs so far.
    pub async fn statements(&self) -> u64 {
        self.like("SELECT").await
    }

    /// Transactions begun so far, where the server counts.
    pub async fn transactions(&self) -> u64 {
        self.like("BEGIN").await
    }

    async fn like(&self, word: &str) -> u64 {
        match self {
            Self::Server(connection) => {
                let sql = "SELECT COALESCE(SUM(calls), 0)::bigint AS calls FROM pg_stat_statements s \
                           JOIN pg_database d ON d.oid = s.dbid \
                           WHERE d.datname = current_database() AND query LIKE $1 AND query NOT LIKE '%pg_stat_statements%'";
                let backend = connection.get_database_backend();
                let statement = Statement::from_sql_and_values(backend, sql, [format!("{word}%").into()]);
                let row = connection.query_one_raw(statement).await.unwrap().unwrap();
                let Calls { calls } = Calls::from_query_result(&row, "").unwrap();
                calls.try_into().unwrap()
            }
            Self::Driver(threads) => {
                let heard = HEARD.lock().unwrap_or_else(PoisonError::into_inner);
                heard.get(&(threads.clone(), word.to_owned())).copied().unwrap_or(0)
            }
        }
    }
}

/// How often a thread's driver ran a statement that begins with a word.
static HEARD: LazyLock<Mutex<HashMap<(String, String), u64>>> = LazyLock::new(Mutex::default);

/// Has the whole process report what drivers run to [`Ear`].
fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| tracing::subscriber::set_global_default(Ear).unwrap());
}

struct Ear;

struct FirstWord(Option<String>);

impl Visit for FirstWord {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "summary" {
            let text = format!("{value:?}");
            self.0 = text.trim_matches('"').split_whitespace().next().map(str::to_owned);
        }
    }
}

impl Subscriber for Ear {
    fn register_callsite(&self, about: &'static Metadata<'static>) -> Interest {
        if about.target() == "sqlx::query" { Interest::sometimes() } else { Interest::never() }
    }

    fn enabled(&self, about: &Metadata<'_>) -> bool {
        about.target() == "sqlx::query"
            && std::thread::current().name().is_some_and(|name| name.starts_with("counted "))
    }

    fn event(&self, event: &Event<'_>) {
        let mut word = FirstWord(None);
        event.record(&mut word);
        let thread = std::thread::current().name().unwrap_or_default().to_owned();
        if let Some(word) = word.0 {
            *HEARD.lock().unwrap_or_else(PoisonError::into_inner).entry((thread, word)).or_default() += 1;
        }
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}
