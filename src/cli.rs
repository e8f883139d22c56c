//! The command line: arguments and printing only. One file per command; what a command does stands in `service`.

mod backup;
mod case_file;
mod check;
mod conformance;
mod demo;
mod evaluate;
mod exit;
mod explain;
mod export;
mod import;
mod language;
mod letter;
mod lint;
mod location;
mod logging;
mod migrate;
mod record;
mod rulebook;
mod schema;
mod serve;
mod settings;
mod target;
mod verify;
mod vitals;

use clap::{Parser, Subcommand};
use exit::Exit;
use std::ffi::OsString;
use std::process::ExitCode;

const AFTER: &str = "\
Exit codes:
  0  done
  1  done, and something differs: a result from what the file expects, a row from its documents, or a record from
     what its inputs give
  2  refused: wrong arguments, or input with faults (each named with code, place, cause and way out)
  3  the system failed: a file, an address or the database

Begin with `anbud demo`: it evaluates three complete procurements and serves them.";

/// Joint public procurement, with bids evaluated by one published rule set.
#[derive(Debug, Parser)]
#[command(name = "anbud", version, about, after_help = AFTER, max_term_width = 110)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Demo(demo::Demo),
    Serve(serve::Serve),
    Evaluate(evaluate::Evaluate),
    Explain(explain::Explain),
    Letter(letter::Letter),
    Lint(lint::Lint),
    Record(record::Record),
    Verify(verify::Verify),
    Conformance(conformance::Conformance),
    Import(import::Import),
    Export(export::Export),
    Backup(backup::Backup),
    Migrate(migrate::Migrate),
    Check(check::Check),
    Rulebook(rulebook::Rulebook),
    Schema(schema::Schema),
}

/// Runs the command that the arguments name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are answers, not errors; clap knows which.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let done = match arguments.command {
        Command::Demo(command) => command.run(),
        Command::Serve(command) => command.run(),
        Command::Evaluate(command) => command.run(),
        Command::Explain(command) => command.run(),
        Command::Letter(command) => command.run(),
        Command::Lint(command) => command.run(),
        Command::Record(command) => command.run(),
        Command::Verify(command) => command.run(),
        Command::Conformance(command) => command.run(),
        Command::Import(command) => command.run(),
        Command::Export(command) => command.run(),
        Command::Backup(command) => command.run(),
        Command::Migrate(command) => command.run(),
        Command::Check(command) => command.run(),
        Command::Rulebook(command) => command.run(),
        Command::Schema(command) => command.run(),
    };
    done.unwrap_or_else(Exit::report)
}
