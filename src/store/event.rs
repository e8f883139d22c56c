//! The history: one leaf for each act, appended in the act's own transaction. The leaf is canonical JSON; what the
//! act was about stands apart with a salt, so that it can be erased without breaking the history.

use super::Rows;
use entity::{event, event_payload};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryOrder, QuerySelect};
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
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Leaf<'a> {
    /// Its number, from 1, without gaps.
    pub seq: i64,
    /// Key of the procurement.
    pub procurement: &'a str,
    /// What was done.
    pub act: &'a str,
    /// Who did it.
    pub actor: &'a str,
    /// When.
    pub time: Instant,
    /// Digest of the payload.
    pub payload: &'a str,
}

impl Leaf<'_> {
    /// Digest of the canonical leaf.
    ///
    /// # Errors
    /// If it has no canonical form.
    pub fn digest(&self) -> Result<Digest, Faults> {
        Ok(Digest::of(canonical::to_text(self)?.as_bytes()))
    }
}

/// Digest of what an act was about: of its salt, and its canonical text right behind.
pub(super) fn payload_digest(salt: &str, payload: &str) -> Digest {
    Digest::of(format!("{salt}{payload}").as_bytes())
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
    let digest = payload_digest(act.salt, act.payload);
    let leaf = Leaf {
        seq,
        procurement: act.procurement.1,
        act: act.act,
        actor: act.actor,
        time: act.at,
        payload: digest.as_str(),
    };
    let mut rows = Rows::default();
    let unprintable = |faults: Faults| DbErr::Custom(faults.to_string());
    event(&mut rows, (act.id, act.procurement.0), &leaf).map_err(unprintable)?;
    payload(&mut rows, act.id, (act.salt, act.payload));
    rows.write(connection, None).await?;
    Ok(seq)
}

/// The row of an event under its id, about a procurement.
///
/// # Errors
/// If its leaf has no canonical form.
pub fn event(rows: &mut Rows, (id, procurement_id): (Uuid, Uuid), leaf: &Leaf<'_>) -> Result<(), Faults> {
    rows.event.push(event::Model {
        id,
        seq: leaf.seq,
        procurement_id,
        act: leaf.act.to_owned(),
        actor: leaf.actor.to_owned(),
        acted_at: leaf.time.millis(),
        payload_digest: leaf.payload.to_owned(),
        leaf_digest: leaf.digest()?.to_string(),
    });
    Ok(())
}

/// The row of what an event was about.
pub fn payload(rows: &mut Rows, event_id: Uuid, (salt, body): (&str, &str)) {
    rows.event_payload.push(event_payload::Model { event_id, salt: salt.to_owned(), body: body.to_owned() });
}
