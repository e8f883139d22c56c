//! Broken cases without end: the bytes choose among the worked examples of all rules and the lots of the demo
//! procurements, and what is done to them. What must hold of the result stands in the engine's tests, which run the same
//! driver for a moment in every run.

#![no_main]

#[path = "../../scoring/tests/engine/demos.rs"]
#[allow(dead_code)]
mod demos;
#[path = "../../scoring/tests/engine/mangle.rs"]
mod mangle;

use libfuzzer_sys::fuzz_target;
use mangle::{Bytes, Case};
use std::sync::LazyLock;

/// The examples stand eight times beside the demos, which are larger and slower.
static SEEDS: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let demos = demos::lots().into_iter().map(|lot| Case { model: lot.model, inputs: lot.inputs });
    (0..8).flat_map(|_| mangle::examples()).chain(demos).collect()
});

fuzz_target!(|bytes: &[u8]| {
    mangle::hold(&mangle::mangled(&SEEDS, &mut Bytes(bytes)));
});
