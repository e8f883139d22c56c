//! The data that measurements are made on: one seed makes the same rows, in whichever of the two ways they are brought
//! in and on either database, and what is made can be asked for like everything else.

use crate::databases::{Backend, Fresh, Tables, on_both};
use crate::process::{post, serve_database};
use crate::stored::rows::{Rows, dump};
use anbud::database::Database;
use anbud_bench_data::{Failure, How, Size, load};
use serde_json::json;
use std::sync::Mutex;

const SIZE: Size = Size { procurements: 6, lots: 3, bids: 4, scores: 5, seed: 7 };

/// What the first database held, for the other one.
static FIRST: Mutex<Option<Rows>> = Mutex::new(None);

async fn loaded(backend: Backend, size: Size, how: How) -> (String, Rows) {
    let url = Fresh::shared(backend, Tables::None).url;
    let mut told = Vec::new();
    let rows = load(&url, size, how, &mut |done| told.push(done)).await.unwrap();
    assert_eq!(told.last(), Some(&size.procurements));
    let database = Database::open(&url, 1).await.unwrap();
    let held = dump(&database.reader).await;
    database.close().await.unwrap();
    assert_eq!(held.values().map(Vec::len).sum::<usize>(), rows);
    (url, held)
}

async fn both_ways_and_both_databases_hold_the_same(backend: Backend) {
    let (url, bulk) = loaded(backend, SIZE, How::Bulk).await;
    let (_, by_row) = loaded(backend, SIZE, How::Rows).await;
    for (table, rows) in &bulk {
        assert_eq!(*rows, by_row[table], "{table}");
    }
    let count = |table: &str| bulk[table].len();
    assert_eq!((count("procurement"), count("lot"), count("bid")), (6, 18, 72));
    assert!(count("score") > 300 && count("placement") > 60, "{} {}", count("score"), count("placement"));
    let (_, other) = loaded(backend, Size { seed: 8, ..SIZE }, How::Bulk).await;
    assert_ne!(bulk["bid_price"], other["bid_price"], "another seed makes other rows");
    let again = load(&url, SIZE, How::Bulk, &mut |_| {}).await;
    assert!(matches!(again, Err(Failure::NotEmpty)), "{again:?}");
    let mut first = FIRST.lock().unwrap();
    match first.as_ref() {
        Some(first) => assert_eq!(*first, bulk, "the databases differ"),
        None => *first = Some(bulk),
    }
}

async fn what_is_made_can_be_asked_for(backend: Backend) {
    let (url, held) = loaded(backend, SIZE, How::Bulk).await;
    let announced = held["lot"].iter().filter(|lot| !lot["announced_at"].is_null()).count();
    assert!(announced > 0 && announced < held["lot"].len(), "{announced}");
    let server = serve_database(&url);
    let answer = post(
        &server.address,
        "{ lots(first: 100) { totalCount nodes { bids(first: 50) { totalCount nodes { supplier { name }
             scores(first: 20) { nodes { amount criterion { key } } } } } currentEvaluation { placements(first: 50) { nodes { rank } } } } } }",
    );
    let lots = &answer["data"]["lots"];
    assert_eq!(lots["totalCount"], json!(announced));
    for lot in lots["nodes"].as_array().unwrap() {
        assert_eq!(lot["bids"]["totalCount"], 4);
        let placed = lot["currentEvaluation"]["placements"]["nodes"].as_array().unwrap();
        let scored = lot["bids"]["nodes"].as_array().unwrap().iter();
        let scored = scored.filter(|bid| !bid["scores"]["nodes"].as_array().unwrap().is_empty());
        assert_eq!(placed.len(), scored.count(), "who is placed has scores, and nobody else");
        assert_eq!(placed[0]["rank"], 1);
    }
}

on_both!(both_ways_and_both_databases_hold_the_same, what_is_made_can_be_asked_for);
