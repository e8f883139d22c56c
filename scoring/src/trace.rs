//! The trace: every number of an evaluation with the rule that made it, the operation, and where its operands came
//! from. Rules compute through a [`Ledger`], which does the arithmetic and records it in one go, so that what is
//! shown is what was computed.

mod ledger;
pub mod unit;

pub use ledger::{Full, Label, Ledger, Off, Published, Sink, Term};
pub use unit::StepUnit;

use crate::rules::RuleId;
use values::Exact;

/// What a step did with its operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Operation {
    /// The sum of all operands.
    Sum,
    /// The first operand less the second.
    Subtract,
    /// The product of two operands.
    Multiply,
    /// The first operand divided by the second.
    Divide,
    /// The first operand multiplied by itself as many times as the second says.
    Power,
    /// The least operand.
    Minimum,
    /// How many of the later operands the first one reaches: the level of a stepped table.
    LevelReached,
    /// The first operand as it stands: a level that was given.
    LevelGiven,
    /// The later operand whose number, from 0, the first one is: the factor of a level.
    Pick,
    /// The operand rounded as the model says at the place that the second operand points to.
    Round,
    /// 1 if the word that the first operand points to stands in the list that the second points to, else 0.
    Includes,
    /// 1 if the first operand is at least the second, else 0.
    AtLeast,
    /// 1 if the operand is above zero, else 0.
    AboveZero,
    /// Operands in pairs: the sum of the second of each pair, where the first is 1.
    SumOf,
    /// Operands in pairs: the median of the second of each pair, where the first is 1.
    MedianOf,
    /// How many methods of the list at the second operand stand among the trainings at the first with at least the
    /// third operand's days.
    MethodsTrained,
    /// The sum of the later operands: one for each participant named at the first.
    Participating,
    /// Minutes of the part of the day at the operand, times seven.
    PartMinutes,
    /// Staff times minutes within the part of the day at the first operand, in the rota at the second, over a week.
    StaffMinutes,
    /// The lowest level at any minute of the part of the day at the first operand, on the step's day, in the rota at
    /// the second. A level is three later operands: people awake, asleep on site, and on back-up duty within the
    /// third operand's minutes, at least; the level of a minute is the number of the last that is met, from 1, else 0.
    LevelCovered,
    /// 1 if the month at the first operand is among as many months as the third says, ending with the second's.
    WithinMonths,
    /// 1 if the examination admitted the bid, 0 if it rejected it.
    Admit,
    /// Rank of the first bid in the order.
    RankFirst,
    /// Rank of a bid after the one before it. Operands: the rank before, then pairs of own value and value before,
    /// all equal except the last pair. All pairs equal means a shared rank.
    RankAfter,
}

impl Operation {
    /// The word that documents and columns use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sum => "sum",
            Self::Subtract => "subtract",
            Self::Multiply => "multiply",
            Self::Divide => "divide",
            Self::Power => "power",
            Self::Minimum => "minimum",
            Self::LevelReached => "level_reached",
            Self::LevelGiven => "level_given",
            Self::Pick => "pick",
            Self::Round => "round",
            Self::Includes => "includes",
            Self::AtLeast => "at_least",
            Self::AboveZero => "above_zero",
            Self::SumOf => "sum_of",
            Self::MedianOf => "median_of",
            Self::MethodsTrained => "methods_trained",
            Self::Participating => "participating",
            Self::PartMinutes => "part_minutes",
            Self::StaffMinutes => "staff_minutes",
            Self::LevelCovered => "level_covered",
            Self::WithinMonths => "within_months",
            Self::Admit => "admit",
            Self::RankFirst => "rank_first",
            Self::RankAfter => "rank_after",
        }
    }
}

/// Where an operand came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// An earlier step, by number.
    Step(u32),
    /// A number published in the model, by its entry in the model's list of places.
    Model(u32),
    /// A price in a bid: bid and line, by position.
    Price(u32, u32),
    /// A property of an offered product: bid, product and property, by position.
    Product(u32, u32, ProductPart),
    /// A supplier's answer: bid and criterion, by position.
    Answer(u32, u32),
    /// The panel's level: bid and criterion, by position.
    Panel(u32, u32),
    /// The examination's decision on a bid, by position.
    Examination(u32),
    /// A part of a bid's staffing plan: bid, by position, and part.
    Plan(u32, PlanPart),
    /// A place in a drawing of lots: drawing and place, by position.
    Draw(u32, u32),
    /// A constant of the rule itself.
    Constant(u32),
}

/// A part of a staffing plan; numbers are positions in its lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanPart {
    /// A line's function.
    Function(u32),
    /// A line's credits.
    Credits(u32),
    /// A line's trainings.
    Trainings(u32),
    /// A line's years with the target group.
    Years(u32),
    /// A line's waking hours.
    Waking(u32),
    /// A line's sleeping hours.
    Sleeping(u32),
    /// The rota.
    Rota,
    /// A supervision group's participants.
    Participants(u32),
    /// A supervision group's hours.
    GroupHours(u32),
    /// A payroll row's month.
    Month(u32),
    /// A payroll row's permanent hours.
    Permanent(u32),
    /// A payroll row's fixed-term hours.
    FixedTerm(u32),
    /// A payroll row's hours by the hour.
    Hourly(u32),
    /// Licensed places of the unit.
    Places,
}

impl PlanPart {
    /// The steps of the pointer from the bid.
    #[must_use]
    pub fn steps(self) -> Vec<String> {
        let of =
            |list: &str, index: u32, member: &str| vec!["plan".into(), list.into(), index.to_string(), member.into()];
        match self {
            Self::Function(line) => of("staff", line, "function"),
            Self::Credits(line) => of("staff", line, "credits"),
            Self::Trainings(line) => of("staff", line, "trainings"),
            Self::Years(line) => of("staff", line, "years_with_target_group"),
            Self::Waking(line) => of("staff", line, "waking_hours"),
            Self::Sleeping(line) => of("staff", line, "sleeping_hours"),
            Self::Rota => vec!["plan".into(), "rota".into()],
            Self::Participants(group) => of("supervision", group, "participants"),
            Self::GroupHours(group) => of("supervision", group, "hours"),
            Self::Month(month) => of("payroll", month, "month"),
            Self::Permanent(month) => of("payroll", month, "permanent"),
            Self::FixedTerm(month) => of("payroll", month, "fixed_term"),
            Self::Hourly(month) => of("payroll", month, "hourly"),
            Self::Places => vec!["unit".into(), "places".into()],
        }
    }

    /// Whether it is a number; words and lists have none of their own.
    #[must_use]
    pub const fn is_number(self) -> bool {
        !matches!(self, Self::Function(_) | Self::Trainings(_) | Self::Rota | Self::Participants(_) | Self::Month(_))
    }
}

/// A property of an offered product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProductPart {
    /// Purchase price.
    Price,
    /// Electricity per year.
    Energy,
    /// Service per year.
    Service,
    /// Years of warranty.
    Warranty,
    /// Hours to recondition.
    Hours,
}

impl ProductPart {
    /// The member of the bid document that holds it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Price => "price",
            Self::Energy => "kwh_per_year",
            Self::Service => "service_per_year",
            Self::Warranty => "warranty_years",
            Self::Hours => "reconditioning_hours",
        }
    }
}

/// What a step is about, beside the bid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The bid, or the model, as a whole.
    Whole,
    /// A criterion, by position among the criteria with scales.
    Criterion(u32),
    /// A price line or product, by position.
    Line(u32),
    /// A year, from 1.
    Year(u32),
}

/// Which row of a staffing plan a step is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// A role line.
    Staff(u32),
    /// A supervision group.
    Supervision(u32),
    /// A row of the payroll.
    Month(u32),
    /// A day of the week, Monday is 0.
    Day(u32),
}

/// One step. Its operands are two ranges in the trace's list of sources: its own, and a list that steps share.
#[derive(Clone, Debug)]
pub struct Step {
    bid: u32,
    /// What the step is about.
    pub subject: Subject,
    /// Which row of the staffing plan it is about.
    pub detail: Option<Detail>,
    /// The rule that made it.
    pub rule: &'static RuleId,
    /// Which of the rule's quantities it is: a name in the rule's card.
    pub name: &'static str,
    /// What was done.
    pub operation: Operation,
    own: Range,
    shared: Range,
    /// The exact result.
    pub value: Exact,
    /// What the result counts.
    pub unit: StepUnit,
}

/// No bid: a step that serves all.
const ALL: u32 = u32::MAX;

impl Step {
    /// The bid, by position; none for steps that serve all bids.
    #[must_use]
    pub const fn bid(&self) -> Option<u32> {
        match self.bid {
            ALL => None,
            bid => Some(bid),
        }
    }
}

/// Where a list of operands stands among the sources of a trace.
type Range = (u32, u32);

/// All steps of an evaluation, in the order they were made.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    steps: Vec<Step>,
    sources: Vec<Source>,
}

impl Trace {
    /// The steps.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Where the operands of a step came from. An operand has no value of its own: it is what stands there.
    pub fn operands(&self, step: &Step) -> impl Iterator<Item = Source> {
        let range = |(from, to): Range| self.sources[from as usize..to as usize].iter().copied();
        range(step.own).chain(range(step.shared))
    }
}
