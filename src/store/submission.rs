//! Envelopes, the content of those that were opened, and the bids in it. Whatever a supplier sent gets random ids.

use super::lot::{LotIds, scaled};
use super::plan::plan;
use super::{Ids, Rows, Standing};
use entity::{bid, bid_answer, bid_price, bid_property, submission, submission_content};
use procedure::document::Envelope;
use procedure::receipt::Receipt;
use scoring::document::{BidDocument, OfferedProduct};
use std::collections::BTreeMap;
use uuid::Uuid;
use values::money::{MEASURE_SCALE, MONEY_SCALE};
use values::{Instant, Key};

/// Under which ids bids are kept, by key.
pub type SubmissionIds = BTreeMap<Key, Uuid>;

/// A submission as it is stored.
#[derive(Clone, Copy, Debug)]
pub struct SubmissionRow<'a> {
    /// The envelope.
    pub envelope: &'a Envelope,
    /// Digest and canonical text of the content, and the bids in it.
    pub content: Option<(&'a str, &'a str, &'a [BidDocument])>,
}

/// What was received in a procurement.
#[derive(Clone, Copy, Debug)]
pub struct Received<'a> {
    /// The procurement.
    pub procurement: Uuid,
    /// When bids had to be in.
    pub deadline_at: Instant,
    /// The submissions.
    pub rows: &'a [SubmissionRow<'a>],
    /// The version whose ids stay, if there is one.
    pub standing: Option<&'a Standing>,
}

/// The rows of submissions, and under which ids their bids are.
pub fn submissions(
    rows: &mut Rows,
    ids: &dyn Ids,
    received: Received<'_>,
    suppliers: &BTreeMap<Key, Uuid>,
    lots: &BTreeMap<Key, LotIds>,
) -> SubmissionIds {
    let Received { standing, .. } = received;
    let mut bids = Bids { rows, ids, standing, found: SubmissionIds::new() };
    for row in received.rows {
        let Some(supplier_id) = suppliers.get(&row.envelope.supplier) else { continue };
        let there = standing.and_then(|standing| standing.submissions.get(&row.envelope.key)).copied();
        let id = there.unwrap_or_else(|| ids.random());
        bids.rows.submission.push(submission::Model {
            id,
            procurement_id: received.procurement,
            supplier_id: *supplier_id,
            key: row.envelope.key.to_string(),
            received_at: row.envelope.received_at.millis(),
            receipt: Receipt::of(row.envelope.received_at, received.deadline_at).as_str().to_owned(),
        });
        let Some((digest, body, documents)) = row.content else { continue };
        let content = submission_content::Model { submission_id: id, digest: digest.to_owned(), body: body.to_owned() };
        bids.rows.submission_content.push(content);
        for bid in documents {
            if let Some(lot) = lots.get(&bid.lot) {
                bids.add((id, *supplier_id), bid, lot);
            }
        }
    }
    bids.found
}

struct Bids<'a> {
    rows: &'a mut Rows,
    ids: &'a dyn Ids,
    standing: Option<&'a Standing>,
    found: SubmissionIds,
}

impl Bids<'_> {
    fn add(&mut self, (submission_id, supplier_id): (Uuid, Uuid), document: &BidDocument, lot: &LotIds) {
        let there = self.standing.and_then(|standing| standing.bids.get(&(lot.lot, document.key.clone()))).copied();
        let id = there.unwrap_or_else(|| self.ids.random());
        self.found.insert(document.key.clone(), id);
        let unit = document.unit.as_ref();
        self.rows.bid.push(bid::Model {
            id,
            submission_id,
            supplier_id,
            lot_id: lot.lot,
            key: document.key.to_string(),
            object_name: unit.map(|unit| unit.name.clone()),
            permit: unit.map(|unit| unit.permit.clone()),
            places: unit.and_then(|unit| i32::try_from(unit.places).ok()),
        });
        for (line, price) in &document.prices {
            self.price(id, lot, line, price.as_deref());
        }
        for (line, product) in &document.products {
            self.price(id, lot, line, product.as_ref().map(|product| product.price.as_str()));
            if let (Some(product), Some(line)) = (product, lot.lines.get(line)) {
                self.rows.bid_property.extend(property_rows(self.ids, (id, lot.lot, *line), product));
            }
        }
        if let Some(document) = &document.plan {
            plan(self.rows, self.ids, lot, id, document);
        }
        for (criterion, answer) in &document.answers {
            if let (Some(criterion_id), Some(answer)) = (lot.criteria.get(criterion), scaled(answer, MEASURE_SCALE)) {
                let row = bid_answer::Model {
                    id: self.ids.random(),
                    lot_id: lot.lot,
                    bid_id: id,
                    criterion_id: *criterion_id,
                    answer,
                };
                self.rows.bid_answer.push(row);
            }
        }
    }

    /// An empty line has no row.
    fn price(&mut self, bid_id: Uuid, lot: &LotIds, line: &Key, price: Option<&str>) {
        let amount = price.and_then(|price| scaled(price, MONEY_SCALE));
        if let (Some(price_line_id), Some(amount)) = (lot.lines.get(line), amount) {
            let row = bid_price::Model {
                id: self.ids.random(),
                lot_id: lot.lot,
                bid_id,
                price_line_id: *price_line_id,
                amount,
            };
            self.rows.bid_price.push(row);
        }
    }
}

fn property_rows(
    ids: &dyn Ids,
    (bid_id, lot_id, price_line_id): (Uuid, Uuid, Uuid),
    product: &OfferedProduct,
) -> Vec<bid_property::Model> {
    let warranty = product.warranty_years.to_string();
    let stated = [
        ("kwh_per_year", product.kwh_per_year.as_str()),
        ("service_per_year", &product.service_per_year),
        ("warranty_years", &warranty),
        ("reconditioning_hours", &product.reconditioning_hours),
    ];
    stated
        .into_iter()
        .filter_map(|(name, text)| {
            let quantity = scaled(text, MEASURE_SCALE)?;
            Some(bid_property::Model {
                id: ids.random(),
                lot_id,
                bid_id,
                price_line_id,
                name: name.to_owned(),
                quantity,
            })
        })
        .collect()
}
