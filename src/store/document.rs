//! Canonical documents by digest. A document that is there already is the same document, and is left alone.

use entity::document;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait};

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
    let row = document::ActiveModel {
        digest: Set(digest.to_owned()),
        kind: Set(kind.to_owned()),
        body: Set(body.to_owned()),
    };
    document::Entity::insert(row)
        .on_conflict(OnConflict::column(document::Column::Digest).do_nothing().to_owned())
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// The canonical text of a document, if it is there.
///
/// # Errors
/// Those of the database.
pub async fn read_document<C: ConnectionTrait>(connection: &C, digest: &str) -> Result<Option<String>, DbErr> {
    let found = document::Entity::find_by_id(digest.to_owned()).one(connection).await?;
    Ok(found.map(|row| row.body))
}
