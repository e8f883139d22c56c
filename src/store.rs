//! Writing: documents and the rows projected from them, one file per family of tables, and the finders that acts
//! need. Nothing here decides, computes or opens a transaction: a caller hands in the connection of its own.

mod assessment;
mod document;
mod evaluation;
mod event;
mod find;
mod insert;
mod lot;
mod mandate;
mod procurement;
mod submission;
mod supplier;

pub use assessment::assessment;
pub use document::{read_document, write_document};
pub use evaluation::{EvaluationRow, StoredEvaluation, evaluation, latest_evaluation};
pub use event::{Act, append_event};
pub use find::{EvaluationSources, FoundLot, evaluation_sources, lot_by_id, lot_by_key, lots_of, procurement_digest};
pub use lot::{LotIds, LotRow, lot};
pub use mandate::mandates;
pub use procurement::{ProcurementRow, procurement};
pub use submission::{SubmissionIds, SubmissionRow, submissions};
pub use supplier::suppliers;

use uuid::Uuid;

/// Where new rows get their ids.
pub trait Ids: Send + Sync {
    /// An id that sorts by the time it was made.
    fn ordered(&self) -> Uuid;
    /// An id that tells nothing, for what a supplier sends in.
    fn random(&self) -> Uuid;
}
