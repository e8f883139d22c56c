//! Whether a submission came in time. One that did not is never opened: it has a receipt and no content.

use crate::source::Source;
use values::Instant;
use values::text::Bilingual;

/// How a submission came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receipt {
    /// At the deadline or before.
    InTime,
    /// After the deadline.
    Late,
}

/// What lateness rests on.
pub const SOURCE: Source = Source::Documents(Bilingual {
    sv: "Upphandlingsdokumenten anger anbudstidens utgång. Anbud som kommer senare öppnas inte, lika för alla.",
    en: "The procurement documents state the tender deadline. Bids that come later are not opened, the same for all.",
});

impl Receipt {
    /// A submission received at the very millisecond of the deadline is in time.
    #[must_use]
    pub fn of(received_at: Instant, deadline_at: Instant) -> Self {
        if received_at <= deadline_at { Self::InTime } else { Self::Late }
    }

    /// The word that columns use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InTime => "in_time",
            Self::Late => "late",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Receipt;
    use values::Instant;

    #[test]
    fn the_border_is_in_time_and_a_millisecond_later_is_not() {
        let deadline = Instant::from_millis(1_000);
        assert_eq!(Receipt::of(Instant::from_millis(1_000), deadline), Receipt::InTime);
        assert_eq!(Receipt::of(Instant::from_millis(1_001), deadline), Receipt::Late);
    }
}
