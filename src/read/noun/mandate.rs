//! The noun Mandate: one organisation's mandate (fullmakt) in one procurement.

use super::visibility::of_procurement;
use super::{
    MANDATE_ACT, MANDATE_VOLUME, Noun, ORGANISATION, Order, PROCUREMENT, enumerated, enumeration, field, id, many, one,
    order, words,
};
use entity::mandate::{self, Column as C};
use entity::{mandate_act, mandate_volume, organisation, procurement};

/// One organisation's mandate (fullmakt) in one procurement.
pub static MANDATE: Noun = Noun {
    name: "Mandate",
    description: words(
        "Fullmakt från en organisation i en upphandling",
        "One organisation's mandate (fullmakt) in one procurement",
    ),
    table: &mandate::Entity,
    id: &C::Id,
    visibility: of_procurement(&C::ProcurementId),
    fields: &[
        id(),
        field(
            "standing",
            enumerated(&C::Standing, &enumeration::MANDATE_STANDING),
            "Vad den gäller för vid annonseringen",
            "What it is worth at publication",
        ),
    ],
    relations: &[
        one(
            "procurement",
            &PROCUREMENT,
            &C::ProcurementId,
            &procurement::Column::Id,
            "Upphandlingen",
            "The procurement",
        ),
        one(
            "organisation",
            &ORGANISATION,
            &C::OrganisationId,
            &organisation::Column::Id,
            "Vem som lämnade den",
            "Who gave it",
        ),
        many(
            "acts",
            &MANDATE_ACT,
            &C::Id,
            &mandate_act::Column::MandateId,
            "Vad som hände med den, i ordning",
            "What happened to it, in order",
        )
        .ordered(&[Order::By(&mandate_act::Column::Position)]),
        many(
            "volumes",
            &MANDATE_VOLUME,
            &C::Id,
            &mandate_volume::Column::MandateId,
            "Volymer, i prislistans ordning",
            "The volumes it brings, in the price list's order",
        )
        .ordered(&[order::by_price_line(&mandate_volume::Column::PriceLineId)]),
    ],
};
