//! Where one admitted bid came in one evaluation.

use sea_orm::entity::prelude::*;

/// Where one admitted bid came in one evaluation.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "placement")]
pub struct Model {
    /// Row id (random UUIDv4).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The lot.
    pub lot_id: Uuid,
    /// The evaluation.
    pub evaluation_id: Uuid,
    /// The bid.
    pub bid_id: Uuid,
    /// Whether its evaluation is the lot's latest run.
    pub current: bool,
    /// Order in the list, from 0.
    pub position: i32,
    /// Rank, from 1; bids that share it are tied.
    pub rank: i32,
    /// Whether the comparison value equals another bid's.
    pub tied: bool,
    /// Whether it is within the lot's award limit.
    pub awarded: bool,
    /// The bid's price or cost, rounded to 10^-4 of the currency for display.
    pub price: i64,
    /// The same, exact.
    pub price_exact: String,
    /// Comparison value, rounded to 10^-6 for display.
    pub comparison: i64,
    /// The same, exact.
    pub comparison_exact: String,
    /// Unit of the comparison value.
    pub comparison_unit: String,
    /// What set it apart from the bid after it: `comparison_value`, a tie-breaker, `draw_needed` or `last`.
    pub decided_by: String,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
