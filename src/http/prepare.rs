//! What a request is before it is executed: the operation that it means, its variables, and what it costs.

use super::answer::{self, Charge, Code, Refusal};
use super::guard::{self, Admitted, Met};
use super::request::{Parameters, Reading, Unreadable};
use crate::graphql::{self, Apart, Cost, Questions, Room};
use async_graphql::parser::types::{
    DocumentOperations, ExecutableDocument, OperationDefinition, OperationType, Selection, SelectionSet,
};
use async_graphql::{Name, Pos, Positioned, Variables};
use serde_json::{Map, Value};

/// Why a request that could be read is not executed.
pub(super) enum Stop {
    Document(Refusal),
    Method(Unreadable),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Document(refusal)
    }
}

/// What is executed: its kind, and its name if it has one.
pub(super) struct Operation {
    pub(super) kind: OperationType,
    pub(super) name: Option<String>,
}

/// A field that an answer has at the root.
pub(super) struct RootField {
    pub(super) key: Name,
    /// Whether there is no data at all where it has a fault.
    pub(super) never_null: bool,
}

/// A request that may be executed.
pub(super) struct Prepared {
    pub(super) request: async_graphql::Request,
    /// The fields that its answer has at the root.
    pub(super) root: Vec<RootField>,
    pub(super) charge: Charge,
    pub(super) ran: Operation,
}

/// Finds what a document costs with its variables, and makes the library's request of it: or, where it was met before, the
/// questions that the read model answers by itself.
pub(super) fn prepare(asked: Parameters, admitted: &Admitted, met: Met, limit: u64) -> Result<Prepared, Stop> {
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
    let mut root = Vec::new();
    root_fields(&admitted.document, &operation.selection_set.node, &mut root);
    if operation.ty == OperationType::Query {
        guard::check_root_fields(root.len())?;
    }
    let given = Value::Object(with_defaults(operation, asked.variables));
    admitted.check_variables(&given)?;
    let variables = Variables::from_json(given.clone());
    let once = once(admitted, operation, &variables, limit)?;
    let whole = graphql::Asked::of(&admitted.document, operation, &variables);
    let cost = whole.as_ref().map_or_else(Cost::without_end, |whole| Cost::of(whole, limit));
    let charge = affordable(&cost, limit)?;
    let room = Room::shared_by(whole.as_ref().map_or(1, graphql::Asked::questions));
    // Of an operation that was not executed the library has not judged what it makes of variables.
    let alone = admitted.document.operations.iter().count() == 1;
    let questions = match (whole, &given) {
        (Some(whole), Value::Object(given)) if met == Met::Before && alone && charge.requested <= SMALL => {
            Questions::of(whole, operation, given)
        }
        _ => None,
    };
    let mut request = async_graphql::Request::new(asked.query).variables(variables).data(room);
    request.operation_name = asked.operation_name;
    match questions {
        Some(questions) => request = request.data(questions),
        None => request.set_parsed_query(once.unwrap_or_else(|| admitted.document.clone())),
    }
    Ok(Prepared { request, root, charge, ran: Operation { kind: operation.ty, name } })
}

/// The document in which every field stands once that the library executes, where that is another.
fn once(
    admitted: &Admitted,
    operation: &OperationDefinition,
    variables: &Variables,
    limit: u64,
) -> Result<Option<ExecutableDocument>, Refusal> {
    graphql::once(&admitted.document, operation, variables).or_else(|apart| match apart {
        Apart::Conflict { key, at } => {
            let message = format!("`{key}` is asked for in two different ways at the same place");
            Err(Refusal::new(Code::GraphqlValidationFailed, message).hint("give one of them another alias").at(at))
        }
        Apart::TooLarge => affordable(&Cost::without_end(), limit).map(|_| None),
    })
}

/// What a question may cost that is put to the read model at once: of a larger one the answer takes so long that the rest does
/// not matter.
const SMALL: u64 = 1_000;

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

/// Collects the fields of a root selection in the order of the document, fragments written out; the guard has bounded how
/// many there are.
fn root_fields(document: &ExecutableDocument, set: &SelectionSet, fields: &mut Vec<RootField>) {
    for selection in &set.items {
        match &selection.node {
            Selection::Field(field) => fields.push(RootField {
                key: field.node.response_key().node.clone(),
                never_null: graphql::never_null(&field.node.name.node),
            }),
            Selection::InlineFragment(inline) => {
                root_fields(document, &inline.node.selection_set.node, fields);
            }
            Selection::FragmentSpread(spread) => {
                let name = &spread.node.fragment_name.node;
                if let Some(fragment) = document.fragments.get(name) {
                    root_fields(document, &fragment.node.selection_set.node, fields);
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
fn with_defaults(operation: &OperationDefinition, mut variables: Map<String, Value>) -> Map<String, Value> {
    for definition in &operation.variable_definitions {
        let name = definition.node.name.node.as_str();
        let default = definition.node.default_value().filter(|_| !variables.contains_key(name));
        if let Some(default) = default.and_then(|value| value.clone().into_json().ok()) {
            variables.insert(name.to_owned(), default);
        }
    }
    variables
}
