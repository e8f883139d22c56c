//! What the comparison works out for itself: decimals, moments, sort keys, canonical texts and digests.

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::cmp::Ordering;

/// A decimal of a document as an integer of a column with that many decimals.
pub fn scaled(text: &Value, decimals: usize) -> i64 {
    let text = text.as_str().unwrap();
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    assert!(fraction.len() <= decimals, "{text} has too many decimals");
    format!("{whole}{fraction:0<decimals$}").parse().unwrap()
}

/// An exact text, a decimal or a ratio, as an integer of a column: rounded half away from zero.
pub fn shown(exact: &Value, decimals: usize) -> i64 {
    let text = exact.as_str().unwrap();
    let (sign, size) = text.strip_prefix('-').map_or((1, text), |size| (-1, size));
    let decimal = match size.split_once('/') {
        None => size.to_owned(),
        Some((over, under)) => divided(over, under, decimals + 1),
    };
    let (whole, fraction) = decimal.split_once('.').unwrap_or((&decimal, ""));
    let kept = format!("{whole}{:0<decimals$}", &fraction[..fraction.len().min(decimals)]);
    let up = fraction.as_bytes().get(decimals).is_some_and(|digit| *digit >= b'5');
    sign * (kept.parse::<i64>().unwrap() + i64::from(up))
}

/// Long division, as on paper, with so many decimals and the rest cut off.
fn divided(over: &str, under: &str, decimals: usize) -> String {
    let mut answer = String::new();
    let mut rest = String::new();
    let digits = over.chars().chain(std::iter::repeat_n('0', decimals));
    for (index, digit) in digits.enumerate() {
        if index == over.len() {
            answer.push('.');
        }
        rest = format!("{rest}{digit}").trim_start_matches('0').to_owned();
        let mut times = b'0';
        while size(&rest, under) != Ordering::Less {
            rest = less(&rest, under);
            times += 1;
        }
        answer.push(char::from(times));
    }
    answer
}

fn size(one: &str, other: &str) -> Ordering {
    one.len().cmp(&other.len()).then_with(|| one.cmp(other))
}

fn less(from: &str, take: &str) -> String {
    let take = format!("{take:0>width$}", width = from.len());
    let mut borrowed = 0;
    let pairs = from.bytes().zip(take.bytes()).rev();
    let digits: Vec<u8> = pairs
        .map(|(from, take)| {
            let need = take - b'0' + borrowed;
            let have = from - b'0';
            borrowed = u8::from(have < need);
            b'0' + have + 10 * borrowed - need
        })
        .collect();
    let text: String = digits.into_iter().rev().map(char::from).collect();
    text.trim_start_matches('0').to_owned()
}

/// A moment of a document, such as `2026-11-17T00:04:12+01:00`, in milliseconds of UTC.
pub fn millis(moment: &Value) -> i64 {
    let text = moment.as_str().unwrap();
    let number = |from: usize, to: usize| text[from..to].parse::<i64>().unwrap();
    let offset = match &text[19..] {
        "Z" => 0,
        shift => {
            let minutes = number(20, 22) * 60 + number(23, 25);
            if shift.starts_with('-') { -minutes } else { minutes }
        }
    };
    let days = days_before(number(0, 4), number(5, 7)) + number(8, 10) - 1;
    (((days * 24 + number(11, 13)) * 60 + number(14, 16) - offset) * 60 + number(17, 19)) * 1000
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 => 28 + i64::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970 to the first of the month.
fn days_before(year: i64, month: i64) -> i64 {
    let years: i64 = (1970..year).map(|year| 365 + i64::from(is_leap(year))).sum();
    years + (1..month).map(|month| days_in(year, month)).sum::<i64>()
}

/// A moment as canonical documents write it: UTC, whole seconds.
pub fn moment(millis: i64) -> String {
    assert_eq!(millis % 1000, 0);
    let seconds = millis / 1000;
    let (mut year, mut month, mut days) = (1970, 1, seconds / 86_400);
    while days >= days_in(year, month) {
        days -= days_in(year, month);
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    }
    let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{:02}T{hour:02}:{minute:02}:{second:02}Z", days + 1)
}

/// How Swedish titles and names are ordered: å, ä and ö behind z, other accents and other signs away.
pub fn sort_key(text: &Value) -> String {
    let letter = |letter: char| match letter {
        'å' => "{1".to_owned(),
        'ä' => "{2".to_owned(),
        'ö' => "{3".to_owned(),
        'é' => "e".to_owned(),
        other if other.is_ascii() => other.to_string(),
        other => {
            assert!(!other.is_alphabetic(), "say how {other} is ordered");
            String::new()
        }
    };
    text.as_str().unwrap().to_lowercase().chars().map(letter).collect()
}

/// Canonical JSON: members in order, nothing between them.
pub fn canonical(tree: &Value) -> String {
    match tree {
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(name, _)| *name);
            let members = members.iter().map(|(name, value)| format!("{}:{}", json!(name), canonical(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(",")),
        other => other.to_string(),
    }
}

/// A part of a case file as it is stored: moments in UTC.
pub fn stored(tree: &Value) -> Value {
    match tree {
        Value::Object(members) => {
            let member = |(name, value): (&String, &Value)| {
                let is_moment = value.is_string() && (name == "at" || name.ends_with("_at"));
                (name.clone(), if is_moment { json!(moment(millis(value))) } else { stored(value) })
            };
            Value::Object(members.iter().map(member).collect())
        }
        Value::Array(items) => items.iter().map(stored).collect(),
        other => other.clone(),
    }
}

/// The canonical text under which a part of a case file is stored.
pub fn sealed_text(tree: &Value) -> String {
    canonical(&stored(tree))
}

/// The digest of a text.
pub fn digest(text: &str) -> String {
    let bytes = Sha256::digest(text.as_bytes());
    format!("sha256:{}", bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
}

#[test]
fn the_comparison_can_count() {
    assert_eq!([scaled(&json!("1.48"), 6), scaled(&json!("160800000"), 4)], [1_480_000, 1_608_000_000_000]);
    let shown = |text: &str| shown(&json!(text), 2);
    assert_eq!([shown("1/3"), shown("-2/3"), shown("0.005"), shown("-0.0049"), shown("12")], [33, -67, 1, 0, 1200]);
    assert_eq!(divided("22000", "7", 3), "03142.857");
    let then = json!("2026-11-17T00:04:12+01:00");
    assert_eq!((millis(&then), moment(millis(&then))), (1_794_870_252_000, "2026-11-16T23:04:12Z".to_owned()));
    assert_eq!(sort_key(&json!("Östra Åsö – é")), "{3stra {1s{3  e");
}
