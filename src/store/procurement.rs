//! The procurement's row and its classifications.

use super::{Ids, Rows, Standing};
use entity::{classification, procurement};
use procedure::document::Procurement;
use uuid::Uuid;
use values::Instant;
use values::text::swedish_sort_key;

/// What the row needs beside the document.
#[derive(Clone, Copy, Debug)]
pub struct ProcurementRow<'a> {
    /// The document.
    pub document: &'a Procurement,
    /// Whether it is invented.
    pub fictional: bool,
    /// When the first award decision of its lots was announced.
    pub announced_at: Option<Instant>,
    /// Digest of the head.
    pub digest: &'a str,
}

/// The rows of the procurement, and under which id it is: that of the version that stands, if there is one.
pub fn procurement(rows: &mut Rows, ids: &dyn Ids, row: &ProcurementRow<'_>, standing: Option<&Standing>) -> Uuid {
    let id = standing.map_or_else(|| ids.random(), |there| there.procurement);
    rows.procurement.push(head(id, row));
    rows.classification.extend(classifications(id, ids, row.document));
    id
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
        announced_at: row.announced_at.map(Instant::millis),
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
