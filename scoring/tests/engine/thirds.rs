//! Present values are exact fractions to the last digit, however long they get: the expected texts come from Python's
//! `fractions`, by the one-liners shown, and from powers written out here.

use super::demos::{demo, lot};
use super::outcome;
use scoring::OutcomeDocument;
use serde_json::{Value, json};
use values::Exact;

/// The totals of lot 1 of demo c. With `m` its life-cycle cost, `o` a bid's products, `r`, `e`, `k` the published rate,
/// electricity price and hourly rate as `Fraction`s of their texts, and `v = 1 / (1 + r)`, a total is
/// `sum(F(p['quantity']) * (F(x['price']) * (1 - F(p['residual_share']) * v**T) + sum((F(x['kwh_per_year']) * e +
/// (t > x['warranty_years']) * F(x['service_per_year'])) * v**t for t in range(1, T + 1)) +
/// F(x['reconditioning_hours']) * k * sum(v**t for t in m['reconditioning_years'] if t < T))
/// for p in m['products'] for x in [o[p['key']]] for T in [p['life_years']])`.
const TOTALS: [(&str, &str); 5] = [
    ("L1-B01", "2262123749270975994049437666400/48148437695867637163083"),
    ("L1-B02", "2254851264137331131206100469200/48148437695867637163083"),
    ("L1-B03", "6509981458231421658135234371600/144445313087602911489249"),
    ("L1-B05", "6494458596436560168891139252400/144445313087602911489249"),
    ("L1-B06", "7113649906291998749340415514000/144445313087602911489249"),
];

/// Lot 1 of demo c.
fn beds() -> OutcomeDocument {
    let lot = lot(&demo("c_beds_digital"), 0);
    outcome(&lot.model, &lot.inputs)
}

/// Steps with this name, each with its year.
fn by_year<'a>(outcome: &'a OutcomeDocument, name: &str) -> Vec<(u32, &'a str)> {
    let steps = outcome.trace.iter().filter(|step| step.name == name);
    steps.map(|step| (step.year.unwrap(), step.value.as_str())).collect()
}

#[test]
fn the_totals_of_demo_c_are_exact_to_the_last_digit() {
    let outcome = beds();
    let mut totals: Vec<_> =
        outcome.placements.iter().map(|placed| (placed.bid.as_str(), placed.comparison_value.as_str())).collect();
    totals.sort_unstable();
    assert_eq!(totals, TOTALS);
}

#[test]
fn every_present_value_of_demo_c_is_a_power_of_the_rate() {
    // 1 / 1.035 = 200 / 207, and the two have no common factor, nor have their powers.
    let outcome = beds();
    let discounts = by_year(&outcome, "discount");
    assert_eq!(discounts.len(), 10);
    for (year, value) in discounts {
        assert_eq!(value, format!("{}/{}", 200_u128.pow(year), 207_u128.pow(year)), "year {year}");
    }
    let growths = by_year(&outcome, "growth_to_year");
    assert_eq!(growths.len(), 10);
    for (year, value) in growths {
        let exact: Exact = value.parse().unwrap();
        let number = |value: u128| value.to_string().parse::<Exact>().unwrap();
        let power = number(207_u128.pow(year)).divided_by(&number(200_u128.pow(year)));
        assert_eq!(Some(exact), power, "year {year}");
    }
}

/// Sixty years at 7 percent: numerator and denominator have more than 400 bits each. From
/// `from fractions import Fraction as F; v = F(100, 107); print(2 * (F('12345.67') + sum((321 * F('1.23') + (t > 5) *
/// F('456.78')) * v**t for t in range(1, 61)) + F('1.5') * 612 * sum(v**t for t in (10, 20, 40)) - F('12345.67') *
/// F('0.03') * v**60))`.
const SIXTY_YEARS: &str = "134363248041492972976343477826091292854147363756744398261455254070396227686008330028275936191910413587143763029565773928991139467/2897321341726674604847762111185823285026791960206661101064402027609662850980802148345809618428948415913882123896507149700050";

#[test]
fn sixty_years_are_as_exact_as_one() {
    let model = json!({
        "format": "anbud-model/1", "basis": "cost", "currency": "SEK", "tax_basis": "excluding", "requirements": [],
        "price": {"life_cycle_cost@1": {
            "domain": "above_zero", "decimals": 2, "discount_rate": "0.07", "electricity_price": "1.23",
            "technician_rate": "612", "reconditioning_years": [10, 20, 40, 60],
            "products": [{"key": "P", "title": {"sv": "Bro"}, "unit": "piece", "quantity": "2", "life_years": 60, "residual_share": "0.03"}]
        }},
        "combination": {"lowest_cost@1": {}}, "rounding": [], "tie_chain": ["draw"]
    });
    let inputs: Value = json!({
        "format": "anbud-inputs/1",
        "bids": {"A": {"key": "A", "lot": "LOT-1", "products": {"P": {
            "price": "12345.67", "kwh_per_year": "321", "service_per_year": "456.78", "warranty_years": 5,
            "reconditioning_hours": "1.5"
        }}}},
        "examinations": {"A": {"bid": "A", "decided_at": "2026-01-15T09:00:00Z", "outcome": "admitted"}}
    });
    let outcome = outcome(&model, &inputs);
    assert_eq!(outcome.placements[0].comparison_value, SIXTY_YEARS);
    let discounts = by_year(&outcome, "discount");
    assert_eq!(discounts.len(), 60);
    for (year, value) in discounts.into_iter().take(18) {
        assert_eq!(value, format!("{}/{}", 100_u128.pow(year), 107_u128.pow(year)), "year {year}");
    }
}
