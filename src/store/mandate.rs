//! Organisations, their mandates with what happened to them, and the volumes they bring.

use super::Ids;
use super::insert::insert_all;
use super::lot::{LotIds, by_key, scaled};
use entity::{mandate, mandate_act, mandate_volume, organisation};
use procedure::document::{Mandate, Organisation, Procurement};
use procedure::mandate::Standing;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};
use std::collections::BTreeMap;
use uuid::Uuid;
use values::Key;
use values::money::MEASURE_SCALE;
use values::text::swedish_sort_key;

/// Writes the mandates of a procurement, and the organisations that are not there yet.
///
/// # Errors
/// Those of the database.
pub async fn mandates<C: ConnectionTrait>(
    connection: &C,
    ids: &dyn Ids,
    (procurement_id, procurement): (Uuid, &Procurement),
    (organisations, mandates): (&[Organisation], &[Mandate]),
    lots: &BTreeMap<Key, LotIds>,
) -> Result<(), DbErr> {
    let organisations = self::organisations(connection, ids, organisations).await?;
    let (mut rows, mut acts, mut volumes) = (Vec::new(), Vec::new(), Vec::new());
    for mandate in mandates {
        let Some(organisation_id) = organisations.get(&mandate.organisation) else { continue };
        let id = ids.random();
        let standing = Standing::of(&mandate.acts, procurement.mandates_due_at, procurement.published_at);
        rows.push(mandate::Model {
            id,
            procurement_id,
            organisation_id: *organisation_id,
            standing: standing.as_str().to_owned(),
        });
        acts.extend(act_rows(id, ids, mandate));
        volumes.extend(volume_rows(id, ids, mandate, lots));
    }
    insert_all::<mandate::Entity, _>(connection, rows).await?;
    insert_all::<mandate_act::Entity, _>(connection, acts).await?;
    insert_all::<mandate_volume::Entity, _>(connection, volumes).await
}

async fn organisations<C: ConnectionTrait>(
    connection: &C,
    ids: &dyn Ids,
    organisations: &[Organisation],
) -> Result<BTreeMap<Key, Uuid>, DbErr> {
    let there = organisation::Entity::find().all(connection).await?;
    let mut known = by_key(there.iter().map(|row| (&row.key, row.id)));
    let mut rows = Vec::new();
    for one in organisations {
        if known.contains_key(&one.key) {
            continue;
        }
        let id = ids.random();
        known.insert(one.key.clone(), id);
        rows.push(organisation::Model {
            id,
            key: one.key.to_string(),
            name: one.name.clone(),
            name_sort: swedish_sort_key(&one.name),
        });
    }
    insert_all::<organisation::Entity, _>(connection, rows).await?;
    Ok(known)
}

fn act_rows(mandate_id: Uuid, ids: &dyn Ids, mandate: &Mandate) -> Vec<mandate_act::Model> {
    (0..)
        .zip(&mandate.acts)
        .map(|(position, act)| mandate_act::Model {
            id: ids.random(),
            mandate_id,
            position,
            act: act.act.as_str().to_owned(),
            acted_at: act.at.millis(),
            note_sv: act.note.as_ref().map(|note| note.sv.clone()),
            note_en: act.note.as_ref().and_then(|note| note.en.clone()),
        })
        .collect()
}

fn volume_rows(
    mandate_id: Uuid,
    ids: &dyn Ids,
    mandate: &Mandate,
    lots: &BTreeMap<Key, LotIds>,
) -> Vec<mandate_volume::Model> {
    let row = |volume: &procedure::document::Volume| {
        let lot = lots.get(&volume.lot)?;
        Some(mandate_volume::Model {
            id: ids.random(),
            mandate_id,
            lot_id: lot.lot,
            price_line_id: *lot.lines.get(&volume.line)?,
            quantity: scaled(&volume.quantity, MEASURE_SCALE)?,
            unit: volume.unit.to_string(),
        })
    };
    mandate.volumes.iter().filter_map(row).collect()
}
