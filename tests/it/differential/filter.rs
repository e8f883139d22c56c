//! What a filter means: asked of one row at a time.

use super::meaning::{End, Kind, Noun, noun};
use super::slow::{behind, global_id};
use super::world::{Cell, MOMENTS, Row, World};
use serde_json::Value;

/// Whether a row meets a filter. A member that is null says nothing.
pub fn meets(world: &World, own: &'static Noun, row: &Row, filter: &Value) -> bool {
    let members = filter.as_object().unwrap();
    members.iter().filter(|(_, given)| !given.is_null()).all(|(name, given)| match name.as_str() {
        "and" => list(given).iter().all(|one| meets(world, own, row, one)),
        "or" => list(given).iter().any(|one| meets(world, own, row, one)),
        "not" => !meets(world, own, row, given),
        name => match (own.field(name), own.relation(name)) {
            (Some(field), _) => holds(own, row, field.kind, given),
            (None, relation) => {
                let relation = relation.unwrap();
                let there = noun(relation.noun);
                let any = |inner| behind(world, row, relation).iter().any(|one| meets(world, there, one, inner));
                match relation.end {
                    End::One | End::Perhaps => any(given),
                    End::Many => {
                        let (some, none) = (&given["some"], &given["none"]);
                        (some.is_null() || any(some)) && (none.is_null() || !any(none))
                    }
                }
            }
        },
    })
}

/// A list; one thing by itself is a list of one.
fn list(given: &Value) -> &[Value] {
    given.as_array().map_or(std::slice::from_ref(given), Vec::as_slice)
}

/// Whether what is said of a field holds.
fn holds(own: &Noun, row: &Row, kind: Kind, given: &Value) -> bool {
    match kind {
        Kind::Id => {
            let id = Cell::Text(global_id(own.name, row.id));
            operators(Kind::Text("id"), &id, given)
        }
        Kind::Both(sv, en) => [("sv", sv), ("en", en)].into_iter().all(|(language, column)| {
            let asked = &given[language];
            asked.is_null() || operators(Kind::Text(column), row.cell(column), asked)
        }),
        Kind::Text(column) | Kind::Int(column) | Kind::Truth(column) | Kind::Money(column) => {
            operators(kind, row.cell(column), given)
        }
        Kind::Measure(column) | Kind::Moment(column) | Kind::Word(column, _) => {
            operators(kind, row.cell(column), given)
        }
    }
}

fn operators(kind: Kind, cell: &Cell, given: &Value) -> bool {
    let asked = given.as_object().unwrap().iter().filter(|(_, value)| !value.is_null());
    asked.into_iter().all(|(operator, value)| {
        if operator == "isNull" {
            return (*cell == Cell::Nothing) == value.as_bool().unwrap();
        }
        // An absent value is in no relation to any other.
        if *cell == Cell::Nothing {
            return false;
        }
        match operator.as_str() {
            "eq" => *cell == read(kind, value),
            "in" => list(value).iter().any(|one| *cell == read(kind, one)),
            "lt" => *cell < read(kind, value),
            "lte" => *cell <= read(kind, value),
            "gt" => *cell > read(kind, value),
            "gte" => *cell >= read(kind, value),
            "contains" => matches!(cell, Cell::Text(text) if text.contains(value.as_str().unwrap())),
            other => panic!("{other}"),
        }
    })
}

/// A value of a filter as the column has it.
fn read(kind: Kind, value: &Value) -> Cell {
    let text = || value.as_str().unwrap();
    match kind {
        Kind::Int(_) => Cell::Int(i32::try_from(value.as_i64().unwrap()).unwrap()),
        Kind::Truth(_) => Cell::Truth(value.as_bool().unwrap()),
        Kind::Money(_) => Cell::Large(scaled(text(), 4)),
        Kind::Measure(_) => Cell::Large(scaled(text(), 6)),
        Kind::Moment(_) => Cell::Large(MOMENTS.iter().find(|(_, written)| *written == text()).unwrap().0),
        Kind::Word(_, words) => Cell::Text(words.words.iter().find(|(word, _)| *word == text()).unwrap().1.to_owned()),
        _ => Cell::Text(text().to_owned()),
    }
}

/// A decimal as a whole number of 10^-`decimals`.
fn scaled(text: &str, decimals: usize) -> i64 {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    format!("{whole}{rest:0<decimals$}").parse().unwrap()
}
