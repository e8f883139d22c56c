//! A difference between what a bid states and what its staffing plan measures. The measured figure scores.

use sea_orm::entity::prelude::*;

/// A difference between what a bid states and what its staffing plan measures. The measured figure scores.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "finding")]
pub struct Model {
    /// Row id (random UUIDv4).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The lot.
    pub lot_id: Uuid,
    /// The evaluation.
    pub evaluation_id: Uuid,
    /// The bid's placement.
    pub placement_id: Uuid,
    /// The bid.
    pub bid_id: Uuid,
    /// The criterion.
    pub criterion_id: Uuid,
    /// Order in the outcome, from 0.
    pub position: i32,
    /// What the bid states, 10^-6 of the criterion's unit; a level number for described levels.
    pub stated: i64,
    /// What its plan measures, in the same unit.
    pub measured: i64,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
