//! Broken examples without end: as `case`, with the worked examples of all rules alone. They are small, so that a
//! million of them takes minutes; what they reach, the lots of the demos reach much more slowly.

#![no_main]

#[path = "../../scoring/tests/engine/mangle.rs"]
mod mangle;

use libfuzzer_sys::fuzz_target;
use mangle::{Bytes, Case};
use std::sync::LazyLock;

static SEEDS: LazyLock<Vec<Case>> = LazyLock::new(mangle::examples);

fuzz_target!(|bytes: &[u8]| {
    mangle::hold(&mangle::mangled(&SEEDS, &mut Bytes(bytes)));
});
