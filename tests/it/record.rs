//! Evaluation records: every one that the system makes verifies, the same from the file and from both databases; none
//! that was changed does; and those that were made before verify for ever.

mod alike;
mod mutated;
mod program;
mod replayed;
mod stored;
mod structure;

use anbud::casefile::Case;
use anbud::service::{record_case, verify_record};
use scoring::RecordDocument;
use values::{Digest, canonical};

/// Every lot of every demo, with its case.
fn lots() -> impl Iterator<Item = (Case, values::Key)> {
    let lots = |case: Case| {
        let keys: Vec<values::Key> = case.lots.iter().map(|lot| lot.key.clone()).collect();
        keys.into_iter().map(move |key| (case.clone(), key))
    };
    crate::stored::house::cases().into_iter().flat_map(lots)
}

/// A record whose digests are all computed again, as somebody who changes one would do.
fn forged(mut record: RecordDocument) -> RecordDocument {
    let digest = |text: String| Digest::of(text.as_bytes());
    record.outcome.model = digest(canonical::to_text(&record.model).unwrap());
    record.outcome.inputs = digest(canonical::to_text(&record.inputs).unwrap());
    let RecordDocument { procurement, lot, model, inputs, outcome, rules, .. } = record;
    let mut forged = RecordDocument::seal((procurement, lot), (model, inputs), outcome).unwrap();
    if forged.rules != rules {
        forged.rules = rules;
        forged.digest = forged.digests().unwrap().record;
    }
    forged
}

/// What the verifier tells of a record: code and place of each fault or difference.
fn told(record: &RecordDocument) -> Vec<(&'static str, String)> {
    let faults = match verify_record(&record.to_text().unwrap()) {
        Ok(verified) => verified.differences,
        Err(refused) => refused,
    };
    faults.list().iter().map(|fault| (fault.code, fault.place.to_string())).collect()
}

/// The record of a lot of a demo.
fn record(demo: usize, lot: &str) -> RecordDocument {
    record_case(&crate::stored::house::cases()[demo], &lot.parse().unwrap()).unwrap()
}

#[test]
fn every_lot_of_every_demo_gives_a_record_that_verifies() {
    let mut steps = 0;
    for (case, lot) in lots() {
        let record = record_case(&case, &lot).unwrap();
        let text = record.to_text().unwrap();
        let verified = verify_record(&text).unwrap_or_else(|faults| panic!("{lot}: {faults}"));
        assert!(verified.follows(), "{lot}: {}", verified.differences);
        assert_eq!(verified.record, record);
        assert_eq!(forged(record.clone()), record, "nothing was changed");
        let digests = &verified.digests;
        assert_eq!((&digests.model, &digests.inputs), (&record.model_digest, &record.inputs_digest));
        assert_eq!((&digests.outcome, &digests.record), (&record.outcome_digest, &record.digest));
        steps += verified.recomputed.document.trace.len();
    }
    assert!(steps > 11_000, "{steps}");
}
