//! A question with many parts has the answers of its parts: random selections against the same read one path at a time.

use super::{Api, data, filled};
use crate::databases::{Backend, on_both};
use anbud::read::noun::{Cardinality, Kind, LOT, Noun, Target};
use anbud::read::{Question, ReadModel, Room, Rulebook, Selected, Selection};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use tokio::runtime::Handle;

/// What is asked by names that are written here, or in a noun's table.
type Asked = Selected<'static>;

const KEYS: [&str; 5] = ["k0", "k1", "k2", "k3", "k4"];

/// Choices that a selection is grown from, so that a failing one shrinks.
struct Choices<'a>(std::slice::Iter<'a, u8>);

impl Choices<'_> {
    fn of(&mut self, number: usize) -> usize {
        usize::from(self.0.next().copied().unwrap_or(0)) % number.max(1)
    }
}

fn selected(name: &'static str, key: &'static str, inner: Vec<Asked>) -> Asked {
    Selected { name, key, selection: Selection(inner), ..Selected::default() }
}

fn grow(noun: &'static Noun, depth: usize, choices: &mut Choices<'_>) -> Vec<Asked> {
    let mut fields = Vec::new();
    for key in &KEYS[..=choices.of(4)] {
        let of = noun.fields.len() + if depth == 0 { 0 } else { noun.relations.len() };
        let choice = choices.of(of);
        if let Some(field) = noun.fields.get(choice) {
            let inner = match field.kind {
                Kind::Bilingual(..) => vec![selected("en", "e", Vec::new()), selected("sv", "s", Vec::new())],
                _ => Vec::new(),
            };
            fields.push(selected(field.name, key, inner));
            continue;
        }
        let relation = &noun.relations[choice - noun.fields.len()];
        let inner = match relation.target {
            Target::Rule(_) => vec![selected("id", "r", Vec::new())],
            Target::Noun { noun, .. } => grow(noun, depth - 1, choices),
        };
        // A list is asked for from either end.
        let given = match relation.cardinality {
            Cardinality::Many => vec![(["first", "last"][choices.of(2)], json!(choices.of(3) + 1))],
            Cardinality::One(_) => Vec::new(),
        };
        // Now and then the same relation in two parts, which must be joined.
        let parts = if choices.of(3) == 0 { inner.len() / 2 } else { 0 };
        let (first, second) = inner.split_at(parts);
        for part in [first, second].into_iter().filter(|part| !part.is_empty()) {
            let inner = match relation.cardinality {
                Cardinality::Many => vec![selected("nodes", "n", part.to_vec())],
                Cardinality::One(_) => part.to_vec(),
            };
            fields.push(Selected { given: given.clone(), ..selected(relation.name, key, inner) });
        }
    }
    fields
}

/// Every way from the root to a leaf, as a selection of its own.
fn paths(fields: &[Asked]) -> Vec<Asked> {
    let mut all = Vec::new();
    for field in fields {
        if field.selection.0.is_empty() {
            all.push(field.clone());
        }
        let only = |inner| Selected { selection: Selection(vec![inner]), ..field.clone() };
        all.extend(paths(&field.selection.0).into_iter().map(only));
    }
    all
}

/// What of an answer lies on a path.
fn along(answer: &Value, path: Option<&Asked>) -> Value {
    match (answer, path) {
        (Value::Array(things), path) => things.iter().map(|thing| along(thing, path)).collect(),
        (Value::Object(members), Some(path)) => {
            let rest = along(&members[path.key], path.selection.0.first());
            Value::Object(Map::from_iter([(path.key.to_owned(), rest)]))
        }
        (leaf, _) => leaf.clone(),
    }
}

async fn ask(api: &Api, fields: Vec<Asked>) -> Value {
    let model = ReadModel::new(&api.database, Rulebook::new(vec![super::rules::sample()]));
    let question = Question::One { noun: &LOT, id: data::id(11) };
    serde_json::from_str(&model.answer(&question, &Selection(fields), Room::default()).await.unwrap().json).unwrap()
}

async fn a_question_has_the_answers_of_its_parts(backend: Backend) {
    let api = filled(backend).await;
    tokio::task::block_in_place(|| parts_of_random_questions(&api, &Handle::current()));
}

fn parts_of_random_questions(api: &Api, runtime: &Handle) {
    proptest!(ProptestConfig::with_cases(96), |(choices in prop::collection::vec(any::<u8>(), 1..60))| {
        let fields = grow(&LOT, 4, &mut Choices(choices.iter()));
        let whole = runtime.block_on(ask(api, fields.clone()));
        for path in paths(&fields) {
            let part = runtime.block_on(ask(api, vec![path.clone()]));
            prop_assert_eq!(along(&whole, Some(&path)), part, "{:?}", path);
        }
    });
}

on_both!(a_question_has_the_answers_of_its_parts);
