//! What a model publishes about staffing plans: the words that plans may use, and how criteria are measured.

use super::lot::{LotIds, scaled};
use super::plan::duty;
use super::{Ids, Rows};
use entity::{measure, measure_word, night_level, published_word};
use scoring::document::{
    Assessor, Criterion, Measure, ModelDocument, NightLevel, PartOfDay, PublishedWord, Scale, SleepingDuty,
};
use scoring::measures::{
    continuity, fte_per_place, mean_years, median_years, night_cover, share_of_heads, share_of_hours, staff_per_shift,
    supervision_per_head,
};
use uuid::Uuid;
use values::money::MEASURE_SCALE;
use values::{Key, Rounding};

/// The word of columns for functions.
pub(super) const FUNCTION: &str = "function";
/// The word of columns for methods.
pub(super) const METHOD: &str = "method";

/// The functions and methods that plans may name.
pub(super) fn word_rows(lot_id: Uuid, ids: &dyn Ids, model: &ModelDocument) -> Vec<published_word::Model> {
    let row = |kind: &str, position: i32, word: &PublishedWord| published_word::Model {
        id: ids.random(),
        lot_id,
        kind: kind.to_owned(),
        key: word.key.to_string(),
        position,
        title_sv: word.title.sv.clone(),
        title_en: word.title.en.clone(),
    };
    let functions = (0..).zip(&model.functions).map(|(position, word)| row(FUNCTION, position, word));
    let methods = (0..).zip(&model.methods).map(|(position, word)| row(METHOD, position, word));
    functions.chain(methods).collect()
}

/// The rows of how the criteria of a lot are measured.
pub(super) fn measures(rows: &mut Rows, ids: &dyn Ids, lot: &LotIds, model: &ModelDocument) {
    Measures { rows, ids, lot }.add(&model.criteria);
}

struct Measures<'a> {
    rows: &'a mut Rows,
    ids: &'a dyn Ids,
    lot: &'a LotIds,
}

impl Measures<'_> {
    fn add(&mut self, criteria: &[Criterion]) {
        for criterion in criteria {
            if let (Some(measure), Some(criterion_id)) = (measure_of(criterion), self.lot.criteria.get(&criterion.key))
            {
                self.measure(*criterion_id, measure);
            }
            self.add(&criterion.children);
        }
    }

    fn measure(&mut self, criterion_id: Uuid, document: &Measure) {
        let id = self.ids.random();
        self.rows.measure.push(measure_row(bare(id, self.lot.lot, criterion_id), document));
        let (functions, methods) = included(document);
        self.words(id, FUNCTION, functions);
        self.words(id, METHOD, methods);
        if let Measure::NightCover(cover) = document {
            for (number, level) in (1..).zip(&cover.levels) {
                self.rows.night_level.push(level_row(self.ids.random(), (self.lot.lot, id), number, level));
            }
        }
    }

    fn words(&mut self, measure_id: Uuid, kind: &str, keys: &[Key]) {
        let known = if kind == FUNCTION { &self.lot.functions } else { &self.lot.methods };
        let found = (0..).zip(keys).filter_map(|(position, key)| Some((position, *known.get(key)?)));
        self.rows.measure_word.extend(found.map(|(position, published_word_id)| measure_word::Model {
            id: self.ids.random(),
            lot_id: self.lot.lot,
            measure_id,
            published_word_id,
            kind: kind.to_owned(),
            position,
        }));
    }
}

fn measure_of(criterion: &Criterion) -> Option<&Measure> {
    let assessor = match criterion.scale.as_ref()? {
        Scale::SteppedTable(table) => &table.assessed_by,
        Scale::DescribedLevels(levels) => &levels.assessed_by,
    };
    match assessor {
        Assessor::Plan(measure) => Some(measure),
        Assessor::Statement | Assessor::Panel => None,
    }
}

/// The functions and methods that a measure includes.
fn included(measure: &Measure) -> (&[Key], &[Key]) {
    match measure {
        Measure::ShareOfHours(one) => (&one.functions, &[]),
        Measure::ShareOfHeads(one) => (&one.functions, &one.methods),
        Measure::MedianYears(one) | Measure::MeanYears(one) | Measure::SupervisionPerHead(one) => (&one.functions, &[]),
        Measure::FtePerPlace(one) => (&one.functions, &[]),
        Measure::StaffPerShift(_) | Measure::NightCover(_) | Measure::Continuity(_) => (&[], &[]),
    }
}

/// A measure that says nothing of itself yet.
const fn bare(id: Uuid, lot_id: Uuid, criterion_id: Uuid) -> measure::Model {
    measure::Model {
        id,
        lot_id,
        criterion_id,
        rule: String::new(),
        sleeping_duty: None,
        minimum_credits: None,
        minimum_methods: None,
        minimum_days: None,
        hours_per_full_time_year: None,
        hours_per_full_time_month: None,
        part_from: None,
        part_to: None,
        duty: None,
        back_up_within_minutes: None,
        last_month: None,
        months: None,
        cut_decimals: None,
        cut_mode: None,
    }
}

fn measure_row(bare: measure::Model, document: &Measure) -> measure::Model {
    match document {
        Measure::ShareOfHours(one) => measure::Model {
            sleeping_duty: Some(sleeping_duty(one.sleeping_duty)),
            minimum_credits: Some(count(one.minimum_credits)),
            ..cut(bare, share_of_hours::ID, one.cut)
        },
        Measure::ShareOfHeads(one) => measure::Model {
            minimum_methods: Some(count(one.minimum_methods)),
            minimum_days: scaled(&one.minimum_days, MEASURE_SCALE),
            ..cut(bare, share_of_heads::ID, one.cut)
        },
        Measure::MedianYears(one) => cut(bare, median_years::ID, one.cut),
        Measure::MeanYears(one) => cut(bare, mean_years::ID, one.cut),
        Measure::SupervisionPerHead(one) => cut(bare, supervision_per_head::ID, one.cut),
        Measure::FtePerPlace(one) => measure::Model {
            sleeping_duty: Some(sleeping_duty(one.sleeping_duty)),
            hours_per_full_time_year: scaled(&one.hours_per_full_time_year, MEASURE_SCALE),
            hours_per_full_time_month: scaled(&one.hours_per_full_time_month, MEASURE_SCALE),
            ..cut(bare, fte_per_place::ID, one.cut)
        },
        Measure::StaffPerShift(one) => {
            let bare = part(bare, &one.part);
            measure::Model { duty: Some(duty(one.duty).to_owned()), ..cut(bare, staff_per_shift::ID, one.cut) }
        }
        Measure::NightCover(one) => {
            let within = Some(count(one.back_up_within_minutes));
            let bare = part(bare, &one.part);
            measure::Model { back_up_within_minutes: within, ..cut(bare, night_cover::ID, None) }
        }
        Measure::Continuity(one) => measure::Model {
            last_month: Some(one.last_month.clone()),
            months: Some(count(one.months)),
            ..cut(bare, continuity::ID, one.cut)
        },
    }
}

fn cut(bare: measure::Model, rule: scoring::RuleId, cut: Option<Rounding>) -> measure::Model {
    let cut_decimals = cut.map(|cut| count(cut.decimals));
    let cut_mode = cut.map(|cut| cut.mode.as_str().to_owned());
    measure::Model { rule: rule.to_string(), cut_decimals, cut_mode, ..bare }
}

fn part(bare: measure::Model, part: &PartOfDay) -> measure::Model {
    measure::Model { part_from: Some(part.from.clone()), part_to: Some(part.to.clone()), ..bare }
}

fn level_row(id: Uuid, (lot_id, measure_id): (Uuid, Uuid), number: i32, level: &NightLevel) -> night_level::Model {
    night_level::Model {
        id,
        lot_id,
        measure_id,
        number,
        waking: count(level.waking),
        sleeping: count(level.sleeping),
        back_up: count(level.back_up),
    }
}

fn sleeping_duty(duty: SleepingDuty) -> String {
    match duty {
        SleepingDuty::Counted => "counted",
        SleepingDuty::NotCounted => "not_counted",
    }
    .to_owned()
}

/// A count of a document. Whoever reads a document's text refuses counts above a thousand million.
pub(super) fn count(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
