//! Faults of a model: its terms and its prices.

use super::{BEDS, CARE, DIGITAL, Put, SUPERVISION, hold};
use serde_json::json;

#[test]
fn faults_of_a_models_tie_chain_and_rounding_are_told() {
    hold(&[
        (CARE, Put("/model/tie_chain", json!([])), &[("model.tie_chain_open", "/model/tie_chain")]),
        (CARE, Put("/model/tie_chain", json!(["lower_price"])), &[("model.tie_chain_open", "/model/tie_chain")]),
        (
            CARE,
            Put("/model/tie_chain", json!([{"better_criterion": "Z"}, "draw"])),
            &[("model.criterion_unknown", "/model/tie_chain/0/better_criterion")],
        ),
        (
            CARE,
            Put("/model/tie_chain", json!(["lower_price", "lower_price", "draw"])),
            &[("model.tie_breaker_without_effect", "/model/tie_chain/1")],
        ),
        (
            CARE,
            Put("/model/tie_chain", json!(["shared_rank", "lower_price", "draw"])),
            &[("model.tie_breaker_without_effect", "/model/tie_chain/1")],
        ),
        (
            BEDS,
            Put("/model/tie_chain", json!(["lower_price", "draw"])),
            &[("model.tie_breaker_without_effect", "/model/tie_chain/0")],
        ),
        (BEDS, Put("/model/basis", json!("best_price_quality")), &[("model.basis_mismatch", "/model/basis")]),
        (BEDS, Put("/model/basis", json!("price")), &[("model.basis_mismatch", "/model/basis")]),
        (DIGITAL, Put("/model/basis", json!("price")), &[("model.basis_mismatch", "/model/basis")]),
        (DIGITAL, Put("/model/basis", json!("cost")), &[("model.basis_mismatch", "/model/basis")]),
        (
            CARE,
            Put(
                "/model/rounding/-",
                json!({"stage": "comparison_value", "rounding": {"decimals": 13, "mode": "floor"}}),
            ),
            &[("model.rounding_decimals", "/model/rounding/0/rounding/decimals")],
        ),
    ]);
}

#[test]
fn faults_of_a_models_requirements_and_parameters_are_told() {
    hold(&[
        (
            CARE,
            Put(
                "/model/rounding/-",
                json!({"stage": "comparison_value", "rounding": {"decimals": 12, "mode": "floor"}}),
            ),
            &[],
        ),
        (
            CARE,
            Put("/model/rounding/-", json!({"stage": "price_points", "rounding": {"decimals": 2, "mode": "floor"}})),
            &[("model.rounding_without_effect", "/model/rounding/0/stage")],
        ),
        (
            CARE,
            Put("/model/combination/added_value_deduction@1/maximum_deduction", json!("0")),
            &[("model.number", "/model/combination/added_value_deduction@1/maximum_deduction")],
        ),
        (
            CARE,
            Put("/model/requirements/0/text/sv", json!("")),
            &[("model.text_missing", "/model/requirements/0/text/sv")],
        ),
        (
            CARE,
            Put("/model/requirements/0/text/en", json!(" ")),
            &[("model.text_missing", "/model/requirements/0/text/en")],
        ),
        (CARE, Put("/model/requirements/1/key", json!("K1")), &[("model.key_repeated", "/model/requirements/1/key")]),
        (
            CARE,
            Put("/model/parameters/0/relative_to", json!("floor_fte_per_place")),
            &[("model.circular_reference", "/model/parameters/0/relative_to")],
        ),
        (
            CARE,
            Put("/model/parameters/0/relative_to", json!("nothing")),
            &[("model.parameter_unknown", "/model/parameters/0/relative_to")],
        ),
        (CARE, Put("/model/parameters/0/value", json!("1e3")), &[("model.number", "/model/parameters/0/value")]),
    ]);
}

#[test]
fn faults_of_price_lists_are_told() {
    hold(&[
        (
            CARE,
            Put("/model/price/price_list@1/decimals", json!(5)),
            &[("model.price_decimals", "/model/price/price_list@1/decimals")],
        ),
        (CARE, Put("/model/price/price_list@1/decimals", json!(4)), &[]),
        (
            CARE,
            Put("/model/price/price_list@1/lines", json!([])),
            &[("model.price_lines_missing", "/model/price/price_list@1/lines")],
        ),
        (
            CARE,
            Put("/model/price/price_list@1/lines/0/quantity", json!("-1")),
            &[("model.number", "/model/price/price_list@1/lines/0/quantity")],
        ),
        (
            CARE,
            Put("/model/price/price_list@1/lines/0/title/sv", json!("")),
            &[("model.text_missing", "/model/price/price_list@1/lines/0/title/sv")],
        ),
        (
            DIGITAL,
            Put("/model/price/price_list@1/lines/1/key", json!("D1")),
            &[("model.key_repeated", "/model/price/price_list@1/lines/1/key")],
        ),
        (
            SUPERVISION,
            Put("/model/price/price_list@1/domain", json!("zero_or_above")),
            &[("model.ratio_needs_prices_above_zero", "/model/price")],
        ),
    ]);
}

#[test]
fn faults_of_life_cycle_costs_are_told() {
    hold(&[
        (
            BEDS,
            Put("/model/price/life_cycle_cost@1/products", json!([])),
            &[("model.price_lines_missing", "/model/price/life_cycle_cost@1/products")],
        ),
        (
            BEDS,
            Put("/model/price/life_cycle_cost@1/products/0/life_years", json!(0)),
            &[("model.life_years", "/model/price/life_cycle_cost@1/products/0/life_years")],
        ),
        (
            BEDS,
            Put("/model/price/life_cycle_cost@1/products/0/life_years", json!(101)),
            &[("model.life_years", "/model/price/life_cycle_cost@1/products/0/life_years")],
        ),
        (BEDS, Put("/model/price/life_cycle_cost@1/products/0/life_years", json!(100)), &[]),
        (
            BEDS,
            Put("/model/price/life_cycle_cost@1/reconditioning_years", json!([6, 3])),
            &[("model.reconditioning_years", "/model/price/life_cycle_cost@1/reconditioning_years")],
        ),
        (
            BEDS,
            Put("/model/price/life_cycle_cost@1/products/0/residual_share", json!("1.01")),
            &[("model.number", "/model/price/life_cycle_cost@1/products/0/residual_share")],
        ),
        (BEDS, Put("/model/price/life_cycle_cost@1/products/0/residual_share", json!("1")), &[]),
        (
            BEDS,
            Put("/model/price/life_cycle_cost@1/discount_rate", json!("-0.01")),
            &[("model.number", "/model/price/life_cycle_cost@1/discount_rate")],
        ),
    ]);
}
