//! The executor: runs a plan level by level, one statement each, whatever the number of parents.
//! All statements of a question see the database at the same moment.

use super::ReadError;
use super::cell::{cell, known};
use super::page::Found;
use super::plan::{Level, Shown};
use super::statement;
use crate::database::{Database, Glance, Snapshot};
use sea_orm::entity::prelude::Uuid;
use sea_orm::sea_query::SelectStatement;
use sea_orm::{ConnectionTrait, DbBackend, QueryResult};
use std::collections::HashMap;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How many rows one question may read. Lists under lists can ask for very many in few words.
const MOST_ROWS: usize = 500_000;

/// As many statements are likely to see one moment without a transaction around them.
const FEW: usize = 3;

/// How all statements of a question are made to see one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Together {
    /// In the way that costs least: few may see another moment each, which is `Moved`.
    Cheaply,
    /// By a transaction, whatever it costs.
    Surely,
}

/// What a look goes through.
enum Sight {
    One(Glance),
    Few(Glance),
    Several(Snapshot),
}

/// One open look at the database.
pub(super) struct Look {
    sight: Sight,
    statements: usize,
    /// Counts the statements of all looks.
    total: Arc<AtomicU64>,
    /// How many more rows it may read.
    left: usize,
}

/// The rows of a level in order, and those of the levels under it.
pub(super) struct Rows {
    pub(super) rows: Vec<QueryResult>,
    /// Which rows belong to which key of the parent; empty at the root.
    pub(super) by_key: HashMap<Uuid, Vec<usize>>,
    pub(super) children: Vec<Rows>,
    pub(super) pages: Vec<Found>,
}

type Pending<'a> = Pin<Box<dyn Future<Output = Result<Rows, ReadError>> + Send + 'a>>;

impl Look {
    /// Opens one for as many statements as are planned.
    ///
    /// # Errors
    /// Those of the database.
    pub(super) async fn open(
        database: &Database,
        planned: usize,
        together: Together,
        total: Arc<AtomicU64>,
    ) -> Result<Self, ReadError> {
        let cheaply = together == Together::Cheaply && database.tells_moments();
        let sight = match planned {
            0 | 1 => Sight::One(database.glance().await?),
            2..=FEW if cheaply => Sight::Few(database.glance().await?),
            _ => Sight::Several(database.snapshot().await?),
        };
        Ok(Self { sight, statements: 0, total, left: MOST_ROWS })
    }

    pub(super) fn backend(&self) -> DbBackend {
        match &self.sight {
            Sight::One(glance) | Sight::Few(glance) => glance.backend(),
            Sight::Several(snapshot) => snapshot.get_database_backend(),
        }
    }

    /// Ends the look, and tells how many statements it took.
    pub(super) fn close(self) -> usize {
        match self.sight {
            Sight::One(glance) | Sight::Few(glance) => glance.end(),
            Sight::Several(snapshot) => snapshot.end(),
        }
        self.statements
    }

    /// Runs one statement. It reads at most about twice as many rows as may still be read, so that a question that leads to
    /// too many is refused before memory is full of them.
    ///
    /// # Errors
    /// `TooLarge`, `Moved`, and those of the database.
    pub(super) async fn run(&mut self, statement: SelectStatement) -> Result<Vec<QueryResult>, ReadError> {
        self.statements += 1;
        self.total.fetch_add(1, Ordering::Relaxed);
        let rows = match &mut self.sight {
            Sight::One(glance) => glance.run(&statement).await?,
            Sight::Few(glance) => glance.run_at_once(statement).await?.ok_or(ReadError::Moved)?,
            Sight::Several(snapshot) => snapshot.query_all(&statement).await?,
        };
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
    pub(super) fn descend<'a>(&'a mut self, level: &'a Level, rows: Vec<QueryResult>) -> Pending<'a> {
        Box::pin(async move {
            let mut children = Vec::with_capacity(level.children.len());
            for child in &level.children {
                let keys = keys(&rows, child.from)?;
                // Nobody to ask for: the levels below are empty too.
                let found = if keys.is_empty() {
                    Vec::new()
                } else {
                    self.run(statement::children(self.backend(), child, &keys)?).await?
                };
                let mut below = self.descend(&child.level, found).await?;
                below.by_key = grouped(&below.rows, child.to.1)?;
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
            Ok(Rows { rows, by_key: HashMap::new(), children, pages })
        })
    }
}

fn keys(rows: &[QueryResult], column: usize) -> Result<Vec<Uuid>, ReadError> {
    let mut keys = Vec::with_capacity(rows.len());
    for row in rows {
        keys.extend(cell::<Uuid>(row, column)?);
    }
    keys.sort_unstable();
    keys.dedup();
    Ok(keys)
}

/// Each key with what its row has in another column.
fn pairs(rows: &[QueryResult], column: usize, other: usize) -> Result<(Vec<Uuid>, Vec<Uuid>), ReadError> {
    let mut pairs = Vec::with_capacity(rows.len());
    for row in rows {
        if let (Some(key), Some(alike)) = (cell::<Uuid>(row, column)?, cell::<Uuid>(row, other)?) {
            pairs.push((key, alike));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    Ok(pairs.into_iter().unzip())
}

fn grouped(rows: &[QueryResult], column: usize) -> Result<HashMap<Uuid, Vec<usize>>, ReadError> {
    let mut groups: HashMap<Uuid, Vec<usize>> = HashMap::new();
    for (index, row) in rows.iter().enumerate() {
        groups.entry(known(row, column)?).or_default().push(index);
    }
    Ok(groups)
}
