//! What one member of the panel gave, alone, before they agreed.

use sea_orm::entity::prelude::*;

/// What one member of the panel gave, alone, before they agreed.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "individual_score")]
pub struct Model {
    /// Row id (random UUIDv4).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The lot.
    pub lot_id: Uuid,
    /// What they agreed on.
    pub panel_score_id: Uuid,
    /// Order in the assessment, from 0.
    pub position: i32,
    /// The member, by pseudonym.
    pub evaluator: String,
    /// The level given.
    pub level: i32,
    /// The reason in Swedish.
    pub reason_sv: String,
    /// The reason in English.
    pub reason_en: Option<String>,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
