//! Published keys: the names by which documents point at lots, criteria, suppliers and bids.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// A published key: 1 to 64 of the characters `A-Z a-z 0-9 . _ -`, beginning with a letter or a digit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(String);

impl Key {
    /// The form of a key in a JSON Schema.
    pub const PATTERN: &str = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$";

    /// The key as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Key {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let lawful = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
        let first = text.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric());
        if first && text.len() <= 64 && text.bytes().all(lawful) {
            Ok(Self(text.to_owned()))
        } else {
            Err("write a key of 1 to 64 characters among A-Z a-z 0-9 . _ - that begins with a letter or a digit")
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Serialize for Key {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

impl JsonSchema for Key {
    fn schema_name() -> Cow<'static, str> {
        "Key".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string", "pattern": Self::PATTERN,
            "description": "A published key"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Key;
    use schemars::JsonSchema;

    #[test]
    fn a_key_is_short_plain_and_begins_with_a_letter_or_a_digit() {
        let longest = "k".repeat(64);
        for text in ["a", "Z9", "0.1_x-y", longest.as_str()] {
            let key = text.parse::<Key>();
            assert_eq!(key.as_ref().map(Key::as_str), Ok(text));
            assert_eq!(serde_json::from_value::<Key>(text.into()).ok(), key.clone().ok());
            assert_eq!(key.map(|key| serde_json::to_value(key).ok()), Ok(Some(text.into())));
        }
        for text in ["", "-a", ".a", "_a", "a b", "å", "a/b", "a\u{0}", &"k".repeat(65)] {
            assert!(text.parse::<Key>().is_err_and(|how| how.starts_with("write a key")), "{text:?}");
            assert!(serde_json::from_value::<Key>(text.into()).is_err(), "{text:?}");
        }
        assert_eq!(schemars::schema_for!(Key).as_value()["pattern"], Key::PATTERN);
        assert_eq!(Key::schema_name(), "Key");
    }

    #[test]
    fn a_key_fills_a_column_when_asked_to() {
        let key = "B1".parse::<Key>();
        assert_eq!(key.map(|key| format!("{key:>4}|{key}")).as_deref(), Ok("  B1|B1"));
    }
}
