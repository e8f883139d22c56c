//! One layer of settings: the table's own values, the environment's or the flags'.

use super::table::{self, Kind, SETTINGS};
use super::{PREFIX, value};
use config::{ConfigError, Map, Source, Value, ValueKind};
use std::collections::BTreeMap;
use std::ffi::OsString;

/// Values that were given as text, by the name of their setting.
pub type Flags = BTreeMap<String, String>;

/// The origin of a value that nobody set.
pub(super) const DEFAULT: &str = "default";

/// Values with their origins.
#[derive(Clone, Debug)]
pub(super) struct Layer(Map<String, Value>);

impl Layer {
    /// What holds where nobody says otherwise.
    pub(super) fn defaults() -> Self {
        let value = |setting: &table::Setting| {
            let origin = DEFAULT.to_owned();
            let kind = match setting.kind {
                Kind::Origins => ValueKind::Array(Vec::new()),
                Kind::Whole { .. } => value::number(setting.default),
                _ => ValueKind::String(setting.default.to_owned()),
            };
            (setting.name.to_owned(), Value::new(Some(&origin), kind))
        };
        Self(SETTINGS.iter().map(value).collect())
    }

    /// What was given as text, and where each came from.
    pub(super) fn given(given: Flags, origin: impl Fn(&str) -> String) -> Self {
        let value = |(name, text): (String, String)| {
            let value = Value::new(Some(&origin(&name)), ValueKind::String(text));
            (name, value)
        };
        Self(given.into_iter().map(value).collect())
    }
}

impl Source for Layer {
    fn clone_into_box(&self) -> Box<dyn Source + Send + Sync> {
        Box::new(self.clone())
    }

    fn collect(&self) -> Result<Map<String, Value>, ConfigError> {
        Ok(self.0.clone())
    }
}

/// The variables of an environment that are meant for this program.
pub fn environment(all: impl Iterator<Item = (OsString, OsString)>) -> Flags {
    let ours = |(name, value): (OsString, OsString)| {
        let name = name.to_str()?.strip_prefix(PREFIX)?.to_ascii_lowercase();
        // What is not UTF-8 fits no setting, and is refused where it is read.
        Some((name, value.to_string_lossy().into_owned()))
    };
    all.filter_map(ours).collect()
}
