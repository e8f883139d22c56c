//! The global id: the noun's name and the row id, so that `node` knows where to look.

use super::noun::{NOUNS, Noun};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sea_orm::entity::prelude::Uuid;

/// A global id, taken apart.
#[derive(Clone, Copy)]
pub struct GlobalId {
    /// What it is.
    pub noun: &'static Noun,
    /// Its row id.
    pub id: Uuid,
}

impl GlobalId {
    /// As the API writes it: base64url of `Noun:uuid`.
    pub fn encode(self) -> String {
        URL_SAFE_NO_PAD.encode(format!("{}:{}", self.noun.name, self.id))
    }

    /// Reads it; `None` for anything that we did not write.
    pub fn decode(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (name, id) = std::str::from_utf8(&bytes).ok()?.split_once(':')?;
        let noun = NOUNS.iter().find(|noun| noun.name == name)?;
        Some(Self { noun, id: Uuid::parse_str(id).ok()? })
    }
}
