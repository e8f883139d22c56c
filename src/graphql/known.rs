//! Questions of known documents, answered by the read model alone. A document that was answered before without a fault needs
//! no second validation, where its variables are what it declares them to be; what is left for the library to do is then to
//! lead from the root's fields to the read model, which takes it as long as the database takes to find a page.
//!
//! Whatever is not as simple as that goes the library's way.

use super::Asked;
use super::adapter::raw;
use super::asked::RootField;
use super::fault::server_error;
use crate::read::noun::{Enumeration, Kind, NOUNS};
use crate::read::{Plan, ReadModel, Room};
use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::{BaseType, OperationDefinition, OperationType, Type};
use async_graphql::{Name, PathSegment, Pos, Response, ServerError, Value as Known};
use futures_util::future::join_all;
use serde_json::{Map, Value};
use std::any::TypeId;

/// The name of the query's type.
const QUERY: &str = "Query";

/// The questions of one operation. Found in a request's data by [`Api`](super::Api).
pub struct Questions(Vec<Asking>);

/// A question, as a field of the root.
struct Asking {
    key: Name,
    plan: Plan,
    at: Pos,
}

impl Questions {
    /// The questions of an operation whose document was answered before without a fault; nothing where something else is
    /// asked than the read model, or where its variables are not plainly what it declares.
    #[must_use]
    pub fn of(asked: Asked<'_>, operation: &OperationDefinition, variables: &Map<String, Value>) -> Option<Self> {
        if asked.kind != OperationType::Query || !are_as_declared(operation, variables) {
            return None;
        }
        let questions = asked.fields.into_iter().map(|RootField { field, plans }| {
            let at_root = field.conditions.iter().all(|condition| *condition == QUERY);
            Some(Asking {
                plan: plans.into_iter().next().filter(|_| at_root)?,
                at: Pos { line: field.at.line, column: field.at.column },
                key: Name::new(field.key),
            })
        });
        questions.collect::<Option<_>>().map(Self)
    }

    /// Those that were left in a request's data, with the room that each has.
    pub(super) fn within(data: &async_graphql::Data) -> Option<(&Self, Room)> {
        left(data).map(|questions| (questions, left(data).copied().unwrap_or_default()))
    }

    /// The answer as the library gives it: without the fields that have faults, and null where no field is left.
    pub(super) async fn answer(&self, model: &ReadModel, room: Room) -> Response {
        let (mut data, mut errors) = (IndexMap::with_capacity(self.0.len()), Vec::new());
        let answers = join_all(self.0.iter().map(|asking| asking.answer(model, room))).await;
        for (asking, answer) in self.0.iter().zip(answers) {
            match answer {
                Ok(json) => {
                    data.insert(asking.key.clone(), raw(json));
                }
                Err(fault) => errors.push(fault),
            }
        }
        let mut response = Response::new(if data.is_empty() { Known::Null } else { Known::Object(data) });
        response.errors = errors;
        response
    }
}

/// What was left in a request's data.
fn left<T: Send + Sync + 'static>(data: &async_graphql::Data) -> Option<&T> {
    data.get(&TypeId::of::<T>()).and_then(|left| left.downcast_ref())
}

impl Asking {
    async fn answer(&self, model: &ReadModel, room: Room) -> Result<String, ServerError> {
        model.run(&self.plan, room).await.map(|answer| answer.json).map_err(|fault| {
            let mut fault = server_error(fault, self.at);
            fault.path = vec![PathSegment::Field(self.key.to_string())];
            fault
        })
    }
}

/// Whether each variable that has a value has one of its type, of types that are told apart by looking at the value. All
/// others are the library's to judge, and so is null where there is a default: it may be used where no null may be.
fn are_as_declared(operation: &OperationDefinition, variables: &Map<String, Value>) -> bool {
    operation.variable_definitions.iter().map(|definition| &definition.node).all(|declared| {
        match variables.get(declared.name.node.as_str()) {
            None => true,
            Some(Value::Null) => declared.var_type.node.nullable && declared.default_value.is_none(),
            Some(value) => is_plainly(&declared.var_type.node, value),
        }
    })
}

fn is_plainly(declared: &Type, value: &Value) -> bool {
    match (&declared.base, value) {
        (BaseType::List(inner), Value::Array(items)) => items.iter().all(|item| is_plainly(inner, item)),
        (BaseType::Named(name), Value::String(text)) => match name.as_str() {
            "String" | "ID" => true,
            name => closed_set(name).is_some_and(|set| set.values.iter().any(|value| value.name == text)),
        },
        (BaseType::Named(name), Value::Number(number)) => {
            name == "Int" && number.as_i64().is_some_and(|number| i32::try_from(number).is_ok())
        }
        (BaseType::Named(name), Value::Bool(_)) => name == "Boolean",
        _ => false,
    }
}

/// The closed set with this name, of those that things are told apart by.
fn closed_set(name: &str) -> Option<&'static Enumeration> {
    let fields = NOUNS.into_iter().flat_map(|noun| noun.fields);
    let mut sets = fields.filter_map(|field| match field.kind {
        Kind::Enumerated(_, set) => Some(set),
        _ => None,
    });
    sets.find(|set| set.name == name)
}
