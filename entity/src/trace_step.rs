//! One step of the calculation, in the order it was made.

use sea_orm::entity::prelude::*;

/// One step of the calculation, in the order it was made.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "trace_step")]
pub struct Model {
    /// Row id (UUIDv7).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The lot.
    pub lot_id: Uuid,
    /// The evaluation.
    pub evaluation_id: Uuid,
    /// The bid it concerns; absent for steps about all bids.
    pub placement_id: Option<Uuid>,
    /// The score it belongs to.
    pub score_id: Option<Uuid>,
    /// Number in the trace, from 0.
    pub number: i32,
    /// Rule and revision, such as `stepped_table@1`.
    pub rule: String,
    /// Which of the rule's quantities it is: a name in the rule's card.
    pub name: String,
    /// The criterion it is about.
    pub criterion_id: Option<Uuid>,
    /// The price line or product it is about.
    pub price_line_id: Option<Uuid>,
    /// The year it is about, from 1.
    pub year: Option<i32>,
    /// The row of the staffing plan it is about, such as `staff/3`.
    pub detail: Option<String>,
    /// The operation.
    pub operation: String,
    /// The result, exact.
    pub value_exact: String,
    /// Unit of the result.
    pub unit: String,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
