//! What a served database says of itself to whoever watches the server.

use crate::database::{Database, Readiness};
use crate::http::Vitals;
use crate::read::ReadModel;
use std::pin::Pin;

/// A database, and what reads it.
pub(super) struct Served {
    database: Database,
    model: ReadModel,
}

impl Served {
    pub(super) fn new(database: Database, model: ReadModel) -> Self {
        Self { database, model }
    }
}

impl Vitals for Served {
    fn ready(&self) -> Pin<Box<dyn Future<Output = Result<(), &'static str>> + Send + '_>> {
        Box::pin(async {
            match self.database.readiness().await {
                Readiness::Ready => Ok(()),
                Readiness::Behind(steps) => {
                    tracing::warn!(steps, "not ready: steps of the tables have not been run");
                    Err("the tables of the database are not up to date")
                }
                Readiness::Failing(error) => {
                    tracing::error!(%error, "not ready");
                    Err("the database does not answer")
                }
            }
        })
    }

    fn connections(&self) -> Vec<(&'static str, u32, u32)> {
        self.database.usage().into_iter().map(|(door, usage)| (door, usage.open, usage.idle)).collect()
    }

    fn statements(&self) -> u64 {
        self.model.statements()
    }
}
