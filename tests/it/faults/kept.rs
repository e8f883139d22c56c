//! A broken part takes nothing else with it: what can be read is read on, and nothing is told that only follows.

use super::{edited, faults, sound, told};

/// The faults after several edits of the sound case.
fn after(edits: &[(&str, &str)]) -> Vec<(String, String)> {
    let text = edits.iter().fold(sound(), |text, (from, to)| edited(&text, from, to));
    told(&faults(&text)).into_iter().map(|(code, place)| (code.to_owned(), place.to_owned())).collect()
}

fn one(code: &str, place: &str) -> Vec<(String, String)> {
    vec![(code.to_owned(), place.to_owned())]
}

#[test]
fn a_broken_part_is_one_fault_though_others_point_at_it() {
    let supplier = r#"{"key": "S1", "name": "Demo Ett AB", "#;
    let name = one("document.wrong_kind", "/suppliers/0/name");
    assert_eq!(after(&[(supplier, r#"{"key": "S1", "name": 1, "#)]), name);
    let key = one("document.pattern", "/suppliers/0/key");
    assert_eq!(after(&[(supplier, r#"{"key": "S 1", "name": "Demo Ett AB", "#)]), key);
    let list = [one("document.unknown_member", "/vendors"), one("document.missing_member", "/suppliers")].concat();
    assert_eq!(after(&[(r#""suppliers""#, r#""vendors""#)]), list);
    let lot = one("document.pattern", "/lots/0/key");
    assert_eq!(after(&[(r#""key": "LOT-1""#, r#""key": "LOT 1""#)]), lot);
    let bid = one("document.pattern", "/submissions/0/content/bids/0/key");
    assert_eq!(after(&[(r#""key": "L1-B1""#, r#""key": "L1 B1""#)]), bid);
    let score = one("document.wrong_kind", "/panel_scores/0/level");
    assert_eq!(after(&[(r#""level": 2"#, r#""level": "2""#)]), score);
    let deadline = one("document.pattern", "/procurement/deadline_at");
    assert_eq!(after(&[("2026-10-21T23:59:00+02:00", "2026-10-21 23:59")]), deadline);
}

#[test]
fn bids_are_checked_although_their_model_has_faults_of_its_own() {
    let found = after(&[(r#""tie_chain": ["draw"]"#, r#""tie_chain": []"#), (r#""5400""#, r#""5400.005""#)]);
    let places: Vec<&str> = found.iter().map(|(_, place)| place.as_str()).collect();
    assert_eq!(places, ["/lots/0/model/tie_chain", "/submissions/0/content/bids/0/prices/P"]);
}

#[test]
fn a_misspelled_member_is_told_with_the_word_that_was_meant() {
    let found = faults(&edited(&sound(), r#""deadline_at""#, r#""dedline_at""#));
    assert_eq!(told(&found), [("document.unknown_member", "/procurement/dedline_at")]);
    assert_eq!(found.list()[0].hint, "write `deadline_at`");
}

#[test]
fn a_text_that_is_not_json_is_one_fault() {
    for text in ["", "{", "[]]", "\u{feff}{}", "{\"a\": tru}"] {
        assert_eq!(told(&faults(text)), [("document.not_json", "")], "{text:?}");
    }
    let empty: Vec<_> = told(&faults("{}")).into_iter().map(|(code, _)| code.to_owned()).collect();
    assert_eq!(empty, ["document.missing_member"; 10]);
    assert_eq!(told(&faults("[]")), [("document.wrong_kind", "")]);
}
