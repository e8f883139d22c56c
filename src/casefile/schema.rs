//! The JSON Schema of `anbud-case/1`, made from the types, so that it cannot say anything else than they do.

use super::Case;
use schemars::generate::SchemaSettings;

/// The JSON Schema (2020-12) of a case file, as pretty JSON with a line end.
#[must_use]
pub fn schema() -> String {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Case>();
    schema.insert("$id".to_owned(), "https://anbud.example/case/1".into());
    schema.insert("title".to_owned(), "anbud-case/1".into());
    format!("{:#}\n", schema.as_value())
}
