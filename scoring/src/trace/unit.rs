//! Units as types: a term says what it counts, and the compiler refuses what does not add up. Points do not add to
//! kronor; a price divided by a price is no price. Here stands which products and quotients there are.

/// What a step's value counts, as documents show it.
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
    /// Hours.
    Hours,
    /// Years.
    Years,
    /// The unit of the criterion that the step is about.
    Measure,
}

impl StepUnit {
    /// The word for it; none for money and for measures, whose words the model says.
    #[must_use]
    pub const fn word(self) -> Option<&'static str> {
        match self {
            Self::Money => None,
            Self::Points => Some("points"),
            Self::Percent => Some("percent"),
            Self::Number => Some("number"),
            Self::Level => Some("level"),
            Self::Rank => Some("rank"),
            Self::YesNo => Some("yes_no"),
            Self::Hours => Some("hours"),
            Self::Years => Some("years"),
            Self::Measure => None,
        }
    }
}

/// A unit that a term can count.
pub trait Unit: Copy + std::fmt::Debug + 'static {
    /// As documents show it.
    const UNIT: StepUnit;
}

/// Amounts in the model's currency, on its tax basis: a model has one of each.
#[derive(Clone, Copy, Debug)]
pub enum Money {}
/// Points.
#[derive(Clone, Copy, Debug)]
pub enum Points {}
/// Points times an amount: what is divided by an amount to give points. Shown as the amount that it weighs.
#[derive(Clone, Copy, Debug)]
pub enum WeighedMoney {}
/// Percent.
#[derive(Clone, Copy, Debug)]
pub enum Percent {}
/// Pure numbers: counts, shares, factors, quantities.
#[derive(Clone, Copy, Debug)]
pub enum Number {}
/// Levels, from 0.
#[derive(Clone, Copy, Debug)]
pub enum Level {}
/// Ranks, from 1.
#[derive(Clone, Copy, Debug)]
pub enum Rank {}
/// 1 for yes, 0 for no.
#[derive(Clone, Copy, Debug)]
pub enum YesNo {}
/// Hours.
#[derive(Clone, Copy, Debug)]
pub enum Hours {}
/// Years.
#[derive(Clone, Copy, Debug)]
pub enum Years {}
/// The unit of the criterion that is being graded.
#[derive(Clone, Copy, Debug)]
pub enum Measure {}
/// Any of them: what is only ordered or pointed at, and computed with no more.
#[derive(Clone, Copy, Debug)]
pub enum Any {}

impl Unit for Money {
    const UNIT: StepUnit = StepUnit::Money;
}
impl Unit for Points {
    const UNIT: StepUnit = StepUnit::Points;
}
impl Unit for WeighedMoney {
    const UNIT: StepUnit = StepUnit::Money;
}
impl Unit for Percent {
    const UNIT: StepUnit = StepUnit::Percent;
}
impl Unit for Number {
    const UNIT: StepUnit = StepUnit::Number;
}
impl Unit for Level {
    const UNIT: StepUnit = StepUnit::Level;
}
impl Unit for Rank {
    const UNIT: StepUnit = StepUnit::Rank;
}
impl Unit for YesNo {
    const UNIT: StepUnit = StepUnit::YesNo;
}
impl Unit for Hours {
    const UNIT: StepUnit = StepUnit::Hours;
}
impl Unit for Years {
    const UNIT: StepUnit = StepUnit::Years;
}
impl Unit for Measure {
    const UNIT: StepUnit = StepUnit::Measure;
}

/// A unit that may be multiplied by another one.
pub trait Times<Other>: Unit {
    /// What the product counts.
    type Product: Unit;
}

/// So many times something is the same thing.
impl<U: Unit> Times<Number> for U {
    type Product = U;
}
/// A quantity at a price each.
impl Times<Money> for Number {
    type Product = Money;
}
/// Hours at a price an hour.
impl Times<Money> for Hours {
    type Product = Money;
}
/// A number of people with so many hours each.
impl Times<Hours> for Number {
    type Product = Hours;
}
/// The weight of the price, in points, times a price.
impl Times<Money> for Points {
    type Product = WeighedMoney;
}
/// Both are true.
impl Times<YesNo> for YesNo {
    type Product = YesNo;
}

/// A unit that may be divided by another one.
pub trait Over<Other>: Unit {
    /// What the quotient counts.
    type Quotient: Unit;
}

/// Something among so many is the same thing, each.
impl<U: Unit> Over<Number> for U {
    type Quotient = U;
}
/// A weighed price divided by a price leaves the points.
impl Over<Money> for WeighedMoney {
    type Quotient = Points;
}
/// Hours worked by the hours of one full-time employee.
impl Over<Hours> for Hours {
    type Quotient = Number;
}
/// Percent of a hundred percent.
impl Over<Percent> for Percent {
    type Quotient = Number;
}
