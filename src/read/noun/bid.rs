//! The noun Bid: bid (anbud): one evaluated object in one lot.

use super::visibility::of_lot;
use super::{
    BID_ANSWER, BID_PRICE, BID_PROPERTY, EXAMINATION, Filter, LOT, Noun, Order, PANEL_SCORE, PLACEMENT, SCORE,
    STAFFING_PLAN, SUPPLIER, field, id, integer, many, one, order, text, words,
};
use entity::bid::{self, Column as C};
use entity::{
    bid_answer, bid_price, bid_property, examination, lot, panel_score, placement, score, staffing_plan, supplier,
};

/// Bid (anbud): one evaluated object in one lot.
pub static BID: Noun = Noun {
    name: "Bid",
    description: words(
        "Anbud: ett utvärderat objekt i ett anbudsområde",
        "Bid (anbud): one evaluated object in one lot",
    ),
    table: &bid::Entity,
    id: &C::Id,
    visibility: of_lot(&C::LotId),
    fields: &[
        id(),
        field("key", text(&C::Key), "Publicerad nyckel", "Published key, unique in its procurement"),
        field("objectName", text(&C::ObjectName), "Den erbjudna enhetens namn", "Name of the offered unit").optional(),
        field("permit", text(&C::Permit), "Enhetens tillstånd", "Permit number of the unit").optional(),
        field("places", integer(&C::Places), "Tillståndsgivna platser", "Licensed places of the unit").optional(),
    ],
    relations: &[
        one("lot", &LOT, &C::LotId, &lot::Column::Id, "Anbudsområdet", "The lot"),
        one("supplier", &SUPPLIER, &C::SupplierId, &supplier::Column::Id, "Leverantören", "The supplier"),
        many(
            "prices",
            &BID_PRICE,
            &C::Id,
            &bid_price::Column::BidId,
            "Priser i prislistans ordning; en rad utan pris saknas",
            "Offered prices, in the price list's order; a line without a price has none",
        )
        .ordered(&[order::by_price_line(&bid_price::Column::PriceLineId)]),
        many(
            "answers",
            &BID_ANSWER,
            &C::Id,
            &bid_answer::Column::BidId,
            "Svar på kriterier, i deras ordning",
            "Answers to criteria, in their order",
        )
        .ordered(&[order::by_criterion(&bid_answer::Column::CriterionId)]),
        many(
            "properties",
            &BID_PROPERTY,
            &C::Id,
            &bid_property::Column::BidId,
            "Uppgifter för livscykelkostnaden",
            "Stated properties, for the life-cycle cost, by price line",
        )
        .ordered(&[order::by_price_line(&bid_property::Column::PriceLineId), Order::By(&bid_property::Column::Name)]),
        one(
            "staffingPlan",
            &STAFFING_PLAN,
            &C::Id,
            &staffing_plan::Column::BidId,
            "Bemanningsplanen; saknas där modellen inget mäter, och där ett förkastat anbuds plan inte går att läsa",
            "Staffing plan (bemanningsplan); absent where the model measures none, and where that of a rejected bid does not read",
        )
        .optional(),
        one(
            "examination",
            &EXAMINATION,
            &C::Id,
            &examination::Column::BidId,
            "Prövningen av anbudet",
            "The decision after the check of requirements",
        )
        .optional(),
        many(
            "panelScores",
            &PANEL_SCORE,
            &C::Id,
            &panel_score::Column::BidId,
            "Bedömargruppens samstämmiga nivåer",
            "The panel's consensus (samstämmig bedömning)",
        )
        .ordered(&[order::by_criterion(&panel_score::Column::CriterionId)]),
        one(
            "placement",
            &PLACEMENT,
            &C::Id,
            &placement::Column::BidId,
            "Placering i den senaste utvärderingen",
            "Where it came in the latest evaluation",
        )
        .only(&[Filter::Is(&placement::Column::Current)])
        .optional(),
        many(
            "scores",
            &SCORE,
            &C::Id,
            &score::Column::BidId,
            "Vad kriterierna gav i den senaste utvärderingen",
            "What the criteria gave in the latest evaluation",
        )
        .only(&[Filter::Is(&score::Column::Current)])
        .ordered(&[Order::By(&score::Column::Position)]),
    ],
};
