//! Acts stand in one queue, whatever process they come from: none is refused, and the numbers of events have no gaps.

use crate::databases::{Backend, Fresh, Tables, on_both};
use anbud::clock::SystemClock;
use anbud::database::Database;
use anbud::service::{Imported, import_case};
use entity::event;
use sea_orm::{EntityTrait, IntoActiveModel, PaginatorTrait, QueryOrder};
use std::time::Duration;
use uuid::Uuid;

/// Opens one database twice, as two processes do.
async fn twice(fresh: &Fresh) -> [Database; 2] {
    let first = Database::open(&fresh.url, 1).await.unwrap();
    first.migrate().await.unwrap();
    [first, Database::open(&fresh.url, 1).await.unwrap()]
}

async fn act(database: Database, number: u128) {
    let act = database.begin_act().await.unwrap();
    let before = event::Entity::find().order_by_desc(event::Column::Seq).one(&act).await.unwrap();
    // Others get their chance to come between.
    tokio::task::yield_now().await;
    let row = event::Model {
        id: Uuid::from_u128(number),
        seq: before.map_or(0, |row| row.seq) + 1,
        procurement_id: Uuid::from_u128(1),
        act: "published".into(),
        actor: "test".into(),
        acted_at: 0,
        payload_digest: "sha256:0".into(),
        leaf_digest: "sha256:0".into(),
    };
    event::Entity::insert(row.into_active_model()).exec_without_returning(&act).await.unwrap();
    act.commit().await.unwrap();
}

async fn numbers_have_no_gaps(backend: Backend) {
    let fresh = Fresh::shared(backend, Tables::There);
    let databases = twice(&fresh).await;
    crate::read::data::procurement(&databases[0].writer, 1, "P1").await;
    let acts: Vec<_> =
        (0..24_u8).map(|number| tokio::spawn(act(databases[usize::from(number % 2)].clone(), number.into()))).collect();
    for act in acts {
        act.await.unwrap();
    }
    let rows = event::Entity::find().order_by_asc(event::Column::Seq).all(&databases[0].reader).await.unwrap();
    assert_eq!(rows.iter().map(|row| row.seq).collect::<Vec<_>>(), (1..=24).collect::<Vec<_>>());
}

/// The first has read what the second will change; the second must not get that far before the first is done.
async fn whoever_comes_second_waits_for_the_first(backend: Backend) {
    let fresh = Fresh::shared(backend, Tables::There);
    let [first, second] = twice(&fresh).await;
    crate::read::data::procurement(&first.writer, 1, "P1").await;
    let begun = first.begin_act().await.unwrap();
    assert_eq!(event::Entity::find().count(&begun).await.unwrap(), 0);
    let mut other = tokio::spawn(act(second.clone(), 7));
    assert!(tokio::time::timeout(Duration::from_millis(200), &mut other).await.is_err(), "it came between");
    assert_eq!(event::Entity::find().count(&begun).await.unwrap(), 0);
    begun.commit().await.unwrap();
    other.await.unwrap();
    assert_eq!(event::Entity::find().count(&first.reader).await.unwrap(), 1);
}

async fn an_act_that_breaks_off_leaves_the_queue(backend: Backend) {
    let fresh = Fresh::shared(backend, Tables::There);
    let [first, second] = twice(&fresh).await;
    let broken = first.begin_act().await.unwrap();
    drop(broken);
    second.begin_act().await.unwrap().commit().await.unwrap();
    first.begin_act().await.unwrap().commit().await.unwrap();
}

async fn one_case_handed_in_twice_at_once_is_kept_once(backend: Backend) {
    let fresh = Fresh::shared(backend, Tables::There);
    let [first, second] = twice(&fresh).await;
    let case = anbud::casefile::read(include_str!("../../../demo/b_supervision.json")).unwrap();
    let import = |database: Database| {
        let case = case.clone();
        tokio::spawn(async move { import_case(&database, &SystemClock, "test", case).await.unwrap() })
    };
    let (one, other) = (import(first.clone()), import(second));
    let mut done = [one.await.unwrap(), other.await.unwrap()];
    done.sort_by_key(|done| *done == Imported::AlreadyThere);
    assert_eq!(done, [Imported::New, Imported::AlreadyThere]);
    assert_eq!(event::Entity::find().count(&first.reader).await.unwrap(), 1);
}

on_both!(
    whoever_comes_second_waits_for_the_first,
    numbers_have_no_gaps,
    an_act_that_breaks_off_leaves_the_queue,
    one_case_handed_in_twice_at_once_is_kept_once,
);
