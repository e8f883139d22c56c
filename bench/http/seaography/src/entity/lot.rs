//! Lots.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lot")]
pub struct Model {
    pub position: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub procurement_id: Uuid,
    pub key: String,
    pub title_sv: String,
    pub title_en: Option<String>,
    pub title_sort: String,
    pub stage: String,
    pub announced_at: Option<i64>,
    pub estimated_value: i64,
    pub maximum_value: i64,
    pub award_limit: i32,
    pub basis: String,
    pub price_rule: String,
    pub combination_rule: String,
    pub assessment_digest: String,
    pub model_digest: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::procurement::Entity",
        from = "Column::ProcurementId",
        to = "super::procurement::Column::Id"
    )]
    Procurement,
    #[sea_orm(has_many = "super::bid::Entity")]
    Bid,
}

impl Related<super::procurement::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Procurement.def()
    }
}

impl Related<super::bid::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Bid.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelatedEntity)]
pub enum RelatedEntity {
    #[sea_orm(entity = "super::procurement::Entity")]
    Procurement,
    #[sea_orm(entity = "super::bid::Entity")]
    Bid,
}
