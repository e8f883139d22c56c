//! A key with which a caller says that requests are one and the same. What was answered is kept in the act's own
//! transaction, so that the act happens once however often, from however many callers, and after whatever restart the
//! request comes. A request that was refused keeps nothing: its key is free.

use super::Failure;
use crate::store::{self, Answer};
use sea_orm::ConnectionTrait;
use serde::Serialize;
use serde::de::DeserializeOwned;
use values::{Digest, Faults, Instant, Place, canonical};

/// Characters that a key has at most.
const LONGEST: usize = 200;

/// A caller's key, of 1 to 200 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// Reads a key; `place` is where it stands.
    ///
    /// # Errors
    /// That it has no character or more than 200.
    pub fn parse(text: &str, place: &Place) -> Result<Self, Faults> {
        let length = text.chars().count();
        if (1..=LONGEST).contains(&length) {
            return Ok(Self(text.to_owned()));
        }
        let cause = format!("a key has 1 to {LONGEST} characters, this one has {length}");
        Err(Faults::one("request.key_length", place, cause, "choose a key of that length, such as a random UUID"))
    }
}

/// A request under the key of its caller.
#[derive(Clone, Debug)]
pub(super) struct Once {
    key: Digest,
    request: Digest,
}

impl Once {
    /// The request of an actor for an act. Other actors and acts have keys of their own.
    pub(super) fn of<R: Serialize>(
        (actor, act): (&str, &str),
        key: &IdempotencyKey,
        request: &R,
    ) -> Result<Self, Faults> {
        let digest = |text: String| Digest::of(text.as_bytes());
        let key = canonical::to_text(&[actor, act, &key.0]).map(digest)?;
        Ok(Self { key, request: canonical::to_text(request).map(digest)? })
    }

    /// What was answered before.
    ///
    /// # Errors
    /// That the key came with another request.
    pub(super) async fn answered<T, C>(&self, connection: &C) -> Result<Option<T>, Failure>
    where
        T: DeserializeOwned,
        C: ConnectionTrait,
    {
        let Some((request, payload)) = store::answer_to(connection, self.key.as_str()).await? else { return Ok(None) };
        if request != self.request.as_str() {
            return Err(Failure::Refused(self.reused(&request)));
        }
        let payload = canonical::read(&payload).and_then(canonical::from_tree);
        payload.map(Some).map_err(Failure::Damaged)
    }

    fn reused(&self, before: &str) -> Faults {
        Faults::one(
            "request.key_reused",
            &Place::root().at("idempotencyKey"),
            format!(
                "this key came with another request before: its digest is {before}, that of this one {}",
                self.request
            ),
            "repeat the first request as it was, or take a new key for this one",
        )
    }

    /// Keeps what is answered; `event` is the number of the act's event, if it has one.
    pub(super) async fn keep<T: Serialize, C: ConnectionTrait>(
        &self,
        connection: &C,
        payload: &T,
        (event, at): (Option<i64>, Instant),
    ) -> Result<(), Failure> {
        let payload = canonical::to_text(payload)?;
        let (key, request) = (self.key.as_str(), self.request.as_str());
        Ok(store::keep_answer(connection, Answer { key, request, payload: &payload, event, at }).await?)
    }
}
