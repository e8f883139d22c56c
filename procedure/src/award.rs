//! Who is proposed for the framework agreement: as many as the documents say, in the order of the evaluation.

use crate::source::Source;
use values::text::Bilingual;

/// What the limit rests on.
pub const SOURCE: Source = Source::Documents(Bilingual {
    sv: "Upphandlingsdokumenten anger hur många anbud som antas i delområdet.",
    en: "The procurement documents state how many bids are admitted in the lot.",
});

/// Whether a rank is within the limit. Ranks that need a draw share a number; if they straddle the limit, the draw
/// comes before the award.
#[must_use]
pub const fn is_within_limit(rank: u32, limit: u32) -> bool {
    rank <= limit
}
