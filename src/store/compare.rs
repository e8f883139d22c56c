//! Holds the rows that stand in a database against those that documents make. Ids are random, so rows meet by what
//! names them: published keys, numbers and positions below their owner. Every other column is compared, and references
//! by the row that they mean. A row whose name alone was changed is still known by everything else.

use std::collections::{HashMap, HashSet};
use std::fmt;
use uuid::Uuid;
use values::text::visible;

/// A column that no document tells.
#[derive(Clone, Copy, Debug)]
pub struct Untold {
    /// The table; all of them where it is `*`.
    pub table: &'static str,
    /// The column; all of them where it is `*`.
    pub column: &'static str,
    /// The column that differs in its stead, if there is one.
    pub told_by: Option<&'static str>,
    /// Why no document tells it.
    pub why: &'static str,
}

const fn untold(table: &'static str, column: &'static str, told_by: Option<&'static str>, why: &'static str) -> Untold {
    Untold { table, column, told_by, why }
}

/// The columns that no document tells. All others are compared.
pub const UNTOLD: &[Untold] = &[
    untold("*", "id", None, "it is chosen by chance or by the clock; whatever refers to it is compared"),
    untold("event_payload", "salt", Some("body"), "it is chosen by chance; one digest is taken of both"),
    untold("event", "actor", Some("leaf_digest"), "only the digest of the leaf tells it, unless other acts have it"),
    untold("event", "acted_at", Some("leaf_digest"), "only the digest of the leaf tells it, unless other rows have it"),
    untold("idempotency", "*", None, "what callers ask under keys of their own is in no document and no event"),
    untold("seaql_migrations", "*", None, "which steps were run follows from the program"),
];

/// Tables of what all cases have in common.
const COMMON: [&str; 3] = ["document", "organisation", "supplier"];

/// Something that stands otherwise than the documents say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The table.
    pub table: &'static str,
    /// What names the row, as the documents say, or as it stands where they say nothing.
    pub row: String,
    /// How it differs.
    pub kind: Differs,
}

impl Difference {
    /// The code of the register.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self.kind {
            Differs::Missing => "check.row_missing",
            Differs::Surplus => "check.row_surplus",
            Differs::Value { .. } => "check.value_differs",
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { table, row, kind } = self;
        write!(f, "{} at {table}[{}]", self.code(), visible(row))?;
        let said =
            |value: &Option<String>| value.as_ref().map_or_else(|| "nothing".to_owned(), |text| format!("{text:?}"));
        match kind {
            Differs::Missing => write!(f, ": the documents make this row, and it is not there"),
            Differs::Surplus => write!(f, ": this row is there, and no document makes it"),
            Differs::Value { column, kept, documented } => {
                write!(f, ".{column}: {} is kept, by the documents it is {}", said(kept), said(documented))
            }
        }
    }
}

/// How a row differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Differs {
    /// The documents make this row, and it is not there.
    Missing,
    /// It is there, and no document makes it.
    Surplus,
    /// One of its columns holds another value. Absent values are none; a text of a document is told by its digest.
    Value {
        /// The column.
        column: &'static str,
        /// What stands there.
        kept: Option<String>,
        /// What the documents say.
        documented: Option<String>,
    },
}

/// A table: the columns, and which of them name a row.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) key: Vec<usize>,
    pub(super) columns: Vec<&'static str>,
}

/// A row. Its own id stands apart.
pub(super) struct Row {
    pub(super) id: Option<Uuid>,
    pub(super) cells: Vec<Cell>,
}

/// A value in a row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Cell {
    Absent,
    Flag(bool),
    Number(i64),
    Text(String),
    /// A reference to a row that documents make.
    Row(Uuid),
    /// A reference to a row that stands, as long as it is not known which one of the documents it is.
    Stands(Uuid),
}

/// A comparison under way. Tables are compared in the order in which they refer to each other.
#[derive(Debug, Default)]
pub struct Comparison {
    /// Which row of the documents a stored row is.
    known: HashMap<Uuid, Uuid>,
    /// What the rows of the documents are called.
    names: HashMap<Uuid, String>,
    /// Rows that are not compared, with whatever refers to them.
    aside: HashSet<Uuid>,
    is_partial: bool,
    rows: usize,
    differences: Vec<Difference>,
}

impl Comparison {
    /// Leaves a procurement and what belongs to it out: its documents cannot be read. `id` is what other rows of
    /// documents call it.
    pub fn set_aside(&mut self, stored: Uuid, (id, key): (Uuid, &str)) {
        self.known.insert(stored, id);
        self.names.insert(id, key.to_owned());
        self.aside.extend([stored, id]);
        self.is_partial = true;
    }

    /// Tells of a row that has to be there, though nobody knows what it said.
    pub fn missing(&mut self, table: &'static str, row: String) {
        self.differences.push(Difference { table, row, kind: Differs::Missing });
    }

    /// How many rows stand, and what differs: table by table, row by row.
    #[must_use]
    pub fn finish(mut self) -> (usize, Vec<Difference>) {
        self.differences.sort_by(|one, other| (one.table, &one.row).cmp(&(other.table, &other.row)));
        (self.rows, self.differences)
    }

    pub(super) fn table(&mut self, table: &Table, documented: &[Row], mut stored: Vec<Row>) {
        self.rows += stored.len();
        for row in documented {
            if let Some(id) = row.id {
                let name = self.name(table, row);
                self.names.insert(id, name);
            }
        }
        let mut left = Left { documented: (0..documented.len()).collect(), stored: (0..stored.len()).collect() };
        self.resolve(&mut stored);
        let mut met = left.meet(documented, &stored, |row| row.cells.iter().collect());
        met.extend(left.meet(documented, &stored, |row| table.key.iter().map(|at| &row.cells[*at]).collect()));
        self.know(documented, &stored, &met);
        // Rows of this table may refer to each other.
        self.resolve(&mut stored);
        for column in 0..table.columns.len() {
            let but_one = |row| others(row, column).collect();
            let found = left.meet(documented, &stored, but_one);
            self.know(documented, &stored, &found);
            met.extend(found);
        }
        self.resolve(&mut stored);
        for (one, other) in met {
            self.differing(table, &documented[one], &stored[other]);
        }
        for at in left.documented {
            self.missing(table.name, self.name(table, &documented[at]));
        }
        for at in left.stored {
            self.surplus(table, &stored[at]);
        }
    }

    /// Puts the rows that documents make in the place of those that stand, wherever these are known.
    fn resolve(&self, stored: &mut [Row]) {
        for cell in stored.iter_mut().flat_map(|row| &mut row.cells) {
            if let Cell::Stands(id) = cell
                && let Some(known) = self.known.get(id)
            {
                *cell = Cell::Row(*known);
            }
        }
    }

    fn know(&mut self, documented: &[Row], stored: &[Row], met: &[(usize, usize)]) {
        let ids = met.iter().filter_map(|(one, other)| stored[*other].id.zip(documented[*one].id));
        self.known.extend(ids);
    }

    fn differing(&mut self, table: &Table, documented: &Row, stored: &Row) {
        let cells = documented.cells.iter().zip(&stored.cells);
        for (column, (says, stands)) in table.columns.iter().zip(cells).filter(|(_, (says, stands))| says != stands) {
            let (kept, documented_as) = (self.shown(stands), self.shown(says));
            let kind = Differs::Value { column, kept, documented: documented_as };
            self.differences.push(Difference { table: table.name, row: self.name(table, documented), kind });
        }
    }

    fn surplus(&mut self, table: &Table, row: &Row) {
        let is_aside = |cell: &Cell| matches!(cell, Cell::Row(id) | Cell::Stands(id) if self.aside.contains(id));
        if row.id.is_some_and(|id| self.aside.contains(&id)) || row.cells.iter().any(is_aside) {
            self.aside.extend(row.id);
            return;
        }
        if !(self.is_partial && COMMON.contains(&table.name)) {
            let row = self.name(table, row);
            self.differences.push(Difference { table: table.name, row, kind: Differs::Surplus });
        }
    }

    /// What names a row, whatever its id is.
    fn name(&self, table: &Table, row: &Row) -> String {
        let parts = table.key.iter().map(|at| self.shown(&row.cells[*at]).unwrap_or_default());
        parts.collect::<Vec<_>>().join(" / ")
    }

    fn shown(&self, cell: &Cell) -> Option<String> {
        match cell {
            Cell::Absent => None,
            Cell::Flag(flag) => Some(flag.to_string()),
            Cell::Number(number) => Some(number.to_string()),
            Cell::Text(text) => Some(text.clone()),
            Cell::Row(id) => self.names.get(id).cloned(),
            Cell::Stands(id) => Some(format!("the row {id}, which no document makes")),
        }
    }
}

/// Rows that have met no other yet.
struct Left {
    documented: Vec<usize>,
    stored: Vec<usize>,
}

impl Left {
    /// Rows that are alike in `view` meet, each one other.
    fn meet<'a>(
        &mut self,
        documented: &'a [Row],
        stored: &'a [Row],
        view: impl Fn(&'a Row) -> Vec<&'a Cell>,
    ) -> Vec<(usize, usize)> {
        if self.documented.is_empty() || self.stored.is_empty() {
            return Vec::new();
        }
        let mut alike: HashMap<Vec<&Cell>, Vec<usize>> = HashMap::new();
        for at in self.documented.iter().rev() {
            alike.entry(view(&documented[*at])).or_default().push(*at);
        }
        let mut met = Vec::new();
        self.stored.retain(|other| {
            let one = alike.get_mut(&view(&stored[*other])).and_then(Vec::pop);
            met.extend(one.map(|one| (one, *other)));
            one.is_none()
        });
        let taken: HashSet<usize> = met.iter().map(|(one, _)| *one).collect();
        self.documented.retain(|one| !taken.contains(one));
        met
    }
}

fn others(row: &Row, column: usize) -> impl Iterator<Item = &Cell> {
    row.cells.iter().enumerate().filter(move |(at, _)| *at != column).map(|(_, cell)| cell)
}
