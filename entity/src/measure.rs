//! How a criterion is measured from the staffing plan. What a measure does not need is absent.

use sea_orm::entity::prelude::*;

/// How a criterion is measured from the staffing plan. What a measure does not need is absent.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "measure")]
pub struct Model {
    /// Row id (random UUIDv4).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The lot.
    pub lot_id: Uuid,
    /// The criterion.
    pub criterion_id: Uuid,
    /// Rule and revision, such as `fte_per_place@1`.
    pub rule: String,
    /// `counted` or `not_counted`: whether hours of sleeping duty count.
    pub sleeping_duty: Option<String>,
    /// Credits of relevant higher education that count as qualified, at least.
    pub minimum_credits: Option<i32>,
    /// In how many methods a person is trained, at least.
    pub minimum_methods: Option<i32>,
    /// Days of training per method, at least, 10^-6 of a day.
    pub minimum_days: Option<i64>,
    /// Hours of a full-time year, 10^-6 of an hour.
    pub hours_per_full_time_year: Option<i64>,
    /// Hours of a full-time month, 10^-6 of an hour.
    pub hours_per_full_time_month: Option<i64>,
    /// When the part of the day that counts begins, `HH:MM`.
    pub part_from: Option<String>,
    /// When it ends, `HH:MM`.
    pub part_to: Option<String>,
    /// `waking`, `sleeping` or `back_up`: the kind of duty that counts.
    pub duty: Option<String>,
    /// Within how many minutes back-up has to be there to count.
    pub back_up_within_minutes: Option<i32>,
    /// The last month of payroll that counts, `YYYY-MM`.
    pub last_month: Option<String>,
    /// How many months count, up to and with the last.
    pub months: Option<i32>,
    /// Decimals that the cut keeps.
    pub cut_decimals: Option<i32>,
    /// What the cut does with a value that lies between, see `values::Mode`.
    pub cut_mode: Option<String>,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
