//! The trace: every number of an evaluation with the rule that made it, the operation, and where its operands came
//! from. Rules compute through a [`Ledger`], which does the arithmetic and records it in one go, so that what is
//! shown is what was computed.

mod ledger;

pub use ledger::{Full, Label, Ledger, Off, Sink, Term};

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
            Self::Admit => "admit",
            Self::RankFirst => "rank_first",
            Self::RankAfter => "rank_after",
        }
    }
}

/// What a step's value counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StepUnit {
    /// The model's currency, on its tax basis.
    Money,
    /// Points.
    Points,
    /// Percent.
    Percent,
    /// A pure number.
    Number,
    /// A level, from 0.
    Level,
    /// A rank, from 1.
    Rank,
    /// 1 for yes, 0 for no.
    YesNo,
    /// The unit of the criterion that the step is about.
    Measure,
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
    /// A constant of the rule itself.
    Constant(u32),
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

/// One step. Its operands are a range in the trace's list of sources.
#[derive(Clone, Debug)]
pub struct Step {
    /// The bid, by position; none for steps that serve all bids.
    pub bid: Option<u32>,
    /// What the step is about.
    pub subject: Subject,
    /// The rule that made it.
    pub rule: RuleId,
    /// Which of the rule's quantities it is: a name in the rule's card.
    pub name: &'static str,
    /// What was done.
    pub operation: Operation,
    /// Operands, a range in [`Trace::sources`].
    pub from: (u32, u32),
    /// The exact result.
    pub value: Exact,
    /// What the result counts.
    pub unit: StepUnit,
}

/// All steps of an evaluation, in the order they were made.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    steps: Vec<Step>,
    sources: Vec<(Source, Exact)>,
}

impl Trace {
    /// The steps.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Where the operands of a step came from, and what they were.
    #[must_use]
    pub fn operands(&self, step: &Step) -> &[(Source, Exact)] {
        &self.sources[step.from.0 as usize..step.from.1 as usize]
    }
}
