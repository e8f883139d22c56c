//! Measures of staff competence and staffing, one file each with its card: from a staffing plan and what the model
//! publishes to the answer of a criterion. Here stands what they share.

pub mod continuity;
pub mod fte_per_place;
pub mod mean_years;
pub mod median_years;
pub mod night_cover;
pub mod share_of_heads;
pub mod share_of_hours;
pub mod staff_per_shift;
pub mod supervision_per_head;

mod read;
mod work;

pub(crate) use read::read;
pub(crate) use work::Work;

use crate::plan::Plan;
use crate::rules::RuleId;
use crate::trace::unit::Measure as Answer;
use crate::trace::{Ledger, Sink, Source, Term};
use values::{Faults, Key, Place, Rounding};

/// A measure that has been read.
#[derive(Clone, Debug)]
pub(crate) enum Measure {
    ShareOfHours(share_of_hours::ShareOfHours),
    ShareOfHeads(share_of_heads::ShareOfHeads),
    MedianYears(OverPersons),
    MeanYears(OverPersons),
    SupervisionPerHead(OverPersons),
    FtePerPlace(fte_per_place::FtePerPlace),
    StaffPerShift(staff_per_shift::StaffPerShift),
    NightCover(night_cover::NightCover),
    Continuity(continuity::Continuity),
}

/// A published list of functions or methods, and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Words {
    pub(crate) keys: Vec<Key>,
    pub(crate) source: Source,
}

/// A published cut, and where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cut {
    pub(crate) rounding: Rounding,
    pub(crate) source: Source,
}

/// What measures over persons need.
#[derive(Clone, Debug)]
pub(crate) struct OverPersons {
    pub(crate) functions: Words,
    pub(crate) cut: Cut,
}

impl Measure {
    pub(crate) const fn rule(&self) -> &'static RuleId {
        match self {
            Self::ShareOfHours(_) => &share_of_hours::ID,
            Self::ShareOfHeads(_) => &share_of_heads::ID,
            Self::MedianYears(_) => &median_years::ID,
            Self::MeanYears(_) => &mean_years::ID,
            Self::SupervisionPerHead(_) => &supervision_per_head::ID,
            Self::FtePerPlace(_) => &fte_per_place::ID,
            Self::StaffPerShift(_) => &staff_per_shift::ID,
            Self::NightCover(_) => &night_cover::ID,
            Self::Continuity(_) => &continuity::ID,
        }
    }

    /// How many levels it gives, counting level 0; none where it gives a number.
    pub(crate) const fn levels(&self) -> Option<usize> {
        match self {
            Self::NightCover(measure) => Some(measure.levels.len() + 1),
            _ => None,
        }
    }

    /// What this measure needs of a plan, beyond what every plan has.
    pub(crate) fn check(&self, plan: &Plan, place: &Place, faults: &mut Faults) {
        match self {
            Self::FtePerPlace(_) if plan.places.is_none_or(|places| places == 0) => faults.add(
                "bid.plan_places_missing",
                place,
                "the bid names no unit with licensed places, and staff is measured per place",
                "name the unit with the number of places of its permit",
            ),
            Self::Continuity(measure) => measure.check(plan, place, faults),
            _ => {}
        }
    }

    /// The measured answer, or nothing where the plan leaves nothing to divide by.
    pub(crate) fn measure<S: Sink>(&self, bid: u32, plan: &Plan, ledger: &mut Ledger<S>) -> Option<Term<Answer>> {
        let mut work = Work { bid, plan, ledger, rule: self.rule() };
        match self {
            Self::ShareOfHours(measure) => measure.measure(&mut work),
            Self::ShareOfHeads(measure) => measure.measure(&mut work),
            Self::MedianYears(measure) => median_years::measure(measure, &mut work),
            Self::MeanYears(measure) => mean_years::measure(measure, &mut work),
            Self::SupervisionPerHead(measure) => supervision_per_head::measure(measure, &mut work),
            Self::FtePerPlace(measure) => measure.measure(&mut work),
            Self::StaffPerShift(measure) => measure.measure(&mut work),
            Self::NightCover(measure) => measure.measure(&mut work),
            Self::Continuity(measure) => measure.measure(&mut work),
        }
    }
}
