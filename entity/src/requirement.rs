//! A mandatory requirement (ska-krav) of a lot.

use sea_orm::entity::prelude::*;

/// A mandatory requirement (ska-krav) of a lot.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "requirement")]
pub struct Model {
    /// Row id (random UUIDv4).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The lot.
    pub lot_id: Uuid,
    /// The published key, unique in its lot.
    pub key: String,
    /// Order in the model, from 0.
    pub position: i32,
    /// Text in Swedish.
    pub text_sv: String,
    /// Text in English.
    pub text_en: Option<String>,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
