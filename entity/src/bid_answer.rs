//! A supplier's answer to a criterion.

use sea_orm::entity::prelude::*;

/// A supplier's answer to a criterion.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bid_answer")]
pub struct Model {
    /// Row id (random UUIDv4).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The lot.
    pub lot_id: Uuid,
    /// The bid.
    pub bid_id: Uuid,
    /// The criterion.
    pub criterion_id: Uuid,
    /// The answer, 10^-6 of the criterion's unit (a level number for described levels).
    pub answer: i64,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
