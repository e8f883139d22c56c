//! What exact numbers must not get wrong unnoticed, in one binary: against another library, in every mode of rounding,
//! and at any size.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_macros,
    reason = "a test; it prints what it has covered"
)]

mod conversions;
mod exact;
mod large;
mod rounding;
