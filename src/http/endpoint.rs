//! `/graphql`: negotiate, read, guard, choose the operation, execute, answer.

use super::answer::{self, Charge, Code, Refusal};
use super::budget::{Budgets, Caller, Spent, Standing};
use super::guard::{self, Admitted, Documents};
use super::negotiate::{self, Media};
use super::request::{self, Asked, Reading, Unreadable};
use super::request_id::RequestId;
use super::serving::Patience;
use super::turn::Turns;
use super::watch::Ran;
use crate::clock::Clock;
use crate::graphql::{Cost, RateLimit};
use async_graphql::parser::types::{
    DocumentOperations, ExecutableDocument, OperationDefinition, OperationType, Selection, SelectionSet,
};
use async_graphql::{Executor, Name, Pos, Positioned, Response as Executed, Variables};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::{Map, Value};
use std::any::Any;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

/// What answers at `/graphql`.
#[derive(Clone)]
pub(super) struct Door<E> {
    pub(super) schema: E,
    pub(super) turns: Turns,
    pub(super) patience: Patience,
    pub(super) body_bytes: usize,
    pub(super) budgets: Budgets,
    pub(super) documents: Documents,
    pub(super) clock: Arc<dyn Clock>,
}

/// Answers one request to `/graphql`, by whatever method.
pub(super) async fn graphql<E: Executor>(State(door): State<Door<E>>, request: Request) -> Response {
    let Some(media) = negotiate::media(request.headers()) else {
        let refusal = Refusal::new(Code::BadUserInput, "no media type that you accept is spoken here")
            .hint("accept application/graphql-response+json or application/json");
        return answer::refuse(Media::Json, StatusCode::NOT_ACCEPTABLE, refusal);
    };
    let id = request.extensions().get::<RequestId>().cloned();
    let caller = request.extensions().get::<Caller>().copied().unwrap_or_default();
    // Every request costs something, also one that cannot be read.
    if let Err(spent) = door.budgets.take(caller, LEAST, door.clock.now()) {
        return rate_limited(media, spent, None);
    }
    let asked = match request::read(request, door.patience.body, door.body_bytes).await {
        Ok(asked) => asked,
        Err(unreadable) => return turn_away(media, unreadable),
    };
    let admitted = match door.documents.admit(&asked.query) {
        Ok(admitted) => admitted,
        Err(refusal) => return answer::refuse_document(media, refusal),
    };
    let text = asked.query.clone();
    let Prepared { request, keys, charge, ran } = match prepare(asked, &admitted, door.budgets.limits().question) {
        Ok(prepared) => prepared,
        Err(Stop::Document(refusal)) => return answer::refuse_document(media, refusal),
        Err(Stop::Method(unreadable)) => return turn_away(media, unreadable),
    };
    let standing = match door.budgets.take(caller, charge.requested.saturating_sub(LEAST), door.clock.now()) {
        Ok(standing) => standing,
        Err(spent) => return rate_limited(media, spent, Some(charge)),
    };
    let request = request.data(rate_limit(charge, standing, &door.budgets));
    let request = match id {
        Some(id) => request.data(id),
        None => request,
    };
    let Some(_turn) = door.turns.take().await else {
        return door.turns.busy(media);
    };
    let mut response = match in_time(ran.kind, door.patience, door.schema.execute(request)).await {
        Some(Ok(executed)) => {
            if executed.errors.is_empty() {
                door.documents.keep(&text, &admitted);
            }
            answer::executed(media, executed, &keys, charge)
        }
        Some(Err(cause)) => answer::failed(media, cause),
        None => too_late(media, door.patience, charge),
    };
    if let Some(name) = ran.name {
        response.extensions_mut().insert(Ran(name));
    }
    response
}

/// Executes an operation to its end, or to its panic, whose text is for the operator; `None` is a question that took too
/// long. A question can be dropped at any moment; of an act nobody would know whether it was done.
async fn in_time(
    kind: OperationType,
    patience: Patience,
    execution: impl Future<Output = Executed>,
) -> Option<Result<Executed, String>> {
    let execution = unless_panicking(execution);
    match kind {
        OperationType::Query => tokio::time::timeout(patience.request, execution).await.ok(),
        OperationType::Mutation | OperationType::Subscription => Some(execution.await),
    }
}

/// The answer to a question that took too long. Its statement is stopped where it was dropped.
fn too_late(media: Media, patience: Patience, charge: Charge) -> Response {
    let message = format!("the question was not answered within {:?}, and was cut off", patience.request);
    let refusal = Refusal::new(Code::RequestTimeout, message).hint("ask for less, or in parts").charged(charge);
    answer::refuse(media, StatusCode::SERVICE_UNAVAILABLE, refusal)
}

/// What a request costs before it is read.
const LEAST: u64 = 1;

fn rate_limit(charge: Charge, Standing { remaining, reset_at }: Standing, budgets: &Budgets) -> RateLimit {
    RateLimit { cost: charge.requested, limit: budgets.limits().bucket, remaining, reset_at }
}

/// The answer to a caller that has spent its budget: when to come again.
fn rate_limited(media: Media, Spent { seconds, standing }: Spent, charge: Option<Charge>) -> Response {
    let message = match charge {
        Some(Charge { requested, .. }) => {
            format!("this costs {requested}, and {} of your budget is left", standing.remaining)
        }
        None => "nothing of your budget is left".to_owned(),
    };
    let refusal = Refusal::new(Code::RateLimited, message)
        .hint(format!("nothing was done; send it again in {seconds} s, or ask for less, in smaller pages"));
    let refusal = match charge {
        Some(charge) => refusal.charged(charge),
        None => refusal,
    };
    let mut response = answer::refuse(media, StatusCode::TOO_MANY_REQUESTS, refusal);
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response
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

/// What is executed: its kind, and its name if it has one.
struct Operation {
    kind: OperationType,
    name: Option<String>,
}

/// A request that may be executed.
struct Prepared {
    request: async_graphql::Request,
    /// The keys that its answer has at the root.
    keys: Vec<Name>,
    charge: Charge,
    ran: Operation,
}

/// Finds what a document costs with its variables, and makes the library's request of it.
fn prepare(asked: Asked, admitted: &Admitted, limit: u64) -> Result<Prepared, Stop> {
    let (operation, name) = choose(&admitted.document, asked.operation_name.as_deref())?;
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
    let variables = Variables::from_json(variables);
    let charge = affordable(&Cost::of(&admitted.document, operation, &variables, limit), limit)?;
    let mut request = async_graphql::Request::new(asked.query).variables(variables);
    request.operation_name = asked.operation_name;
    request.set_parsed_query(admitted.document.clone());
    Ok(Prepared { request, keys, charge, ran: Operation { kind: operation.ty, name } })
}

/// What a request is charged, if one request may cost as much.
fn affordable(cost: &Cost, limit: u64) -> Result<Charge, Refusal> {
    let charge = Charge { requested: cost.requested, limit };
    if cost.requested <= limit {
        return Ok(charge);
    }
    let all = format!("the answer can hold {} things, and {limit} are answered at once", charge.requested);
    let (message, place) = match &cost.passing {
        Some(list) => (format!("{all}: the lists `{}` alone can hold {}", list.name, list.things), list.at),
        None => (all, cost.dearest),
    };
    let refusal = Refusal::new(Code::QueryTooComplex, message)
        .hint("ask for smaller pages, here or in the lists around it, or in several requests")
        .at([Pos { line: place.line, column: place.column }]);
    Err(refusal.charged(charge))
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

/// How much of a name that the caller made up is repeated to the caller, in characters.
const SHOWN: usize = 100;

/// The operation that a request means.
fn choose<'a>(
    document: &'a ExecutableDocument,
    name: Option<&str>,
) -> Result<(&'a OperationDefinition, Option<String>), Refusal> {
    let named = |name: &str| name.to_owned();
    let chosen: Option<(&Positioned<OperationDefinition>, Option<String>)> = match (&document.operations, name) {
        (DocumentOperations::Single(operation), None) => Some((operation, None)),
        (DocumentOperations::Single(_), Some(_)) => None,
        (DocumentOperations::Multiple(operations), Some(name)) => {
            operations.get(name).map(|operation| (operation, Some(named(name))))
        }
        (DocumentOperations::Multiple(operations), None) if operations.len() == 1 => {
            operations.iter().next().map(|(name, operation)| (operation, Some(named(name))))
        }
        (DocumentOperations::Multiple(_), None) => None,
    };
    let missing = || match name {
        Some(name) => Refusal::new(
            Code::BadUserInput,
            format!("the document has no operation named \"{}\"", answer::shortened(name, SHOWN)),
        )
        .hint("name one of its operations in \"operationName\""),
        None => Refusal::new(Code::BadUserInput, "the document has several operations")
            .hint("name the one to run in \"operationName\""),
    };
    chosen.map(|(operation, name)| (&operation.node, name)).ok_or_else(missing)
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
