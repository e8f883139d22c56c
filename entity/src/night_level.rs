//! What one level of night cover asks for every night.

use sea_orm::entity::prelude::*;

/// What one level of night cover asks for every night.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "night_level")]
pub struct Model {
    /// Row id (random UUIDv4).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The lot.
    pub lot_id: Uuid,
    /// The measure.
    pub measure_id: Uuid,
    /// The level, from 1; level 0 asks for nothing.
    pub number: i32,
    /// People awake, at least.
    pub waking: i32,
    /// People asleep on site, at least.
    pub sleeping: i32,
    /// People on back-up duty, at least.
    pub back_up: i32,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
