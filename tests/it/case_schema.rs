//! The committed JSON Schema of case files is the one that the types give.

use std::{fs, path::Path};

#[test]
fn the_committed_schema_is_the_one_of_the_types() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/case.schema.json");
    let committed = fs::read_to_string(path).unwrap_or_default();
    assert!(
        committed == anbud::casefile::schema(),
        "docs/case.schema.json is not the schema of the types; \
         refresh it with: cargo run -- schema case > docs/case.schema.json"
    );
}
