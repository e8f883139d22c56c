//! Envelopes, the content of those that were opened, and the bids in it. Whatever a supplier sent gets random ids.

use super::insert::{insert_all, update_all};
use super::lot::{LotIds, scaled};
use super::plan::Plans;
use super::{Ids, Standing};
use entity::{bid, bid_answer, bid_price, bid_property, submission, submission_content};
use procedure::document::Envelope;
use procedure::receipt::Receipt;
use scoring::document::{BidDocument, OfferedProduct};
use sea_orm::{ConnectionTrait, DbErr};
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
    /// The version whose rows are written anew, if there is one.
    pub standing: Option<&'a Standing>,
}

/// Writes submissions, and says under which ids their bids are.
///
/// # Errors
/// Those of the database.
pub async fn submissions<C: ConnectionTrait>(
    connection: &C,
    ids: &dyn Ids,
    received: Received<'_>,
    suppliers: &BTreeMap<Key, Uuid>,
    lots: &BTreeMap<Key, LotIds>,
) -> Result<SubmissionIds, DbErr> {
    let mut written = Written { standing: received.standing, ..Written::default() };
    for row in received.rows {
        let Some(supplier_id) = suppliers.get(&row.envelope.supplier) else { continue };
        let there = received.standing.and_then(|standing| standing.submissions.get(&row.envelope.key)).copied();
        let id = there.unwrap_or_else(|| ids.random());
        let envelopes = if there.is_some() { &mut written.envelopes_there } else { &mut written.envelopes };
        envelopes.push(submission::Model {
            id,
            procurement_id: received.procurement,
            supplier_id: *supplier_id,
            key: row.envelope.key.to_string(),
            received_at: row.envelope.received_at.millis(),
            receipt: Receipt::of(row.envelope.received_at, received.deadline_at).as_str().to_owned(),
        });
        let Some((digest, body, bids)) = row.content else { continue };
        let content = submission_content::Model { submission_id: id, digest: digest.to_owned(), body: body.to_owned() };
        written.contents.push(content);
        for bid in bids {
            if let Some(lot) = lots.get(&bid.lot) {
                written.bid(ids, (id, *supplier_id), bid, lot);
            }
        }
    }
    written.insert(connection).await
}

#[derive(Default)]
struct Written<'a> {
    standing: Option<&'a Standing>,
    envelopes: Vec<submission::Model>,
    envelopes_there: Vec<submission::Model>,
    contents: Vec<submission_content::Model>,
    bids: Vec<bid::Model>,
    bids_there: Vec<bid::Model>,
    prices: Vec<bid_price::Model>,
    properties: Vec<bid_property::Model>,
    answers: Vec<bid_answer::Model>,
    plans: Plans,
    found: SubmissionIds,
}

impl Written<'_> {
    async fn insert<C: ConnectionTrait>(self, connection: &C) -> Result<SubmissionIds, DbErr> {
        insert_all::<submission::Entity, _>(connection, self.envelopes).await?;
        update_all::<submission::Entity, _>(connection, self.envelopes_there).await?;
        insert_all::<submission_content::Entity, _>(connection, self.contents).await?;
        insert_all::<bid::Entity, _>(connection, self.bids).await?;
        update_all::<bid::Entity, _>(connection, self.bids_there).await?;
        insert_all::<bid_price::Entity, _>(connection, self.prices).await?;
        insert_all::<bid_property::Entity, _>(connection, self.properties).await?;
        insert_all::<bid_answer::Entity, _>(connection, self.answers).await?;
        self.plans.insert(connection).await?;
        Ok(self.found)
    }

    fn bid(&mut self, ids: &dyn Ids, (submission_id, supplier_id): (Uuid, Uuid), document: &BidDocument, lot: &LotIds) {
        let there = self.standing.and_then(|standing| standing.bids.get(&(lot.lot, document.key.clone()))).copied();
        let id = there.unwrap_or_else(|| ids.random());
        self.found.insert(document.key.clone(), id);
        let unit = document.unit.as_ref();
        let bids = if there.is_some() { &mut self.bids_there } else { &mut self.bids };
        bids.push(bid::Model {
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
            self.price(ids, id, lot, line, price.as_deref());
        }
        for (line, product) in &document.products {
            self.price(ids, id, lot, line, product.as_ref().map(|product| product.price.as_str()));
            if let (Some(product), Some(line)) = (product, lot.lines.get(line)) {
                self.properties.extend(property_rows(ids, (id, lot.lot, *line), product));
            }
        }
        if let Some(plan) = &document.plan {
            self.plans.add(ids, lot, id, plan);
        }
        for (criterion, answer) in &document.answers {
            if let (Some(criterion_id), Some(answer)) = (lot.criteria.get(criterion), scaled(answer, MEASURE_SCALE)) {
                let row = bid_answer::Model {
                    id: ids.random(),
                    lot_id: lot.lot,
                    bid_id: id,
                    criterion_id: *criterion_id,
                    answer,
                };
                self.answers.push(row);
            }
        }
    }

    /// An empty line has no row.
    fn price(&mut self, ids: &dyn Ids, bid_id: Uuid, lot: &LotIds, line: &Key, price: Option<&str>) {
        let amount = price.and_then(|price| scaled(price, MONEY_SCALE));
        if let (Some(price_line_id), Some(amount)) = (lot.lines.get(line), amount) {
            let row =
                bid_price::Model { id: ids.random(), lot_id: lot.lot, bid_id, price_line_id: *price_line_id, amount };
            self.prices.push(row);
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
