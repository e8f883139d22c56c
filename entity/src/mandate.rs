//! One organisation's mandate (fullmakt) in one procurement.

use sea_orm::entity::prelude::*;

/// One organisation's mandate (fullmakt) in one procurement.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mandate")]
pub struct Model {
    /// Row id (random UUIDv4).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The procurement.
    pub procurement_id: Uuid,
    /// Who gave it.
    pub organisation_id: Uuid,
    /// What it is worth at publication, see `procedure::mandate`.
    pub standing: String,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
