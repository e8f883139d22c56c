//! JSON that anybody may have sent, as a tree. [`serde_json`] hands some values to itself as objects with one key of its own;
//! a tree that is read from a text with such a key would be read from the text behind it once more, however deep that goes.
//! Nobody needs these keys, so that they are refused.

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::fmt;

/// How the keys begin by which the library hands values to itself.
const PRIVATE: &str = "$serde_json::private::";

/// A tree without such keys. Of a key written twice the later value stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Plain(pub(super) Value);

impl<'de> Deserialize<'de> for Plain {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader).map(Self)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Plain(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = members.next_key::<String>()? {
            if key.starts_with(PRIVATE) {
                return Err(A::Error::custom("a key is not taken"));
            }
            let Plain(value) = members.next_value()?;
            object.insert(key, value);
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::Plain;
    use serde_json::{Value, from_str};

    #[test]
    fn what_is_read_is_what_the_library_reads() -> Result<(), serde_json::Error> {
        for text in [
            "null",
            "[true, false, 0, -1, 18446744073709551615, -9223372036854775808, 1.5, 1e300, \"å\\u0000\\\"\"]",
            r#"{"a": {"b": []}, "a": {}, "": 1, "$serde": 2}"#,
        ] {
            assert_eq!(from_str::<Plain>(text)?.0, from_str::<Value>(text)?, "{text}");
        }
        for text in ["", "nul", "[1,]", "{\"a\"}", "1 2", &"[".repeat(200)] {
            assert!(from_str::<Plain>(text).is_err(), "{text}");
        }
        Ok(())
    }

    #[test]
    fn keys_that_would_be_read_once_more_are_refused() {
        let inner = "[1,2,3]";
        for key in
            ["$serde_json::private::RawValue", "\\u0024serde_json::private::RawValue", "$serde_json::private::Number"]
        {
            for text in [format!(r#"{{"{key}": "{inner}"}}"#), format!(r#"[{{"a": {{"b": 1, "{key}": "{inner}"}}}}]"#)]
            {
                assert!(from_str::<Plain>(&text).is_err_and(|error| error.is_data()), "{text}");
            }
        }
    }
}
