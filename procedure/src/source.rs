//! What a decision rests on. A house policy never passes for law.

use values::law::LegalReference;
use values::text::Bilingual;

/// The kind of source, and the source.
#[derive(Clone, Copy, Debug)]
pub enum Source {
    /// A statute's own words.
    Statute(&'static LegalReference),
    /// What this procurement's documents say.
    Documents(Bilingual),
    /// What this house has decided for itself.
    HousePolicy(Bilingual),
}

impl Source {
    /// The source in English, as refusals name it.
    #[must_use]
    pub fn told(&self) -> String {
        match self {
            Self::Statute(law) => {
                format!("{}:{} of act {}: {}", law.chapter, law.section, law.statute, law.meaning.en)
            }
            Self::Documents(text) => format!("this procurement's documents: {}", text.en),
            Self::HousePolicy(text) => format!("house policy: {}", text.en),
        }
    }
}
