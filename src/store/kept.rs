//! What is kept as it stands, for whoever checks it: all texts by what they are, and all events.

use super::event::payload_digest;
use entity::{document, evaluation, event, event_payload, idempotency, procurement, submission_content};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryOrder, QuerySelect};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;
use values::{Digest, Instant};

/// An event as it stands.
#[derive(Clone, Debug)]
pub struct KeptEvent {
    /// Its number.
    pub seq: i64,
    /// The procurement.
    pub procurement: Uuid,
    /// What was done.
    pub act: String,
    /// Who did it.
    pub actor: String,
    /// When.
    pub at: Instant,
    /// Digest of the payload.
    pub payload_digest: String,
    /// Digest of the leaf.
    pub leaf_digest: String,
    /// The payload and its digest, unless it is gone.
    pub payload: Option<(String, Digest)>,
}

/// All texts of documents and submissions, each under the digest that it really has.
///
/// # Errors
/// Those of the database.
pub async fn texts<C: ConnectionTrait>(connection: &C) -> Result<HashMap<String, String>, DbErr> {
    let documents = document::Entity::find().all(connection).await?.into_iter().map(|row| row.body);
    let contents = submission_content::Entity::find().all(connection).await?.into_iter().map(|row| row.body);
    Ok(documents.chain(contents).map(|body| (Digest::of(body.as_bytes()).to_string(), body)).collect())
}

/// All events in the order of their numbers. A payload that lost its event is known by its digest.
///
/// # Errors
/// Those of the database.
pub async fn events<C: ConnectionTrait>(connection: &C) -> Result<Vec<KeptEvent>, DbErr> {
    let (mut by_event, mut by_digest) = (HashMap::new(), HashMap::new());
    for row in event_payload::Entity::find().all(connection).await? {
        let digest = payload_digest(&row.salt, &row.body);
        by_digest.insert(digest.to_string(), (row.body.clone(), digest.clone()));
        by_event.insert(row.event_id, (row.body, digest));
    }
    let rows = event::Entity::find().order_by_asc(event::Column::Seq).all(connection).await?;
    let kept = |row: event::Model| KeptEvent {
        payload: by_event.get(&row.id).or_else(|| by_digest.get(&row.payload_digest)).cloned(),
        seq: row.seq,
        procurement: row.procurement_id,
        act: row.act,
        actor: row.actor,
        at: Instant::from_millis(row.acted_at),
        payload_digest: row.payload_digest,
        leaf_digest: row.leaf_digest,
    };
    Ok(rows.into_iter().map(kept).collect())
}

/// The keys that procurements bear, by row.
///
/// # Errors
/// Those of the database.
pub async fn procurement_keys<C: ConnectionTrait>(connection: &C) -> Result<HashMap<Uuid, String>, DbErr> {
    let rows = procurement::Entity::find().all(connection).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.key)).collect())
}

/// The moments at which, by other rows than their events, acts were done.
///
/// # Errors
/// Those of the database.
pub async fn moments<C: ConnectionTrait>(connection: &C) -> Result<BTreeSet<Instant>, DbErr> {
    let evaluated = evaluation::Entity::find().select_only().column(evaluation::Column::EvaluatedAt);
    let answered = idempotency::Entity::find().select_only().column(idempotency::Column::KeptAt);
    let evaluated: Vec<i64> = evaluated.into_tuple().all(connection).await?;
    let answered: Vec<i64> = answered.into_tuple().all(connection).await?;
    Ok(evaluated.into_iter().chain(answered).map(Instant::from_millis).collect())
}
