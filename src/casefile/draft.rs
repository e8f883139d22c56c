//! A case as far as its tree could be read: part by part, each into its own type. A part that could not be read is
//! left out, but for its key, and no later check says anything that would only follow from that.

use procedure::document::{Envelope, LotTerms, Mandate, Organisation, Procurement, Supplier};
use scoring::InputsDocument;
use scoring::document::{BidDocument, Draw, Examination, ModelDocument, PanelScore};
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use values::{Instant, Key, Place};

/// A case as far as it could be read.
pub(super) struct Draft {
    pub(super) procurement: Option<Procurement>,
    pub(super) lots: List<LotDraft>,
    pub(super) organisations: List<Organisation>,
    pub(super) mandates: List<Mandate>,
    pub(super) suppliers: List<Supplier>,
    pub(super) submissions: List<SubmissionDraft>,
    pub(super) examinations: List<Examination>,
    pub(super) panel_scores: List<PanelScore>,
    pub(super) draws: List<Draw>,
    pub(super) expected: Vec<Key>,
}

/// A list as far as it could be read.
pub(super) struct List<T> {
    /// Whether it is there and is a list.
    is_there: bool,
    pub(super) items: Vec<Item<T>>,
}

/// One item of a list.
pub(super) struct Item<T> {
    /// Its key, also when the rest could not be read.
    pub(super) key: Option<Key>,
    pub(super) read: Option<T>,
}

/// A lot, in the parts that can be read one without the other.
pub(super) struct LotDraft {
    pub(super) terms: Option<LotTerms>,
    pub(super) model: Option<ModelDocument>,
}

/// A submission, in the parts that can be read one without the other.
pub(super) struct SubmissionDraft {
    pub(super) supplier: Option<Key>,
    pub(super) received_at: Option<Instant>,
    /// Whether there is a content, readable or not.
    pub(super) is_opened: bool,
    pub(super) bids: List<BidDocument>,
}

/// The keys of a list. Where one of them could not be read, nothing can be said to be missing.
pub(super) struct Keys<'a> {
    pub(super) known: BTreeSet<&'a Key>,
    complete: bool,
}

impl<'a> Keys<'a> {
    /// Keys of which none is hidden.
    pub(super) const fn all(known: BTreeSet<&'a Key>) -> Self {
        Self { known, complete: true }
    }

    /// Whether there is certainly no such key.
    pub(super) fn lack(&self, key: &Key) -> bool {
        self.complete && !self.known.contains(key)
    }
}

impl<T> List<T> {
    fn read(value: &Value, key: &str, read: impl Fn(&Value) -> Option<T>) -> Self {
        let items = value.as_array().into_iter().flatten();
        let items = items.map(|item| Item { key: part(item.pointer(key)), read: read(item) }).collect();
        Self { is_there: value.is_array(), items }
    }

    /// The items that could be read, each with its position.
    pub(super) fn read_items(&self) -> impl Iterator<Item = (usize, &T)> {
        self.items.iter().enumerate().filter_map(|(index, item)| Some((index, item.read.as_ref()?)))
    }

    /// Whether it is there and holds nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.is_there && self.items.is_empty()
    }

    pub(super) fn keys(&self) -> Keys<'_> {
        let known = self.items.iter().filter_map(|item| item.key.as_ref()).collect();
        Keys { known, complete: self.is_there && self.items.iter().all(|item| item.key.is_some()) }
    }

    /// Whether something of this key may be there that could not be read.
    fn may_hide(&self, key: &Key) -> bool {
        let hides = |item: &Item<T>| item.read.is_none() && item.key.as_ref().is_none_or(|own| own == key);
        !self.is_there || self.items.iter().any(hides)
    }
}

impl Draft {
    pub(super) fn read(tree: &Value) -> Self {
        Self {
            procurement: part(tree.get("procurement")),
            lots: List::read(&tree["lots"], "/key", |lot| {
                Some(LotDraft { terms: part(lot.get("terms")), model: part(lot.get("model")) })
            }),
            organisations: List::read(&tree["organisations"], "/key", whole),
            mandates: List::read(&tree["mandates"], "/organisation", whole),
            suppliers: List::read(&tree["suppliers"], "/key", whole),
            submissions: List::read(&tree["submissions"], "/envelope/key", |one| Some(SubmissionDraft::read(one))),
            examinations: List::read(&tree["examinations"], "/bid", whole),
            panel_scores: List::read(&tree["panel_scores"], "/bid", whole),
            draws: List::read(&tree["draws"], "/order/0", whole),
            expected: tree["expected"]
                .as_object()
                .into_iter()
                .flatten()
                .filter_map(|(key, _)| key.parse().ok())
                .collect(),
        }
    }

    /// Every bid that could be read, with its place.
    pub(super) fn bids(&self) -> impl Iterator<Item = (Place, &BidDocument)> {
        self.submissions.read_items().flat_map(|(index, submission)| {
            let bids = Place::root().at("submissions").at(index).at("content").at("bids");
            submission.bids.read_items().map(move |(index, bid)| (bids.at(index), bid))
        })
    }

    /// The keys of all bids.
    pub(super) fn bid_keys(&self) -> Keys<'_> {
        let mut all = Keys { known: BTreeSet::new(), complete: self.submissions.is_there };
        for (_, submission) in self.submissions.read_items().filter(|(_, submission)| submission.is_opened) {
            let keys = submission.bids.keys();
            all.complete &= keys.complete;
            all.known.extend(keys.known);
        }
        all
    }

    /// What the engine would be given for one lot. Bids about which something could not be read are left out.
    pub(super) fn inputs(&self, lot: &Key) -> InputsDocument {
        let mut inputs = InputsDocument::empty();
        let mut left_out = BTreeSet::new();
        for (_, bid) in self.bids().filter(|(_, bid)| bid.lot == *lot) {
            if self.examinations.may_hide(&bid.key) || self.panel_scores.may_hide(&bid.key) {
                left_out.insert(&bid.key);
            } else {
                inputs.bids.entry(bid.key.clone()).or_insert_with(|| bid.clone());
            }
        }
        for (_, examination) in self.examinations.read_items().filter(|(_, one)| inputs.bids.contains_key(&one.bid)) {
            inputs.examinations.entry(examination.bid.clone()).or_insert_with(|| examination.clone());
        }
        for (_, score) in self.panel_scores.read_items().filter(|(_, one)| inputs.bids.contains_key(&one.bid)) {
            let scores: &mut BTreeMap<Key, PanelScore> = inputs.panel_scores.entry(score.bid.clone()).or_default();
            scores.entry(score.criterion.clone()).or_insert_with(|| score.clone());
        }
        for (_, draw) in
            self.draws.read_items().filter(|(_, draw)| !draw.order.iter().any(|bid| left_out.contains(bid)))
        {
            if draw.order.iter().any(|bid| inputs.bids.contains_key(bid)) {
                inputs.draws.push(draw.clone());
            }
        }
        inputs
    }

    /// Where in the file that stands which a pointer into these inputs points at.
    pub(super) fn place_of_input(&self, inputs: &InputsDocument, place: &Place) -> Place {
        let steps: Vec<String> = place.steps().collect();
        let root = Place::root();
        let (found, rest) = match steps.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["bids", key, ..] => (self.bids().find(|(_, bid)| bid.key.as_str() == *key).map(|(place, _)| place), 2),
            ["examinations", key, ..] => {
                let found = self.examinations.read_items().find(|(_, one)| one.bid.as_str() == *key);
                (found.map(|(index, _)| root.at("examinations").at(index)), 2)
            }
            ["panel_scores", bid, criterion, ..] => {
                let is_it = |one: &PanelScore| one.bid.as_str() == *bid && one.criterion.as_str() == *criterion;
                let found = self.panel_scores.read_items().find(|(_, one)| is_it(one));
                let found = found.map(|(index, _)| root.at("panel_scores").at(index));
                // A level that is missing has no place of its own: the bid that lacks it stands for it.
                (found.or_else(|| self.bids().find(|(_, one)| one.key.as_str() == *bid).map(|(place, _)| place)), 3)
            }
            ["draws", number, ..] => (number.parse().ok().and_then(|number| self.drawing(inputs, number)), 2),
            _ => (None, 0),
        };
        match found {
            Some(found) => steps[rest..].iter().fold(found, |place, step| place.at(step)),
            None => place.clone(),
        }
    }

    /// Where the drawing stands that has this number among these inputs. Of those that are alike the same one is meant.
    fn drawing(&self, inputs: &InputsDocument, number: usize) -> Option<Place> {
        let draw = inputs.draws.get(number)?;
        let before = inputs.draws[..number].iter().filter(|one| *one == draw).count();
        let (index, _) = self.draws.read_items().filter(|(_, one)| *one == draw).nth(before)?;
        Some(Place::root().at("draws").at(index))
    }
}

impl SubmissionDraft {
    fn read(value: &Value) -> Self {
        let content = value.get("content").filter(|content| !content.is_null());
        // A submission that is not known to be whole may still have bids that are.
        let bids = content.map_or(&Value::Null, |content| &content["bids"]);
        let envelope: Option<Envelope> = part(value.get("envelope"));
        Self {
            supplier: part(value.pointer("/envelope/supplier")),
            received_at: envelope.map(|envelope| envelope.received_at),
            is_opened: content.is_some(),
            bids: List::read(bids, "/key", whole),
        }
    }
}

fn part<T: for<'de> Deserialize<'de>>(value: Option<&Value>) -> Option<T> {
    value.and_then(whole)
}

fn whole<T: for<'de> Deserialize<'de>>(value: &Value) -> Option<T> {
    T::deserialize(value).ok()
}
