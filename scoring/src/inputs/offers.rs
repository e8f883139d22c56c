//! What the admitted bids offer: prices, answers, levels and plans, read against the model.

use super::InputsDocument;
use crate::document::{BidDocument, PanelScore};
use crate::model::{Grading, Model, Pricing};
use crate::plan::{self, Plan};
use crate::rules::life_cycle_cost;
use std::collections::BTreeSet;
use values::money::MEASURE_SCALE;
use values::{Exact, Faults, Key, Place};

/// What the admitted bids offer, a row for each; lists hold row after row, so that reading them goes through memory
/// in one direction.
#[derive(Clone, Debug)]
pub(super) struct Offers {
    priced: Priced,
    /// How many lines or products a bid prices.
    lines: usize,
    /// Answers and levels, criterion by criterion.
    answers: Vec<Answer>,
    criteria: usize,
    /// Staffing plans, where the model measures staffing.
    plans: Vec<Option<Plan>>,
}

/// What one admitted bid offers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Offer<'a> {
    pub(crate) price: Price<'a>,
    /// Answers and levels, criterion by criterion.
    pub(crate) answers: &'a [Answer],
    /// The staffing plan, where the model measures staffing.
    pub(crate) plan: Option<&'a Plan>,
}

/// What one bid prices.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Price<'a> {
    List(&'a [Exact]),
    Products(&'a [life_cycle_cost::Offer]),
    /// What the bid comes to is supposed, however it is made up.
    Supposed(&'a Exact),
}

/// What answers a criterion.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    /// A number that the supplier states, in millionths: nothing finer is admitted.
    Number(i64),
    /// A level that the supplier states.
    Stated(u32),
    /// A level that the panel gave.
    Panel(u32),
    /// A level that is supposed, whoever or whatever gives it.
    Supposed(u32),
    /// It is measured from the plan; what the bid states beside it is only compared.
    Measured(Option<Box<Exact>>),
}

impl Answer {
    /// What stands at the answer's place.
    pub(super) fn number(&self) -> Option<Exact> {
        match self {
            Self::Number(number) => Some(Exact::scaled((*number).into(), MEASURE_SCALE)),
            Self::Stated(level) | Self::Panel(level) | Self::Supposed(level) => Some(Exact::from(*level)),
            Self::Measured(stated) => stated.as_deref().cloned(),
        }
    }
}

/// What all bids price.
#[derive(Clone, Debug)]
enum Priced {
    List(Vec<Exact>),
    Products(Vec<life_cycle_cost::Offer>),
    Supposed(Vec<Exact>),
}

impl Offers {
    /// No rows yet.
    pub(super) fn empty(model: &Model) -> Self {
        let priced = match &model.pricing {
            Pricing::List(_) => Priced::List(Vec::new()),
            Pricing::LifeCycle(_) => Priced::Products(Vec::new()),
        };
        let (lines, criteria) = (model.pricing.count(), model.criteria.len());
        Self { priced, lines, answers: Vec::new(), criteria, plans: Vec::new() }
    }

    /// Reads what an admitted bid offers, and says in which row. Where anything is missing there are faults, and nobody
    /// looks at the rows.
    pub(super) fn read(
        &mut self,
        (model, document): (&Model, &InputsDocument),
        bid: &BidDocument,
        place: &Place,
        faults: &mut Faults,
    ) -> u32 {
        let row = u32::try_from(self.plans.len()).unwrap_or(u32::MAX);
        read_price(model, bid, place, &mut self.priced, faults);
        self.plans.push(read_plan(model, bid, place, faults));
        read_answers(model, document, bid, place, &mut self.answers, faults);
        row
    }

    /// Rows of bids that come to these prices and reach these levels, however they do.
    pub(super) fn supposed(rows: impl Iterator<Item = (Exact, Vec<u32>)>, criteria: usize) -> Self {
        let (mut prices, mut answers) = (Vec::new(), Vec::new());
        for (price, levels) in rows {
            prices.push(price);
            answers.extend(levels.into_iter().map(Answer::Supposed));
        }
        let plans = prices.iter().map(|_| None).collect();
        Self { priced: Priced::Supposed(prices), lines: 0, answers, criteria, plans }
    }

    /// Supposes something else of one row.
    pub(super) fn suppose(&mut self, row: u32, price: &Exact, levels: &[u32]) {
        let row = row as usize;
        if let Priced::Supposed(prices) = &mut self.priced
            && let Some(own) = prices.get_mut(row)
        {
            own.clone_from(price);
        }
        let answers = self.answers.iter_mut().skip(row * self.criteria);
        for (answer, level) in answers.zip(levels.iter().take(self.criteria)) {
            *answer = Answer::Supposed(*level);
        }
    }

    /// What stands in a row.
    #[inline]
    pub(super) fn row(&self, row: u32) -> Option<Offer<'_>> {
        let Self { priced, lines, answers, criteria, plans } = self;
        let row = row as usize;
        let priced_lines = row * lines..(row + 1) * lines;
        let price = match priced {
            Priced::List(prices) => Price::List(prices.get(priced_lines)?),
            Priced::Products(products) => Price::Products(products.get(priced_lines)?),
            Priced::Supposed(prices) => Price::Supposed(prices.get(row)?),
        };
        let answers = answers.get(row * criteria..(row + 1) * criteria)?;
        Some(Offer { price, answers, plan: plans.get(row)?.as_ref() })
    }
}

/// Reads answers and levels, criterion by criterion.
fn read_answers(
    model: &Model,
    document: &InputsDocument,
    bid: &BidDocument,
    place: &Place,
    answers: &mut Vec<Answer>,
    faults: &mut Faults,
) {
    let panel = Place::root().at("panel_scores").at(&bid.key);
    let scores = document.panel_scores.get(&bid.key);
    let mut stated: BTreeSet<&Key> = bid.answers.keys().collect();
    let mut given: BTreeSet<&Key> = scores.map(|scores| scores.keys().collect()).unwrap_or_default();
    for leaf in &model.criteria {
        let by_panel = leaf.scale.is_by_panel();
        let place = if by_panel { panel.at(&leaf.key) } else { place.at("answers").at(&leaf.key) };
        let answer = if by_panel {
            given.remove(&leaf.key);
            let score = scores.and_then(|scores| scores.get(&leaf.key));
            score.map(|score| read_score(&leaf.scale, score, &place, faults))
        } else {
            stated.remove(&leaf.key);
            bid.answers.get(&leaf.key).map(|answer| read_answer(&leaf.scale, answer, &place, faults))
        };
        match (leaf.scale.measure(), answer) {
            (Some(_), stated) => {
                answers.push(Answer::Measured(stated.flatten().and_then(|stated| stated.number()).map(Box::new)))
            }
            (None, Some(answer)) => answers.extend(answer),
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

fn read_price(model: &Model, bid: &BidDocument, place: &Place, priced: &mut Priced, faults: &mut Faults) {
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
    match (&model.pricing, priced) {
        (Pricing::List(list), Priced::List(prices)) => {
            unused(!bid.products.is_empty(), "products");
            prices.extend(list.read_offer(&bid.prices, &place.at("prices"), faults));
        }
        (Pricing::LifeCycle(cost), Priced::Products(products)) => {
            unused(!bid.prices.is_empty(), "prices");
            products.extend(cost.read_offer(&bid.products, &place.at("products"), faults));
        }
        // The list is made for the model's way of pricing.
        (Pricing::List(_), Priced::Products(_))
        | (Pricing::LifeCycle(_), Priced::List(_))
        | (_, Priced::Supposed(_)) => {}
    }
}

fn read_answer(scale: &Grading, answer: &str, place: &Place, faults: &mut Faults) -> Option<Answer> {
    match scale {
        Grading::Stepped(table) => table.read_answer(answer, place, faults).map(Answer::Number),
        Grading::Described(levels) => levels.read_answer(answer, place, faults).map(Answer::Stated),
    }
}

/// The level that the panel agreed on. What each member gave alone is not computed with, and must be a level too.
fn read_score(scale: &Grading, score: &PanelScore, place: &Place, faults: &mut Faults) -> Option<Answer> {
    let Grading::Described(levels) = scale else { return None };
    let mut members = BTreeSet::new();
    for (index, alone) in score.individual.iter().enumerate() {
        let place = place.at("individual").at(index);
        levels.read_score(alone.level, &place.at("level"), faults);
        if !members.insert(&alone.evaluator) {
            let cause = format!("{} has a level of their own before in this list", alone.evaluator);
            faults.add("inputs.repeated", &place.at("evaluator"), cause, "keep one of the two");
        }
    }
    levels.read_score(score.level, place, faults).map(Answer::Panel)
}

fn refuse_missing(criterion: &Key, bid: &Key, place: &Place, faults: &mut Faults) {
    faults.add(
        "bid.answer_missing",
        place,
        format!("{bid} has no answer to {criterion}; a missing answer is never a zero"),
        "complete the answer or the panel's level, or reject the bid with a reason",
    );
}
