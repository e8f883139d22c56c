//! Borders in time: the very millisecond of a deadline or of a publication, and the one after it.

use anbud::casefile;
use procedure::document::{MandateAct, MandateActKind};
use procedure::mandate::Standing;
use procedure::receipt::Receipt;
use serde_json::Value;
use std::path::Path;
use values::{Instant, canonical};

const DUE: i64 = 1_000;
const PUBLISHED: i64 = 2_000;

fn standing(acts: &[(MandateActKind, i64)]) -> Standing {
    let act = |(act, at): &(MandateActKind, i64)| MandateAct { act: *act, at: Instant::from_millis(*at), note: None };
    let acts: Vec<MandateAct> = acts.iter().map(act).collect();
    Standing::of(&acts, Instant::from_millis(DUE), Instant::from_millis(PUBLISHED))
}

#[test]
fn what_happens_to_a_mandate_at_the_very_moment_of_publication_counts() {
    use MandateActKind::{Granted, Withdrawn};
    assert_eq!(standing(&[(Granted, PUBLISHED)]), Standing::GrantedLate);
    assert_eq!(standing(&[(Granted, PUBLISHED + 1)]), Standing::Missing);
    assert_eq!(standing(&[(Granted, DUE), (Withdrawn, PUBLISHED)]), Standing::Withdrawn);
    assert_eq!(standing(&[(Granted, DUE), (Withdrawn, PUBLISHED + 1)]), Standing::Granted);
    assert_eq!(standing(&[(Withdrawn, DUE), (Granted, PUBLISHED)]), Standing::GrantedLate);
    assert_eq!(standing(&[(Withdrawn, DUE), (Granted, PUBLISHED + 1)]), Standing::Withdrawn);
}

#[test]
fn a_mandate_is_late_one_millisecond_after_it_was_due() {
    use MandateActKind::{Granted, Withdrawn};
    assert_eq!(standing(&[(Granted, DUE)]), Standing::Granted);
    assert_eq!(standing(&[(Granted, DUE + 1)]), Standing::GrantedLate);
    // Of two acts at the same moment the one written last counts.
    assert_eq!(standing(&[(Granted, DUE), (Withdrawn, DUE)]), Standing::Withdrawn);
    assert_eq!(standing(&[(Withdrawn, DUE), (Granted, DUE)]), Standing::Granted);
    let all = [Standing::Granted, Standing::GrantedLate, Standing::Withdrawn, Standing::Missing];
    assert_eq!(all.map(Standing::binds), [true, true, false, false]);
}

#[test]
fn a_submission_at_the_deadline_is_in_time_and_one_millisecond_later_is_late() {
    let received = |at| Receipt::of(Instant::from_millis(at), Instant::from_millis(DUE));
    assert_eq!([DUE - 1, DUE, DUE + 1].map(received), [Receipt::InTime, Receipt::InTime, Receipt::Late]);
}

/// Demo c with its first submission received at `after` milliseconds from the deadline, with its content or without.
fn case(after: &str, content: bool) -> Vec<(&'static str, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("demo/c_beds_digital.json");
    let mut tree: Value = canonical::read(&std::fs::read_to_string(path).unwrap()).unwrap();
    let deadline = tree["procurement"]["deadline_at"].as_str().unwrap().to_owned();
    let (local, offset) = deadline.split_at(19);
    tree["submissions"][0]["envelope"]["received_at"] = format!("{local}{after}{offset}").into();
    if !content {
        tree["submissions"][0].as_object_mut().unwrap().remove("content");
    }
    let faults = casefile::read(&tree.to_string()).err().unwrap_or_default();
    faults.list().iter().map(|fault| (fault.code, fault.place.as_str().to_owned())).collect()
}

#[test]
fn a_late_submission_with_content_is_refused_and_one_in_time_needs_it() {
    assert_eq!(case(".000", true), []);
    assert_eq!(case(".001", true), [("case.late_opened", "/submissions/0/content".to_owned())]);
    let without = case(".000", false);
    assert!(without.contains(&("case.content_missing", "/submissions/0/content".to_owned())), "{without:?}");
    let codes: Vec<_> = case(".001", false).into_iter().map(|(code, _)| code).collect();
    assert!(!codes.contains(&"case.late_opened") && !codes.contains(&"case.content_missing"), "{codes:?}");
}

/// Faults of demo c with one time of it replaced.
fn timed(pointer: &str, at: &str) -> Vec<(&'static str, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("demo/c_beds_digital.json");
    let mut tree: Value = canonical::read(&std::fs::read_to_string(path).unwrap()).unwrap();
    *tree.pointer_mut(pointer).unwrap() = at.into();
    let faults = casefile::read(&tree.to_string()).err().unwrap_or_default();
    faults.list().iter().map(|fault| (fault.code, fault.place.as_str().to_owned())).collect()
}

#[test]
fn times_of_a_case_stand_in_the_order_of_what_happened() {
    // Published 2026-08-24T09:00:00+02:00, deadline 2026-10-14T23:59:00+02:00.
    let borders = [
        ("/procurement/mandates_due_at", "2026-08-24T09:00:00+02:00", "2026-08-24T09:00:00.001+02:00"),
        ("/submissions/0/envelope/received_at", "2026-08-24T09:00:00+02:00", "2026-08-24T08:59:59.999+02:00"),
        ("/examinations/0/decided_at", "2026-10-14T23:59:00+02:00", "2026-10-14T23:58:59.999+02:00"),
    ];
    for (pointer, lawful, wrong) in borders {
        assert_eq!(timed(pointer, lawful), [], "{pointer}");
        assert_eq!(timed(pointer, wrong), [("case.time_order", pointer.to_owned())]);
    }
    let early = timed("/procurement/deadline_at", "2026-08-24T09:00:00+02:00");
    assert!(early.contains(&("case.time_order", "/procurement/deadline_at".to_owned())), "{early:?}");
}

#[test]
fn the_last_rank_within_the_limit_is_awarded_and_the_next_is_not() {
    assert_eq!(
        [1, 3, 4].map(|rank| procedure::award::Award::of(rank, 1, 3) == procedure::award::Award::Within),
        [true, true, false]
    );
}
