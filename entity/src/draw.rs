//! A drawing of lots that was held among bids that nothing else separates.

use sea_orm::entity::prelude::*;

/// A drawing of lots that was held among bids that nothing else separates.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "draw")]
pub struct Model {
    /// Row id (random UUIDv4).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The lot.
    pub lot_id: Uuid,
    /// Order in the assessment, from 0.
    pub position: i32,
    /// When it was held, milliseconds UTC.
    pub drawn_at: i64,
    /// How many saw it. Who they are stands in the assessment alone.
    pub witnesses: i32,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
