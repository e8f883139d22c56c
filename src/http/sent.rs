//! An answer as bytes.

use crate::graphql::raw_text;
use async_graphql::{ServerError, Value};
use serde::Serialize;
use std::collections::BTreeMap;

/// What is sent: errors first, so that a reader of the start of a long answer sees them.
pub(super) struct Sent<'a> {
    pub(super) errors: &'a [ServerError],
    pub(super) data: Option<&'a Value>,
    pub(super) extensions: &'a BTreeMap<String, Value>,
}

impl Sent<'_> {
    /// As JSON. What a field of the root has as JSON already is copied once, and not read again.
    pub(super) fn written(&self) -> serde_json::Result<Vec<u8>> {
        let mut out = Vec::with_capacity(self.data.map_or(0, length) + 512);
        out.push(b'{');
        if !self.errors.is_empty() {
            member(&mut out, "errors", self.errors)?;
        }
        match self.data {
            Some(Value::Object(root)) => {
                key(&mut out, "data")?;
                out.push(b'{');
                for (name, value) in root {
                    match raw_text(value) {
                        Some(json) => {
                            key(&mut out, name)?;
                            out.extend_from_slice(json.as_bytes());
                        }
                        None => member(&mut out, name, value)?,
                    }
                }
                out.push(b'}');
            }
            Some(other) => member(&mut out, "data", other)?,
            None => {}
        }
        if !self.extensions.is_empty() {
            member(&mut out, "extensions", self.extensions)?;
        }
        out.push(b'}');
        Ok(out)
    }
}

/// The bytes of what is JSON already.
fn length(data: &Value) -> usize {
    match data {
        Value::Object(root) => {
            root.iter().map(|(name, value)| name.len() + 4 + raw_text(value).map_or(0, str::len)).sum()
        }
        _ => 0,
    }
}

/// Writes the name of a member, with a comma behind the one before it.
fn key(out: &mut Vec<u8>, name: &str) -> serde_json::Result<()> {
    if !out.ends_with(b"{") {
        out.push(b',');
    }
    serde_json::to_writer(&mut *out, name)?;
    out.push(b':');
    Ok(())
}

fn member<T: Serialize + ?Sized>(out: &mut Vec<u8>, name: &str, value: &T) -> serde_json::Result<()> {
    key(out, name)?;
    serde_json::to_writer(out, value)
}
