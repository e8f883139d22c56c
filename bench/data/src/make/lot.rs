//! A lot and what its model publishes.

use super::head::{DAY, Head};
use super::{Maker, small};
use crate::chance::Chance;
use crate::kind::Kind;
use crate::rows::Rows;
use crate::words::Both;
use entity::{criterion, criterion_level, lot, price_line, requirement};
use procedure::stage::Stage;
use scoring::document::{Criterion, Scale};
use uuid::Uuid;
use values::money::MEASURE_SCALE;
use values::text::swedish_sort_key;
use values::{Digest, Exact, Instant, Text};

/// The lot as its parts need it. Moments are milliseconds UTC.
#[derive(Debug)]
pub(super) struct Lot<'a> {
    pub(super) id: Uuid,
    pub(super) kind: &'a Kind,
    pub(super) position: usize,
    pub(super) key: String,
    pub(super) award_limit: u32,
    pub(super) evaluated_at: i64,
    pub(super) requirements: Vec<Uuid>,
    pub(super) lines: Vec<Uuid>,
    pub(super) criteria: Vec<Uuid>,
}

impl Lot<'_> {
    /// The outcome as a document is not kept; this stands for its digest.
    pub(super) fn outcome_digest(&self) -> String {
        Digest::of(self.id.as_bytes()).to_string()
    }
}

pub(super) fn lot<'a>(
    maker: &Maker,
    head: &Head<'a>,
    position: usize,
    chance: &mut Chance,
    rows: &mut Rows,
) -> Lot<'a> {
    let kind = head.kind;
    let id = chance.id();
    let announced_at = (!chance.once_in(12)).then(|| head.deadline_at + chance.between(30, 70) * DAY);
    let document = kind.model.document();
    let requirements: Vec<_> = (0..)
        .zip(&document.requirements)
        .map(|(position, one)| requirement::Model {
            id: chance.id(),
            lot_id: id,
            key: one.key.to_string(),
            position,
            text_sv: one.text.sv.clone(),
            text_en: one.text.en.clone(),
        })
        .collect();
    let lines: Vec<_> = (0..)
        .zip(document.lines())
        .map(|(position, line)| price_line::Model {
            id: chance.id(),
            lot_id: id,
            key: line.key.to_string(),
            position,
            title_sv: line.title.sv.clone(),
            title_en: line.title.en.clone(),
            unit: line.unit.to_string(),
            quantity: micro(line.quantity),
        })
        .collect();
    let first = rows.criterion.len();
    for (position, one) in (0..).zip(&document.criteria) {
        criterion_rows(id, position, one, chance, rows);
    }
    let made = Lot {
        id,
        kind,
        position,
        key: format!("LOT-{}", position + 1),
        award_limit: u32::try_from(chance.between(1, i64::from(maker.size.bids / 2).max(1))).unwrap_or(1),
        evaluated_at: announced_at.unwrap_or(head.deadline_at + 30 * DAY) - 3 * DAY,
        requirements: requirements.iter().map(|row| row.id).collect(),
        lines: lines.iter().map(|row| row.id).collect(),
        criteria: rows.criterion[first..].iter().map(|row| row.id).collect(),
    };
    rows.lot.push(lot_row(head, &made, announced_at));
    if let Some(procurement) = rows.procurement.last_mut() {
        let first = procurement.announced_at.into_iter().chain(announced_at).min();
        procurement.announced_at = first;
    }
    rows.requirement.extend(requirements);
    rows.price_line.extend(lines);
    made
}

fn lot_row(head: &Head<'_>, made: &Lot<'_>, announced_at: Option<i64>) -> lot::Model {
    let kind = made.kind;
    let title = title(kind.subject.lots, made.position);
    // Hundredths of the currency; columns count 10^-4.
    let estimated: i64 = kind.subject.lines.iter().map(|line| line.usual * line.quantity).sum();
    lot::Model {
        id: made.id,
        procurement_id: head.id,
        key: made.key.clone(),
        position: small(made.position),
        title_sort: swedish_sort_key(&title.sv),
        title_sv: title.sv,
        title_en: title.en,
        stage: Stage::of(announced_at.map(Instant::from_millis)).as_str().to_owned(),
        announced_at,
        estimated_value: estimated * 100,
        maximum_value: estimated * 130,
        award_limit: i32::try_from(made.award_limit).unwrap_or(i32::MAX),
        basis: kind.model.document().basis.as_str().to_owned(),
        price_rule: kind.model.price_rule().to_string(),
        combination_rule: kind.model.combination_rule().to_string(),
        // The assessment as a document is not kept; this stands for its digest.
        assessment_digest: Digest::of(made.key.as_bytes()).to_string(),
        model_digest: kind.model.digest().to_string(),
    }
}

fn title(of: &[Both], position: usize) -> Text {
    let (sv, en) = of[position % of.len()];
    let (number, area) = (position + 1, position / of.len() + 1);
    Text {
        sv: format!("Delområde {number} – {sv}, område {area}"),
        en: Some(format!("Lot {number} – {en}, area {area}")),
    }
}

/// A published decimal as a column holds it.
fn micro(text: &str) -> i64 {
    Exact::decimal(text).ok().and_then(|exact| exact.to_scaled_i64(MEASURE_SCALE)).unwrap_or_default()
}

fn criterion_rows(lot_id: Uuid, position: i32, one: &Criterion, chance: &mut Chance, rows: &mut Rows) {
    let id = chance.id();
    let (rule, unit, by) = match &one.scale {
        None => (None, None, None),
        Some(Scale::SteppedTable(table)) => (
            Some(scoring::rules::stepped_table::ID),
            Some(table.unit.to_string()),
            Some(table.assessed_by.as_str().to_owned()),
        ),
        Some(Scale::DescribedLevels(levels)) => {
            (Some(scoring::rules::described_levels::ID), None, Some(levels.assessed_by.as_str().to_owned()))
        }
    };
    rows.criterion.push(criterion::Model {
        id,
        lot_id,
        parent_id: None,
        key: one.key.to_string(),
        position,
        title_sv: one.title.sv.clone(),
        title_en: one.title.en.clone(),
        definition_sv: one.definition.as_ref().map(|text| text.sv.clone()),
        definition_en: one.definition.as_ref().and_then(|text| text.en.clone()),
        evidence_sv: None,
        evidence_en: None,
        weight: micro(&one.weight),
        scale_rule: rule.map(|rule| rule.to_string()),
        unit,
        assessed_by: by,
    });
    let levels: Vec<(&Text, &str, Option<&str>)> = match &one.scale {
        None => Vec::new(),
        Some(Scale::SteppedTable(table)) => {
            table.levels.iter().map(|level| (&level.text, level.factor.as_str(), level.from.as_deref())).collect()
        }
        Some(Scale::DescribedLevels(levels)) => {
            levels.levels.iter().map(|level| (&level.text, level.factor.as_str(), None)).collect()
        }
    };
    rows.criterion_level.extend((0..).zip(levels).map(|(number, (text, factor, from))| criterion_level::Model {
        id: chance.id(),
        lot_id,
        criterion_id: id,
        number,
        text_sv: text.sv.clone(),
        text_en: text.en.clone(),
        factor: micro(factor),
        threshold: from.map(micro),
    }));
}
