//! JSON text as a value that is written as it is.

use async_graphql::indexmap::IndexMap;
use async_graphql::{InputValueError, InputValueResult, Name, Scalar, ScalarType, Value};

/// The key by which the library knows text that is JSON already (its feature `raw_value`).
const RAW: &str = "$serde_json::private::RawValue";

/// JSON text.
pub(crate) struct Raw(pub(crate) String);

/// Whatever the statement made.
#[Scalar]
impl ScalarType for Raw {
    fn parse(value: Value) -> InputValueResult<Self> {
        Err(InputValueError::expected_type(value))
    }

    fn to_value(&self) -> Value {
        let mut object = IndexMap::new();
        object.insert(Name::new(RAW), Value::String(self.0.clone()));
        Value::Object(object)
    }
}
