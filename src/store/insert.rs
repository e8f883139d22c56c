//! Inserts many rows of one table, in as few statements as the database's limit on parameters admits, and writes rows
//! anew that are there.

use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ConnectionTrait, DbErr, EntityTrait, IdenStatic, IntoActiveModel, Iterable,
    ModelTrait, Value,
};
use std::collections::HashSet;
use uuid::Uuid;

/// Parameters that one statement may bind on every database.
const PARAMETERS: usize = 30_000;

async fn insert_all<E, C>(connection: &C, rows: Vec<E::Model>) -> Result<(), DbErr>
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

/// Inserts rows, and writes those anew whose ids are there.
pub(super) async fn write_all<E, C>(connection: &C, rows: Vec<E::Model>, there: &HashSet<Uuid>) -> Result<(), DbErr>
where
    E: EntityTrait,
    C: ConnectionTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send,
{
    let stands = |row: &E::Model| {
        let id = E::Column::iter().find(|column| column.as_str() == "id").map(|column| row.get(column));
        matches!(id, Some(Value::Uuid(Some(id))) if there.contains(&id))
    };
    let (there, new): (Vec<E::Model>, Vec<E::Model>) = rows.into_iter().partition(stands);
    for row in there {
        E::update(row.into_active_model().reset_all()).exec(connection).await?;
    }
    insert_all::<E, C>(connection, new).await
}
