//! Suppliers, known by register and identifier across procurements.

use super::{Ids, Rows};
use entity::supplier;
use procedure::document::Supplier;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use std::collections::BTreeMap;
use uuid::Uuid;
use values::Key;
use values::text::swedish_sort_key;

/// Under which ids suppliers are known, by register and identifier.
pub type KnownSuppliers = BTreeMap<(String, String), Uuid>;

/// Those of these suppliers that are there already.
///
/// # Errors
/// Those of the database.
pub async fn known_suppliers<C: ConnectionTrait>(
    connection: &C,
    suppliers: &[Supplier],
) -> Result<KnownSuppliers, DbErr> {
    let identifiers: Vec<&str> = suppliers.iter().map(|one| one.identifier.as_str()).collect();
    let there =
        supplier::Entity::find().filter(supplier::Column::Identifier.is_in(identifiers)).all(connection).await?;
    Ok(there.into_iter().map(|row| ((row.scheme, row.identifier), row.id)).collect())
}

/// The rows of those suppliers that are not known yet, and under which ids all of them are.
pub fn suppliers(
    rows: &mut Rows,
    ids: &dyn Ids,
    suppliers: &[Supplier],
    known: &mut KnownSuppliers,
) -> BTreeMap<Key, Uuid> {
    let mut found = BTreeMap::new();
    for one in suppliers {
        let id = *known.entry((one.scheme.clone(), one.identifier.clone())).or_insert_with(|| {
            let id = ids.random();
            rows.supplier.push(supplier::Model {
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
    found
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
