//! The slow reader: answers a document from the rows in memory, field by field, as the language and the API's schema say
//! it. It plans nothing, joins nothing and remembers nothing.

use super::document::{Directive, Document, Field, Item};
use super::filter;
use super::meaning::{By, End, Kind, NOUNS, Noun, Only, Relation, noun};
use super::world::{Cell, MOMENTS, Row, World};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};
use std::cmp::Ordering;
use std::collections::BTreeMap;
use uuid::Uuid;

/// What stands in an answer where the API writes a cursor.
pub const CURSOR: &str = "\"\u{a7}\"";

/// A thing's place in the lists of its noun that have this order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub noun: &'static str,
    pub order: String,
    pub id: u128,
}

/// The cursors that the API has given so far.
pub type Cursors = BTreeMap<String, Place>;

/// The global id of a row.
pub fn global_id(noun: &str, id: u128) -> String {
    URL_SAFE_NO_PAD.encode(format!("{noun}:{}", Uuid::from_u128(id)))
}

pub struct Slow<'a> {
    pub world: &'a World,
    pub document: &'a Document,
    pub cursors: &'a Cursors,
    pub out: String,
    /// Whose cursors the answer holds, in order.
    pub places: Vec<Place>,
}

/// What is selected under one key.
type Asked<'a> = Vec<&'a Field>;

/// One step of an order: cells of a row, and whether the greatest come first.
pub type Steps = Vec<(By, Ordering)>;

impl<'a> Slow<'a> {
    /// The answer to a document, with the places of its cursors.
    pub fn answer(world: &'a World, document: &'a Document, cursors: &'a Cursors) -> (String, Vec<Place>) {
        let mut slow = Slow { world, document, cursors, out: String::new(), places: Vec::new() };
        slow.object("Query", &[&document.items], |slow, asked| slow.root(asked));
        (slow.out, slow.places)
    }

    /// Writes an object of a type: each key in the order in which it first comes.
    fn object(&mut self, ty: &str, sets: &[&'a [Item]], mut write: impl FnMut(&mut Self, &Asked<'a>)) {
        let mut asked: Vec<(&str, Asked<'a>)> = Vec::new();
        for set in sets {
            self.collect(ty, set, &mut asked);
        }
        self.out.push('{');
        for (number, (key, fields)) in asked.iter().enumerate() {
            self.out.push_str(if number == 0 { "\"" } else { ",\"" });
            self.out.push_str(key);
            self.out.push_str("\":");
            match fields[0].name.as_str() {
                "__typename" => self.text(ty),
                _ => write(self, fields),
            }
        }
        self.out.push('}');
    }

    fn collect(&self, ty: &str, set: &'a [Item], asked: &mut Vec<(&'a str, Asked<'a>)>) {
        let applies = |on: &str| on == ty || (on == "Node" && NOUNS.iter().any(|noun| noun.name == ty));
        for item in set {
            match item {
                Item::Field(field) if self.included(&field.directives) => {
                    match asked.iter_mut().find(|(key, _)| *key == field.key()) {
                        Some((_, fields)) => fields.push(field),
                        None => asked.push((field.key(), vec![field])),
                    }
                }
                Item::Inline { on, directives, items }
                    if self.included(directives) && on.as_deref().is_none_or(applies) =>
                {
                    self.collect(ty, items, asked);
                }
                Item::Spread { name, directives } if self.included(directives) => {
                    let fragment = self.document.fragments.iter().find(|fragment| fragment.name == *name).unwrap();
                    if applies(&fragment.on) {
                        self.collect(ty, &fragment.items, asked);
                    }
                }
                _ => {}
            }
        }
    }

    fn included(&self, directives: &[Directive]) -> bool {
        directives.iter().all(|one| {
            let when = self.document.value(&one.when) == Some(Value::Bool(true));
            when == (one.name == "include")
        })
    }

    fn arguments(&self, field: &Field) -> Map<String, Value> {
        let given = field.arguments.iter().filter_map(|(name, term)| Some((name.clone(), self.document.value(term)?)));
        given.filter(|(_, value)| !value.is_null()).collect()
    }

    fn text(&mut self, text: &str) {
        self.out.push_str(&Value::from(text).to_string());
    }

    fn truth(&mut self, truth: bool) {
        self.out.push_str(if truth { "true" } else { "false" });
    }

    fn root(&mut self, asked: &Asked<'a>) {
        let given = self.arguments(asked[0]);
        let text = |name: &str| given[name].as_str().unwrap();
        let world = self.world;
        match asked[0].name.as_str() {
            "node" => self.node(text("id"), asked),
            "nodes" => {
                self.out.push('[');
                for (number, id) in given["ids"].as_array().unwrap().iter().enumerate() {
                    self.out.push_str(if number == 0 { "" } else { "," });
                    self.node(id.as_str().unwrap(), asked);
                }
                self.out.push(']');
            }
            "procurement" => {
                let key = Cell::Text(text("key").to_owned());
                let found = world.visible["Procurement"].iter().find(|row| *row.cell("key") == key);
                self.perhaps(noun("Procurement"), found, asked);
            }
            "lot" => {
                let (key, of) = (Cell::Text(text("key").to_owned()), Cell::Text(text("procurement").to_owned()));
                let of = world.rows["Procurement"].iter().find(|row| *row.cell("key") == of);
                let found = world.visible["Lot"].iter().find(|row| {
                    *row.cell("key") == key && of.is_some_and(|of| row.cell("procurement_id") == of.cell("id"))
                });
                self.perhaps(noun("Lot"), found, asked);
            }
            list => {
                let noun = NOUNS.iter().find(|noun| noun.list == list).unwrap();
                self.list(noun, world.visible[noun.name].iter().collect(), own_order(noun), asked);
            }
        }
    }

    fn node(&mut self, id: &str, asked: &Asked<'a>) {
        let world = self.world;
        for noun in &NOUNS {
            if let Some(row) = world.visible[noun.name].iter().find(|row| global_id(noun.name, row.id) == id) {
                return self.thing(noun, row, asked);
            }
        }
        self.out.push_str("null");
    }

    fn perhaps(&mut self, noun: &'static Noun, row: Option<&'a Row>, asked: &Asked<'a>) {
        match row {
            Some(row) => self.thing(noun, row, asked),
            None => self.out.push_str("null"),
        }
    }

    fn thing(&mut self, noun: &'static Noun, row: &'a Row, asked: &Asked<'a>) {
        self.object(noun.name, &sets(asked), |slow, asked| {
            let name = asked[0].name.as_str();
            match noun.field(name) {
                Some(field) => slow.own(noun, row, field.kind, asked),
                None => slow.related(row, noun.relation(name).unwrap(), asked),
            }
        });
    }

    fn own(&mut self, noun: &Noun, row: &Row, kind: Kind, asked: &Asked<'a>) {
        match kind {
            Kind::Id => self.text(&global_id(noun.name, row.id)),
            Kind::Both(sv, en) => match row.cell(sv) {
                Cell::Nothing => self.out.push_str("null"),
                _ => self.object("Bilingual", &sets(asked), |slow, asked| {
                    let column = if asked[0].name == "sv" { sv } else { en };
                    let written = written(Kind::Text(column), row.cell(column));
                    slow.out.push_str(&written.to_string());
                }),
            },
            Kind::Text(own) | Kind::Int(own) | Kind::Truth(own) | Kind::Money(own) => {
                self.out.push_str(&written(kind, row.cell(own)).to_string());
            }
            Kind::Measure(own) | Kind::Moment(own) | Kind::Word(own, _) => {
                self.out.push_str(&written(kind, row.cell(own)).to_string());
            }
        }
    }

    fn related(&mut self, row: &'a Row, relation: &'static Relation, asked: &Asked<'a>) {
        let there = noun(relation.noun);
        let found = behind(self.world, row, relation);
        match relation.end {
            End::One | End::Perhaps => self.perhaps(there, found.first().copied(), asked),
            End::Many => {
                let order = relation.order.iter().map(|by| (*by, Ordering::Less)).collect();
                self.list(there, found, (format!("~{}", relation.name), order), asked);
            }
        }
    }

    /// Writes a page of a list.
    fn list(&mut self, noun: &'static Noun, all: Vec<&'a Row>, own: (String, Steps), asked: &Asked<'a>) {
        let given = self.arguments(asked[0]);
        let (order, steps) = given.get("orderBy").map_or(own, |asked| asked_order(noun, asked));
        let world = self.world;
        let mut list: Vec<&Row> = all
            .into_iter()
            .filter(|row| given.get("filter").is_none_or(|filter| filter::meets(world, noun, row, filter)))
            .collect();
        list.sort_by(|one, other| compared(world, &steps, one, other));
        let total = list.len();
        let cursors = self.cursors;
        let place = |name: &str| {
            let place = &cursors[given.get(name)?.as_str().unwrap()];
            assert_eq!((place.noun, &place.order), (noun.name, &order), "a cursor of another list");
            world.rows[noun.name].iter().find(|row| row.id == place.id)
        };
        let (after, before) = (place("after"), place("before"));
        list.retain(|row| {
            after.is_none_or(|after| compared(world, &steps, row, after) == Ordering::Greater)
                && before.is_none_or(|before| compared(world, &steps, row, before) == Ordering::Less)
        });
        let number = |name: &str| given.get(name).map(|number| usize::try_from(number.as_u64().unwrap()).unwrap());
        let (page, next, previous) = match (number("first"), number("last")) {
            (Some(first), None) => {
                let end = first.min(list.len());
                (&list[..end], end < list.len(), after.is_some())
            }
            (None, Some(last)) => {
                let begin = list.len().saturating_sub(last);
                (&list[begin..], before.is_some(), begin > 0)
            }
            _ => panic!("a page has one end"),
        };
        let place = |row: &Row| Place { noun: noun.name, order: order.clone(), id: row.id };
        self.object(&format!("{}Connection", noun.name), &sets(asked), |slow, asked| match asked[0].name.as_str() {
            "totalCount" => slow.out.push_str(&total.to_string()),
            "nodes" => slow.each(page, |slow, row| slow.thing(noun, row, asked)),
            "edges" => slow.each(page, |slow, row| slow.edge(noun, row, &place(row), asked)),
            _ => slow.object("PageInfo", &sets(asked), |slow, asked| match asked[0].name.as_str() {
                "hasNextPage" => slow.truth(next),
                "hasPreviousPage" => slow.truth(previous),
                "startCursor" => slow.cursor(page.first().map(|row| place(row))),
                _ => slow.cursor(page.last().map(|row| place(row))),
            }),
        });
    }

    fn edge(&mut self, noun: &'static Noun, row: &'a Row, place: &Place, asked: &Asked<'a>) {
        self.object(&format!("{}Edge", noun.name), &sets(asked), |slow, asked| match asked[0].name.as_str() {
            "cursor" => slow.cursor(Some(place.clone())),
            _ => slow.thing(noun, row, asked),
        });
    }

    fn each(&mut self, page: &[&'a Row], mut write: impl FnMut(&mut Self, &'a Row)) {
        self.out.push('[');
        for (number, row) in page.iter().enumerate() {
            self.out.push_str(if number == 0 { "" } else { "," });
            write(self, row);
        }
        self.out.push(']');
    }

    fn cursor(&mut self, place: Option<Place>) {
        self.out.push_str(if place.is_some() { CURSOR } else { "null" });
        self.places.extend(place);
    }
}

fn sets<'a>(asked: &Asked<'a>) -> Vec<&'a [Item]> {
    asked.iter().map(|field| field.items.as_slice()).collect()
}

/// The visible rows that a relation leads to, in the order of their ids.
pub fn behind<'a>(world: &'a World, row: &Row, relation: &Relation) -> Vec<&'a Row> {
    let from = row.cell(relation.from);
    let mut found: Vec<&Row> = world.visible[relation.noun]
        .iter()
        .filter(|there| *from != Cell::Nothing && there.cell(relation.to) == from)
        .filter(|there| match relation.only {
            Only::All => true,
            Only::True(column) => *there.cell(column) == Cell::Truth(true),
            Only::Without(column) => *there.cell(column) == Cell::Nothing,
            Only::With(column, word) => *there.cell(column) == Cell::Text(word.to_owned()),
        })
        .collect();
    found.sort_by_key(|row| row.id);
    found
}

/// The order of a list at the root, and what its cursors know it by.
pub fn own_order(noun: &Noun) -> (String, Steps) {
    let name = noun.order.iter().map(|field| format!("+{field}")).collect();
    let steps = noun.order.iter().map(|field| noun.field(field).unwrap().sorts().unwrap());
    (name, steps.map(|column| (By::Own(column), Ordering::Less)).collect())
}

/// The order that is asked for.
pub fn asked_order(noun: &Noun, asked: &Value) -> (String, Steps) {
    let one = std::slice::from_ref(asked);
    let (mut name, mut steps) = (String::new(), Steps::new());
    for step in asked.as_array().map_or(one, Vec::as_slice) {
        let field = noun.fields.iter().find(|field| capitals(field.name) == step["field"]).unwrap();
        let down = step["direction"] == "DESC";
        name += &format!("{}{}", if down { "-" } else { "+" }, field.name);
        let direction = if down { Ordering::Greater } else { Ordering::Less };
        steps.push((By::Own(field.sorts().unwrap()), direction));
    }
    (name, steps)
}

/// A field's name in capitals: `publishedAt` is `PUBLISHED_AT`.
pub fn capitals(name: &str) -> String {
    let parts = name.chars().map(|letter| match letter {
        'A'..='Z' => format!("_{letter}"),
        letter => letter.to_ascii_uppercase().to_string(),
    });
    parts.collect()
}

/// How two rows stand to each other in an order. What is equal in all steps stands in the order of the ids.
pub fn compared(world: &World, steps: &Steps, one: &Row, other: &Row) -> Ordering {
    let cell = |by: By, row: &Row| match by {
        By::Own(column) => row.cell(column).clone(),
        By::Behind(ours, noun, column) => {
            let there = world.rows[noun].iter().find(|there| there.cell("id") == row.cell(ours));
            there.unwrap().cell(column).clone()
        }
    };
    for (by, direction) in steps {
        let order = cell(*by, one).cmp(&cell(*by, other));
        if order != Ordering::Equal {
            return if *direction == Ordering::Less { order } else { order.reverse() };
        }
    }
    one.id.cmp(&other.id)
}

/// A cell as the API writes it.
pub fn written(kind: Kind, cell: &Cell) -> Value {
    match (kind, cell) {
        (_, Cell::Nothing) => Value::Null,
        (Kind::Money(_), Cell::Large(number)) => decimal(*number, 4).into(),
        (Kind::Measure(_), Cell::Large(number)) => decimal(*number, 6).into(),
        (Kind::Moment(_), Cell::Large(at)) => {
            MOMENTS.iter().find(|(known, _)| known == at).map(|(_, text)| *text).unwrap().into()
        }
        (Kind::Word(_, words), Cell::Text(stored)) => {
            words.words.iter().find(|(_, known)| known == stored).map(|(word, _)| *word).unwrap().into()
        }
        (_, Cell::Text(text)) => text.clone().into(),
        (_, Cell::Int(number)) => (*number).into(),
        (_, Cell::Truth(truth)) => (*truth).into(),
        (_, other) => panic!("{other:?}"),
    }
}

/// A whole number of 10^-`decimals`, written without zeros at its end.
fn decimal(number: i64, decimals: usize) -> String {
    let digits = format!("{:0>width$}", number.unsigned_abs(), width = decimals + 1);
    let (whole, rest) = digits.split_at(digits.len() - decimals);
    let rest = rest.trim_end_matches('0');
    let sign = if number < 0 { "-" } else { "" };
    if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}
