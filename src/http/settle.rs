//! Faults that the library raised, as callers and the operator are told of them: which of its words are passed on, under which
//! code, and what goes to the log alone.

use super::answer::{Code, TRY_AGAIN, internal, shortened};
use crate::graphql;
use async_graphql::{Response as Executed, ServerError, Value};
use std::collections::HashSet;

/// What the operator is to know of what nobody else is told.
pub(super) fn causes(mut executed: Executed) -> Option<String> {
    let refused = is_refused(&executed);
    settled(&mut executed.errors, refused)
}

/// Whether nothing ran: there is no data, and no error stands at a field. The specification then wants no "data" at all.
pub(super) fn is_refused(executed: &Executed) -> bool {
    executed.data == Value::Null
        && !executed.errors.is_empty()
        && executed.errors.iter().all(|error| error.path.is_empty())
}

/// Gives errors their codes. Returns what is told to the operator alone.
pub(super) fn settled(errors: &mut [ServerError], refused: bool) -> Option<String> {
    let causes: Vec<String> = errors.iter_mut().filter_map(|error| settle(error, refused)).collect();
    (!causes.is_empty()).then(|| causes.join("; "))
}

/// Leaves one of each fault that is told of the same place in the same words: where a field is asked for in several parts,
/// the library sees them more than once.
pub(super) fn told_once(errors: &mut Vec<ServerError>) {
    let mut told = HashSet::new();
    errors.retain(|error| told.insert((error.message.clone(), error.locations.clone())));
}

/// The longest message of the library's that is passed on, in characters: it repeats names of the caller's.
const MESSAGE: usize = 300;

/// Gives an error of the library its code. What our own layers raise has one already and is passed on; of the rest,
/// only what the library says about the caller's document and values is. Returns what is told to the operator alone.
fn settle(error: &mut ServerError, refused: bool) -> Option<String> {
    if let Some(extensions) = &mut error.extensions
        && let Some(code) = extensions.get("code")
    {
        if *code != Value::from(Code::Internal.as_str()) {
            return None;
        }
        extensions.set("hint", TRY_AGAIN);
        return Some(graphql::cause(error).unwrap_or_else(|| error.message.clone()));
    }
    let foreign = error.source.is_some();
    let code = if !foreign && is_about_a_value(&error.message) {
        Code::BadUserInput
    } else if !foreign && refused {
        Code::GraphqlValidationFailed
    } else {
        let mut masked = internal().into_error();
        masked.locations = std::mem::take(&mut error.locations);
        masked.path = std::mem::take(&mut error.path);
        return Some(std::mem::replace(error, masked).message);
    };
    error.message = shortened(&error.message, MESSAGE);
    let extensions = error.extensions.get_or_insert_default();
    extensions.set("code", code.as_str());
    None
}

/// How the library begins when it refuses a value of the caller, before or during execution.
const ABOUT_A_VALUE: [&str; 3] = ["Invalid value for argument", "Failed to parse \"", "Expected input type \""];

fn is_about_a_value(message: &str) -> bool {
    ABOUT_A_VALUE.iter().any(|start| message.starts_with(start))
}
