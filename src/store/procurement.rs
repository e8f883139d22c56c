//! The procurement's row and its classifications.

use super::Ids;
use super::insert::{insert_all, update_all};
use entity::{classification, procurement};
use procedure::document::Procurement;
use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;
use values::text::swedish_sort_key;

/// What the row needs beside the document.
#[derive(Clone, Debug)]
pub struct ProcurementRow<'a> {
    /// The document.
    pub document: &'a Procurement,
    /// Whether it is invented.
    pub fictional: bool,
    /// Digest of the head.
    pub digest: &'a str,
}

/// Writes the procurement, and says under which id: over the row that stands, if there is one.
///
/// # Errors
/// Those of the database.
pub async fn procurement<C: ConnectionTrait>(
    connection: &C,
    ids: &dyn Ids,
    row: ProcurementRow<'_>,
    standing: Option<Uuid>,
) -> Result<Uuid, DbErr> {
    let id = standing.unwrap_or_else(|| ids.random());
    let rows = vec![head(id, &row)];
    match standing {
        None => insert_all::<procurement::Entity, _>(connection, rows).await?,
        Some(_) => update_all::<procurement::Entity, _>(connection, rows).await?,
    }
    let codes = classifications(id, ids, row.document);
    insert_all::<classification::Entity, _>(connection, codes).await?;
    Ok(id)
}

fn head(id: Uuid, row: &ProcurementRow<'_>) -> procurement::Model {
    let document = row.document;
    procurement::Model {
        id,
        key: document.key.to_string(),
        title_sv: document.title.sv.clone(),
        title_en: document.title.en.clone(),
        title_sort: swedish_sort_key(&document.title.sv),
        buyer: document.buyer.clone(),
        profile: document.profile.as_str().to_owned(),
        currency: document.currency.to_string(),
        tax_basis: document.tax_basis.as_str().to_owned(),
        fictional: row.fictional,
        published_at: document.published_at.millis(),
        deadline_at: document.deadline_at.millis(),
        document_digest: row.digest.to_owned(),
    }
}

fn classifications(procurement_id: Uuid, ids: &dyn Ids, document: &Procurement) -> Vec<classification::Model> {
    let cpv = (0..).zip(&document.cpv).map(|(position, code)| ("CPV", position, code));
    let nuts = (0..).zip(&document.nuts).map(|(position, code)| ("NUTS", position, code));
    cpv.chain(nuts)
        .map(|(scheme, position, code)| classification::Model {
            id: ids.random(),
            procurement_id,
            scheme: scheme.to_owned(),
            code: code.clone(),
            position,
        })
        .collect()
}
