//! What a statement found: a table of values of the few kinds that columns hold, read from the database while it still
//! answers. Nothing of a driver's rows is kept.

use sea_orm::DbErr;
use sea_orm::entity::prelude::Uuid;
use serde::de::{DeserializeSeed, Deserializer, Error as _, SeqAccess, Visitor};
use std::fmt;

/// Rows of values, all of one width.
#[derive(Clone, Debug, Default)]
pub struct Cells {
    width: usize,
    cells: Vec<Cell>,
    texts: String,
    /// How many bytes there is room for.
    room: usize,
    is_overfull: bool,
}

#[derive(Clone, Copy, Debug)]
enum Cell {
    Absent,
    Id(Uuid),
    Number(i64),
    Text { from: usize, to: usize },
}

/// One row.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    cells: &'a [Cell],
    texts: &'a str,
}

/// A value as it is held.
#[derive(Clone, Copy, Debug)]
pub enum Held<'a> {
    /// An id, from a database that tells ids from texts.
    Id(Uuid),
    /// A whole number, or a truth: 0 or 1.
    Number(i64),
    /// A text, or an id in 32 hexadecimal digits.
    Text(&'a str),
}

/// What a value can be taken as.
pub trait Value<'a>: Sized {
    /// The value, if it is of this kind.
    fn of(held: Held<'a>) -> Option<Self>;
}

impl<'a> Value<'a> for &'a str {
    fn of(held: Held<'a>) -> Option<Self> {
        if let Held::Text(text) = held { Some(text) } else { None }
    }
}

impl Value<'_> for i64 {
    fn of(held: Held<'_>) -> Option<Self> {
        if let Held::Number(number) = held { Some(number) } else { None }
    }
}

impl Value<'_> for i32 {
    fn of(held: Held<'_>) -> Option<Self> {
        i64::of(held).and_then(|number| number.try_into().ok())
    }
}

impl Value<'_> for bool {
    fn of(held: Held<'_>) -> Option<Self> {
        match held {
            Held::Number(0) => Some(false),
            Held::Number(1) => Some(true),
            _ => None,
        }
    }
}

impl Value<'_> for Uuid {
    fn of(held: Held<'_>) -> Option<Self> {
        match held {
            Held::Id(id) => Some(id),
            Held::Text(text) => Self::try_parse(text).ok(),
            Held::Number(_) => None,
        }
    }
}

impl<'a> Row<'a> {
    /// The value in a column; `None` where there is none.
    ///
    /// # Errors
    /// That the column is not there, or holds another kind of value.
    pub fn cell<T: Value<'a>>(self, column: usize) -> Result<Option<T>, DbErr> {
        let held = match self.cells.get(column) {
            Some(Cell::Absent) => return Ok(None),
            Some(Cell::Id(id)) => Some(Held::Id(*id)),
            Some(Cell::Number(number)) => Some(Held::Number(*number)),
            Some(Cell::Text { from, to }) => self.texts.get(*from..*to).map(Held::Text),
            None => None,
        };
        let value = held.and_then(T::of);
        value
            .map(Some)
            .ok_or_else(|| DbErr::Custom(format!("column {column} is missing or holds another kind of value")))
    }

    /// A value that is always there.
    ///
    /// # Errors
    /// As [`Row::cell`], and that it is not there.
    pub fn known<T: Value<'a>>(self, column: usize) -> Result<T, DbErr> {
        self.cell(column)?.ok_or_else(|| DbErr::Custom(format!("column {column} holds nothing")))
    }
}

impl Cells {
    /// No rows yet of this width, with room for so many bytes.
    pub(super) fn new(width: usize, room: usize) -> Self {
        Self { width, room, ..Self::default() }
    }

    /// How many bytes it takes: those of its texts, and so many for each value.
    #[must_use]
    pub const fn bytes(&self) -> usize {
        self.texts.len() + self.cells.len() * size_of::<Cell>()
    }

    /// Whether there was more than room: some of it is not here.
    pub(super) const fn is_overfull(&self) -> bool {
        self.is_overfull
    }

    /// The number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cells.len().checked_div(self.width).unwrap_or(0)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// A row by its number.
    #[must_use]
    pub fn row(&self, row: usize) -> Option<Row<'_>> {
        let from = row.checked_mul(self.width)?;
        let cells = self.cells.get(from..from.checked_add(self.width)?)?;
        Some(Row { cells, texts: &self.texts })
    }

    /// All rows.
    pub fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        self.cells.chunks(self.width.max(1)).map(|cells| Row { cells, texts: &self.texts })
    }

    /// Keeps these rows, in this order.
    pub fn keep(&mut self, rows: &[usize]) {
        if rows.iter().copied().eq(0..rows.len()) {
            self.cells.truncate(rows.len() * self.width);
            return;
        }
        let mut kept = Vec::with_capacity(rows.len() * self.width);
        for row in rows.iter().filter_map(|row| self.row(*row)) {
            kept.extend_from_slice(row.cells);
        }
        self.cells = kept;
    }

    /// Without the first column; of rows that have nothing in the next one, nothing is kept.
    #[must_use]
    pub fn behind_first(mut self) -> Self {
        let (width, mut kept) = (self.width.saturating_sub(1), 0);
        for row in 0..self.len() {
            let rest = row * self.width + 1..(row + 1) * self.width;
            if self.cells[rest.clone()].first().is_some_and(|held| !matches!(held, Cell::Absent)) {
                self.cells.copy_within(rest, kept);
                kept += width;
            }
        }
        self.cells.truncate(kept);
        Self { width, ..self }
    }

    pub(super) fn push_absent(&mut self) {
        self.push("", |_| Cell::Absent);
    }

    pub(super) fn push_id(&mut self, id: Uuid) {
        self.push("", |_| Cell::Id(id));
    }

    pub(super) fn push_number(&mut self, number: i64) {
        self.push("", |_| Cell::Number(number));
    }

    pub(super) fn push_text(&mut self, text: &str) {
        self.push(text, |from| Cell::Text { from, to: from + text.len() });
    }

    /// Pushes a value whose text, if it has any, begins at the place that `cell` is told: if there is room for it.
    fn push(&mut self, text: &str, cell: impl FnOnce(usize) -> Cell) {
        if text.len() + size_of::<Cell>() > self.room.saturating_sub(self.bytes()) {
            self.is_overfull = true;
            return;
        }
        self.cells.push(cell(self.texts.len()));
        self.texts.push_str(text);
    }

    /// Reads rows of this width from JSON, a list of lists, until there is no more room for them.
    ///
    /// # Errors
    /// That it is none, or that a row has another width.
    pub(super) fn from_json(text: &str, width: usize, room: usize) -> Result<Self, DbErr> {
        let mut cells = Self { texts: String::with_capacity(room.min(text.len() / 2)), ..Self::new(width, room) };
        let mut reader = serde_json::Deserializer::from_str(text);
        match Lists(&mut cells).deserialize(&mut reader).and_then(|()| reader.end()) {
            Err(cause) if !cells.is_overfull => Err(DbErr::Custom(format!("packed rows: {cause}"))),
            _ => Ok(cells),
        }
    }
}

impl Cells {
    /// Ends the reading of JSON where there is no more room.
    fn go_on<E: serde::de::Error>(&self) -> Result<(), E> {
        if self.is_overfull { Err(E::custom("there is no room for more")) } else { Ok(()) }
    }
}

struct Lists<'c>(&'c mut Cells);
struct List<'c>(&'c mut Cells);
struct One<'c>(&'c mut Cells);

impl<'de> DeserializeSeed<'de> for Lists<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Lists<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a list of rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<(), A::Error> {
        while rows.next_element_seed(List(self.0))?.is_some() {}
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for List<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for List<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a row of values")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<(), A::Error> {
        let mut number = 0;
        while values.next_element_seed(One(self.0))?.is_some() {
            number += 1;
        }
        if number == self.0.width {
            Ok(())
        } else {
            Err(A::Error::invalid_length(number, &"one value for each column"))
        }
    }
}

impl<'de> DeserializeSeed<'de> for One<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Visitor<'_> for One<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a text, a whole number or null")
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.0.push_absent();
        self.0.go_on()
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<(), E> {
        self.0.push_number(number);
        self.0.go_on()
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<(), E> {
        let number = i64::try_from(number).map_err(|_| E::custom("a number is larger than a column holds"))?;
        self.visit_i64(number)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
        self.0.push_text(text);
        self.0.go_on()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Tested = Result<(), Box<dyn std::error::Error>>;

    #[test]
    fn packed_rows_are_read_value_by_value() -> Tested {
        let text = r#"[["A\"\u00e5",-9223372036854775808,null],["00112233445566778899aabbccddeeff",1,""]]"#;
        let cells = Cells::from_json(text, 3, 999)?;
        assert_eq!(cells.len(), 2);
        let first = cells.row(0).ok_or("no first row")?;
        let second = cells.row(1).ok_or("no second row")?;
        assert_eq!(first.known::<&str>(0), Ok("A\"å"));
        assert_eq!(first.known::<i64>(1), Ok(i64::MIN));
        assert_eq!(first.cell::<i64>(2), Ok(None));
        assert_eq!(second.known::<Uuid>(0)?.simple().to_string(), "00112233445566778899aabbccddeeff");
        assert_eq!((second.known::<bool>(1), second.known::<&str>(2)), (Ok(true), Ok("")));
        for wrong in [first.known::<i32>(1).is_err(), first.known::<Uuid>(0).is_err(), first.known::<i64>(0).is_err()] {
            assert!(wrong);
        }
        assert!(first.known::<i64>(2).is_err() && first.cell::<i64>(3).is_err() && cells.row(2).is_none());
        Ok(())
    }

    #[test]
    fn rows_of_another_width_or_kind_are_refused() {
        let no_integer = "[[1,18446744073709551615]]";
        for text in ["[[1],[1,2]]", "[[1,2.5]]", "[[1,true]]", "[[1,[2]]]", no_integer, "[[1,2]", "[[1,2]]x"] {
            assert!(Cells::from_json(text, 2, 999).is_err(), "{text}");
        }
        assert_eq!(Cells::from_json("[]", 2, 999).map(|cells| cells.len()), Ok(0));
    }

    #[test]
    fn there_is_room_for_so_many_bytes_and_no_more() -> Tested {
        let each = size_of::<Cell>();
        for (text, width, bytes) in [
            (r#"[["abc",1],["å",2]]"#, 2, 5 + 4 * each),
            (r#"[[1,null],["",-2]]"#, 2, 4 * each),
            (r#"[[1],[2],["abc"]]"#, 1, 3 + 3 * each),
        ] {
            let (whole, cut) = (Cells::from_json(text, width, bytes)?, Cells::from_json(text, width, bytes - 1)?);
            assert_eq!((whole.bytes(), whole.is_overfull()), (bytes, false), "{text}");
            assert!(cut.bytes() < bytes && cut.is_overfull(), "{text}");
        }
        Ok(())
    }

    #[test]
    fn behind_the_first_column_rows_of_nothing_are_left_out() -> Tested {
        let cells = Cells::from_json(r#"[[7,"a",null],[7,"b",1]]"#, 3, 999)?.behind_first();
        assert_eq!(cells.len(), 2);
        assert_eq!(cells.row(1).map(|row| row.known::<&str>(0)), Some(Ok("b")));
        assert_eq!(Cells::from_json("[[7,null,null]]", 3, 999)?.behind_first().len(), 0);
        Ok(())
    }

    #[test]
    fn kept_rows_stand_in_the_order_given() -> Tested {
        let mut cells = Cells::from_json(r#"[["a",1],["b",2],["c",3]]"#, 2, 999)?;
        cells.keep(&[2, 0]);
        let texts: Vec<&str> = cells.iter().map(|row| row.known(0)).collect::<Result<_, _>>()?;
        assert_eq!(texts, ["c", "a"]);
        cells.keep(&[]);
        assert_eq!(cells.len(), 0);
        Ok(())
    }
}
