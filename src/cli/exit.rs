//! How a command ends, and how it says so.

use crate::service::Failure;
use std::fmt::Display;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use values::Faults;

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub(super) enum Exit {
    /// The input has faults.
    Refused(Faults),
    /// One of several files was refused, with its faults.
    RefusedFile(PathBuf, Faults),
    /// A file, an address or the database failed: what happened, and the way out.
    Failed(String),
    /// The reader of our output went away. Nobody is left to be told.
    OutputClosed,
}

/// Exit code when a result differs from what the file expects, or a row from its documents.
pub(super) const DIFFERENT: u8 = 1;

/// Exit code when the input has faults.
pub(super) const REFUSED: u8 = 2;

/// Exit code when the system failed.
const FAILED: u8 = 3;

/// Prints a line to the error output. Whoever reads it may be gone; what is under way goes on all the same.
pub(super) fn say(line: &dyn Display) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// How many faults there are, in words.
pub(super) fn counted(faults: &Faults) -> String {
    match faults.list().len() {
        1 => "1 fault".to_owned(),
        count => format!("{count} faults"),
    }
}

impl Exit {
    /// The same, said of one of several files.
    pub(super) fn of_file(self, file: &Path) -> Self {
        match self {
            Self::Refused(faults) => Self::RefusedFile(file.to_owned(), faults),
            other => other,
        }
    }

    /// The same, said of the file that was being written.
    pub(super) fn while_writing(self, file: &Path) -> Self {
        match self {
            Self::Failed(message) => Self::Failed(format!(
                "{message}\nnothing was kept of {}; what is printed above as imported is kept",
                file.display()
            )),
            other => other.of_file(file),
        }
    }

    /// Prints what is wrong to the error output and gives the exit code.
    pub(super) fn report(self) -> ExitCode {
        ExitCode::from(self.tell())
    }

    /// The same, with the exit code as a number.
    pub(super) fn tell(self) -> u8 {
        match self {
            Self::Refused(faults) => {
                say(&format_args!("{faults}\n\n{}; nothing was done", counted(&faults)));
                REFUSED
            }
            Self::RefusedFile(file, faults) => {
                say(&format_args!("{}:\n{faults}", file.display()));
                say(&format_args!("{}; nothing was kept of {}", counted(&faults), file.display()));
                REFUSED
            }
            Self::Failed(message) => {
                say(&message);
                FAILED
            }
            Self::OutputClosed => 0,
        }
    }
}

impl From<Faults> for Exit {
    fn from(faults: Faults) -> Self {
        Self::Refused(faults)
    }
}

impl From<Failure> for Exit {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(faults) | Failure::NotFound(faults) => Self::Refused(faults),
            broken => Self::Failed(broken.to_string()),
        }
    }
}

impl From<std::io::Error> for Exit {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            return Self::OutputClosed;
        }
        Self::Failed(format!("output.failed: {error}"))
    }
}

/// A runtime for the commands that wait for a database or the network.
pub(super) fn runtime() -> Result<tokio::runtime::Runtime, Exit> {
    let built = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    built.map_err(|error| Exit::Failed(format!("runtime.failed: {error}")))
}
