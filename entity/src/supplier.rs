//! A supplier, known by scheme and identifier.

use sea_orm::entity::prelude::*;

/// A supplier, known by scheme and identifier.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "supplier")]
pub struct Model {
    /// Row id (random UUIDv4).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Register of the identifier.
    pub scheme: String,
    /// Identifier in that register.
    pub identifier: String,
    /// Name.
    pub name: String,
    /// Swedish sort key of the name.
    pub name_sort: String,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
