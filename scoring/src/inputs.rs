//! What a model is applied to: the opened bids of one lot, the examination's decisions and the panel's levels.
//! Reading checks every admitted bid against the model; a rejected bid is never read, whatever it says.

mod offers;

pub(crate) use offers::{Answer, Offer, Price};

use crate::document::{BidDocument, Draw, Examination, ExaminationOutcome, Ground, PanelScore};
use crate::model::Model;
use crate::trace::{PlanPart, Source};
use offers::Offers;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use values::{Digest, Exact, Faults, Key, Place, canonical};

/// The format's name and number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum InputsFormat {
    /// The first format.
    #[serde(rename = "anbud-inputs/1")]
    V1,
}

/// The inputs of one evaluation, everything by key, so that the order of arrival changes nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InputsDocument {
    /// The format.
    pub format: InputsFormat,
    /// Opened bids.
    pub bids: BTreeMap<Key, BidDocument>,
    /// What the examination decided about each of them.
    pub examinations: BTreeMap<Key, Examination>,
    /// What the panel gave, by bid and criterion.
    #[serde(default)]
    pub panel_scores: BTreeMap<Key, BTreeMap<Key, PanelScore>>,
    /// Drawings of lots that were held.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub draws: Vec<Draw>,
}

/// Inputs that have been read against a model. Bids stand in the order of their keys.
#[derive(Clone, Debug)]
pub struct Inputs {
    digest: Digest,
    model: Digest,
    pub(crate) keys: Arc<[Key]>,
    pub(crate) examinations: Vec<Examination>,
    /// The row of each admitted bid in what follows; none for rejected ones.
    rows: Vec<Option<u32>>,
    offers: Offers,
    /// Bids of each drawing, by position, in the order drawn.
    pub(crate) draws: Vec<Vec<u32>>,
}

impl InputsDocument {
    /// No bids.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            format: InputsFormat::V1,
            bids: BTreeMap::new(),
            examinations: BTreeMap::new(),
            panel_scores: BTreeMap::new(),
            draws: Vec::new(),
        }
    }

    /// Collects the inputs of one lot.
    ///
    /// # Errors
    /// Bids, decisions or scores that are there twice.
    pub fn collect(
        bids: impl IntoIterator<Item = BidDocument>,
        examinations: impl IntoIterator<Item = Examination>,
        panel_scores: impl IntoIterator<Item = PanelScore>,
        draws: impl IntoIterator<Item = Draw>,
    ) -> Result<Self, Faults> {
        let mut faults = Faults::none();
        let mut collected = Self { draws: draws.into_iter().collect(), ..Self::empty() };
        collected.draws.sort_by(|one, other| one.order.cmp(&other.order));
        let mut twice =
            |place: Place| faults.add("inputs.repeated", &place, "this is there twice", "keep one of the two");
        for bid in bids {
            if let Some(bid) = collected.bids.insert(bid.key.clone(), bid) {
                twice(Place::root().at("bids").at(&bid.key));
            }
        }
        for examination in examinations {
            if let Some(examination) = collected.examinations.insert(examination.bid.clone(), examination) {
                twice(Place::root().at("examinations").at(&examination.bid));
            }
        }
        for score in panel_scores {
            let of_bid = collected.panel_scores.entry(score.bid.clone()).or_default();
            if let Some(score) = of_bid.insert(score.criterion.clone(), score) {
                twice(Place::root().at("panel_scores").at(&score.bid).at(&score.criterion));
            }
        }
        faults.or(collected)
    }
}

impl Inputs {
    /// Reads inputs against the model that they are for.
    ///
    /// # Errors
    /// Every fault of every admitted bid, and decisions or scores that belong to no bid.
    pub fn read(model: &Model, document: &InputsDocument) -> Result<Self, Faults> {
        let mut faults = Faults::none();
        check_owners(model, document, &mut faults);
        let (mut keys, mut examinations, mut rows) = (Vec::new(), Vec::new(), Vec::new());
        let mut offers = Offers::empty(model);
        for (key, bid) in &document.bids {
            let place = Place::root().at("bids").at(key);
            let Some(examination) = document.examinations.get(key) else {
                faults.add(
                    "inputs.examination_missing",
                    &place,
                    format!("nothing says whether {key} is admitted"),
                    "decide on the bid before it is evaluated",
                );
                continue;
            };
            let admitted = examination.outcome == ExaminationOutcome::Admitted;
            let row = admitted.then(|| offers.read((model, document), bid, &place, &mut faults));
            keys.push(key.clone());
            examinations.push(examination.clone());
            rows.push(row);
        }
        let draws = read_draws(&keys, document, &mut faults);
        faults.or(())?;
        let digest = Digest::of(canonical::to_text(document)?.as_bytes());
        Ok(Self { digest, model: model.digest().clone(), keys: keys.into(), examinations, rows, offers, draws })
    }

    /// The same bids, each admitted one with the price and the levels that it came to and nothing behind them. No
    /// drawing of lots is supposed. `rows` are the admitted bids in the order of all bids.
    pub(crate) fn supposed(&self, rows: impl Iterator<Item = (Exact, Vec<u32>)>, criteria: usize) -> Self {
        Self {
            digest: self.digest.clone(),
            model: self.model.clone(),
            keys: Arc::clone(&self.keys),
            examinations: self.examinations.clone(),
            rows: self.rows.clone(),
            offers: Offers::supposed(rows, criteria),
            draws: Vec::new(),
        }
    }

    /// Supposes another price and other levels of one admitted bid.
    pub(crate) fn suppose(&mut self, bid: u32, price: &Exact, levels: &[u32]) {
        if let Some(row) = self.rows.get(bid as usize).copied().flatten() {
            self.offers.suppose(row, price, levels);
        }
    }

    /// Digest of the canonical document.
    #[must_use]
    pub const fn digest(&self) -> &Digest {
        &self.digest
    }

    /// Digest of the model that the inputs were read against.
    #[must_use]
    pub const fn model(&self) -> &Digest {
        &self.model
    }

    /// What an admitted bid offers, by the bid's position.
    #[inline]
    pub(crate) fn offer(&self, bid: u32) -> Option<Offer<'_>> {
        self.offers.row(self.rows.get(bid as usize).copied().flatten()?)
    }

    /// The number that an operand points to in the inputs, where it points to a number.
    pub(crate) fn number(&self, source: Source) -> Option<Exact> {
        match source {
            Source::Price(bid, line) => match self.offer(bid)?.price {
                Price::List(prices) => prices.get(line as usize).cloned(),
                Price::Products(_) | Price::Supposed(_) => None,
            },
            Source::Product(bid, line, part) => match self.offer(bid)?.price {
                Price::Products(products) => Some(products.get(line as usize)?.number(part)),
                Price::List(_) | Price::Supposed(_) => None,
            },
            Source::Answer(bid, at) | Source::Panel(bid, at) => self.offer(bid)?.answers.get(at as usize)?.number(),
            Source::Examination(bid) => {
                let admitted = self.examinations.get(bid as usize)?.outcome == ExaminationOutcome::Admitted;
                Some(Exact::from(u32::from(admitted)))
            }
            Source::Plan(bid, part) => self.offer(bid)?.plan?.number(part),
            Source::Draw(_, place) => Some(Exact::from(place + 1)),
            Source::Step(_) | Source::Model(_) | Source::Constant(_) => None,
        }
    }

    /// The words that an operand points to in a bid, where it points to words.
    pub(crate) fn word(&self, source: Source) -> Option<String> {
        match source {
            Source::Plan(bid, part) if !PlanPart::is_number(part) => Some(self.offer(bid)?.plan?.word(part)),
            _ => None,
        }
    }

    /// Key of a bid by position.
    #[must_use]
    pub fn key(&self, bid: u32) -> Option<&Key> {
        self.keys.get(bid as usize)
    }
}

/// Decisions and scores belong to bids that are there; requirements they point at stand in the model.
fn check_owners(model: &Model, document: &InputsDocument, faults: &mut Faults) {
    let root = Place::root();
    let mut owned = |key: &Key, place: Place| {
        if !document.bids.contains_key(key) {
            faults.add(
                "inputs.bid_unknown",
                &place,
                format!("there is no bid {key} in this lot"),
                "remove it, or correct the key",
            );
        }
    };
    for key in document.examinations.keys() {
        owned(key, root.at("examinations").at(key));
    }
    for key in document.panel_scores.keys() {
        owned(key, root.at("panel_scores").at(key));
    }
    for (key, examination) in &document.examinations {
        if let ExaminationOutcome::Rejected { ground: Ground::Requirement(requirement), .. } = &examination.outcome
            && !model.document().requirements.iter().any(|known| &known.key == requirement)
        {
            faults.add(
                "inputs.requirement_unknown",
                &root.at("examinations").at(key).at("outcome").at("rejected").at("ground"),
                format!("the model has no requirement {requirement}"),
                "name a published requirement: a bid is rejected on published grounds only",
            );
        }
    }
}

/// Each drawing names bids of the lot, each once, and was seen by somebody.
fn read_draws(keys: &[Key], document: &InputsDocument, faults: &mut Faults) -> Vec<Vec<u32>> {
    let mut drawn = BTreeSet::new();
    let mut read = Vec::with_capacity(document.draws.len());
    for (index, draw) in document.draws.iter().enumerate() {
        let place = Place::root().at("draws").at(index);
        if draw.witnesses.iter().all(|witness| witness.trim().is_empty()) {
            let hint = "name at least one person who saw it";
            faults.add("inputs.draw_unwitnessed", &place.at("witnesses"), "nobody saw this drawing of lots", hint);
        }
        if draw.order.len() < 2 {
            let cause = "a drawing of lots among fewer than two bids separates nobody";
            faults.add(
                "inputs.draw_too_few",
                &place.at("order"),
                cause,
                "name all bids that are tied, the first drawn first",
            );
        }
        let mut order = Vec::with_capacity(draw.order.len());
        for (position, key) in draw.order.iter().enumerate() {
            let place = place.at("order").at(position);
            let bid = keys.binary_search(key).ok().and_then(|bid| u32::try_from(bid).ok());
            match bid.filter(|_| drawn.insert(key)) {
                Some(bid) => order.push(bid),
                None => faults.add(
                    "inputs.draw_bid",
                    &place,
                    format!("{key} is no bid of this lot, or was drawn before"),
                    "name each tied bid once",
                ),
            }
        }
        read.push(order);
    }
    read
}
