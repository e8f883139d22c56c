//! One report tells everything that is wrong. A case with one planted fault of each kind gives exactly those faults,
//! and doing what a hint says removes its fault and adds none. A kind is added with a row below and its fault in
//! tests/data/faults/fifteen.json.

mod bids;
mod kept;

use anbud::service::check_case;
use values::Faults;

/// The case with all planted faults.
const PLANTED: &str = include_str!("../data/faults/fifteen.json");

/// A planted fault, and the edit that its hint asks for.
struct Plant {
    code: &'static str,
    place: &'static str,
    /// Stands once in the file.
    from: &'static str,
    to: &'static str,
}

const fn plant(code: &'static str, place: &'static str, from: &'static str, to: &'static str) -> Plant {
    Plant { code, place, from, to }
}

/// In the order of the file.
#[rustfmt::skip]
const PLANTS: &[Plant] = &[
    // Circular reference.
    plant("model.circular_reference", "/lots/0/model/parameters/0/relative_to",
        r#""value": "1.40",
            "relative_to": "floor""#, r#""value": "1.40""#),
    // Weights of 99.99.
    plant("model.weights_sum", "/lots/0/model/criteria", r#""29.99""#, r#""30""#),
    // Missing level text in Swedish.
    plant("model.text_missing", "/lots/0/model/criteria/0/scale/stepped_table@1/levels/0/text/sv",
        r#"{"sv": "", "#, r#"{"sv": "Under 25 %", "#),
    // A threshold above the highest possible answer.
    plant("model.threshold_above_maximum", "/lots/0/model/criteria/0/scale/stepped_table@1/levels/2/from",
        r#""from": "105""#, r#""from": "100""#),
    // A gap in a stepped table.
    plant("model.level_from_missing", "/lots/0/model/criteria/1/scale/stepped_table@1/levels/1",
        r#"{"factor": "0.5", "text": {"sv": "Minst 40 %""#, r#"{"from": "40", "factor": "0.5", "text": {"sv": "Minst 40 %""#),
    // Missing level text in English.
    plant("model.text_missing", "/lots/0/model/criteria/1/scale/stepped_table@1/levels/1/text/en",
        r#", "en": """#, ""),
    // An overlap in a stepped table.
    plant("model.level_overlap", "/lots/0/model/criteria/2/scale/stepped_table@1/levels/2/from",
        r#""from": "1.5""#, r#""from": "5""#),
    // Missing tie chain.
    plant("model.tie_chain_open", "/lots/0/model/tie_chain", r#""tie_chain": []"#, r#""tie_chain": ["draw"]"#),
    // Two currencies.
    plant("case.currency_differs", "/lots/1/model/currency", r#""EUR""#, r#""SEK""#),
    // Excluding beside including tax.
    plant("case.tax_basis_differs", "/lots/1/model/tax_basis", r#""including""#, r#""excluding""#),
    // A criterion that nobody can answer.
    plant("model.criterion_unanswerable",
        "/lots/1/model/criteria/1/scale/stepped_table@1/assessed_by/plan/median_years@1/functions",
        r#""functions": []"#, r#""functions": ["care"]"#),
    // Missing rounding where a rule divides.
    plant("model.rounding_missing", "/lots/1/model/criteria/2/scale/stepped_table@1/assessed_by/plan/mean_years@1/cut",
        r#"{"mean_years@1": {"functions": ["care"]}}"#,
        r#"{"mean_years@1": {"functions": ["care"], "cut": {"decimals": 1, "mode": "toward_zero"}}}"#),
    // An unknown rule revision.
    plant("model.rule_unknown", "/lots/2/model/price/price_list@2", "price_list@2", "price_list@1"),
    // An unknown reference.
    plant("case.reference_unknown", "/mandates/1/organisation", r#""1285""#, r#""1284""#),
    // A repeated key.
    plant("case.key_repeated", "/submissions/1/envelope/key", r#""SUB-1", "supplier": "S2""#, r#""SUB-2", "supplier": "S2""#),
];

/// Everything that is wrong with a text.
fn faults(text: &str) -> Faults {
    check_case(text).err().unwrap_or_default()
}

/// Codes and places, in the order of the report.
fn told(faults: &Faults) -> Vec<(&str, &str)> {
    faults.list().iter().map(|fault| (fault.code, fault.place.as_str())).collect()
}

/// The text after an edit.
fn edited(text: &str, from: &str, to: &str) -> String {
    assert_eq!(text.matches(from).count(), 1, "{from} does not stand once in the text");
    text.replacen(from, to, 1)
}

/// The case after every edit: nothing is wrong with it.
fn sound() -> String {
    PLANTS.iter().fold(PLANTED.to_owned(), |text, plant| edited(&text, plant.from, plant.to))
}

#[test]
fn every_planted_fault_is_told_at_once_in_the_order_of_the_file() {
    let expected: Vec<_> = PLANTS.iter().map(|plant| (plant.code, plant.place)).collect();
    assert_eq!(told(&faults(PLANTED)), expected);
}

#[test]
fn doing_what_a_hint_says_removes_its_fault_and_adds_none() {
    for plant in PLANTS {
        let left = faults(&edited(PLANTED, plant.from, plant.to));
        let others = PLANTS.iter().filter(|other| other.place != plant.place).map(|other| (other.code, other.place));
        assert_eq!(told(&left), others.collect::<Vec<_>>(), "{} at {}", plant.code, plant.place);
    }
    assert_eq!(faults(&sound()), Faults::none());
}

/// PostgreSQL's texts cannot hold it, so that no database gets it.
#[test]
fn a_text_with_the_sign_u_0000_is_refused_with_its_place_alone() {
    for (from, to, place) in [
        ("Rank order", "Rank\\u0000order", "/procurement/framework/call_off/en"),
        (r#""key": "SUB-2""#, r#""key": "SUB-2\u0000""#, "/submissions/1/envelope/key"),
    ] {
        assert_eq!(told(&faults(&edited(&sound(), from, to))), [("document.nul", place)]);
    }
}

#[test]
fn the_report_reads_well() {
    insta::assert_snapshot!(faults(PLANTED));
}
