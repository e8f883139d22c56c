//! The noun TraceStep: one step of the calculation, in the order it was made.

use super::visibility::of_lot;
use super::{
    CRITERION, EVALUATION, Noun, Order, PLACEMENT, PRICE_LINE, SCORE, TRACE_REFERENCE, field, id, integer, many, one,
    rule, text, words,
};
use entity::trace_step::{self, Column as C};
use entity::{criterion, evaluation, placement, price_line, score, trace_reference};

/// One step of the calculation, in the order it was made.
pub static TRACE_STEP: Noun = Noun {
    name: "TraceStep",
    description: words("Ett steg i uträkningen", "One step of the calculation, in the order it was made"),
    table: &trace_step::Entity,
    id: &C::Id,
    visibility: of_lot(&C::LotId),
    fields: &[
        id(),
        field("number", integer(&C::Number), "Nummer i uträkningen, från 0", "Number in the trace, from 0"),
        field("ruleRevision", text(&C::Rule), "Regel och utgåva", "Rule and revision, such as `stepped_table@1`"),
        field(
            "name",
            text(&C::Name),
            "Vilken av regelns storheter det är",
            "Which of the rule's quantities it is: a symbol of the rule",
        ),
        field("year", integer(&C::Year), "Året som steget gäller, från 1", "The year it is about, from 1").optional(),
        field(
            "detail",
            text(&C::Detail),
            "Rad i bemanningsplanen, till exempel `staff/3`",
            "Row of the staffing plan it is about, such as `staff/3`",
        )
        .optional(),
        field("operation", text(&C::Operation), "Räkneoperation", "The operation"),
        field("value", text(&C::ValueExact), "Resultatet, exakt", "The result, exact: a decimal or a fraction"),
        field("unit", text(&C::Unit), "Resultatets enhet", "Unit of the result"),
    ],
    relations: &[
        rule("rule", &C::Rule, "Regeln som steget följer", "The rule that the step follows"),
        many(
            "references",
            &TRACE_REFERENCE,
            &C::Id,
            &trace_reference::Column::TraceStepId,
            "Vad steget räknades från, i ordning",
            "What it was computed from, in order",
        )
        .ordered(&[Order::By(&trace_reference::Column::Position)]),
        one("score", &SCORE, &C::ScoreId, &score::Column::Id, "Vad steget hör till", "The score it belongs to")
            .optional(),
        one(
            "placement",
            &PLACEMENT,
            &C::PlacementId,
            &placement::Column::Id,
            "Anbudet som steget gäller; saknas för steg om alla anbud",
            "The bid it concerns; absent for steps about all bids",
        )
        .optional(),
        one(
            "criterion",
            &CRITERION,
            &C::CriterionId,
            &criterion::Column::Id,
            "Kriteriet som steget gäller",
            "The criterion it is about",
        )
        .optional(),
        one(
            "priceLine",
            &PRICE_LINE,
            &C::PriceLineId,
            &price_line::Column::Id,
            "Prisraden som steget gäller",
            "The price line or product it is about",
        )
        .optional(),
        one("evaluation", &EVALUATION, &C::EvaluationId, &evaluation::Column::Id, "Utvärderingen", "The evaluation"),
    ],
};
