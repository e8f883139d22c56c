//! The noun MeasureWord: a function or method that a measure includes.

use super::visibility::of_lot;
use super::{MEASURE, Noun, PUBLISHED_WORD, enumerated, enumeration, field, id, one, words};
use entity::measure_word::{self, Column as C};
use entity::{measure, published_word};

/// A function or method that a measure includes.
pub static MEASURE_WORD: Noun = Noun {
    name: "MeasureWord",
    description: words("Funktion eller metod som ett mått räknar", "A function or method that a measure includes"),
    table: &measure_word::Entity,
    id: &C::Id,
    visibility: of_lot(&C::LotId),
    fields: &[
        id(),
        field(
            "kind",
            enumerated(&C::Kind, &enumeration::PUBLISHED_WORD_KIND),
            "Funktion eller metod",
            "Function or method",
        ),
    ],
    relations: &[
        one("measure", &MEASURE, &C::MeasureId, &measure::Column::Id, "Måttet", "The measure"),
        one("word", &PUBLISHED_WORD, &C::PublishedWordId, &published_word::Column::Id, "Ordet", "The word"),
    ],
};
