//! The noun CriterionLevel: one level of a rating scale (bedömningsskala).

use super::visibility::of_lot;
use super::{CRITERION, Noun, Scale, bilingual, decimal, field, id, integer, one, words};
use entity::criterion;
use entity::criterion_level::{self, Column as C};

/// One level of a rating scale (bedömningsskala).
pub static CRITERION_LEVEL: Noun = Noun {
    name: "CriterionLevel",
    description: words("Nivå på bedömningsskalan", "One level of a rating scale (bedömningsskala)"),
    table: &criterion_level::Entity,
    id: &C::Id,
    visibility: of_lot(&C::LotId),
    fields: &[
        id(),
        field("number", integer(&C::Number), "Nivån, från 0", "The level, from 0"),
        field("text", bilingual(&C::TextSv, &C::TextEn), "Vad nivån kräver", "What the level asks for"),
        field(
            "factor",
            decimal(&C::Factor, Scale::Measure),
            "Andel av kriteriets belopp",
            "Share of the criterion's amount",
        ),
        field(
            "threshold",
            decimal(&C::Threshold, Scale::Measure),
            "Lägsta svar som når nivån, i kriteriets enhet",
            "Lowest answer that reaches this level, in the criterion's unit",
        )
        .optional(),
    ],
    relations: &[one("criterion", &CRITERION, &C::CriterionId, &criterion::Column::Id, "Kriteriet", "The criterion")],
};
