//! The desk where callers of the API hand in their acts: it knows the database and the clock, so that they need not.

use super::{EvaluationRequest, EvaluationRun, Failure, LotReference, record_stored, run_evaluation};
use crate::clock::Clock;
use crate::database::Database;
use scoring::RecordDocument;
use std::sync::Arc;

/// Takes acts.
#[derive(Clone)]
pub struct Desk {
    database: Database,
    clock: Arc<dyn Clock>,
}

impl Desk {
    /// A desk over a database and a clock.
    #[must_use]
    pub fn new(database: Database, clock: Arc<dyn Clock>) -> Self {
        Self { database, clock }
    }

    /// See [`record_stored`].
    ///
    /// # Errors
    /// As there.
    pub async fn record(&self, lot: &LotReference) -> Result<RecordDocument, Failure> {
        record_stored(&self.database, lot).await
    }

    /// See [`run_evaluation`].
    ///
    /// # Errors
    /// As there.
    pub async fn run_evaluation(&self, actor: &str, request: EvaluationRequest) -> Result<EvaluationRun, Failure> {
        run_evaluation(&self.database, self.clock.as_ref(), actor, request).await
    }
}
