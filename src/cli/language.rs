//! The language argument that several commands share.

use crate::report::Language;
use clap::ValueEnum;

/// The language of texts and headings.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Choice {
    /// Swedish.
    Sv,
    /// English.
    En,
}

impl From<Choice> for Language {
    fn from(choice: Choice) -> Self {
        match choice {
            Choice::Sv => Self::Swedish,
            Choice::En => Self::English,
        }
    }
}
