//! Procurements.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "procurement")]
pub struct Model {
    pub published_at: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub key: String,
    pub title_sv: String,
    pub title_en: Option<String>,
    pub title_sort: String,
    pub buyer: String,
    pub profile: String,
    pub currency: String,
    pub tax_basis: String,
    pub fictional: bool,
    pub deadline_at: i64,
    pub announced_at: Option<i64>,
    pub document_digest: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(has_many = "super::lot::Entity")]
    Lot,
}

impl Related<super::lot::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Lot.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelatedEntity)]
pub enum RelatedEntity {
    #[sea_orm(entity = "super::lot::Entity")]
    Lot,
}
