//! Cursors: a place in a list. Opaque to callers, typed by the list and its order, versioned by us.

use super::noun::Noun;
use super::sorting::{Sorting, Stored};
use crate::database::Row;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sea_orm::DbErr;
use sea_orm::entity::prelude::Uuid;
use sea_orm::sea_query::Value as Bound;
use serde::de::{Deserialize, Deserializer, Visitor};
use serde_json::Value;
use std::fmt;

/// A place in a list: the values that it is ordered by, and the row id.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cursor {
    /// One for each column of the order; null where the row has none.
    pub(super) values: Vec<Value>,
    pub(super) id: Uuid,
}

const VERSION: u8 = 2;

impl Cursor {
    /// The place of a row whose ordered values stand from this index on, and its id at the first.
    pub(super) fn of(row: Row<'_>, sorting: &Sorting, from: usize) -> Result<Self, DbErr> {
        let mut values = Vec::with_capacity(sorting.by.len());
        for (by, column) in sorting.by.iter().zip(from..) {
            values.push(match by.stored {
                Stored::Text => row.cell::<&str>(column)?.map_or(Value::Null, Value::from),
                Stored::Integer => row.cell::<i32>(column)?.map_or(Value::Null, Value::from),
                Stored::Large => row.cell::<i64>(column)?.map_or(Value::Null, Value::from),
                Stored::Boolean => row.cell::<bool>(column)?.map_or(Value::Null, Value::from),
            });
        }
        Ok(Self { values, id: row.known(0)? })
    }

    /// As the API writes it.
    pub(super) fn encode(&self, noun: &Noun, sorting: &Sorting) -> String {
        let tree = serde_json::json!([VERSION, noun.name, sorting.name, self.values, self.id.to_string()]);
        URL_SAFE_NO_PAD.encode(tree.to_string())
    }

    /// Reads it; `None` for the cursor of another list or order, of another version, or anything that we did not write.
    pub(super) fn decode(text: &str, noun: &Noun, sorting: &Sorting) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (version, name, order, values, id): (u8, String, String, Vec<Place>, String) =
            serde_json::from_slice(&bytes).ok()?;
        let known = version == VERSION && name == noun.name && order == sorting.name;
        let values: Vec<Value> = values.into_iter().map(|Place(value)| value).collect();
        let fits = values.len() == sorting.by.len()
            && values.iter().zip(&sorting.by).all(|(value, by)| value.is_null() || bound(value, by.stored).is_some());
        let id = Uuid::parse_str(&id).ok()?;
        (known && fits).then_some(Self { values, id })
    }
}

/// A value that things can be ordered by. Anything else that a caller sends is not read, however deep it goes.
struct Place(Value);

impl<'de> Deserialize<'de> for Place {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader).map(Self)
    }
}

struct Reader;

impl Visitor<'_> for Reader {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a whole number, a truth value or null")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Value, E> {
        Ok(truth.into())
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }
}

/// A value of a cursor as its column holds it.
pub(super) fn bound(value: &Value, stored: Stored) -> Option<Bound> {
    match stored {
        Stored::Text => value.as_str().filter(|text| !text.contains('\0')).map(Bound::from),
        Stored::Integer => value.as_i64().and_then(|number| i32::try_from(number).ok()).map(Bound::from),
        Stored::Large => value.as_i64().map(Bound::from),
        Stored::Boolean => value.as_bool().map(Bound::from),
    }
}
