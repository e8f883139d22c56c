//! Connections of PostgreSQL that wait, ready, for the next question. The pool asks each connection that comes back for a
//! sign of life, which is a round trip; one whose question ended in order needs none and is parked here. All others go
//! back to the pool, which looks at them, and so does one that somebody else waits for.

use sea_orm::sqlx::pool::PoolConnection;
use sea_orm::sqlx::{PgPool, Postgres};
use sea_orm::{DbErr, RuntimeErr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::sleep;

/// The connections that are parked, and how many were made so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Parked(Arc<Mutex<Places>>, Arc<AtomicU64>);

#[derive(Debug, Default)]
struct Places {
    connections: Vec<PoolConnection<Postgres>>,
    /// How many wait for the pool to have one.
    waiting: usize,
    /// Whether the server was seen to be a standby.
    standby: bool,
}

impl Parked {
    /// From time to time gives all back, for the pool to try those that rested and to close those that are old. Ends with
    /// the last who parks here.
    pub(super) fn keep_fresh(&self, time: Duration) {
        let (places, made) = (Arc::downgrade(&self.0), Arc::clone(&self.1));
        tokio::spawn(async move {
            loop {
                sleep(time).await;
                match places.upgrade() {
                    Some(places) => Self(places, Arc::clone(&made)).leave(),
                    None => return,
                }
            }
        });
    }

    /// A connection: a parked one, or else the pool's.
    ///
    /// # Errors
    /// What the pool says.
    pub(super) async fn take(&self, pool: &PgPool) -> Result<PoolConnection<Postgres>, DbErr> {
        let waiting = {
            let mut places = self.places();
            match places.connections.pop() {
                Some(connection) => return Ok(connection),
                None => places.wait(self),
            }
        };
        let taken = pool.acquire().await.map_err(|error| DbErr::Conn(RuntimeErr::SqlxError(error.into())));
        drop(waiting);
        taken
    }

    /// Parks a connection whose work ended in order, or gives it to the pool where somebody waits for one.
    pub(super) fn park(&self, connection: PoolConnection<Postgres>) {
        let mut places = self.places();
        if places.waiting == 0 {
            places.connections.push(connection);
        }
    }

    /// Has the pool keep what comes back, for as long as what this returns is held: somebody takes a connection there.
    pub(super) fn make_way(&self) -> Waiting {
        let mut places = self.places();
        drop(places.connections.pop());
        places.wait(self)
    }

    /// Gives all to the pool.
    pub(super) fn leave(&self) {
        self.places().connections.clear();
    }

    /// Whether the server was seen to be a standby.
    pub(super) fn on_standby(&self) -> bool {
        self.places().standby
    }

    /// It was. Connections that the server makes once it is none are new ones, and look like those of a standby until
    /// this program starts again, which costs them time and nothing else.
    pub(super) fn see_standby(&self) {
        self.places().standby = true;
    }

    /// Another connection was made.
    pub(super) fn see_made(&self) {
        self.1.fetch_add(1, Ordering::AcqRel);
    }

    /// How many connections were made so far. As long as that stays the same, all that are at work were there before: a
    /// server that crashes, or another one in its place, ends them all.
    pub(super) fn made(&self) -> u64 {
        self.1.load(Ordering::Acquire)
    }

    /// How many there are.
    pub(super) fn number(&self) -> usize {
        self.places().connections.len()
    }

    fn places(&self) -> MutexGuard<'_, Places> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Places {
    fn wait(&mut self, parked: &Parked) -> Waiting {
        self.waiting += 1;
        Waiting(parked.clone())
    }
}

/// Somebody waits for the pool.
#[derive(Debug)]
pub(super) struct Waiting(Parked);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.places().waiting -= 1;
    }
}
