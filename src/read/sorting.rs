//! Orders of a list: by one or more fields, each up or down, then by row id, so that every thing has one place.

use super::ReadError;
use super::noun::{Column, Field, Kind, NOUNS, Noun, Order, Presence, Relation};
use serde_json::Value;

/// How many fields a list may be ordered by.
const MOST_FIELDS: usize = 5;

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The least first; absent values before all others.
    Ascending,
    /// The greatest first; absent values after all others.
    Descending,
}

impl Direction {
    /// The other way.
    pub(super) const fn turned(self) -> Self {
        match self {
            Self::Ascending => Self::Descending,
            Self::Descending => Self::Ascending,
        }
    }
}

/// How a column's values are read from a row and written into a cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stored {
    Text,
    Integer,
    Large,
    Boolean,
}

impl Stored {
    fn of(kind: Kind) -> Self {
        match kind {
            Kind::Integer(_) => Self::Integer,
            Kind::Decimal(..) | Kind::Instant(_) => Self::Large,
            Kind::Boolean(_) => Self::Boolean,
            Kind::Id | Kind::Text(_) | Kind::Bilingual(..) | Kind::Enumerated(..) => Self::Text,
        }
    }

    /// What a column holds that things are ordered by, and whether all have it: what a field says, or else a position, which
    /// no field tells and each thing has.
    fn in_column(table: Column, column: Column) -> (Self, Presence) {
        let noun = NOUNS.into_iter().find(|noun| noun.table.unquoted() == table.unquoted());
        let mut fields = noun.into_iter().flat_map(|noun| noun.fields);
        let field = fields.find(|field| sortable(field).is_some_and(|sorted| sorted.unquoted() == column.unquoted()));
        field.map_or((Self::Integer, Presence::Required), |field| (Self::of(field.kind), field.presence))
    }
}

/// One column of an order.
#[derive(Clone, Copy)]
pub(super) struct By {
    pub(super) what: Order,
    pub(super) stored: Stored,
    pub(super) presence: Presence,
    pub(super) direction: Direction,
}

/// The order of a list, without the row id that ends every order.
#[derive(Clone)]
pub(super) struct Sorting {
    pub(super) by: Vec<By>,
    /// What a cursor says of the order that it belongs to.
    pub(super) name: String,
}

/// By what a field is ordered; nothing for fields that have no order.
pub fn sortable(field: &Field) -> Option<Column> {
    match field.kind {
        Kind::Id => None,
        Kind::Text(column) => Some(field.sort.unwrap_or(column)),
        Kind::Bilingual(sv, _) => Some(field.sort.unwrap_or(sv)),
        Kind::Integer(column)
        | Kind::Boolean(column)
        | Kind::Decimal(column, _)
        | Kind::Instant(column)
        | Kind::Enumerated(column, _) => Some(column),
    }
}

/// A field's name among the values of the noun's order, in capitals: `publishedAt` becomes `PUBLISHED_AT`.
pub fn constant_name(name: &str) -> String {
    capitals(name).collect()
}

fn capitals(name: &str) -> impl Iterator<Item = char> {
    name.chars()
        .flat_map(|letter| letter.is_ascii_uppercase().then_some('_').into_iter().chain([letter.to_ascii_uppercase()]))
}

impl Noun {
    /// The name of the input type that orders it.
    pub fn order(&self) -> String {
        format!("{}Order", self.name)
    }

    /// The name of the set of fields that it can be ordered by.
    pub fn order_field(&self) -> String {
        format!("{}OrderField", self.name)
    }

    /// The fields that it can be ordered by.
    pub fn sortable(&self) -> impl Iterator<Item = &'static Field> {
        self.fields.iter().filter(|field| sortable(field).is_some())
    }
}

impl Sorting {
    /// Reads the order that a caller asks for: a list of `{field, direction}`.
    ///
    /// # Errors
    /// `OrderBy`.
    pub(super) fn read(noun: &'static Noun, given: &Value) -> Result<Self, ReadError> {
        let given = match given {
            Value::Array(list) => list.as_slice(),
            one => std::slice::from_ref(one),
        };
        if given.is_empty() || given.len() > MOST_FIELDS {
            let cause = format!("a list is ordered by 1 to {MOST_FIELDS} fields, not by {}", given.len());
            return Err(ReadError::OrderBy { cause });
        }
        let mut sorting = Self { by: Vec::new(), name: String::new() };
        for one in given {
            let name = one["field"].as_str().unwrap_or_default();
            let Some(field) = noun.sortable().find(|field| capitals(field.name).eq(name.chars())) else {
                return Err(ReadError::OrderBy { cause: format!("{} cannot be ordered by {name}", noun.name) });
            };
            let direction = match one["direction"].as_str() {
                Some("DESC") => Direction::Descending,
                _ => Direction::Ascending,
            };
            sorting.add(field, direction);
        }
        Ok(sorting)
    }

    /// The order that a relation gives to the things of a noun.
    pub(super) fn of_relation(noun: &Noun, relation: &Relation) -> Self {
        let by = |what: &Order| {
            let (stored, presence) = match *what {
                Order::By(column) => Stored::in_column(noun.table, column),
                // There may be nothing behind it.
                Order::Behind { table, column, .. } => (Stored::in_column(table, column).0, Presence::Optional),
            };
            By { what: *what, stored, presence, direction: Direction::Ascending }
        };
        Self { by: relation.order.iter().map(by).collect(), name: format!("~{}", relation.name) }
    }

    /// The order that the table of the noun gives.
    pub(super) fn of(fields: &[&'static Field]) -> Self {
        let mut sorting = Self { by: Vec::new(), name: String::new() };
        for field in fields {
            sorting.add(field, Direction::Ascending);
        }
        sorting
    }

    fn add(&mut self, field: &'static Field, direction: Direction) {
        let Some(column) = sortable(field) else { return };
        let stored = Stored::of(field.kind);
        self.by.push(By { what: Order::By(column), stored, presence: field.presence, direction });
        let sign = if direction == Direction::Ascending { '+' } else { '-' };
        self.name.push(sign);
        self.name.push_str(field.name);
    }
}

/// The fields of a noun with these names, for the orders that tables give.
pub(super) fn fields(noun: &'static Noun, names: &[&str]) -> Vec<&'static Field> {
    names.iter().filter_map(|name| noun.field(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::Database;
    use crate::read::noun::{Target, Visibility};
    use sea_orm::{ConnectionTrait, DbBackend, Statement};

    /// Where nothing is said of absent values there must be none: an order by them would differ between the databases.
    #[tokio::test]
    async fn what_is_always_there_by_an_order_is_so_by_its_table() -> Result<(), Box<dyn std::error::Error>> {
        let database = Database::open("sqlite::memory:", 1).await?;
        database.migrate().await?;
        let mut asked = 0;
        for noun in NOUNS {
            let mut orders: Vec<(String, By)> = Vec::new();
            for field in noun.sortable() {
                orders.extend(Sorting::of(&[field]).by.into_iter().map(|by| (field.name.to_owned(), by)));
            }
            for relation in NOUNS.iter().flat_map(|other| other.relations) {
                if matches!(relation.target, Target::Noun { noun: target, .. } if std::ptr::eq(target, noun)) {
                    let by = Sorting::of_relation(noun, relation).by;
                    orders.extend(by.into_iter().map(|by| (relation.name.to_owned(), by)));
                }
            }
            for (name, by) in orders {
                let Order::By(column) = by.what else { continue };
                // What makes a thing visible is there in all that are seen.
                let shows = matches!(noun.visibility, Visibility::When(own) if own.unquoted() == column.unquoted());
                if by.presence == Presence::Optional || shows {
                    continue;
                }
                let sql = r#"SELECT "notnull" FROM pragma_table_info(?) WHERE name = ?"#;
                let values = [noun.table.unquoted().into(), column.unquoted().into()];
                let told = database
                    .reader
                    .query_one_raw(Statement::from_sql_and_values(DbBackend::Sqlite, sql, values))
                    .await?;
                let never_null: i32 = told.ok_or("no such column")?.try_get_by_index(0)?;
                assert_eq!(never_null, 1, "{} by {name}", noun.name);
                asked += 1;
            }
        }
        assert!(asked > 100, "{asked}");
        Ok(())
    }
}
