//! Reads a measure: what the model publishes for it is complete, names published words, and says where it cuts.

use super::work::Sleeping;
use super::{Cut, Measure, OverPersons, Words, continuity, fte_per_place, night_cover, share_of_heads, share_of_hours};
use super::{mean_years, median_years, staff_per_shift, supervision_per_head};
use crate::document::{self, ModelDocument, PublishedWord};
use crate::reading::Reading;
use crate::trace::Term;
use crate::trace::unit::{Hours, Number};
use values::{Key, Mode, Place, Rounding};

/// Reads a measure.
pub(crate) fn read(
    document: &document::Measure,
    model: &ModelDocument,
    place: &Place,
    reading: &mut Reading,
) -> Measure {
    use document::Measure as Published;
    let mut read = Reader { model, reading };
    match document {
        Published::ShareOfHours(one) => {
            let place = place.at(share_of_hours::ID);
            let functions = read.functions(&one.functions, &place);
            let minimum_credits = read.reading.published(one.minimum_credits.into(), &place.at("minimum_credits"));
            let (sleeping, cut) = (Sleeping::of(one.sleeping_duty), read.cut(one.cut, &place));
            Measure::ShareOfHours(share_of_hours::ShareOfHours { functions, sleeping, minimum_credits, cut })
        }
        Published::ShareOfHeads(one) => Measure::ShareOfHeads(read.share_of_heads(one, &place.at(share_of_heads::ID))),
        Published::MedianYears(one) => Measure::MedianYears(read.over_persons(one, &place.at(median_years::ID))),
        Published::MeanYears(one) => Measure::MeanYears(read.over_persons(one, &place.at(mean_years::ID))),
        Published::SupervisionPerHead(one) => {
            Measure::SupervisionPerHead(read.over_persons(one, &place.at(supervision_per_head::ID)))
        }
        Published::FtePerPlace(one) => Measure::FtePerPlace(read.fte_per_place(one, &place.at(fte_per_place::ID))),
        Published::StaffPerShift(one) => {
            let place = place.at(staff_per_shift::ID);
            let part = read.part(&one.part, &place.at("part"));
            let cut = read.cut(one.cut, &place);
            Measure::StaffPerShift(staff_per_shift::StaffPerShift { part, duty: one.duty, cut })
        }
        Published::NightCover(one) => Measure::NightCover(read.night_cover(one, &place.at(night_cover::ID))),
        Published::Continuity(one) => Measure::Continuity(read.continuity(one, &place.at(continuity::ID))),
    }
}

struct Reader<'a> {
    model: &'a ModelDocument,
    reading: &'a mut Reading,
}

impl Reader<'_> {
    fn functions(&mut self, keys: &[Key], place: &Place) -> Words {
        self.words(keys, &self.model.functions, "function", &place.at("functions"))
    }

    /// A list of published words. A list without any leaves a criterion that nobody can answer.
    fn words(&mut self, keys: &[Key], known: &[PublishedWord], what: &str, place: &Place) -> Words {
        for (index, key) in keys.iter().enumerate().filter(|(_, key)| !known.iter().any(|word| word.key == **key)) {
            let cause = format!("the model publishes no {what} {key}");
            let hint = format!("publish it among the model's {what}s, or remove it here");
            self.reading.faults.add("model.word_unknown", &place.at(index), cause, hint);
        }
        for (index, key) in keys.iter().enumerate().filter(|(index, key)| keys[..*index].contains(key)) {
            let cause = format!("the {what} {key} is named twice, and would count twice");
            self.reading.faults.add("model.key_repeated", &place.at(index), cause, "name it once");
        }
        if keys.is_empty() {
            let cause = format!("the measure includes no {what}, so that no plan can answer it");
            let hint = format!("name at least one {what}");
            self.reading.faults.add("model.criterion_unanswerable", place, cause, hint);
        }
        let shown: Vec<&str> = keys.iter().map(Key::as_str).collect();
        Words { keys: keys.to_vec(), source: self.reading.mark_words(place, shown.join(", ")) }
    }

    fn cut(&mut self, cut: Option<Rounding>, place: &Place) -> Cut {
        let place = place.at("cut");
        let decimals: Term<Number> = self.reading.published(cut.map_or(0, |cut| cut.decimals).into(), &place);
        let source = decimals.source;
        let Some(rounding) = cut.filter(|cut| cut.decimals <= 6) else {
            self.reading.faults.add(
                "model.rounding_missing",
                &place,
                "this measure divides, and the model does not say where its result is cut",
                "write `cut` with 0 to 6 decimals and a mode, such as toward_zero",
            );
            return Cut { rounding: Rounding { decimals: 6, mode: Mode::TowardZero }, source };
        };
        Cut { rounding, source }
    }

    fn over_persons(&mut self, one: &document::OverPersons, place: &Place) -> OverPersons {
        OverPersons { functions: self.functions(&one.functions, place), cut: self.cut(one.cut, place) }
    }

    fn part(&mut self, part: &document::PartOfDay, place: &Place) -> staff_per_shift::Part {
        let mut time = |text: &str, name: &str| {
            crate::plan::time_of_day(text).unwrap_or_else(|| {
                let cause = "this is not a time of day";
                let hint = "write hours and minutes, from 00:00 to 23:59";
                self.reading.faults.add("model.time", &place.at(name), cause, hint);
                0
            })
        };
        let (from, to) = (time(&part.from, "from"), time(&part.to, "to"));
        let shown = format!("{}–{}", part.from, part.to);
        staff_per_shift::Part { from, to, source: self.reading.mark_words(place, shown) }
    }

    fn share_of_heads(&mut self, one: &document::ShareOfHeads, place: &Place) -> share_of_heads::ShareOfHeads {
        let days = place.at("minimum_days");
        if one.minimum_methods == 0 || one.minimum_methods as usize > one.methods.len().max(1) {
            let cause =
                format!("everybody or nobody is trained in {} of {} methods", one.minimum_methods, one.methods.len());
            let hint = "write a number from 1 to that of the methods";
            self.reading.faults.add("model.criterion_unanswerable", &place.at("minimum_methods"), cause, hint);
        }
        share_of_heads::ShareOfHeads {
            functions: self.functions(&one.functions, place),
            methods: self.words(&one.methods, &self.model.methods, "method", &place.at("methods")),
            minimum_methods: self.reading.published(one.minimum_methods.into(), &place.at("minimum_methods")),
            minimum_days: self.reading.number(&one.minimum_days, &days, 2, crate::reading::Range::ZeroOrAbove),
            cut: self.cut(one.cut, place),
        }
    }

    fn fte_per_place(&mut self, one: &document::FtePerPlace, place: &Place) -> fte_per_place::FtePerPlace {
        use crate::reading::Range::AboveZero;
        let (year, month) = (place.at("hours_per_full_time_year"), place.at("hours_per_full_time_month"));
        let hours_per_year: Term<Hours> = self.reading.number(&one.hours_per_full_time_year, &year, 2, AboveZero);
        let hours_per_month: Term<Hours> = self.reading.number(&one.hours_per_full_time_month, &month, 2, AboveZero);
        if hours_per_year.value != &hours_per_month.value * &12_u32.into() {
            self.reading.faults.add(
                "model.full_time_differs",
                &year,
                "a full-time year is not twelve full-time months",
                "write the year as twelve times the month",
            );
        }
        let sleeping = Sleeping::of(one.sleeping_duty);
        let functions = self.functions(&one.functions, place);
        fte_per_place::FtePerPlace { functions, sleeping, hours_per_month, cut: self.cut(one.cut, place) }
    }

    fn night_cover(&mut self, one: &document::NightCover, place: &Place) -> night_cover::NightCover {
        let part = self.part(&one.part, &place.at("part"));
        let minutes = place.at("back_up_within_minutes");
        let back_up_within = self.reading.published(one.back_up_within_minutes.into(), &minutes);
        let levels = one.levels.iter().enumerate().map(|(index, level)| {
            let place = place.at("levels").at(index);
            [("waking", level.waking), ("sleeping", level.sleeping), ("back_up", level.back_up)]
                .map(|(name, least)| self.reading.published(least.into(), &place.at(name)))
        });
        night_cover::NightCover { part, back_up_within, levels: levels.collect() }
    }

    fn continuity(&mut self, one: &document::Continuity, place: &Place) -> continuity::Continuity {
        let month = place.at("last_month");
        let last = crate::plan::Month::read(&one.last_month).unwrap_or_else(|| {
            let hint = "write a month as YYYY-MM";
            self.reading.faults.add("model.time", &month, "this is not a month", hint);
            crate::plan::Month(0)
        });
        if !(1..=60).contains(&one.months) {
            let place = place.at("months");
            let hint = "write 1 to 60 months";
            self.reading.faults.add("model.criterion_unanswerable", &place, "no payroll has so many months", hint);
        }
        continuity::Continuity {
            last,
            last_source: self.reading.mark_words(&month, one.last_month.as_str()),
            months: self.reading.published(one.months.into(), &place.at("months")),
            cut: self.cut(one.cut, place),
        }
    }
}
