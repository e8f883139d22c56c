//! What a new version of a case may change. Until bids are opened that is everything; from then on the models stand,
//! with all else that bids were made for, and what was received stays received.

use crate::source::Source;
use std::collections::{BTreeMap, BTreeSet};
use values::law::{LOU, LegalReference, Profile};
use values::text::Bilingual;
use values::{Instant, Key};

/// What the lock of the model rests on, under the directive.
pub const DIRECTIVE: Source = Source::Statute(&LegalReference {
    profiles: Profile::DIRECTIVE,
    statute: LOU,
    chapter: "4",
    section: "10",
    quotation: "att anbudet uppfyller de krav, villkor och kriterier som anges i upphandlingsdokumenten",
    meaning: Bilingual {
        sv: "Anbuden prövas mot de krav, villkor och kriterier som de lämnades för. De kan inte bytas när anbuden är kända.",
        en: "Bids are held against the requirements, conditions and criteria that they were made for. Those cannot be exchanged once the bids are known.",
    },
    read_on: "2026-11-25",
});

/// What the lock of the model rests on in chapter 19.
pub const CHAPTER_19: Source = Source::Statute(&LegalReference {
    profiles: Profile::CHAPTER_19,
    statute: LOU,
    chapter: "19",
    section: "16",
    quotation: "alla aspekter av upphandlingsdokumenten, förutom minimikrav och tilldelningskriterier",
    meaning: Bilingual {
        sv: "Inte ens en förhandling får röra minimikrav och tilldelningskriterier. De står fast när anbuden är öppnade.",
        en: "Not even a negotiation may touch minimum requirements and award criteria. They stand once bids are opened.",
    },
    read_on: "2026-11-25",
});

/// What the other locks after the opening rest on.
pub const DOCUMENTS: Source = Source::Documents(Bilingual {
    sv: "Upphandlingsdokumenten anger delområden, hur många anbud som antas och anbudstidens utgång. Anbuden lämnades för dem.",
    en: "The procurement documents state the lots, how many bids are admitted, and the tender deadline. Bids were made for those.",
});

/// What it rests on that nothing received and nothing announced disappears.
pub const RECORD: Source = Source::HousePolicy(Bilingual {
    sv: "Det som har kommit in eller meddelats försvinner inte ur ärendet. Det som inte ska räknas avvisas med ett beslut.",
    en: "What was received or announced does not leave the case. What is not to count is rejected by a decision.",
});

/// Whether bids have been opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// No submission has been opened.
    NotYet,
    /// At least one has.
    Done,
}

/// A version of a case, as far as a later one is bound by it.
#[derive(Clone, Debug)]
pub struct Version {
    /// Which part of the law governs it.
    pub profile: Profile,
    /// When bids had to be in.
    pub deadline_at: Instant,
    /// Its lots.
    pub lots: BTreeMap<Key, LotVersion>,
    /// The submissions that were received.
    pub submissions: BTreeSet<Key>,
}

/// A lot in a version.
#[derive(Clone, Debug)]
pub struct LotVersion {
    /// Digest of its model, with the minimum requirements.
    pub model: String,
    /// How many bids are admitted at most.
    pub award_limit: u32,
    /// When its award decision was announced.
    pub announced_at: Option<Instant>,
    /// The bids in it that were opened.
    pub bids: BTreeSet<Key>,
}

/// Why a new version is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A lot has another model.
    Model(Key),
    /// A lot admits another number of bids.
    AwardLimit(Key),
    /// A lot is gone or is new.
    Lots(Key),
    /// Bids had to be in at another time.
    Deadline,
    /// An award decision that was announced is not any more.
    Announcement(Key),
    /// A submission is gone.
    Submission(Key),
    /// A bid is gone from its lot.
    Bid(Key),
}

impl Refusal {
    /// What it rests on, under this part of the law.
    #[must_use]
    pub const fn source(&self, profile: Profile) -> Source {
        match (self, profile) {
            (Self::Model(_), Profile::Directive) => DIRECTIVE,
            (Self::Model(_), _) => CHAPTER_19,
            (Self::AwardLimit(_) | Self::Lots(_) | Self::Deadline, _) => DOCUMENTS,
            (Self::Announcement(_) | Self::Submission(_) | Self::Bid(_), _) => RECORD,
        }
    }
}

impl Version {
    /// Why `next` may not follow on this version; nothing if it may.
    #[must_use]
    pub fn refusals(&self, opening: Opening, next: &Self) -> Vec<Refusal> {
        let mut refused = Vec::new();
        for (key, lot) in &self.lots {
            let opening = if lot.announced_at.is_some() { Opening::Done } else { opening };
            match next.lots.get(key) {
                None if opening == Opening::Done => refused.push(Refusal::Lots(key.clone())),
                None => {}
                Some(other) => refused.extend(lot.refusals(key, opening, other)),
            }
        }
        if opening == Opening::Done {
            let new = next.lots.keys().filter(|key| !self.lots.contains_key(*key));
            refused.extend(new.map(|key| Refusal::Lots(key.clone())));
            if next.deadline_at != self.deadline_at {
                refused.push(Refusal::Deadline);
            }
        }
        refused.extend(self.submissions.difference(&next.submissions).map(|key| Refusal::Submission(key.clone())));
        refused
    }
}

impl LotVersion {
    fn refusals(&self, key: &Key, opening: Opening, next: &Self) -> Vec<Refusal> {
        let mut refused = Vec::new();
        let locked = opening == Opening::Done;
        if locked && next.model != self.model {
            refused.push(Refusal::Model(key.clone()));
        }
        if locked && next.award_limit != self.award_limit {
            refused.push(Refusal::AwardLimit(key.clone()));
        }
        if self.announced_at.is_some() && next.announced_at.is_none() {
            refused.push(Refusal::Announcement(key.clone()));
        }
        refused.extend(self.bids.difference(&next.bids).map(|bid| Refusal::Bid(bid.clone())));
        refused
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "what a test has just put there is there")]
mod tests {
    use super::{LotVersion, Opening, Refusal, Version};
    use std::collections::BTreeMap;
    use values::law::Profile;
    use values::{Instant, Key};

    fn key(text: &str) -> Key {
        text.parse().unwrap()
    }

    fn version(announced: Option<i64>) -> Version {
        let lot = LotVersion {
            model: "m".to_owned(),
            award_limit: 2,
            announced_at: announced.map(Instant::from_millis),
            bids: [key("B1"), key("B2")].into(),
        };
        Version {
            profile: Profile::Directive,
            deadline_at: Instant::from_millis(100),
            lots: BTreeMap::from([(key("LOT-1"), lot)]),
            submissions: [key("S1")].into(),
        }
    }

    #[test]
    fn before_the_opening_everything_but_what_was_received_may_change() {
        let before = version(None);
        let mut next = before.clone();
        next.deadline_at = Instant::from_millis(200);
        let lot = next.lots.get_mut(&key("LOT-1")).unwrap();
        (lot.model, lot.award_limit) = ("n".to_owned(), 3);
        let new = lot.clone();
        next.lots.insert(key("LOT-2"), new);
        assert_eq!(before.refusals(Opening::NotYet, &next), []);
        next.lots.clear();
        assert_eq!(before.refusals(Opening::NotYet, &next), []);
        next.submissions.clear();
        assert_eq!(before.refusals(Opening::NotYet, &next), [Refusal::Submission(key("S1"))]);
    }

    #[test]
    fn after_the_opening_what_bids_were_made_for_stands() {
        let before = version(None);
        let mut next = before.clone();
        next.deadline_at = Instant::from_millis(101);
        let lot = next.lots.get_mut(&key("LOT-1")).unwrap();
        (lot.model, lot.award_limit) = ("n".to_owned(), 3);
        lot.bids.remove(&key("B2"));
        next.lots.insert(key("LOT-2"), version(None).lots.remove(&key("LOT-1")).unwrap());
        let one = || key("LOT-1");
        assert_eq!(
            before.refusals(Opening::Done, &next),
            [
                Refusal::Model(one()),
                Refusal::AwardLimit(one()),
                Refusal::Bid(key("B2")),
                Refusal::Lots(key("LOT-2")),
                Refusal::Deadline,
            ]
        );
        next.lots.clear();
        assert_eq!(before.refusals(Opening::Done, &next), [Refusal::Lots(one()), Refusal::Deadline]);
        let mut announced = before.clone();
        announced.lots.get_mut(&one()).unwrap().announced_at = Some(Instant::from_millis(300));
        assert_eq!(before.refusals(Opening::Done, &announced), []);
    }

    #[test]
    fn an_announced_lot_is_locked_though_nothing_was_opened() {
        let before = version(Some(300));
        let mut next = version(None);
        next.lots.get_mut(&key("LOT-1")).unwrap().model = "n".to_owned();
        let one = || key("LOT-1");
        let refused = [Refusal::Model(one()), Refusal::Announcement(one())];
        assert_eq!(before.refusals(Opening::NotYet, &next), refused);
        next.lots.clear();
        assert_eq!(before.refusals(Opening::NotYet, &next), [Refusal::Lots(one())]);
    }
}
