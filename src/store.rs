//! Writing: documents and the rows projected from them, one file per family of tables, and the finders that acts
//! need. Nothing here decides, computes or opens a transaction: a caller hands in the connection of its own.

mod assessment;
mod document;
mod evaluation;
mod event;
mod export;
mod find;
mod idempotency;
mod insert;
mod lot;
mod mandate;
mod measure;
mod plan;
mod procurement;
mod submission;
mod supplier;
mod version;

pub use assessment::assessment;
pub use document::{read_document, write_document};
pub use evaluation::{EvaluationRow, StoredEvaluation, evaluation, latest_evaluation, retire_evaluations};
pub use event::{Act, append_event};
pub use export::{
    ExportedEvaluation, ExportedEvent, ExportedProcurement, exported_contents, exported_evaluations, exported_events,
    exported_procurements, exported_text,
};
pub use find::{EvaluationSources, FoundLot, evaluation_sources, lot_by_id, lot_by_key, lots_of};
pub use idempotency::{Answer, answer_to, keep_answer};
pub use lot::{LotIds, LotRow, lot};
pub use mandate::mandates;
pub use procurement::{ProcurementRow, procurement};
pub use submission::{Received, SubmissionIds, SubmissionRow, submissions};
pub use supplier::{supplier_name, suppliers};
pub use version::{Standing, make_room, standing};

use uuid::Uuid;

/// Where new rows get their ids. Every id that a reader may see is random: ids that are made one after the other tell
/// how many lie between two of them, and so how many have bid.
pub trait Ids: Send + Sync {
    /// An id that tells nothing.
    fn random(&self) -> Uuid;
}
