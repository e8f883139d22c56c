//! A municipality or another body that gives mandates.

use sea_orm::entity::prelude::*;

/// A municipality or another body that gives mandates.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation")]
pub struct Model {
    /// Row id (random UUIDv4).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Statistics Sweden's municipality code.
    #[sea_orm(unique)]
    pub key: String,
    /// Name.
    pub name: String,
    /// Swedish sort key of the name.
    pub name_sort: String,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
