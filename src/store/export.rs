//! What an export reads: procurements with their events and evaluations, and the text behind any digest.

use super::event::Leaf;
use entity::{document, evaluation, event, event_payload, lot, procurement, submission, submission_content};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::BTreeMap;
use uuid::Uuid;
use values::{Faults, Instant, canonical};

/// A procurement.
#[derive(Clone, Debug)]
pub struct ExportedProcurement {
    /// Its id.
    pub id: Uuid,
    /// Its key.
    pub key: String,
    /// Digest of its head.
    pub head_digest: String,
}

/// An event with its leaf.
#[derive(Clone, Debug)]
pub struct ExportedEvent {
    /// Its number.
    pub seq: i64,
    /// What was done.
    pub act: String,
    /// Who did it.
    pub actor: String,
    /// When.
    pub at: Instant,
    /// Digest of the leaf, as it is stored.
    pub leaf_digest: String,
    /// The canonical leaf, made anew from the row.
    pub leaf: String,
    /// Digest of the payload, as it is stored.
    pub payload_digest: String,
    /// Salt and body of the payload, unless they were erased.
    pub payload: Option<(String, String)>,
}

/// An evaluation.
#[derive(Clone, Debug)]
pub struct ExportedEvaluation {
    /// Key of the lot.
    pub lot: String,
    /// Run number in the lot.
    pub number: i32,
    /// Whether it is the lot's latest run.
    pub current: bool,
    /// Digest of the model.
    pub model_digest: String,
    /// Digest of the inputs.
    pub inputs_digest: String,
    /// Digest of the outcome.
    pub outcome_digest: String,
    /// When it was stored.
    pub at: Instant,
}

/// All procurements, by key.
///
/// # Errors
/// Those of the database.
pub async fn exported_procurements<C: ConnectionTrait>(connection: &C) -> Result<Vec<ExportedProcurement>, DbErr> {
    let rows = procurement::Entity::find().order_by_asc(procurement::Column::Key).all(connection).await?;
    let exported =
        |row: procurement::Model| ExportedProcurement { id: row.id, key: row.key, head_digest: row.document_digest };
    Ok(rows.into_iter().map(exported).collect())
}

/// The events of a procurement, in order.
///
/// # Errors
/// Those of the database.
pub async fn exported_events<C: ConnectionTrait>(
    connection: &C,
    procurement: &ExportedProcurement,
) -> Result<Vec<ExportedEvent>, DbErr> {
    let own = event::Column::ProcurementId.eq(procurement.id);
    let mut ids = Query::select();
    ids.column(event::Column::Id).from(event::Entity).and_where(own.clone());
    let payloads = event_payload::Entity::find().filter(event_payload::Column::EventId.in_subquery(ids));
    let payloads = payloads.all(connection).await?.into_iter();
    let mut payloads: BTreeMap<Uuid, event_payload::Model> = payloads.map(|row| (row.event_id, row)).collect();
    let rows = event::Entity::find().filter(own).order_by_asc(event::Column::Seq).all(connection).await?;
    let with_payload = |row: event::Model| {
        let payload = payloads.remove(&row.id);
        exported(procurement, row, payload)
    };
    rows.into_iter().map(with_payload).collect()
}

fn exported(
    procurement: &ExportedProcurement,
    row: event::Model,
    payload: Option<event_payload::Model>,
) -> Result<ExportedEvent, DbErr> {
    let at = Instant::from_millis(row.acted_at);
    let leaf = Leaf {
        seq: row.seq,
        procurement: &procurement.key,
        act: &row.act,
        actor: &row.actor,
        time: at,
        payload: &row.payload_digest,
    };
    let leaf = canonical::to_text(&leaf).map_err(|faults: Faults| DbErr::Custom(faults.to_string()))?;
    Ok(ExportedEvent {
        seq: row.seq,
        act: row.act,
        actor: row.actor,
        at,
        leaf_digest: row.leaf_digest,
        leaf,
        payload_digest: row.payload_digest,
        payload: payload.map(|payload| (payload.salt, payload.body)),
    })
}

/// The evaluations of a procurement's lots, by lot and number.
///
/// # Errors
/// Those of the database.
pub async fn exported_evaluations<C: ConnectionTrait>(
    connection: &C,
    procurement: &ExportedProcurement,
) -> Result<Vec<ExportedEvaluation>, DbErr> {
    let lots = lot::Entity::find().filter(lot::Column::ProcurementId.eq(procurement.id)).all(connection).await?;
    let lots: BTreeMap<Uuid, String> = lots.into_iter().map(|row| (row.id, row.key)).collect();
    let own = evaluation::Column::LotId.is_in(lots.keys().copied());
    let rows = evaluation::Entity::find().filter(own).all(connection).await?;
    let mut all: Vec<ExportedEvaluation> = rows
        .into_iter()
        .map(|row| ExportedEvaluation {
            lot: lots.get(&row.lot_id).cloned().unwrap_or_default(),
            number: row.number,
            current: row.current,
            model_digest: row.model_digest,
            inputs_digest: row.inputs_digest,
            outcome_digest: row.outcome_digest,
            at: Instant::from_millis(row.evaluated_at),
        })
        .collect();
    all.sort_by(|one, other| (&one.lot, one.number).cmp(&(&other.lot, other.number)));
    Ok(all)
}

/// Where the contents of a procurement's opened submissions stand, by digest.
///
/// # Errors
/// Those of the database.
pub async fn exported_contents<C: ConnectionTrait>(
    connection: &C,
    procurement: &ExportedProcurement,
) -> Result<BTreeMap<String, Uuid>, DbErr> {
    let mut own = Query::select();
    own.column(submission::Column::Id).from(submission::Entity);
    own.and_where(submission::Column::ProcurementId.eq(procurement.id));
    let rows: Vec<(String, Uuid)> = submission_content::Entity::find()
        .select_only()
        .columns([submission_content::Column::Digest, submission_content::Column::SubmissionId])
        .filter(submission_content::Column::SubmissionId.in_subquery(own))
        .into_tuple()
        .all(connection)
        .await?;
    Ok(rows.into_iter().collect())
}

/// Kind and text of what stands under a digest: a document, or one of these contents.
///
/// # Errors
/// Those of the database.
pub async fn exported_text<C: ConnectionTrait>(
    connection: &C,
    digest: &str,
    contents: &BTreeMap<String, Uuid>,
) -> Result<Option<(String, String)>, DbErr> {
    if let Some(submission) = contents.get(digest) {
        let found = submission_content::Entity::find_by_id(*submission).one(connection).await?;
        return Ok(found.map(|row| ("anbud-submission/1".to_owned(), row.body)));
    }
    let found = document::Entity::find_by_id(digest.to_owned()).one(connection).await?;
    Ok(found.map(|row| (row.kind, row.body)))
}
