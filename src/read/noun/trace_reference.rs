//! The noun TraceReference: what a step was computed from: an earlier step or an input.

use super::visibility::of_lot;
use super::{Noun, TRACE_STEP, enumerated, enumeration, field, id, one, text, words};
use entity::trace_reference::{self, Column as C};
use entity::trace_step;

/// What a step was computed from: an earlier step or an input.
pub static TRACE_REFERENCE: Noun = Noun {
    name: "TraceReference",
    description: words("Vad ett steg räknades från", "What a step was computed from: an earlier step or an input"),
    table: &trace_reference::Entity,
    id: &C::Id,
    visibility: of_lot(&C::LotId),
    fields: &[
        id(),
        field("source", enumerated(&C::Source, &enumeration::TRACE_SOURCE), "Varifrån", "Where it comes from"),
        field(
            "target",
            text(&C::Target),
            "Stegets nummer, pekare in i modellen eller underlaget, eller konstanten själv",
            "Step number, RFC 6901 pointer into the model or the inputs, or the constant itself",
        ),
        field("value", text(&C::ValueExact), "Värdet där, exakt", "The value found there, exact"),
    ],
    relations: &[one("traceStep", &TRACE_STEP, &C::TraceStepId, &trace_step::Column::Id, "Steget", "The step")],
};
