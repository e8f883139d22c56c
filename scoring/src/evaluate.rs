//! One engine call: a model and inputs go in, an outcome comes out. Every bid takes the same way through this file.

mod sheet;

use crate::inputs::{Answer, Inputs, Offer, Price};
use crate::model::{Combining, Grading, Model, Pricing};
use crate::outcome::Outcome;
use crate::rules::combine::{Combine, Compared};
use crate::rules::stepped_table::Thresholds;
use crate::rules::tie_chain::{Field, Link, Order, Placing, Standing};
use crate::rules::{life_cycle_cost, mandatory_requirements};
use crate::trace::unit::{Measure, Money};
use crate::trace::{Full, Label, Ledger, Off, Sink, Source, Subject, Term, Trace};
use sheet::{Column, Given, Sheet};
use values::money::MEASURE_SCALE;
use values::{Exact, Faults, Key, Place};

/// Evaluates the inputs by the model, with the whole trace.
///
/// # Errors
/// A value that the model's rules cannot be applied to, such as a division by a price that rounds to zero.
pub fn evaluate(model: &Model, inputs: &Inputs) -> Result<Outcome, Faults> {
    refuse_another(model, inputs)?;
    let (found, Full(trace)) = run(model, inputs, room(model, inputs))?;
    Ok(Outcome::new(model, inputs, found, trace))
}

/// Evaluates without keeping the trace: the same code, for analyses that need many runs.
///
/// # Errors
/// As [`evaluate`].
pub fn evaluate_untraced(model: &Model, inputs: &Inputs) -> Result<Outcome, Faults> {
    refuse_another(model, inputs)?;
    let (found, Off) = run(model, inputs, Off)?;
    Ok(Outcome::new(model, inputs, found, Trace::default()))
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

/// Room for the trace of an ordinary evaluation. A longer one grows.
fn room(model: &Model, inputs: &Inputs) -> Full {
    let bids = inputs.keys.len() + 1;
    let lines = model.pricing.count();
    let levels: usize = model.criteria.iter().map(|leaf| leaf.scale.factors().len()).sum();
    let criteria = model.criteria.len();
    Full::with_room(bids * (4 * criteria + lines + 9), bids * (2 * levels + 8 * criteria + 3 * lines + 24))
}

/// What the engine found out, by position; [`Outcome`] gives it names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    /// Admitted bids, in the order of all bids.
    pub(crate) rows: Vec<Row>,
    /// Rows in the order of their ranks.
    pub(crate) placings: Vec<Placing>,
    /// The level of each row on each criterion, row after row.
    pub(crate) levels: Vec<u32>,
    /// Where what a bid states differs from what its plan measures.
    pub(crate) differences: Vec<Difference>,
}

/// What an admitted bid came to.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// The bid, by position among all.
    pub(crate) bid: u32,
    pub(crate) price: Exact,
    pub(crate) comparison: Exact,
}

/// A bid and a criterion, by position, with what is stated and what the plan measures.
#[derive(Clone, Debug)]
pub(crate) struct Difference {
    pub(crate) bid: u32,
    pub(crate) criterion: u32,
    pub(crate) stated: Exact,
    pub(crate) measured: Exact,
}

fn run<S: Sink>(model: &Model, inputs: &Inputs, sink: S) -> Result<(Found, S), Faults> {
    match &model.combining {
        Combining::Deduction(rule) => Run { model, inputs, rule }.all(sink),
        Combining::Points(rule) => Run { model, inputs, rule }.all(sink),
        Combining::Surcharge(rule) => Run { model, inputs, rule }.all(sink),
        Combining::Cost(rule) => Run { model, inputs, rule }.all(sink),
    }
}

/// All admitted bids as the order sees them.
type Standings<C> = Vec<Standing<<C as Combine>::Amount, <C as Combine>::Value>>;

/// An evaluation with one combination rule.
struct Run<'a, C> {
    model: &'a Model,
    inputs: &'a Inputs,
    rule: &'a C,
}

/// What is worked out once for all bids.
struct Prepared<'a, A, S: Sink> {
    columns: Vec<Column<'a, A, S>>,
    factors: Option<life_cycle_cost::Factors>,
}

impl<'a, C: Combine> Run<'a, C> {
    fn all<S: Sink>(&self, sink: S) -> Result<(Found, S), Faults> {
        let mut ledger = Ledger::new(sink);
        let admitted = mandatory_requirements::admit(&self.inputs.examinations, &mut ledger);
        if admitted.is_empty() {
            // What is worked out for all bids would serve nobody.
            self.refuse_unneeded(&[], &[])?;
            return Ok((Found::default(), ledger.into_sink()));
        }
        let prepared = self.prepare(&mut ledger);
        let mut sheet = Sheet::with_room(admitted.len(), prepared.columns.len());
        let (mut prices, mut amounts) = (Vec::with_capacity(admitted.len()), Vec::new());
        for bid in &admitted {
            prices.push(self.price(&prepared, *bid, &mut amounts, &mut ledger)?);
            self.assess(&prepared, *bid, &mut sheet, &mut ledger)?;
        }
        let standings = self.compare(&prepared, &admitted, prices, &sheet, &mut ledger)?;
        let amount = |row, criterion| sheet.amount(&prepared.columns, row, criterion);
        let order = Order {
            chain: &self.model.ties,
            better: C::BETTER,
            better_amount: C::BETTER_AMOUNT,
            draws: &self.inputs.draws,
        };
        let placings = order.rank(&Field { standings: &standings, amount }, &mut ledger);
        self.refuse_unneeded(&placings, &standings)?;
        Ok((sheet.found(placings, standings), ledger.into_sink()))
    }

    fn prepare<S: Sink>(&self, ledger: &mut Ledger<S>) -> Prepared<'a, C::Amount, S> {
        let factors = match &self.model.pricing {
            Pricing::List(_) => None,
            Pricing::LifeCycle(cost) => Some(cost.prepare(ledger)),
        };
        let mut columns = Vec::with_capacity(self.model.criteria.len());
        for (index, (leaf, worth)) in (0..).zip(self.model.criteria.iter().zip(&self.model.shared.worth)) {
            ledger.turn_to(Subject::Criterion(index));
            let thresholds = match &leaf.scale {
                Grading::Stepped(table) => table.prepare(ledger),
                Grading::Described(_) => Thresholds::none(),
            };
            let largest = self.rule.largest(&leaf.weight, ledger);
            let rounding = self.model.rounding.criterion_amount;
            columns.push(Column::new((leaf, worth), thresholds, largest, rounding, ledger));
        }
        Prepared { columns, factors }
    }

    /// The price or cost of one bid, rounded where the model rounds it.
    fn price<S: Sink>(
        &self,
        prepared: &Prepared<'_, C::Amount, S>,
        bid: u32,
        amounts: &mut Vec<Term<Money>>,
        ledger: &mut Ledger<S>,
    ) -> Result<Term<Money>, Faults> {
        ledger.turn_to_bid(Some(bid));
        let price = match (&self.model.pricing, self.offer(bid)?.price, &prepared.factors) {
            (Pricing::List(list), Price::List(prices), _) => list.price(bid, prices, amounts, ledger),
            (Pricing::LifeCycle(cost), Price::Products(offers), Some(factors)) => {
                cost.price(bid, offers, factors, amounts, ledger)
            }
            (_, Price::Supposed(price), _) => Term::new(price.clone(), Source::Constant(0)),
            // Inputs are read against this model, so that its way of pricing is theirs.
            _ => Term::constant(0),
        };
        let label = Label::new(self.model.pricing.rule(), "rounded_price");
        Ok(ledger.round(label, price, self.model.rounding.price))
    }

    /// Levels and amounts of one bid.
    fn assess<S: Sink>(
        &self,
        prepared: &Prepared<'_, C::Amount, S>,
        bid: u32,
        sheet: &mut Sheet<S>,
        ledger: &mut Ledger<S>,
    ) -> Result<(), Faults> {
        let offer = self.offer(bid)?;
        for (index, (column, answer)) in (0_u32..).zip(prepared.columns.iter().zip(offer.answers)) {
            ledger.turn_to(Subject::Criterion(index));
            let stated = Source::Answer(bid, index);
            let graded = match answer {
                Answer::Number(number) => column.grade(Given::Number((*number).into()), stated, ledger),
                Answer::Stated(level) => column.grade(Given::Level(*level), stated, ledger),
                Answer::Supposed(level) => column.grade(Given::Supposed(*level), stated, ledger),
                Answer::Panel(level) => column.grade(Given::Level(*level), Source::Panel(bid, index), ledger),
                Answer::Measured(stated) => {
                    let measured = measure(column, offer, bid, ledger).ok_or_else(|| unmeasurable(self.key(bid)))?;
                    sheet.compare_stated((bid, index), stated.as_deref(), &measured.value);
                    // Measures are cut to what this system keeps, and are made of numbers that it keeps.
                    let number = measured.value.to_scaled(MEASURE_SCALE).unwrap_or(i128::MAX);
                    column.grade(Given::Number(number), measured.source, ledger)
                }
            };
            let amount = column.record_amount(self.rule, graded, ledger);
            sheet.push(graded.level, amount);
        }
        ledger.turn_to_bid(None);
        Ok(())
    }

    /// What an admitted bid offers. Every admitted bid has been read.
    fn offer(&self, bid: u32) -> Result<Offer<'a>, Faults> {
        self.inputs.offer(bid).ok_or_else(|| unmeasurable(self.key(bid)))
    }

    /// Quality and comparison value of every bid.
    fn compare<S: Sink>(
        &self,
        prepared: &Prepared<'_, C::Amount, S>,
        admitted: &[u32],
        prices: Vec<Term<Money>>,
        sheet: &Sheet<S>,
        ledger: &mut Ledger<S>,
    ) -> Result<Standings<C>, Faults> {
        let reference = self.rule.reference(prices.iter(), ledger);
        let of_all = (reference.as_ref(), &self.model.rounding);
        let mut standings = Vec::with_capacity(admitted.len());
        for (row, (bid, price)) in admitted.iter().zip(prices).enumerate() {
            ledger.turn_to_bid(Some(*bid));
            let amounts = sheet.amounts(&prepared.columns, self.model.shared.scale, row);
            let Some(Compared { quality, value }) = self.rule.compare(&price, &amounts, of_all, ledger) else {
                return Err(divides_by_zero(self.key(*bid)));
            };
            let label = Label::new(C::RULE, "rounded_comparison_value");
            let comparison = ledger.round(label, value, self.model.rounding.comparison_value);
            standings.push(Standing { bid: *bid, price, quality, comparison });
        }
        ledger.turn_to_bid(None);
        Ok(standings)
    }

    /// A drawing that separated nobody was held among bids that are not tied, or not all of the tied ones.
    fn refuse_unneeded(&self, placings: &[Placing], standings: &[Standing<C::Amount, C::Value>]) -> Result<(), Faults> {
        let decides = self.model.ties.last() == Some(&Link::Draw);
        let drawn = |draw: &[u32]| {
            let among = |one: &&Placing| one.drawn && draw.contains(&standings[one.standing as usize].bid);
            decides && placings.iter().any(|one| among(&one))
        };
        let mut faults = Faults::none();
        for (index, _) in self.inputs.draws.iter().enumerate().filter(|(_, draw)| !drawn(draw)) {
            let place = Place::root().at("draws").at(index);
            let cause = "this drawing of lots was not held among exactly the bids that are tied";
            faults.add(
                "inputs.draw_unneeded",
                &place,
                cause,
                "remove it, or hold it among the tied bids and no others",
            );
        }
        faults.or(())
    }

    fn key(&self, bid: u32) -> &Key {
        &self.inputs.keys[bid as usize]
    }
}

/// The answer that a plan gives; nothing if the measure is undefined for it.
fn measure<A, S: Sink>(
    column: &Column<'_, A, S>,
    offer: Offer<'_>,
    bid: u32,
    ledger: &mut Ledger<S>,
) -> Option<Term<Measure>> {
    column.leaf.scale.measure()?.measure(bid, offer.plan?, ledger)
}

fn unmeasurable(bid: &Key) -> Faults {
    Faults::one(
        "bid.measure_undefined",
        &Place::root().at("bids").at(bid).at("plan"),
        "the plan has no hours or no persons in the functions that a measure includes",
        "correct the plan where the law admits it, or reject the bid with a reason",
    )
}

fn divides_by_zero(bid: &Key) -> Faults {
    Faults::one(
        "bid.price_zero",
        &Place::root().at("bids").at(bid),
        "the price or cost comes to zero, and the combination rule divides by it or multiplies it",
        "publish a rule that adds to the price or takes from it, and round the price no coarser than prices may be",
    )
}
