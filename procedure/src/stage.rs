//! The stage of a lot. From the examination of bids on, each lot has its own.

use values::Instant;

/// Where a lot stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Bids are opened and examined or evaluated; nothing is announced.
    Evaluation,
    /// The award decision is announced.
    Announced,
}

impl Stage {
    /// The stage that the recorded milestones make.
    #[must_use]
    pub const fn of(announced_at: Option<Instant>) -> Self {
        match announced_at {
            None => Self::Evaluation,
            Some(_) => Self::Announced,
        }
    }

    /// The word that columns use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Evaluation => "evaluation",
            Self::Announced => "announced",
        }
    }
}
