//! The noun Training: training of a person in a method.

use super::visibility::of_lot;
use super::{Noun, PUBLISHED_WORD, ROLE_LINE, Scale, decimal, field, id, one, words};
use entity::training::{self, Column as C};
use entity::{published_word, role_line};

/// Training of a person in a method.
pub static TRAINING: Noun = Noun {
    name: "Training",
    description: words("En persons utbildning i en metod", "Training of a person in a method"),
    table: &training::Entity,
    id: &C::Id,
    visibility: of_lot(&C::LotId),
    fields: &[id(), field("days", decimal(&C::Days, Scale::Measure), "Utbildningsdagar", "Days of training")],
    relations: &[
        one("roleLine", &ROLE_LINE, &C::RoleLineId, &role_line::Column::Id, "Raden i planen", "The line of the plan"),
        one("method", &PUBLISHED_WORD, &C::MethodId, &published_word::Column::Id, "Metoden", "The method"),
    ],
};
