//! The procurement itself, its mandates and its history.

use super::lot::Lot;
use super::{Maker, small};
use crate::chance::Chance;
use crate::failure::Failure;
use crate::kind::Kind;
use crate::rows::Rows;
use crate::words::MUNICIPALITIES;
use entity::{classification, event, event_payload, mandate, mandate_act, mandate_volume, procurement};
use procedure::document::{MandateAct, MandateActKind};
use procedure::mandate::Standing;
use serde::Serialize;
use uuid::Uuid;
use values::text::swedish_sort_key;
use values::{Digest, Instant, canonical};

/// Milliseconds of a day.
pub(super) const DAY: i64 = 86_400_000;
/// When the first procurement may be published: 7 January 2019, 08:00 UTC.
const FIRST: i64 = 1_546_848_000_000;
/// Days from then on which procurements are published.
const DAYS: i64 = 2_800;
/// How many municipalities give a mandate at least and at most.
const MANDATES: (i64, i64) = (2, 8);

/// The procurement as its parts need it. Moments are milliseconds UTC.
#[derive(Debug)]
pub(super) struct Head<'a> {
    pub(super) id: Uuid,
    pub(super) kind: &'a Kind,
    pub(super) published_at: i64,
    pub(super) deadline_at: i64,
    key: String,
    number: u32,
    digest: String,
}

pub(super) fn procurement<'a>(maker: &'a Maker, number: u32, chance: &mut Chance, rows: &mut Rows) -> Head<'a> {
    let kind = chance.pick(&maker.kinds);
    let published_at = FIRST + chance.between(0, DAYS) * DAY + chance.between(0, 8 * 60) * 60_000;
    let deadline_at = published_at + chance.between(35, 60) * DAY;
    let (_, buyer) = chance.pick(MUNICIPALITIES);
    let (sv, en) = kind.subject.title;
    let key = format!("BENCH-{:06}", number + 1);
    let title_sv = format!("{sv}, {buyer}, {}", number + 1);
    let head = Head {
        id: chance.id(),
        kind,
        published_at,
        deadline_at,
        // The head as a document is not kept; its digest stands for it.
        digest: Digest::of(key.as_bytes()).to_string(),
        key,
        number,
    };
    let codes = kind.subject.cpv.iter().enumerate().map(|(at, code)| ("CPV", at, *code)).chain([("NUTS", 0, "SE224")]);
    rows.classification.extend(codes.map(|(scheme, at, code)| classification::Model {
        id: chance.id(),
        procurement_id: head.id,
        scheme: scheme.to_owned(),
        code: code.to_owned(),
        position: small(at),
    }));
    rows.procurement.push(procurement::Model {
        id: head.id,
        key: head.key.clone(),
        title_sort: swedish_sort_key(&title_sv),
        title_sv,
        title_en: Some(format!("{en}, {buyer}, {}", number + 1)),
        buyer: (*buyer).to_owned(),
        profile: if kind.subject.units { "annex_two_at_or_above_threshold" } else { "directive" }.to_owned(),
        currency: "SEK".to_owned(),
        tax_basis: "excluding".to_owned(),
        fictional: true,
        published_at,
        deadline_at,
        // As soon as its lots are made.
        announced_at: None,
        document_digest: head.digest.clone(),
    });
    head
}

pub(super) fn mandates(maker: &Maker, head: &Head<'_>, lots: &[Lot<'_>], chance: &mut Chance, rows: &mut Rows) {
    let many = usize::try_from(chance.between(MANDATES.0, MANDATES.1)).unwrap_or(0);
    let first = chance.index(MUNICIPALITIES.len());
    let due_at = head.published_at - 60 * DAY;
    for at in 0..many {
        let act = |act, at| MandateAct { act, at: Instant::from_millis(at), note: None };
        let given_at = head.published_at - chance.between(30, 200) * DAY;
        let mut acts = vec![act(MandateActKind::Granted, given_at)];
        if chance.once_in(40) {
            acts.push(act(MandateActKind::Withdrawn, given_at + 20 * DAY));
        }
        let standing = Standing::of(&acts, Instant::from_millis(due_at), Instant::from_millis(head.published_at));
        let id = chance.id();
        rows.mandate.push(mandate::Model {
            id,
            procurement_id: head.id,
            organisation_id: maker.organisation((first + at) % MUNICIPALITIES.len()),
            standing: standing.as_str().to_owned(),
        });
        rows.mandate_act.extend(acts.iter().enumerate().map(|(position, act)| mandate_act::Model {
            id: chance.id(),
            mandate_id: id,
            position: small(position),
            act: act.act.as_str().to_owned(),
            acted_at: act.at.millis(),
            note_sv: None,
            note_en: None,
        }));
        rows.mandate_volume.extend(lots.iter().filter_map(|lot| {
            let line = lot.kind.subject.lines.first()?;
            Some(mandate_volume::Model {
                id: chance.id(),
                mandate_id: id,
                lot_id: lot.id,
                price_line_id: *lot.lines.first()?,
                quantity: chance.between(1, line.quantity) * 1_000_000,
                unit: format!("{}_per_4_years", line.unit),
            })
        }));
    }
}

#[derive(Serialize)]
struct Leaf<'a> {
    seq: i64,
    procurement: &'a str,
    act: &'a str,
    actor: &'a str,
    time: Instant,
    payload: &'a Digest,
}

/// The import, and then one evaluation of each lot.
pub(super) fn events(
    maker: &Maker,
    head: &Head<'_>,
    lots: &[Lot<'_>],
    chance: &mut Chance,
    rows: &mut Rows,
) -> Result<(), Failure> {
    let imported = ("case_imported", head.deadline_at + 5 * DAY, format!("{{\"procurement\":\"{}\"}}", head.digest));
    let evaluated = lots.iter().map(|lot| {
        let payload = format!("{{\"lot\":\"{}\",\"number\":1,\"outcome\":\"{}\"}}", lot.key, lot.outcome_digest());
        ("lot_evaluated", lot.evaluated_at, payload)
    });
    let before = i64::from(head.number) * (i64::from(maker.size.lots) + 1);
    for (seq, (act, at, body)) in (before + 1..).zip([imported].into_iter().chain(evaluated)) {
        let salt = chance.salt();
        let payload = Digest::of(format!("{salt}{body}").as_bytes());
        let time = Instant::from_millis(at);
        let leaf = Leaf { seq, procurement: &head.key, act, actor: "bench", time, payload: &payload };
        let leaf = Digest::of(canonical::to_text(&leaf)?.as_bytes());
        let id = chance.ordered_id(at);
        rows.event.push(event::Model {
            id,
            seq,
            procurement_id: head.id,
            act: act.to_owned(),
            actor: "bench".to_owned(),
            acted_at: at,
            payload_digest: payload.to_string(),
            leaf_digest: leaf.to_string(),
        });
        rows.event_payload.push(event_payload::Model { event_id: id, salt, body });
    }
    Ok(())
}
