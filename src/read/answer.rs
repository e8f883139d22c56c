//! The door to the read model: a question and a selection in, JSON out.

use super::dialect;
use super::execute::Look;
use super::level::Level;
use super::noun::PROCUREMENT;
use super::numbers::Numbers;
use super::page::Connection;
use super::plan::{Find, Plan, Things, Way};
use super::room::Room;
use super::rule::Projection;
use super::write::Writer;
use super::{GlobalId, Question, ReadError, Rulebook, Selection, statement};
use crate::database::{Database, Together};
use entity::{lot, procurement};
use sea_orm::entity::prelude::Uuid;
use sea_orm::sea_query::SelectStatement;
use serde_json::Value;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Answers questions from one database and one rulebook.
#[derive(Clone)]
pub struct ReadModel {
    database: Database,
    rulebook: Arc<Rulebook>,
    statements: Arc<AtomicU64>,
    numbers: Numbers,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// JSON text: `null` for a thing that does not exist or is not to be seen.
    pub json: String,
    /// How many statements the database ran for it.
    pub statements: usize,
}

impl ReadModel {
    /// Reads through the database's reader.
    pub fn new(database: &Database, rulebook: Rulebook) -> Self {
        Self {
            database: database.clone(),
            rulebook: Arc::new(rulebook),
            statements: Arc::default(),
            numbers: Numbers::default(),
        }
    }

    /// How many statements all questions have taken so far, those that were cut off too. Clones share the count.
    #[must_use]
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Answers a question within a room.
    ///
    /// # Errors
    /// See `ReadError`; a thing that does not exist is not an error.
    pub async fn answer(
        &self,
        question: &Question,
        selection: &Selection<'_>,
        room: Room,
    ) -> Result<Answer, ReadError> {
        self.run(&Plan::of(question, selection)?, room).await
    }

    /// Answers a planned question within a room.
    ///
    /// # Errors
    /// Those of the database (`OutOfTime`, `Database`, `Unreachable`, `Inconsistent`), and `TooLarge`.
    pub async fn run(&self, plan: &Plan, room: Room) -> Result<Answer, ReadError> {
        let mut attempt = Attempt { model: self, room, together: Together::Cheaply };
        loop {
            match attempt.run(plan).await {
                Err(error) if error.is_of_the_moment() && attempt.together == Together::Cheaply => {
                    attempt.together = Together::Surely;
                }
                answered => return answered,
            }
        }
    }
}

/// One attempt to answer a question.
struct Attempt<'a> {
    model: &'a ReadModel,
    room: Room,
    together: Together,
}

impl Attempt<'_> {
    async fn run(&self, plan: &Plan) -> Result<Answer, ReadError> {
        match &plan.0 {
            Way::Nothing => Ok(Answer::nothing()),
            Way::One { find, things } => self.one(find, things).await,
            Way::Many { ids, kinds } => self.many(ids, kinds).await,
            Way::Page(connection) => self.page(connection).await,
            Way::Rules { id, projection } => self.rules(id.as_deref(), projection),
        }
    }

    async fn one(&self, find: &Find, Things { level, view }: &Things) -> Result<Answer, ReadError> {
        let mut look = self.look(level.statements()).await?;
        let rows = look.fetch(level, found_by(find, level)).await?;
        let statements = look.close();
        if rows.cells.is_empty() {
            return Ok(Answer { statements, ..Answer::nothing() });
        }
        let mut writer = Writer::new(&self.model.rulebook, self.room);
        writer.object(level, view, &rows, 0)?;
        Answer::of(writer, statements)
    }

    async fn page(&self, connection: &Connection) -> Result<Answer, ReadError> {
        let mut look = self.look(connection.statements_at_root()).await?;
        let found = connection.at_root(&mut look).await?;
        let statements = look.close();
        let mut writer = Writer::new(&self.model.rulebook, self.room);
        connection.write_root(&found, &mut writer)?;
        Answer::of(writer, statements)
    }

    /// One statement for each kind of thing that is asked for, whatever their number.
    async fn many(&self, ids: &[Option<GlobalId>], kinds: &[Things]) -> Result<Answer, ReadError> {
        let mut look = self.look(kinds.iter().map(|kind| kind.level.statements()).sum()).await?;
        let mut read = Vec::with_capacity(kinds.len());
        for kind in kinds {
            let of_kind = ids.iter().flatten().filter(|id| kind.are_of(id)).map(|id| id.id);
            let statement = statement::by_ids(look.backend(), &kind.level, &of_kind.collect::<Vec<_>>())?;
            let rows = look.fetch(&kind.level, statement).await?;
            let mut places: HashMap<Uuid, usize> = HashMap::new();
            for (index, row) in rows.cells.iter().enumerate() {
                places.insert(row.known(0)?, index);
            }
            read.push((kind, rows, places));
        }
        let statements = look.close();
        let mut writer = Writer::new(&self.model.rulebook, self.room);
        writer.sequence(*b"[]", ids, |writer, id| {
            let found = id.as_ref().and_then(|id| {
                let (kind, rows, places) = read.iter().find(|(kind, ..)| kind.are_of(id))?;
                Some((kind, rows, *places.get(&id.id)?))
            });
            match found {
                Some((Things { level, view }, rows, row)) => writer.object(level, view, rows, row),
                None => {
                    writer.bare("null");
                    Ok(())
                }
            }
        })?;
        Answer::of(writer, statements)
    }

    /// The rule with an id, or all.
    fn rules(&self, id: Option<&str>, projection: &Projection) -> Result<Answer, ReadError> {
        let rulebook = &self.model.rulebook;
        let mut writer = Writer::new(rulebook, self.room);
        match id {
            Some(id) => writer.projected(rulebook.rule(id).unwrap_or(&Value::Null), projection)?,
            None => writer.sequence(*b"[]", rulebook.rules(), |writer, rule| writer.projected(rule, projection))?,
        }
        Answer::of(writer, 0)
    }

    /// Opens a look for as many statements as are planned.
    async fn look(&self, planned: usize) -> Result<Look, ReadError> {
        let ReadModel { database, statements, numbers, .. } = self.model;
        Look::open(database, planned, self.room, self.together, Arc::clone(statements), numbers.clone()).await
    }
}

/// The statement that looks a thing up.
fn found_by(find: &Find, level: &Level) -> SelectStatement {
    match find {
        Find::Id(id) => statement::by_id(level, *id),
        Find::Procurement(key) => statement::by_key(level, &procurement::Column::Key, dialect::storable(key)),
        Find::Lot { procurement, key } => lot_in(level, dialect::storable(procurement), dialect::storable(key)),
    }
}

fn lot_in(level: &Level, procurement: &str, key: &str) -> SelectStatement {
    let mut statement = statement::by_key(level, &lot::Column::Key, key);
    let (ours, theirs) = (&lot::Column::ProcurementId, &procurement::Column::Key);
    statement::within(&mut statement, level, ours, &PROCUREMENT, theirs, procurement);
    statement
}

impl Answer {
    fn nothing() -> Self {
        Self { json: "null".to_owned(), statements: 0 }
    }

    fn of(writer: Writer<'_>, statements: usize) -> Result<Self, ReadError> {
        let fault = |cause: std::string::FromUtf8Error| sea_orm::DbErr::Custom(cause.to_string());
        Ok(Self { json: String::from_utf8(writer.out).map_err(fault)?, statements })
    }
}
