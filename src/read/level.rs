//! Levels: a selection of a noun becomes a tree of them, each one statement.

use super::noun::{Cardinality, Column, Enumeration, Field, Kind, Noun, Presence, Relation, Scale, Target};
use super::page::Connection;
use super::rule::{BILINGUAL, Projected, Projection, RULE};
use super::selection::{Merged, Position, Selected, merge};
use super::write::key;
use super::{Page, ReadError};

/// How many statements one question may lead to.
const MOST_STATEMENTS: usize = 200;

/// The rows of one noun: which columns, and which levels hang under it. Column 0 is the row id.
pub(super) struct Level {
    pub(super) noun: &'static Noun,
    pub(super) columns: Vec<Column>,
    pub(super) children: Vec<Child>,
    pub(super) pages: Vec<Pages>,
}

/// A level under another.
pub(super) struct Child {
    pub(super) relation: &'static Relation,
    pub(super) presence: Presence,
    pub(super) level: Level,
    pub(super) view: View,
    /// The index of the parent's column that holds the key.
    pub(super) from: usize,
    /// The child's column that it is compared to, and its index.
    pub(super) to: (Column, usize),
    pub(super) shown: Shown,
}

/// How it is known that rows under another level may be seen.
#[derive(Clone, Copy)]
pub(super) enum Shown {
    /// It is asked of each.
    Asked,
    /// A visible parent is all that their visibility asks for.
    ByParent,
    /// They have the same in this column as the parent at this index, and both are visible through that.
    Alike(Column, usize),
}

/// A page of a list under each row of a level.
pub(super) struct Pages {
    pub(super) connection: Connection,
    /// The list's name, and where it is asked for.
    pub(super) name: String,
    pub(super) at: Position,
    /// The index of the parent's column that holds the key.
    pub(super) from: usize,
    /// The list's column that it is compared to, and its index.
    pub(super) to: (Column, usize),
    pub(super) shown: Shown,
}

/// How one row of a level is written: response keys in order. A level can have several views.
pub(super) struct View(pub(super) Vec<Output>);

/// One member of a written object.
pub(super) struct Output {
    /// The response key as it is written: quoted, with its colon.
    pub(super) key: String,
    pub(super) value: Content,
}

/// What is written under a response key.
pub(super) enum Content {
    Typename,
    Id,
    Scalar { column: usize, scalar: Scalar, presence: Presence },
    Bilingual { sv: usize, en: usize, parts: Projection, presence: Presence },
    Child(usize),
    Page(usize),
    Rule { column: usize, projection: Projection },
}

/// How a column's value is written.
#[derive(Clone, Copy)]
pub(super) enum Scalar {
    Text,
    Integer,
    Boolean,
    Instant,
    Decimal(Scale),
    Enumerated(&'static Enumeration),
}

impl Level {
    /// A level of `noun` with nothing asked of it yet.
    pub(super) fn new(noun: &'static Noun) -> Self {
        Self { noun, columns: vec![noun.id], children: Vec::new(), pages: Vec::new() }
    }

    /// The number of statements that this level and those under it take.
    pub(super) fn statements(&self) -> usize {
        let children = self.children.iter().map(|child| child.level.statements());
        let pages = self.pages.iter().map(|pages| pages.connection.statements());
        1 + children.chain(pages).sum::<usize>()
    }

    /// Plans a selection: adds the columns and levels it needs.
    ///
    /// # Errors
    /// `ConflictingKey`, `UnknownField`, `TooLarge`.
    pub(super) fn view(&mut self, fields: &[&Selected<'_>]) -> Result<View, ReadError> {
        let mut outputs = Vec::new();
        for field in merge(fields, self.noun.name)? {
            outputs.push(Output { key: key(field.key), value: self.content(&field)? });
        }
        if self.statements() > MOST_STATEMENTS {
            return Err(ReadError::TooLarge);
        }
        Ok(View(outputs))
    }

    /// The index of a column, which is added when it is new.
    pub(super) fn column(&mut self, column: Column) -> usize {
        let known = self.columns.iter().position(|other| other.unquoted() == column.unquoted());
        known.unwrap_or_else(|| {
            self.columns.push(column);
            self.columns.len() - 1
        })
    }

    fn content(&mut self, field: &Merged<'_>) -> Result<Content, ReadError> {
        if field.name == "__typename" {
            return Ok(Content::Typename);
        }
        if let Some(known) = self.noun.field(field.name) {
            return self.own(known, field);
        }
        match self.noun.relation(field.name) {
            Some(relation) => self.related(relation, field),
            None => Err(ReadError::UnknownField { noun: self.noun.name, field: field.name.to_owned() }),
        }
    }

    fn own(&mut self, known: &'static Field, field: &Merged<'_>) -> Result<Content, ReadError> {
        let (column, scalar) = match known.kind {
            Kind::Id => return Ok(Content::Id),
            Kind::Bilingual(sv, en) => {
                let parts = Projection::of(&BILINGUAL, &field.inner)?;
                let (sv, en) = (self.column(sv), self.column(en));
                return Ok(Content::Bilingual { sv, en, parts, presence: known.presence });
            }
            Kind::Text(column) => (column, Scalar::Text),
            Kind::Integer(column) => (column, Scalar::Integer),
            Kind::Boolean(column) => (column, Scalar::Boolean),
            Kind::Instant(column) => (column, Scalar::Instant),
            Kind::Decimal(column, scale) => (column, Scalar::Decimal(scale)),
            Kind::Enumerated(column, words) => (column, Scalar::Enumerated(words)),
        };
        Ok(Content::Scalar { column: self.column(column), scalar, presence: known.presence })
    }

    fn related(&mut self, relation: &'static Relation, field: &Merged<'_>) -> Result<Content, ReadError> {
        match relation.target {
            Target::Rule(column) => {
                let projection = Projection::of(&RULE, &field.inner)?;
                Ok(Content::Rule { column: self.column(column), projection })
            }
            Target::Noun { noun, from, to } => match relation.cardinality {
                Cardinality::One(presence) => self.child(relation, noun, presence, (from, to), field),
                Cardinality::Many => self.page(relation, noun, (from, to), field),
            },
        }
    }

    fn child(
        &mut self,
        relation: &'static Relation,
        noun: &'static Noun,
        presence: Presence,
        (from, to): (Column, Column),
        field: &Merged<'_>,
    ) -> Result<Content, ReadError> {
        let mut level = Level::new(noun);
        let view = level.view(&field.inner)?;
        let shown = match noun.visibility.follows(self.noun, (from, to)) {
            true => Shown::ByParent,
            false => Shown::Asked,
        };
        let (from, to) = (self.column(from), (to, level.column(to)));
        self.children.push(Child { relation, presence, level, view, from, to, shown });
        Ok(Content::Child(self.children.len() - 1))
    }

    fn page(
        &mut self,
        relation: &'static Relation,
        noun: &'static Noun,
        (from, to): (Column, Column),
        field: &Merged<'_>,
    ) -> Result<Content, ReadError> {
        let page = Page::of(field.given.iter().map(|(name, value)| (*name, value)));
        let mut connection = Connection::under(noun, relation, &page, &field.inner)?;
        let shown = match (noun.visibility.follows(self.noun, (from, to)), noun.visibility.shared_with(self.noun)) {
            (true, _) => Shown::ByParent,
            (false, Some((ours, theirs))) => Shown::Alike(ours, self.column(theirs)),
            (false, None) => Shown::Asked,
        };
        let (from, to) = (self.column(from), (to, connection.level.column(to)));
        self.pages.push(Pages { connection, name: field.name.to_owned(), at: field.at, from, to, shown });
        Ok(Content::Page(self.pages.len() - 1))
    }
}

impl Projection {
    /// The bilingual parts asked for, in order.
    pub(super) fn parts(&self) -> impl Iterator<Item = (&str, &Projected)> {
        self.0.iter().map(|(key, part)| (key.as_str(), part))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::NOUNS;

    /// Lists under many things are told apart by the key of the thing, so that each thing has one of its own.
    #[test]
    fn every_list_begins_at_its_things_id() {
        for noun in NOUNS {
            for relation in noun.relations {
                if let (Target::Noun { from, .. }, Cardinality::Many) = (&relation.target, relation.cardinality) {
                    assert_eq!(from.unquoted(), noun.id.unquoted(), "{}.{}", noun.name, relation.name);
                }
            }
        }
    }
}
