//! The envelope: that something was received, from whom and when. Never its content.

use sea_orm::entity::prelude::*;

/// The envelope: that something was received, from whom and when. Never its content.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "submission")]
pub struct Model {
    /// Row id (random UUIDv4).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The procurement.
    pub procurement_id: Uuid,
    /// The sender.
    pub supplier_id: Uuid,
    /// The published key, unique in its procurement.
    pub key: String,
    /// When it was received, milliseconds UTC.
    pub received_at: i64,
    /// `in_time` or `late`, see `procedure::receipt`.
    pub receipt: String,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
