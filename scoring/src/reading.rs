//! Reading a document into checked values: every number is parsed once, remembers its place, and all faults are
//! collected before anything is refused.

use crate::trace::{Source, Term};
use std::collections::{BTreeMap, BTreeSet};
use values::{Exact, Faults, Key, Place, Text, shown};

/// Which values a number may take.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Range {
    AboveZero,
    ZeroOrAbove,
    Share,
}

/// A reading in progress.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    published: Vec<(Place, Exact)>,
    words: BTreeMap<u32, String>,
    pub(crate) faults: Faults,
}

impl Reading {
    /// All that is published with its places, and the words that stand at some of them, when all is read.
    pub(crate) fn finish(self) -> (Vec<(Place, Exact)>, BTreeMap<u32, String>, Faults) {
        (self.published, self.words, self.faults)
    }

    /// A published place where words stand, and not a number.
    pub(crate) fn mark_words(&mut self, place: &Place, words: impl Into<String>) -> Source {
        let source = self.mark(place, Exact::ZERO);
        if let Source::Model(entry) = source {
            self.words.insert(entry, words.into());
        }
        source
    }

    /// A published number; zero stands in for one that is refused, so that reading can go on to the next fault.
    pub(crate) fn number<U>(&mut self, text: &str, place: &Place, decimals: u32, range: Range) -> Term<U> {
        let value = number("model.number", text, place, decimals, range, &mut self.faults);
        self.published(value.unwrap_or(Exact::ZERO), place)
    }

    /// A published number that is already one.
    pub(crate) fn published<U>(&mut self, value: Exact, place: &Place) -> Term<U> {
        let source = self.mark(place, value.clone());
        Term::new(value, source)
    }

    fn mark(&mut self, place: &Place, value: Exact) -> Source {
        self.published.push((place.clone(), value));
        Source::Model(u32::try_from(self.published.len() - 1).unwrap_or(u32::MAX))
    }

    /// A text must say something in every language it has.
    pub(crate) fn text(&mut self, text: &Text, place: &Place) {
        let blank = |words: &str| words.trim().is_empty();
        if blank(&text.sv) {
            self.faults.add(
                "model.text_missing",
                &place.at("sv"),
                "the Swedish text is empty",
                "write the text in Swedish",
            );
        }
        if text.en.as_deref().is_some_and(blank) {
            self.faults.add(
                "model.text_missing",
                &place.at("en"),
                "the English text is empty",
                "write the text in English or leave the member out",
            );
        }
    }

    /// Keys of one kind are used once.
    pub(crate) fn unique<'a>(&mut self, keys: impl IntoIterator<Item = (&'a Key, Place)>) {
        let mut seen = BTreeSet::new();
        for (key, place) in keys {
            if !seen.insert(key) {
                self.faults.add(
                    "model.key_repeated",
                    &place.at("key"),
                    format!("the key {key} is used before"),
                    "give every item of the list a key of its own",
                );
            }
        }
    }
}

/// A number in a model or a bid, or a fault under `code` with its place.
pub(crate) fn number(
    code: &'static str,
    text: &str,
    place: &Place,
    decimals: u32,
    range: Range,
    faults: &mut Faults,
) -> Option<Exact> {
    let value = match Exact::decimal(text) {
        Ok(value) => value,
        Err(error) => {
            faults.add(code, place, format!("{} is not a number here", shown(text)), error.to_string());
            return None;
        }
    };
    if value.decimals().is_none_or(|own| own > decimals) {
        faults.add(
            code,
            place,
            format!("{text} has more decimals than the {decimals} that are published"),
            format!("write it with at most {decimals} decimals; nothing is cut or rounded on reading"),
        );
        return None;
    }
    let (fits, wanted) = match range {
        Range::AboveZero => (value > Exact::ZERO, "above 0"),
        Range::ZeroOrAbove => (!value.is_negative(), "0 or above"),
        Range::Share => (!value.is_negative() && value <= Exact::ONE, "from 0 to 1"),
    };
    if !fits {
        faults.add(code, place, format!("{text} is outside what is published"), format!("write a number {wanted}"));
        return None;
    }
    if value.to_scaled_i64(6).is_none() {
        faults.add(
            code,
            place,
            format!("{text} is larger than any amount this system keeps"),
            "write a number below 9000000000000",
        );
        return None;
    }
    Some(value)
}
