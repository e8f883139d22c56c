//! The certificate of equal treatment: every kept record's offers are treated alike wherever they stand, and a case in which
//! a key decides is found.

use anbud::service::{read_record, recompute, record_case, treat_equally, treat_equally_by};
use scoring::{InputsDocument, OutcomeDocument, RecordDocument};
use std::process::Command;

fn kept() -> impl Iterator<Item = RecordDocument> {
    let folder = crate::files::root().join("tests/data/records");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files.map(|file| read_record(&std::fs::read_to_string(file).unwrap()).unwrap())
}

#[test]
fn offers_are_treated_alike_under_whatever_key() {
    let (mut evaluated, mut records) = (0, 0);
    for record in kept() {
        let treated = treat_equally(&record).unwrap();
        assert_eq!(treated.differences, [], "{}", record.lot.key);
        let (bids, others) = (treated.bids, treated.bids - 1);
        assert_eq!((treated.swaps, treated.turns, treated.retimed), (others, others, 2), "{bids} bids");
        evaluated += treated.swaps + treated.turns + treated.retimed;
        records += 1;
    }
    println!("{records} records, {evaluated} evaluations");
    assert!(records >= 23 && evaluated > 100, "{records} {evaluated}");
}

/// Engines that look at the key, or at the moment, do not pass.
#[test]
fn what_hangs_on_a_key_or_a_moment_is_found() {
    let (case, lot) = super::lots().nth(3).unwrap();
    let right = record_case(&case, &lot).unwrap();
    let evaluate = |inputs: &InputsDocument| {
        let said = RecordDocument { inputs: inputs.clone(), ..right.clone() };
        Ok(recompute(&said)?.document)
    };
    assert_eq!(treat_equally_by(&right.inputs, evaluate).unwrap().differences, []);
    let by_key = treat_equally_by(&right.inputs, |inputs| {
        let mut outcome: OutcomeDocument = evaluate(inputs)?;
        let first = outcome.placements.iter_mut().min_by_key(|one| one.bid.clone()).unwrap();
        first.rank = 99;
        Ok(outcome)
    });
    assert!(!by_key.unwrap().differences.is_empty());
    let by_moment = treat_equally_by(&right.inputs, |inputs| {
        let mut outcome: OutcomeDocument = evaluate(inputs)?;
        let first = inputs.examinations.values().min_by_key(|one| one.decided_at).unwrap();
        outcome.placements.retain(|one| one.bid != first.bid);
        Ok(outcome)
    });
    assert!(!by_moment.unwrap().differences.is_empty());
}

#[test]
fn the_program_prints_the_certificate_with_the_record_and_not_in_it() {
    let file = crate::files::root().join("tests/data/records/example_tie_chain.json");
    let run =
        Command::new(env!("CARGO_BIN_EXE_anbud")).args(["verify", "--equal-treatment"]).arg(file).output().unwrap();
    let said = String::from_utf8(run.stdout).unwrap();
    assert!(run.status.success() && said.contains("Every offer kept its rank"), "{said}");
}
