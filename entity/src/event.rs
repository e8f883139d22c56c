//! One act in a procurement's history. Rows are only ever added.

use sea_orm::entity::prelude::*;

/// One act in a procurement's history. Rows are only ever added.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "event")]
pub struct Model {
    /// Row id (UUIDv7).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Number in the log, from 1, without gaps.
    #[sea_orm(unique)]
    pub seq: i64,
    /// The procurement.
    pub procurement_id: Uuid,
    /// What was done.
    pub act: String,
    /// Who did it.
    pub actor: String,
    /// When, milliseconds UTC.
    pub acted_at: i64,
    /// SHA-256 of salt and payload.
    pub payload_digest: String,
    /// SHA-256 of the canonical leaf.
    pub leaf_digest: String,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
