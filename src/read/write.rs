//! The writer: rows become JSON text straight away, with no value tree between.

use super::execute::Rows;
use super::level::{Child, Content, Level, Output, Scalar, View};
use super::noun::Presence;
use super::room::Room;
use super::rule::{Projected, Projection};
use super::{GlobalId, ReadError, Rulebook, print};
use crate::database::Row;
use sea_orm::DbErr;
use sea_orm::entity::prelude::Uuid;
use serde_json::Value;
use std::io::Write as _;
use values::Instant;

/// How many objects one answer may hold. Relations lead back and forth, so a short question can ask for very many.
const MOST_OBJECTS: usize = 500_000;

/// An answer being written.
pub(super) struct Writer<'a> {
    pub(super) out: Vec<u8>,
    rulebook: &'a Rulebook,
    objects: usize,
    /// How many bytes it may have, but for its last value.
    room: usize,
}

/// A response key as it stands in an answer: quoted, with its colon. GraphQL names need no escapes.
pub(super) fn key(name: &str) -> String {
    format!("\"{name}\":")
}

impl<'a> Writer<'a> {
    pub(super) fn new(rulebook: &'a Rulebook, room: Room) -> Self {
        Self { out: Vec::with_capacity(4096), rulebook, objects: 0, room: room.bytes() }
    }

    /// Writes each of `items` with a comma between, within the given brackets. All that can be many is written by this.
    ///
    /// # Errors
    /// `TooLarge`, and those of `each`.
    pub(super) fn sequence<T>(
        &mut self,
        brackets: [u8; 2],
        items: impl IntoIterator<Item = T>,
        mut each: impl FnMut(&mut Self, T) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        self.out.push(brackets[0]);
        for (index, item) in items.into_iter().enumerate() {
            if index > 0 {
                self.out.push(b',');
            }
            if self.out.len() > self.room {
                return Err(ReadError::TooLarge);
            }
            each(self, item)?;
        }
        self.out.push(brackets[1]);
        Ok(())
    }

    /// Writes a bare word: a number, `true`, `null`, or a response key.
    pub(super) fn bare(&mut self, word: &str) {
        self.out.extend_from_slice(word.as_bytes());
    }

    /// Writes a text in quotes, escaped where JSON asks for it.
    pub(super) fn text(&mut self, text: &str) -> Result<(), ReadError> {
        serde_json::to_writer(&mut self.out, text)
            .map_err(|cause| ReadError::Database(DbErr::Custom(cause.to_string())))
    }

    /// Writes one row of a level.
    pub(super) fn object(&mut self, level: &Level, view: &View, rows: &Rows, row: usize) -> Result<(), ReadError> {
        self.objects += 1;
        if self.objects > MOST_OBJECTS {
            return Err(ReadError::TooLarge);
        }
        self.sequence(*b"{}", &view.0, |writer, output| {
            writer.bare(&output.key);
            writer.content(level, output, rows, row)
        })
    }

    fn content(&mut self, level: &Level, output: &Output, rows: &Rows, index: usize) -> Result<(), ReadError> {
        let Some(row) = rows.cells.row(index) else {
            return Err(inconsistent(level, output));
        };
        match &output.value {
            Content::Typename => self.text(level.noun.name),
            Content::Id => {
                let id = row.known(0)?;
                self.text(&GlobalId { noun: level.noun, id }.encode())
            }
            Content::Scalar { column, scalar, presence } => {
                let written = self.scalar(*scalar, row, *column)?;
                self.or_null(written, *presence, level, output)
            }
            Content::Bilingual { sv, en, parts, presence } => {
                let written = self.bilingual(row, *sv, *en, parts)?;
                self.or_null(written, *presence, level, output)
            }
            Content::Child(child) => match (level.children.get(*child), rows.children.get(*child)) {
                (Some(child), Some(below)) => self.child(child, below, row, level, output),
                _ => Err(inconsistent(level, output)),
            },
            Content::Page(page) => match (level.pages.get(*page), rows.pages.get(*page)) {
                (Some(pages), Some(found)) => {
                    let key = row.cell::<Uuid>(pages.from)?.unwrap_or_default();
                    pages.connection.write(found, key, self)
                }
                _ => Err(inconsistent(level, output)),
            },
            Content::Rule { column, projection } => self.rule(row.cell(*column)?, projection),
        }
    }

    fn or_null(
        &mut self,
        written: Option<()>,
        presence: Presence,
        level: &Level,
        output: &Output,
    ) -> Result<(), ReadError> {
        match (written, presence) {
            (Some(()), _) => Ok(()),
            (None, Presence::Optional) => {
                self.bare("null");
                Ok(())
            }
            (None, Presence::Required) => Err(inconsistent(level, output)),
        }
    }

    /// Writes a column's value; `None` when there is none, or none that may be there.
    fn scalar(&mut self, scalar: Scalar, row: Row<'_>, column: usize) -> Result<Option<()>, ReadError> {
        match scalar {
            Scalar::Text => {
                let Some(text) = row.cell::<&str>(column)? else {
                    return Ok(None);
                };
                self.text(text)?;
            }
            Scalar::Enumerated(words) => {
                let stored = row.cell::<&str>(column)?;
                let Some(name) = stored.and_then(|stored| words.name_of(stored)) else {
                    // A word outside the set must not pass for an absent one.
                    return stored.map_or(Ok(None), |_| {
                        Err(ReadError::Inconsistent { noun: words.name, field: "value".into() })
                    });
                };
                self.text(name)?;
            }
            Scalar::Integer => {
                let Some(number) = row.cell::<i32>(column)? else {
                    return Ok(None);
                };
                self.bare(&number.to_string());
            }
            Scalar::Boolean => {
                let Some(truth) = row.cell::<bool>(column)? else {
                    return Ok(None);
                };
                self.bare(if truth { "true" } else { "false" });
            }
            Scalar::Instant => {
                let Some(moment) = row.cell::<i64>(column)? else {
                    return Ok(None);
                };
                self.quoted(|out| write!(out, "{}", Instant::from_millis(moment)))?;
            }
            Scalar::Decimal(scale) => {
                let Some(number) = row.cell::<i64>(column)? else {
                    return Ok(None);
                };
                self.quoted(|out| print::decimal(out, number, scale.decimals()))?;
            }
        }
        Ok(Some(()))
    }

    fn quoted(&mut self, print: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> Result<(), ReadError> {
        self.out.push(b'"');
        print(&mut self.out).map_err(|cause| ReadError::Database(DbErr::Custom(cause.to_string())))?;
        self.out.push(b'"');
        Ok(())
    }

    fn bilingual(&mut self, row: Row<'_>, sv: usize, en: usize, parts: &Projection) -> Result<Option<()>, ReadError> {
        let Some(swedish) = row.cell::<&str>(sv)? else {
            return Ok(None);
        };
        let english = row.cell::<&str>(en)?;
        self.sequence(*b"{}", parts.parts(), |writer, (key, part)| {
            writer.bare(key);
            match (part, english) {
                (Projected::Typename(name), _) => writer.text(name),
                (Projected::Plain("en"), Some(english)) => writer.text(english),
                (Projected::Plain("en"), None) => {
                    writer.bare("null");
                    Ok(())
                }
                _ => writer.text(swedish),
            }
        })?;
        Ok(Some(()))
    }

    fn child(
        &mut self,
        child: &Child,
        below: &Rows,
        row: Row<'_>,
        level: &Level,
        output: &Output,
    ) -> Result<(), ReadError> {
        let key = row.cell::<Uuid>(child.from)?;
        let found = key.and_then(|key| below.by_key.get(&key)).map_or(&[][..], Vec::as_slice);
        match found.first() {
            Some(row) => self.object(&child.level, &child.view, below, *row),
            None => self.or_null(None, child.presence, level, output),
        }
    }

    fn rule(&mut self, name: Option<&str>, projection: &Projection) -> Result<(), ReadError> {
        match name.and_then(|name| self.rulebook.rule(name)) {
            Some(rule) => self.projected(rule, projection),
            None => {
                self.bare("null");
                Ok(())
            }
        }
    }

    /// Writes what is asked of a constant tree; of a list, for each of its things.
    pub(super) fn projected(&mut self, tree: &Value, projection: &Projection) -> Result<(), ReadError> {
        match tree {
            Value::Array(trees) => self.sequence(*b"[]", trees, |writer, tree| writer.projected(tree, projection)),
            Value::Object(members) => self.sequence(*b"{}", &projection.0, |writer, (key, part)| {
                writer.bare(key);
                let at = |name: &str| members.get(name).unwrap_or(&Value::Null);
                match part {
                    Projected::Typename(name) => writer.text(name),
                    Projected::Plain(name) => writer.tree(at(name)),
                    Projected::Word(name, words) => writer.words(at(name), words),
                    Projected::Object(name, inner) => writer.projected(at(name), inner),
                }
            }),
            other => self.tree(other),
        }
    }

    fn tree(&mut self, tree: &Value) -> Result<(), ReadError> {
        self.bare(&tree.to_string());
        Ok(())
    }

    fn words(&mut self, tree: &Value, words: &super::noun::Enumeration) -> Result<(), ReadError> {
        match tree {
            Value::Array(trees) => self.sequence(*b"[]", trees, |writer, tree| writer.words(tree, words)),
            Value::String(stored) => match words.name_of(stored) {
                Some(name) => self.text(name),
                None => Err(ReadError::Inconsistent { noun: words.name, field: stored.clone() }),
            },
            other => self.tree(other),
        }
    }
}

fn inconsistent(level: &Level, output: &Output) -> ReadError {
    ReadError::Inconsistent { noun: level.noun.name, field: output.key.clone() }
}
