//! Cursors: where a page ended. Opaque to callers, typed by the list, versioned by us.

use super::noun::Noun;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sea_orm::entity::prelude::Uuid;

/// A place in a list that is ordered by one text and then by row id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The text.
    pub sort: String,
    /// The row id.
    pub id: Uuid,
}

const VERSION: &str = "1";

impl Cursor {
    /// As the API writes it.
    pub fn encode(&self, noun: &Noun) -> String {
        URL_SAFE_NO_PAD.encode(format!("{VERSION}:{}:{}:{}", noun.name, self.id, self.sort))
    }

    /// Reads it; `None` for another list's cursor, another version's, or anything that we did not write.
    pub fn decode(text: &str, noun: &Noun) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        let mut parts = text.splitn(4, ':');
        let known = parts.next()? == VERSION && parts.next()? == noun.name;
        let id = Uuid::parse_str(parts.next()?).ok()?;
        let sort = parts.next()?.to_owned();
        (known && !sort.contains('\0')).then_some(Self { sort, id })
    }
}
