//! An award criterion (tilldelningskriterium) or a group of them.

use sea_orm::entity::prelude::*;

/// An award criterion (tilldelningskriterium) or a group of them.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "criterion")]
pub struct Model {
    /// Row id (UUIDv7).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The lot.
    pub lot_id: Uuid,
    /// The group it belongs to.
    pub parent_id: Option<Uuid>,
    /// The published key, unique in its lot.
    pub key: String,
    /// Order in the model, depth first, from 0.
    pub position: i32,
    /// Title in Swedish.
    pub title_sv: String,
    /// Title in English.
    pub title_en: Option<String>,
    /// What is measured or judged, in Swedish.
    pub definition_sv: Option<String>,
    /// The same in English.
    pub definition_en: Option<String>,
    /// What the supplier shows it with, in Swedish.
    pub evidence_sv: Option<String>,
    /// The same in English.
    pub evidence_en: Option<String>,
    /// Weight in 10^-6 of the combination rule's unit.
    pub weight: i64,
    /// Rule and revision that turns an answer into a factor; absent for groups.
    pub scale_rule: Option<String>,
    /// Unit of the answer, for measured criteria.
    pub unit: Option<String>,
    /// `statement`, `panel` or `plan`; absent for groups.
    pub assessed_by: Option<String>,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
