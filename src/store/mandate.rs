//! Organisations, their mandates with what happened to them, and the volumes they bring.

use super::lot::{LotIds, by_key, scaled};
use super::{Ids, Rows};
use entity::{mandate, mandate_act, mandate_volume, organisation};
use procedure::document::{Mandate, Organisation, Procurement};
use procedure::mandate::Standing;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};
use std::collections::BTreeMap;
use uuid::Uuid;
use values::Key;
use values::money::MEASURE_SCALE;
use values::text::swedish_sort_key;

/// Under which ids organisations are known, by key.
pub type KnownOrganisations = BTreeMap<Key, Uuid>;

/// The organisations that are there already.
///
/// # Errors
/// Those of the database.
pub async fn known_organisations<C: ConnectionTrait>(connection: &C) -> Result<KnownOrganisations, DbErr> {
    let there = organisation::Entity::find().all(connection).await?;
    Ok(by_key(there.iter().map(|row| (&row.key, row.id))))
}

/// The rows of those organisations that are not known yet; all of them are known then.
pub fn organisations(rows: &mut Rows, ids: &dyn Ids, organisations: &[Organisation], known: &mut KnownOrganisations) {
    for one in organisations {
        known.entry(one.key.clone()).or_insert_with(|| {
            let id = ids.random();
            let (key, name, name_sort) = (one.key.to_string(), one.name.clone(), swedish_sort_key(&one.name));
            rows.organisation.push(organisation::Model { id, key, name, name_sort });
            id
        });
    }
}

/// The rows of the mandates of a procurement.
pub fn mandates(
    rows: &mut Rows,
    ids: &dyn Ids,
    (procurement_id, procurement): (Uuid, &Procurement),
    (organisations, mandates): (&KnownOrganisations, &[Mandate]),
    lots: &BTreeMap<Key, LotIds>,
) {
    for mandate in mandates {
        let Some(organisation_id) = organisations.get(&mandate.organisation) else { continue };
        let id = ids.random();
        let standing = Standing::of(&mandate.acts, procurement.mandates_due_at, procurement.published_at);
        rows.mandate.push(mandate::Model {
            id,
            procurement_id,
            organisation_id: *organisation_id,
            standing: standing.as_str().to_owned(),
        });
        rows.mandate_act.extend(act_rows(id, ids, mandate));
        rows.mandate_volume.extend(volume_rows(id, ids, mandate, lots));
    }
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
