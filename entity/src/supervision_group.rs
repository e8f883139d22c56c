//! A group that meets an external supervisor.

use sea_orm::entity::prelude::*;

/// A group that meets an external supervisor.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "supervision_group")]
pub struct Model {
    /// Row id (random UUIDv4).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The lot.
    pub lot_id: Uuid,
    /// The plan.
    pub staffing_plan_id: Uuid,
    /// Number in the plan, from 0.
    pub number: i32,
    /// Hours a month, 10^-6 of an hour.
    pub hours: i64,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
