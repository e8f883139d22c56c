//! PostgreSQL: COPY in its binary form, everything in one transaction.

use super::{Source, columns, values};
use crate::failure::Failure;
use crate::rows::Taker;
use sea_orm::sqlx::postgres::PgConnection;
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, DatabaseConnection, EntityTrait, IntoActiveModel, Iterable, Value,
};

/// What a binary COPY begins with: its signature, no flags, no further header.
const BEGIN: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
/// What it ends with: a row of -1 columns.
const END: [u8; 2] = (-1_i16).to_be_bytes();
/// The length of a value that is absent.
const ABSENT: [u8; 4] = (-1_i32).to_be_bytes();

struct Copy<'a> {
    connection: &'a mut PgConnection,
    bytes: Vec<u8>,
}

impl Taker for Copy<'_> {
    async fn take<E>(&mut self, rows: Vec<E::Model>) -> Result<(), Failure>
    where
        E: EntityTrait,
        E::Model: IntoActiveModel<E::ActiveModel>,
        E::ActiveModel: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send,
    {
        if rows.is_empty() {
            return Ok(());
        }
        let columns_of_row = i16::try_from(E::Column::iter().count()).unwrap_or(i16::MAX).to_be_bytes();
        self.bytes.clear();
        self.bytes.extend_from_slice(BEGIN);
        for row in rows {
            self.bytes.extend_from_slice(&columns_of_row);
            for value in values::<E>(row) {
                write(&value, &mut self.bytes)?;
            }
        }
        self.bytes.extend_from_slice(&END);
        let table = E::default();
        let statement = format!("COPY \"{}\" ({}) FROM STDIN (FORMAT binary)", table.table_name(), columns::<E>());
        let mut copy = self.connection.copy_in_raw(&statement).await?;
        copy.send(self.bytes.as_slice()).await?;
        copy.finish().await?;
        Ok(())
    }
}

/// One value: its length, and its bytes as PostgreSQL keeps the type.
fn write(value: &Value, to: &mut Vec<u8>) -> Result<(), Failure> {
    match value {
        Value::Bool(value) => field(value.map(|value| [u8::from(value)]).as_ref(), to),
        Value::Int(value) => field(value.map(i32::to_be_bytes).as_ref(), to),
        Value::BigInt(value) => field(value.map(i64::to_be_bytes).as_ref(), to),
        Value::Uuid(value) => field(value.map(uuid::Uuid::into_bytes).as_ref(), to),
        Value::String(value) => field(value.as_ref(), to),
        other => return Err(Failure::Own(format!("no column should hold {other:?}"))),
    }
    Ok(())
}

fn field<T: AsRef<[u8]>>(value: Option<&T>, to: &mut Vec<u8>) {
    match value.map(T::as_ref) {
        None => to.extend_from_slice(&ABSENT),
        Some(bytes) => {
            to.extend_from_slice(&i32::try_from(bytes.len()).unwrap_or(i32::MAX).to_be_bytes());
            to.extend_from_slice(bytes);
        }
    }
}

pub(super) async fn fill(database: &DatabaseConnection, source: &mut Source<'_>) -> Result<(), Failure> {
    let pool = database.get_postgres_connection_pool();
    let mut transaction = pool.begin().await?;
    let mut copy = Copy { connection: &mut transaction, bytes: Vec::new() };
    while let Some(rows) = source.next().await? {
        rows.hand_to(&mut copy).await?;
    }
    transaction.commit().await?;
    Ok(())
}
