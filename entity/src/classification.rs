//! A CPV code (what is bought) or a NUTS code (where).

use sea_orm::entity::prelude::*;

/// A CPV code (what is bought) or a NUTS code (where).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "classification")]
pub struct Model {
    /// Row id (random UUIDv4).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The procurement.
    pub procurement_id: Uuid,
    /// `CPV` or `NUTS`.
    pub scheme: String,
    /// The code.
    pub code: String,
    /// Order in the document, from 0.
    pub position: i32,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
