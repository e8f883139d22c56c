//! A function or method that a measure includes.

use sea_orm::entity::prelude::*;

/// A function or method that a measure includes.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "measure_word")]
pub struct Model {
    /// Row id (random UUIDv4).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The lot.
    pub lot_id: Uuid,
    /// The measure.
    pub measure_id: Uuid,
    /// The word.
    pub published_word_id: Uuid,
    /// `function` or `method`, as the word.
    pub kind: String,
    /// Order in the measure among its kind, from 0.
    pub position: i32,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
