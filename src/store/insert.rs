//! Inserts many rows of one table, in as few statements as the database's limit on parameters admits, and writes rows
//! anew that are there.

use sea_orm::{ActiveModelBehavior, ActiveModelTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, Iterable};

/// Parameters that one statement may bind on every database.
const PARAMETERS: usize = 30_000;

pub(super) async fn insert_all<E, C>(connection: &C, rows: Vec<E::Model>) -> Result<(), DbErr>
where
    E: EntityTrait,
    C: ConnectionTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send,
{
    let columns = E::Column::iter().count().max(1);
    let mut rows = rows.into_iter().map(|row| row.into_active_model().reset_all()).peekable();
    while rows.peek().is_some() {
        let batch: Vec<E::ActiveModel> = rows.by_ref().take(PARAMETERS / columns).collect();
        E::insert_many(batch).exec_without_returning(connection).await?;
    }
    Ok(())
}

/// Writes rows anew under the ids that they have.
pub(super) async fn update_all<E, C>(connection: &C, rows: Vec<E::Model>) -> Result<(), DbErr>
where
    E: EntityTrait,
    C: ConnectionTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send,
{
    for row in rows {
        E::update(row.into_active_model().reset_all()).exec(connection).await?;
    }
    Ok(())
}
