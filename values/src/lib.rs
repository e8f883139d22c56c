//! digests, canonical JSON and its shapes, faults and their codes, legal profiles and sources.
//!
//! Pure: no clock, no files, no chance, no floats. Nothing here knows of bids, of tables or of GraphQL.

#![deny(clippy::float_arithmetic)]

pub mod canonical;
pub mod codes;
pub mod digest;
pub mod exact;
pub mod fault;
pub mod instant;
pub mod key;
pub mod law;
pub mod money;
pub mod outline;
pub mod rounding;
pub mod shape;
pub mod spelling;
pub mod text;

pub use digest::Digest;
pub use exact::Exact;
pub use fault::{Fault, Faults, Place, shown};
pub use instant::Instant;
pub use key::Key;
pub use money::{Currency, TaxBasis};
pub use rounding::{Mode, Rounding};
pub use shape::Shape;
pub use text::Text;
