//! The documents of scoring: the model that a lot publishes, the bids it is applied to, what the panel gave and
//! what the examination decided. These types are the format; the JSON Schema is generated from them. Decimals stand
//! as text here and become numbers when a document is read into a [`crate::Model`] or [`crate::Inputs`].

mod bid;
mod measure;
mod model;
mod plan;
mod price;

pub use bid::{
    BidDocument, Draw, Examination, ExaminationOutcome, Ground, IndividualScore, OfferedProduct, PanelScore,
    Unit as OfferedUnit,
};
pub use measure::{
    Continuity, FtePerPlace, Measure, NightCover, NightLevel, OverPersons, PartOfDay, PublishedWord, ShareOfHeads,
    ShareOfHours, SleepingDuty, StaffPerShift,
};
pub use model::{
    AddedValueDeduction, Assessor, AwardBasis, Combination, Criterion, DescribedLevel, DescribedLevels, Line,
    LowestCost, ModelDocument, ModelFormat, Parameter, PercentageSurcharge, RelativePricePoints, Requirement,
    RoundingStage, Scale, Stage, Step, SteppedTable, TieBreaker,
};
pub use plan::{
    Degree, Duty, Employment, PayrollMonth, RoleLine, Shift, StaffingPlan, SupervisionGroup, Training, Weekday,
};
pub use price::{LifeCycleCost, PriceDomain, PriceLine, PriceList, PriceRule, Product};
