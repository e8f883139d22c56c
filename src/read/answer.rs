//! The door to the read model: a question and a selection in, JSON out.

use super::dialect;
use super::execute::Look;
use super::list::List;
use super::noun::{LOT, Noun, PROCUREMENT};
use super::numbers::Numbers;
use super::page::{self, Connection};
use super::plan::Level;
use super::rule::{Projection, RULE};
use super::write::Writer;
use super::{GlobalId, Page, Question, ReadError, Rulebook, Selection, statement};
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

    /// Answers a question.
    ///
    /// # Errors
    /// See `ReadError`; a thing that does not exist is not an error.
    pub async fn answer(&self, question: &Question, selection: &Selection) -> Result<Answer, ReadError> {
        match (Attempt { model: self, together: Together::Cheaply }).answer(question, selection).await {
            Err(error) if error.is_of_the_moment() => {
                Attempt { model: self, together: Together::Surely }.answer(question, selection).await
            }
            answered => answered,
        }
    }
}

/// One attempt to answer a question.
struct Attempt<'a> {
    model: &'a ReadModel,
    together: Together,
}

impl Attempt<'_> {
    async fn answer(&self, question: &Question, selection: &Selection) -> Result<Answer, ReadError> {
        match question {
            Question::Node { id } => match GlobalId::decode(id) {
                Some(GlobalId { noun, id }) => self.one(noun, selection, |level| statement::by_id(level, id)).await,
                None => Ok(Answer::nothing()),
            },
            Question::One { noun, id } => self.one(noun, selection, |level| statement::by_id(level, *id)).await,
            Question::Procurement { key } => {
                let find = |level: &Level| statement::by_key(level, &procurement::Column::Key, dialect::storable(key));
                self.one(&PROCUREMENT, selection, find).await
            }
            Question::Lot { procurement, key } => {
                self.one(&LOT, selection, |level| lot_in(level, dialect::storable(procurement), dialect::storable(key)))
                    .await
            }
            Question::Nodes { ids } => self.nodes(ids, selection).await,
            Question::List(list, page) => self.page(list, page, selection).await,
            Question::Rule { id } => self.constant(self.model.rulebook.rule(id).unwrap_or(&Value::Null), selection),
            Question::Rulebook => self.constant(&Value::Array(self.model.rulebook.rules().to_vec()), selection),
        }
    }

    async fn one(
        &self,
        noun: &'static Noun,
        selection: &Selection,
        find: impl FnOnce(&Level) -> SelectStatement,
    ) -> Result<Answer, ReadError> {
        let mut level = Level::new(noun);
        let view = level.view(&selection.fields())?;
        let statement = find(&level);
        let mut look = self.look(level.statements()).await?;
        let rows = look.fetch(&level, statement).await?;
        let statements = look.close();
        if rows.cells.is_empty() {
            return Ok(Answer { statements, ..Answer::nothing() });
        }
        let mut writer = Writer::new(&self.model.rulebook);
        writer.object(&level, &view, &rows, 0)?;
        Answer::of(writer, statements)
    }

    async fn page(&self, list: &'static List, page: &Page, selection: &Selection) -> Result<Answer, ReadError> {
        let connection = Connection::plan(list, page, &selection.fields())?;
        let mut look = self.look(connection.statements_at_root()).await?;
        let found = connection.at_root(&mut look).await?;
        let statements = look.close();
        let mut writer = Writer::new(&self.model.rulebook);
        connection.write_root(&found, &mut writer)?;
        Answer::of(writer, statements)
    }

    /// One statement for each kind of thing that is asked for, whatever their number.
    async fn nodes(&self, ids: &[String], selection: &Selection) -> Result<Answer, ReadError> {
        if i64::try_from(ids.len()).unwrap_or(i64::MAX) > page::LARGEST {
            return Err(ReadError::PageSize { first: i64::try_from(ids.len()).unwrap_or(i64::MAX) });
        }
        let known: Vec<Option<GlobalId>> = ids.iter().map(|id| GlobalId::decode(id)).collect();
        let mut kinds: Vec<&'static Noun> = Vec::new();
        for id in known.iter().flatten() {
            if !kinds.iter().any(|kind| std::ptr::eq(*kind, id.noun)) {
                kinds.push(id.noun);
            }
        }
        let mut planned = Vec::with_capacity(kinds.len());
        for kind in kinds {
            let mut level = Level::new(kind);
            let view = level.view(&selection.fields())?;
            planned.push((kind, level, view));
        }
        let mut look = self.look(planned.iter().map(|(_, level, _)| level.statements()).sum()).await?;
        let mut read = Vec::with_capacity(planned.len());
        for (kind, level, view) in planned {
            let of_kind = known.iter().flatten().filter(|id| std::ptr::eq(id.noun, kind)).map(|id| id.id);
            let statement = statement::by_ids(look.backend(), &level, &of_kind.collect::<Vec<_>>())?;
            let rows = look.fetch(&level, statement).await?;
            let mut places: HashMap<Uuid, usize> = HashMap::new();
            for (index, row) in rows.cells.iter().enumerate() {
                places.insert(row.known(0)?, index);
            }
            read.push((kind, level, view, rows, places));
        }
        let statements = look.close();
        let mut writer = Writer::new(&self.model.rulebook);
        writer.sequence(*b"[]", known, |writer, id| {
            let found = id.and_then(|id| {
                let kind = read.iter().find(|(kind, ..)| std::ptr::eq(*kind, id.noun))?;
                Some((kind, *kind.4.get(&id.id)?))
            });
            match found {
                Some(((_, level, view, rows, _), row)) => writer.object(level, view, rows, row),
                None => {
                    writer.bare("null");
                    Ok(())
                }
            }
        })?;
        Answer::of(writer, statements)
    }

    fn constant(&self, tree: &Value, selection: &Selection) -> Result<Answer, ReadError> {
        let projection = Projection::of(&RULE, &selection.fields())?;
        let mut writer = Writer::new(&self.model.rulebook);
        writer.projected(tree, &projection)?;
        Answer::of(writer, 0)
    }

    /// Opens a look for as many statements as are planned.
    async fn look(&self, planned: usize) -> Result<Look, ReadError> {
        let ReadModel { database, statements, numbers, .. } = self.model;
        Look::open(database, planned, self.together, Arc::clone(statements), numbers.clone()).await
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
