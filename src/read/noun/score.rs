//! The noun Score: what one criterion gave one bid.

use super::visibility::of_lot;
use super::{
    BID, CRITERION, Noun, Order, PLACEMENT, Scale, TRACE_STEP, boolean, decimal, field, id, integer, many, one, text,
    words,
};
use entity::score::{self, Column as C};
use entity::{bid, criterion, placement, trace_step};

/// What one criterion gave one bid.
pub static SCORE: Noun = Noun {
    name: "Score",
    description: words("Vad ett kriterium gav ett anbud", "What one criterion gave one bid"),
    table: &score::Entity,
    id: &C::Id,
    visibility: of_lot(&C::LotId),
    fields: &[
        id(),
        field(
            "current",
            boolean(&C::Current),
            "Om den hör till den senaste utvärderingen",
            "Whether its evaluation is the lot's latest run",
        ),
        field("level", integer(&C::Level), "Nivån som nåddes", "The level reached, from 0"),
        field(
            "factor",
            decimal(&C::Factor, Scale::Measure),
            "Andel av kriteriets belopp",
            "Share of the criterion's amount",
        ),
        field(
            "amount",
            decimal(&C::Amount, Scale::Measure),
            "Avdrag, poäng eller påslag, avrundat för visning",
            "Deduction, points or surcharge (avdrag, poäng, påslag), rounded for display",
        ),
        field("amountExact", text(&C::AmountExact), "Detsamma, exakt", "The same, exact"),
        field("unit", text(&C::Unit), "Beloppets enhet", "Unit of the amount"),
    ],
    relations: &[
        one("placement", &PLACEMENT, &C::PlacementId, &placement::Column::Id, "Placeringen", "The placement"),
        one("bid", &BID, &C::BidId, &bid::Column::Id, "Anbudet", "The bid"),
        one("criterion", &CRITERION, &C::CriterionId, &criterion::Column::Id, "Kriteriet", "The criterion"),
        many(
            "traceSteps",
            &TRACE_STEP,
            &C::Id,
            &trace_step::Column::ScoreId,
            "Uträkningens steg om detta",
            "The steps of the calculation about it",
        )
        .ordered(&[Order::By(&trace_step::Column::Number)]),
    ],
};
