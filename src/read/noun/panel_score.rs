//! The noun PanelScore: the panel's consensus (samstämmig bedömning) on one criterion of one bid.

use super::visibility::of_lot;
use super::{BID, CRITERION, INDIVIDUAL_SCORE, Noun, Order, bilingual, field, id, integer, many, one, words};
use entity::panel_score::{self, Column as C};
use entity::{bid, criterion, individual_score};

/// The panel's consensus (samstämmig bedömning) on one criterion of one bid.
pub static PANEL_SCORE: Noun = Noun {
    name: "PanelScore",
    description: words(
        "Bedömargruppens samstämmiga nivå",
        "The panel's consensus (samstämmig bedömning) on one criterion of one bid",
    ),
    table: &panel_score::Entity,
    id: &C::Id,
    visibility: of_lot(&C::LotId),
    fields: &[
        id(),
        field("level", integer(&C::Level), "Nivån", "The level given"),
        field("reason", bilingual(&C::ReasonSv, &C::ReasonEn), "Skäl", "The reason").optional(),
    ],
    relations: &[
        one("bid", &BID, &C::BidId, &bid::Column::Id, "Anbudet", "The bid"),
        one("criterion", &CRITERION, &C::CriterionId, &criterion::Column::Id, "Kriteriet", "The criterion"),
        many(
            "individual",
            &INDIVIDUAL_SCORE,
            &C::Id,
            &individual_score::Column::PanelScoreId,
            "Vad var och en gav på egen hand",
            "What each member of the panel gave before they agreed",
        )
        .ordered(&[Order::By(&individual_score::Column::Position)]),
    ],
};
