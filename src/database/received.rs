//! Rows of PostgreSQL as they arrive: each is read into cells and let go.

use super::cells::Cells;
use sea_orm::DbErr;
use sea_orm::entity::prelude::Uuid;
use sea_orm::sqlx::postgres::{PgColumn, PgRow, PgTypeInfo};
use sea_orm::sqlx::{Column, Decode, Error, Postgres, Row, Type, TypeInfo, ValueRef};

/// What has arrived.
#[derive(Debug)]
pub(super) struct Received {
    cells: Cells,
    /// How many bytes there is room for.
    room: usize,
    kinds: Vec<Kind>,
    /// Whether each row tells behind its values what moment its statement saw.
    tells: bool,
    moment: Option<Option<String>>,
}

/// How a column is read.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Id,
    Text,
    Integer,
    Large,
    Boolean,
}

/// Whether a type is the one in question.
type Is = fn(&PgTypeInfo) -> bool;

/// The types that columns have here, and how each is read.
const KINDS: [(Is, Kind); 5] = [
    (<Uuid as Type<Postgres>>::compatible, Kind::Id),
    (<str as Type<Postgres>>::compatible, Kind::Text),
    (<i32 as Type<Postgres>>::compatible, Kind::Integer),
    (<i64 as Type<Postgres>>::compatible, Kind::Large),
    (<bool as Type<Postgres>>::compatible, Kind::Boolean),
];

impl Kind {
    fn of(column: &PgColumn) -> Result<Self, Error> {
        let found = column.type_info();
        let known = KINDS.iter().find(|(is, _)| is(found));
        known.map(|(_, kind)| *kind).ok_or_else(|| {
            Error::Decode(format!("{} is {}, which is not read here", column.name(), found.name()).into())
        })
    }
}

impl Received {
    /// Nothing yet, with room for so many bytes.
    pub(super) fn new(room: usize) -> Self {
        Self { cells: Cells::default(), room, kinds: Vec::new(), tells: false, moment: None }
    }

    /// The same of a statement that tells its moment: in a row of nothing else where it finds nothing.
    pub(super) fn with_moment(room: usize) -> Self {
        Self { tells: true, ..Self::new(room) }
    }

    /// Whether there was more than there is room for.
    pub(super) const fn is_overfull(&self) -> bool {
        self.cells.is_overfull()
    }

    /// Reads a row.
    pub(super) fn push(&mut self, row: &PgRow) -> Result<(), Error> {
        if self.kinds.is_empty() {
            self.begin(row)?;
            if self.tells && row.try_get_raw(0)?.is_null() {
                return Ok(());
            }
        }
        for (index, kind) in self.kinds.iter().enumerate() {
            let value = row.try_get_raw(index)?;
            if value.is_null() {
                self.cells.push_absent();
                continue;
            }
            let decoded = match kind {
                Kind::Id => <Uuid as Decode<Postgres>>::decode(value).map(|id| self.cells.push_id(id)),
                Kind::Text => <&str as Decode<Postgres>>::decode(value).map(|text| self.cells.push_text(text)),
                Kind::Integer => <i32 as Decode<Postgres>>::decode(value).map(|one| self.cells.push_number(one.into())),
                Kind::Large => <i64 as Decode<Postgres>>::decode(value).map(|one| self.cells.push_number(one)),
                Kind::Boolean => {
                    <bool as Decode<Postgres>>::decode(value).map(|one| self.cells.push_number(one.into()))
                }
            };
            decoded.map_err(Error::Decode)?;
        }
        Ok(())
    }

    /// Learns from the first row what the columns hold, and the moment.
    fn begin(&mut self, row: &PgRow) -> Result<(), Error> {
        let width = row.len() - usize::from(self.tells);
        self.kinds = row.columns().iter().take(width).map(Kind::of).collect::<Result<_, _>>()?;
        self.cells = Cells::new(width, self.room);
        if self.tells {
            self.moment = Some(row.try_get(width)?);
        }
        Ok(())
    }

    /// The moment; `None` where the server cannot say.
    ///
    /// # Errors
    /// That no row told one.
    pub(super) fn moment(&self) -> Result<Option<&str>, DbErr> {
        let told = self.moment.as_ref().ok_or_else(|| DbErr::Custom("a statement told no moment".to_owned()))?;
        Ok(told.as_deref())
    }

    pub(super) fn cells(self) -> Cells {
        self.cells
    }
}
