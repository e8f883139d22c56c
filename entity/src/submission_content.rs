//! The content of an opened envelope. A late one has none.

use sea_orm::entity::prelude::*;

/// The content of an opened envelope. A late one has none.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "submission_content")]
pub struct Model {
    /// The envelope.
    #[sea_orm(primary_key, auto_increment = false)]
    pub submission_id: Uuid,
    /// Digest of the body.
    pub digest: String,
    /// The canonical JSON text.
    pub body: String,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
