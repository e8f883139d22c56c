//! A person who takes part in a supervision group.

use sea_orm::entity::prelude::*;

/// A person who takes part in a supervision group.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "supervision_participant")]
pub struct Model {
    /// Row id (random UUIDv4).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The lot.
    pub lot_id: Uuid,
    /// The group.
    pub supervision_group_id: Uuid,
    /// Order in the group, from 0.
    pub position: i32,
    /// The person's pseudonym, as on the role lines.
    pub person: String,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
