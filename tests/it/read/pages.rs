//! Pages: order, ties, cursors, and what is refused.

use super::{data, empty, filled};
use crate::databases::{Backend, on_both};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

async fn many(backend: Backend) -> super::Api {
    let api = empty(backend).await;
    let db = &api.database.writer;
    data::procurement(db, 1, "P1").await;
    data::lot(db, 11, 1, "LOT-1", Some(0)).await;
    // Names that tie, in an order of ids that is not the order of insertion.
    for (number, name) in [(39, "Alfa"), (31, "Beta"), (35, "Beta"), (33, "Beta"), (37, "Gamma: ett, två")] {
        data::supplier(db, number, name).await;
        data::bid(db, number + 100, 1, 11, number).await;
    }
    api
}

async fn pages_neither_skip_nor_repeat_among_ties(backend: Backend) {
    let api = many(backend).await;
    let query = "query($after: String) { suppliers(first: 2, after: $after) { totalCount nodes { identifier }
        edges { cursor node { name identifier } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }";
    let mut after = Value::Null;
    let mut seen = Vec::new();
    let mut ends = Vec::new();
    loop {
        let page = api.ask_with(query, json!({ "after": after })).await["suppliers"].clone();
        assert_eq!(page["totalCount"], 5);
        for (edge, node) in page["edges"].as_array().unwrap().iter().zip(page["nodes"].as_array().unwrap()) {
            assert_eq!(edge["node"]["identifier"], node["identifier"]);
            seen.push(node["identifier"].as_str().unwrap().to_owned());
        }
        let info = &page["pageInfo"];
        assert_eq!(info["startCursor"], page["edges"][0]["cursor"]);
        ends.push((info["hasPreviousPage"].clone(), info["hasNextPage"].clone()));
        after = info["endCursor"].clone();
        if info["hasNextPage"] == false {
            break;
        }
    }
    assert_eq!(seen, ["39", "31", "33", "35", "37"]);
    assert_eq!(ends, [(json!(false), json!(true)), (json!(true), json!(true)), (json!(true), json!(false))]);
    let beyond = api.ask_with(query, json!({ "after": after })).await["suppliers"].clone();
    assert_eq!(beyond["edges"], json!([]));
    assert_eq!(
        beyond["pageInfo"],
        json!({"hasNextPage": false, "hasPreviousPage": true, "startCursor": null, "endCursor": null})
    );
}

async fn a_page_leads_on_to_what_its_things_lead_to(backend: Backend) {
    let api = filled(backend).await;
    let answer = api
        .ask("{ procurements(first: 100) { __typename a: nodes { key lots(first: 100) { nodes { key } } } edges { __typename node { lots(first: 100) { nodes { bids(first: 100) { nodes { key } } } } } } } }")
        .await;
    assert_eq!(
        answer["procurements"],
        json!({"__typename": "ProcurementConnection", "a": [{"key": "P1", "lots": {"nodes": [{"key": "LOT-1"}]}}],
            "edges": [{"__typename": "ProcurementEdge", "node": {"lots": {"nodes": [{"bids": {"nodes": [{"key": "B101"}, {"key": "B102"}]}}]}}}]})
    );
}

async fn bad_pages_are_refused_with_the_way_out(backend: Backend) {
    let api = many(backend).await;
    for first in ["0", "-1", "101"] {
        let (code, message) = api.refused(&format!("{{ suppliers(first: {first}) {{ totalCount }} }}")).await;
        assert_eq!(code, "BAD_USER_INPUT");
        assert!(message.contains("between 1 and 100"), "{message}");
    }
    let of_another_list = api.ask("{ procurements(first: 1) { pageInfo { endCursor } } }").await;
    let other = of_another_list["procurements"]["pageInfo"]["endCursor"].as_str().unwrap().to_owned();
    // "1:Supplier:00000000-0000-0000-0000-00000000001f:Beta" with U+0000 behind it, which no name has.
    let nul = "MTpTdXBwbGllcjowMDAwMDAwMC0wMDAwLTAwMDAtMDAwMC0wMDAwMDAwMDAwMWY6QmV0YQA";
    for after in [other.as_str(), nul, "x", ""] {
        let (code, message) =
            api.refused(&format!("{{ suppliers(first: 1, after: \"{after}\") {{ totalCount }} }}")).await;
        assert_eq!(code, "BAD_USER_INPUT", "{after}");
        assert!(message.contains("endCursor"), "{message}");
    }
}

async fn a_cursor_of_values_that_no_such_list_has_is_refused(backend: Backend) {
    let api = filled(backend).await;
    let values = ["[5]", "[true]", "[\"x\"]", "[99999999999]", "[1.5]", "[[]]", "[]"];
    for (list, noun, fits) in [("bids", "Bid", "[\"x\"]"), ("requirements", "Requirement", "[5]")] {
        for values in values.into_iter().filter(|values| *values != fits) {
            let text = format!("[2,\"{noun}\",\"~{list}\",{values},\"{}\"]", data::id(1));
            let cursor = URL_SAFE_NO_PAD.encode(text);
            let list = format!("{list}(first: 1, after: \"{cursor}\") {{ totalCount }}");
            let query = format!("{{ lot(procurement: \"P1\", key: \"LOT-1\") {{ {list} }} }}");
            assert_eq!(api.refused(&query).await.0, "BAD_USER_INPUT", "{noun} {values}");
        }
    }
}

on_both!(
    pages_neither_skip_nor_repeat_among_ties,
    a_page_leads_on_to_what_its_things_lead_to,
    bad_pages_are_refused_with_the_way_out,
    a_cursor_of_values_that_no_such_list_has_is_refused
);
