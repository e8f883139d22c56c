//! Questions of known documents, answered by the read model alone. A document that was answered before without a fault needs
//! no second validation, where its variables are what it declares them to be; what is left for the library to do is then to
//! lead from the root's fields to the read model, which takes it as long as the database takes to find a page.
//!
//! Whatever is not as simple as that goes the library's way, and so does every fault: there is one place where a fault gets
//! its words.

use super::Asked;
use super::adapter::raw;
use super::asked::put;
use crate::read::noun::{Enumeration, Kind, NOUNS};
use crate::read::{Question, ReadModel, Selection};
use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::{BaseType, OperationDefinition, OperationType, Type};
use async_graphql::{Name, Response, Value as Known};
use futures_util::future::try_join_all;
use serde_json::{Map, Value};
use std::any::TypeId;

/// The name of the query's type.
const QUERY: &str = "Query";

/// The questions of one operation, under the keys of their answers. Found in a request's data by [`Api`](super::Api).
pub struct Questions(Vec<(Name, Question, Selection)>);

impl Questions {
    /// The questions of an operation whose document was answered before without a fault; nothing where something else is
    /// asked than the read model, or where its variables are not plainly what it declares.
    #[must_use]
    pub fn of(asked: Asked, operation: &OperationDefinition, variables: &Map<String, Value>) -> Option<Self> {
        if asked.kind != OperationType::Query || !are_as_declared(operation, variables) {
            return None;
        }
        let questions = asked.fields.into_iter().map(|field| {
            let at_root = field.conditions.iter().all(|condition| condition == QUERY);
            let question = put(&field).filter(|_| at_root)?;
            Some((Name::new(field.key), question, field.selection))
        });
        questions.collect::<Option<_>>().map(Self)
    }

    /// Those that were left in a request's data.
    pub(super) fn within(data: &async_graphql::Data) -> Option<&Self> {
        data.get(&TypeId::of::<Self>()).and_then(|left| left.downcast_ref())
    }

    /// The answer; nothing where one of them has none.
    pub(super) async fn answer(&self, model: &ReadModel) -> Option<Response> {
        let all = self.0.iter().map(async |(key, question, selection)| {
            let answer = model.answer(question, selection).await?;
            Ok::<_, crate::read::ReadError>((key.clone(), raw(answer.json)))
        });
        let answers: IndexMap<Name, Known> = try_join_all(all).await.ok()?.into_iter().collect();
        Some(Response::new(Known::Object(answers)))
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
