//! The noun Examination: the decision on one bid after the check of requirements.

use super::visibility::of_lot;
use super::{BID, Noun, REQUIREMENT, bilingual, enumerated, enumeration, field, id, instant, one, words};
use entity::examination::{self, Column as C};
use entity::{bid, requirement};

/// The decision on one bid after the check of requirements.
pub static EXAMINATION: Noun = Noun {
    name: "Examination",
    description: words("Prövning av ett anbud mot kraven", "The decision on one bid after the check of requirements"),
    table: &examination::Entity,
    id: &C::Id,
    visibility: of_lot(&C::LotId),
    fields: &[
        id(),
        field("outcome", enumerated(&C::Outcome, &enumeration::EXAMINATION_OUTCOME), "Utfall", "What it led to"),
        field(
            "ground",
            enumerated(&C::Ground, &enumeration::REJECTION_GROUND),
            "Grund, om anbudet förkastades",
            "Why, when rejected",
        )
        .optional(),
        field("reason", bilingual(&C::ReasonSv, &C::ReasonEn), "Skäl", "The reason").optional(),
        field("decidedAt", instant(&C::DecidedAt), "När", "When"),
    ],
    relations: &[
        one("bid", &BID, &C::BidId, &bid::Column::Id, "Anbudet", "The bid"),
        one(
            "requirement",
            &REQUIREMENT,
            &C::RequirementId,
            &requirement::Column::Id,
            "Kravet som inte är uppfyllt",
            "The requirement not met",
        )
        .optional(),
    ],
};
