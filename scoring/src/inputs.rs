//! What a model is applied to: the opened bids of one lot, the examination's decisions and the panel's levels.
//! Reading checks every admitted bid against the model; a rejected bid is never read, whatever it says.

use crate::document::{BidDocument, Draw, Examination, ExaminationOutcome, Ground, PanelScore};
use crate::model::{Grading, Model, Pricing};
use crate::plan::{self, Plan};
use crate::rules::life_cycle_cost;
use crate::trace::{PlanPart, Source};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
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
    pub(crate) keys: Vec<Key>,
    pub(crate) examinations: Vec<Examination>,
    /// What each admitted bid offers; nothing for rejected ones.
    pub(crate) offers: Vec<Option<Offer>>,
    /// Bids of each drawing, by position, in the order drawn.
    pub(crate) draws: Vec<Vec<u32>>,
}

/// What an admitted bid offers.
#[derive(Clone, Debug)]
pub(crate) struct Offer {
    pub(crate) price: Priced,
    /// Answers and levels, criterion by criterion.
    pub(crate) answers: Vec<Answer>,
    /// The staffing plan, where the model measures staffing.
    pub(crate) plan: Option<Plan>,
}

/// What answers a criterion.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    /// A number or a level that was given.
    Given(Exact),
    /// It is measured from the plan; what the bid states beside it is only compared.
    Measured(Option<Exact>),
}

/// What is priced.
#[derive(Clone, Debug)]
pub(crate) enum Priced {
    List(Vec<Exact>),
    Products(Vec<life_cycle_cost::Offer>),
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
        let (mut keys, mut examinations, mut offers) = (Vec::new(), Vec::new(), Vec::new());
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
            let offer = admitted.then(|| read_offer(model, document, bid, &place, &mut faults));
            keys.push(key.clone());
            examinations.push(examination.clone());
            offers.push(offer);
        }
        let draws = read_draws(&keys, document, &mut faults);
        faults.or(())?;
        let digest = Digest::of(canonical::to_text(document)?.as_bytes());
        Ok(Self { digest, model: model.digest().clone(), keys, examinations, offers, draws })
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

    /// The words that an operand points to in a bid, where it points to words.
    pub(crate) fn word(&self, source: Source) -> Option<String> {
        match source {
            Source::Plan(bid, part) if !PlanPart::is_number(part) => {
                let offer = self.offers.get(bid as usize)?.as_ref()?;
                Some(offer.plan.as_ref()?.word(part))
            }
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

fn read_offer(
    model: &Model,
    document: &InputsDocument,
    bid: &BidDocument,
    place: &Place,
    faults: &mut Faults,
) -> Offer {
    let price = read_price(model, bid, place, faults);
    let plan = read_plan(model, bid, place, faults);
    let panel = Place::root().at("panel_scores").at(&bid.key);
    let scores = document.panel_scores.get(&bid.key);
    let mut stated: BTreeSet<&Key> = bid.answers.keys().collect();
    let mut given: BTreeSet<&Key> = scores.map(|scores| scores.keys().collect()).unwrap_or_default();
    let mut answers = Vec::with_capacity(model.criteria.len());
    for leaf in &model.criteria {
        let by_panel = leaf.scale.is_by_panel();
        let place = if by_panel { panel.at(&leaf.key) } else { place.at("answers").at(&leaf.key) };
        let value = if by_panel {
            given.remove(&leaf.key);
            let score = scores.and_then(|scores| scores.get(&leaf.key));
            score.map(|score| read_score(&leaf.scale, score.level, &place, faults))
        } else {
            stated.remove(&leaf.key);
            bid.answers.get(&leaf.key).map(|answer| read_answer(&leaf.scale, answer, &place, faults))
        };
        match (leaf.scale.measure(), value) {
            (Some(_), stated) => answers.push(Answer::Measured(stated.flatten())),
            (None, Some(value)) => answers.extend(value.map(Answer::Given)),
            (None, None) => refuse_missing(&leaf.key, &bid.key, &place, faults),
        }
    }
    let unasked = stated.into_iter().map(|key| place.at("answers").at(key));
    for place in unasked.chain(given.into_iter().map(|key| panel.at(key))) {
        faults.add(
            "bid.answer_unasked",
            &place,
            "the model asks for no such answer here",
            "remove it, or use the key of a criterion that is answered here",
        );
    }
    Offer { price, answers, plan }
}

/// The plan, if any criterion is measured from it.
fn read_plan(model: &Model, bid: &BidDocument, place: &Place, faults: &mut Faults) -> Option<Plan> {
    let measures: Vec<_> = model.criteria.iter().filter_map(|leaf| leaf.scale.measure()).collect();
    let place = place.at("plan");
    match (&bid.plan, measures.is_empty()) {
        (None, true) => None,
        (Some(_), true) => {
            let hint = "remove it, or measure staffing in the model";
            faults.add("bid.plan_unasked", &place, "the model measures nothing from a staffing plan", hint);
            None
        }
        (None, false) => {
            let cause = format!("{} has no staffing plan, and the model measures staffing", bid.key);
            faults.add("bid.plan_missing", &place, cause, "complete the plan, or reject the bid with a reason");
            None
        }
        (Some(document), false) => {
            let places = bid.unit.as_ref().map(|unit| unit.places);
            let plan = plan::read(document, places, model.document(), &place, faults);
            for measure in measures {
                measure.check(&plan, &place, faults);
            }
            Some(plan)
        }
    }
}

fn read_price(model: &Model, bid: &BidDocument, place: &Place, faults: &mut Faults) -> Priced {
    let mut unused = |given: bool, name: &str| {
        if given {
            faults.add(
                "bid.line_unknown",
                &place.at(name),
                "the model forms its price in another way",
                format!("remove `{name}`"),
            );
        }
    };
    match &model.pricing {
        Pricing::List(list) => {
            unused(!bid.products.is_empty(), "products");
            Priced::List(list.read_offer(&bid.prices, &place.at("prices"), faults))
        }
        Pricing::LifeCycle(cost) => {
            unused(!bid.prices.is_empty(), "prices");
            Priced::Products(cost.read_offer(&bid.products, &place.at("products"), faults))
        }
    }
}

fn read_answer(scale: &Grading, answer: &str, place: &Place, faults: &mut Faults) -> Option<Exact> {
    match scale {
        Grading::Stepped(table) => table.read_answer(answer, place, faults),
        Grading::Described(levels) => levels.read_answer(answer, place, faults),
    }
}

fn read_score(scale: &Grading, level: u32, place: &Place, faults: &mut Faults) -> Option<Exact> {
    match scale {
        Grading::Described(levels) => levels.read_score(level, place, faults),
        Grading::Stepped(_) => None,
    }
}

fn refuse_missing(criterion: &Key, bid: &Key, place: &Place, faults: &mut Faults) {
    faults.add(
        "bid.answer_missing",
        place,
        format!("{bid} has no answer to {criterion}; a missing answer is never a zero"),
        "complete the answer or the panel's level, or reject the bid with a reason",
    );
}
