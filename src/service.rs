//! One file per act or question: the only place where law, scoring, storage and clock meet. Transactions are opened
//! here and nowhere else. Those that need no database take documents and are called alike from file and from store.

mod case_version;
mod check_case;
mod check_rows;
mod conformance;
mod desk;
mod evaluate_case;
mod export_cases;
mod failure;
mod idempotency;
mod import_case;
mod project_case;
mod record_lot;
mod run_evaluation;
mod treat_equally;
mod verify_record;
mod write_case;
mod write_letter;

pub use case_version::Reason;
pub use check_case::check_case;
pub use check_rows::{Checked, check_rows, check_rows_through};
pub use conformance::{Verdict, run_conformance};
pub use desk::Desk;
pub use evaluate_case::{EvaluatedLot, Mismatch, evaluate_case, evaluate_lot};
pub use export_cases::{Export, export_cases};
pub use failure::Failure;
pub use idempotency::IdempotencyKey;
pub use import_case::{CaseImport, Imported, import_case};
pub use record_lot::{record_case, record_stored};
pub use run_evaluation::{EvaluationRequest, EvaluationRun, LotReference, run_evaluation};
pub use treat_equally::{EqualTreatment, TreatedOtherwise, treat_equally, treat_equally_by};
pub use verify_record::{Verified, compare_digests, compare_outcomes, read_record, recompute, verify_record};
pub use write_letter::write_letter;

use crate::clock::Clock;
use crate::store::Ids;
use uuid::Uuid;

/// The clock's ids, as rows want them.
struct ClockIds<'a>(&'a dyn Clock);

impl Ids for ClockIds<'_> {
    fn random(&self) -> Uuid {
        self.0.random_id()
    }
}

/// A random salt of 32 hex digits and as many again.
fn salt(clock: &dyn Clock) -> String {
    format!("{}{}", clock.random_id().simple(), clock.random_id().simple())
}
