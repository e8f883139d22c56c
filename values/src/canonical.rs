//! Canonical JSON (RFC 8785), and the strict reading that goes before it: a document with a key written twice, or
//! with anything but a small count where a number stands, is refused with its place.

use crate::fault::{Faults, Place};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::cell::RefCell;
use std::fmt;

/// Numbers in documents are counts; anything finer or larger is a decimal in quotes.
const LARGEST_COUNT: u64 = 1_000_000_000;
/// What stands in the tree for a number that was refused.
const REFUSED: i64 = -1;
/// How deep a document may nest.
const DEEPEST: usize = 48;

/// The canonical JSON text of a document.
///
/// # Errors
/// If the value has no JSON form; the document types of this project all have one.
pub fn to_text<T: Serialize>(document: &T) -> Result<String, Faults> {
    serde_json_canonicalizer::to_string(document).map_err(|error| {
        Faults::one(
            "document.not_canonical",
            &Place::root(),
            format!("the document has no canonical form: {error}"),
            "report this: every document type should have one",
        )
    })
}

/// Reads JSON strictly into a tree. Keys written twice, numbers that are not small counts, texts with the sign U+0000,
/// and nesting deeper than 48 levels are refused, all at once with their places; text that is not JSON is refused with
/// its line.
///
/// # Errors
/// What is wrong and where.
pub fn read(text: &str) -> Result<Value, Faults> {
    let (tree, faults) = read_on(text)?;
    faults.or(tree)
}

/// Reads like [`read`], but gives the tree together with its faults, so that more can be said about it. A refused
/// number is -1 in the tree, which no document type accepts; of a key written twice the later value stands.
///
/// # Errors
/// That the text is not JSON: nothing more can be said then.
pub fn read_on(text: &str) -> Result<(Value, Faults), Faults> {
    let faults = RefCell::new(Faults::none());
    let mut reader = serde_json::Deserializer::from_str(text);
    let strict = Strict { place: Place::root(), depth: 0, faults: &faults };
    let read = strict.deserialize(&mut reader).and_then(|tree| reader.end().map(|()| tree));
    let tree = read.map_err(|error| {
        Faults::one(
            "document.not_json",
            &Place::root(),
            format!("this is not JSON: {error}"),
            "correct the text there, so that the whole is one JSON document",
        )
    })?;
    Ok((tree, faults.into_inner()))
}

/// Reads a tree into a document type, with the place of the first thing that does not fit.
///
/// # Errors
/// What is wrong and where.
pub fn from_tree<T: DeserializeOwned>(tree: Value) -> Result<T, Faults> {
    serde_path_to_error::deserialize(tree).map_err(|error| {
        let place = error.path().iter().fold(Place::root(), |place, step| match step {
            serde_path_to_error::Segment::Seq { index } => place.at(index),
            serde_path_to_error::Segment::Map { key } => place.at(key),
            serde_path_to_error::Segment::Enum { variant } => place.at(variant),
            serde_path_to_error::Segment::Unknown => place,
        });
        Faults::one(
            "document.shape",
            &place,
            error.into_inner().to_string(),
            "compare with the JSON Schema of the format",
        )
    })
}

struct Strict<'a> {
    place: Place,
    depth: usize,
    faults: &'a RefCell<Faults>,
}

impl Strict<'_> {
    fn below(&self, step: impl fmt::Display) -> Self {
        Self { place: self.place.at(step), depth: self.depth + 1, faults: self.faults }
    }

    fn check_depth<E: Error>(&self) -> Result<(), E> {
        if self.depth < DEEPEST { Ok(()) } else { Err(E::custom("nested deeper than 48 levels")) }
    }
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        self.check_text(value);
        Ok(Value::String(value.to_owned()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        if value > LARGEST_COUNT { Ok(self.refuse_number()) } else { Ok(value.into()) }
    }

    fn visit_i64<E>(self, _: i64) -> Result<Value, E> {
        Ok(self.refuse_number())
    }

    #[expect(clippy::disallowed_types, reason = "a number without a name is refused, and nothing computes with it")]
    fn visit_f64<E>(self, _: f64) -> Result<Value, E> {
        Ok(self.refuse_number())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        self.check_depth()?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self.below(list.len()))? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        self.check_depth()?;
        let mut object = serde_json::Map::new();
        while let Some(key) = members.next_key::<String>()? {
            let below = self.below(&key);
            below.check_text(&key);
            let place = below.place.clone();
            let value = members.next_value_seed(below)?;
            if object.insert(key, value).is_some() {
                self.faults.borrow_mut().add(
                    "document.duplicate_key",
                    &place,
                    "this key is written twice in the same object, so that one of the two values would be lost",
                    "keep one of the two",
                );
            }
        }
        Ok(Value::Object(object))
    }
}

impl Strict<'_> {
    /// Not every database can hold U+0000, and nobody can read it.
    fn check_text(&self, text: &str) {
        if text.contains('\0') {
            self.faults.borrow_mut().add(
                "document.nul",
                &self.place,
                "the text holds the sign U+0000, which stands for nothing",
                "take \\u0000 out of the text",
            );
        }
    }

    fn refuse_number(&self) -> Value {
        self.faults.borrow_mut().add(
            "document.number",
            &self.place,
            "a bare number here is not a count between 0 and 1000000000",
            "write decimals and large numbers in quotes, such as \"12.50\"",
        );
        REFUSED.into()
    }
}

#[cfg(test)]
mod tests {
    use super::{from_tree, read, read_on, to_text};
    use serde_json::json;
    use std::collections::BTreeMap;

    fn codes(text: &str) -> Vec<(&'static str, String)> {
        read(text).err().unwrap_or_default().list().iter().map(|f| (f.code, f.place.as_str().to_owned())).collect()
    }

    #[test]
    fn every_strictness_fault_is_named_with_its_place() {
        assert_eq!(
            codes(r#"{"a": [{"b": 1, "b": 2}, 1.5, -1], "c/d": 1e3}"#),
            [
                ("document.duplicate_key", "/a/0/b".to_owned()),
                ("document.number", "/a/1".to_owned()),
                ("document.number", "/a/2".to_owned()),
                ("document.number", "/c~1d".to_owned()),
            ]
        );
    }

    #[test]
    fn a_nul_is_refused_in_texts_and_in_names() {
        let place = |at: &str| ("document.nul", at.to_owned());
        assert_eq!(
            codes(r#"{"a": "x\u0000", "b\u0000": ["\u0000", "\u0001"]}"#),
            [place("/a"), place("/b\0"), place("/b\0/0"),]
        );
    }

    #[test]
    fn broken_or_deep_text_is_refused_without_panic() {
        assert_eq!(codes("{")[0].0, "document.not_json");
        assert_eq!(codes(&"[".repeat(100_000))[0].0, "document.not_json");
        assert_eq!(codes("{} {}")[0].0, "document.not_json");
    }

    #[test]
    fn every_kind_of_json_is_read_as_it_stands() {
        let text = r#"{"a":[null,true,false,0,1000000000,"å\n","x"],"b":{}}"#;
        let tree = read(text).unwrap_or_default();
        assert_eq!(tree, json!({"b": {}, "a": [null, true, false, 0, 1_000_000_000, "å\n", "x"]}));
        assert_eq!(to_text(&tree).as_deref(), Ok(text), "names in order, no blanks");
        let quoted = r#""a \"quoted\" text, which is read into a text of its own""#;
        assert_eq!(read(quoted), Ok(json!("a \"quoted\" text, which is read into a text of its own")));
    }

    #[test]
    fn a_count_ends_at_a_thousand_millions_and_a_refused_one_is_no_count_in_the_tree() {
        assert_eq!(codes("1000000001"), [("document.number", String::new())]);
        let (tree, faults) = read_on("[1000000001, 7]").unwrap_or_default();
        assert_eq!((tree, faults.list().len()), (json!([-1, 7]), 1));
    }

    #[test]
    fn nesting_ends_at_48_levels() {
        let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        let named = |levels: usize| format!("{}1{}", r#"{"a":"#.repeat(levels), "}".repeat(levels));
        for text in [nested(48), named(48)] {
            assert_eq!(codes(&text), []);
        }
        for text in [nested(49), named(49)] {
            assert_eq!(codes(&text)[0].0, "document.not_json");
        }
    }

    #[test]
    fn what_does_not_fit_a_type_is_told_with_its_place() {
        let read = from_tree::<Vec<BTreeMap<String, u8>>>(json!([{}, {"x/y": "7"}]));
        let told = read.map_err(|faults| (faults.list()[0].code, faults.list()[0].place.to_string()));
        assert_eq!(told, Err(("document.shape", "/1/x~1y".to_owned())));
        assert_eq!(from_tree::<Vec<u8>>(json!([1, 2])), Ok(vec![1, 2]));
    }
}
