//! The noun IndividualScore: what one member of the panel gave, alone, before they agreed.

use super::visibility::of_lot;
use super::{Noun, PANEL_SCORE, bilingual, field, id, integer, one, text, words};
use entity::individual_score::{self, Column as C};
use entity::panel_score;

/// What one member of the panel gave, alone, before they agreed.
pub static INDIVIDUAL_SCORE: Noun = Noun {
    name: "IndividualScore",
    description: words(
        "Vad en bedömare gav på egen hand",
        "What one member of the panel gave, alone, before they agreed",
    ),
    table: &individual_score::Entity,
    id: &C::Id,
    visibility: of_lot(&C::LotId),
    fields: &[
        id(),
        field("evaluator", text(&C::Evaluator), "Bedömaren, under pseudonym", "The member, by pseudonym"),
        field("level", integer(&C::Level), "Nivån", "The level given"),
        field("reason", bilingual(&C::ReasonSv, &C::ReasonEn), "Skäl", "The reason"),
    ],
    relations: &[one(
        "panelScore",
        &PANEL_SCORE,
        &C::PanelScoreId,
        &panel_score::Column::Id,
        "Den samstämmiga nivån",
        "What they agreed on",
    )],
};
