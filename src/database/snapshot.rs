//! One moment of the database, and what happens to it when nobody waits for it any longer: a question that is dropped,
//! because its time is up or its caller went away, takes the statement that it had sent back from the database.
//!
//! SQLite asks between its own steps whether to go on, and PostgreSQL stops a statement when it sees that the
//! connection is closed. Either way the statement ends soon, and the pool has a connection that can be used.

use sea_orm::sqlx::postgres::PgConnection;
use sea_orm::sqlx::sqlite::SqliteConnection;
use sea_orm::sqlx::{Connection as _, Error as SqlxError};
use sea_orm::{DatabaseConnection, DatabaseTransaction, DbErr, TransactionTrait};
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

/// Virtual steps of SQLite between two looks at whether anybody still waits: a few microseconds.
const STEPS: i32 = 1_000;
/// How long a connection that is given back may take to say that it is free; a longer one is at work for nobody.
const FREE: Duration = Duration::from_millis(500);

tokio::task_local! {
    /// Set while a connection is taken from the pool, so that the connection learns whom it works for.
    static TAKEN_FOR: Given;
}

/// A transaction that only reads.
#[derive(Debug)]
pub struct Snapshot {
    // The first to be dropped: SQLite is told before the transaction waits to be rolled back.
    held: Held,
    transaction: DatabaseTransaction,
}

impl Snapshot {
    /// Begins one.
    pub(super) async fn begin(reader: &DatabaseConnection) -> Result<Self, DbErr> {
        let (held, transaction) = Held::through(reader.begin()).await?;
        Ok(Self { held, transaction })
    }

    /// Ends it in order. Nothing was changed, so that nobody has to wait for the database to say so: the connection is
    /// told while it goes back to the pool.
    pub fn end(self) {
        let Self { mut held, transaction } = self;
        held.release();
        drop(transaction);
    }
}

impl Deref for Snapshot {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &DatabaseTransaction {
        &self.transaction
    }
}

/// Whether the one for whom a connection works has given it up.
#[derive(Clone, Debug, Default)]
struct Given(Arc<AtomicBool>);

/// Gives up when it is dropped.
#[derive(Debug)]
pub(super) struct Held(Option<Given>);

impl Held {
    /// Takes a connection from the pool, which learns whom it works for, and does with it what there is to do.
    pub(super) async fn through<T>(work: impl Future<Output = Result<T, DbErr>>) -> Result<(Self, T), DbErr> {
        let given = Given::default();
        let held = Self(Some(given.clone()));
        let done = TAKEN_FOR.scope(given, work).await?;
        Ok((held, done))
    }

    /// It ended in order: there is nothing to give up.
    pub(super) fn release(&mut self) {
        self.0 = None;
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(Given(up)) = &self.0 {
            up.store(true, Ordering::Release);
            DOUBTED.store(DOUBTS, Ordering::Release);
        }
    }
}

/// Has a connection of SQLite look, while it works, whether whoever took it still waits.
pub(super) async fn watch(connection: &mut SqliteConnection) -> Result<(), SqlxError> {
    let taken_for = TAKEN_FOR.try_with(Given::clone).ok();
    let mut handle = connection.lock_handle().await?;
    match taken_for {
        // One statement is stopped, and not what sets the connection free after it.
        Some(Given(up)) => handle.set_progress_handler(STEPS, move || !up.swap(false, Ordering::AcqRel)),
        None => handle.remove_progress_handler(),
    }
    Ok(())
}

/// How many connections are still to be looked at when they are given back. The pool itself asks each of them for a sign of
/// life and waits as long as it takes, which is right where everything ended in order; where somebody gave up, one of the
/// next is at work for nobody.
static DOUBTED: AtomicUsize = AtomicUsize::new(0);
/// As many are looked at after somebody gave up: more than are given back between that moment and the one in question.
const DOUBTS: usize = 64;

/// Whether a connection of PostgreSQL that is given back has nothing left to do; if not, the pool closes it.
pub(super) async fn is_free(connection: &mut PgConnection) -> Result<bool, SqlxError> {
    let doubted = DOUBTED.fetch_update(Ordering::AcqRel, Ordering::Acquire, |left| left.checked_sub(1)).is_ok();
    if !doubted {
        return Ok(true);
    }
    match tokio::time::timeout(FREE, connection.ping()).await {
        Ok(answered) => answered.map(|()| true),
        Err(_) => Ok(false),
    }
}
