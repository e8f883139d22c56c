//! Filters: which things of a list are meant, by what they say of themselves and by what they lead to. A filter is
//! read against the noun's table, so that what cannot be asked cannot be filtered by either.

use super::noun::{Cardinality, Column, Enumeration, Field, Kind, Noun, Presence, Relation, Scale, Target};
use super::{GlobalId, ReadError};
use sea_orm::sea_query::Value as Bound;
use serde_json::{Map, Value};
use values::{Exact, Instant, Place};

/// How many comparisons one filter may hold.
const MOST_COMPARISONS: usize = 50;
/// How many filters may stand in one another and beside one another, whether they compare anything or not.
const MOST_PARTS: usize = 100;
/// How many relations a filter may follow one after the other.
const MOST_RELATIONS: usize = 4;
/// How many values one comparison may list.
const MOST_VALUES: usize = 100;

/// A condition on the rows of a noun.
#[derive(Clone)]
pub(super) enum Condition {
    /// All of them hold; none is always true.
    All(Vec<Self>),
    /// One of them holds; none is never true.
    Any(Vec<Self>),
    /// It does not hold.
    Not(Box<Self>),
    /// The column compares so with the value. An absent value compares with nothing.
    Compare(Column, Comparison, Bound),
    /// The column is one of these.
    OneOf(Column, Vec<Bound>),
    /// The column's text holds this text.
    Contains(Column, String),
    /// The column has no value.
    Absent(Column),
    /// A visible row that the relation leads to meets the condition.
    Behind(&'static Relation, Box<Self>),
}

/// How two values compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// The operators of a kind of field, with the comparison each stands for.
const ORDERED: [(&str, Comparison); 4] = [
    ("lt", Comparison::Less),
    ("lte", Comparison::LessOrEqual),
    ("gt", Comparison::Greater),
    ("gte", Comparison::GreaterOrEqual),
];

/// Which filter a kind of field has, by the name of its input type.
#[derive(Clone, Copy)]
pub enum FilterKind {
    /// Global ids: `eq`, `in`.
    Id,
    /// Text: `eq`, `in`, `contains`.
    Text,
    /// Numbers and instants: `eq`, `in`, `lt`, `lte`, `gt`, `gte`; with the name of the scalar.
    Ordered(&'static str),
    /// `eq`.
    Boolean,
    /// Texts in both languages: `sv`, `en`.
    Bilingual,
    /// Words of a closed set: `eq`, `in`.
    Enumerated(&'static Enumeration),
}

impl FilterKind {
    /// The filter of a field.
    pub const fn of(kind: Kind) -> Self {
        match kind {
            Kind::Id => Self::Id,
            Kind::Text(_) => Self::Text,
            Kind::Integer(_) => Self::Ordered("Int"),
            Kind::Boolean(_) => Self::Boolean,
            Kind::Decimal(..) => Self::Ordered("Decimal"),
            Kind::Instant(_) => Self::Ordered("Instant"),
            Kind::Bilingual(..) => Self::Bilingual,
            Kind::Enumerated(_, of) => Self::Enumerated(of),
        }
    }

    /// The name of its input type.
    pub fn input(self) -> String {
        match self {
            Self::Id => "IDFilter".to_owned(),
            Self::Text => "StringFilter".to_owned(),
            Self::Ordered(scalar) => format!("{scalar}Filter"),
            Self::Boolean => "BooleanFilter".to_owned(),
            Self::Bilingual => "BilingualFilter".to_owned(),
            Self::Enumerated(of) => format!("{}Filter", of.name),
        }
    }
}

impl Noun {
    /// The name of the input type that filters it.
    pub fn filter(&self) -> String {
        format!("{}Filter", self.name)
    }

    /// The name of the input type that filters it by things of a list.
    pub fn list_filter(&self) -> String {
        format!("{}ListFilter", self.name)
    }
}

/// Reads the filter of a noun.
///
/// # Errors
/// `Filter`: what is wrong and where.
pub(super) fn read(noun: &'static Noun, filter: &Value) -> Result<Condition, ReadError> {
    Reader { comparisons: 0, parts: 0, relations: 0 }.noun(noun, filter, &Place::root())
}

struct Reader {
    comparisons: usize,
    parts: usize,
    relations: usize,
}

impl Reader {
    fn noun(&mut self, noun: &'static Noun, filter: &Value, place: &Place) -> Result<Condition, ReadError> {
        self.parts += 1;
        if self.parts > MOST_PARTS {
            return Err(wrong(place, &format!("a filter may have {MOST_PARTS} parts, and this is one more")));
        }
        let mut all = Vec::new();
        for (name, value) in given(filter, place)? {
            let place = place.at(name);
            all.push(match name.as_str() {
                "and" => Condition::All(self.nouns(noun, value, &place)?),
                "or" => Condition::Any(self.nouns(noun, value, &place)?),
                "not" => Condition::Not(Box::new(self.noun(noun, value, &place)?)),
                name => match (noun.field(name), noun.relation(name)) {
                    (Some(field), _) => self.field(noun, field, value, &place)?,
                    (None, Some(relation)) => self.relation(relation, value, &place)?,
                    (None, None) => return Err(wrong(&place, "there is no such field to filter by")),
                },
            });
        }
        Ok(Condition::All(all))
    }

    fn nouns(&mut self, noun: &'static Noun, filters: &Value, place: &Place) -> Result<Vec<Condition>, ReadError> {
        let each = |(index, filter)| self.noun(noun, filter, &place.at(index));
        list(filters).iter().enumerate().map(each).collect()
    }

    fn relation(&mut self, relation: &'static Relation, filter: &Value, place: &Place) -> Result<Condition, ReadError> {
        let Target::Noun { noun, .. } = relation.target else {
            return Err(wrong(place, "rules cannot be filtered by"));
        };
        self.relations += 1;
        if self.relations > MOST_RELATIONS {
            return Err(wrong(place, &format!("a filter may follow {MOST_RELATIONS} relations, and this is one more")));
        }
        let condition = match relation.cardinality {
            Cardinality::One(_) => Condition::Behind(relation, Box::new(self.noun(noun, filter, place)?)),
            Cardinality::Many => {
                let mut all = Vec::new();
                for (name, value) in given(filter, place)? {
                    let inner = Box::new(self.noun(noun, value, &place.at(name))?);
                    let some = Condition::Behind(relation, inner);
                    all.push(match name.as_str() {
                        "some" => some,
                        "none" => Condition::Not(Box::new(some)),
                        _ => return Err(wrong(&place.at(name), "a list is filtered by `some` or `none`")),
                    });
                }
                Condition::All(all)
            }
        };
        self.relations -= 1;
        Ok(condition)
    }

    fn field(
        &mut self,
        noun: &'static Noun,
        field: &'static Field,
        filter: &Value,
        place: &Place,
    ) -> Result<Condition, ReadError> {
        let Kind::Bilingual(sv, en) = field.kind else {
            return self.compared(noun, field, filter, place);
        };
        let mut all = Vec::new();
        for (name, value) in given(filter, place)? {
            let place = place.at(name);
            let (column, presence) = match name.as_str() {
                "sv" => (sv, field.presence),
                "en" => (en, Presence::Optional),
                _ => return Err(wrong(&place, "a text is filtered by `sv` or `en`")),
            };
            all.push(self.operators(noun, Kind::Text(column), presence, value, &place)?);
        }
        Ok(Condition::All(all))
    }

    fn compared(
        &mut self,
        noun: &'static Noun,
        field: &'static Field,
        filter: &Value,
        place: &Place,
    ) -> Result<Condition, ReadError> {
        self.operators(noun, field.kind, field.presence, filter, place)
    }

    /// What all operators of one field ask.
    fn operators(
        &mut self,
        noun: &'static Noun,
        kind: Kind,
        presence: Presence,
        filter: &Value,
        place: &Place,
    ) -> Result<Condition, ReadError> {
        let Some(column) = column(noun, kind) else { return Err(wrong(place, "this cannot be filtered by")) };
        let mut all = Vec::new();
        for (name, value) in given(filter, place)? {
            let place = place.at(name);
            self.comparisons += 1;
            if self.comparisons > MOST_COMPARISONS {
                let cause = format!("a filter may hold {MOST_COMPARISONS} comparisons, and this is one more");
                return Err(wrong(&place, &cause));
            }
            all.push(match name.as_str() {
                // No row holds such a text, or one that holds it.
                "eq" | "contains" if !can_be_held(kind, value) => Condition::Any(Vec::new()),
                "eq" => Condition::Compare(column, Comparison::Equal, bound(noun, kind, value, &place)?),
                "in" => Condition::OneOf(column, self.listed(noun, kind, value, &place)?),
                "contains" => Condition::Contains(column, text(value, &place)?.to_owned()),
                "isNull" => {
                    let wanted = value.as_bool().ok_or_else(|| wrong(&place, "this is neither true nor false"))?;
                    absent(column, presence, wanted)
                }
                name => match ORDERED.iter().find(|(known, _)| *known == name) {
                    Some((_, comparison)) => Condition::Compare(column, *comparison, bound(noun, kind, value, &place)?),
                    None => return Err(wrong(&place, "there is no such operator")),
                },
            });
        }
        Ok(Condition::All(all))
    }

    fn listed(
        &mut self,
        noun: &'static Noun,
        kind: Kind,
        values: &Value,
        place: &Place,
    ) -> Result<Vec<Bound>, ReadError> {
        let values = list(values);
        if values.len() > MOST_VALUES {
            return Err(wrong(
                place,
                &format!("a list may hold {MOST_VALUES} values, and this holds {}", values.len()),
            ));
        }
        let each = |(index, value)| bound(noun, kind, value, &place.at(index));
        values.iter().enumerate().filter(|(_, value)| can_be_held(kind, value)).map(each).collect()
    }
}

/// Whether a value is absent; one that is always there never is.
fn absent(column: Column, presence: Presence, wanted: bool) -> Condition {
    let absent = match presence {
        Presence::Optional => Condition::Absent(column),
        Presence::Required => Condition::Any(Vec::new()),
    };
    if wanted { absent } else { Condition::Not(Box::new(absent)) }
}

/// The members that are given; an explicit null is as good as none.
fn given<'a>(filter: &'a Value, place: &Place) -> Result<impl Iterator<Item = (&'a String, &'a Value)>, ReadError> {
    let members: &Map<String, Value> = filter.as_object().ok_or_else(|| wrong(place, "this is not an object"))?;
    Ok(members.iter().filter(|(_, value)| !value.is_null()))
}

/// A list; one value alone stands for a list of one.
fn list(values: &Value) -> &[Value] {
    match values {
        Value::Array(values) => values,
        one => std::slice::from_ref(one),
    }
}

fn column(noun: &Noun, kind: Kind) -> Option<Column> {
    match kind {
        Kind::Id => Some(noun.id),
        Kind::Text(column)
        | Kind::Integer(column)
        | Kind::Boolean(column)
        | Kind::Decimal(column, _)
        | Kind::Instant(column)
        | Kind::Enumerated(column, _) => Some(column),
        Kind::Bilingual(..) => None,
    }
}

/// A value as the column holds it.
fn bound(noun: &'static Noun, kind: Kind, value: &Value, place: &Place) -> Result<Bound, ReadError> {
    let read: Option<Bound> = match kind {
        // An id of another noun, or none at all, is no row's id.
        Kind::Id => {
            let id = GlobalId::decode(text(value, place)?).filter(|id| std::ptr::eq(id.noun, noun));
            Some(id.map_or_else(sea_orm::entity::prelude::Uuid::nil, |id| id.id).into())
        }
        Kind::Text(_) => Some(text(value, place)?.into()),
        Kind::Integer(_) => value.as_i64().and_then(|number| i32::try_from(number).ok()).map(Bound::from),
        Kind::Boolean(_) => value.as_bool().map(Bound::from),
        Kind::Decimal(_, scale) => return decimal(text(value, place)?, scale, place),
        Kind::Instant(_) => text(value, place)?.parse::<Instant>().ok().map(|at| at.millis().into()),
        Kind::Enumerated(_, of) => of.stored(text(value, place)?).map(Bound::from),
        Kind::Bilingual(..) => None,
    };
    read.ok_or_else(|| wrong(place, "this is not a value that the field can have"))
}

/// A decimal as an integer of the column's scale. One that is finer than any row is refused, not rounded.
fn decimal(text: &str, scale: Scale, place: &Place) -> Result<Bound, ReadError> {
    let value = Exact::decimal(text).map_err(|cause| wrong(place, &cause.to_string()))?;
    let decimals = scale.decimals();
    let cause = || format!("write at most {decimals} decimals, and less than 9000000000000");
    value.to_scaled_i64(decimals).map(Bound::from).ok_or_else(|| wrong(place, &cause()))
}

/// Whether a column could hold it: no text has the sign U+0000.
fn can_be_held(kind: Kind, value: &Value) -> bool {
    !matches!((kind, value), (Kind::Text(_), Value::String(text)) if text.contains('\0'))
}

fn text<'a>(value: &'a Value, place: &Place) -> Result<&'a str, ReadError> {
    value.as_str().ok_or_else(|| wrong(place, "this is not a text"))
}

fn wrong(place: &Place, cause: &str) -> ReadError {
    ReadError::Filter { place: place.as_str().to_owned(), cause: cause.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::noun::{LOT, PROCUREMENT, SUPPLIER};
    use serde_json::json;

    /// The GraphQL library lets none of these through; whoever asks the read model itself is told, and nothing is guessed.
    #[test]
    fn what_is_no_operator_is_refused_at_its_place() {
        for (noun, filter, at) in [
            (&SUPPLIER, json!({ "bids": { "every": {} } }), "/bids/every"),
            (&PROCUREMENT, json!({ "title": { "de": { "eq": "x" } } }), "/title/de"),
            (&LOT, json!({ "key": { "isNull": "true" } }), "/key/isNull"),
            (&LOT, json!({ "key": { "like": "x" } }), "/key/like"),
            (&LOT, json!({ "colour": {} }), "/colour"),
        ] {
            let refused = read(noun, &filter);
            assert!(matches!(&refused, Err(ReadError::Filter { place, .. }) if place == at), "{filter}");
        }
    }
}
