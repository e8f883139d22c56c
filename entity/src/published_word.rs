//! A word that staffing plans may use, with its meaning: a function or a method.

use sea_orm::entity::prelude::*;

/// A word that staffing plans may use, with its meaning: a function or a method.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "published_word")]
pub struct Model {
    /// Row id (random UUIDv4).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The lot.
    pub lot_id: Uuid,
    /// `function` or `method`.
    pub kind: String,
    /// The published key, unique among the words of its kind in the lot.
    pub key: String,
    /// Order in the model, from 0.
    pub position: i32,
    /// What it means, in Swedish.
    pub title_sv: String,
    /// The same in English.
    pub title_en: Option<String>,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
