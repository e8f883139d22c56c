//! Suppliers, known by register and identifier across procurements.

use super::Ids;
use super::insert::insert_all;
use entity::supplier;
use procedure::document::Supplier;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use std::collections::BTreeMap;
use uuid::Uuid;
use values::Key;
use values::text::swedish_sort_key;

/// Writes the suppliers that are not there yet, and says under which ids all of them are.
///
/// # Errors
/// Those of the database.
pub async fn suppliers<C: ConnectionTrait>(
    connection: &C,
    ids: &dyn Ids,
    suppliers: &[Supplier],
) -> Result<BTreeMap<Key, Uuid>, DbErr> {
    let identifiers: Vec<&str> = suppliers.iter().map(|one| one.identifier.as_str()).collect();
    let there =
        supplier::Entity::find().filter(supplier::Column::Identifier.is_in(identifiers)).all(connection).await?;
    let mut found = BTreeMap::new();
    let mut rows = Vec::new();
    for one in suppliers {
        let same = |row: &&supplier::Model| row.scheme == one.scheme && row.identifier == one.identifier;
        let id = there.iter().chain(&rows).find(same).map(|row| row.id);
        let id = id.unwrap_or_else(|| {
            let id = ids.random();
            rows.push(supplier::Model {
                id,
                scheme: one.scheme.clone(),
                identifier: one.identifier.clone(),
                name: one.name.clone(),
                name_sort: swedish_sort_key(&one.name),
            });
            id
        });
        found.insert(one.key.clone(), id);
    }
    insert_all::<supplier::Entity, _>(connection, rows).await?;
    Ok(found)
}

/// The name under which a supplier is known, if it is.
///
/// # Errors
/// Those of the database.
pub async fn supplier_name<C: ConnectionTrait>(
    connection: &C,
    scheme: &str,
    identifier: &str,
) -> Result<Option<String>, DbErr> {
    let found = supplier::Entity::find()
        .filter(supplier::Column::Scheme.eq(scheme))
        .filter(supplier::Column::Identifier.eq(identifier))
        .one(connection)
        .await?;
    Ok(found.map(|row| row.name))
}
