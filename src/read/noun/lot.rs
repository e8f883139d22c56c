//! The noun Lot: lot (anbudsområde) with its own stage and its own locked model.

use super::visibility::ANNOUNCED;
use super::{
    BID, CRITERION, DRAW, EVALUATION, Filter, Noun, Order, PRICE_LINE, PROCUREMENT, PUBLISHED_WORD, REQUIREMENT, Scale,
    bilingual, decimal, enumerated, enumeration, field, id, instant, integer, many, one, rule, text, words,
};
use entity::lot::{self, Column as C};
use entity::{bid, criterion, draw, evaluation, price_line, procurement, published_word, requirement};

/// Lot (anbudsområde) with its own stage and its own locked model.
pub static LOT: Noun = Noun {
    name: "Lot",
    description: words(
        "Anbudsområde med egen utvärderingsmodell",
        "Lot (anbudsområde) with its own stage and its own locked model",
    ),
    table: &lot::Entity,
    id: &C::Id,
    visibility: ANNOUNCED,
    fields: &[
        id(),
        field("key", text(&C::Key), "Publicerad nyckel", "Published key, unique in its procurement"),
        field("title", bilingual(&C::TitleSv, &C::TitleEn), "Rubrik", "Title").sorted(&C::TitleSort),
        field("stage", enumerated(&C::Stage, &enumeration::LOT_STAGE), "Skede", "Stage of this lot"),
        field(
            "announcedAt",
            instant(&C::AnnouncedAt),
            "När tilldelningsbeslutet meddelades",
            "When the award decision (tilldelningsbeslut) was announced",
        ),
        field(
            "estimatedValue",
            decimal(&C::EstimatedValue, Scale::Money),
            "Uppskattat värde, i upphandlingens valuta",
            "Estimated value, in the procurement's currency",
        ),
        field(
            "maximumValue",
            decimal(&C::MaximumValue, Scale::Money),
            "Takvärde för ramavtalet",
            "Ceiling of the framework agreement (takvärde)",
        ),
        field(
            "awardLimit",
            integer(&C::AwardLimit),
            "Högsta antal antagna anbud",
            "How many bids are admitted to the framework agreement at most",
        ),
        field(
            "basis",
            enumerated(&C::Basis, &enumeration::AWARD_BASIS),
            "Utvärderingsgrund",
            "Award basis (utvärderingsgrund)",
        ),
        field(
            "priceRuleRevision",
            text(&C::PriceRule),
            "Regel och utgåva som bildar priset",
            "Rule and revision that forms the price",
        ),
        field(
            "combinationRuleRevision",
            text(&C::CombinationRule),
            "Regel och utgåva som väger samman pris och kvalitet",
            "Rule and revision that combines price and quality",
        ),
        field(
            "assessmentDigest",
            text(&C::AssessmentDigest),
            "Kontrollsumma för prövningen och bedömningen",
            "Digest of the examination decisions and the panel's scores",
        ),
        field(
            "modelDigest",
            text(&C::ModelDigest),
            "Kontrollsumma för den låsta modellen",
            "Digest of the locked model",
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
        rule("priceRule", &C::PriceRule, "Regeln som bildar priset", "The rule that forms the price"),
        rule(
            "combinationRule",
            &C::CombinationRule,
            "Regeln som väger samman pris och kvalitet",
            "The rule that combines price and quality",
        ),
        many(
            "requirements",
            &REQUIREMENT,
            &C::Id,
            &requirement::Column::LotId,
            "Obligatoriska krav i modellens ordning",
            "Mandatory requirements (ska-krav), in the model's order",
        )
        .ordered(&[Order::By(&requirement::Column::Position)]),
        many(
            "criteria",
            &CRITERION,
            &C::Id,
            &criterion::Column::LotId,
            "Alla tilldelningskriterier, grupper före sina delar",
            "All award criteria (tilldelningskriterier), groups before their parts",
        )
        .ordered(&[Order::By(&criterion::Column::Position)]),
        many(
            "rootCriteria",
            &CRITERION,
            &C::Id,
            &criterion::Column::LotId,
            "Tilldelningskriterier som inte ingår i en grupp",
            "Award criteria that belong to no group",
        )
        .only(&[Filter::Absent(&criterion::Column::ParentId)])
        .ordered(&[Order::By(&criterion::Column::Position)]),
        many(
            "priceLines",
            &PRICE_LINE,
            &C::Id,
            &price_line::Column::LotId,
            "Prislistans rader",
            "Lines of the price list (prisrader)",
        )
        .ordered(&[Order::By(&price_line::Column::Position)]),
        many(
            "functions",
            &PUBLISHED_WORD,
            &C::Id,
            &published_word::Column::LotId,
            "Funktioner som bemanningsplaner får ange",
            "Functions that staffing plans may name",
        )
        .only(&[Filter::Equals(&published_word::Column::Kind, "function")])
        .ordered(&[Order::By(&published_word::Column::Position)]),
        many(
            "methods",
            &PUBLISHED_WORD,
            &C::Id,
            &published_word::Column::LotId,
            "Metoder som bemanningsplaner får ange",
            "Methods that staffing plans may name",
        )
        .only(&[Filter::Equals(&published_word::Column::Kind, "method")])
        .ordered(&[Order::By(&published_word::Column::Position)]),
        many("draws", &DRAW, &C::Id, &draw::Column::LotId, "Lottningar som hölls", "Drawings of lots that were held")
            .ordered(&[Order::By(&draw::Column::Position)]),
        many("bids", &BID, &C::Id, &bid::Column::LotId, "Anbud, efter nyckel", "Bids, by key")
            .ordered(&[Order::By(&bid::Column::Key)]),
        many(
            "evaluations",
            &EVALUATION,
            &C::Id,
            &evaluation::Column::LotId,
            "Utvärderingar, den första först",
            "Evaluations, the first run first",
        )
        .ordered(&[Order::By(&evaluation::Column::Number)]),
        one(
            "currentEvaluation",
            &EVALUATION,
            &C::Id,
            &evaluation::Column::LotId,
            "Den senaste utvärderingen",
            "The latest evaluation",
        )
        .only(&[Filter::Is(&evaluation::Column::Current)])
        .optional()
        .ordered(&[Order::By(&evaluation::Column::Number)]),
    ],
};
