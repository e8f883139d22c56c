//! What one operation on an exact number costs in each of its forms, beside the bare `i128` and `BigRational`.
//! A thousand pairs a round, so that no branch is learned by heart: divan's items are operations.

#![allow(missing_docs, clippy::expect_used, reason = "a bench has no callers, and its numbers are its own")]

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use num_bigint::BigInt;
use num_rational::BigRational;
use values::{Exact, Mode, Rounding};

const PAIRS: usize = 1_000;
const TO_FOUR: Rounding = Rounding { decimals: 4, mode: Mode::HalfEven };

fn main() {
    divan::main();
}

/// Amounts of up to eight digits, nearly all with two decimals.
fn units() -> impl Iterator<Item = (i128, i128)> {
    (1..=PAIRS as i128).map(|n| (n * 7_919 % 99_999_989, n * 104_729 % 9_999_991 + 1))
}

fn fixed() -> Vec<(Exact, Exact)> {
    units().map(|(left, right)| (Exact::scaled(left, 2), Exact::scaled(right, 2))).collect()
}

fn ratio() -> Vec<(Exact, Exact)> {
    let third = |value: Exact| value.divided_by(&Exact::from(30_003)).expect("not a zero");
    fixed().into_iter().map(|(left, right)| (third(left), third(right))).collect()
}

/// Present values after thirty years at 3.5 percent: denominators of about 230 bits.
fn big() -> Vec<(Exact, Exact)> {
    let growth = Exact::scaled(1_035, 3).to_the(30);
    let discounted = |value: Exact| value.divided_by(&growth).expect("not a zero");
    fixed().into_iter().map(|(left, right)| (discounted(left), discounted(right))).collect()
}

fn rationals(pairs: &[(Exact, Exact)]) -> Vec<(BigRational, BigRational)> {
    let parts = |value: &Exact| {
        let text = value.to_string();
        match text.split_once('.') {
            Some((whole, fraction)) => {
                let power = BigInt::from(10).pow(fraction.len() as u32);
                BigRational::new(format!("{whole}{fraction}").parse().expect("digits"), power)
            }
            None => text.parse().expect("a ratio"),
        }
    };
    pairs.iter().map(|(left, right)| (parts(left), parts(right))).collect()
}

fn each<T: Sync, R>(bencher: Bencher, pairs: &[(T, T)], operation: impl Fn(&T, &T) -> R + Sync) {
    bencher.counter(ItemsCount::new(PAIRS)).bench(|| {
        for (left, right) in pairs {
            drop(black_box(operation(black_box(left), black_box(right))));
        }
    });
}

macro_rules! operations {
    ($module:ident, $pairs:expr) => {
        mod $module {
            use super::*;

            #[divan::bench]
            fn add(bencher: Bencher) {
                each(bencher, &$pairs, |a, b| a + b);
            }

            #[divan::bench]
            fn multiply(bencher: Bencher) {
                each(bencher, &$pairs, |a, b| a * b);
            }

            #[divan::bench]
            fn divide(bencher: Bencher) {
                each(bencher, &$pairs, |a, b| a.divided_by(b));
            }

            #[divan::bench]
            fn compare(bencher: Bencher) {
                each(bencher, &$pairs, |a, b| a.cmp(b));
            }

            #[divan::bench]
            fn round(bencher: Bencher) {
                each(bencher, &$pairs, |a, _| a.rounded(TO_FOUR));
            }

            #[divan::bench]
            fn write(bencher: Bencher) {
                each(bencher, &$pairs, |a, _| a.to_string());
            }
        }
    };
}

operations!(exact_fixed, fixed());
operations!(exact_ratio, ratio());
operations!(exact_big, big());

macro_rules! peer {
    ($module:ident, $pairs:expr) => {
        mod $module {
            use super::*;

            #[divan::bench]
            fn add(bencher: Bencher) {
                each(bencher, &$pairs, |a, b| a + b);
            }

            #[divan::bench]
            fn multiply(bencher: Bencher) {
                each(bencher, &$pairs, |a, b| a * b);
            }

            #[divan::bench]
            fn divide(bencher: Bencher) {
                each(bencher, &$pairs, |a, b| a / b);
            }

            #[divan::bench]
            fn compare(bencher: Bencher) {
                each(bencher, &$pairs, |a, b| a.cmp(b));
            }
        }
    };
}

peer!(big_rational_of_fixed, rationals(&fixed()));
peer!(big_rational_of_ratio, rationals(&ratio()));
peer!(big_rational_of_big, rationals(&big()));
// The division of integers cuts; it is here for the time only.
peer!(bare_i128, units().collect::<Vec<_>>());
