//! A stated property of an offered product, for the life-cycle cost.

use sea_orm::entity::prelude::*;

/// A stated property of an offered product, for the life-cycle cost.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bid_property")]
pub struct Model {
    /// Row id (random UUIDv4).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The lot.
    pub lot_id: Uuid,
    /// The bid.
    pub bid_id: Uuid,
    /// The product.
    pub price_line_id: Uuid,
    /// `kwh_per_year`, `service_per_year`, `warranty_years` or `reconditioning_hours`.
    pub name: String,
    /// The value, 10^-6 of its unit.
    pub quantity: i64,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
