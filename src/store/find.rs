//! Finders for acts: what a service needs to know before it writes. Questions of the API go through `read`.

use super::lot::{LotIds, by_key, model_ids};
use super::submission::SubmissionIds;
use entity::{bid, lot, procurement, submission_content};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;
use values::{Instant, Key};

/// A lot, as an act meets it.
#[derive(Clone, Debug)]
pub struct FoundLot {
    /// Its id.
    pub id: Uuid,
    /// Its key.
    pub key: Key,
    /// Its procurement, by row and by key.
    pub procurement: (Uuid, String),
    /// When its award decision was announced.
    pub announced_at: Option<Instant>,
    /// How many bids are admitted to the framework agreement at most.
    pub award_limit: u32,
    /// Digest of its procurement's head, which holds the digests of everything else.
    pub head_digest: String,
    /// Digest of its model.
    pub model_digest: String,
    /// Digest of its assessment.
    pub assessment_digest: String,
}

/// Ids that one statement binds at most.
const BATCH: usize = 10_000;

/// What an evaluation of a lot is made from, and the ids its rows point at.
#[derive(Clone, Debug)]
pub struct EvaluationSources {
    /// Contents of the submissions with bids in the lot: digest and canonical text.
    pub contents: Vec<(String, String)>,
    /// Bids of the lot by key.
    pub bids: SubmissionIds,
    /// The lot and its model.
    pub lot: LotIds,
}

/// The lot with this id.
///
/// # Errors
/// Those of the database.
pub async fn lot_by_id<C: ConnectionTrait>(connection: &C, id: Uuid) -> Result<Option<FoundLot>, DbErr> {
    let found = lot::Entity::find_by_id(id).one(connection).await?;
    complete(connection, found).await
}

/// The lot with this key in the procurement with that key.
///
/// # Errors
/// Those of the database.
pub async fn lot_by_key<C: ConnectionTrait>(
    connection: &C,
    procurement: &Key,
    key: &Key,
) -> Result<Option<FoundLot>, DbErr> {
    let lots = lots_of(connection, procurement).await?;
    Ok(lots.into_iter().find(|lot| lot.key == *key))
}

/// All lots of a procurement, in order.
///
/// # Errors
/// Those of the database.
pub async fn lots_of<C: ConnectionTrait>(connection: &C, procurement: &Key) -> Result<Vec<FoundLot>, DbErr> {
    let by_key = procurement::Column::Key.eq(procurement.as_str());
    let Some(head) = procurement::Entity::find().filter(by_key).one(connection).await? else {
        return Ok(Vec::new());
    };
    let lots = lot::Entity::find()
        .filter(lot::Column::ProcurementId.eq(head.id))
        .order_by_asc(lot::Column::Position)
        .all(connection)
        .await?;
    Ok(lots.into_iter().filter_map(|row| found(row, &head)).collect())
}

async fn complete<C: ConnectionTrait>(connection: &C, row: Option<lot::Model>) -> Result<Option<FoundLot>, DbErr> {
    let Some(row) = row else { return Ok(None) };
    let head = procurement::Entity::find_by_id(row.procurement_id).one(connection).await?;
    Ok(head.and_then(|head| found(row, &head)))
}

fn found(row: lot::Model, head: &procurement::Model) -> Option<FoundLot> {
    Some(FoundLot {
        id: row.id,
        key: row.key.parse().ok()?,
        procurement: (head.id, head.key.clone()),
        announced_at: row.announced_at.map(Instant::from_millis),
        award_limit: u32::try_from(row.award_limit).unwrap_or_default(),
        head_digest: head.document_digest.clone(),
        model_digest: row.model_digest,
        assessment_digest: row.assessment_digest,
    })
}

/// What an evaluation of this lot is made from.
///
/// # Errors
/// Those of the database.
pub async fn evaluation_sources<C: ConnectionTrait>(connection: &C, lot: Uuid) -> Result<EvaluationSources, DbErr> {
    let bids = bid::Entity::find().filter(bid::Column::LotId.eq(lot)).all(connection).await?;
    let mut submissions: Vec<Uuid> = bids.iter().map(|row| row.submission_id).collect();
    submissions.sort_unstable();
    submissions.dedup();
    let mut contents = Vec::with_capacity(submissions.len());
    for batch in submissions.chunks(BATCH) {
        let found = submission_content::Entity::find()
            .filter(submission_content::Column::SubmissionId.is_in(batch.iter().copied()));
        contents.extend(found.all(connection).await?);
    }
    Ok(EvaluationSources {
        contents: contents.into_iter().map(|row| (row.digest, row.body)).collect(),
        bids: by_key(bids.iter().map(|row| (&row.key, row.id))),
        lot: model_ids(connection, lot).await?,
    })
}
