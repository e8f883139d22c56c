//! `/graphql`: negotiate, read, guard, choose the operation, execute, answer.

use super::answer::{self, Code, Refusal};
use super::guard;
use super::negotiate::{self, Media};
use super::request::{self, Asked, Reading, Unreadable};
use super::request_id::RequestId;
use super::serving::Patience;
use super::turn::{self, Turns};
use async_graphql::parser::types::{
    DocumentOperations, ExecutableDocument, OperationDefinition, OperationType, Selection, SelectionSet,
};
use async_graphql::{Executor, Name, Positioned, Response as Executed, Variables};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::{Map, Value};
use std::any::Any;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;

/// What answers at `/graphql`.
#[derive(Clone)]
pub(super) struct Door<E> {
    pub(super) schema: E,
    pub(super) turns: Turns,
    pub(super) patience: Patience,
}

/// Answers one request to `/graphql`, by whatever method.
pub(super) async fn graphql<E: Executor>(State(door): State<Door<E>>, request: Request) -> Response {
    let Some(media) = negotiate::media(request.headers()) else {
        let refusal = Refusal::new(Code::BadUserInput, "no media type that you accept is spoken here")
            .hint("accept application/graphql-response+json or application/json");
        return answer::refuse(Media::Json, StatusCode::NOT_ACCEPTABLE, refusal);
    };
    let id = request.extensions().get::<RequestId>().cloned();
    let asked = match request::read(request, door.patience.body).await {
        Ok(asked) => asked,
        Err(unreadable) => return turn_away(media, unreadable),
    };
    let (prepared, keys) = match prepare(asked) {
        Ok(prepared) => prepared,
        Err(Stop::Document(refusal)) => return answer::refuse_document(media, refusal),
        Err(Stop::Method(unreadable)) => return turn_away(media, unreadable),
    };
    let prepared = match id {
        Some(id) => prepared.data(id),
        None => prepared,
    };
    let Some(_turn) = door.turns.take().await else {
        return turn::busy(media);
    };
    match unless_panicking(door.schema.execute(prepared)).await {
        Ok(executed) => answer::executed(media, executed, &keys),
        Err(cause) => answer::failed(media, cause),
    }
}

fn turn_away(media: Media, unreadable: Unreadable) -> Response {
    let mut response = answer::refuse(media, unreadable.status, unreadable.refusal);
    if let Some(allow) = unreadable.allow {
        let allow = HeaderValue::from_static(allow);
        response.headers_mut().insert(header::ALLOW, allow);
    }
    response
}

/// Why a request that could be read is not executed.
enum Stop {
    Document(Refusal),
    Method(Unreadable),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Document(refusal)
    }
}

/// Guards the document and makes the library's request of it, with the keys that its answer has at the root.
fn prepare(asked: Asked) -> Result<(async_graphql::Request, Vec<Name>), Stop> {
    let admitted = guard::admit(&asked.query)?;
    let operation = choose(&admitted.document, asked.operation_name.as_deref())?;
    match (operation.ty, asked.reading) {
        (OperationType::Query, _) | (OperationType::Mutation, Reading::OrWriting) => {}
        (OperationType::Mutation, Reading::Only) => {
            return Err(Stop::Method(Unreadable::method(
                "a mutation cannot be sent by GET",
                "send it by POST",
                "POST",
            )));
        }
        (OperationType::Subscription, _) => {
            let refusal =
                Refusal::new(Code::BadUserInput, "subscriptions are not served here").hint("ask with a query");
            return Err(refusal.into());
        }
    }
    check_required(operation, &asked.variables)?;
    let mut keys = Vec::new();
    root_keys(&admitted.document, &operation.selection_set.node, &mut keys);
    if operation.ty == OperationType::Query {
        guard::check_root_fields(keys.len())?;
    }
    let variables = Value::Object(settled(operation, asked.variables));
    admitted.check_variables(&variables)?;
    let mut request = async_graphql::Request::new(asked.query).variables(Variables::from_json(variables));
    request.operation_name = asked.operation_name;
    request.set_parsed_query(admitted.document);
    Ok((request, keys))
}

/// Collects the response keys of a root selection in the order of the document, fragments written out; the guard has
/// bounded how many there are.
fn root_keys(document: &ExecutableDocument, set: &SelectionSet, keys: &mut Vec<Name>) {
    for selection in &set.items {
        match &selection.node {
            Selection::Field(field) => keys.push(field.node.response_key().node.clone()),
            Selection::InlineFragment(inline) => {
                root_keys(document, &inline.node.selection_set.node, keys);
            }
            Selection::FragmentSpread(spread) => {
                let name = &spread.node.fragment_name.node;
                if let Some(fragment) = document.fragments.get(name) {
                    root_keys(document, &fragment.node.selection_set.node, keys);
                }
            }
        }
    }
}

/// The operation that a request means.
fn choose<'a>(document: &'a ExecutableDocument, name: Option<&str>) -> Result<&'a OperationDefinition, Refusal> {
    let chosen: Option<&Positioned<OperationDefinition>> = match (&document.operations, name) {
        (DocumentOperations::Single(operation), None) => Some(operation),
        (DocumentOperations::Single(_), Some(_)) => None,
        (DocumentOperations::Multiple(operations), Some(name)) => operations.get(name),
        (DocumentOperations::Multiple(operations), None) if operations.len() == 1 => operations.values().next(),
        (DocumentOperations::Multiple(_), None) => None,
    };
    let missing = || match name {
        Some(name) => Refusal::new(Code::BadUserInput, format!("the document has no operation named \"{name}\""))
            .hint("name one of its operations in \"operationName\""),
        None => Refusal::new(Code::BadUserInput, "the document has several operations")
            .hint("name the one to run in \"operationName\""),
    };
    chosen.map(|operation| &operation.node).ok_or_else(missing)
}

/// Refuses a variable that must have a value and has none; the library would find out only where it is used.
fn check_required(operation: &OperationDefinition, variables: &Map<String, Value>) -> Result<(), Refusal> {
    for definition in &operation.variable_definitions {
        let variable = &definition.node;
        let name = variable.name.node.as_str();
        let given = match variables.get(name) {
            None => variable.default_value.is_some(),
            Some(value) => !value.is_null(),
        };
        if !given && !variable.var_type.node.nullable {
            let kind = &variable.var_type.node;
            let message = format!("the variable \"${name}\" of type {kind} has no value");
            let refusal =
                Refusal::new(Code::BadUserInput, message).hint("give it a value in \"variables\"").at([definition.pos]);
            return Err(refusal);
        }
    }
    Ok(())
}

/// The variables, with the default of each that is not sent. The library looks for defaults where an argument is read,
/// and not where `@skip` and `@include` are.
fn settled(operation: &OperationDefinition, mut variables: Map<String, Value>) -> Map<String, Value> {
    for definition in &operation.variable_definitions {
        let name = definition.node.name.node.as_str();
        let default = definition.node.default_value().filter(|_| !variables.contains_key(name));
        if let Some(default) = default.and_then(|value| value.clone().into_json().ok()) {
            variables.insert(name.to_owned(), default);
        }
    }
    variables
}

/// Runs a future to its end, or to its panic, whose text is for the operator.
async fn unless_panicking(execution: impl Future<Output = Executed>) -> Result<Executed, String> {
    let mut execution = pin!(execution);
    poll_fn(|context| {
        let polled = catch_unwind(AssertUnwindSafe(|| execution.as_mut().poll(context)));
        match polled {
            Ok(polled) => polled.map(Ok),
            Err(panic) => Poll::Ready(Err(panic_text(panic.as_ref()))),
        }
    })
    .await
}

fn panic_text(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    format!("panic: {}", text.unwrap_or("without a text"))
}
