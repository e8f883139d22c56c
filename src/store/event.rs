//! The history: one leaf for each act, appended in the act's own transaction. The leaf is canonical JSON; what the
//! act was about stands apart with a salt, so that it can be erased without breaking the history.

use entity::{event, event_payload};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait, QueryOrder, QuerySelect};
use serde::Serialize;
use uuid::Uuid;
use values::{Digest, Faults, Instant, canonical};

/// Something that was done.
#[derive(Clone, Copy, Debug)]
pub struct Act<'a> {
    /// Id of the event.
    pub id: Uuid,
    /// The procurement, by row and by key.
    pub procurement: (Uuid, &'a str),
    /// What was done.
    pub act: &'a str,
    /// Who did it.
    pub actor: &'a str,
    /// When.
    pub at: Instant,
    /// Random salt, hex.
    pub salt: &'a str,
    /// What it was about, canonical JSON.
    pub payload: &'a str,
}

/// What an event's digest is taken of.
#[derive(Serialize)]
pub(super) struct Leaf<'a> {
    pub(super) seq: i64,
    pub(super) procurement: &'a str,
    pub(super) act: &'a str,
    pub(super) actor: &'a str,
    pub(super) time: Instant,
    pub(super) payload: &'a str,
}

/// Appends an event. Called last before the commit, so that numbers have no gaps.
///
/// # Errors
/// Those of the database.
pub async fn append_event<C: ConnectionTrait>(connection: &C, act: Act<'_>) -> Result<i64, DbErr> {
    let last: Option<i64> = event::Entity::find()
        .select_only()
        .column(event::Column::Seq)
        .order_by_desc(event::Column::Seq)
        .into_tuple()
        .one(connection)
        .await?;
    let seq = last.unwrap_or(0) + 1;
    let payload = Digest::of(format!("{}{}", act.salt, act.payload).as_bytes());
    let leaf = Leaf {
        seq,
        procurement: act.procurement.1,
        act: act.act,
        actor: act.actor,
        time: act.at,
        payload: payload.as_str(),
    };
    let leaf = canonical::to_text(&leaf).map_err(|faults: Faults| DbErr::Custom(faults.to_string()))?;
    let row = event::ActiveModel {
        id: Set(act.id),
        seq: Set(seq),
        procurement_id: Set(act.procurement.0),
        act: Set(act.act.to_owned()),
        actor: Set(act.actor.to_owned()),
        acted_at: Set(act.at.millis()),
        payload_digest: Set(payload.to_string()),
        leaf_digest: Set(Digest::of(leaf.as_bytes()).to_string()),
    };
    event::Entity::insert(row).exec_without_returning(connection).await?;
    let payload = event_payload::ActiveModel {
        event_id: Set(act.id),
        salt: Set(act.salt.to_owned()),
        body: Set(act.payload.to_owned()),
    };
    event_payload::Entity::insert(payload).exec_without_returning(connection).await?;
    Ok(seq)
}
