//! What happened to a mandate, in order.

use sea_orm::entity::prelude::*;

/// What happened to a mandate, in order.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mandate_act")]
pub struct Model {
    /// Row id (random UUIDv4).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The mandate.
    pub mandate_id: Uuid,
    /// Order, from 0.
    pub position: i32,
    /// `granted` or `withdrawn`.
    pub act: String,
    /// When, milliseconds UTC.
    pub acted_at: i64,
    /// Remark in Swedish.
    pub note_sv: Option<String>,
    /// Remark in English.
    pub note_en: Option<String>,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
