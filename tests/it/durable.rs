//! What is kept survives: requests that come again, cases that come in a new version, processes that are killed, disks
//! that are full and servers that go away.

mod canary;
mod disk;
mod killed;
mod once;
mod repeated;
mod versions;
pub mod whole;

use anbud::database::Database;
use entity::event;
use sea_orm::{EntityTrait, QueryOrder};

/// What was done, in order.
pub async fn acts(url: &str) -> Vec<String> {
    let database = Database::open(url, 1).await.unwrap();
    let events = event::Entity::find().order_by_asc(event::Column::Seq).all(&database.reader).await.unwrap();
    assert!(events.iter().map(|row| row.seq).eq(1..=i64::try_from(events.len()).unwrap()), "numbers have gaps");
    database.close().await.unwrap();
    events.into_iter().map(|row| row.act).collect()
}
