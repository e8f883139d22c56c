//! Who is proposed for the framework agreement: as many as the documents say, in the order of the evaluation.

use crate::source::Source;
use values::text::Bilingual;

/// What the limit rests on.
pub const SOURCE: Source = Source::Documents(Bilingual {
    sv: "Upphandlingsdokumenten anger hur många anbud som antas i delområdet.",
    en: "The procurement documents state how many bids are admitted in the lot.",
});

/// What the documents make of a place in the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Award {
    /// Within the limit.
    Within,
    /// Tied bids straddle the limit: the drawing of lots comes before the award.
    AwaitsDraw,
    /// Beyond the limit.
    Beyond,
}

impl Award {
    /// The award of a bid with this rank, where so many bids share the rank and are still to be drawn for.
    #[must_use]
    pub const fn of(rank: u32, sharing: u32, limit: u32) -> Self {
        if rank > limit {
            Self::Beyond
        } else if sharing > 1 && rank - 1 + sharing > limit {
            Self::AwaitsDraw
        } else {
            Self::Within
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Award;

    #[test]
    fn a_draw_across_the_limit_comes_before_the_award() {
        assert_eq!(Award::of(2, 1, 2), Award::Within);
        assert_eq!(Award::of(3, 1, 2), Award::Beyond);
        assert_eq!(Award::of(1, 2, 2), Award::Within);
        assert_eq!(Award::of(1, 2, 1), Award::AwaitsDraw);
        assert_eq!(Award::of(2, 3, 3), Award::AwaitsDraw);
        assert_eq!(Award::of(4, 2, 3), Award::Beyond);
    }
}
