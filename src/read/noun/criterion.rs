//! The noun Criterion: award criterion (tilldelningskriterium), or a group of them.

use super::visibility::of_lot;
use super::{
    CRITERION_LEVEL, LOT, MEASURE, Noun, Order, Scale, bilingual, decimal, enumerated, enumeration, field, id, many,
    one, rule, text, words,
};
use entity::criterion::{self, Column as C};
use entity::{criterion_level, lot, measure};

/// Award criterion (tilldelningskriterium), or a group of them.
pub static CRITERION: Noun = Noun {
    name: "Criterion",
    description: words(
        "Tilldelningskriterium, eller en grupp av dem",
        "Award criterion (tilldelningskriterium), or a group of them",
    ),
    table: &criterion::Entity,
    id: &C::Id,
    visibility: of_lot(&C::LotId),
    fields: &[
        id(),
        field("key", text(&C::Key), "Publicerad nyckel", "Published key, unique in its lot"),
        field("title", bilingual(&C::TitleSv, &C::TitleEn), "Rubrik", "Title"),
        field(
            "definition",
            bilingual(&C::DefinitionSv, &C::DefinitionEn),
            "Vad som mäts eller bedöms",
            "What is measured or judged",
        )
        .optional(),
        field(
            "evidence",
            bilingual(&C::EvidenceSv, &C::EvidenceEn),
            "Vad anbudsgivaren styrker det med",
            "What the supplier shows it with",
        )
        .optional(),
        field(
            "weight",
            decimal(&C::Weight, Scale::Measure),
            "Vikt, i sammanvägningsregelns enhet",
            "Weight (vikt), in the combination rule's unit",
        ),
        field(
            "scaleRuleRevision",
            text(&C::ScaleRule),
            "Regel och utgåva som gör svaret till en andel; saknas för grupper",
            "Rule and revision that turns an answer into a factor; absent for groups",
        )
        .optional(),
        field(
            "unit",
            text(&C::Unit),
            "Svarets enhet, för mätta kriterier",
            "Unit of the answer, for measured criteria",
        )
        .optional(),
        field(
            "assessedBy",
            enumerated(&C::AssessedBy, &enumeration::ASSESSOR),
            "Vem som avgör nivån",
            "Who says which level a bid reaches, for described levels",
        )
        .optional(),
    ],
    relations: &[
        one("lot", &LOT, &C::LotId, &lot::Column::Id, "Anbudsområdet", "The lot"),
        one("parent", &CRITERION, &C::ParentId, &C::Id, "Gruppen som kriteriet ingår i", "The group it belongs to")
            .optional(),
        many("children", &CRITERION, &C::Id, &C::ParentId, "Gruppens delar", "The parts of a group")
            .ordered(&[Order::By(&C::Position)]),
        many(
            "levels",
            &CRITERION_LEVEL,
            &C::Id,
            &criterion_level::Column::CriterionId,
            "Skalans nivåer, den lägsta först",
            "The levels of its scale, the lowest first",
        )
        .ordered(&[Order::By(&criterion_level::Column::Number)]),
        one(
            "measure",
            &MEASURE,
            &C::Id,
            &measure::Column::CriterionId,
            "Hur det mäts ur bemanningsplanen, om det gör det",
            "How it is measured from the staffing plan, where it is",
        )
        .optional(),
        rule(
            "scaleRule",
            &C::ScaleRule,
            "Regeln som gör svaret till en andel",
            "The rule that turns an answer into a factor",
        ),
    ],
};
