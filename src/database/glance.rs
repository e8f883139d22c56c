//! A look at the database without a transaction around it: for one statement, which sees one moment by itself, and on
//! PostgreSQL for a few, each of which tells the moment that it saw.
//!
//! To begin and to end a transaction are two round trips, as many as a small question has statements. PostgreSQL can say
//! which transactions a statement sees (`pg_current_snapshot`): two statements that see the same ones see the same moment.
//! Where they do not, whoever asked asks again in a transaction.

use super::parked::Parked;
use super::snapshot::Held;
use super::spelled::spelled;
use super::{Database, DatabaseError};
use sea_orm::sea_query::{Alias, Expr, JoinType, Query, SelectStatement};
use sea_orm::sqlx::pool::PoolConnection;
use sea_orm::sqlx::postgres::PgRow;
use sea_orm::sqlx::{AssertSqlSafe, PgPool, Postgres, Row, ValueRef, query_with};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, QueryResult, RuntimeErr, SqlxError};
use sea_query_sqlx::SqlxValues;

/// What a statement saw. On a standby the text does not tell all that is running, and is left out.
const MOMENT: &str = "CASE WHEN pg_is_in_recovery() THEN NULL ELSE pg_current_snapshot()::text END";

/// A look without a transaction. Dropped, it stops the statement that runs.
#[derive(Debug)]
pub struct Glance(Through);

#[derive(Debug)]
enum Through {
    /// A connection from the pool for each statement.
    Pool(DatabaseConnection),
    /// One connection of PostgreSQL for all.
    Own(Own),
}

#[derive(Debug)]
struct Own {
    // The first to be dropped, as in a snapshot.
    held: Held,
    connection: PoolConnection<Postgres>,
    pool: PgPool,
    parked: Parked,
    moment: Option<String>,
}

impl Database {
    /// A look at the database for statements that need no transaction.
    ///
    /// # Errors
    /// `DATABASE_BUSY` when no reader becomes free in time, `DATABASE_LOST` when the server is gone.
    pub async fn glance(&self) -> Result<Glance, DatabaseError> {
        if self.reader.get_database_backend() != DbBackend::Postgres {
            return Ok(Glance(Through::Pool(self.reader.clone())));
        }
        let (pool, parked) = (self.reader.get_postgres_connection_pool().clone(), self.parked.clone());
        let (held, connection) = Held::through(parked.take(&pool)).await.map_err(DatabaseError::beginning)?;
        Ok(Glance(Through::Own(Own { held, connection, pool, parked, moment: None })))
    }

    /// Whether statements can tell their moment.
    #[must_use]
    pub fn tells_moments(&self) -> bool {
        self.reader.get_database_backend() == DbBackend::Postgres && !self.parked.on_standby()
    }
}

impl Glance {
    /// Runs a statement.
    ///
    /// # Errors
    /// What the database says.
    pub async fn run(&mut self, statement: &SelectStatement) -> Result<Vec<QueryResult>, DbErr> {
        match &mut self.0 {
            Through::Pool(reader) => {
                let (mut held, rows) = Held::through(reader.query_all(statement)).await?;
                held.release();
                Ok(rows)
            }
            Through::Own(own) => Ok(answers(own.run(statement).await?)),
        }
    }

    /// Runs a statement whose rows have a first value each, and tells nothing when it saw another moment than those
    /// before it, or cannot say.
    ///
    /// # Errors
    /// What the database says.
    pub async fn run_at_once(&mut self, statement: SelectStatement) -> Result<Option<Vec<QueryResult>>, DbErr> {
        match &mut self.0 {
            Through::Pool(_) => Ok(None),
            Through::Own(own) => Ok(own.at_once(statement).await?.map(answers)),
        }
    }

    /// Ends it in order.
    pub fn end(self) {
        if let Through::Own(Own { mut held, connection, parked, .. }) = self.0 {
            held.release();
            parked.park(connection);
        }
    }

    /// Which database it is.
    #[must_use]
    pub fn backend(&self) -> DbBackend {
        match &self.0 {
            Through::Pool(reader) => reader.get_database_backend(),
            Through::Own(_) => DbBackend::Postgres,
        }
    }
}

impl Own {
    async fn run(&mut self, statement: &SelectStatement) -> Result<Vec<PgRow>, DbErr> {
        let (sql, values) = spelled(statement);
        let asked = query_with(AssertSqlSafe(sql), SqlxValues(values)).fetch_all(&mut *self.connection).await;
        asked.map_err(|error| {
            let error = failed(error);
            if DatabaseError::is_lost(&error) {
                // So may the others be. The pool looks at each that is given back, those too that it had itself.
                self.parked.leave();
                let idle: Vec<_> = std::iter::from_fn(|| self.pool.try_acquire()).collect();
                drop(idle);
            }
            error
        })
    }

    async fn at_once(&mut self, statement: SelectStatement) -> Result<Option<Vec<PgRow>>, DbErr> {
        let mut rows = self.run(&telling(statement)).await?;
        let first = rows.first().ok_or_else(|| DbErr::Custom("a statement told no moment".to_owned()))?;
        let moment: Option<String> = first.try_get(first.len() - 1).map_err(failed)?;
        if moment.is_none() {
            self.parked.see_standby();
        }
        let same = moment.is_some_and(|moment| *self.moment.get_or_insert_with(|| moment.clone()) == moment);
        if !same {
            // Nothing runs that was to be stopped.
            self.held.release();
            return Ok(None);
        }
        if first.try_get_raw(0).map_err(failed)?.is_null() {
            rows.clear();
        }
        Ok(Some(rows))
    }
}

/// The statement with what it saw behind its columns, and with one row of nothing else where it finds none.
fn telling(statement: SelectStatement) -> SelectStatement {
    let (moment, found) = (Alias::new("moment0"), Alias::new("found0"));
    let mut seen = Query::select();
    seen.expr_as(Expr::cust(MOMENT), Alias::new("seen"));
    let mut telling = Query::select();
    telling.expr(Expr::cust("found0.*")).expr(Expr::col((moment.clone(), Alias::new("seen"))));
    telling.from_subquery(seen, moment).join_lateral(JoinType::LeftJoin, statement, found, Expr::val(true));
    telling
}

fn answers(rows: Vec<PgRow>) -> Vec<QueryResult> {
    rows.into_iter().map(QueryResult::from).collect()
}

fn failed(error: SqlxError) -> DbErr {
    DbErr::Query(RuntimeErr::SqlxError(error.into()))
}
