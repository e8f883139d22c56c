//! The program `anbud`: reads its arguments, runs one command, and ends with its exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    anbud::cli::run(std::env::args_os())
}
