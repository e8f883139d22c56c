//! The volume one organisation brings to one price line of a lot.

use sea_orm::entity::prelude::*;

/// The volume one organisation brings to one price line of a lot.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mandate_volume")]
pub struct Model {
    /// Row id (random UUIDv4).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The mandate.
    pub mandate_id: Uuid,
    /// The lot.
    pub lot_id: Uuid,
    /// The price line.
    pub price_line_id: Uuid,
    /// Expected quantity per framework volume, 10^-6 of the line's volume unit.
    pub quantity: i64,
    /// Unit of the quantity with its period, such as `day_per_year`.
    pub unit: String,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
