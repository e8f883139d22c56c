//! What an act answered to a key of its caller, so that the same key gets the same answer and the act happens once.

use sea_orm::entity::prelude::*;

/// What an act answered to a key of its caller, so that the same key gets the same answer and the act happens once.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "idempotency")]
pub struct Model {
    /// SHA-256 of actor, act and key. The key itself is not kept.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key_digest: String,
    /// SHA-256 of the request that came with the key first.
    pub request_digest: String,
    /// What was answered, canonical JSON.
    pub payload: String,
    /// Number of the act's event; absent when there was nothing to be done.
    pub event_seq: Option<i64>,
    /// When, milliseconds UTC.
    pub kept_at: i64,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
