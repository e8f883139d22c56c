//! What a step was computed from: an earlier step or an input, in order.

use sea_orm::entity::prelude::*;

/// What a step was computed from: an earlier step or an input, in order.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "trace_reference")]
pub struct Model {
    /// Row id (random UUIDv4).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The lot.
    pub lot_id: Uuid,
    /// The step.
    pub trace_step_id: Uuid,
    /// Order, from 0.
    pub position: i32,
    /// `step`, `model`, `bid`, `panel`, `examination`, `draw` or `constant`.
    pub source: String,
    /// Step number, RFC 6901 pointer into the model or the inputs, or the constant itself.
    pub target: String,
    /// The value found there, exact.
    pub value_exact: String,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
