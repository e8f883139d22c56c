//! An act that breaks off, wherever it does, leaves nothing behind, and can be done again.

use super::house::{Counting, DEMOS, House, cases};
use super::rows::dump;
use crate::databases::{Backend, on_both};
use anbud::casefile;
use anbud::service::{Failure, Imported, LotReference, import_case, run_evaluation};
use entity::event;
use sea_orm::EntityTrait;

/// An id that an event has already: an act that gets it again fails with its own event, if not before.
async fn taken(house: &House) -> uuid::Uuid {
    event::Entity::find().one(&house.database.writer).await.unwrap().unwrap().id
}

/// The ids of an act after its event's own: two for the salt.
const SALT: u64 = 2;

/// Some of the places up to the last one, close together at both ends.
fn places(last: u64) -> Vec<u64> {
    let mut places: Vec<u64> = (0..6).chain((0..last).step_by(usize::try_from(last / 12).unwrap())).collect();
    places.extend(last.saturating_sub(3)..=last);
    places.sort_unstable();
    places.dedup();
    places
}

async fn an_import_that_breaks_off_leaves_nothing(backend: Backend) {
    let [_, small, other] = DEMOS;
    // Organisations that are there already need no ids, so that they are counted in a house like the one below.
    let counted = House::new(backend).await;
    counted.import(other).await.unwrap();
    let earlier = counted.clock.asked();
    counted.import(small).await.unwrap();
    let asked = counted.clock.asked() - earlier;
    let house = House::new(backend).await;
    house.import(other).await.unwrap();
    let (before, taken) = (dump(&house.database.writer).await, taken(&house).await);
    let case = casefile::read(small).unwrap();
    for (series, after) in (2..).zip(places(asked - SALT - 1)) {
        let clock = Counting::stuck(series, after, taken);
        let failed = import_case(&house.database, &clock, "importer", case.clone()).await.unwrap_err();
        assert!(matches!(failed, Failure::Storage(_)), "after {after} ids: {failed}");
        assert_eq!(dump(&house.database.writer).await, before, "after {after} ids");
    }
    assert_eq!(house.import(small).await.unwrap(), Imported::New);
    let events = event::Entity::find().all(&house.database.writer).await.unwrap();
    assert_eq!(events.iter().map(|row| row.seq).collect::<Vec<_>>(), [1, 2]);
}

async fn an_evaluation_that_breaks_off_leaves_nothing(backend: Backend) {
    let house = House::new(backend).await;
    house.import(DEMOS[1]).await.unwrap();
    let case = cases().remove(1);
    let (lot, imported) = (&case.lots[0].key, house.clock.asked());
    assert_eq!(house.run(&case, lot).await.unwrap().number, 1);
    let asked = house.clock.asked() - imported;
    super::current::decide_otherwise(&house, &case, lot, 1).await;
    let (before, taken) = (dump(&house.database.writer).await, taken(&house).await);
    let reference = LotReference::Key(case.procurement.key.clone(), lot.clone());
    let mut failed = 0;
    for (series, after) in (2..).zip(places(asked - SALT - 1)) {
        let clock = Counting::stuck(series, after, taken);
        let Err(failure) = run_evaluation(&house.database, &clock, "evaluator", &reference).await else {
            panic!("after {after} ids: it should not have been kept")
        };
        assert!(matches!(failure, Failure::Storage(_)), "after {after} ids: {failure}");
        assert_eq!(dump(&house.database.writer).await, before, "after {after} ids");
        failed += 1;
    }
    assert!(failed > 10);
    assert_eq!(house.run(&case, lot).await.unwrap().number, 2);
}

on_both!(an_import_that_breaks_off_leaves_nothing, an_evaluation_that_breaks_off_leaves_nothing);
