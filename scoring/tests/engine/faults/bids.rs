//! Faults of bids, of plans and of what was decided about them.

use super::{BEDS, CARE, DIGITAL, Drop, Put, hold};
use serde_json::json;

#[test]
fn faults_of_prices_are_told() {
    hold(&[
        (CARE, Drop("/inputs/bids/L1-B01/prices/P"), &[("bid.price_missing", "/inputs/bids/L1-B01/prices/P")]),
        (
            CARE,
            Put("/inputs/bids/L1-B01/prices/P", json!(null)),
            &[("bid.price_missing", "/inputs/bids/L1-B01/prices/P")],
        ),
        (
            CARE,
            Put("/inputs/bids/L1-B01/prices/Q", json!("1")),
            &[("bid.line_unknown", "/inputs/bids/L1-B01/prices/Q")],
        ),
        (CARE, Put("/inputs/bids/L1-B01/prices/P", json!("0")), &[("bid.price", "/inputs/bids/L1-B01/prices/P")]),
        (CARE, Put("/inputs/bids/L1-B01/prices/P", json!("1.005")), &[("bid.price", "/inputs/bids/L1-B01/prices/P")]),
        (CARE, Put("/inputs/bids/L1-B01/prices/P", json!("-1")), &[("bid.price", "/inputs/bids/L1-B01/prices/P")]),
        (CARE, Put("/inputs/bids/L1-B01/prices/P", json!("1e3")), &[("bid.price", "/inputs/bids/L1-B01/prices/P")]),
        (CARE, Put("/inputs/bids/L1-B01/prices/P", json!("0.01")), &[]),
        (
            CARE,
            Put("/inputs/bids/L1-B01/answers/Z", json!("1")),
            &[("bid.answer_unasked", "/inputs/bids/L1-B01/answers/Z")],
        ),
        (
            CARE,
            Put("/inputs/bids/L1-B01/answers/A1", json!("1,5")),
            &[("bid.answer", "/inputs/bids/L1-B01/answers/A1")],
        ),
        (CARE, Drop("/inputs/bids/L1-B01/plan"), &[("bid.plan_missing", "/inputs/bids/L1-B01/plan")]),
        (DIGITAL, Drop("/inputs/bids/L2-B01/answers/K2"), &[("bid.answer_missing", "/inputs/bids/L2-B01/answers/K2")]),
        (
            DIGITAL,
            Put("/inputs/bids/L2-B01/answers/K2", json!("9")),
            &[("bid.level_unknown", "/inputs/bids/L2-B01/answers/K2")],
        ),
    ]);
}

#[test]
fn faults_of_answers_and_levels_are_told() {
    hold(&[
        (
            DIGITAL,
            Put("/inputs/bids/L2-B01/answers/K2", json!("1.5")),
            &[("bid.answer", "/inputs/bids/L2-B01/answers/K2")],
        ),
        (
            DIGITAL,
            Put("/inputs/bids/L2-B01/answers/K1", json!("1")),
            &[("bid.answer_unasked", "/inputs/bids/L2-B01/answers/K1")],
        ),
        (
            DIGITAL,
            Put("/inputs/panel_scores/L2-B01/K1/level", json!(9)),
            &[("bid.level_unknown", "/inputs/panel_scores/L2-B01/K1")],
        ),
        (DIGITAL, Drop("/inputs/panel_scores/L2-B01/K1"), &[("bid.answer_missing", "/inputs/panel_scores/L2-B01/K1")]),
        (
            BEDS,
            Put("/inputs/bids/L1-B01/products/P1/kwh_per_year", json!("x")),
            &[("bid.property", "/inputs/bids/L1-B01/products/P1/kwh_per_year")],
        ),
        (
            BEDS,
            Put("/inputs/bids/L1-B01/products/P1/price", json!("0.001")),
            &[("bid.price", "/inputs/bids/L1-B01/products/P1/price")],
        ),
        (BEDS, Drop("/inputs/bids/L1-B01/products/P1"), &[("bid.price_missing", "/inputs/bids/L1-B01/products/P1")]),
        (
            BEDS,
            Put("/inputs/bids/L1-B01/products/P9", json!(null)),
            &[("bid.line_unknown", "/inputs/bids/L1-B01/products/P9")],
        ),
    ]);
}

#[test]
fn faults_of_people_in_plans_are_told() {
    hold(&[
        (
            CARE,
            Put("/inputs/bids/L1-B01/plan/staff/0/function", json!("nobody")),
            &[("bid.plan_function_unknown", "/inputs/bids/L1-B01/plan/staff/0/function")],
        ),
        (
            CARE,
            Put("/inputs/bids/L1-B01/plan/staff/0/trainings/0/method", json!("magic")),
            &[("bid.plan_method_unknown", "/inputs/bids/L1-B01/plan/staff/0/trainings/0/method")],
        ),
        (
            CARE,
            Put("/inputs/bids/L1-B01/plan/staff/0/waking_hours", json!("-1")),
            &[("bid.plan_number", "/inputs/bids/L1-B01/plan/staff/0/waking_hours")],
        ),
        (
            CARE,
            Put("/inputs/bids/L1-B01/plan/staff/0/share", json!("1.01")),
            &[("bid.plan_number", "/inputs/bids/L1-B01/plan/staff/0/share")],
        ),
        (CARE, Put("/inputs/bids/L1-B01/plan/staff/0/share", json!("1")), &[]),
        (
            CARE,
            Put("/inputs/bids/L1-B01/plan/staff/14/credits", json!(119)),
            &[("bid.plan_person_differs", "/inputs/bids/L1-B01/plan/staff/14")],
        ),
        (
            CARE,
            Put("/inputs/bids/L1-B01/plan/rota/0/from", json!("24:00")),
            &[("bid.plan_time", "/inputs/bids/L1-B01/plan/rota/0/from")],
        ),
        (
            CARE,
            Put("/inputs/bids/L1-B01/plan/rota/0/from", json!("7:00")),
            &[("bid.plan_time", "/inputs/bids/L1-B01/plan/rota/0/from")],
        ),
    ]);
}

#[test]
fn faults_of_rota_payroll_and_supervision_are_told() {
    hold(&[
        (
            CARE,
            Put("/inputs/bids/L1-B01/plan/rota/0/days/1", json!("mon")),
            &[("bid.plan_day_repeated", "/inputs/bids/L1-B01/plan/rota/0/days")],
        ),
        (
            CARE,
            Put("/inputs/bids/L1-B01/plan/payroll/0/month", json!("2026-13")),
            &[
                ("bid.plan_month", "/inputs/bids/L1-B01/plan/payroll/0/month"),
                ("bid.plan_months_missing", "/inputs/bids/L1-B01/plan/payroll"),
            ],
        ),
        (
            CARE,
            Put("/inputs/bids/L1-B01/plan/payroll/0/month", json!("2026-00")),
            &[
                ("bid.plan_month", "/inputs/bids/L1-B01/plan/payroll/0/month"),
                ("bid.plan_months_missing", "/inputs/bids/L1-B01/plan/payroll"),
            ],
        ),
        (
            CARE,
            Put("/inputs/bids/L1-B01/plan/supervision/0/participants/0", json!("P99")),
            &[("bid.plan_participant", "/inputs/bids/L1-B01/plan/supervision/0/participants/0")],
        ),
        (
            CARE,
            Put("/inputs/bids/L1-B01/plan/supervision/0/participants", json!(["P02", "P03", "P02"])),
            &[("bid.plan_participant", "/inputs/bids/L1-B01/plan/supervision/0/participants/2")],
        ),
    ]);
}

#[test]
fn faults_of_decisions_are_told() {
    hold(&[
        (CARE, Drop("/inputs/examinations/L1-B01"), &[("inputs.examination_missing", "/inputs/bids/L1-B01")]),
        (
            CARE,
            Drop("/inputs/bids/L1-B01"),
            &[
                ("inputs.bid_unknown", "/inputs/examinations/L1-B01"),
                ("inputs.bid_unknown", "/inputs/panel_scores/L1-B01"),
            ],
        ),
        (
            CARE,
            Put(
                "/inputs/examinations/L1-B01/outcome",
                json!({"rejected": {"ground": {"requirement": "K99"}, "reason": {"sv": "x"}}}),
            ),
            &[("inputs.requirement_unknown", "/inputs/examinations/L1-B01/outcome/rejected/ground")],
        ),
        (
            CARE,
            Put(
                "/inputs/draws",
                json!([{"order": ["L1-B01", "L1-B99"], "drawn_at": "2026-12-01T10:00:00Z", "witnesses": ["W"]}]),
            ),
            &[("inputs.draw_bid", "/inputs/draws/0/order/1")],
        ),
        (
            CARE,
            Put(
                "/inputs/draws",
                json!([{"order": ["L1-B01"], "drawn_at": "2026-12-01T10:00:00Z", "witnesses": ["W"]}]),
            ),
            &[("inputs.draw_too_few", "/inputs/draws/0/order")],
        ),
        (
            CARE,
            Put(
                "/inputs/draws",
                json!([{"order": ["L1-B01", "L1-B02"], "drawn_at": "2026-12-01T10:00:00Z", "witnesses": []}]),
            ),
            &[("inputs.draw_unwitnessed", "/inputs/draws/0/witnesses")],
        ),
        (
            CARE,
            Put(
                "/inputs/draws",
                json!([{"order": ["L1-B01", "L1-B02"], "drawn_at": "2026-12-01T10:00:00Z", "witnesses": ["W"]}]),
            ),
            &[("inputs.draw_unneeded", "/inputs/draws/0")],
        ),
    ]);
}
