//! One line of a lot's price list, or one product of its life-cycle cost.

use sea_orm::entity::prelude::*;

/// One line of a lot's price list, or one product of its life-cycle cost.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "price_line")]
pub struct Model {
    /// Row id (random UUIDv4).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The lot.
    pub lot_id: Uuid,
    /// The published key, unique in its lot.
    pub key: String,
    /// Order in the model, from 0.
    pub position: i32,
    /// Title in Swedish.
    pub title_sv: String,
    /// Title in English.
    pub title_en: Option<String>,
    /// Unit of the quantity.
    pub unit: String,
    /// Quantity in the comparison, 10^-6 of the unit.
    pub quantity: i64,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
