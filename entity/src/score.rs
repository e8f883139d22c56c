//! What one criterion gave one bid.

use sea_orm::entity::prelude::*;

/// What one criterion gave one bid.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "score")]
pub struct Model {
    /// Row id (random UUIDv4).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The lot.
    pub lot_id: Uuid,
    /// The placement.
    pub placement_id: Uuid,
    /// The bid.
    pub bid_id: Uuid,
    /// The criterion.
    pub criterion_id: Uuid,
    /// Whether its evaluation is the lot's latest run.
    pub current: bool,
    /// The level reached, from 0.
    pub level: i32,
    /// Share of the criterion's amount, 10^-6.
    pub factor: i64,
    /// Deduction, points or surcharge, rounded to 10^-6 for display.
    pub amount: i64,
    /// The same, exact.
    pub amount_exact: String,
    /// Unit of the amount.
    pub unit: String,
    /// Its place among the scores of its placement, in the order of the criteria, from 0.
    pub position: i32,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
