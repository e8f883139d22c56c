//! Documents for people, made from values: the rulebook, the tables of a result, the explanation of a bid,
//! the letter to a bidder. Nothing
//! here decides; every number comes from an outcome, or is the difference or sum of such.

mod amount;
mod errors;
mod explanation;
mod letter;
mod result_table;
mod rulebook;
mod working;

pub use amount::{grouped, shown};
pub use errors::errors;
pub use explanation::explanation;
pub use letter::Letter;
pub use result_table::{NamedBids, result_table};
pub use rulebook::rulebook;

use std::borrow::Cow;
use values::text::visible;

/// The language of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Swedish.
    Swedish,
    /// English.
    English,
}

impl Language {
    /// Somebody's text in this language, as a terminal may show it; Swedish where there is no English.
    #[must_use]
    pub fn of(self, text: &values::Text) -> Cow<'_, str> {
        visible(match self {
            Self::Swedish => &text.sv,
            Self::English => text.en.as_deref().unwrap_or(&text.sv),
        })
    }

    /// The text of the program itself in this language.
    #[must_use]
    pub const fn say(self, text: values::text::Bilingual) -> &'static str {
        match self {
            Self::Swedish => text.sv,
            Self::English => text.en,
        }
    }
}
