//! Canonical documents, content-addressed: models, inputs, records and procurement heads, the truth that all other tables project; and the files of cases, as they were handed in.

use sea_orm::entity::prelude::*;

/// Canonical documents, content-addressed: models, inputs, records and procurement heads, the truth that all other tables project; and the files of cases, as they were handed in.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "document")]
pub struct Model {
    /// SHA-256 of the body, `sha256:` and 64 hex digits.
    #[sea_orm(primary_key, auto_increment = false)]
    pub digest: String,
    /// What the document is: its format name, such as `anbud-model/1`.
    pub kind: String,
    /// The canonical JSON text; of a file, its text.
    pub body: String,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
