//! The noun Placement: where one admitted bid came in one evaluation (rangordning).

use super::visibility::of_lot;
use super::{
    BID, EVALUATION, FINDING, Noun, Order, SCORE, Scale, TRACE_STEP, boolean, decimal, field, id, integer, many, one,
    text, words,
};
use entity::placement::{self, Column as C};
use entity::{bid, evaluation, finding, score, trace_step};

/// Where one admitted bid came in one evaluation (rangordning).
pub static PLACEMENT: Noun = Noun {
    name: "Placement",
    description: words(
        "Var ett antaget anbud hamnade i en utvärdering",
        "Where one admitted bid came in one evaluation (rangordning)",
    ),
    table: &placement::Entity,
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
        field(
            "rank",
            integer(&C::Rank),
            "Rang, från 1; anbud som delar rang har lika utfall",
            "Rank, from 1; bids that share it are tied",
        ),
        field(
            "tied",
            boolean(&C::Tied),
            "Om jämförelsevärdet är lika med ett annat anbuds",
            "Whether the comparison value equals another bid's",
        ),
        field(
            "awarded",
            boolean(&C::Awarded),
            "Om det ryms bland de antagna",
            "Whether it is within the lot's award limit",
        ),
        field(
            "price",
            decimal(&C::Price, Scale::Money),
            "Pris eller kostnad, avrundat för visning",
            "The bid's price or cost, rounded for display",
        ),
        field(
            "priceExact",
            text(&C::PriceExact),
            "Detsamma, exakt: ett decimaltal eller ett bråk",
            "The same, exact: a decimal or a fraction",
        ),
        field(
            "comparison",
            decimal(&C::Comparison, Scale::Measure),
            "Jämförelsevärde, avrundat för visning",
            "Comparison value (jämförelsepris), rounded for display",
        ),
        field("comparisonExact", text(&C::ComparisonExact), "Detsamma, exakt", "The same, exact"),
        field("comparisonUnit", text(&C::ComparisonUnit), "Jämförelsevärdets enhet", "Unit of the comparison value"),
        field(
            "decidedBy",
            text(&C::DecidedBy),
            "Vad som skilde det från anbudet efter",
            "What set it apart from the bid after it: `comparison_value`, a tie-breaker, `draw_needed` or `last`",
        ),
    ],
    relations: &[
        one("evaluation", &EVALUATION, &C::EvaluationId, &evaluation::Column::Id, "Utvärderingen", "The evaluation"),
        one("bid", &BID, &C::BidId, &bid::Column::Id, "Anbudet", "The bid"),
        many(
            "scores",
            &SCORE,
            &C::Id,
            &score::Column::PlacementId,
            "Vad kriterierna gav, i deras ordning",
            "What the criteria gave, in their order",
        )
        .ordered(&[Order::By(&score::Column::Position)]),
        many(
            "findings",
            &FINDING,
            &C::Id,
            &finding::Column::PlacementId,
            "Iakttagelser för prövningen: uppgivet och uppmätt skiljer sig",
            "Findings for the examination: where what is stated differs from what is measured",
        )
        .ordered(&[Order::By(&finding::Column::Position)]),
        many(
            "traceSteps",
            &TRACE_STEP,
            &C::Id,
            &trace_step::Column::PlacementId,
            "Uträkningens steg om detta anbud",
            "The steps of the calculation about this bid",
        )
        .ordered(&[Order::By(&trace_step::Column::Number)]),
    ],
};
