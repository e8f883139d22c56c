//! What a new version of a case does to the rows: what evaluations and readers point at stays under its id, what the
//! new version says anew is taken away first, and the texts that it replaces are kept among the documents.

use super::document::write_document;
use super::lot::{LotIds, model_ids};
use entity::*;
use procedure::version::{LotVersion, Opening, Version};
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use uuid::Uuid;
use values::law::Profile;
use values::{Instant, Key};

/// The version that is kept: what it binds later ones to, and the ids of its rows.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The procurement's row.
    pub procurement: Uuid,
    /// Digest of its head.
    pub head_digest: String,
    /// Whether bids have been opened.
    pub opening: Opening,
    /// What it says.
    pub version: Version,
    /// Lots by key, with what belongs to their models.
    pub lots: BTreeMap<Key, LotIds>,
    /// Submissions by key.
    pub submissions: BTreeMap<Key, Uuid>,
    /// Bids by lot and key.
    pub bids: BTreeMap<(Uuid, Key), Uuid>,
}

impl Standing {
    /// The ids of rows that stay, whatever the next version says in them.
    pub(super) fn ids(&self) -> HashSet<Uuid> {
        let lots = self.lots.values().map(|ids| ids.lot);
        let received = self.submissions.values().chain(self.bids.values()).copied();
        lots.chain(received).chain([self.procurement]).collect()
    }
}

/// The version that is kept of the case with this key, if there is one.
///
/// # Errors
/// Those of the database.
pub async fn standing<C: ConnectionTrait>(connection: &C, key: &Key) -> Result<Option<Standing>, DbErr> {
    let by_key = procurement::Column::Key.eq(key.as_str());
    let Some(head) = procurement::Entity::find().filter(by_key).one(connection).await? else { return Ok(None) };
    let lots = lot::Entity::find().filter(lot::Column::ProcurementId.eq(head.id)).all(connection).await?;
    let received =
        submission::Entity::find().filter(submission::Column::ProcurementId.eq(head.id)).all(connection).await?;
    let within = lots.iter().map(|row| row.id).collect::<Vec<_>>();
    let bids = bid::Entity::find().filter(bid::Column::LotId.is_in(within)).all(connection).await?;
    let content = submission_content::Column::SubmissionId.in_subquery(submissions_of(head.id));
    let opened = submission_content::Entity::find().filter(content).one(connection).await?;
    let mut ids = BTreeMap::new();
    for row in &lots {
        if let Ok(key) = row.key.parse() {
            ids.insert(key, model_ids(connection, row.id).await?);
        }
    }
    let keyed = |row: &lot::Model| {
        let own = bids.iter().filter(|bid| bid.lot_id == row.id).filter_map(|bid| bid.key.parse().ok());
        let version = LotVersion {
            model: row.model_digest.clone(),
            award_limit: u32::try_from(row.award_limit).unwrap_or_default(),
            announced_at: row.announced_at.map(Instant::from_millis),
            bids: own.collect(),
        };
        Some((row.key.parse().ok()?, version))
    };
    let submissions: BTreeMap<Key, Uuid> =
        received.iter().filter_map(|row| Some((row.key.parse().ok()?, row.id))).collect();
    Ok(Some(Standing {
        procurement: head.id,
        opening: if opened.is_some() { Opening::Done } else { Opening::NotYet },
        version: Version {
            profile: Profile::ALL.into_iter().find(|one| one.as_str() == head.profile).unwrap_or(Profile::Directive),
            deadline_at: Instant::from_millis(head.deadline_at),
            lots: lots.iter().filter_map(keyed).collect(),
            submissions: submissions.keys().cloned().collect(),
        },
        lots: ids,
        submissions,
        bids: bids.iter().filter_map(|row| Some(((row.lot_id, row.key.parse().ok()?), row.id))).collect(),
        head_digest: head.document_digest,
    }))
}

fn submissions_of(procurement: Uuid) -> SelectStatement {
    let mut own = Query::select();
    own.column(submission::Column::Id).from(submission::Entity);
    own.and_where(submission::Column::ProcurementId.eq(procurement)).to_owned()
}

/// Takes away the rows that `next` says anew, and the lots that it does not have. Procurement, lots, submissions, bids
/// and evaluations stay, and so do the rows of a model that is the same.
///
/// # Errors
/// Those of the database.
pub async fn make_room<C: ConnectionTrait>(connection: &C, standing: &Standing, next: &Version) -> Result<(), DbErr> {
    keep_contents(connection, standing.procurement).await?;
    let all: BTreeSet<Uuid> = standing.lots.values().map(|ids| ids.lot).collect();
    let gone = |key: &&Key| !next.lots.contains_key(*key);
    let same =
        |key: &Key| next.lots.get(key).zip(standing.version.lots.get(key)).is_some_and(|(a, b)| a.model == b.model);
    let ids = |keys: Vec<&Key>| keys.into_iter().filter_map(|key| standing.lots.get(key)).map(|ids| ids.lot).collect();
    let gone_lots: BTreeSet<Uuid> = ids(standing.lots.keys().filter(gone).collect());
    let other_models: BTreeSet<Uuid> = ids(standing.lots.keys().filter(|key| !same(key)).collect());
    of_procurement(connection, standing.procurement, &all).await?;
    of_bids(connection, &all).await?;
    of_models(connection, &other_models).await?;
    lot::Entity::delete_many().filter(lot::Column::Id.is_in(gone_lots)).exec(connection).await?;
    Ok(())
}

/// The texts of opened submissions stand in a table of their own, which has room for the current ones alone.
async fn keep_contents<C: ConnectionTrait>(connection: &C, procurement: Uuid) -> Result<(), DbErr> {
    let own = submission_content::Column::SubmissionId.in_subquery(submissions_of(procurement));
    for content in submission_content::Entity::find().filter(own.clone()).all(connection).await? {
        write_document(connection, "anbud-submission/1", &content.digest, &content.body).await?;
    }
    submission_content::Entity::delete_many().filter(own).exec(connection).await?;
    Ok(())
}

/// Deletes the rows of tables that know their lot, in the order in which they point at each other.
macro_rules! delete_of_lots {
    ($connection:ident, $lots:ident, $($table:ident)+) => {
        $($table::Entity::delete_many()
            .filter($table::Column::LotId.is_in($lots.iter().copied()))
            .exec($connection)
            .await?;)+
    };
}

async fn of_procurement<C: ConnectionTrait>(
    connection: &C,
    procurement: Uuid,
    lots: &BTreeSet<Uuid>,
) -> Result<(), DbErr> {
    delete_of_lots!(connection, lots, mandate_volume);
    let mut own = Query::select();
    own.column(mandate::Column::Id).from(mandate::Entity);
    own.and_where(mandate::Column::ProcurementId.eq(procurement));
    let acts = mandate_act::Column::MandateId.in_subquery(own);
    mandate_act::Entity::delete_many().filter(acts).exec(connection).await?;
    mandate::Entity::delete_many().filter(mandate::Column::ProcurementId.eq(procurement)).exec(connection).await?;
    let codes = classification::Column::ProcurementId.eq(procurement);
    classification::Entity::delete_many().filter(codes).exec(connection).await?;
    Ok(())
}

async fn of_bids<C: ConnectionTrait>(connection: &C, lots: &BTreeSet<Uuid>) -> Result<(), DbErr> {
    delete_of_lots!(connection, lots, individual_score panel_score examination drawn_bid draw);
    delete_of_lots!(connection, lots, training role_line shift supervision_participant supervision_group payroll_month);
    delete_of_lots!(connection, lots, staffing_plan bid_price bid_property bid_answer);
    Ok(())
}

async fn of_models<C: ConnectionTrait>(connection: &C, lots: &BTreeSet<Uuid>) -> Result<(), DbErr> {
    delete_of_lots!(connection, lots, measure_word night_level measure criterion_level criterion);
    delete_of_lots!(connection, lots, published_word price_line requirement);
    Ok(())
}
