//! The noun Procurement: a joint procurement (samordnad upphandling).

use super::visibility::WITH_AN_ANNOUNCED_LOT;
use super::{
    CLASSIFICATION, Filter, LOT, MANDATE, Noun, Order, bilingual, boolean, enumerated, enumeration, field, id, instant,
    many, order, text, words,
};
use entity::procurement::{self, Column as C};
use entity::{classification, lot, mandate};

/// A joint procurement (samordnad upphandling).
pub static PROCUREMENT: Noun = Noun {
    name: "Procurement",
    description: words("Upphandling för flera parter", "A joint procurement (samordnad upphandling)"),
    table: &procurement::Entity,
    id: &C::Id,
    visibility: WITH_AN_ANNOUNCED_LOT,
    fields: &[
        id(),
        field("key", text(&C::Key), "Publicerad nyckel", "Published key, unique"),
        field("title", bilingual(&C::TitleSv, &C::TitleEn), "Rubrik", "Title").sorted(&C::TitleSort),
        field("buyer", text(&C::Buyer), "Inköpsorganisation", "The joint purchasing body"),
        field(
            "profile",
            enumerated(&C::Profile, &enumeration::LEGAL_PROFILE),
            "Rättslig profil",
            "Legal profile: which rules of procurement law apply",
        ),
        field("currency", text(&C::Currency), "Valuta, ISO 4217", "Currency, ISO 4217"),
        field(
            "taxBasis",
            enumerated(&C::TaxBasis, &enumeration::TAX_BASIS),
            "Med eller utan moms",
            "Whether amounts include value added tax",
        ),
        field("fictional", boolean(&C::Fictional), "Påhittad för demonstration", "Invented for demonstration"),
        field("publishedAt", instant(&C::PublishedAt), "Annonserad", "When the notice was published"),
        field("deadlineAt", instant(&C::DeadlineAt), "Anbudstidens utgång", "Tender deadline (anbudstidens utgång)"),
        field(
            "announcedAt",
            instant(&C::AnnouncedAt),
            "När det första tilldelningsbeslutet meddelades",
            "When the first award decision (tilldelningsbeslut) of its lots was announced",
        ),
        field(
            "documentDigest",
            text(&C::DocumentDigest),
            "Kontrollsumma för upphandlingens dokument",
            "Digest of the procurement's document",
        ),
    ],
    relations: &[
        many(
            "cpv",
            &CLASSIFICATION,
            &C::Id,
            &classification::Column::ProcurementId,
            "Vad som köps: CPV-koder i dokumentets ordning",
            "What is bought: CPV codes in the document's order",
        )
        .only(&[Filter::Equals(&classification::Column::Scheme, "CPV")])
        .ordered(&[Order::By(&classification::Column::Position)]),
        many(
            "nuts",
            &CLASSIFICATION,
            &C::Id,
            &classification::Column::ProcurementId,
            "Var det utförs: NUTS-koder i dokumentets ordning",
            "Where it is performed: NUTS codes in the document's order",
        )
        .only(&[Filter::Equals(&classification::Column::Scheme, "NUTS")])
        .ordered(&[Order::By(&classification::Column::Position)]),
        many(
            "lots",
            &LOT,
            &C::Id,
            &lot::Column::ProcurementId,
            "Anbudsområden vars tilldelningsbeslut är meddelat, i dokumentets ordning",
            "Lots (anbudsområden) whose award decision is announced, in the document's order",
        )
        .ordered(&[Order::By(&lot::Column::Position)]),
        many(
            "mandates",
            &MANDATE,
            &C::Id,
            &mandate::Column::ProcurementId,
            "Fullmakter, efter organisationens namn",
            "Mandates (fullmakter), by the organisation's name",
        )
        .ordered(&[order::by_organisation(&mandate::Column::OrganisationId)]),
    ],
};
