//! Care beds by life-cycle cost, and digital supervision by percentage surcharge.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::{
    bid, list, members, original, plain, same_criteria, same_head, same_lines, same_offer, same_outcome,
    same_requirements, same_results, same_volumes, text,
};
use crate::demo_files::{bids, case};
use anbud::casefile::CaseLot;
use scoring::document::{BidDocument, Combination, PriceRule};
use serde_json::{Value, json};

/// The requirements that concern each lot.
const REQUIREMENTS: [&[&str]; 2] = [&["V1", "V2", "V3", "V4"], &["V2", "V3", "V5", "V6"]];

fn same_life_cycle_cost(lot: &CaseLot, original: &Value) {
    let PriceRule::LifeCycleCost(cost) = &lot.model.price else {
        unreachable!("the method of the original");
    };
    let parameters = &original["parameters"];
    assert_eq!(cost.discount_rate, parameters["discount_rate"]);
    assert_eq!(cost.electricity_price, parameters["electricity_sek_per_kwh"]);
    assert_eq!(cost.technician_rate, parameters["technician_sek_per_hour"]);
    assert_eq!(json!(cost.reconditioning_years), parameters["recondition_years"]);
    assert_eq!(cost.products.len(), list(&original["products"]).len());
    for (product, from) in cost.products.iter().zip(list(&original["products"])) {
        assert_eq!(product.key.as_str(), from["id"]);
        assert_eq!(product.title, text(from, "sv", "en"));
        assert_eq!(product.quantity, plain(&from["volume"]));
        assert_eq!(product.life_years, from["life_years"]);
        assert_eq!(product.residual_share, from["residual_share"]);
    }
}

fn same_products(bid: &BidDocument, original: &Value) {
    assert_eq!(bid.products.len(), members(original).count());
    for (key, from) in members(original) {
        match &bid.products[&key.parse().unwrap()] {
            None => assert!(from.is_null()),
            Some(own) => {
                assert_eq!(own.price, from["price"]);
                assert_eq!(own.kwh_per_year, from["kwh_per_year"]);
                assert_eq!(own.service_per_year, from["service_sek_per_year"]);
                assert_eq!(own.warranty_years, from["warranty_years"]);
                assert_eq!(own.reconditioning_hours, from["recondition_hours"]);
            }
        }
    }
}

#[test]
fn c_agrees_with_its_original() {
    let (case, original) = (case("c_beds_digital"), original("c_beds_digital"));
    same_head(&case, &original);
    let mut count = 0;
    let lots = case.lots.iter().zip(list(&original["lots"]));
    for ((lot, from), concerning) in lots.zip(REQUIREMENTS) {
        let requirements: Vec<_> = (list(&original["mandatory_requirements"]).iter())
            .filter(|it| concerning.contains(&it["id"].as_str().unwrap()))
            .collect();
        same_requirements(lot, &requirements);
        same_criteria(&lot.model.criteria, list(&from["criteria"]));
        let value = match &lot.model.combination {
            Combination::LowestCost(_) => {
                assert_eq!(from["method"], "life_cycle_cost");
                same_life_cycle_cost(lot, from);
                "total_lcc"
            }
            Combination::PercentageSurcharge(_) => {
                assert_eq!(from["method"], "price_surcharge_percent");
                same_lines(lot, &from["price_lines"]);
                "evaluated_price"
            }
            other => unreachable!("{other:?}"),
        };
        for (line, volumes) in members(&from["volumes_per_municipality"]) {
            same_volumes(&case, lot.key.as_str(), line, volumes);
        }
        for offer in list(&from["bids"]) {
            let own = bid(&case, &from["id"], &offer["supplier"]);
            same_offer(&case, own, offer, &offer["levels"]);
            same_products(own, &offer["products"]);
            let rejected = list(&from["rejected"]).iter().find(|it| it["supplier"] == offer["supplier"]);
            let status = rejected.map_or(json!("admissible"), |it| it["status"].clone());
            let decision = rejected.unwrap_or(&Value::Null);
            let reason = (&decision["reason_sv"], decision.get("reason_en"));
            same_outcome(&case, own, &status, &decision["failed_requirement"], reason);
            count += 1;
        }
        same_results(&case, &from["id"], &from["expected_results"], value);
    }
    assert_eq!(count, bids(&case).count());
}
