//! Edge tests of the stepped table.

use super::EXAMPLE;
use crate::testing::{example, faults, values_of};

#[test]
fn a_border_belongs_to_the_level_above_it() {
    for (answer, level) in
        [("1.59", "0"), ("1.6", "1"), ("1.60", "1"), ("1.69", "1"), ("1.70", "2"), ("9", "2"), ("0", "0")]
    {
        let outcome = example(&EXAMPLE, &[], &[("\"1.69\"", &format!("\"{answer}\""))]);
        assert_eq!(values_of(outcome, "A", "level"), [level], "{answer}");
    }
}

#[test]
fn without_a_parameter_thresholds_stand_as_published() {
    let fixed = example(&EXAMPLE, &[("\"relative_to\": \"floor\", ", "")], &[("\"1.69\"", "\"0.10\"")]);
    assert_eq!(values_of(fixed.clone(), "A", "level"), ["1"]);
    assert_eq!(values_of(fixed, "", "threshold"), Vec::<String>::new());
}

#[test]
fn an_answer_finer_than_published_is_refused_and_not_cut() {
    let refused = example(&EXAMPLE, &[], &[("\"1.69\"", "\"1.699\"")]);
    assert_eq!(faults(refused), [("bid.answer", "/bids/A/answers/B1".to_owned())]);
}

#[test]
fn a_missing_answer_is_not_a_zero() {
    let missing = example(&EXAMPLE, &[], &[("{\"B1\": \"1.69\"}", "{}")]);
    assert_eq!(faults(missing), [("bid.answer_missing", "/bids/A/answers/B1".to_owned())]);
}

#[test]
fn overlap_gap_and_unknown_parameter_are_named_with_their_places() {
    let table = "/criteria/0/scale/stepped_table@1";
    let overlap = example(&EXAMPLE, &[("\"from\": \"0.20\"", "\"from\": \"0.10\"")], &[]);
    assert_eq!(faults(overlap), [("model.level_overlap", format!("{table}/levels/2/from"))]);
    let gap = example(&EXAMPLE, &[("\"from\": \"0.20\", ", "")], &[]);
    assert_eq!(faults(gap), [("model.level_from_missing", format!("{table}/levels/2"))]);
    let unknown = example(&EXAMPLE, &[("\"relative_to\": \"floor\"", "\"relative_to\": \"roof\"")], &[]);
    assert_eq!(faults(unknown), [("model.parameter_unknown", format!("{table}/relative_to"))]);
}
#[test]
fn nothing_lies_above_the_highest_possible_answer() {
    let table = "/criteria/0/scale/stepped_table@1";
    let limited = |maximum: &str| format!("\"decimals\": 2, \"maximum\": \"{maximum}\", \"relative_to\"");
    let model = |limited: &str| example(&EXAMPLE, &[("\"decimals\": 2, \"relative_to\"", limited)], &[]);
    assert_eq!(values_of(model(&limited("1.70")), "B", "level"), ["2"]);
    let above = [("model.threshold_above_maximum", format!("{table}/levels/2/from"))];
    assert_eq!(faults(model(&limited("1.69"))), above);
    let answer =
        example(&EXAMPLE, &[("\"decimals\": 2, \"relative_to\"", &limited("1.70"))], &[("\"1.69\"", "\"1.71\"")]);
    assert_eq!(faults(answer), [("bid.answer_above_maximum", "/bids/A/answers/B1".to_owned())]);
}

#[test]
fn a_parameter_counted_from_itself_or_from_nothing_is_refused() {
    let other = |key: &str| [("\"relative_to\": \"guideline\"".to_owned(), format!("\"relative_to\": \"{key}\""))];
    let of = |changes: [(String, String); 1]| {
        faults(example(&EXAMPLE, &changes.each_ref().map(|(from, to)| (from.as_str(), to.as_str())), &[]))
    };
    assert_eq!(of(other("floor")), [("model.circular_reference", "/parameters/1/relative_to".to_owned())]);
    assert_eq!(of(other("roof")), [("model.parameter_unknown", "/parameters/1/relative_to".to_owned())]);
    let round = [("\"value\": \"1.40\"", "\"value\": \"1.40\", \"relative_to\": \"floor\"")];
    let once = [("model.circular_reference", "/parameters/0/relative_to".to_owned())];
    assert_eq!(faults(example(&EXAMPLE, &round, &[])), once);
}
