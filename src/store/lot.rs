//! A lot and what its model publishes: requirements, criteria with their levels and measures, words, price lines.

use super::measure::{FUNCTION, METHOD, measures, word_rows};
use super::{Ids, Rows, Standing};
use entity::{criterion, criterion_level, lot, price_line, published_word, requirement};
use procedure::document::LotTerms;
use procedure::stage::Stage;
use scoring::Model;
use scoring::document::{Criterion, Scale};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use std::collections::BTreeMap;
use uuid::Uuid;
use values::money::{MEASURE_SCALE, MONEY_SCALE};
use values::text::swedish_sort_key;
use values::{Exact, Key, Text};

/// The ids under which a lot and its parts are kept.
#[derive(Clone, Debug)]
pub struct LotIds {
    /// The lot.
    pub lot: Uuid,
    /// Requirements by key.
    pub requirements: BTreeMap<Key, Uuid>,
    /// Criteria and groups by key.
    pub criteria: BTreeMap<Key, Uuid>,
    /// Price lines or products by key.
    pub lines: BTreeMap<Key, Uuid>,
    /// Functions that staffing plans may name, by key.
    pub functions: BTreeMap<Key, Uuid>,
    /// Methods that staffing plans may name, by key.
    pub methods: BTreeMap<Key, Uuid>,
}

/// What the rows need beside the model.
#[derive(Clone, Copy, Debug)]
pub struct LotRow<'a> {
    /// The procurement.
    pub procurement: Uuid,
    /// Order in the document, from 0.
    pub position: i32,
    /// The lot's key.
    pub key: &'a Key,
    /// The lot's title.
    pub title: &'a Text,
    /// Its values and milestones.
    pub terms: &'a LotTerms,
    /// Digest of the examination's decisions and the panel's scores.
    pub assessment: &'a str,
}

/// The rows of a lot with its model, and under which ids they are. A lot that stands keeps its id, and with the same
/// model the rows of its model.
pub fn lot(rows: &mut Rows, ids: &dyn Ids, row: &LotRow<'_>, model: &Model, standing: Option<&Standing>) -> LotIds {
    let there = standing.and_then(|standing| standing.lots.get(row.key).zip(standing.version.lots.get(row.key)));
    let id = there.map_or_else(|| ids.random(), |(there, _)| there.lot);
    rows.lot.push(lot_row(id, row, model));
    if let Some((there, version)) = there
        && version.model == model.digest().as_str()
    {
        return there.clone();
    }
    let requirements = requirement_rows(id, ids, model);
    let lines = line_rows(id, ids, model);
    let words = word_rows(id, ids, model.document());
    let of_kind = |kind| by_key(words.iter().filter(|row| row.kind == kind).map(|row| (&row.key, row.id)));
    let mut criteria = Criteria { lot: id, ids, rows: Vec::new(), levels: Vec::new() };
    criteria.add(&model.document().criteria, None);
    let found = LotIds {
        lot: id,
        requirements: by_key(requirements.iter().map(|row| (&row.key, row.id))),
        criteria: by_key(criteria.rows.iter().map(|row| (&row.key, row.id))),
        lines: by_key(lines.iter().map(|row| (&row.key, row.id))),
        functions: of_kind(FUNCTION),
        methods: of_kind(METHOD),
    };
    rows.requirement.extend(requirements);
    rows.price_line.extend(lines);
    rows.criterion.extend(criteria.rows);
    rows.criterion_level.extend(criteria.levels);
    rows.published_word.extend(words);
    measures(rows, ids, &found, model.document());
    found
}

/// Under which ids a lot and its model are there.
///
/// # Errors
/// Those of the database.
pub(super) async fn model_ids<C: ConnectionTrait>(connection: &C, lot: Uuid) -> Result<LotIds, DbErr> {
    let requirements = requirement::Entity::find().filter(requirement::Column::LotId.eq(lot)).all(connection).await?;
    let criteria = criterion::Entity::find().filter(criterion::Column::LotId.eq(lot)).all(connection).await?;
    let lines = price_line::Entity::find().filter(price_line::Column::LotId.eq(lot)).all(connection).await?;
    let words = published_word::Entity::find().filter(published_word::Column::LotId.eq(lot)).all(connection).await?;
    let of_kind = |kind| by_key(words.iter().filter(|row| row.kind == kind).map(|row| (&row.key, row.id)));
    Ok(LotIds {
        lot,
        requirements: by_key(requirements.iter().map(|row| (&row.key, row.id))),
        criteria: by_key(criteria.iter().map(|row| (&row.key, row.id))),
        lines: by_key(lines.iter().map(|row| (&row.key, row.id))),
        functions: of_kind(FUNCTION),
        methods: of_kind(METHOD),
    })
}

/// Rows bear keys as text; they came from keys.
pub(super) fn by_key<'a>(rows: impl Iterator<Item = (&'a String, Uuid)>) -> BTreeMap<Key, Uuid> {
    rows.filter_map(|(key, id)| Some((key.parse().ok()?, id))).collect()
}

/// A decimal of a document as an integer of a column. Documents are read before they are stored, so that only a text
/// that nobody had to read, such as one in a rejected bid, can fail to be one.
pub(super) fn scaled(text: &str, scale: u32) -> Option<i64> {
    Exact::decimal(text).ok()?.to_scaled_i64(scale)
}

fn lot_row(id: Uuid, row: &LotRow<'_>, model: &Model) -> lot::Model {
    let amount = |text: &str| scaled(text, MONEY_SCALE).unwrap_or_default();
    lot::Model {
        id,
        procurement_id: row.procurement,
        key: row.key.to_string(),
        position: row.position,
        title_sv: row.title.sv.clone(),
        title_en: row.title.en.clone(),
        title_sort: swedish_sort_key(&row.title.sv),
        stage: Stage::of(row.terms.announced_at).as_str().to_owned(),
        announced_at: row.terms.announced_at.map(values::Instant::millis),
        estimated_value: amount(&row.terms.estimated_value),
        maximum_value: amount(&row.terms.maximum_value),
        award_limit: i32::try_from(row.terms.award_limit).unwrap_or(i32::MAX),
        basis: model.document().basis.as_str().to_owned(),
        price_rule: model.price_rule().to_string(),
        combination_rule: model.combination_rule().to_string(),
        assessment_digest: row.assessment.to_owned(),
        model_digest: model.digest().to_string(),
    }
}

fn requirement_rows(lot_id: Uuid, ids: &dyn Ids, model: &Model) -> Vec<requirement::Model> {
    (0..)
        .zip(&model.document().requirements)
        .map(|(position, requirement)| requirement::Model {
            id: ids.random(),
            lot_id,
            key: requirement.key.to_string(),
            position,
            text_sv: requirement.text.sv.clone(),
            text_en: requirement.text.en.clone(),
        })
        .collect()
}

fn line_rows(lot_id: Uuid, ids: &dyn Ids, model: &Model) -> Vec<price_line::Model> {
    (0..)
        .zip(model.document().lines())
        .map(|(position, line)| price_line::Model {
            id: ids.random(),
            lot_id,
            key: line.key.to_string(),
            position,
            title_sv: line.title.sv.clone(),
            title_en: line.title.en.clone(),
            unit: line.unit.to_string(),
            quantity: scaled(line.quantity, MEASURE_SCALE).unwrap_or_default(),
        })
        .collect()
}

/// Criteria and their levels, depth first.
struct Criteria<'a> {
    lot: Uuid,
    ids: &'a dyn Ids,
    rows: Vec<criterion::Model>,
    levels: Vec<criterion_level::Model>,
}

impl Criteria<'_> {
    fn add(&mut self, criteria: &[Criterion], parent_id: Option<Uuid>) {
        for criterion in criteria {
            let id = self.ids.random();
            let position = i32::try_from(self.rows.len()).unwrap_or(i32::MAX);
            self.rows.push(criterion_row(id, self.lot, parent_id, position, criterion));
            self.add_levels(id, criterion.scale.as_ref());
            self.add(&criterion.children, Some(id));
        }
    }

    fn add_levels(&mut self, criterion_id: Uuid, scale: Option<&Scale>) {
        let levels: Vec<(&str, &Text, Option<&str>)> = match scale {
            None => Vec::new(),
            Some(Scale::SteppedTable(table)) => {
                table.levels.iter().map(|level| (level.factor.as_str(), &level.text, level.from.as_deref())).collect()
            }
            Some(Scale::DescribedLevels(levels)) => {
                levels.levels.iter().map(|level| (level.factor.as_str(), &level.text, None)).collect()
            }
        };
        for (number, (factor, text, from)) in (0..).zip(levels) {
            self.levels.push(criterion_level::Model {
                id: self.ids.random(),
                lot_id: self.lot,
                criterion_id,
                number,
                text_sv: text.sv.clone(),
                text_en: text.en.clone(),
                factor: scaled(factor, MEASURE_SCALE).unwrap_or_default(),
                threshold: from.and_then(|from| scaled(from, MEASURE_SCALE)),
            });
        }
    }
}

fn criterion_row(
    id: Uuid,
    lot_id: Uuid,
    parent_id: Option<Uuid>,
    position: i32,
    criterion: &Criterion,
) -> criterion::Model {
    let both = |text: &Option<Text>| match text {
        None => (None, None),
        Some(text) => (Some(text.sv.clone()), text.en.clone()),
    };
    let (definition_sv, definition_en) = both(&criterion.definition);
    let (evidence_sv, evidence_en) = both(&criterion.evidence);
    let (scale_rule, unit, assessed_by) = match &criterion.scale {
        None => (None, None, None),
        Some(Scale::SteppedTable(table)) => {
            let assessed_by = table.assessed_by.as_str().to_owned();
            (Some(scoring::rules::stepped_table::ID), Some(table.unit.to_string()), Some(assessed_by))
        }
        Some(Scale::DescribedLevels(levels)) => {
            (Some(scoring::rules::described_levels::ID), None, Some(levels.assessed_by.as_str().to_owned()))
        }
    };
    criterion::Model {
        id,
        lot_id,
        parent_id,
        key: criterion.key.to_string(),
        position,
        title_sv: criterion.title.sv.clone(),
        title_en: criterion.title.en.clone(),
        definition_sv,
        definition_en,
        evidence_sv,
        evidence_en,
        weight: scaled(&criterion.weight, MEASURE_SCALE).unwrap_or_default(),
        scale_rule: scale_rule.map(|rule| rule.to_string()),
        unit,
        assessed_by,
    }
}
