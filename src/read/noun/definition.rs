//! What a noun's table consists of, and the short words with which the noun files write it.

use super::{Enumeration, Visibility};
use sea_orm::Iden;
use values::text::Bilingual;

/// A column of an entity, known by its identifier.
pub type Column = &'static (dyn Iden + Sync);

/// Writes a text in both languages.
pub(crate) const fn words(sv: &'static str, en: &'static str) -> Bilingual {
    Bilingual { sv, en }
}

/// One thing that can be read.
pub struct Noun {
    /// Its type name in the API.
    pub name: &'static str,
    /// What it is.
    pub description: Bilingual,
    /// Its table.
    pub table: Column,
    /// Its primary key.
    pub id: Column,
    /// Which rows may be seen.
    pub visibility: Visibility,
    /// What it says of itself.
    pub fields: &'static [Field],
    /// What it leads to.
    pub relations: &'static [Relation],
}

/// Whether a value can be absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It is always there.
    Required,
    /// It may be absent.
    Optional,
}

/// How many of an integer's digits are decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// 10^-4: money.
    Money,
    /// 10^-6: measures, weights, factors.
    Measure,
}

impl Scale {
    /// The number of decimals.
    pub const fn decimals(self) -> u32 {
        match self {
            Self::Money => 4,
            Self::Measure => 6,
        }
    }
}

/// How a field's column becomes a value.
#[derive(Clone, Copy)]
pub enum Kind {
    /// The global id, made of the noun's name and the row id.
    Id,
    /// Text as it is.
    Text(Column),
    /// A 32-bit integer.
    Integer(Column),
    /// True or false.
    Boolean(Column),
    /// A scaled integer, printed as the shortest decimal.
    Decimal(Column, Scale),
    /// Milliseconds UTC, printed as RFC 3339.
    Instant(Column),
    /// Two columns, Swedish and English. Absent when the Swedish is.
    Bilingual(Column, Column),
    /// One of a closed set of words.
    Enumerated(Column, &'static Enumeration),
}

/// One field.
pub struct Field {
    /// Its name in the API.
    pub name: &'static str,
    /// What it says, with its unit.
    pub description: Bilingual,
    /// How it is read.
    pub kind: Kind,
    /// Whether it can be absent.
    pub presence: Presence,
    /// The column that orders it as people expect, where that is another one.
    pub sort: Option<Column>,
}

/// How many things a relation leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cardinality {
    /// One, or none when optional.
    One(Presence),
    /// A list in the relation's order.
    Many,
}

/// What a relation leads to.
#[derive(Clone, Copy)]
pub enum Target {
    /// Rows of a noun whose column `to` equals this noun's column `from`.
    Noun {
        /// The noun.
        noun: &'static Noun,
        /// The column here.
        from: Column,
        /// The column there.
        to: Column,
    },
    /// The rule named, with its revision, in a column of this noun.
    Rule(Column),
}

/// A condition that is part of what a relation means.
#[derive(Clone, Copy)]
pub enum Filter {
    /// The column is true.
    Is(Column),
    /// The column is absent.
    Absent(Column),
    /// The column holds this word.
    Equals(Column, &'static str),
}

/// What a list is ordered by.
#[derive(Clone, Copy)]
pub enum Order {
    /// A column of its own.
    By(Column),
    /// A column of the row of another table whose `id` equals `ours`.
    Behind {
        /// The column here.
        ours: Column,
        /// The other table.
        table: Column,
        /// Its primary key.
        id: Column,
        /// The column there.
        column: Column,
    },
}

/// One way from a noun to another.
pub struct Relation {
    /// Its name in the API.
    pub name: &'static str,
    /// What it leads to, and in which order.
    pub description: Bilingual,
    /// The other end.
    pub target: Target,
    /// How many.
    pub cardinality: Cardinality,
    /// Which of the rows that match.
    pub filter: &'static [Filter],
    /// In which order; the row id decides what these leave open.
    pub order: &'static [Order],
}

impl Noun {
    /// The field with this name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The relation with this name.
    pub fn relation(&self, name: &str) -> Option<&'static Relation> {
        self.relations.iter().find(|relation| relation.name == name)
    }
}

impl Field {
    /// Lets the value be absent.
    pub(crate) const fn optional(self) -> Self {
        Self { presence: Presence::Optional, ..self }
    }

    /// Orders the text by a stored key of the Swedish alphabet.
    pub(crate) const fn sorted(self, column: Column) -> Self {
        Self { sort: Some(column), ..self }
    }
}

impl Relation {
    /// Lets the other end be absent.
    pub(crate) const fn optional(self) -> Self {
        Self { cardinality: Cardinality::One(Presence::Optional), ..self }
    }

    /// Takes only rows that meet these conditions.
    pub(crate) const fn only(self, filter: &'static [Filter]) -> Self {
        Self { filter, ..self }
    }

    /// Orders a list.
    pub(crate) const fn ordered(self, order: &'static [Order]) -> Self {
        Self { order, ..self }
    }
}

/// A field.
pub(crate) const fn field(name: &'static str, kind: Kind, sv: &'static str, en: &'static str) -> Field {
    Field { name, description: words(sv, en), kind, presence: Presence::Required, sort: None }
}

/// The field `id`.
pub(crate) const fn id() -> Field {
    field("id", Kind::Id, "Globalt id", "Global id")
}

/// Reads text.
pub(crate) const fn text(column: Column) -> Kind {
    Kind::Text(column)
}

/// Reads a 32-bit integer.
pub(crate) const fn integer(column: Column) -> Kind {
    Kind::Integer(column)
}

/// Reads true or false.
pub(crate) const fn boolean(column: Column) -> Kind {
    Kind::Boolean(column)
}

/// Reads a scaled integer.
pub(crate) const fn decimal(column: Column, scale: Scale) -> Kind {
    Kind::Decimal(column, scale)
}

/// Reads an instant.
pub(crate) const fn instant(column: Column) -> Kind {
    Kind::Instant(column)
}

/// Reads a text in both languages.
pub(crate) const fn bilingual(sv: Column, en: Column) -> Kind {
    Kind::Bilingual(sv, en)
}

/// Reads a word of a closed set.
pub(crate) const fn enumerated(column: Column, of: &'static Enumeration) -> Kind {
    Kind::Enumerated(column, of)
}

const fn relation(name: &'static str, target: Target, cardinality: Cardinality, description: Bilingual) -> Relation {
    Relation { name, description, target, cardinality, filter: &[], order: &[] }
}

/// A relation to one thing that is always there.
pub(crate) const fn one(
    name: &'static str,
    noun: &'static Noun,
    from: Column,
    to: Column,
    sv: &'static str,
    en: &'static str,
) -> Relation {
    let target = Target::Noun { noun, from, to };
    relation(name, target, Cardinality::One(Presence::Required), words(sv, en))
}

/// A relation to a list.
pub(crate) const fn many(
    name: &'static str,
    noun: &'static Noun,
    from: Column,
    to: Column,
    sv: &'static str,
    en: &'static str,
) -> Relation {
    relation(name, Target::Noun { noun, from, to }, Cardinality::Many, words(sv, en))
}

/// A relation to the rule that a column names. Absent when the rulebook does not hold it.
pub(crate) const fn rule(name: &'static str, column: Column, sv: &'static str, en: &'static str) -> Relation {
    relation(name, Target::Rule(column), Cardinality::One(Presence::Optional), words(sv, en))
}
