//! How a criterion is measured from the staffing plan: the rule with its revision, and what the model publishes for
//! it. A measure that divides publishes its cut.

use super::plan::Duty;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Key, Rounding, Text};

/// A word that plans may use, with its meaning: a function or a method.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishedWord {
    /// Its key.
    pub key: Key,
    /// What it means.
    pub title: Text,
}

/// How a criterion is measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Measure {
    /// Share of hours by staff with higher education, percent.
    #[serde(rename = "share_of_hours@1")]
    ShareOfHours(ShareOfHours),
    /// Share of persons trained in methods, percent.
    #[serde(rename = "share_of_heads@1")]
    ShareOfHeads(ShareOfHeads),
    /// Median of years with the target group.
    #[serde(rename = "median_years@1")]
    MedianYears(OverPersons),
    /// Mean of years with the target group.
    #[serde(rename = "mean_years@1")]
    MeanYears(OverPersons),
    /// Hours of supervision per person and month.
    #[serde(rename = "supervision_per_head@1")]
    SupervisionPerHead(OverPersons),
    /// Full-time equivalents per licensed place.
    #[serde(rename = "fte_per_place@1")]
    FtePerPlace(FtePerPlace),
    /// Average number of staff on duty in a part of the day.
    #[serde(rename = "staff_per_shift@1")]
    StaffPerShift(StaffPerShift),
    /// Level of night staffing.
    #[serde(rename = "night_cover@1")]
    NightCover(NightCover),
    /// Share of hours by permanent employees, percent.
    #[serde(rename = "continuity@1")]
    Continuity(Continuity),
}

/// Whether hours of sleeping duty count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SleepingDuty {
    /// They count as hours.
    Counted,
    /// They do not count.
    NotCounted,
}

/// What the share of hours needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShareOfHours {
    /// Functions that are included.
    pub functions: Vec<Key>,
    /// Whether sleeping duty counts.
    pub sleeping_duty: SleepingDuty,
    /// Credits of relevant higher education that count as qualified, at least.
    pub minimum_credits: u32,
    /// The cut.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut: Option<Rounding>,
}

/// What the share of heads needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShareOfHeads {
    /// Functions that are included.
    pub functions: Vec<Key>,
    /// Methods that count.
    pub methods: Vec<Key>,
    /// In how many of them a person is trained, at least.
    pub minimum_methods: u32,
    /// Days of training per method, at least, a decimal.
    pub minimum_days: String,
    /// The cut.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut: Option<Rounding>,
}

/// What measures over persons need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OverPersons {
    /// Functions that are included.
    pub functions: Vec<Key>,
    /// The cut.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut: Option<Rounding>,
}

/// What full-time equivalents per place need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FtePerPlace {
    /// Functions that are included.
    pub functions: Vec<Key>,
    /// Whether sleeping duty counts.
    pub sleeping_duty: SleepingDuty,
    /// Hours of a full-time year, a decimal: twelve full-time months.
    pub hours_per_full_time_year: String,
    /// Hours of a full-time month, a decimal.
    pub hours_per_full_time_month: String,
    /// The cut.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut: Option<Rounding>,
}

/// A part of the day. One that ends at or before its beginning ends the next day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartOfDay {
    /// When it begins, `HH:MM`.
    pub from: String,
    /// When it ends, `HH:MM`.
    pub to: String,
}

/// What staff per shift needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StaffPerShift {
    /// The part of the day.
    pub part: PartOfDay,
    /// The kind of duty that counts.
    pub duty: Duty,
    /// The cut.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut: Option<Rounding>,
}

/// What night cover needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NightCover {
    /// The part of the night that is covered.
    pub part: PartOfDay,
    /// Within how many minutes back-up has to be there to count.
    pub back_up_within_minutes: u32,
    /// What each level above 0 asks for every night.
    pub levels: Vec<NightLevel>,
}

/// What a level of night cover asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NightLevel {
    /// People awake, at least.
    pub waking: u32,
    /// People asleep on site, at least.
    pub sleeping: u32,
    /// People on back-up duty, at least.
    pub back_up: u32,
}

/// What continuity needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Continuity {
    /// The last month that counts, `YYYY-MM`.
    pub last_month: String,
    /// How many months count, up to and with the last.
    pub months: u32,
    /// The cut.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut: Option<Rounding>,
}
