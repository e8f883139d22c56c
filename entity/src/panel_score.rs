//! The panel's consensus on one criterion of one bid.

use sea_orm::entity::prelude::*;

/// The panel's consensus on one criterion of one bid.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "panel_score")]
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
    /// The level given.
    pub level: i32,
    /// The reason in Swedish.
    pub reason_sv: Option<String>,
    /// The reason in English.
    pub reason_en: Option<String>,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
