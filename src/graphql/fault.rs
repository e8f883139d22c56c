//! How a fault of a read is told: its code in `extensions.code`, and never a word of the database's.

use crate::read::ReadError;
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
