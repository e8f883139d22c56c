//! The noun Classification: a CPV code (what is bought) or a NUTS code (where).

use super::visibility::of_procurement;
use super::{Noun, PROCUREMENT, enumerated, enumeration, field, id, one, text, words};
use entity::classification::{self, Column as C};
use entity::procurement;

/// A CPV code (what is bought) or a NUTS code (where).
pub static CLASSIFICATION: Noun = Noun {
    name: "Classification",
    description: words("En CPV-kod eller en NUTS-kod", "A CPV code (what is bought) or a NUTS code (where)"),
    table: &classification::Entity,
    id: &C::Id,
    visibility: of_procurement(&C::ProcurementId),
    fields: &[
        id(),
        field(
            "scheme",
            enumerated(&C::Scheme, &enumeration::CLASSIFICATION_SCHEME),
            "Klassifikation",
            "The classification",
        ),
        field("code", text(&C::Code), "Koden", "The code"),
    ],
    relations: &[one(
        "procurement",
        &PROCUREMENT,
        &C::ProcurementId,
        &procurement::Column::Id,
        "Upphandlingen",
        "The procurement",
    )],
};
