//! Records that were made before verify for ever. They are committed as they were written and are never made anew:
//! the worked example of every rule, and a lot of the demos for each way to compare.

use anbud::service::verify_record;
use scoring::RULEBOOK;
use std::collections::BTreeSet;

#[test]
fn records_that_were_made_before_verify() {
    let folder = crate::files::root().join("tests/data/records");
    let mut rules = BTreeSet::new();
    let mut count = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let verified = verify_record(&text).unwrap_or_else(|faults| panic!("{}: {faults}", path.display()));
        assert!(verified.follows(), "{}: {}", path.display(), verified.differences);
        rules.extend(verified.record.rules);
        count += 1;
    }
    assert!(count >= 23, "{count} records");
    for card in RULEBOOK {
        assert!(rules.contains(&card.id.to_string()), "no record that was made before uses {}", card.id);
    }
}
