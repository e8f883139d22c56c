//! The decision on one bid after the check of requirements.

use sea_orm::entity::prelude::*;

/// The decision on one bid after the check of requirements.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "examination")]
pub struct Model {
    /// Row id (random UUIDv4).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The lot.
    pub lot_id: Uuid,
    /// The bid.
    pub bid_id: Uuid,
    /// `admitted` or `rejected`.
    pub outcome: String,
    /// `requirement` or `abnormally_low`, when rejected.
    pub ground: Option<String>,
    /// The requirement not met.
    pub requirement_id: Option<Uuid>,
    /// The reason in Swedish.
    pub reason_sv: Option<String>,
    /// The reason in English.
    pub reason_en: Option<String>,
    /// When, milliseconds UTC.
    pub decided_at: i64,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
