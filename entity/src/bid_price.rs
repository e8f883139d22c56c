//! An offered price. A line without a price has no row.

use sea_orm::entity::prelude::*;

/// An offered price. A line without a price has no row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bid_price")]
pub struct Model {
    /// Row id (random UUIDv4).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The lot.
    pub lot_id: Uuid,
    /// The bid.
    pub bid_id: Uuid,
    /// The price line.
    pub price_line_id: Uuid,
    /// Price per unit, 10^-4 of the currency.
    pub amount: i64,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
