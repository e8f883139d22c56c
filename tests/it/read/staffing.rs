//! A measured criterion, a staffing plan and what they lead to, for the small world; and the words of their closed sets.

use super::data::{id, put};
use crate::databases::{Backend, on_both};
use anbud::read::noun::{DEGREE, DUTY, EMPLOYMENT, Enumeration, ROUNDING_MODE, SLEEPING_DUTY};
use entity::*;
use scoring::document::{Degree, Duty, Employment, SleepingDuty};
use sea_orm::DatabaseConnection;
use serde::Serialize;
use uuid::Uuid;
use values::Mode;

/// Rows from `base + 60` on, about the lot's criterion, its first bid and that bid's placement.
pub async fn fill(db: &DatabaseConnection, lot_id: Uuid, base: u128, bid: u128) {
    measured(db, lot_id, base).await;
    planned(db, lot_id, base, bid).await;
    let alone = individual_score::Model {
        id: id(base + 72),
        lot_id,
        panel_score_id: id(base + 37),
        position: 0,
        evaluator: "E1".into(),
        level: 2,
        reason_sv: "Klart".into(),
        reason_en: None,
    };
    put(db, alone).await;
    put(db, draw::Model { id: id(base + 73), lot_id, position: 0, drawn_at: 0, witnesses: 2 }).await;
    let drawn = drawn_bid::Model { id: id(base + 74), lot_id, draw_id: id(base + 73), bid_id: id(bid), number: 1 };
    put(db, drawn).await;
    let differs = finding::Model {
        id: id(base + 75),
        lot_id,
        evaluation_id: id(base + 20),
        placement_id: id(base + 30),
        bid_id: id(bid),
        criterion_id: id(base + 4),
        position: 0,
        stated: 55_000_000,
        measured: 45_000_000,
    };
    put(db, differs).await;
}

async fn measured(db: &DatabaseConnection, lot_id: Uuid, base: u128) {
    for (number, kind, key) in [(60, "function", "care"), (61, "method", "mi")] {
        let row = published_word::Model {
            id: id(base + number),
            lot_id,
            kind: kind.into(),
            key: key.into(),
            position: 0,
            title_sv: "Vård".into(),
            title_en: None,
        };
        put(db, row).await;
    }
    let row = measure::Model {
        id: id(base + 62),
        lot_id,
        criterion_id: id(base + 4),
        rule: "fte_per_place@1".into(),
        sleeping_duty: Some("not_counted".into()),
        minimum_credits: None,
        minimum_methods: None,
        minimum_days: None,
        hours_per_full_time_year: Some(1_980_000_000),
        hours_per_full_time_month: Some(165_000_000),
        part_from: None,
        part_to: None,
        duty: None,
        back_up_within_minutes: None,
        last_month: None,
        months: None,
        cut_decimals: Some(2),
        cut_mode: Some("toward_zero".into()),
    };
    put(db, row).await;
    for (number, kind, word) in [(63, "function", 60), (76, "method", 61)] {
        let included = measure_word::Model {
            id: id(base + number),
            lot_id,
            measure_id: id(base + 62),
            published_word_id: id(base + word),
            kind: kind.into(),
            position: 0,
        };
        put(db, included).await;
    }
    let (measure_id, number) = (id(base + 62), 1);
    put(db, night_level::Model { id: id(base + 64), lot_id, measure_id, number, waking: 1, sleeping: 0, back_up: 1 })
        .await;
}

async fn planned(db: &DatabaseConnection, lot_id: Uuid, base: u128, bid: u128) {
    let staffing_plan_id = id(base + 65);
    put(db, staffing_plan::Model { id: staffing_plan_id, lot_id, bid_id: id(bid), invented: true }).await;
    let line = role_line::Model {
        id: id(base + 66),
        lot_id,
        staffing_plan_id,
        number: 0,
        person: "P01".into(),
        function_id: id(base + 60),
        degree: "bachelor".into(),
        credits: 180,
        years_with_target_group: 13_800_000,
        employment: "permanent".into(),
        share: 900_000,
        waking_hours: 148_500_000,
        sleeping_hours: 0,
    };
    put(db, line).await;
    let (role_line_id, method_id) = (id(base + 66), id(base + 61));
    put(db, training::Model { id: id(base + 67), lot_id, role_line_id, method_id, position: 0, days: 3_500_000 }).await;
    let nights = shift::Model {
        id: id(base + 68),
        lot_id,
        staffing_plan_id,
        number: 0,
        monday: true,
        tuesday: false,
        wednesday: false,
        thursday: false,
        friday: false,
        saturday: false,
        sunday: true,
        begins: "22:00".into(),
        ends: "07:00".into(),
        duty: "back_up".into(),
        staff: 1,
        response_minutes: Some(30),
    };
    put(db, nights).await;
    put(db, supervision_group::Model { id: id(base + 69), lot_id, staffing_plan_id, number: 0, hours: 2_000_000 })
        .await;
    let takes_part = supervision_participant::Model {
        id: id(base + 70),
        lot_id,
        supervision_group_id: id(base + 69),
        position: 0,
        person: "P01".into(),
    };
    put(db, takes_part).await;
    let month = payroll_month::Model {
        id: id(base + 71),
        lot_id,
        staffing_plan_id,
        number: 0,
        month: "2026-05".into(),
        permanent: 2_435_250_000,
        fixed_term: 161_750_000,
        hourly: 0,
    };
    put(db, month).await;
}

fn holds<T: Serialize>(set: &Enumeration, words: &[T]) {
    let stored: Vec<String> =
        words.iter().map(|word| serde_json::to_value(word).unwrap().as_str().unwrap().into()).collect();
    assert_eq!(set.values.iter().map(|value| value.stored).collect::<Vec<_>>(), stored, "{}", set.name);
}

#[test]
fn closed_sets_hold_the_words_of_the_documents() {
    holds(&DEGREE, &[Degree::UpperSecondary, Degree::PostSecondary, Degree::Bachelor, Degree::Master]);
    holds(&DUTY, &[Duty::Waking, Duty::Sleeping, Duty::BackUp]);
    holds(&EMPLOYMENT, &[Employment::Permanent, Employment::FixedTerm, Employment::Hourly]);
    holds(&SLEEPING_DUTY, &[SleepingDuty::Counted, SleepingDuty::NotCounted]);
    let modes =
        [Mode::HalfAwayFromZero, Mode::HalfEven, Mode::TowardZero, Mode::AwayFromZero, Mode::Floor, Mode::Ceiling];
    holds(&ROUNDING_MODE, &modes);
    assert!(modes.iter().all(|mode| ROUNDING_MODE.name_of(mode.as_str()).is_some()));
}

async fn a_plan_is_read_from_the_bid_down_to_its_parts(backend: Backend) {
    let api = super::filled(backend).await;
    let answer = api
        .ask(
            r#"{ lot(procurement: "P1", key: "LOT-1") {
                 functions(first: 100) { nodes { key } } methods(first: 100) { nodes { key } }
                 draws(first: 100) { nodes { heldAt witnesses bids(first: 100) { nodes { number bid { key } } } } }
                 criteria(first: 100) { nodes { key measure { ruleRevision sleepingDuty hoursPerFullTimeYear minimumDays cutDecimals cutMode
                   functions(first: 100) { nodes { word { key } } } methods(first: 100) { nodes { kind word { key } } } nightLevels(first: 100) { nodes { number waking backUp } } } } }
                 bids(first: 100) { nodes { key staffingPlan { invented
                     roleLines(first: 100) { nodes { person function { key } degree share wakingHours trainings(first: 100) { nodes { method { key } days } } } }
                     rota(first: 100) { nodes { monday tuesday sunday from to duty staff responseMinutes } }
                     supervision(first: 100) { nodes { hours participants(first: 100) { nodes { person } } } }
                     payroll(first: 100) { nodes { month permanent hourly } } }
                   panelScores(first: 100) { nodes { individual(first: 100) { nodes { evaluator level reason { sv } } } } }
                   placement { findings(first: 100) { nodes { criterion { key } stated measured } } } } }
                 currentEvaluation { findings(first: 100) { nodes { bid { key } measured } } } } }"#,
        )
        .await;
    let expected = serde_json::json!({
        "functions": {"nodes": [{"key": "care"}]}, "methods": {"nodes": [{"key": "mi"}]},
        "draws": {"nodes": [{"heldAt": "1970-01-01T00:00:00Z", "witnesses": 2, "bids": {"nodes": [{"number": 1, "bid": {"key": "B101"}}]}}]},
        "criteria": {"nodes": [{"key": "Q", "measure": null}, {"key": "Q1", "measure": {
            "ruleRevision": "fte_per_place@1", "sleepingDuty": "NOT_COUNTED", "hoursPerFullTimeYear": "1980",
            "minimumDays": null, "cutDecimals": 2, "cutMode": "TOWARD_ZERO", "functions": {"nodes": [{"word": {"key": "care"}}]},
            "methods": {"nodes": [{"kind": "METHOD", "word": {"key": "mi"}}]},
            "nightLevels": {"nodes": [{"number": 1, "waking": 1, "backUp": 1}]},
        }}]},
        "bids": {"nodes": [
            {"key": "B101", "staffingPlan": {
                "invented": true,
                "roleLines": {"nodes": [{
                    "person": "P01", "function": {"key": "care"}, "degree": "BACHELOR", "share": "0.9",
                    "wakingHours": "148.5", "trainings": {"nodes": [{"method": {"key": "mi"}, "days": "3.5"}]},
                }]},
                "rota": {"nodes": [{
                    "monday": true, "tuesday": false, "sunday": true, "from": "22:00", "to": "07:00", "duty": "BACK_UP",
                    "staff": 1, "responseMinutes": 30,
                }]},
                "supervision": {"nodes": [{"hours": "2", "participants": {"nodes": [{"person": "P01"}]}}]},
                "payroll": {"nodes": [{"month": "2026-05", "permanent": "2435.25", "hourly": "0"}]},
            }, "panelScores": {"nodes": [{"individual": {"nodes": [{"evaluator": "E1", "level": 2, "reason": {"sv": "Klart"}}]}}]},
            "placement": {"findings": {"nodes": [{"criterion": {"key": "Q1"}, "stated": "55", "measured": "45"}]}}},
            {"key": "B102", "staffingPlan": null, "panelScores": {"nodes": [{"individual": {"nodes": []}}]}, "placement": {"findings": {"nodes": []}}},
        ]},
        "currentEvaluation": {"findings": {"nodes": [{"bid": {"key": "B101"}, "measured": "45"}]}},
    });
    assert_eq!(answer["lot"], expected);
}

on_both!(a_plan_is_read_from_the_bid_down_to_its_parts);
