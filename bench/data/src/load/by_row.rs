//! Row by row through the ORM, each batch in a transaction.

use super::Source;
use crate::failure::Failure;
use crate::rows::Taker;
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, IntoActiveModel,
    TransactionTrait,
};

struct ByRow<'a>(&'a DatabaseTransaction);

impl Taker for ByRow<'_> {
    async fn take<E>(&mut self, rows: Vec<E::Model>) -> Result<(), Failure>
    where
        E: EntityTrait,
        E::Model: IntoActiveModel<E::ActiveModel>,
        E::ActiveModel: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send,
    {
        for row in rows {
            E::insert(row.into_active_model().reset_all()).exec(self.0).await?;
        }
        Ok(())
    }
}

pub(super) async fn fill(database: &DatabaseConnection, source: &mut Source<'_>) -> Result<(), Failure> {
    while let Some(rows) = source.next().await? {
        let transaction = database.begin().await?;
        rows.hand_to(&mut ByRow(&transaction)).await?;
        transaction.commit().await?;
    }
    Ok(())
}
