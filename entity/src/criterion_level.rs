//! One step of a criterion's scale.

use sea_orm::entity::prelude::*;

/// One step of a criterion's scale.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "criterion_level")]
pub struct Model {
    /// Row id (random UUIDv4).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The lot.
    pub lot_id: Uuid,
    /// The criterion.
    pub criterion_id: Uuid,
    /// The level, from 0.
    pub number: i32,
    /// Text in Swedish.
    pub text_sv: String,
    /// Text in English.
    pub text_en: Option<String>,
    /// Share of the criterion's amount, 10^-6.
    pub factor: i64,
    /// Lowest answer that reaches this level, 10^-6 of the unit.
    pub threshold: Option<i64>,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
