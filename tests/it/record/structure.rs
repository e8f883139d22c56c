//! Records whose shape or order was changed, with all digests computed again.

use super::{forged, record, told};
use anbud::service::verify_record;
use scoring::RecordDocument;

/// A change to a record.
type Change = fn(&mut RecordDocument);

#[test]
fn what_is_moved_removed_or_added_is_told_with_its_place_though_every_digest_is_right() {
    let changes: [(&str, Change, &str, &str); 9] = [
        ("the order", |one| one.outcome.placements.swap(0, 1), "record.result_differs", "/outcome/placements/0/bid"),
        ("a placement", |one| drop(one.outcome.placements.pop()), "record.result_differs", "/outcome/placements/"),
        ("a rank", |one| one.outcome.placements[1].rank = 1, "record.result_differs", "/outcome/placements/1/rank"),
        ("a tie", |one| one.outcome.placements[0].tied ^= true, "record.result_differs", "/outcome/placements/0/tied"),
        (
            "what decided",
            |one| one.outcome.placements[0].decided_by = "draw".to_owned(),
            "record.result_differs",
            "/outcome/placements/0/decided_by",
        ),
        ("a rejection", |one| one.outcome.rejected.clear(), "record.result_differs", "/outcome/rejected/0"),
        ("the last step", |one| drop(one.outcome.trace.pop()), "record.step_differs", "/outcome/trace"),
        ("a step between", |one| drop(one.outcome.trace.remove(17)), "record.step_differs", "/outcome/trace/17/"),
        ("two steps", |one| one.outcome.trace.swap(17, 18), "record.step_differs", "/outcome/trace/17/"),
    ];
    let right = record(0, "LOT-4");
    assert!(!right.outcome.rejected.is_empty(), "the demo has a rejected bid");
    for (what, change, code, place) in changes {
        let mut changed = right.clone();
        change(&mut changed);
        let told = told(&forged(changed));
        let found = told.iter().any(|(said, at)| *said == code && at.starts_with(place));
        assert!(found, "{what}: {told:?}");
    }
}

#[test]
fn a_changed_step_is_told_with_its_number_its_rule_and_both_values() {
    let mut changed = record(1, "LOT-1");
    let step = &mut changed.outcome.trace[17];
    let (rule, name, value) = (step.rule.clone(), step.name.clone(), step.value.clone());
    step.value = "4711".to_owned();
    let verified = verify_record(&forged(changed).to_text().unwrap()).unwrap();
    let told: Vec<String> = verified.differences.list().iter().map(|one| one.cause.clone()).collect();
    let said = format!(
        "step 17 (rule {rule}, quantity {name}), value: the record says \"4711\", by the rule it is \"{value}\""
    );
    assert_eq!(told, [said]);
}

#[test]
fn a_record_that_names_a_rule_that_is_not_here_is_refused_by_name() {
    let text = record(1, "LOT-3").to_text().unwrap();
    let codes = |text: &str| -> Vec<(&str, String)> {
        let faults = verify_record(text).err().unwrap_or_default();
        faults.list().iter().map(|fault| (fault.code, fault.place.to_string())).collect()
    };
    let later = text.replace("price_list@1", "price_list@2");
    let told = codes(&later);
    assert!(told.contains(&("record.rule_unknown", "/rules/2".to_owned())), "{told:?}");
    assert!(told.contains(&("record.rule_unknown", "/model/price/price_list@2".to_owned())), "{told:?}");
    let code = |text: &str| codes(text).first().map(|(code, _)| *code);
    assert_eq!(code(&text), None);
    assert_eq!(code(&format!("{text}\n")), Some("record.not_canonical"));
    assert_eq!(code(&text.replacen(':', ": ", 1)), Some("record.not_canonical"));
    assert_eq!(code(&text.replacen("{\"digest\"", "{\"a\":0,\"digest\"", 1)), Some("document.shape"));
    assert_eq!(code(&text.replacen("anbud-record/1", "anbud-record/2", 1)), Some("document.shape"));
    assert_eq!(code(&text[1..]), Some("document.not_json"));
}

#[test]
fn keys_that_do_not_agree_are_refused() {
    let right = record(1, "LOT-1");
    let changes: [(Change, &str); 4] = [
        (|one| one.inputs.bids.values_mut().next().unwrap().key = "X".parse().unwrap(), "/key"),
        (|one| one.inputs.bids.values_mut().next().unwrap().lot = "X".parse().unwrap(), "/lot"),
        (|one| one.inputs.examinations.values_mut().next().unwrap().bid = "X".parse().unwrap(), "/bid"),
        (
            |one| {
                let scores = one.inputs.panel_scores.values_mut().next().unwrap();
                scores.values_mut().next().unwrap().criterion = "X".parse().unwrap();
            },
            "/criterion",
        ),
    ];
    for (change, place) in changes {
        let mut changed = right.clone();
        change(&mut changed);
        let told = told(&forged(changed));
        assert!(matches!(&told[..], [("record.key_differs", at)] if at.ends_with(place)), "{place}: {told:?}");
    }
}
