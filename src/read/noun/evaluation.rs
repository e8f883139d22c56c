//! The noun Evaluation: one run of a lot's locked model over one set of inputs.

use super::visibility::of_lot;
use super::{
    FINDING, LOT, Noun, Order, PLACEMENT, TRACE_STEP, boolean, field, id, instant, integer, many, one, text, words,
};
use entity::evaluation::{self, Column as C};
use entity::{finding, lot, placement, trace_step};

/// One run of a lot's locked model over one set of inputs.
pub static EVALUATION: Noun = Noun {
    name: "Evaluation",
    description: words("En körning av den låsta modellen", "One run of a lot's locked model over one set of inputs"),
    table: &evaluation::Entity,
    id: &C::Id,
    visibility: of_lot(&C::LotId),
    fields: &[
        id(),
        field(
            "number",
            integer(&C::Number),
            "Körningens nummer i anbudsområdet, från 1",
            "Run number in the lot, from 1",
        ),
        field("current", boolean(&C::Current), "Om det är den senaste", "Whether it is the lot's latest run"),
        field(
            "drawNeeded",
            boolean(&C::DrawNeeded),
            "Om lottning måste avgöra",
            "Whether a draw must settle a tie before the order stands",
        ),
        field("modelDigest", text(&C::ModelDigest), "Kontrollsumma för modellen", "Digest of the model used"),
        field("inputsDigest", text(&C::InputsDigest), "Kontrollsumma för underlaget", "Digest of the inputs used"),
        field(
            "outcomeDigest",
            text(&C::OutcomeDigest),
            "Kontrollsumma för resultatet",
            "Digest of the outcome with its trace",
        ),
        field("evaluatedAt", instant(&C::EvaluatedAt), "När den sparades", "When it was stored"),
    ],
    relations: &[
        one("lot", &LOT, &C::LotId, &lot::Column::Id, "Anbudsområdet", "The lot"),
        many(
            "placements",
            &PLACEMENT,
            &C::Id,
            &placement::Column::EvaluationId,
            "Placeringar, den första först",
            "Placements, the first first",
        )
        .ordered(&[Order::By(&placement::Column::Position)]),
        many(
            "findings",
            &FINDING,
            &C::Id,
            &finding::Column::EvaluationId,
            "Iakttagelser för prövningen: uppgivet och uppmätt skiljer sig",
            "Findings for the examination: where what is stated differs from what is measured",
        )
        .ordered(&[Order::By(&finding::Column::Position)]),
        many(
            "traceSteps",
            &TRACE_STEP,
            &C::Id,
            &trace_step::Column::EvaluationId,
            "Uträkningens alla steg, i ordning",
            "All steps of the calculation, in order",
        )
        .ordered(&[Order::By(&trace_step::Column::Number)]),
    ],
};
