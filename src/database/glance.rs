//! A look at the database, for as many statements as a question has. One statement needs no transaction around it: it
//! sees one moment by itself. On PostgreSQL a few need none either, because each of them tells the moment that it saw.
//!
//! To begin and to end a transaction are two round trips, as many as a small question has statements. PostgreSQL can say
//! which transactions a statement sees (`pg_current_snapshot`): two statements that see the same ones see the same moment.
//! Where they do not, whoever asked asks again in a transaction.

use super::cells::Cells;
use super::packed::Packed;
use super::parked::Parked;
use super::received::Received;
use super::snapshot::{Held, Snapshot};
use super::spelled::spelled;
use super::{Database, DatabaseError};
use futures_util::TryStreamExt as _;
use sea_orm::sea_query::{Expr, JoinType, Query, SelectStatement};
use sea_orm::sqlx::pool::PoolConnection;
use sea_orm::sqlx::postgres::PgConnection;
use sea_orm::sqlx::{AssertSqlSafe, PgPool, Postgres, Transaction, query_with};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, QueryResult, RuntimeErr, SqlxError};
use sea_query_sqlx::SqlxValues;

/// What a statement saw: which transactions. On a standby the text does not tell all that is running, and is left out. In a
/// SELECT of its own it is made once, and not for each row.
const MOMENT: &str = "(SELECT CASE WHEN pg_is_in_recovery() THEN NULL ELSE pg_current_snapshot()::text END)";

/// Where statements find the name of their moment.
const NOW: (&str, &str) = ("moment0", "seen");

/// As many statements are likely to see one moment without a transaction around them.
const FEW: usize = 3;

/// How all statements of a look are made to see one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Together {
    /// In the way that costs least: few may see another moment each, and then tell nothing.
    Cheaply,
    /// By a transaction, whatever it costs.
    Surely,
}

/// What a statement saw.
#[derive(Debug)]
pub enum Seen {
    /// All its rows.
    Rows(Cells),
    /// Another moment than the statements before it, or one that the server cannot tell.
    AnotherMoment,
    /// More than there was room for.
    TooMuch,
}

impl Seen {
    fn of(cells: Cells) -> Self {
        if cells.is_overfull() { Self::TooMuch } else { Self::Rows(cells) }
    }

    fn packed(packed: &Packed, found: Result<Vec<QueryResult>, DbErr>, room: usize) -> Result<Self, DbErr> {
        match found {
            Err(cause) if DatabaseError::is_too_long(&cause) => Ok(Self::TooMuch),
            found => packed.open(&found?, room).map(Self::of),
        }
    }
}

/// A look at the database. Dropped, it stops the statement that runs.
#[derive(Debug)]
pub struct Glance(Through);

#[derive(Debug)]
enum Through {
    /// SQLite, for one statement: a connection from the pool.
    Pool(DatabaseConnection),
    /// SQLite, for several.
    Moment(Snapshot),
    /// PostgreSQL without a transaction.
    Own(Own),
    /// PostgreSQL within one.
    Within { held: Held, transaction: Transaction<'static, Postgres>, door: Door },
}

/// Where connections of PostgreSQL come from and go.
#[derive(Clone, Debug)]
struct Door {
    pool: PgPool,
    parked: Parked,
}

#[derive(Debug)]
struct Own {
    // The first to be dropped, as in a snapshot.
    held: Held,
    connection: PoolConnection<Postgres>,
    door: Door,
    /// Whether statements tell their moment.
    telling: bool,
    moment: Option<String>,
}

impl Database {
    /// A look at the database for as many statements.
    ///
    /// # Errors
    /// `DATABASE_BUSY` when no reader becomes free in time, `DATABASE_LOST` when the server is gone.
    pub async fn glance(&self, statements: usize, together: Together) -> Result<Glance, DatabaseError> {
        let one = statements < 2;
        if self.reader.get_database_backend() != DbBackend::Postgres {
            return Ok(Glance(match one {
                true => Through::Pool(self.reader.clone()),
                false => Through::Moment(self.snapshot().await?),
            }));
        }
        let door = Door { pool: self.reader.get_postgres_connection_pool().clone(), parked: self.parked.clone() };
        let cheaply = together == Together::Cheaply && statements <= FEW && !self.parked.on_standby();
        if !one && !cheaply {
            let _waiting = self.parked.make_way();
            let begun = async { door.pool.begin().await.map_err(|error| door.failed(error)) };
            let (held, transaction) = Held::through(begun).await.map_err(DatabaseError::beginning)?;
            return Ok(Glance(Through::Within { held, transaction, door }));
        }
        let (held, connection) = Held::through(door.parked.take(&door.pool)).await.map_err(DatabaseError::beginning)?;
        Ok(Glance(Through::Own(Own { held, connection, door, telling: !one, moment: None })))
    }
}

impl Glance {
    /// Runs a statement, and reads at most so many bytes. Whoever sees something else than rows looks no further.
    ///
    /// # Errors
    /// What the database says.
    pub async fn run(&mut self, statement: SelectStatement, room: usize) -> Result<Seen, DbErr> {
        match &mut self.0 {
            Through::Pool(reader) => {
                let packed = Packed::of(statement);
                let found = Held::through(reader.query_all(&packed.statement)).await;
                Seen::packed(
                    &packed,
                    found.map(|(mut held, rows)| {
                        held.release();
                        rows
                    }),
                    room,
                )
            }
            Through::Moment(snapshot) => {
                let packed = Packed::of(statement);
                Seen::packed(&packed, snapshot.query_all(&packed.statement).await, room)
            }
            Through::Own(own) if own.telling => Ok(own.at_moment(statement, room).await?.0),
            Through::Own(own) => Ok(Seen::of(own.run(&statement, Received::new(room)).await?.cells())),
            Through::Within { transaction, door, .. } => {
                let received = receive(transaction, &statement, Received::new(room)).await;
                Ok(Seen::of(received.map_err(|error| door.failed(error))?.cells()))
            }
        }
    }

    /// The same of a statement that may ask for its [`moment`]. With what it saw comes the moment's name, where the server
    /// can tell it: whoever sees the same one sees the same.
    ///
    /// # Errors
    /// What the database says.
    pub async fn run_at_moment(
        &mut self,
        statement: SelectStatement,
        room: usize,
    ) -> Result<(Seen, Option<String>), DbErr> {
        match &mut self.0 {
            Through::Own(own) => own.at_moment(statement, room).await,
            Through::Within { transaction, door, .. } => {
                let received = receive(transaction, &telling(statement), Received::with_moment(room)).await;
                let received = received.map_err(|error| door.failed(error))?;
                let moment = received.moment()?.map(str::to_owned);
                Ok((Seen::of(received.cells()), moment))
            }
            Through::Pool(_) | Through::Moment(_) => Ok((self.run(statement, room).await?, None)),
        }
    }

    /// How many connections to PostgreSQL were made so far. A moment's name holds for those that were there when it was told:
    /// after a crash, or on another server, the same name could be another moment's.
    #[must_use]
    pub fn connections_made(&self) -> u64 {
        match &self.0 {
            Through::Pool(_) | Through::Moment(_) => 0,
            Through::Own(Own { door, .. }) | Through::Within { door, .. } => door.parked.made(),
        }
    }

    /// Ends it in order. Nothing was changed, so that nobody has to wait for a transaction's end: a connection is told while
    /// it goes back to the pool.
    pub fn end(self) {
        match self.0 {
            Through::Pool(_) => {}
            Through::Moment(snapshot) => snapshot.end(),
            Through::Own(Own { mut held, connection, door, .. }) => {
                held.release();
                door.parked.park(connection);
            }
            Through::Within { mut held, transaction, .. } => {
                held.release();
                drop(transaction);
            }
        }
    }

    /// Which database it is.
    #[must_use]
    pub fn backend(&self) -> DbBackend {
        match &self.0 {
            Through::Pool(_) | Through::Moment(_) => DbBackend::Sqlite,
            Through::Own(_) | Through::Within { .. } => DbBackend::Postgres,
        }
    }
}

/// Runs a statement and reads what it finds, row by row while the server goes on finding, until there is no room for more.
async fn receive(
    connection: &mut PgConnection,
    statement: &SelectStatement,
    mut received: Received,
) -> Result<Received, SqlxError> {
    let (sql, values) = spelled(statement);
    let mut rows = query_with(AssertSqlSafe(sql), SqlxValues(values)).fetch(connection);
    while let Some(row) = rows.try_next().await? {
        received.push(&row)?;
        if received.is_overfull() {
            break;
        }
    }
    drop(rows);
    Ok(received)
}

impl Door {
    /// What went wrong. Where a connection is lost so may the others be: the pool looks at each that is given back, those too
    /// that it had itself.
    fn failed(&self, error: SqlxError) -> DbErr {
        let error = failed(error);
        if DatabaseError::is_lost(&error) {
            self.parked.leave();
            let idle: Vec<_> = std::iter::from_fn(|| self.pool.try_acquire()).collect();
            drop(idle);
        }
        error
    }
}

impl Own {
    async fn run(&mut self, statement: &SelectStatement, received: Received) -> Result<Received, DbErr> {
        receive(&mut self.connection, statement, received).await.map_err(|error| self.door.failed(error))
    }

    async fn at_moment(&mut self, statement: SelectStatement, room: usize) -> Result<(Seen, Option<String>), DbErr> {
        let received = self.run(&telling(statement), Received::with_moment(room)).await?;
        let moment = received.moment()?.map(str::to_owned);
        if moment.is_none() {
            self.door.parked.see_standby();
        }
        if self.telling && !self.is_the_same(moment.as_deref()) {
            if !received.is_overfull() {
                // Nothing runs that was to be stopped.
                self.held.release();
            }
            return Ok((Seen::AnotherMoment, None));
        }
        Ok((Seen::of(received.cells()), moment))
    }

    /// Whether it is the moment of the statements before. One that the server cannot tell is no other's.
    fn is_the_same(&mut self, moment: Option<&str>) -> bool {
        moment.is_some_and(|moment| self.moment.get_or_insert_with(|| moment.to_owned()) == moment)
    }
}

/// The name of the moment that a statement sees, for a statement to ask for; nothing where the database has none to tell.
#[must_use]
pub fn moment(backend: DbBackend) -> Option<Expr> {
    (backend == DbBackend::Postgres).then(|| Expr::col(NOW))
}

/// The statement with what it saw behind its columns, and with one row of nothing else where it finds none.
fn telling(statement: SelectStatement) -> SelectStatement {
    let (now, name) = NOW;
    let mut seen = Query::select();
    seen.expr_as(Expr::cust(MOMENT), name);
    let mut telling = Query::select();
    telling.expr(Expr::cust("found0.*")).expr(Expr::col(NOW));
    telling.from_subquery(seen, now).join_lateral(JoinType::LeftJoin, statement, "found0", Expr::val(true));
    telling
}

pub(super) fn failed(error: SqlxError) -> DbErr {
    DbErr::Query(RuntimeErr::SqlxError(error.into()))
}
