//! Bids on a lot, what was decided about them, and what came of them.

use super::head::{DAY, Head};
use super::lot::Lot;
use super::submission::{Bidders, Received};
use super::{Maker, evaluation, key, small};
use crate::chance::Chance;
use crate::failure::Failure;
use crate::kind::{By, both, sentences};
use crate::rows::Rows;
use crate::words::{LEVELS, SECOND, SENTENCES};
use entity::{bid, bid_answer, bid_price, examination, panel_score};
use scoring::document::{BidDocument, Examination, ExaminationOutcome, Ground, OfferedUnit, PanelScore};
use std::collections::BTreeMap;
use uuid::Uuid;
use values::{Instant, Key, Text};

/// A bid with what people think of it.
#[derive(Clone, Debug)]
pub(super) struct Made {
    pub(super) id: Uuid,
    pub(super) document: BidDocument,
    pub(super) decided: Examination,
    pub(super) scores: Vec<PanelScore>,
    bidder: usize,
}

/// Makes the bids on a lot, and hands back what their submissions hold.
pub(super) fn bids(
    maker: &Maker,
    (head, lot): (&Head<'_>, &Lot<'_>),
    bidders: &Bidders,
    chance: &mut Chance,
    rows: &mut Rows,
) -> Result<Vec<Received>, Failure> {
    let first = chance.index(bidders.len());
    let mut bids = Vec::new();
    for at in 0..maker.size.bids as usize {
        bids.push(made((head, lot), at, (first + at) % bidders.len(), chance)?);
    }
    let tied = bids.len() > 1 && chance.once_in(20);
    if tied {
        copy(&mut bids);
    }
    if bids.len() > 2 && chance.once_in(100) {
        reject(&mut bids, lot, chance)?;
    }
    for bid in &bids {
        add(lot, bid, bidders, chance, rows);
    }
    evaluation::evaluation(lot, &bids, tied && chance.once_in(2), chance, rows)?;
    Ok(bids.into_iter().map(|bid| Received { bidder: bid.bidder, bid: bid.document }).collect())
}

fn made((head, lot): (&Head<'_>, &Lot<'_>), at: usize, bidder: usize, chance: &mut Chance) -> Result<Made, Failure> {
    let own = key(&format!("L{}-B{:02}", lot.position + 1, at + 1))?;
    // Who is better is somewhat dearer, as a rule.
    let quality = chance.between(10, 100);
    let dear = 850 + quality * 2 + chance.between(0, 200);
    let prices = lot.kind.lines.iter().zip(lot.kind.subject.lines).map(|(key, line)| {
        let hundredths = line.usual * dear * chance.between(94, 106) / 100_000;
        (key.clone(), Some(format!("{}.{:02}", hundredths / 100, hundredths % 100)))
    });
    let prices: BTreeMap<Key, Option<String>> = prices.collect();
    let (mut answers, mut scores) = (BTreeMap::new(), Vec::new());
    for criterion in &lot.kind.criteria {
        let percent = (quality + chance.between(-25, 25)).clamp(0, 100);
        match criterion.by {
            By::Statement => {
                answers.insert(criterion.key.clone(), percent.to_string());
            }
            By::Panel => {
                let level = u32::try_from(percent / 21).unwrap_or(0);
                scores.push(PanelScore {
                    bid: own.clone(),
                    criterion: criterion.key.clone(),
                    level,
                    reason: Some(reason(level, chance)),
                    individual: Vec::new(),
                });
            }
        }
    }
    let places = chance.between(4, 12);
    let unit = lot.kind.subject.units.then(|| OfferedUnit {
        name: format!("{}{}", chance.pick(crate::words::FIRST), chance.pick(SECOND)),
        permit: format!("BENCH-{:08}", chance.below(100_000_000)),
        places: u32::try_from(places).unwrap_or(4),
    });
    let decided_at = Instant::from_millis(head.deadline_at + 10 * DAY + chance.between(0, 7 * 3_600_000));
    Ok(Made {
        id: chance.id(),
        decided: Examination { bid: own.clone(), decided_at, outcome: ExaminationOutcome::Admitted },
        document: BidDocument {
            key: own,
            lot: key(&lot.key)?,
            unit,
            prices,
            products: BTreeMap::new(),
            plan: None,
            answers,
        },
        scores,
        bidder,
    })
}

/// A sentence on the level and one more; now and then half a page.
fn reason(level: u32, chance: &mut Chance) -> Text {
    let text = both(LEVELS[(level as usize).min(LEVELS.len() - 1)]);
    let more = match chance.once_in(40) {
        true => sentences(SENTENCES.len()).sv,
        false => chance.pick(SENTENCES).0.to_owned(),
    };
    Text { sv: format!("{}. {more}", text.sv), en: None }
}

/// The second bid asks and offers what the first does.
fn copy(bids: &mut [Made]) {
    if let [first, second, ..] = bids {
        second.document.prices.clone_from(&first.document.prices);
        second.document.answers.clone_from(&first.document.answers);
        for (score, like) in second.scores.iter_mut().zip(&first.scores) {
            score.level = like.level;
        }
    }
}

/// The last bid is rejected.
fn reject(bids: &mut [Made], lot: &Lot<'_>, chance: &mut Chance) -> Result<(), Failure> {
    let Some(last) = bids.last_mut() else { return Ok(()) };
    let requirement = lot.kind.model.document().requirements.first().filter(|_| chance.once_in(2));
    let ground = requirement.map_or(Ground::AbnormallyLow, |one| Ground::Requirement(one.key.clone()));
    last.decided.outcome = ExaminationOutcome::Rejected { ground, reason: sentences(SENTENCES.len()) };
    Ok(())
}

fn add(lot: &Lot<'_>, made: &Made, bidders: &Bidders, chance: &mut Chance, rows: &mut Rows) {
    let Made { id, document, decided, scores, bidder } = made;
    let (submission_id, supplier_id) = bidders.of(*bidder);
    rows.bid.push(bid::Model {
        id: *id,
        submission_id,
        supplier_id,
        lot_id: lot.id,
        key: document.key.to_string(),
        object_name: document.unit.as_ref().map(|unit| unit.name.clone()),
        permit: document.unit.as_ref().map(|unit| unit.permit.clone()),
        places: document.unit.as_ref().map(|unit| small(unit.places as usize)),
    });
    let prices = lot.kind.lines.iter().zip(&lot.lines).filter_map(|(key, line)| {
        let text = document.prices.get(key)?.as_deref()?;
        let amount = values::Exact::decimal(text).ok()?.to_scaled_i64(values::money::MONEY_SCALE)?;
        Some(bid_price::Model { id: chance.id(), lot_id: lot.id, bid_id: *id, price_line_id: *line, amount })
    });
    rows.bid_price.extend(prices);
    for (criterion, criterion_id) in lot.kind.criteria.iter().zip(&lot.criteria) {
        let percent = document.answers.get(&criterion.key).and_then(|text| text.parse::<i64>().ok());
        rows.bid_answer.extend(percent.map(|percent| bid_answer::Model {
            id: chance.id(),
            lot_id: lot.id,
            bid_id: *id,
            criterion_id: *criterion_id,
            answer: percent * 1_000_000,
        }));
        let score = scores.iter().find(|score| score.criterion == criterion.key);
        rows.panel_score.extend(score.map(|score| panel_score::Model {
            id: chance.id(),
            lot_id: lot.id,
            bid_id: *id,
            criterion_id: *criterion_id,
            level: small(score.level as usize),
            reason_sv: score.reason.as_ref().map(|reason| reason.sv.clone()),
            reason_en: None,
        }));
    }
    rows.examination.push(examined(lot, *id, decided, chance));
}

fn examined(lot: &Lot<'_>, bid_id: Uuid, decided: &Examination, chance: &mut Chance) -> examination::Model {
    let (outcome, ground, requirement_id, reason) = match &decided.outcome {
        ExaminationOutcome::Admitted => ("admitted", None, None, None),
        ExaminationOutcome::Rejected { ground: Ground::Requirement(_), reason } => {
            ("rejected", Some("requirement"), lot.requirements.first().copied(), Some(reason))
        }
        ExaminationOutcome::Rejected { ground: Ground::AbnormallyLow, reason } => {
            ("rejected", Some("abnormally_low"), None, Some(reason))
        }
    };
    examination::Model {
        id: chance.id(),
        lot_id: lot.id,
        bid_id,
        outcome: outcome.to_owned(),
        ground: ground.map(str::to_owned),
        requirement_id,
        reason_sv: reason.map(|reason| reason.sv.clone()),
        reason_en: reason.and_then(|reason| reason.en.clone()),
        decided_at: decided.decided_at.millis(),
    }
}
