//! Whether a case may follow on the version that is kept: what `procedure` refuses, told as faults of the file.

use crate::casefile::Parts;
use crate::store::Standing;
use procedure::version::{LotVersion, Refusal, Version};
use serde::Serialize;
use std::collections::BTreeMap;
use values::{Faults, Key, Place, Text, canonical};

/// Characters that a reason has at most.
const LONGEST: usize = 2_000;

/// Why a case comes in a new version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Reason(Text);

impl Reason {
    /// Reads a reason, in Swedish; `place` is where it stands.
    ///
    /// # Errors
    /// That it says nothing, has more than 2000 characters, or holds U+0000.
    pub fn parse(text: &str, place: &Place) -> Result<Self, Faults> {
        let text = text.trim();
        let length = text.chars().count();
        if (1..=LONGEST).contains(&length) && !text.contains('\0') {
            let tree = serde_json::json!({ "sv": text });
            return canonical::from_tree(tree).map(Self);
        }
        let cause = format!("a reason has 1 to {LONGEST} characters and no U+0000, this one has {length} characters");
        Err(Faults::one("version.reason", place, cause, "say in Swedish what has changed, and why"))
    }
}

/// What the parts of a case bind later versions to.
pub(super) fn version(parts: &Parts) -> Version {
    let head = &parts.head.document;
    let mut bids: BTreeMap<&Key, Vec<Key>> = BTreeMap::new();
    for bid in parts.contents.iter().flatten().flat_map(|content| &content.document.bids) {
        bids.entry(&bid.lot).or_default().push(bid.key.clone());
    }
    let lots = head.lots.iter().map(|lot| {
        let version = LotVersion {
            model: lot.model.clone(),
            award_limit: lot.terms.award_limit,
            announced_at: lot.terms.announced_at,
            bids: bids.remove(&lot.key).unwrap_or_default().into_iter().collect(),
        };
        (lot.key.clone(), version)
    });
    Version {
        profile: head.procurement.profile,
        deadline_at: head.procurement.deadline_at,
        lots: lots.collect(),
        submissions: head.submissions.iter().map(|one| one.envelope.key.clone()).collect(),
    }
}

/// Refuses what may not follow on the version that is kept.
pub(super) fn check(standing: &Standing, parts: &Parts, next: &Version) -> Result<(), Faults> {
    let mut faults = Faults::none();
    for refusal in standing.version.refusals(standing.opening, next) {
        add(&mut faults, standing, parts, &refusal);
    }
    faults.or(())
}

fn add(faults: &mut Faults, standing: &Standing, parts: &Parts, refusal: &Refusal) {
    let head = &parts.head.document;
    let lots = Place::root().at("lots");
    let lot = |key: &Key| head.lots.iter().position(|lot| lot.key == *key).map_or(lots.clone(), |index| lots.at(index));
    let source = refusal.source(standing.version.profile).told();
    match refusal {
        Refusal::Model(key) => {
            let before = standing.version.lots.get(key).map_or("", |lot| lot.model.as_str());
            let handed_in = head.lots.iter().find(|lot| lot.key == *key).map_or("", |lot| lot.model.as_str());
            let cause = format!("bids in {key} were made for the model {before}, this one is {handed_in}; {source}");
            let hint = "hand in the model as it was published, or begin a new procurement";
            faults.add("version.model_locked", &lot(key).at("model"), cause, hint);
        }
        Refusal::AwardLimit(key) => {
            let cause = format!("{key} admits another number of bids than was published; {source}");
            let place = lot(key).at("terms").at("award_limit");
            faults.add("version.award_limit_locked", &place, cause, "hand in the number that was published");
        }
        Refusal::Lots(key) => {
            let cause = format!("{key} was not a lot when bids were made, or is none any more; {source}");
            faults.add("version.lots_locked", &lot(key), cause, "hand in the lots that were published");
        }
        Refusal::Deadline => {
            let place = Place::root().at("procurement").at("deadline_at");
            let cause = format!("bids had to be in at another time; {source}");
            faults.add("version.deadline_locked", &place, cause, "hand in the deadline that was published");
        }
        Refusal::Announcement(key) => {
            let cause = format!("the award decision of {key} was announced; {source}");
            let place = lot(key).at("terms").at("announced_at");
            faults.add("version.announcement_missing", &place, cause, "keep the time of the announcement");
        }
        Refusal::Submission(key) => {
            let cause = format!("the submission {key} was received and is not there any more; {source}");
            let place = Place::root().at("submissions");
            faults.add("version.submission_missing", &place, cause, "keep it, and reject its bids by a decision");
        }
        Refusal::Bid(key) => {
            let cause = format!("the bid {key} was opened and is not in its lot any more; {source}");
            let place = Place::root().at("submissions");
            faults.add("version.bid_missing", &place, cause, "keep it in its lot, and reject it by a decision");
        }
    }
}
