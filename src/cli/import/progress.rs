//! How an import shows where it is and what came of it. A terminal gets a bar; whoever reads a log gets none.

use crate::cli::exit::Exit;
use crate::service::Imported;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::fmt;
use std::io::IsTerminal;
use std::path::Path;
use values::Instant;

/// How the bar looks: how many files are done, how long it took, about how long it still takes, and which file is read.
const LOOK: &str = "[{bar:20}] {pos} of {len} files, {elapsed}, about {eta} left  {wide_msg}";

/// A bar on the error output, or nothing.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// Over so many files. One file alone has no bar, and neither has an error output that is no terminal.
    pub(super) fn over(files: usize) -> Self {
        let shown = files > 1 && std::io::stderr().is_terminal();
        let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(u64::try_from(files).ok(), target);
        let style = ProgressStyle::with_template(LOOK).unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style.progress_chars("=> "));
        Self(bar)
    }

    /// Says which file is at work.
    pub(super) fn on(&self, file: &Path) {
        let name = file.file_name().unwrap_or(file.as_os_str());
        self.0.set_message(name.display().to_string());
    }

    /// One file is done with.
    pub(super) fn step(&self) {
        self.0.inc(1);
    }

    /// Prints something without the bar in between.
    pub(super) fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        self.0.suspend(print)
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        self.0.finish_and_clear();
    }
}

/// What came of the files so far.
#[derive(Debug)]
pub(super) struct Tally {
    begun: Instant,
    ended: Instant,
    files: usize,
    bytes: u64,
    imported: usize,
    versions: usize,
    unchanged: usize,
    refused: usize,
    unreadable: usize,
}

impl Tally {
    /// Nothing yet, of so many files.
    pub(super) const fn of(files: usize, begun: Instant) -> Self {
        Self { begun, ended: begun, files, bytes: 0, imported: 0, versions: 0, unchanged: 0, refused: 0, unreadable: 0 }
    }

    /// A file of so many bytes was read.
    pub(super) fn read(&mut self, bytes: usize) {
        self.bytes += bytes as u64;
    }

    /// A file was imported, or found to be there.
    pub(super) const fn kept(&mut self, done: &Imported) {
        match done {
            Imported::New => self.imported += 1,
            Imported::NewVersion { .. } => self.versions += 1,
            Imported::AlreadyThere => self.unchanged += 1,
        }
    }

    /// A file was refused, or could not be read.
    pub(super) const fn failed(&mut self, exit: &Exit) {
        match exit {
            Exit::Refused(_) => self.refused += 1,
            _ => self.unreadable += 1,
        }
    }

    /// The same at the end.
    pub(super) const fn ended(mut self, at: Instant) -> Self {
        self.ended = at;
        self
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { files, imported, versions, unchanged, refused, unreadable, .. } = self;
        let (kilobytes, tenths) = (self.bytes.div_ceil(1000), (self.ended.millis() - self.begun.millis()) / 100);
        let (seconds, tenth) = (tenths / 10, tenths % 10);
        write!(
            f,
            "{files} files: {imported} imported, {versions} new versions, {unchanged} unchanged, {refused} refused, \
             {unreadable} unreadable"
        )?;
        let tried = imported + versions + unchanged + refused + unreadable;
        if tried < *files {
            write!(f, ", {} not tried", files - tried)?;
        }
        write!(f, "; {kilobytes} kB in {seconds}.{tenth} s")
    }
}
