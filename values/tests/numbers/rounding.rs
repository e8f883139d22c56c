//! The six modes of rounding, on exact numbers: halves, a little beside them, whole numbers, and both signs.

use values::{Exact, Mode, Rounding};

const MODES: [Mode; 6] =
    [Mode::HalfAwayFromZero, Mode::HalfEven, Mode::TowardZero, Mode::AwayFromZero, Mode::Floor, Mode::Ceiling];

/// A value, and what it becomes at no decimals in each of the modes, in their order. "A little" is finer than the
/// fixed form holds, so that those rows go through ratios of big integers.
const TABLE: [(&str, [&str; 6]); 22] = [
    ("-2.5", ["-3", "-2", "-2", "-3", "-3", "-2"]),
    ("-1.5", ["-2", "-2", "-1", "-2", "-2", "-1"]),
    ("-0.5", ["-1", "0", "0", "-1", "-1", "0"]),
    ("0.5", ["1", "0", "0", "1", "0", "1"]),
    ("1.5", ["2", "2", "1", "2", "1", "2"]),
    ("2.5", ["3", "2", "2", "3", "2", "3"]),
    ("-2.4999", ["-2", "-2", "-2", "-3", "-3", "-2"]),
    ("-2.5001", ["-3", "-3", "-2", "-3", "-3", "-2"]),
    ("2.4999", ["2", "2", "2", "3", "2", "3"]),
    ("2.5001", ["3", "3", "2", "3", "2", "3"]),
    ("0.0001", ["0", "0", "0", "1", "0", "1"]),
    ("-0.0001", ["0", "0", "0", "-1", "-1", "0"]),
    ("7/3", ["2", "2", "2", "3", "2", "3"]),
    ("-7/3", ["-2", "-2", "-2", "-3", "-3", "-2"]),
    ("8/3", ["3", "3", "2", "3", "2", "3"]),
    ("-8/3", ["-3", "-3", "-2", "-3", "-3", "-2"]),
    ("2", ["2", "2", "2", "2", "2", "2"]),
    ("-3", ["-3", "-3", "-3", "-3", "-3", "-3"]),
    ("5/2 + little", ["3", "3", "2", "3", "2", "3"]),
    ("5/2 - little", ["2", "2", "2", "3", "2", "3"]),
    ("-5/2 + little", ["-2", "-2", "-2", "-3", "-3", "-2"]),
    ("-5/2 - little", ["-3", "-3", "-2", "-3", "-3", "-2"]),
];

fn value(text: &str) -> Exact {
    let little: Exact = format!("1/{}", 3 * 10_u128.pow(37)).parse().unwrap();
    match text.split_once(' ') {
        None => {
            let (numerator, denominator) = text.split_once('/').unwrap_or((text, "1"));
            let number = |text: &str| text.parse::<Exact>().unwrap();
            number(numerator).divided_by(&number(denominator)).unwrap()
        }
        Some((half, "+ little")) => &value(half) + &little,
        Some((half, _)) => &value(half) - &little,
    }
}

#[test]
fn each_mode_rounds_each_kind_of_value_as_it_says() {
    for (text, expected) in TABLE {
        for (mode, expected) in MODES.into_iter().zip(expected) {
            let rounded = value(text).rounded(Rounding { decimals: 0, mode });
            assert_eq!(rounded.to_string(), expected, "{text} {mode:?}");
        }
    }
}

#[test]
fn the_modes_do_the_same_at_three_decimals() {
    let thousandth: Exact = "0.001".parse().unwrap();
    for (text, expected) in TABLE {
        for (mode, expected) in MODES.into_iter().zip(expected) {
            let rounded = (&value(text) * &thousandth).rounded(Rounding { decimals: 3, mode });
            assert_eq!(rounded, &value(expected) * &thousandth, "{text} thousandths {mode:?}");
        }
    }
}

#[test]
fn what_has_no_more_decimals_than_asked_for_stays_in_every_mode() {
    for text in ["0", "0.125", "-0.125", "12345678901234567890.25"] {
        for mode in MODES {
            assert_eq!(value(text).rounded(Rounding { decimals: 3, mode }).to_string(), text, "{mode:?}");
        }
    }
}
