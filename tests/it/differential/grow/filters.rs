//! Random filters. Values are mostly those of the rows, so that something is found.

use super::super::document::Term;
use super::super::meaning::{End, Field, Kind, Noun, Relation, noun};
use super::super::slow::{global_id, written};
use super::super::world::{Cell, MOMENTS, NUMBERS, TEXTS};
use super::Grower;
use serde_json::Value;

impl Grower<'_> {
    pub(super) fn filter(&mut self, noun: &'static Noun, depth: usize) -> Term {
        let mut members: Vec<(String, Term)> = Vec::new();
        let number = if depth < 3 { 1 + self.chance.below(2) } else { 1 };
        for _ in 0..number {
            let (name, term) = self.member(noun, depth);
            if members.iter().all(|(known, _)| *known != name) {
                members.push((name, term));
            }
        }
        if self.chance.once_in(15) {
            self.note("filter that says nothing");
            members.clear();
        }
        Term::Object(members)
    }

    fn member(&mut self, own: &'static Noun, depth: usize) -> (String, Term) {
        let filter = format!("{}Filter", own.name);
        match self.chance.below(12) {
            0 | 1 if depth < 2 => {
                let name = *self.chance.one(&["and", "or", "or"]);
                self.note(name);
                let number = self.chance.below(4);
                if number == 0 {
                    self.note(if name == "and" { "and of nothing" } else { "or of nothing" });
                }
                let all = (0..number).map(|_| self.inner(own, depth)).collect();
                (name.to_owned(), self.held(Term::List(all), &format!("[{filter}!]")))
            }
            2 | 3 if depth < 3 => {
                self.note("not");
                ("not".to_owned(), if self.chance.once_in(12) { self.nothing(&filter) } else { self.inner(own, depth) })
            }
            4..=7 if depth < 3 && !own.relations.is_empty() => {
                let relation = self.chance.one(own.relations);
                (relation.name.to_owned(), self.along(relation, depth))
            }
            _ => {
                let field = self.chance.one(own.fields);
                (field.name.to_owned(), self.field(own, field))
            }
        }
    }

    fn inner(&mut self, noun: &'static Noun, depth: usize) -> Term {
        let filter = self.filter(noun, depth + 1);
        self.held(filter, &format!("{}Filter!", noun.name))
    }

    fn along(&mut self, relation: &'static Relation, depth: usize) -> Term {
        let there = noun(relation.noun);
        if relation.end != End::Many {
            self.note("filter along one");
            return self.inner(there, depth);
        }
        let mut members = Vec::new();
        for name in ["some", "none"] {
            if self.chance.once_in(2) {
                self.note(name);
                members.push((name.to_owned(), self.inner(there, depth)));
            } else if self.chance.once_in(8) {
                members.push((name.to_owned(), self.nothing(&format!("{}Filter", there.name))));
            }
        }
        let list = Term::Object(members);
        self.held(list, &format!("{}ListFilter", there.name))
    }

    fn field(&mut self, own: &'static Noun, field: &'static Field) -> Term {
        if let Kind::Both(sv, en) = field.kind {
            self.note("filter by a language");
            let (name, column) = *self.chance.one(&[("sv", sv), ("en", en)]);
            let inner = self.operators(own, Kind::Text(column));
            return Term::Object(vec![(name.to_owned(), inner)]);
        }
        self.operators(own, field.kind)
    }

    fn operators(&mut self, own: &'static Noun, kind: Kind) -> Term {
        let (scalar, filter, all): (String, String, &[&'static str]) = match kind {
            Kind::Id => ("ID".into(), "IDFilter".into(), &["eq", "in"]),
            Kind::Text(_) | Kind::Both(..) => {
                ("String".into(), "StringFilter".into(), &["eq", "in", "contains", "contains", "isNull"])
            }
            Kind::Int(_) => ("Int".into(), "IntFilter".into(), &ORDERED),
            Kind::Truth(_) => ("Boolean".into(), "BooleanFilter".into(), &["eq", "eq", "isNull"]),
            Kind::Money(_) | Kind::Measure(_) => ("Decimal".into(), "DecimalFilter".into(), &ORDERED),
            Kind::Moment(_) => ("Instant".into(), "InstantFilter".into(), &ORDERED),
            Kind::Word(_, words) => (words.name.into(), format!("{}Filter", words.name), &["eq", "in", "isNull"]),
        };
        let mut members: Vec<(String, Term)> = Vec::new();
        for _ in 0..=self.chance.below(2) {
            let operator = *self.chance.one(all);
            if members.iter().any(|(known, _)| known == operator) {
                continue;
            }
            self.note(operator);
            let term = match operator {
                _ if self.chance.once_in(10) => {
                    let ty = match operator {
                        "in" => format!("[{scalar}!]"),
                        "isNull" => "Boolean".to_owned(),
                        _ => scalar.clone(),
                    };
                    self.nothing(&ty)
                }
                "in" => {
                    let number = self.chance.below(4);
                    if number == 0 {
                        self.note("in nothing");
                    }
                    let ty = format!("{scalar}!");
                    let all = (0..number).map(|_| {
                        let value = self.value(own, kind);
                        self.held(value, &ty)
                    });
                    let all = Term::List(all.collect());
                    self.held(all, &format!("[{scalar}!]"))
                }
                "isNull" => {
                    let truth = Term::Truth(self.chance.once_in(2));
                    self.held(truth, "Boolean")
                }
                "contains" => {
                    let text = *self.chance.one(&["a", "Ö", "%", "_", "å", "\"", "\\", "", "'", "ta", "𝔸", "\n"]);
                    self.held(Term::Text(text.to_owned()), &scalar)
                }
                _ => {
                    let value = self.value(own, kind);
                    self.held(value, &scalar)
                }
            };
            members.push((operator.to_owned(), term));
        }
        let all = Term::Object(members);
        self.held(all, &filter)
    }

    /// A value that a row may have.
    fn value(&mut self, own: &'static Noun, kind: Kind) -> Term {
        let rows = &self.world.rows[own.name];
        let row = if rows.is_empty() { None } else { Some(self.chance.one(rows)) };
        let column = match kind {
            Kind::Id => {
                let id = row.map_or(1, |row| row.id);
                let of = if self.chance.once_in(6) { "Lot" } else { own.name };
                return Term::Text(global_id(of, id));
            }
            Kind::Text(own) | Kind::Int(own) | Kind::Truth(own) | Kind::Money(own) => own,
            Kind::Measure(own) | Kind::Moment(own) | Kind::Both(own, _) | Kind::Word(own, _) => own,
        };
        let there = row.map(|row| row.cell(column).clone()).filter(|cell| *cell != Cell::Nothing);
        let cell = match there {
            Some(cell) if !self.chance.once_in(4) => cell,
            _ => match kind {
                Kind::Int(_) => Cell::Int(i32::try_from(self.chance.below(5)).unwrap() - 1),
                Kind::Truth(_) => Cell::Truth(self.chance.once_in(2)),
                Kind::Money(_) | Kind::Measure(_) => Cell::Large(*self.chance.one(&NUMBERS[..8])),
                Kind::Moment(_) => Cell::Large(self.chance.one(&MOMENTS).0),
                Kind::Word(_, words) => Cell::Text(self.chance.one(words.words).1.to_owned()),
                _ => Cell::Text((*self.chance.one(&TEXTS)).to_owned()),
            },
        };
        match written(kind, &cell) {
            Value::String(word) if matches!(kind, Kind::Word(..)) => Term::Word(word),
            Value::String(text) => Term::Text(text),
            Value::Bool(truth) => Term::Truth(truth),
            other => Term::Int(other.as_i64().unwrap()),
        }
    }
}

/// Each as often as it is to come up.
const ORDERED: [&str; 11] = ["eq", "in", "lt", "lt", "lte", "lte", "gt", "gt", "gte", "gte", "isNull"];
