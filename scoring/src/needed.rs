//! What a bid would have needed to reach a place: the largest price at the same quality, and the levels at the same
//! price. The bid alone is changed, and the engine evaluates all bids again; nothing is worked out beside it.

use crate::evaluate::evaluate_untraced;
use crate::inputs::Inputs;
use crate::model::Model;
use crate::outcome::{Outcome, Placement};
use values::{Exact, Faults, Key};

/// Decimals of the smallest amount that a price is looked for with: hundredths of the currency.
const MONEY_DECIMALS: u32 = 2;
/// The largest price that is looked for, in hundredths: more than any result that this system keeps.
const LARGEST: i128 = 1_000_000_000_000_000;

/// What a bid would have needed to reach a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needed {
    /// The place, as a rank: reached when the bid is there or before, and no drawing of lots is left to decide it.
    pub goal: u32,
    /// At the same levels, the price.
    pub price: PriceNeeded,
    /// At the same price, the criteria of which one alone suffices, each with the lowest level that does.
    pub alone: Vec<Raised>,
    /// At the same price, if no criterion alone suffices but all together do: levels of which none can be lowered.
    pub together: Option<Reached>,
    /// At the same price, what the highest levels of all criteria come to.
    pub best: Reached,
}

/// At what price a place is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PriceNeeded {
    /// At this one and every lower one; a hundredth more is too much.
    AtMost(Limit),
    /// At any.
    Any,
    /// At none.
    None,
}

/// The largest price at which a place is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// The price.
    pub price: Exact,
    /// The bid behind it that has the same comparison value then, if there is one.
    pub equal: Option<Equal>,
}

/// A bid with the same comparison value, that comes behind all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Equal {
    /// The bid.
    pub bid: Key,
    /// What sets it apart, in the words of [`Placement::decided_by`].
    pub decided_by: String,
}

/// A criterion at another level, and the comparison value that follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raised {
    /// The criterion.
    pub criterion: Key,
    /// The level supposed.
    pub level: u32,
    /// The comparison value.
    pub comparison: Exact,
}

/// Levels, and what they come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// The criteria whose levels differ from the bid's, with the levels supposed.
    pub levels: Vec<(Key, u32)>,
    /// The comparison value.
    pub comparison: Exact,
    /// The rank.
    pub rank: u32,
    /// Whether the place looked for is reached.
    pub suffices: bool,
}

/// All bids as they were evaluated, with one that can be supposed otherwise.
#[derive(Clone, Debug)]
pub struct Supposing<'a> {
    model: &'a Model,
    inputs: Inputs,
    bid: u32,
    key: Key,
    price: Exact,
    levels: Vec<u32>,
}

/// Where a supposed bid comes.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stand {
    rank: u32,
    /// The last place that a drawing of lots could leave it.
    last: u32,
    comparison: Exact,
}

/// What a bid would have needed to come to `goal`, a rank from 1; nothing if the bid was not compared.
///
/// # Errors
/// As [`evaluate_untraced`], for a price or level that the model's rules cannot be applied to.
pub fn needed(
    model: &Model,
    inputs: &Inputs,
    outcome: &Outcome,
    bid: &Key,
    goal: u32,
) -> Result<Option<Needed>, Faults> {
    let Some(mut supposing) = Supposing::new(model, inputs, outcome, bid) else { return Ok(None) };
    let price = supposing.price_for(goal)?;
    let alone = supposing.alone(goal)?;
    let best = supposing.reached(&supposing.highest(), goal)?;
    let together = if alone.is_empty() && best.suffices { Some(supposing.together(goal)?) } else { None };
    Ok(Some(Needed { goal, price, alone, together, best }))
}

impl<'a> Supposing<'a> {
    /// All bids of an outcome, of which this one can be supposed otherwise; nothing if it was not compared.
    #[must_use]
    pub fn new(model: &'a Model, inputs: &Inputs, outcome: &Outcome, bid: &Key) -> Option<Self> {
        let position = inputs.keys.iter().position(|key| key == bid)?;
        let levels = |placement: &Placement<'_>| placement.scores().map(|score| score.level).collect::<Vec<u32>>();
        let of = |key: &Key| outcome.placements().find(|placement| placement.bid == key);
        let own = of(bid)?;
        let rows = inputs.keys.iter().filter_map(of).map(|one| (one.price.clone(), levels(&one)));
        let supposed = inputs.supposed(rows, model.criteria.len());
        let bid = u32::try_from(position).ok()?;
        let (key, price) = (own.bid.clone(), own.price.clone());
        Some(Self { model, inputs: supposed, bid, key, price, levels: levels(&own) })
    }

    /// The rank of the bid at another price or other levels of all criteria, if no drawing of lots is left to decide
    /// it, and the comparison value; a rank that a drawing decides is the last that it could give.
    ///
    /// # Errors
    /// As [`evaluate_untraced`].
    pub fn rank(&mut self, price: &Exact, levels: &[u32]) -> Result<(u32, Exact), Faults> {
        self.stand(price, levels).map(|stand| (stand.last, stand.comparison))
    }

    /// The bid's own levels, criterion by criterion.
    #[must_use]
    pub fn levels(&self) -> &[u32] {
        &self.levels
    }

    /// The bid's own price.
    #[must_use]
    pub const fn price(&self) -> &Exact {
        &self.price
    }

    /// The highest level of every criterion.
    #[must_use]
    pub fn highest(&self) -> Vec<u32> {
        let last = |leaf: &crate::model::Leaf| u32::try_from(leaf.scale.factors().len().saturating_sub(1)).unwrap_or(0);
        self.model.criteria.iter().map(last).collect()
    }

    fn evaluate(&mut self, price: &Exact, levels: &[u32]) -> Result<Outcome, Faults> {
        self.inputs.suppose(self.bid, price, levels);
        evaluate_untraced(self.model, &self.inputs)
    }

    fn stand(&mut self, price: &Exact, levels: &[u32]) -> Result<Stand, Faults> {
        let outcome = self.evaluate(price, levels)?;
        let found = outcome.placements().find(|placement| *placement.bid == self.key);
        let stand = found.map(|placement| Stand {
            rank: placement.rank,
            last: placement.rank + outcome.drawn_with(&self.key) - 1,
            comparison: placement.comparison.clone(),
        });
        // Every admitted bid has a place.
        Ok(stand.unwrap_or(Stand { rank: u32::MAX, last: u32::MAX, comparison: Exact::ZERO }))
    }

    /// Whether a price in hundredths reaches the goal at the bid's own levels. A price that the rules cannot be
    /// applied to, such as one that is rounded to zero and divided by, reaches nothing.
    fn reaches(&mut self, hundredths: i128, goal: u32) -> bool {
        let levels = self.levels.clone();
        self.stand(&Exact::scaled(hundredths, MONEY_DECIMALS), &levels).is_ok_and(|stand| stand.last <= goal)
    }

    /// The largest price that reaches the goal. A lower price never gives a worse place, by none of the rules, so that
    /// halving finds it; the last two evaluations are that price and the one above.
    fn price_for(&mut self, goal: u32) -> Result<PriceNeeded, Faults> {
        let own = self.price.floor_scaled(MONEY_DECIMALS).unwrap_or(LARGEST).clamp(1, LARGEST);
        let (mut enough, mut too_much);
        if self.reaches(own, goal) {
            (enough, too_much) = (own, own.saturating_mul(2));
            while self.reaches(too_much, goal) {
                if too_much >= LARGEST {
                    return Ok(PriceNeeded::Any);
                }
                (enough, too_much) = (too_much, too_much.saturating_mul(2));
            }
        } else {
            (enough, too_much) = (own / 2, own);
            while !self.reaches(enough, goal) {
                if enough == 0 {
                    return Ok(PriceNeeded::None);
                }
                (enough, too_much) = (enough / 2, enough);
            }
        }
        while too_much - enough > 1 {
            let middle = enough + (too_much - enough) / 2;
            if self.reaches(middle, goal) { enough = middle } else { too_much = middle }
        }
        let price = Exact::scaled(enough, MONEY_DECIMALS);
        let equal = self.equal(&price)?;
        Ok(PriceNeeded::AtMost(Limit { price, equal }))
    }

    /// The bid next behind this one at another price, where both have the same comparison value.
    fn equal(&mut self, price: &Exact) -> Result<Option<Equal>, Faults> {
        let levels = self.levels.clone();
        let outcome = self.evaluate(price, &levels)?;
        let mut placements = outcome.placements().skip_while(|placement| *placement.bid != self.key);
        let (own, next) = (placements.next(), placements.next());
        let equal = own.zip(next).filter(|(own, next)| own.comparison == next.comparison);
        Ok(equal.map(|(own, next)| Equal { bid: next.bid.clone(), decided_by: own.decided_by.to_owned() }))
    }

    fn reached(&mut self, levels: &[u32], goal: u32) -> Result<Reached, Faults> {
        let price = self.price.clone();
        let stand = self.stand(&price, levels)?;
        let criteria = self.model.criteria.iter().zip(levels.iter().zip(&self.levels));
        let raised =
            criteria.filter(|(_, (level, own))| level != own).map(|(leaf, (level, _))| (leaf.key.clone(), *level));
        Ok(Reached {
            levels: raised.collect(),
            comparison: stand.comparison,
            rank: stand.rank,
            suffices: stand.last <= goal,
        })
    }

    fn alone(&mut self, goal: u32) -> Result<Vec<Raised>, Faults> {
        let mut found = Vec::new();
        for (criterion, highest) in self.highest().into_iter().enumerate() {
            for level in self.levels[criterion] + 1..=highest {
                let mut levels = self.levels.clone();
                levels[criterion] = level;
                let reached = self.reached(&levels, goal)?;
                if reached.suffices {
                    let criterion = self.model.criteria[criterion].key.clone();
                    found.push(Raised { criterion, level, comparison: reached.comparison });
                    break;
                }
            }
        }
        Ok(found)
    }

    /// Raises the criteria that gain most, one after the other, until the goal is reached; then lowers each of them as
    /// far as it goes, the one that gains least first.
    fn together(&mut self, goal: u32) -> Result<Reached, Faults> {
        let highest = self.highest();
        let mut levels = self.levels.clone();
        let mut raised = Vec::new();
        for criterion in self.by_gain(&highest) {
            levels[criterion] = highest[criterion];
            raised.push(criterion);
            if self.reached(&levels, goal)?.suffices {
                break;
            }
        }
        for criterion in raised.into_iter().rev() {
            while levels[criterion] > self.levels[criterion] {
                levels[criterion] -= 1;
                if !self.reached(&levels, goal)?.suffices {
                    levels[criterion] += 1;
                    break;
                }
            }
        }
        self.reached(&levels, goal)
    }

    /// Criteria by what the highest level gives beyond the bid's own, most first.
    fn by_gain(&self, highest: &[u32]) -> Vec<usize> {
        let gain = |criterion: &usize| {
            let worth = &self.model.shared.worth[*criterion];
            let amount = |level: u32| worth.get(level as usize).map_or(Exact::ZERO, |worth| worth.amount.clone());
            let difference = &amount(highest[*criterion]) - &amount(self.levels[*criterion]);
            if difference.is_negative() { -&difference } else { difference }
        };
        let mut order: Vec<usize> = (0..highest.len()).collect();
        order.sort_by(|left, right| gain(right).cmp(&gain(left)).then(left.cmp(right)));
        order
    }
}
