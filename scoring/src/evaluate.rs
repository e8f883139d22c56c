//! One engine call: a model and inputs go in, an outcome comes out. Every bid takes the same way through this file.

use crate::inputs::{Answer, Inputs, Offer, Priced};
use crate::model::{Combining, Grading, Leaf, Model, Pricing};
use crate::outcome::Outcome;
use crate::rules::tie_chain::{Order, Ranked, Standing};
use crate::rules::{life_cycle_cost, mandatory_requirements, relative_price_points, tie_chain};
use crate::trace::{Full, Label, Ledger, Off, Sink, Source, Subject, Term};
use values::{Exact, Faults, Key, Place};

/// Evaluates the inputs by the model, with the whole trace.
///
/// # Errors
/// A value that the model's rules cannot be applied to, such as a division by a price that rounds to zero.
pub fn evaluate(model: &Model, inputs: &Inputs) -> Result<Outcome, Faults> {
    refuse_another(model, inputs)?;
    let (assessments, Full(trace)) = run(model, inputs, room(model, inputs))?;
    Ok(Outcome::new(model, inputs, assessments, trace))
}

/// Evaluates without keeping the trace: the same code, for analyses that need many runs.
///
/// # Errors
/// As [`evaluate`].
pub fn evaluate_untraced(model: &Model, inputs: &Inputs) -> Result<Outcome, Faults> {
    refuse_another(model, inputs)?;
    let (assessments, Off) = run(model, inputs, Off)?;
    Ok(Outcome::new(model, inputs, assessments, crate::trace::Trace::default()))
}

/// Inputs are evaluated by the model they were read against, and by no other.
fn refuse_another(model: &Model, inputs: &Inputs) -> Result<(), Faults> {
    if inputs.model() == model.digest() {
        return Ok(());
    }
    let cause = format!("these inputs were read against the model {}, not against {}", inputs.model(), model.digest());
    Err(Faults::one(
        "inputs.another_model",
        &Place::root(),
        cause,
        "read the inputs against the model that evaluates them",
    ))
}

/// Room for the trace of an ordinary evaluation: three steps with a dozen operands for each answer, and what each
/// bid has besides. A longer trace grows.
fn room(model: &Model, inputs: &Inputs) -> Full {
    let (criteria, lines) = (model.criteria.len(), model.pricing.count());
    let bids = inputs.keys.len();
    Full::with_room((bids + 1) * (3 * criteria + lines + 8), (bids + 1) * (12 * criteria + 2 * lines + 24))
}

/// What the engine found out about one bid.
#[derive(Clone, Debug)]
pub(crate) struct Assessment {
    pub(crate) ranked: Ranked,
    /// Level and factor, criterion by criterion.
    pub(crate) grades: Vec<(Term, Term)>,
    /// Where what the bid states differs from what its plan measures.
    pub(crate) differences: Vec<Difference>,
}

/// What is worked out once for all bids.
struct Prepared {
    thresholds: Vec<Vec<Term>>,
    /// What each criterion's factor is multiplied by.
    largest: Vec<Term>,
    factors: Option<life_cycle_cost::Factors>,
}

/// A bid before it is compared.
struct Assessed {
    bid: u32,
    price: Term,
    grades: Vec<(Term, Term)>,
    amounts: Vec<Term>,
    differences: Vec<Difference>,
}

/// A criterion, by position, with what a bid states and what its plan measures.
pub(crate) type Difference = (u32, Exact, Exact);

fn run<S: Sink>(model: &Model, inputs: &Inputs, sink: S) -> Result<(Vec<Assessment>, S), Faults> {
    let mut ledger = Ledger::new(sink);
    let admitted = mandatory_requirements::admit(&inputs.examinations, &mut ledger);
    let assessed = assess_all(model, inputs, &admitted, &mut ledger)?;
    let (standings, mut grades) = compare(model, inputs, assessed, &mut ledger)?;
    let order = Order {
        chain: &model.ties,
        better: model.combining.better(),
        better_amount: model.combining.better_amount(),
        amount_unit: model.combining.amount_unit(),
        draws: &inputs.draws,
    };
    let ranked = order.rank(standings, &mut ledger);
    refuse_unneeded(model, inputs, &ranked)?;
    let assessments = ranked
        .into_iter()
        .map(|ranked| {
            let (grades, differences) = std::mem::take(&mut grades[ranked.standing.bid as usize]);
            Assessment { ranked, grades, differences }
        })
        .collect();
    Ok((assessments, ledger.into_sink()))
}

/// A drawing that separated nobody was held among bids that are not tied, or not all of the tied ones.
fn refuse_unneeded(model: &Model, inputs: &Inputs, ranked: &[Ranked]) -> Result<(), Faults> {
    let drawn = |draw: &&Vec<u32>| {
        let decides = model.ties.last() == Some(&tie_chain::Link::Draw);
        decides && ranked.iter().any(|one| one.drawn && draw.contains(&one.standing.bid))
    };
    let mut faults = Faults::none();
    for (index, _) in inputs.draws.iter().enumerate().filter(|(_, draw)| !drawn(draw)) {
        let place = Place::root().at("draws").at(index);
        let cause = "this drawing of lots was not held among exactly the bids that are tied";
        faults.add("inputs.draw_unneeded", &place, cause, "remove it, or hold it among the tied bids and no others");
    }
    faults.or(())
}

fn prepare<S: Sink>(model: &Model, ledger: &mut Ledger<S>) -> Prepared {
    let factors = match &model.pricing {
        Pricing::List(_) => None,
        Pricing::LifeCycle(cost) => Some(cost.prepare(ledger)),
    };
    let mut thresholds = Vec::with_capacity(model.criteria.len());
    let mut largest = Vec::with_capacity(model.criteria.len());
    for (index, leaf) in (0..).zip(&model.criteria) {
        ledger.turn_to(Subject::Criterion(index));
        thresholds.push(match &leaf.scale {
            Grading::Stepped(table) => table.prepare(ledger),
            Grading::Described(_) => Vec::new(),
        });
        largest.push(match &model.combining {
            Combining::Deduction(rule) => rule.prepare(&leaf.weight, ledger).unwrap_or_else(|| leaf.weight.clone()),
            Combining::Points(_) | Combining::Surcharge(_) | Combining::Cost(_) => leaf.weight.clone(),
        });
    }
    Prepared { thresholds, largest, factors }
}

/// What is worked out for all bids serves nobody where nobody is admitted, and then it is left out.
fn assess_all<S: Sink>(
    model: &Model,
    inputs: &Inputs,
    admitted: &[u32],
    ledger: &mut Ledger<S>,
) -> Result<Vec<Assessed>, Faults> {
    if admitted.is_empty() {
        return Ok(Vec::new());
    }
    let prepared = prepare(model, ledger);
    let mut assessed = Vec::with_capacity(admitted.len());
    for bid in admitted {
        let Some(offer) = &inputs.offers[*bid as usize] else { continue };
        let one = assess(model, &prepared, *bid, offer, ledger);
        assessed.push(one.ok_or_else(|| unmeasurable(&inputs.keys[*bid as usize]))?);
    }
    Ok(assessed)
}

fn unmeasurable(bid: &Key) -> Faults {
    Faults::one(
        "bid.measure_undefined",
        &Place::root().at("bids").at(bid).at("plan"),
        "the plan has no hours or no persons in the functions that a measure includes",
        "correct the plan where the law admits it, or reject the bid with a reason",
    )
}

/// Price, grades and amounts of one bid; nothing if a measure is undefined for its plan.
fn assess<S: Sink>(
    model: &Model,
    prepared: &Prepared,
    bid: u32,
    offer: &Offer,
    ledger: &mut Ledger<S>,
) -> Option<Assessed> {
    ledger.turn_to_bid(Some(bid));
    let price = price(model, prepared, bid, &offer.price, ledger);
    let mut grades = Vec::with_capacity(model.criteria.len());
    let mut amounts = Vec::with_capacity(model.criteria.len());
    let mut differences = Vec::new();
    for (index, (leaf, answer)) in (0_u32..).zip(model.criteria.iter().zip(&offer.answers)) {
        ledger.turn_to(Subject::Criterion(index));
        let given = answer_of(leaf, answer, offer, (bid, index), ledger)?;
        if let Answer::Measured(Some(stated)) = answer
            && *stated != given.value
        {
            differences.push((index, stated.clone(), given.value.clone()));
        }
        let (level, factor) = match &leaf.scale {
            Grading::Stepped(table) => table.grade(&given, &prepared.thresholds[index as usize], ledger),
            Grading::Described(levels) => levels.grade(&given, ledger),
        };
        amounts.push(amount(model, &prepared.largest[index as usize], &factor, ledger));
        grades.push((level, factor));
    }
    ledger.turn_to_bid(None);
    Some(Assessed { bid, price, grades, amounts, differences })
}

/// The answer to a criterion: stated, given by the panel, or measured from the plan.
fn answer_of<S: Sink>(
    leaf: &Leaf,
    answer: &Answer,
    offer: &Offer,
    (bid, index): (u32, u32),
    ledger: &mut Ledger<S>,
) -> Option<Term> {
    match (answer, leaf.scale.measure(), &offer.plan) {
        (Answer::Given(value), _, _) if leaf.scale.is_by_panel() => {
            Some(Term::new(value.clone(), Source::Panel(bid, index)))
        }
        (Answer::Given(value), _, _) => Some(Term::new(value.clone(), Source::Answer(bid, index))),
        (Answer::Measured(_), Some(measure), Some(plan)) => measure.measure(bid, plan, ledger),
        (Answer::Measured(_), _, _) => None,
    }
}

fn price<S: Sink>(model: &Model, prepared: &Prepared, bid: u32, offer: &Priced, ledger: &mut Ledger<S>) -> Term {
    let price = match (&model.pricing, offer, &prepared.factors) {
        (Pricing::List(list), Priced::List(prices), _) => list.price(bid, prices, ledger),
        (Pricing::LifeCycle(cost), Priced::Products(offers), Some(factors)) => cost.price(bid, offers, factors, ledger),
        // Inputs are read against this model, so that its way of pricing is theirs.
        _ => Term::constant(0),
    };
    let label = Label { rule: model.pricing.rule(), name: "rounded_price", unit: crate::trace::StepUnit::Money };
    ledger.round(label, price, model.rounding.price)
}

fn amount<S: Sink>(model: &Model, largest: &Term, factor: &Term, ledger: &mut Ledger<S>) -> Term {
    let amount = match &model.combining {
        Combining::Deduction(rule) => rule.amount(largest, factor, ledger),
        Combining::Points(rule) => rule.amount(largest, factor, ledger),
        Combining::Surcharge(rule) => rule.amount(largest, factor, ledger),
        // A model that weighs only price or cost has no criteria, so that this is never met.
        Combining::Cost(_) => factor.clone(),
    };
    let label = Label { rule: model.combining.rule(), name: "rounded_amount", unit: model.combining.amount_unit() };
    ledger.round(label, amount, model.rounding.criterion_amount)
}

/// Grades and differences, bid by bid.
type Grades = Vec<(Vec<(Term, Term)>, Vec<Difference>)>;

fn compare<S: Sink>(
    model: &Model,
    inputs: &Inputs,
    assessed: Vec<Assessed>,
    ledger: &mut Ledger<S>,
) -> Result<(Vec<Standing>, Grades), Faults> {
    let reference = match &model.combining {
        Combining::Points(rule) => {
            let prices: Vec<&Term> = assessed.iter().map(|bid| &bid.price).collect();
            rule.reference(&prices, ledger)
        }
        Combining::Deduction(_) | Combining::Surcharge(_) | Combining::Cost(_) => None,
    };
    let mut grades: Grades = vec![Default::default(); inputs.keys.len()];
    let mut standings = Vec::with_capacity(assessed.len());
    for bid in assessed {
        ledger.turn_to_bid(Some(bid.bid));
        let amounts: Vec<&Term> = bid.amounts.iter().collect();
        let Some((quality, comparison)) = compare_one(model, reference.as_ref(), &bid.price, &amounts, ledger) else {
            let place = Place::root().at("bids").at(&inputs.keys[bid.bid as usize]);
            return Err(Faults::one(
                "bid.price_zero",
                &place,
                "the price or cost comes to zero, and the combination rule divides by it",
                "publish a rule that does not divide by the price, and round the price no coarser than prices may be",
            ));
        };
        let label = Label {
            rule: model.combining.rule(),
            name: "rounded_comparison_value",
            unit: model.combining.comparison_unit(),
        };
        let comparison = ledger.round(label, comparison, model.rounding.comparison_value);
        grades[bid.bid as usize] = (bid.grades, bid.differences);
        standings.push(Standing { bid: bid.bid, comparison, price: bid.price, quality, amounts: bid.amounts });
    }
    ledger.turn_to_bid(None);
    Ok((standings, grades))
}

/// Total quality, where there is any, and the comparison value.
fn compare_one<S: Sink>(
    model: &Model,
    reference: Option<&Term>,
    price: &Term,
    amounts: &[&Term],
    ledger: &mut Ledger<S>,
) -> Option<(Option<Term>, Term)> {
    let (quality, comparison) = match &model.combining {
        Combining::Deduction(rule) => rule.compare(price, amounts, ledger),
        Combining::Points(rule) => {
            let points = rule.price_points(reference?, price, ledger)?;
            let label = relative_price_points::RelativePricePoints::rounded_price_points();
            let points = ledger.round(label, points, model.rounding.price_points);
            rule.compare(&points, amounts, ledger)
        }
        Combining::Surcharge(rule) => rule.compare(price, amounts, ledger)?,
        Combining::Cost(rule) => return Some((None, rule.compare(price, ledger))),
    };
    Some((Some(quality), comparison))
}
