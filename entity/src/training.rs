//! Training of a person in a method.

use sea_orm::entity::prelude::*;

/// Training of a person in a method.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "training")]
pub struct Model {
    /// Row id (random UUIDv4).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The lot.
    pub lot_id: Uuid,
    /// The line on which the plan says so.
    pub role_line_id: Uuid,
    /// The method.
    pub method_id: Uuid,
    /// Order on the line, from 0.
    pub position: i32,
    /// Days of training, 10^-6 of a day.
    pub days: i64,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
