//! One run of a lot's locked model over one set of inputs.

use sea_orm::entity::prelude::*;

/// One run of a lot's locked model over one set of inputs.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "evaluation")]
pub struct Model {
    /// Row id (random UUIDv4).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The lot.
    pub lot_id: Uuid,
    /// Run number in the lot, from 1.
    pub number: i32,
    /// Whether it is the lot's latest run.
    pub current: bool,
    /// Whether a draw must settle a tie before the order stands.
    pub draw_needed: bool,
    /// Digest of the model used.
    pub model_digest: String,
    /// Digest of the inputs used.
    pub inputs_digest: String,
    /// Digest of the outcome with its trace.
    pub outcome_digest: String,
    /// When it was stored, milliseconds UTC.
    pub evaluated_at: i64,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
