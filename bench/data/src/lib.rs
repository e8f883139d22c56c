//! Fills the product's own tables with invented procurements, of any size, the same for the same seed. Measurements need
//! more than the demos hold; everything else is as an import and an evaluation would have written it.
//!
//! What is not made: staffing plans, what panel members gave one by one, findings, the trace of the calculation, and the
//! documents behind digests except models and opened submissions. So a lot can be read and not evaluated again.

mod chance;
mod failure;
mod kind;
mod load;
mod make;
mod rows;
mod size;
mod words;

pub use failure::Failure;
pub use load::{How, load};
pub use size::Size;
