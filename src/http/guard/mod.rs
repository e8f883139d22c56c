//! The guard before the library: a document is counted as text, parsed once, and measured in time linear in its
//! length. The library's own checks write out every fragment spread before they compare with a limit; here a document
//! that would be large when written out is refused before it is.

mod known;
mod measure;
mod tokens;
mod values;

use super::answer::{Code, Refusal};
use async_graphql::parser::types::ExecutableDocument;
use async_graphql::parser::{Error, parse_query};
pub(super) use known::{Documents, Met};
use measure::Measure;
pub(super) use values::count as count_values;

/// Bytes of a document.
pub const DOCUMENT_BYTES: usize = 16 * 1024;
/// Tokens of a document.
pub const TOKENS: usize = 2_000;
/// Brackets of any kind inside one another: what the parser's recursion is given.
pub const BRACKETS: usize = 64;
/// Fields below one another.
pub const DEPTH: u64 = 15;
/// Selection sets below one another, fragments counted.
pub const NESTING: u64 = 32;
/// Aliases, with every fragment written out.
pub const ALIASES: u64 = 50;
/// Directives at one place.
pub const DIRECTIVES: usize = 5;
/// Fields at the root of a query, with every fragment written out: each is a question to the database of its own.
pub const ROOT_FIELDS: usize = 10;
/// Fields, with every fragment written out.
pub const FIELDS: u64 = 2_000;
/// Fields, fragments and spreads, with every fragment written out.
pub const SELECTIONS: u64 = 10_000;
/// `__schema` and `__type`, with every fragment written out.
pub const INTROSPECTIONS: u64 = 5;
/// Lists of types or fields below one another inside `__schema` or `__type`.
pub const INTROSPECTION_LISTS: u64 = 2;
/// Values in a body or in variables, names of members counted: a megabyte of brackets would become many times as much.
pub const VALUES: usize = 5_000;
/// Values of the variables times the places that use them: the library copies a variable at each use.
pub const VARIABLE_COPIES: u64 = 1_000_000;

/// A document that has passed the guard.
#[derive(Debug)]
pub(super) struct Admitted {
    pub(super) document: ExecutableDocument,
    variable_uses: u64,
}

impl Admitted {
    /// Refuses variables that are large and used often.
    pub(super) fn check_variables(&self, variables: &serde_json::Value) -> Result<(), Refusal> {
        let copies = weight(variables).saturating_mul(self.variable_uses);
        check("values of variables, counted at every use", copies, VARIABLE_COPIES)
    }
}

/// Parses and measures a document.
fn admit(text: &str) -> Result<Admitted, Refusal> {
    check("bytes", text.len() as u64, DOCUMENT_BYTES as u64)?;
    let counted = tokens::count(text);
    check("brackets inside one another", counted.brackets as u64, BRACKETS as u64)?;
    check("tokens", counted.tokens as u64, TOKENS as u64)?;
    let document = parse_query(text).map_err(|error| unreadable(text, &error))?;
    let total = measure::measure(&document)?;
    check_measure(&total)?;
    Ok(Admitted { document, variable_uses: total.variable_uses })
}

/// Refuses a query that asks too many questions at once.
pub(super) fn check_root_fields(found: usize) -> Result<(), Refusal> {
    check("fields at the root", found as u64, ROOT_FIELDS as u64)
}

fn check_measure(measure: &Measure) -> Result<(), Refusal> {
    check("fields", measure.fields, FIELDS)?;
    check("fields and fragments", measure.selections, SELECTIONS)?;
    check("aliases", measure.aliases, ALIASES)?;
    check("levels of fields", measure.depth, DEPTH)?;
    check("levels of fields and fragments", measure.nesting, NESTING)?;
    check("__schema and __type", measure.introspections, INTROSPECTIONS)
}

fn check(what: &str, found: u64, limit: u64) -> Result<(), Refusal> {
    if found <= limit {
        return Ok(());
    }
    let found = if found == u64::MAX { "more than can be counted".to_owned() } else { found.to_string() };
    Err(too_complex(format!("the document is too large: {what}: {found}, at most {limit}")))
}

fn too_complex(message: String) -> Refusal {
    Refusal::new(Code::QueryTooComplex, message)
        .hint("ask for less at once: fewer fields, smaller pages, or several requests")
}

/// How much there is to copy of a value: one for each value in it, and one for every 64 bytes of text.
fn weight(value: &serde_json::Value) -> u64 {
    let text = |text: &str| 1 + text.len() as u64 / 64;
    match value {
        serde_json::Value::String(string) => text(string),
        serde_json::Value::Array(items) => items.iter().map(weight).fold(1, u64::saturating_add),
        serde_json::Value::Object(members) => {
            members.iter().map(|(name, value)| text(name).saturating_add(weight(value))).fold(1, u64::saturating_add)
        }
        _ => 1,
    }
}

/// What the parser refused, in our words.
fn unreadable(text: &str, error: &Error) -> Refusal {
    let (code, message) = match error {
        Error::Syntax { start, .. } => (Code::GraphqlParseFailed, tokens::unexpected(text, *start)),
        Error::RecursionLimitExceeded => {
            return too_complex("the document is nested too deep".to_owned());
        }
        Error::MultipleOperations { .. } => {
            (Code::GraphqlValidationFailed, "an operation without a name stands beside another operation".to_owned())
        }
        Error::OperationDuplicated { operation, .. } => {
            (Code::GraphqlValidationFailed, format!("two operations are named \"{operation}\""))
        }
        Error::FragmentDuplicated { fragment, .. } => {
            (Code::GraphqlValidationFailed, format!("two fragments are named \"{fragment}\""))
        }
        Error::MissingOperation => {
            (Code::GraphqlValidationFailed, "the document has fragments but no operation".to_owned())
        }
        _ => (Code::GraphqlParseFailed, "the document is not GraphQL".to_owned()),
    };
    Refusal::new(code, message).at(error.positions())
}
