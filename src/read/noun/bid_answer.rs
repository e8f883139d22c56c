//! The noun BidAnswer: a supplier's answer to a criterion.

use super::visibility::of_lot;
use super::{BID, CRITERION, Noun, Scale, decimal, field, id, one, words};
use entity::bid_answer::{self, Column as C};
use entity::{bid, criterion};

/// A supplier's answer to a criterion.
pub static BID_ANSWER: Noun = Noun {
    name: "BidAnswer",
    description: words("Anbudsgivarens svar på ett kriterium", "A supplier's answer to a criterion"),
    table: &bid_answer::Entity,
    id: &C::Id,
    visibility: of_lot(&C::LotId),
    fields: &[
        id(),
        field(
            "answer",
            decimal(&C::Answer, Scale::Measure),
            "Svaret, i kriteriets enhet",
            "The answer, in the criterion's unit; a level number for described levels",
        ),
    ],
    relations: &[
        one("bid", &BID, &C::BidId, &bid::Column::Id, "Anbudet", "The bid"),
        one("criterion", &CRITERION, &C::CriterionId, &criterion::Column::Id, "Kriteriet", "The criterion"),
    ],
};
