//! Reads every row of every table through the entities, and puts the name of a row where its id stands.

use super::tables::{TABLES, called, named};
use crate::databases::{Backend, on_both};
use sea_orm::{DatabaseConnection, EntityTrait, IdenStatic, Iterable, ModelTrait};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Rows by table, each row by column.
pub type Rows = BTreeMap<String, Vec<Value>>;

/// The columns of an entity, and its rows.
struct Raw {
    table: String,
    columns: Vec<String>,
    rows: Vec<Value>,
}

async fn raw<E: EntityTrait>(connection: &DatabaseConnection) -> Raw {
    let name = |column: &E::Column| column.as_str().to_owned();
    let row = |model: E::Model| -> Value {
        E::Column::iter().map(|column| (name(&column), cell(model.get(column)))).collect::<Map<_, _>>().into()
    };
    let rows = E::find().all(connection).await.unwrap();
    Raw {
        table: E::default().table_name().to_owned(),
        columns: E::Column::iter().map(|column| name(&column)).collect(),
        rows: rows.into_iter().map(row).collect(),
    }
}

fn cell(value: sea_orm::Value) -> Value {
    match value {
        sea_orm::Value::Bool(value) => json!(value),
        sea_orm::Value::Int(value) => json!(value),
        sea_orm::Value::BigInt(value) => json!(value),
        sea_orm::Value::String(value) => json!(value),
        sea_orm::Value::Uuid(value) => json!(value.map(|id| format!("id:{id}"))),
        other => panic!("no column should hold {other:?}"),
    }
}

async fn all(connection: &DatabaseConnection) -> Vec<Raw> {
    macro_rules! of {
        ($($table:ident)*) => { vec![$(raw::<entity::$table::Entity>(connection).await),*] };
    }
    of!(document procurement classification organisation supplier lot requirement criterion criterion_level
        published_word measure measure_word night_level price_line mandate mandate_act mandate_volume submission
        submission_content bid bid_price bid_property bid_answer staffing_plan role_line training shift
        supervision_group supervision_participant payroll_month examination panel_score individual_score draw
        drawn_bid evaluation placement score finding trace_step trace_reference event event_payload
        idempotency)
}

/// Everything that is stored, as it stands.
pub async fn dump(connection: &DatabaseConnection) -> Rows {
    all(connection).await.into_iter().map(|raw| (raw.table, sorted(raw.rows))).collect()
}

/// Everything that is stored, with names instead of ids.
pub async fn read(connection: &DatabaseConnection) -> Rows {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let mut read = all(connection).await;
    for raw in &read {
        for row in &raw.rows {
            let key = named(&raw.table).key.split(' ').map(|column| text(&resolved(&row[column], &names)));
            let key: Vec<String> = key.collect();
            let name = called(&raw.table, &key.iter().map(String::as_str).collect::<Vec<_>>());
            if let Some(id) = row["id"].as_str() {
                assert_eq!(
                    is_random(id),
                    raw.table != "event",
                    "the id of {name}: only an event's may tell when it was made"
                );
                assert_eq!(names.insert(id.to_owned(), name), None, "an id that is there twice");
            }
        }
    }
    let different: BTreeSet<&String> = names.values().collect();
    assert_eq!(different.len(), names.len(), "two rows under one name");
    for row in read.iter_mut().flat_map(|raw| &mut raw.rows) {
        let row = row.as_object_mut().unwrap();
        row.remove("id");
        row.values_mut().for_each(|value| *value = resolved(value, &names));
    }
    read.into_iter().map(|raw| (raw.table, sorted(raw.rows))).collect()
}

fn resolved(value: &Value, names: &BTreeMap<String, String>) -> Value {
    match value.as_str() {
        Some(id) if id.starts_with("id:") => json!(names.get(id).unwrap_or_else(|| panic!("{id} is no row"))),
        _ => value.clone(),
    }
}

/// The test's clock marks ids that should tell nothing by their first bit.
fn is_random(id: &str) -> bool {
    id.strip_prefix("id:").unwrap().parse::<Uuid>().unwrap().as_u128() >> 127 == 1
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

pub fn sorted(mut rows: Vec<Value>) -> Vec<Value> {
    rows.sort_by_cached_key(super::own::canonical);
    rows
}

async fn no_table_and_no_column_is_left_out(backend: Backend) {
    let house = super::house::House::new(backend).await;
    let read = all(&house.database.writer).await;
    let listed: Vec<_> =
        TABLES.iter().map(|table| (table.name, table.columns.split(' ').collect::<Vec<_>>())).collect();
    let there: Vec<_> = read
        .iter()
        .map(|raw| (raw.table.as_str(), raw.columns.iter().map(String::as_str).collect::<Vec<_>>()))
        .collect();
    assert_eq!(listed, there);
    let modules = include_str!("../../../entity/src/lib.rs").lines().filter_map(|line| line.strip_prefix("pub mod "));
    let modules: BTreeSet<&str> = modules.map(|name| name.trim_end_matches(';')).collect();
    assert_eq!(modules, TABLES.iter().map(|table| table.name).collect());
}

on_both!(no_table_and_no_column_is_left_out);
