//! `anbud record` and `anbud verify` as people run them.

use super::{forged, record};
use crate::process::{Folder, anbud, text};
use serde_json::Value;

#[test]
fn a_record_is_written_and_verified_by_the_program() {
    let folder = Folder::new("record");
    let (path, changed_path) = (folder.path("record.json"), folder.path("changed.json"));
    let written = anbud(&["record", "demo/b_supervision.json", "--lot", "LOT-1", "-o", &path]);
    assert_eq!(written.status.code(), Some(0), "{}", text(&written.stderr));
    let right = record(1, "LOT-1");
    assert!(std::fs::read_to_string(&path).unwrap() == right.to_text().unwrap());
    let verified = anbud(&["verify", &path]);
    let said = text(&verified.stdout);
    assert_eq!(verified.status.code(), Some(0), "{said}");
    for digest in [&right.model_digest, &right.inputs_digest, &right.digest] {
        assert!(said.contains(digest.as_str()), "{said}");
    }
    assert!(said.contains("Compare these digests") && !said.contains("genuine"), "{said}");
    let mut changed = right.clone();
    changed.outcome.placements[0].comparison_value = "99".to_owned();
    std::fs::write(&changed_path, forged(changed).to_text().unwrap()).unwrap();
    let differs = anbud(&["verify", &changed_path]);
    assert_eq!(differs.status.code(), Some(1));
    let place = "record.result_differs at /outcome/placements/0/comparison_value";
    assert!(text(&differs.stdout).contains(place), "{}", text(&differs.stdout));
    let steps = text(&anbud(&["verify", &path, "--steps"]).stdout);
    assert!(right.outcome.trace.iter().all(|step| steps.contains(&format!("\n{}  ", step.number)) || step.number == 0));
}

#[test]
fn the_program_answers_in_json_and_refuses_what_is_no_record() {
    let folder = Folder::new("record-json");
    let path = folder.path("record.json");
    let written = anbud(&["record", "demo/c_beds_digital.json", "--lot", "LOT-2"]);
    std::fs::write(&path, &written.stdout).unwrap();
    let told: Value = serde_json::from_slice(&anbud(&["verify", &path, "--format", "json"]).stdout).unwrap();
    assert_eq!((&told["follows"], &told["steps_computed"]), (&Value::Bool(true), &Value::from(125)));
    assert_eq!(told["differences"], serde_json::json!([]));
    let refused = anbud(&["verify", "demo/c_beds_digital.json"]);
    assert_eq!(refused.status.code(), Some(2), "{}", text(&refused.stderr));
    assert_eq!(anbud(&["verify", &folder.path("none.json")]).status.code(), Some(3));
    assert_eq!(anbud(&["record", "demo/c_beds_digital.json", "--lot", "LOT-9"]).status.code(), Some(2));
    assert_eq!(anbud(&["record", "--lot", "LOT-1"]).status.code(), Some(2));
}
