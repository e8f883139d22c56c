//! Who bids on a procurement, and what they sent.

use super::Maker;
use super::head::{DAY, Head};
use crate::chance::Chance;
use crate::failure::Failure;
use crate::rows::Rows;
use entity::{submission, submission_content};
use procedure::receipt::Receipt;
use scoring::document::BidDocument;
use serde::Serialize;
use uuid::Uuid;
use values::{Digest, Instant, canonical};

/// Those who bid on something in a procurement, each with the submission that holds all its bids.
#[derive(Debug)]
pub(super) struct Bidders(Vec<(Uuid, Uuid)>);

/// A bid, and who sent it.
#[derive(Debug)]
pub(super) struct Received {
    pub(super) bidder: usize,
    pub(super) bid: BidDocument,
}

/// The content of a submission.
#[derive(Serialize)]
struct Opened {
    bids: Vec<BidDocument>,
}

impl Bidders {
    /// Draws suppliers without repetition. Those with low numbers bid more often.
    pub(super) fn draw(maker: &Maker, chance: &mut Chance) -> Self {
        let all = maker.size.suppliers();
        let mut drawn: Vec<usize> = Vec::new();
        while drawn.len() < maker.size.bidders() {
            let one = chance.index(all).min(chance.index(all));
            if !drawn.contains(&one) {
                drawn.push(one);
            }
        }
        Self(drawn.into_iter().map(|number| (chance.id(), maker.supplier(number))).collect())
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The ids of submission and supplier.
    pub(super) fn of(&self, bidder: usize) -> (Uuid, Uuid) {
        self.0[bidder]
    }
}

/// Writes the submissions. One in four procurements also got one too late, which was never opened.
pub(super) fn submissions(
    head: &Head<'_>,
    bidders: &Bidders,
    received: Vec<Received>,
    chance: &mut Chance,
    rows: &mut Rows,
) -> Result<(), Failure> {
    let mut contents: Vec<Vec<BidDocument>> = bidders.0.iter().map(|_| Vec::new()).collect();
    for one in received {
        contents[one.bidder].push(one.bid);
    }
    let mut late = chance.once_in(4);
    for (number, ((id, supplier_id), bids)) in (1..).zip(bidders.0.iter().zip(contents)) {
        let received_at = match bids.is_empty() {
            false => head.deadline_at - chance.between(0, 9 * DAY),
            true if late => head.deadline_at + chance.between(1, 3_600_000),
            true => continue,
        };
        let receipt = Receipt::of(Instant::from_millis(received_at), Instant::from_millis(head.deadline_at));
        rows.submission.push(submission::Model {
            id: *id,
            procurement_id: head.id,
            supplier_id: *supplier_id,
            key: format!("SUB-{number:03}"),
            received_at,
            receipt: receipt.as_str().to_owned(),
        });
        if bids.is_empty() {
            late = false;
            continue;
        }
        let body = canonical::to_text(&Opened { bids })?;
        let digest = Digest::of(body.as_bytes()).to_string();
        rows.submission_content.push(submission_content::Model { submission_id: *id, digest, body });
    }
    Ok(())
}
