//! The rows that documents are projected into, in memory, table by table: how they get into a database, and how they
//! are compared with those that stand there.

use super::Standing;
use super::compare::{Cell, Comparison, Row, Table};
use super::event::payload_digest;
use super::insert::write_all;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, IdenStatic, Iterable, ModelTrait, Value};
use uuid::Uuid;
use values::Digest;

/// Makes [`Rows`] of a list of tables with the columns that name their rows. Each table stands after those it refers to.
macro_rules! tables {
    ($($table:ident: $($key:ident)*;)*) => {
        /// Rows that documents are projected into, table by table.
        #[derive(Clone, Debug, Default)]
        pub struct Rows {
            $(pub(super) $table: Vec<entity::$table::Model>,)*
        }

        impl Rows {
            /// Writes all rows, over those that stand, if a version does.
            ///
            /// # Errors
            /// Those of the database.
            pub async fn write<C: ConnectionTrait>(
                self,
                connection: &C,
                standing: Option<&Standing>,
            ) -> Result<(), DbErr> {
                let there = standing.map(Standing::ids).unwrap_or_default();
                $(write_all::<entity::$table::Entity, _>(connection, self.$table, &there).await?;)*
                Ok(())
            }

            /// Compares all rows with those that stand in the database.
            ///
            /// # Errors
            /// Those of the database.
            pub async fn compare<C: ConnectionTrait>(
                self,
                connection: &C,
                comparison: &mut Comparison,
            ) -> Result<(), DbErr> {
                $(
                    let table = named::<entity::$table::Entity>(stringify!($table), &[$(stringify!($key)),*]);
                    let documented = rows::<entity::$table::Entity>(self.$table, Cell::Row);
                    let there = entity::$table::Entity::find().all(connection).await?;
                    let mut stored = rows::<entity::$table::Entity>(there, Cell::Stands);
                    digest_texts(&table, &mut stored);
                    comparison.table(&table, &documented, stored);
                )*
                Ok(())
            }
        }
    };
}

tables! {
    document: digest;
    organisation: key;
    supplier: scheme identifier;
    procurement: key;
    lot: procurement_id key;
    mandate: procurement_id organisation_id;
    submission: procurement_id key;
    evaluation: lot_id number;
    classification: procurement_id scheme position;
    requirement: lot_id key;
    criterion: lot_id key;
    criterion_level: criterion_id number;
    published_word: lot_id kind key;
    measure: criterion_id;
    measure_word: measure_id kind position;
    night_level: measure_id number;
    price_line: lot_id key;
    mandate_act: mandate_id position;
    mandate_volume: mandate_id price_line_id;
    submission_content: submission_id;
    bid: lot_id key;
    bid_price: bid_id price_line_id;
    bid_property: bid_id price_line_id name;
    bid_answer: bid_id criterion_id;
    staffing_plan: bid_id;
    role_line: staffing_plan_id number;
    training: role_line_id position;
    shift: staffing_plan_id number;
    supervision_group: staffing_plan_id number;
    supervision_participant: supervision_group_id position;
    payroll_month: staffing_plan_id number;
    examination: bid_id;
    panel_score: bid_id criterion_id;
    individual_score: panel_score_id position;
    draw: lot_id position;
    drawn_bid: draw_id number;
    placement: evaluation_id bid_id;
    score: placement_id criterion_id;
    finding: evaluation_id position;
    trace_step: evaluation_id number;
    trace_reference: trace_step_id position;
    event: seq;
    event_payload: event_id;
}

fn named<E: EntityTrait>(name: &'static str, key: &'static [&'static str]) -> Table {
    let columns: Vec<&str> = E::Column::iter().map(|column| column.as_str()).collect();
    let key = key.iter().filter_map(|key| columns.iter().position(|column| column == key)).collect();
    Table { name, key, columns }
}

fn rows<E: EntityTrait>(models: Vec<E::Model>, reference: fn(Uuid) -> Cell) -> Vec<Row> {
    let columns: Vec<E::Column> = E::Column::iter().collect();
    let row = |model: E::Model| {
        let mut row = Row { id: None, cells: Vec::with_capacity(columns.len()) };
        for column in &columns {
            match (column.as_str(), model.get(*column)) {
                ("id", Value::Uuid(id)) => {
                    row.id = id;
                    row.cells.push(Cell::Absent);
                }
                (_, value) => row.cells.push(cell(value, reference)),
            }
        }
        row
    };
    models.into_iter().map(row).collect()
}

fn cell(value: Value, reference: fn(Uuid) -> Cell) -> Cell {
    let cell = match value {
        Value::Uuid(id) => id.map(reference),
        Value::Bool(flag) => flag.map(Cell::Flag),
        Value::Int(number) => number.map(|number| Cell::Number(number.into())),
        Value::BigInt(number) => number.map(Cell::Number),
        Value::String(text) => text.map(Cell::Text),
        other => Some(Cell::Text(format!("{other:?}"))),
    };
    cell.unwrap_or(Cell::Absent)
}

/// What documents say stands in the rows that they make by its digest alone, and so it is compared.
fn digest_texts(table: &Table, stored: &mut [Row]) {
    let at = |name| table.columns.iter().position(|column| *column == name);
    let Some(body) = at("body") else { return };
    for row in stored {
        let salt = at("salt").map(|salt| std::mem::replace(&mut row.cells[salt], Cell::Text(String::new())));
        let digest = match (&row.cells[body], salt) {
            (Cell::Text(text), None) => Digest::of(text.as_bytes()),
            (Cell::Text(text), Some(Cell::Text(salt))) => payload_digest(&salt, text),
            _ => continue,
        };
        row.cells[body] = Cell::Text(digest.to_string());
    }
}
