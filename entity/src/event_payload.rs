//! What an event was about, erasable without breaking the log.

use sea_orm::entity::prelude::*;

/// What an event was about, erasable without breaking the log.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "event_payload")]
pub struct Model {
    /// The event.
    #[sea_orm(primary_key, auto_increment = false)]
    pub event_id: Uuid,
    /// Random salt, hex.
    pub salt: String,
    /// Canonical JSON.
    pub body: String,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
