//! digests, canonical JSON, faults, legal profiles and sources.
//!
//! Pure: no clock, no files, no chance, no floats. Nothing here knows of bids, of tables or of GraphQL.

#![deny(clippy::float_arithmetic)]

pub mod canonical;
pub mod digest;
pub mod exact;
pub mod fault;
pub mod instant;
pub mod key;
pub mod law;
pub mod money;
pub mod rounding;
pub mod text;

pub use digest::Digest;
pub use exact::Exact;
pub use fault::{Fault, Faults, Place};
pub use instant::Instant;
pub use key::Key;
pub use money::{Currency, TaxBasis};
pub use rounding::{Mode, Rounding};
pub use text::Text;
