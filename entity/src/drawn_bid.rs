//! A bid in a drawing of lots.

use sea_orm::entity::prelude::*;

/// A bid in a drawing of lots.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "drawn_bid")]
pub struct Model {
    /// Row id (random UUIDv4).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The lot.
    pub lot_id: Uuid,
    /// The drawing.
    pub draw_id: Uuid,
    /// The bid.
    pub bid_id: Uuid,
    /// As which it was drawn, from 1.
    pub number: i32,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
