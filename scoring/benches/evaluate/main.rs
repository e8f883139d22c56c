//! What one evaluation costs, from a read model and read inputs to the outcome, dropping it included.
//!
//! `cargo bench -p scoring` prints divan's table. With `ANBUD_RANKINGS` set it prints the rankings instead, one line
//! per case, which `bench/scoring/peers.py` compares with its own.

#![allow(missing_docs, clippy::expect_used, reason = "a bench has no callers, and its cases are its own")]
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a bench is not part of the pure crate")]

mod case;

use case::{Case, Combination, Size};
use divan::{Bencher, black_box};
use scoring::{evaluate, evaluate_untraced};

const SMALL: Size = Size { bids: 10, criteria: 8 };
const MIDDLE: Size = Size { bids: 1_000, criteria: 20 };
const LARGE: Size = Size { bids: 100_000, criteria: 20 };

fn main() {
    if std::env::var_os("ANBUD_RANKINGS").is_some() {
        [SMALL, MIDDLE, LARGE].into_iter().for_each(print_ranking);
    } else {
        divan::main();
    }
}

fn print_ranking(size: Size) {
    let Case { model, inputs } = Case::new(Combination::Points, size).expect("a lawful case");
    let outcome = evaluate_untraced(&model, &inputs).expect("an outcome");
    let bids = outcome.placements().map(|placement| placement.bid.as_str()[1..].to_owned()).collect::<Vec<_>>();
    println!("{} {} {}", size.bids, size.criteria, bids.join(" "));
}

fn traced(bencher: Bencher, combination: Combination, size: Size) {
    let Case { model, inputs } = Case::new(combination, size).expect("a lawful case");
    bencher.bench(|| drop(black_box(evaluate(&model, &inputs))));
}

fn untraced(bencher: Bencher, combination: Combination, size: Size) {
    let Case { model, inputs } = Case::new(combination, size).expect("a lawful case");
    bencher.bench(|| drop(black_box(evaluate_untraced(&model, &inputs))));
}

#[divan::bench]
fn points_traced_10x8(bencher: Bencher) {
    traced(bencher, Combination::Points, SMALL);
}

#[divan::bench]
fn points_traced_1000x20(bencher: Bencher) {
    traced(bencher, Combination::Points, MIDDLE);
}

#[divan::bench(sample_count = 20)]
fn points_untraced_100000x20(bencher: Bencher) {
    untraced(bencher, Combination::Points, LARGE);
}

#[divan::bench]
fn deduction_traced_10x8(bencher: Bencher) {
    traced(bencher, Combination::Deduction, SMALL);
}

#[divan::bench]
fn deduction_traced_1000x20(bencher: Bencher) {
    traced(bencher, Combination::Deduction, MIDDLE);
}

#[divan::bench(sample_count = 20)]
fn deduction_untraced_100000x20(bencher: Bencher) {
    untraced(bencher, Combination::Deduction, LARGE);
}
