//! Before a lot's award decision is announced it answers as if it did not exist, and so does all that only it leads to.

use super::{Api, data, filled};
use crate::databases::{Backend, on_both};
use anbud::read::GlobalId;
use anbud::read::noun::NOUNS;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Query};
use serde_json::json;

async fn seen(api: &Api, noun: &str, number: u128) -> bool {
    let noun = NOUNS.into_iter().find(|known| known.name == noun).unwrap();
    let id = GlobalId { noun, id: data::id(number) }.encode();
    api.ask_with("query($id: ID!) { node(id: $id) { id } }", json!({ "id": id })).await["node"] != json!(null)
}

async fn roots_hide_what_is_secret(backend: Backend) {
    let api = filled(backend).await;
    let answer = api
        .ask(
            r#"{ p: procurement(key: "P2") { key } l: lot(procurement: "P1", key: "LOT-2") { key } m: lot(procurement: "P2", key: "LOT-1") { key }
                 procurements(first: 100) { totalCount nodes { key lots(first: 100) { nodes { key } } } }
                 suppliers(first: 100) { totalCount nodes { name bids(first: 100) { nodes { key } } } pageInfo { hasNextPage } } }"#,
        )
        .await;
    assert_eq!(
        answer,
        json!({"p": null, "l": null, "m": null,
            "procurements": {"totalCount": 1, "nodes": [{"key": "P1", "lots": {"nodes": [{"key": "LOT-1"}]}}]},
            "suppliers": {"totalCount": 1, "nodes": [{"name": "Ada", "bids": {"nodes": [{"key": "B101"}, {"key": "B102"}]}}],
                "pageInfo": {"hasNextPage": false}}})
    );
}

async fn nodes_hide_what_is_secret(backend: Backend) {
    let api = filled(backend).await;
    let lot_scoped = [
        ("PriceLine", 0),
        ("MandateVolume", 1),
        ("Requirement", 2),
        ("Criterion", 3),
        ("CriterionLevel", 10),
        ("Evaluation", 20),
        ("Placement", 30),
        ("Score", 31),
        ("TraceStep", 32),
        ("TraceReference", 33),
        ("BidPrice", 34),
        ("BidAnswer", 35),
        ("Examination", 36),
        ("PanelScore", 37),
        ("BidProperty", 38),
        ("PublishedWord", 60),
        ("Measure", 62),
        ("MeasureWord", 63),
        ("NightLevel", 64),
        ("StaffingPlan", 65),
        ("RoleLine", 66),
        ("Training", 67),
        ("Shift", 68),
        ("SupervisionGroup", 69),
        ("SupervisionParticipant", 70),
        ("PayrollMonth", 71),
        ("IndividualScore", 72),
        ("Draw", 73),
        ("DrawnBid", 74),
        ("Finding", 75),
    ];
    for (noun, offset) in lot_scoped {
        assert!(seen(&api, noun, 200 + offset).await, "{noun} of the announced lot");
        assert!(!seen(&api, noun, 300 + offset).await, "{noun} of the secret lot");
    }
    let others = [
        ("Procurement", 1, 2),
        ("Lot", 11, 12),
        ("Supplier", 31, 32),
        ("Supplier", 31, 33),
        ("Bid", 101, 103),
        ("Bid", 101, 104),
        ("Organisation", 41, 42),
        ("Mandate", 51, 52),
        ("MandateAct", 61, 62),
    ];
    for (noun, shown, hidden) in others {
        assert!(seen(&api, noun, shown).await, "{noun} {shown}");
        assert!(!seen(&api, noun, hidden).await, "{noun} {hidden}");
    }
    assert!(seen(&api, "Classification", 21).await);
    assert_eq!(NOUNS.len(), lot_scoped.len() + 8, "a noun is missing in this test");
}

async fn a_supplier_shows_only_its_announced_bids(backend: Backend) {
    let api = filled(backend).await;
    data::bid(&api.database.writer, 105, 1, 12, 31).await;
    let answer = api.ask("{ suppliers(first: 1) { nodes { bids(first: 100) { nodes { key } } } } }").await;
    assert_eq!(answer["suppliers"]["nodes"], json!([{"bids": {"nodes": [{"key": "B101"}, {"key": "B102"}]}}]));
}

/// What hangs under an announced bid is shown for what itself says, too: an answer that says the secret lot is not there.
async fn what_says_a_secret_lot_is_not_shown_under_an_announced_bid(backend: Backend) {
    let api = filled(backend).await;
    let asked = r#"{ lot(procurement: "P1", key: "LOT-1") { bids(first: 1) { nodes { key
        answers(first: 1) { totalCount nodes { id } } scores(first: 1) { totalCount nodes { id } } } } } }"#;
    let under = |answer: &serde_json::Value| {
        let bid = &answer["lot"]["bids"]["nodes"][0];
        ["answers", "scores"]
            .map(|list| (bid[list]["totalCount"].clone(), bid[list]["nodes"].as_array().unwrap().len()))
    };
    assert_eq!(under(&api.ask(asked).await), [(json!(1), 1), (json!(1), 1)]);
    for table in ["bid_answer", "score"] {
        let statement = Query::update().table(Alias::new(table)).value("lot_id", data::id(12)).to_owned();
        api.database.writer.execute(&statement).await.unwrap();
    }
    assert_eq!(under(&api.ask(asked).await), [(json!(0), 0), (json!(0), 0)]);
}

on_both!(
    roots_hide_what_is_secret,
    nodes_hide_what_is_secret,
    a_supplier_shows_only_its_announced_bids,
    what_says_a_secret_lot_is_not_shown_under_an_announced_bid,
);
