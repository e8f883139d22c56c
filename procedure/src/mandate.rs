//! What a mandate is worth. The list of mandates is frozen at publication: what counts is the last act before it.

use crate::document::{MandateAct, MandateActKind};
use crate::source::Source;
use values::Instant;
use values::law::{LOU, LegalReference, Profile};
use values::text::Bilingual;

/// What a mandate is worth at publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Given, and in time.
    Granted,
    /// Given after mandates were asked to be in, but before publication: it counts.
    GrantedLate,
    /// Taken back, and not given again before publication.
    Withdrawn,
    /// Never given before publication.
    Missing,
}

/// Who may call off from a framework agreement is settled before it is published.
pub const SOURCE: Source = Source::Statute(&LegalReference {
    profiles: Profile::DIRECTIVE,
    statute: LOU,
    chapter: "7",
    section: "3",
    quotation: "en upphandlande myndighet som har identifierats för detta syfte antingen i anbudsinfordran som avser ramavtalet",
    meaning: Bilingual {
        sv: "Bara den vars fullmakt står sig vid publiceringen kan anges som avropsberättigad i annonsen.",
        en: "Only a municipality whose mandate stands at publication can be named in the notice as entitled to call off.",
    },
    read_on: "2026-11-23",
});

impl Standing {
    /// The standing after all acts up to publication, oldest first.
    #[must_use]
    pub fn of(acts: &[MandateAct], due_at: Instant, published_at: Instant) -> Self {
        let before = acts.iter().filter(|act| act.at <= published_at);
        match before.max_by_key(|act| act.at) {
            None => Self::Missing,
            Some(last) if last.act == MandateActKind::Withdrawn => Self::Withdrawn,
            Some(last) if last.at <= due_at => Self::Granted,
            Some(_) => Self::GrantedLate,
        }
    }

    /// Whether it starts the work and binds.
    #[must_use]
    pub const fn binds(self) -> bool {
        matches!(self, Self::Granted | Self::GrantedLate)
    }

    /// The word that columns use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::GrantedLate => "granted_late",
            Self::Withdrawn => "withdrawn",
            Self::Missing => "missing",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Standing;
    use crate::document::{MandateAct, MandateActKind};
    use values::Instant;

    fn standing(acts: &[(MandateActKind, i64)]) -> Standing {
        let acts: Vec<MandateAct> =
            acts.iter().map(|(act, at)| MandateAct { act: *act, at: Instant::from_millis(*at), note: None }).collect();
        Standing::of(&acts, Instant::from_millis(100), Instant::from_millis(200))
    }

    #[test]
    fn the_last_act_before_publication_counts() {
        use MandateActKind::{Granted, Withdrawn};
        assert_eq!(standing(&[]), Standing::Missing);
        assert_eq!(standing(&[(Granted, 100)]), Standing::Granted);
        assert_eq!(standing(&[(Granted, 101)]), Standing::GrantedLate);
        assert_eq!(standing(&[(Granted, 201)]), Standing::Missing);
        assert_eq!(standing(&[(Granted, 50), (Withdrawn, 60)]), Standing::Withdrawn);
        assert_eq!(standing(&[(Granted, 50), (Withdrawn, 60), (Granted, 70)]), Standing::Granted);
        assert_eq!(standing(&[(Granted, 50), (Withdrawn, 201)]), Standing::Granted);
    }
}
