//! One evaluated object in one lot.

use sea_orm::entity::prelude::*;

/// One evaluated object in one lot.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bid")]
pub struct Model {
    /// Row id (random UUIDv4).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The submission it came in.
    pub submission_id: Uuid,
    /// The supplier.
    pub supplier_id: Uuid,
    /// The lot.
    pub lot_id: Uuid,
    /// The published key, unique in its procurement.
    pub key: String,
    /// Name of the offered unit.
    pub object_name: Option<String>,
    /// Permit number of the unit.
    pub permit: Option<String>,
    /// Licensed places of the unit.
    pub places: Option<i32>,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
