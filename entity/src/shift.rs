//! Staff on duty at a time of day in a normal week. A shift that ends at or before its beginning ends the next day.

use sea_orm::entity::prelude::*;

/// Staff on duty at a time of day in a normal week. A shift that ends at or before its beginning ends the next day.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "shift")]
pub struct Model {
    /// Row id (random UUIDv4).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The lot.
    pub lot_id: Uuid,
    /// The plan.
    pub staffing_plan_id: Uuid,
    /// Number in the rota, from 0.
    pub number: i32,
    /// Whether it begins on Mondays.
    pub monday: bool,
    /// Whether it begins on Tuesdays.
    pub tuesday: bool,
    /// Whether it begins on Wednesdays.
    pub wednesday: bool,
    /// Whether it begins on Thursdays.
    pub thursday: bool,
    /// Whether it begins on Fridays.
    pub friday: bool,
    /// Whether it begins on Saturdays.
    pub saturday: bool,
    /// Whether it begins on Sundays.
    pub sunday: bool,
    /// When it begins, `HH:MM`.
    pub begins: String,
    /// When it ends, `HH:MM`.
    pub ends: String,
    /// `waking`, `sleeping` or `back_up`.
    pub duty: String,
    /// How many people.
    pub staff: i32,
    /// For back-up duty: within how many minutes they are there.
    pub response_minutes: Option<i32>,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
