//! The rows that a case's received part should have: suppliers, submissions, bids, and what was decided about them.

use super::own::{canonical, millis, scaled, sealed_text, sort_key};
use super::published::{add, draws_of, items, lot, procurement, sealed, word};
use super::rows::Rows;
use super::staffing;
use super::tables::called;
use serde_json::{Value, json};

/// Adds all of it.
pub fn expect(rows: &mut Rows, case: &Value) {
    for one in items(&case["suppliers"]) {
        let there = rows.entry("supplier".to_owned()).or_default();
        if !there.iter().any(|row| row["scheme"] == one["scheme"] && row["identifier"] == one["identifier"]) {
            there.push(json!({
                "scheme": one["scheme"], "identifier": one["identifier"], "name": one["name"],
                "name_sort": sort_key(&one["name"]),
            }));
        }
    }
    for one in items(&case["submissions"]) {
        submission_rows(rows, case, one);
    }
    for one in items(&case["examinations"]) {
        add(rows, "examination", examination(case, one));
    }
    for one in items(&case["panel_scores"]) {
        let (lot, bid) = bid(case, &one["bid"]);
        let criterion = called("criterion", &[&lot, word(&one["criterion"])]);
        let (sv, en) = (&one["reason"]["sv"], &one["reason"]["en"]);
        let row = json!({
            "lot_id": lot, "bid_id": bid, "criterion_id": criterion, "level": one["level"],
            "reason_sv": sv, "reason_en": en,
        });
        add(rows, "panel_score", row);
        let name = called("panel_score", &[&bid, &criterion]);
        for (position, one) in items(&one["individual"]).iter().enumerate() {
            let row = json!({
                "lot_id": lot, "panel_score_id": name, "position": position, "evaluator": one["evaluator"],
                "level": one["level"], "reason_sv": one["reason"]["sv"], "reason_en": one["reason"]["en"],
            });
            add(rows, "individual_score", row);
        }
    }
    for one in items(&case["lots"]) {
        draws(rows, case, one);
    }
}

/// How many saw a drawing is told; who they are is not.
fn draws(rows: &mut Rows, case: &Value, one: &Value) {
    let lot = lot(case, &one["key"]);
    for (position, draw) in draws_of(case, one).into_iter().enumerate() {
        let witnesses = items(&draw["witnesses"]).len();
        let row = json!({
            "lot_id": lot, "position": position, "drawn_at": millis(&draw["drawn_at"]), "witnesses": witnesses,
        });
        add(rows, "draw", row);
        let name = called("draw", &[&lot, &position.to_string()]);
        for (before, key) in items(&draw["order"]).iter().enumerate() {
            let row = json!({"lot_id": lot, "draw_id": name, "bid_id": bid(case, key).1, "number": before + 1});
            add(rows, "drawn_bid", row);
        }
    }
}

/// The names of the lot and of the bid with this key.
fn bid(case: &Value, key: &Value) -> (String, String) {
    let mut bids = items(&case["submissions"]).iter().flat_map(|one| items(&one["content"]["bids"]));
    let found = bids.find(|bid| bid["key"] == *key).unwrap();
    let lot = lot(case, &found["lot"]);
    let name = called("bid", &[&lot, word(key)]);
    (lot, name)
}

fn submission_rows(rows: &mut Rows, case: &Value, one: &Value) {
    let envelope = &one["envelope"];
    let sender = items(&case["suppliers"]).iter().find(|supplier| supplier["key"] == envelope["supplier"]).unwrap();
    let supplier = called("supplier", &[word(&sender["scheme"]), word(&sender["identifier"])]);
    let name = called("submission", &[&procurement(case), word(&envelope["key"])]);
    let received = millis(&envelope["received_at"]);
    let late = received > millis(&case["procurement"]["deadline_at"]);
    let row = json!({
        "procurement_id": procurement(case), "supplier_id": supplier, "key": envelope["key"],
        "received_at": received, "receipt": if late { "late" } else { "in_time" },
    });
    add(rows, "submission", row);
    let Some(content) = one.get("content") else { return };
    let row = json!({"submission_id": name, "digest": sealed(content), "body": sealed_text(content)});
    add(rows, "submission_content", row);
    for one in items(&content["bids"]) {
        let (lot, bid) = bid(case, &one["key"]);
        let row = json!({
            "submission_id": name, "supplier_id": supplier, "lot_id": lot, "key": one["key"],
            "object_name": one["unit"]["name"], "permit": one["unit"]["permit"], "places": one["unit"]["places"],
        });
        add(rows, "bid", row);
        offered(rows, (&lot, &bid), one);
    }
}

/// Prices, properties, answers and the staffing plan. A line without a price has no row.
fn offered(rows: &mut Rows, (lot, bid): (&str, &str), one: &Value) {
    let members = |list: &str| one[list].as_object().into_iter().flatten().filter(|(_, value)| !value.is_null());
    let line = |key: &str| called("price_line", &[lot, key]);
    for (key, price) in members("prices") {
        let row = json!({"lot_id": lot, "bid_id": bid, "price_line_id": line(key), "amount": scaled(price, 4)});
        add(rows, "bid_price", row);
    }
    for (key, product) in members("products") {
        let amount = scaled(&product["price"], 4);
        add(rows, "bid_price", json!({"lot_id": lot, "bid_id": bid, "price_line_id": line(key), "amount": amount}));
        let years = product["warranty_years"].as_i64().unwrap() * 1_000_000;
        for (name, quantity) in [
            ("kwh_per_year", scaled(&product["kwh_per_year"], 6)),
            ("service_per_year", scaled(&product["service_per_year"], 6)),
            ("warranty_years", years),
            ("reconditioning_hours", scaled(&product["reconditioning_hours"], 6)),
        ] {
            let row =
                json!({"lot_id": lot, "bid_id": bid, "price_line_id": line(key), "name": name, "quantity": quantity});
            add(rows, "bid_property", row);
        }
    }
    staffing::plan(rows, (lot, bid), one);
    for (key, answer) in members("answers") {
        let criterion = called("criterion", &[lot, key]);
        let answer = scaled(answer, 6);
        add(rows, "bid_answer", json!({"lot_id": lot, "bid_id": bid, "criterion_id": criterion, "answer": answer}));
    }
}

fn examination(case: &Value, one: &Value) -> Value {
    let (lot, bid) = bid(case, &one["bid"]);
    let rejected = &one["outcome"]["rejected"];
    let requirement = rejected["ground"].get("requirement").map(|key| called("requirement", &[&lot, word(key)]));
    let (outcome, ground) = match one["outcome"].as_str() {
        Some("admitted") => ("admitted", None),
        _ if requirement.is_some() => ("rejected", Some("requirement")),
        _ => {
            assert_eq!(rejected["ground"], "abnormally_low", "{}", canonical(one));
            ("rejected", Some("abnormally_low"))
        }
    };
    json!({
        "lot_id": lot, "bid_id": bid, "outcome": outcome, "ground": ground, "requirement_id": requirement,
        "reason_sv": rejected["reason"]["sv"], "reason_en": rejected["reason"]["en"],
        "decided_at": millis(&one["decided_at"]),
    })
}
