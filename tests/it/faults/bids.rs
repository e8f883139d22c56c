//! What suppliers get wrong: every slip is told with its place and a hint, quickly and without a panic.

use super::{edited, faults, sound, told};
use std::time::{Duration, Instant};

const PRICE: &str = "/submissions/0/content/bids/0/prices/P";
const ANSWER: &str = "/submissions/0/content/bids/0/answers/A1";

/// One edit of the first bid, and the one fault that it gives.
fn slip(from: &str, to: &str, code: &str, place: &str, hint: &str) {
    let text = edited(&sound(), from, to);
    let begun = Instant::now();
    let found = faults(&text);
    assert!(begun.elapsed() < Duration::from_secs(2), "{code} took {:?}", begun.elapsed());
    let shown: String = to.chars().take(60).collect();
    assert_eq!(told(&found), [(code, place)], "{shown}");
    let fault = &found.list()[0];
    assert!(fault.hint.contains(hint), "{shown}: {fault}");
    assert!(fault.to_string().chars().count() < 600, "{shown}: the message is too long");
}

#[test]
fn numbers_that_are_none_are_told_wherever_they_stand() {
    let plain = "plain decimal";
    let forty = "1".repeat(40);
    let cases = [
        ("1e3", plain),
        ("1,5", plain),
        ("NaN", plain),
        ("-0", "zero as 0"),
        (forty.as_str(), "at most 36 digits"),
        ("+1", plain),
        (" 1", plain),
        ("", "a digit before"),
        ("-1", "above"),
        ("𝟙𝟚", plain),
    ];
    for (written, hint) in cases {
        slip(r#""5400""#, &format!("{written:?}"), "bid.price", PRICE, hint);
        slip(r#""41.5""#, &format!("{written:?}"), "bid.answer", ANSWER, hint);
    }
    slip(r#""5400""#, r#""5400.005""#, "bid.price", PRICE, "at most 2 decimals");
    slip(r#""41.5""#, r#""41.55""#, "bid.answer", ANSWER, "at most 1 decimals");
    slip(r#""41.5""#, r#""100.1""#, "bid.answer_above_maximum", ANSWER, "at most 100");
}

#[test]
fn numbers_without_quotes_are_told_once() {
    for written in ["1e3", "5400.50", "-1", "99999999999999999999", "1e999"] {
        let found = faults(&edited(&sound(), r#""5400""#, written));
        let code = if written == "1e999" { "document.not_json" } else { "document.number" };
        assert_eq!(told(&found)[0].0, code, "{written}: {found}");
        assert_eq!(found.list().len(), 1, "{written}: {found}");
    }
}

#[test]
fn what_is_missing_or_there_twice_is_told() {
    slip(r#""A1": "41.5", "#, "", "bid.answer_missing", ANSWER, "complete the answer");
    slip(r#"{"P": "5400"}"#, "{}", "bid.price_missing", PRICE, "line be completed");
    slip(r#"{"P": "5400"}"#, r#"{"P": null}"#, "bid.price_missing", PRICE, "line be completed");
    slip(r#""A1": "41.5""#, r#""A1": "41.5", "A1": "60""#, "document.duplicate_key", ANSWER, "keep one");
    let unasked = "/submissions/0/content/bids/0/answers/A9";
    slip(r#""A1": "41.5""#, r#""A1": "41.5", "A9": "1""#, "bid.answer_unasked", unasked, "remove it");
    let decision = r#"{"bid": "L1-B1", "decided_at": "2026-11-02T09:00:00+01:00", "outcome": "admitted"},
    "#;
    let bid = "/submissions/0/content/bids/0";
    slip(decision, "", "inputs.examination_missing", bid, "decide on the bid");
    slip(decision, &decision.repeat(2), "inputs.repeated", "/examinations/1", "keep one");
    let level = r#"{"bid": "L2-B2", "criterion": "B1", "level": 1}"#;
    slip(level, &level.replace("1}", "7}"), "bid.level_unknown", "/panel_scores/1", "from 0 to 2");
    let bid = "/submissions/1/content/bids/1";
    slip(&format!(", {level}"), "", "bid.answer_missing", bid, "the panel's level");
}

#[test]
fn what_the_engine_alone_can_tell_is_told_where_it_stands_in_the_file() {
    let bid = "/submissions/0/content/bids/0";
    let (one, many) = (r#""unit": "day", "quantity": "1""#, r#""unit": "day", "quantity": "1750000000""#);
    slip(one, many, "bid.result_too_large", bid, "check prices");
}

/// Which lot a drawing belongs to is told by its bids: where none of them is there, each is told.
#[test]
fn drawings_are_told_where_they_stand() {
    let scores = r#""panel_scores": ["#;
    let drawings = |orders: &[&str]| {
        let held = r#""drawn_at": "2026-11-20T10:00:00+01:00", "witnesses": ["W"]"#;
        let drawings: Vec<_> = orders.iter().map(|order| format!(r#"{{"order": {order}, {held}}}"#)).collect();
        format!(r#""draws": [{}], {scores}"#, drawings.join(", "))
    };
    let (first, second) = ("/draws/0/order", "/draws/1/order");
    let one = r#"["L1-B1"]"#;
    slip(scores, &drawings(&["[]"]), "inputs.draw_too_few", first, "all bids that are tied");
    slip(scores, &drawings(&[one]), "inputs.draw_too_few", first, "all bids that are tied");
    let found = faults(&edited(&sound(), scores, &drawings(&[one, one])));
    let again = ("inputs.draw_bid", "/draws/1/order/0");
    assert_eq!(told(&found), [("inputs.draw_too_few", first), ("inputs.draw_too_few", second), again]);
    let found = faults(&edited(&sound(), scores, &drawings(&[r#"["L1-B8", "L1-B9"]"#])));
    let unknown = "case.reference_unknown";
    assert_eq!(told(&found), [(unknown, "/draws/0/order/0"), (unknown, "/draws/0/order/1")]);
}

#[test]
fn ten_megabytes_are_told_in_a_line() {
    let long = format!("{:?}", "9".repeat(10_000_000));
    slip(r#""5400""#, &long, "bid.price", PRICE, "at most 36 digits");
    slip(r#""41.5""#, &long, "bid.answer", ANSWER, "at most 36 digits");
    let key = r#""key": "L1-B1","#;
    let bid = "/submissions/0/content/bids/0";
    slip(key, &format!("\"key\": {long},"), "document.pattern", &format!("{bid}/key"), "1 to 64");
    slip(key, &format!("{long}: 1, {key}"), "document.unknown_member", bid, "remove it");
}

#[test]
fn a_hundred_thousand_slips_are_told_in_good_time() {
    let many: Vec<String> = (0..100_000).map(|number| format!("\"x{number}\": 1")).collect();
    let text = edited(&sound(), r#"{"P": "5400"}"#, &format!("{{\"P\": \"5400\"}}, {}", many.join(", ")));
    let begun = Instant::now();
    assert_eq!(faults(&text).list().len(), many.len());
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
}
