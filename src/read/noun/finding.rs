//! The noun Finding: a difference between what a bid states and what its staffing plan measures; the measured figure scores.

use super::visibility::of_lot;
use super::{BID, CRITERION, EVALUATION, Noun, PLACEMENT, Scale, decimal, field, id, one, words};
use entity::finding::{self, Column as C};
use entity::{bid, criterion, evaluation, placement};

/// A difference between what a bid states and what its staffing plan measures; the measured figure scores.
pub static FINDING: Noun = Noun {
    name: "Finding",
    description: words(
        "Iakttagelse för prövningen: vad anbudet uppger är inte vad planen visar",
        "A difference between what a bid states and what its staffing plan measures; the measured figure scores",
    ),
    table: &finding::Entity,
    id: &C::Id,
    visibility: of_lot(&C::LotId),
    fields: &[
        id(),
        field(
            "stated",
            decimal(&C::Stated, Scale::Measure),
            "Vad anbudet uppger, i kriteriets enhet",
            "What the bid states, in the criterion's unit; a level number for described levels",
        ),
        field(
            "measured",
            decimal(&C::Measured, Scale::Measure),
            "Vad som mätts ur planen",
            "What its plan measures, in the same unit",
        ),
    ],
    relations: &[
        one("evaluation", &EVALUATION, &C::EvaluationId, &evaluation::Column::Id, "Utvärderingen", "The evaluation"),
        one("placement", &PLACEMENT, &C::PlacementId, &placement::Column::Id, "Placeringen", "The placement"),
        one("bid", &BID, &C::BidId, &bid::Column::Id, "Anbudet", "The bid"),
        one("criterion", &CRITERION, &C::CriterionId, &criterion::Column::Id, "Kriteriet", "The criterion"),
    ],
};
