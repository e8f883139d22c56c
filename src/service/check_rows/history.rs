//! The history: it has no gaps, every leaf has its digest, and every payload tells what the act was about.

use super::super::Failure;
use super::super::run_evaluation::LOT_EVALUATED;
use super::super::write_case::{CASE_IMPORTED, CASE_VERSION_ADDED};
use super::cases::{Cases, key_of};
use crate::store::{self, Comparison, Ids, KeptEvent, Leaf, Rows};
use sea_orm::ConnectionTrait;
use serde::Deserialize;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;
use values::{Faults, Instant, Key};

/// What an act was about.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum About {
    Evaluated { lot: Key, number: i32, outcome: String },
    Version { before: String, procurement: String, file: Option<String> },
    Imported { procurement: String, file: Option<String> },
}

impl About {
    fn of(event: &KeptEvent) -> Option<Self> {
        serde_json::from_str(&event.payload.as_ref()?.0).ok()
    }

    const fn act(&self) -> &'static str {
        match self {
            Self::Evaluated { .. } => LOT_EVALUATED,
            Self::Version { .. } => CASE_VERSION_ADDED,
            Self::Imported { .. } => CASE_IMPORTED,
        }
    }
}

/// An event as the digest of its leaf proves it, or as it stands if it proves nothing.
#[derive(Clone, Debug)]
pub(super) struct Told {
    seq: i64,
    /// The row that the event refers to.
    pub(super) stands_at: Uuid,
    pub(super) procurement: String,
    act: String,
    actor: String,
    pub(super) at: Instant,
    payload: String,
    /// What it was about; nothing if the payload is gone or has another digest.
    pub(super) about: Option<About>,
}

/// All events, in order.
pub(super) struct History(Vec<Told>);

impl History {
    pub(super) async fn read<C: ConnectionTrait>(
        connection: &C,
        texts: &HashMap<String, String>,
    ) -> Result<Self, Failure> {
        let events = store::events(connection).await?;
        let keys = store::procurement_keys(connection).await?;
        let heads = events.iter().filter_map(About::of).filter_map(|about| key_of(texts, &about));
        let witnesses = Witnesses {
            procurements: heads.chain(keys.values().cloned()).collect(),
            actors: events.iter().map(|event| event.actor.clone()).collect(),
            moments: store::moments(connection).await?,
            numbers: (1..).zip(&events).map(|(number, _)| number).collect(),
            keys,
        };
        let mut told: Vec<Told> = events.iter().map(|event| witnesses.told(event)).collect();
        told.sort_by_key(|told| told.seq);
        Ok(Self(told))
    }

    pub(super) fn events(&self) -> impl Iterator<Item = &Told> {
        self.0.iter()
    }

    /// The rows of the events; numbers that no event has are told at once.
    pub(super) fn project(
        &self,
        (rows, ids): (&mut Rows, &dyn Ids),
        comparison: &mut Comparison,
        cases: &Cases<'_>,
    ) -> Result<(), Faults> {
        let mut next = 1;
        for told in &self.0 {
            if let Some(gap) = gap(next, told.seq) {
                comparison.missing("event", gap);
            }
            next = next.max(told.seq.saturating_add(1));
            let Told { seq, procurement, act, actor, at, payload, .. } = told;
            let id = ids.random();
            let leaf = Leaf { seq: *seq, procurement, act, actor, time: *at, payload };
            store::event(rows, (id, cases.id(procurement)), &leaf)?;
            store::payload(rows, id, ("", payload));
        }
        Ok(())
    }
}

/// The numbers from `next` that no event before `seq` has: one, or the first and the last of however many.
fn gap(next: i64, seq: i64) -> Option<String> {
    match seq.saturating_sub(next) {
        ..=0 => None,
        1 => Some(next.to_string()),
        _ => Some(format!("{next} to {}", seq - 1)),
    }
}

/// What a column of an event may have held before it was changed.
struct Witnesses {
    keys: HashMap<Uuid, String>,
    procurements: BTreeSet<String>,
    actors: BTreeSet<String>,
    moments: BTreeSet<Instant>,
    numbers: Vec<i64>,
}

impl Witnesses {
    fn told(&self, event: &KeptEvent) -> Told {
        let about = About::of(event);
        let stands = Leaf {
            seq: event.seq,
            procurement: self.keys.get(&event.procurement).map_or("", String::as_str),
            act: &event.act,
            actor: &event.actor,
            time: event.at,
            payload: &event.payload_digest,
        };
        let leaf = self.proved(stands, event, about.as_ref()).unwrap_or(stands);
        let is_proved = event.payload.as_ref().is_some_and(|(_, digest)| digest.as_str() == leaf.payload);
        Told {
            seq: leaf.seq,
            stands_at: event.procurement,
            procurement: leaf.procurement.to_owned(),
            act: leaf.act.to_owned(),
            actor: leaf.actor.to_owned(),
            at: leaf.time,
            payload: leaf.payload.to_owned(),
            about: about.filter(|_| is_proved),
        }
    }

    /// The leaf that has the event's digest: the one that stands, or one that differs from it in one part.
    fn proved<'a>(&'a self, stands: Leaf<'a>, event: &'a KeptEvent, about: Option<&About>) -> Option<Leaf<'a>> {
        let payload = event.payload.iter().map(|(_, digest)| Leaf { payload: digest.as_str(), ..stands });
        let act = about.into_iter().map(|about| Leaf { act: about.act(), ..stands });
        let procurements = self.procurements.iter().map(|procurement| Leaf { procurement, ..stands });
        let actors = self.actors.iter().map(|actor| Leaf { actor, ..stands });
        let moments = self.moments.iter().map(|time| Leaf { time: *time, ..stands });
        let numbers = self.numbers.iter().map(|seq| Leaf { seq: *seq, ..stands });
        let one_changed = payload.chain(act).chain(procurements).chain(actors).chain(moments).chain(numbers);
        let holds = |leaf: &Leaf<'_>| leaf.digest().is_ok_and(|digest| digest.as_str() == event.leaf_digest);
        std::iter::once(stands).chain(one_changed).find(holds)
    }
}
