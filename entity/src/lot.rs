//! One lot (anbudsområde) with its own stage and its own locked model.

use sea_orm::entity::prelude::*;

/// One lot (anbudsområde) with its own stage and its own locked model.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lot")]
pub struct Model {
    /// Row id (random UUIDv4).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The procurement.
    pub procurement_id: Uuid,
    /// The published key, unique in its procurement.
    pub key: String,
    /// Order in the document, from 0.
    pub position: i32,
    /// Title in Swedish.
    pub title_sv: String,
    /// Title in English.
    pub title_en: Option<String>,
    /// Swedish sort key of the title.
    pub title_sort: String,
    /// Stage of this lot, see `procedure::stage`.
    pub stage: String,
    /// When the award decision was announced, milliseconds UTC.
    pub announced_at: Option<i64>,
    /// Estimated value, 10^-4 of the currency.
    pub estimated_value: i64,
    /// Ceiling of the framework agreement, 10^-4 of the currency.
    pub maximum_value: i64,
    /// How many bids are admitted to the framework agreement at most.
    pub award_limit: i32,
    /// Award basis: `best_price_quality`, `cost` or `price`.
    pub basis: String,
    /// Rule and revision that forms the price.
    pub price_rule: String,
    /// Rule and revision that combines price and quality.
    pub combination_rule: String,
    /// Digest of the examination decisions and the panel's scores.
    pub assessment_digest: String,
    /// Digest of the locked model.
    pub model_digest: String,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
