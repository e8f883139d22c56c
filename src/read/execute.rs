//! The executor: runs a plan level by level, one statement each, whatever the number of parents.
//! All statements of a question see the database at the same moment.

use super::ReadError;
use super::level::{Level, Shown};
use super::numbers::{Counted, Numbers};
use super::page::Found;
use super::room::Room;
use super::statement;
use crate::database::{Cells, Database, Glance, Seen, Together};
use sea_orm::entity::prelude::Uuid;
use sea_orm::sea_query::SelectStatement;
use sea_orm::{DbBackend, DbErr};
use std::collections::HashMap;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How many rows one question may read. Lists under lists can ask for very many in few words.
const MOST_ROWS: usize = 500_000;

/// One open look at the database.
pub(super) struct Look {
    glance: Glance,
    planned: usize,
    statements: usize,
    /// Counts the statements of all looks.
    total: Arc<AtomicU64>,
    /// How many more rows it may read.
    left: usize,
    /// How many more bytes.
    room: usize,
    /// What is known of the numbers of lists.
    numbers: Numbers,
}

/// The rows of a level in order, and those of the levels under it.
pub(super) struct Rows {
    pub(super) cells: Cells,
    /// Which rows belong to which key of the parent; empty at the root.
    pub(super) by_key: HashMap<Uuid, Vec<usize>>,
    pub(super) children: Vec<Rows>,
    pub(super) pages: Vec<Found>,
}

type Pending<'a> = Pin<Box<dyn Future<Output = Result<Rows, ReadError>> + Send + 'a>>;

impl Look {
    /// Opens one for as many statements as are planned, which may read as much as there is room for.
    ///
    /// # Errors
    /// Those of the database.
    pub(super) async fn open(
        database: &Database,
        planned: usize,
        room: Room,
        together: Together,
        total: Arc<AtomicU64>,
        numbers: Numbers,
    ) -> Result<Self, ReadError> {
        let glance = database.glance(planned, together).await?;
        Ok(Self { glance, planned, statements: 0, total, left: MOST_ROWS, room: room.bytes(), numbers })
    }

    pub(super) fn backend(&self) -> DbBackend {
        self.glance.backend()
    }

    /// Ends the look, and tells how many statements it took.
    pub(super) fn close(self) -> usize {
        self.glance.end();
        self.statements
    }

    /// Runs one statement. It reads at most about twice as many rows as may still be read, and no more bytes than there is
    /// room for, so that a question that leads to too much is refused before memory is full of it.
    ///
    /// # Errors
    /// `TooLarge`, `Moved`, and those of the database.
    pub(super) async fn run(&mut self, statement: SelectStatement) -> Result<Cells, ReadError> {
        self.enter()?;
        let seen = self.glance.run(statement, self.room).await?;
        self.read(seen)
    }

    /// Runs one statement that tells in its first column how many things a list holds, and is given what is known of that.
    ///
    /// # Errors
    /// As [`Self::run`].
    pub(super) async fn number(
        &mut self,
        list: &str,
        statement: impl FnOnce(DbBackend, Option<&Counted>) -> SelectStatement,
    ) -> Result<Cells, ReadError> {
        self.enter()?;
        let connections = self.glance.connections_made();
        let known = self.numbers.known(list, connections);
        let statement = statement(self.backend(), known.as_deref());
        let (seen, moment) = self.glance.run_at_moment(statement, self.room).await?;
        let rows = self.read(seen)?;
        if let (Some(moment), Some(first)) = (moment, rows.row(0)) {
            self.numbers.keep(list, Counted { connections, moment, number: first.known(0)? });
        }
        Ok(rows)
    }

    /// Counts a statement.
    fn enter(&mut self) -> Result<(), DbErr> {
        self.statements += 1;
        self.total.fetch_add(1, Ordering::Relaxed);
        if self.statements > self.planned {
            // They might see another moment than those before them.
            return Err(DbErr::Custom(format!("a question of {} statements has more", self.planned)));
        }
        Ok(())
    }

    fn read(&mut self, seen: Seen) -> Result<Cells, ReadError> {
        let rows = match seen {
            Seen::Rows(rows) => rows,
            Seen::AnotherMoment => return Err(ReadError::Moved),
            Seen::TooMuch => return Err(ReadError::TooLarge),
        };
        self.room = self.room.saturating_sub(rows.bytes());
        self.left = self.left.checked_sub(rows.len()).ok_or(ReadError::TooLarge)?;
        Ok(rows)
    }

    /// A limit for statements that find rows under many parents: all that may still be read and more, and one of few
    /// numbers, so that few statements are to be prepared.
    pub(super) fn most(&self) -> u64 {
        u64::try_from(self.left).unwrap_or(u64::MAX).saturating_add(1).next_power_of_two()
    }

    /// Runs the statement of a level and then those of all levels under it.
    pub(super) async fn fetch(&mut self, level: &Level, statement: SelectStatement) -> Result<Rows, ReadError> {
        let rows = self.run(statement).await?;
        self.descend(level, rows).await
    }

    /// Fetches all that hangs under rows already read.
    pub(super) fn descend<'a>(&'a mut self, level: &'a Level, rows: Cells) -> Pending<'a> {
        Box::pin(async move {
            let mut children = Vec::with_capacity(level.children.len());
            for child in &level.children {
                let keys = keys(&rows, child.from)?;
                // Nobody to ask for: the levels below are empty too.
                let found = if keys.is_empty() {
                    Cells::default()
                } else {
                    self.run(statement::children(self.backend(), child, &keys)?).await?
                };
                let mut below = self.descend(&child.level, found).await?;
                below.by_key = grouped(&below.cells, child.to.1)?;
                children.push(below);
            }
            let mut pages = Vec::with_capacity(level.pages.len());
            for page in &level.pages {
                let (keys, alike) = match page.shown {
                    Shown::Alike(_, index) => pairs(&rows, page.from, index)?,
                    Shown::ByParent | Shown::Asked => (keys(&rows, page.from)?, Vec::new()),
                };
                let (to, index) = page.to;
                let under = statement::Under { to, keys: &keys, shown: page.shown, alike: &alike };
                pages.push(page.connection.under_each(self, index, &under).await?);
            }
            Ok(Rows { cells: rows, by_key: HashMap::new(), children, pages })
        })
    }
}

fn keys(rows: &Cells, column: usize) -> Result<Vec<Uuid>, DbErr> {
    let mut keys = Vec::with_capacity(rows.len());
    for row in rows.iter() {
        keys.extend(row.cell::<Uuid>(column)?);
    }
    keys.sort_unstable();
    keys.dedup();
    Ok(keys)
}

/// Each key with what its row has in another column.
fn pairs(rows: &Cells, column: usize, other: usize) -> Result<(Vec<Uuid>, Vec<Uuid>), DbErr> {
    let mut pairs = Vec::with_capacity(rows.len());
    for row in rows.iter() {
        if let (Some(key), Some(alike)) = (row.cell::<Uuid>(column)?, row.cell::<Uuid>(other)?) {
            pairs.push((key, alike));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    Ok(pairs.into_iter().unzip())
}

/// Which rows have which key in a column. Rows of one key often follow each other, and are entered together.
pub(super) fn grouped(rows: &Cells, column: usize) -> Result<HashMap<Uuid, Vec<usize>>, DbErr> {
    let keys: Vec<Uuid> = rows.iter().map(|row| row.known(column)).collect::<Result<_, _>>()?;
    let mut groups: HashMap<Uuid, Vec<usize>> = HashMap::new();
    let mut from = 0;
    for run in keys.chunk_by(Uuid::eq) {
        let to = from + run.len();
        groups.entry(run[0]).or_default().extend(from..to);
        from = to;
    }
    Ok(groups)
}
