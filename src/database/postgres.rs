//! How PostgreSQL is opened: what a session may do, and how long anything in it may take.
//! Statements are prepared once for each connection and kept.

use super::parked::Parked;
use super::{Database, DatabaseError, Terms, snapshot};
use sea_orm::sqlx::postgres::PgConnectOptions;
use sea_orm::sqlx::{ConnectOptions as _, Connection as _};
use sea_orm::{ConnectOptions, DatabaseConnection, DbErr, RuntimeErr, SqlxError};
use std::time::Duration;

/// How the server's list of sessions calls ours, unless the URL says otherwise.
const NAME: &str = "anbud";

/// What every session is told when it begins. `search_path` and the like stay as the server has them.
const WRITER: &[(&str, &str)] = &[
    // Acts stand in one queue (see `Database::begin_act`); whoever comes to its head must see what was done before it.
    ("default_transaction_isolation", "read committed"),
    ("default_transaction_read_only", "off"),
    ("statement_timeout", "60s"),
    ("lock_timeout", "10s"),
    ("idle_in_transaction_session_timeout", "60s"),
];
const READER: &[(&str, &str)] = &[
    // All statements of a question see one moment, without a round trip to say so.
    ("default_transaction_isolation", "repeatable read"),
    ("default_transaction_read_only", "on"),
    ("lock_timeout", "5s"),
    // A statement whose connection is gone works for nobody, and ends.
    ("client_connection_check_interval", "200ms"),
    // Questions look up what they need by its key, again and again in the same pages, which are in memory. A server that
    // takes each look-up for a move of a disk's arm would rather collect and sort.
    (PAGE_COST, "1.1"),
];
/// What may stand in the URL instead.
const PAGE_COST: &str = "random_page_cost";

/// Opens writer and readers.
///
/// # Errors
/// `DATABASE_URL`, `DATABASE_LOGIN`, `DATABASE_MISSING`, `DATABASE_OPEN`, `DATABASE_ENCODING`.
pub(super) async fn open(url: &str, terms: Terms) -> Result<Database, DatabaseError> {
    let options: PgConnectOptions =
        url.parse().map_err(|error: SqlxError| DatabaseError::Url(said_of_url(&error).to_owned()))?;
    let encoding = encoding(&options, terms).await.map_err(DatabaseError::opening)?;
    if encoding != "UTF8" {
        return Err(DatabaseError::Encoding(encoding));
    }
    let parked = Parked::default();
    let writer = connect(url, 1, terms, session(WRITER, None), &parked).await.map_err(DatabaseError::opening)?;
    let reader = connect(url, terms.readers.max(1), terms, session(READER, Some(terms)), &parked)
        .await
        .map_err(DatabaseError::opening)?;
    let database = Database { parked, ..Database::through(writer, reader) };
    database.parked.keep_fresh(terms.rest);
    Ok(database)
}

/// The encoding of the database. It is asked through one connection before there are pools: a pool tries again until its
/// time is up and then says that it is, while one connection says at once what is wrong.
async fn encoding(options: &PgConnectOptions, terms: Terms) -> Result<String, DbErr> {
    let failed = |error: SqlxError| DbErr::Conn(RuntimeErr::SqlxError(error.into()));
    let connected = tokio::time::timeout(terms.connection, options.connect()).await;
    let connection = connected.unwrap_or_else(|_| {
        Err(SqlxError::Io(std::io::Error::new(std::io::ErrorKind::TimedOut, "the server does not answer")))
    });
    let mut connection = connection.map_err(failed)?;
    let asked = sea_orm::sqlx::query_scalar("SHOW server_encoding").fetch_one(&mut connection).await;
    connection.close().await.map_err(failed)?;
    asked.map_err(failed)
}

/// What a session is told, with the time for a statement where the operator sets it.
fn session(told: &[(&'static str, &str)], terms: Option<Terms>) -> Vec<(&'static str, String)> {
    let limit = |name, time: Duration| (name, format!("{}ms", time.as_millis()));
    let limits = terms.map(|terms| {
        [limit("statement_timeout", terms.statement), limit("idle_in_transaction_session_timeout", terms.pause)]
    });
    told.iter().map(|(name, value)| (*name, (*value).to_owned())).chain(limits.into_iter().flatten()).collect()
}

async fn connect(
    url: &str,
    connections: u32,
    terms: Terms,
    session: Vec<(&'static str, String)>,
    parked: &Parked,
) -> Result<DatabaseConnection, DbErr> {
    let parked = parked.clone();
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .acquire_timeout(terms.connection)
        .sqlx_logging(false)
        .test_before_acquire_if_idle_for(terms.rest)
        .map_sqlx_postgres_opts(move |options| {
            let named = options.get_application_name().is_some();
            let options = if named { options } else { options.application_name(NAME) };
            // The server takes names in capitals too, and after `--` with hyphens.
            let given = options.get_options().unwrap_or_default().to_lowercase().replace('-', "_");
            let costed = given.contains(PAGE_COST);
            let told = session.iter().filter(|(name, _)| !(costed && *name == PAGE_COST));
            options.options(told.map(|(name, value)| (*name, value.as_str())))
        })
        .map_sqlx_postgres_pool_opts(move |pool| {
            let parked = parked.clone();
            pool.after_release(|connection, _| Box::pin(async { snapshot::is_free(connection).await })).after_connect(
                move |_, _| {
                    parked.see_made();
                    Box::pin(async { Ok(()) })
                },
            )
        });
    sea_orm::Database::connect(options).await
}

/// What is wrong with a URL, in words that cannot hold a part of it.
fn said_of_url(error: &SqlxError) -> &'static str {
    match error {
        SqlxError::Configuration(cause) if cause.to_string().contains("port") => "its port is not a number below 65536",
        SqlxError::Configuration(cause) if cause.to_string().contains("host") => "its host is missing or malformed",
        _ => "one of its parts is malformed",
    }
}
