//! Edge tests of the life-cycle cost.

use super::EXAMPLE;
use crate::testing::{example, faults, values_of};

#[test]
fn reconditioning_in_the_last_year_is_not_counted() {
    let only_last = example(&EXAMPLE, &[("[1, 2]", "[2]")], &[]);
    assert_eq!(values_of(only_last, "A", "reconditioning"), ["0"]);
}

#[test]
fn a_warranty_longer_than_life_leaves_no_service() {
    let covered = example(&EXAMPLE, &[], &[("\"warranty_years\": 1", "\"warranty_years\": 7")]);
    assert_eq!(values_of(covered, "A", "service"), ["0"]);
    let none = example(&EXAMPLE, &[], &[("\"warranty_years\": 1", "\"warranty_years\": 0")]);
    assert_eq!(values_of(none, "A", "service"), ["72"]);
}

#[test]
fn without_interest_years_count_alike() {
    let plain = example(&EXAMPLE, &[("\"0.25\"", "\"0\"")], &[]);
    assert_eq!(values_of(plain, "A", "unit_cost"), ["1190"]);
}

#[test]
fn a_third_stays_a_third() {
    let thirds = example(&EXAMPLE, &[("\"0.25\"", "\"0.5\"")], &[]);
    assert_eq!(values_of(thirds, "A", "energy"), ["200/9"]);
}

#[test]
fn a_product_without_an_offer_is_refused() {
    let empty = example(&EXAMPLE, &[], &[("\"products\": {\"S\":", "\"products\": {\"T\":")]);
    let at = |code, key: &str| (code, format!("/bids/A/products/{key}"));
    assert_eq!(faults(empty), [at("bid.line_unknown", "T"), at("bid.price_missing", "S")]);
}

#[test]
fn years_that_do_not_rise_are_refused() {
    for years in ["[2, 1]", "[1, 1]", "[0, 1]"] {
        let refused = faults(example(&EXAMPLE, &[("[1, 2]", years)], &[]));
        assert_eq!(refused.iter().map(|fault| fault.0).collect::<Vec<_>>(), ["model.reconditioning_years"], "{years}");
    }
}
