//! A small world: two procurements, an announced lot with a full evaluation, and lots that are still secret.

use entity::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseConnection, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

pub fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

pub async fn put<M, E, A>(db: &DatabaseConnection, model: M)
where
    M: IntoActiveModel<A>,
    E: EntityTrait,
    A: ActiveModelTrait<Entity = E>,
{
    E::insert(model.into_active_model()).exec_without_returning(db).await.unwrap();
}

pub async fn procurement(db: &DatabaseConnection, number: u128, key: &str) {
    let row = procurement::Model {
        id: id(number),
        key: key.into(),
        title_sv: format!("Upphandling \"{key}\""),
        title_en: None,
        title_sort: key.into(),
        buyer: "Kommunförbundet".into(),
        profile: "annex_two_at_or_above_threshold".into(),
        currency: "SEK".into(),
        tax_basis: "exempt".into(),
        fictional: true,
        published_at: 1_709_210_096_007,
        deadline_at: 1_763_333_940_000,
        announced_at: None,
        document_digest: "sha256:0".into(),
    };
    put(db, row).await;
}

pub async fn lot(db: &DatabaseConnection, number: u128, procurement: u128, key: &str, announced_at: Option<i64>) {
    let row = lot::Model {
        id: id(number),
        procurement_id: id(procurement),
        key: key.into(),
        position: i32::try_from(number).unwrap(),
        title_sv: "Stödboende".into(),
        title_en: Some("Supported accommodation".into()),
        title_sort: "stodboende".into(),
        stage: "announced".into(),
        announced_at,
        estimated_value: 67_650_000,
        maximum_value: 67_655_000,
        award_limit: 1,
        basis: "best_price_quality".into(),
        price_rule: "unit_price@1".into(),
        combination_rule: "added_value_deduction@1".into(),
        assessment_digest: "sha256:1".into(),
        model_digest: "sha256:1".into(),
    };
    put(db, row).await;
    if announced_at.is_some() {
        let known = procurement::Column::AnnouncedAt;
        let update = procurement::Entity::update_many().col_expr(known, Expr::value(announced_at));
        update.filter(procurement::Column::Id.eq(id(procurement))).exec(db).await.unwrap();
    }
}

pub async fn supplier(db: &DatabaseConnection, number: u128, name: &str) {
    let row = supplier::Model {
        id: id(number),
        scheme: "SE-ORGNR".into(),
        identifier: number.to_string(),
        name: name.into(),
        name_sort: name.to_lowercase(),
    };
    put(db, row).await;
}

pub async fn bid(db: &DatabaseConnection, number: u128, procurement: u128, lot: u128, supplier: u128) {
    let envelope = submission::Model {
        id: id(number + 50_000),
        procurement_id: id(procurement),
        supplier_id: id(supplier),
        key: format!("S{number}"),
        received_at: 0,
        receipt: "in_time".into(),
    };
    put(db, envelope).await;
    let row = bid::Model {
        id: id(number),
        submission_id: id(number + 50_000),
        supplier_id: id(supplier),
        lot_id: id(lot),
        key: format!("B{number}"),
        object_name: None,
        permit: None,
        places: Some(12),
    };
    put(db, row).await;
}

/// P1 has LOT-1 (announced) and LOT-2 (secret); P2 has only a secret lot.
/// Ada (31) has bids in LOT-1; Bo (32) only in LOT-2; Cia (33) only in P2.
pub async fn fill(db: &DatabaseConnection) {
    procurement(db, 1, "P1").await;
    procurement(db, 2, "P2").await;
    lot(db, 11, 1, "LOT-1", Some(1_700_000_000_000)).await;
    lot(db, 12, 1, "LOT-2", None).await;
    lot(db, 13, 2, "LOT-1", None).await;
    supplier(db, 31, "Ada").await;
    supplier(db, 32, "Bo").await;
    supplier(db, 33, "Cia").await;
    bid(db, 101, 1, 11, 31).await;
    bid(db, 102, 1, 11, 31).await;
    bid(db, 103, 1, 12, 32).await;
    bid(db, 104, 2, 13, 33).await;
    world(db).await;
    model(db, 11, 200).await;
    model(db, 12, 300).await;
    evaluated(db, 11, 200, [101, 102]).await;
    evaluated(db, 12, 300, [103, 103]).await;
}

async fn world(db: &DatabaseConnection) {
    for (number, scheme, code, position) in
        [(21, "CPV", "85311300", 1), (22, "CPV", "85000000", 0), (23, "NUTS", "SE123", 2)]
    {
        let row = classification::Model {
            id: id(number),
            procurement_id: id(1),
            scheme: scheme.into(),
            code: code.into(),
            position,
        };
        put(db, row).await;
    }
    for (number, name, procurement) in [(41, "Linköping", 1), (42, "Motala", 2)] {
        let body = organisation::Model {
            id: id(number),
            key: number.to_string(),
            name: name.into(),
            name_sort: name.to_lowercase(),
        };
        put(db, body).await;
        let given = mandate::Model {
            id: id(number + 10),
            procurement_id: id(procurement),
            organisation_id: id(number),
            standing: "granted".into(),
        };
        put(db, given).await;
        let act = mandate_act::Model {
            id: id(number + 20),
            mandate_id: id(number + 10),
            position: 0,
            act: "granted".into(),
            acted_at: 0,
            note_sv: None,
            note_en: None,
        };
        put(db, act).await;
    }
}

async fn model(db: &DatabaseConnection, lot: u128, base: u128) {
    let lot_id = id(lot);
    let line = price_line::Model {
        id: id(base),
        lot_id,
        key: "L1".into(),
        position: 0,
        title_sv: "Dygn".into(),
        title_en: None,
        unit: "day".into(),
        quantity: 365_500_000,
    };
    put(db, line).await;
    let volume = mandate_volume::Model {
        id: id(base + 1),
        mandate_id: id(51),
        lot_id,
        price_line_id: id(base),
        quantity: 1_000_000,
        unit: "day_per_year".into(),
    };
    put(db, volume).await;
    let needed = requirement::Model {
        id: id(base + 2),
        lot_id,
        key: "R1".into(),
        position: 0,
        text_sv: "Tillstånd".into(),
        text_en: None,
    };
    put(db, needed).await;
    for (number, parent_id, key, scale_rule) in
        [(base + 3, None, "Q", None), (base + 4, Some(id(base + 3)), "Q1", Some("stepped_table@1".to_owned()))]
    {
        let row = criterion::Model {
            id: id(number),
            lot_id,
            parent_id,
            key: key.into(),
            position: i32::try_from(number).unwrap(),
            title_sv: "Kvalitet".into(),
            title_en: None,
            definition_sv: None,
            definition_en: None,
            evidence_sv: None,
            evidence_en: None,
            weight: 1_050_000,
            scale_rule,
            unit: None,
            assessed_by: Some("panel".into()),
        };
        put(db, row).await;
    }
    for number in 0..2_u8 {
        let row = criterion_level::Model {
            id: id(base + 10 + u128::from(number)),
            lot_id,
            criterion_id: id(base + 4),
            number: i32::from(number),
            text_sv: format!("Nivå {number}"),
            text_en: None,
            factor: 500_000 * i64::from(number),
            threshold: None,
        };
        put(db, row).await;
    }
}

async fn evaluated(db: &DatabaseConnection, lot: u128, base: u128, bids: [u128; 2]) {
    let lot_id = id(lot);
    let run = evaluation::Model {
        id: id(base + 20),
        lot_id,
        number: 1,
        current: true,
        draw_needed: false,
        model_digest: "sha256:1".into(),
        inputs_digest: "sha256:2".into(),
        outcome_digest: "sha256:3".into(),
        evaluated_at: 1_700_000_000_000,
    };
    put(db, run).await;
    for (position, bid) in bids.into_iter().enumerate() {
        if position > 0 && bids[0] == bid {
            continue;
        }
        placed(db, lot_id, base, position, bid).await;
    }
    super::staffing::fill(db, lot_id, base, bids[0]).await;
}

async fn placed(db: &DatabaseConnection, lot_id: Uuid, base: u128, position: usize, bid: u128) {
    let at = base + 30 + 10 * u128::try_from(position).unwrap();
    let rank = i32::try_from(position).unwrap() + 1;
    let row = placement::Model {
        id: id(at),
        lot_id,
        evaluation_id: id(base + 20),
        bid_id: id(bid),
        current: true,
        position: rank - 1,
        rank,
        tied: false,
        awarded: position == 0,
        price: 12_345_678,
        price_exact: "3703.7/3".into(),
        comparison: -1,
        comparison_exact: "-0.000001".into(),
        comparison_unit: "SEK".into(),
        decided_by: "comparison_value".into(),
    };
    put(db, row).await;
    let given = score::Model {
        position: 0,
        id: id(at + 1),
        lot_id,
        placement_id: id(at),
        bid_id: id(bid),
        criterion_id: id(base + 4),
        current: true,
        level: 1,
        factor: 500_000,
        amount: 2_500_000,
        amount_exact: "2.5".into(),
        unit: "SEK".into(),
    };
    put(db, given).await;
    let step = trace_step::Model {
        id: id(at + 2),
        lot_id,
        evaluation_id: id(base + 20),
        placement_id: Some(id(at)),
        score_id: Some(id(at + 1)),
        number: rank,
        rule: "stepped_table@1".into(),
        name: "f".into(),
        criterion_id: Some(id(base + 4)),
        price_line_id: None,
        year: None,
        detail: None,
        operation: "multiply".into(),
        value_exact: "2.5".into(),
        unit: "SEK".into(),
    };
    put(db, step).await;
    let reference = trace_reference::Model {
        id: id(at + 3),
        lot_id,
        trace_step_id: id(at + 2),
        position: 0,
        source: "panel".into(),
        target: "/0/level".into(),
        value_exact: "1".into(),
    };
    put(db, reference).await;
    said(db, lot_id, base, at, bid).await;
}

/// What the bid says and what was said of it.
async fn said(db: &DatabaseConnection, lot_id: Uuid, base: u128, at: u128, bid: u128) {
    let price = bid_price::Model { id: id(at + 4), lot_id, bid_id: id(bid), price_line_id: id(base), amount: 12_500 };
    put(db, price).await;
    let answer =
        bid_answer::Model { id: id(at + 5), lot_id, bid_id: id(bid), criterion_id: id(base + 4), answer: 1_000_000 };
    put(db, answer).await;
    let seen = examination::Model {
        id: id(at + 6),
        lot_id,
        bid_id: id(bid),
        outcome: "admitted".into(),
        ground: None,
        requirement_id: None,
        reason_sv: None,
        reason_en: None,
        decided_at: 0,
    };
    put(db, seen).await;
    let panel = panel_score::Model {
        id: id(at + 7),
        lot_id,
        bid_id: id(bid),
        criterion_id: id(base + 4),
        level: 1,
        reason_sv: Some("Väl beskrivet".into()),
        reason_en: None,
    };
    put(db, panel).await;
    let property = bid_property::Model {
        id: id(at + 8),
        lot_id,
        bid_id: id(bid),
        price_line_id: id(base),
        name: "warranty_years".into(),
        quantity: 3_000_000,
    };
    put(db, property).await;
}
