//! The program `anbud`: reads its arguments, runs one command, and ends with its exit code.

use mimalloc::MiMalloc;
use std::process::ExitCode;

// A small question takes some two hundred pieces of memory and gives them back: a tenth of the time that its answer takes
// (docs/decisions.md).
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    anbud::cli::run(std::env::args_os())
}
