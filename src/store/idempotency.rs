//! What acts answered to the keys of their callers.

use entity::idempotency;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait};
use values::Instant;

/// What an act answered to a key.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// Digest of actor, act and key.
    pub key: &'a str,
    /// Digest of the request.
    pub request: &'a str,
    /// What was answered, canonical JSON.
    pub payload: &'a str,
    /// Number of the act's event, if it has one.
    pub event: Option<i64>,
    /// When.
    pub at: Instant,
}

/// The request that a key came with first, by digest, and what was answered; nothing if the key is new.
///
/// # Errors
/// Those of the database.
pub async fn answer_to<C: ConnectionTrait>(connection: &C, key: &str) -> Result<Option<(String, String)>, DbErr> {
    let found = idempotency::Entity::find_by_id(key.to_owned()).one(connection).await?;
    Ok(found.map(|row| (row.request_digest, row.payload)))
}

/// Keeps an answer, in the transaction of its act.
///
/// # Errors
/// Those of the database.
pub async fn keep_answer<C: ConnectionTrait>(connection: &C, answer: Answer<'_>) -> Result<(), DbErr> {
    let row = idempotency::ActiveModel {
        key_digest: Set(answer.key.to_owned()),
        request_digest: Set(answer.request.to_owned()),
        payload: Set(answer.payload.to_owned()),
        event_seq: Set(answer.event),
        kept_at: Set(answer.at.millis()),
    };
    idempotency::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}
