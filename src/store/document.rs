//! Canonical documents by digest. A document that is there already is the same document, and is left alone.

use super::Rows;
use entity::document;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveModelTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel};

/// Keeps a canonical document under its digest.
///
/// # Errors
/// Those of the database.
pub async fn write_document<C: ConnectionTrait>(
    connection: &C,
    kind: &str,
    digest: &str,
    body: &str,
) -> Result<(), DbErr> {
    let mut rows = Rows::default();
    document(&mut rows, kind, digest, body);
    document::Entity::insert_many(rows.document.into_iter().map(|row| row.into_active_model().reset_all()))
        .on_conflict(OnConflict::column(document::Column::Digest).do_nothing().to_owned())
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// The row of a document.
pub fn document(rows: &mut Rows, kind: &str, digest: &str, body: &str) {
    rows.document.push(document::Model { digest: digest.to_owned(), kind: kind.to_owned(), body: body.to_owned() });
}

/// The canonical text of a document, if it is there.
///
/// # Errors
/// Those of the database.
pub async fn read_document<C: ConnectionTrait>(connection: &C, digest: &str) -> Result<Option<String>, DbErr> {
    let found = document::Entity::find_by_id(digest.to_owned()).one(connection).await?;
    Ok(found.map(|row| row.body))
}
