//! The staffing plan that comes with a bid: who works, with what competence, when, and what payroll says. People
//! stand under pseudonyms that the examination can check.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::Key;

/// A staffing plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StaffingPlan {
    /// Whether it is invented for demonstration.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub invented: bool,
    /// Role lines: one for each function of each person.
    pub staff: Vec<RoleLine>,
    /// The rota: shifts of a normal week.
    pub rota: Vec<Shift>,
    /// External professional supervision.
    pub supervision: Vec<SupervisionGroup>,
    /// Payroll hours, month by month.
    pub payroll: Vec<PayrollMonth>,
}

/// One function of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RoleLine {
    /// The person's pseudonym. Two lines with the same pseudonym are one person with two functions.
    pub person: Key,
    /// The function, among those that the model publishes.
    pub function: Key,
    /// Level of education.
    pub degree: Degree,
    /// Credits (högskolepoäng) of relevant higher education.
    pub credits: u32,
    /// Trainings in methods.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trainings: Vec<Training>,
    /// Full-time years with the target group, a decimal.
    pub years_with_target_group: String,
    /// Form of employment.
    pub employment: Employment,
    /// Share of a full-time employment at this unit, a decimal from 0 to 1.
    pub share: String,
    /// Scheduled hours a month on waking duty in this function, a decimal.
    pub waking_hours: String,
    /// Scheduled hours a month on sleeping duty in this function, a decimal.
    pub sleeping_hours: String,
}

/// Level of education.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Degree {
    /// Upper secondary school (gymnasium).
    UpperSecondary,
    /// At least two years after upper secondary school.
    PostSecondary,
    /// A degree of at least 180 credits.
    Bachelor,
    /// A degree of at least 240 credits.
    Master,
}

/// Training in a method.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Training {
    /// The method.
    pub method: Key,
    /// Days of training, a decimal.
    pub days: String,
}

/// Form of employment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Employment {
    /// Until further notice (tillsvidare).
    Permanent,
    /// For a fixed term.
    FixedTerm,
    /// By the hour.
    Hourly,
}

/// Staff on duty at a time of day, on the days named. A shift that ends at or before its beginning ends the next day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Shift {
    /// The days on which it begins.
    pub days: Vec<Weekday>,
    /// When it begins, `HH:MM`.
    pub from: String,
    /// When it ends, `HH:MM`.
    pub to: String,
    /// Kind of duty.
    pub duty: Duty,
    /// How many people.
    pub staff: u32,
    /// For back-up duty: within how many minutes they are there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response_minutes: Option<u32>,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    /// Monday.
    Mon,
    /// Tuesday.
    Tue,
    /// Wednesday.
    Wed,
    /// Thursday.
    Thu,
    /// Friday.
    Fri,
    /// Saturday.
    Sat,
    /// Sunday.
    Sun,
}

/// Kind of duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    /// Awake and on site.
    Waking,
    /// Asleep on site, on call (sovande jour).
    Sleeping,
    /// Elsewhere, on call (bakjour).
    BackUp,
}

/// A group that meets an external supervisor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SupervisionGroup {
    /// Hours a month, a decimal.
    pub hours: String,
    /// Pseudonyms of those who take part.
    pub participants: Vec<Key>,
}

/// Hours that payroll shows for one month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PayrollMonth {
    /// The month, `YYYY-MM`.
    pub month: String,
    /// Hours by permanent employees, a decimal.
    pub permanent: String,
    /// Hours by employees for a fixed term, a decimal.
    pub fixed_term: String,
    /// Hours by employees by the hour, a decimal.
    pub hourly: String,
}
