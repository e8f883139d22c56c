//! Broken cases by the thousand, the same in every run: what the fuzz target does for hours (`fuzz/`), here for a
//! moment, so that every run of the tests does it.

use super::demos::lots;
use super::fairness::Chance;
use super::mangle::{Bytes, Case, Reached, examples, hold, mangled};
use std::collections::BTreeMap;

fn run(name: &str, seeds: &[Case], cases: u64) -> BTreeMap<Reached, u64> {
    let mut reached = BTreeMap::new();
    for case in 0..cases {
        let mut chance = Chance::of(name, case);
        let bytes: Vec<u8> = (0..64).map(|_| u8::try_from(chance.below(256)).unwrap()).collect();
        *reached.entry(hold(&mangled(seeds, &mut Bytes(&bytes)))).or_default() += 1;
    }
    println!("{name}: {reached:?}");
    reached
}

#[test]
fn nothing_panics_and_what_evaluates_does_so_to_the_same_bytes() {
    let reached = run("mangled examples", &examples(), 2_500);
    for (way, least) in [
        (Reached::Text, 100),
        (Reached::Shape, 800),
        (Reached::Model, 80),
        (Reached::Inputs, 80),
        (Reached::Evaluated, 500),
    ] {
        assert!(reached.get(&way).is_some_and(|times| *times >= least), "{way:?}: {reached:?}");
    }
}

#[test]
fn nor_do_the_demos_panic() {
    let seeds: Vec<Case> = lots().into_iter().map(|lot| Case { model: lot.model, inputs: lot.inputs }).collect();
    assert!(seeds.len() > 8);
    let reached = run("mangled demos", &seeds, 60);
    assert!(reached.get(&Reached::Evaluated).is_some_and(|times| *times > 10), "{reached:?}");
}
