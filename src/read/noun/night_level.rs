//! The noun NightLevel: what one level of night cover asks for every night.

use super::visibility::of_lot;
use super::{MEASURE, Noun, field, id, integer, one, words};
use entity::measure;
use entity::night_level::{self, Column as C};

/// What one level of night cover asks for every night.
pub static NIGHT_LEVEL: Noun = Noun {
    name: "NightLevel",
    description: words(
        "Vad en nivå av nattbemanning kräver varje natt",
        "What one level of night cover asks for every night",
    ),
    table: &night_level::Entity,
    id: &C::Id,
    visibility: of_lot(&C::LotId),
    fields: &[
        id(),
        field("number", integer(&C::Number), "Nivån, från 1", "The level, from 1; level 0 asks for nothing"),
        field("waking", integer(&C::Waking), "Vakna, minst", "People awake (vaken natt), at least"),
        field(
            "sleeping",
            integer(&C::Sleeping),
            "Sovande jour, minst",
            "People asleep on site (sovande jour), at least",
        ),
        field("backUp", integer(&C::BackUp), "Bakjour, minst", "People on back-up duty (bakjour), at least"),
    ],
    relations: &[one("measure", &MEASURE, &C::MeasureId, &measure::Column::Id, "Måttet", "The measure")],
};
