//! A statement's text for PostgreSQL, and its values. How many rows are wanted stands in the text: what is prepared is
//! planned once for all values it may be given, and for one row more than a page the way through an index is another than
//! for as many as there may be.

use sea_orm::sea_query::{PostgresQueryBuilder, QueryBuilder, SelectStatement, SqlWriter, Value, Values};
use std::fmt::{Display, Formatter, Result, Write};

/// What a text has room for from the start: that of a list with its number takes more than half of it.
const LENGTH: usize = 2048;

/// The text and the values.
pub(super) fn spelled(statement: &SelectStatement) -> (String, Values) {
    let mut spelled = Spelled { text: String::with_capacity(LENGTH), values: Vec::new() };
    statement.build_collect_any_into(&PostgresQueryBuilder, &mut spelled);
    (spelled.text, Values(spelled.values))
}

struct Spelled {
    text: String,
    values: Vec<Value>,
}

impl SqlWriter for Spelled {
    fn push_param<T: QueryBuilder>(&mut self, value: Value, _: &T) {
        // Limits alone are unsigned: no column is. Writing to a String does not fail.
        let _ = match value {
            Value::BigUnsigned(Some(limit)) => write!(self.text, "{limit}"),
            value => {
                self.values.push(value);
                write!(self.text, "${}", self.values.len())
            }
        };
    }

    fn as_writer(&mut self) -> &mut dyn Write {
        self
    }
}

impl Write for Spelled {
    fn write_str(&mut self, text: &str) -> Result {
        self.text.write_str(text)
    }
}

impl Display for Spelled {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(&self.text)
    }
}
