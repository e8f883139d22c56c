//! Writing: documents and the rows projected from them, one file per family of tables, the finders that acts need,
//! and the comparison of the rows that stand with those that documents make. Projecting is pure: the same functions
//! serve whoever writes rows and whoever checks them. Nothing here decides, computes or opens a transaction: a caller
//! hands in the connection of its own.

mod assessment;
mod compare;
mod document;
mod evaluation;
mod event;
mod export;
mod find;
mod idempotency;
mod insert;
mod kept;
mod lot;
mod mandate;
mod measure;
mod plan;
mod procurement;
mod rows;
mod submission;
mod supplier;
mod version;

pub use assessment::assessment;
pub use compare::{Comparison, Difference, Differs, UNTOLD, Untold};
pub use document::{document, read_document, write_document};
pub use evaluation::{EvaluationRow, Run, StoredEvaluation, evaluation, latest_evaluation, retire_evaluations};
pub use event::{Act, Leaf, append_event, event, payload};
pub use export::{
    ExportedEvaluation, ExportedEvent, ExportedProcurement, exported_contents, exported_evaluations, exported_events,
    exported_procurements, exported_text,
};
pub use find::{EvaluationSources, FoundLot, evaluation_sources, lot_by_id, lot_by_key, lots_of};
pub use idempotency::{Answer, answer_to, keep_answer};
pub use kept::{KeptEvent, events, moments, procurement_keys, texts};
pub use lot::{LotIds, LotRow, lot};
pub use mandate::{KnownOrganisations, known_organisations, mandates, organisations};
pub use procurement::{ProcurementRow, procurement};
pub use rows::Rows;
pub use submission::{Received, SubmissionIds, SubmissionRow, submissions};
pub use supplier::{KnownSuppliers, known_suppliers, supplier_name, suppliers};
pub use version::{Standing, make_room, standing};

use uuid::Uuid;

/// Where new rows get their ids. Every id that a reader may see is random: ids that are made one after the other tell
/// how many lie between two of them, and so how many have bid.
pub trait Ids: Send + Sync {
    /// An id that tells nothing.
    fn random(&self) -> Uuid;
}
