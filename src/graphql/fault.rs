//! How a fault of a read is told: its code in `extensions.code`, and never a word of the database's.

use crate::read::ReadError;
use crate::service::Failure;
use async_graphql::{ErrorExtensionValues, Pos, ServerError};
use std::sync::Arc;

/// The library's form of a fault at `place`. Its source is the fault itself, for the server's log.
pub(super) fn server_error(fault: ReadError, place: Pos) -> ServerError {
    let mut error = ServerError::new(fault.message(), Some(place));
    let mut extensions = ErrorExtensionValues::default();
    extensions.set("code", fault.code());
    error.extensions = Some(extensions);
    error.source = Some(Arc::new(fault));
    error
}

/// What really went wrong, of a fault of ours: for whoever runs the server.
#[must_use]
pub fn cause(error: &ServerError) -> Option<String> {
    let read = error.source::<ReadError>().map(ToString::to_string);
    read.or_else(|| error.source::<Failure>().map(ToString::to_string))
}
