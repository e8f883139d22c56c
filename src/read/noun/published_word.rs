//! The noun PublishedWord: a word that staffing plans may use: a function or a method.

use super::visibility::of_lot;
use super::{LOT, Noun, bilingual, enumerated, enumeration, field, id, one, text, words};
use entity::lot;
use entity::published_word::{self, Column as C};

/// A word that staffing plans may use: a function or a method.
pub static PUBLISHED_WORD: Noun = Noun {
    name: "PublishedWord",
    description: words(
        "Ord som bemanningsplaner får använda",
        "A word that staffing plans may use: a function or a method",
    ),
    table: &published_word::Entity,
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
        field(
            "key",
            text(&C::Key),
            "Publicerad nyckel",
            "Published key, unique among the words of its kind in the lot",
        ),
        field("title", bilingual(&C::TitleSv, &C::TitleEn), "Vad ordet betyder", "What it means"),
    ],
    relations: &[one("lot", &LOT, &C::LotId, &lot::Column::Id, "Anbudsområdet", "The lot")],
};
