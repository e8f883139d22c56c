//! One function of one person in a staffing plan.

use sea_orm::entity::prelude::*;

/// One function of one person in a staffing plan.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "role_line")]
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
    /// The person's pseudonym; lines with the same are one person.
    pub person: String,
    /// The function.
    pub function_id: Uuid,
    /// `upper_secondary`, `post_secondary`, `bachelor` or `master`.
    pub degree: String,
    /// Credits (högskolepoäng) of relevant higher education.
    pub credits: i32,
    /// Full-time years with the target group, 10^-6 of a year.
    pub years_with_target_group: i64,
    /// `permanent`, `fixed_term` or `hourly`.
    pub employment: String,
    /// Share of a full-time employment at the unit, 10^-6.
    pub share: i64,
    /// Scheduled hours a month on waking duty in the function, 10^-6 of an hour.
    pub waking_hours: i64,
    /// Scheduled hours a month on sleeping duty in the function, 10^-6 of an hour.
    pub sleeping_hours: i64,
}

/// Relations are declared where they are read, in the read model's constant tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
