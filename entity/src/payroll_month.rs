//! Hours that payroll shows for one month.

use sea_orm::entity::prelude::*;

/// Hours that payroll shows for one month.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payroll_month")]
pub struct Model {
    /// Row id (random UUIDv4).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The lot.
    pub lot_id: Uuid,
    /// The plan.
    pub staffing_plan_id: Uuid,
    /// Number in the plan, from 0.
    pub number: i32,
    /// The month, `YYYY-MM`.
    pub month: String,
    /// Hours by permanent employees, 10^-6 of an hour.
    pub permanent: i64,
    /// Hours by employees for a fixed term, 10^-6 of an hour.
    pub fixed_term: i64,
    /// Hours by employees by the hour, 10^-6 of an hour.
    pub hourly: i64,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
