//! One joint procurement.

use sea_orm::entity::prelude::*;

/// One joint procurement.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "procurement")]
pub struct Model {
    /// Row id (random UUIDv4).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The published key, unique.
    #[sea_orm(unique)]
    pub key: String,
    /// Title in Swedish.
    pub title_sv: String,
    /// Title in English.
    pub title_en: Option<String>,
    /// Swedish sort key of the title.
    pub title_sort: String,
    /// The joint purchasing body.
    pub buyer: String,
    /// Legal profile, see `procedure::profile`.
    pub profile: String,
    /// ISO 4217 code.
    pub currency: String,
    /// `excluding`, `including` or `exempt`.
    pub tax_basis: String,
    /// Invented for demonstration.
    pub fictional: bool,
    /// Publication, milliseconds UTC.
    pub published_at: i64,
    /// Tender deadline, milliseconds UTC.
    pub deadline_at: i64,
    /// When the first award decision of its lots was announced, milliseconds UTC; absent as long as none is.
    pub announced_at: Option<i64>,
    /// Digest of the procurement's document.
    pub document_digest: String,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
