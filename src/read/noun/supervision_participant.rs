//! The noun SupervisionParticipant: a person who takes part in a supervision group.

use super::visibility::of_lot;
use super::{Noun, SUPERVISION_GROUP, field, id, one, text, words};
use entity::supervision_group;
use entity::supervision_participant::{self, Column as C};

/// A person who takes part in a supervision group.
pub static SUPERVISION_PARTICIPANT: Noun = Noun {
    name: "SupervisionParticipant",
    description: words("En person som deltar i en handledningsgrupp", "A person who takes part in a supervision group"),
    table: &supervision_participant::Entity,
    id: &C::Id,
    visibility: of_lot(&C::LotId),
    fields: &[
        id(),
        field(
            "person",
            text(&C::Person),
            "Personen, under samma pseudonym som på planens rader",
            "The person's pseudonym, as on the role lines",
        ),
    ],
    relations: &[one(
        "supervisionGroup",
        &SUPERVISION_GROUP,
        &C::SupervisionGroupId,
        &supervision_group::Column::Id,
        "Gruppen",
        "The group",
    )],
};
