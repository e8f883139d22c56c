//! How much one question may read and write. Its cost says how many things, and nothing of how long they are.

use super::{Api, filled};
use crate::databases::{Backend, on_both};
use crate::http::sample::send_to;
use anbud::clock::SystemClock;
use anbud::http::{RequestId, RequestIds, Site, router};
use axum::body::Body;
use axum::http::Request;
use entity::{lot, procurement};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use std::sync::Arc;

const MIB: usize = 1 << 20;
const TOO_MUCH: &str = "QUERY_TOO_COMPLEX";

/// Gives the procurement P1 and its lot LOT-1 long texts to be ordered by.
async fn lengthen(api: &Api, bytes: usize) {
    let (db, text) = (&api.database.writer, "å".repeat(bytes / 2));
    let procurements = procurement::Entity::update_many();
    let procurements = procurements.col_expr(procurement::Column::TitleSort, Expr::value(text.clone()));
    procurements.filter(procurement::Column::Key.eq("P1")).exec(db).await.unwrap();
    let lots = lot::Entity::update_many().col_expr(lot::Column::TitleSort, Expr::value(text));
    lots.filter(lot::Column::Key.eq("LOT-1")).exec(db).await.unwrap();
}

/// Each of two statements may read its text, and not both.
async fn what_is_read_is_bounded_over_all_statements(backend: Backend) {
    let api = filled(backend).await;
    lengthen(&api, 33 * MIB).await;
    let (page, lot) = ("first: 9, orderBy: [{ field: TITLE }]", r#"filter: { key: { eq: "LOT-1" } }"#);
    let procurements = |inner: &str| {
        format!(r#"{{ procurements({page}, filter: {{ key: {{ eq: "P1" }} }}) {{ nodes {{ key {inner} }} }} }}"#)
    };
    let lots = format!("lots({page}, {lot}) {{ nodes {{ key }} }}");
    for fits in [procurements(""), format!("{{ {lots} }}")] {
        api.ask(&fits).await;
    }
    assert_eq!(api.refused(&procurements(&lots)).await.0, TOO_MUCH);
}

/// What is read once can be written under many keys.
async fn what_is_written_is_bounded(backend: Backend) {
    let api = filled(backend).await;
    let titles =
        procurement::Entity::update_many().col_expr(procurement::Column::TitleSv, Expr::value("å".repeat(MIB / 2)));
    titles.exec(&api.database.writer).await.unwrap();
    let written = |times: usize| {
        let titles: Vec<String> = (0..times).map(|time| format!("t{time}: title {{ sv }}")).collect();
        format!(r#"{{ procurement(key: "P1") {{ {} }} }}"#, titles.join(" "))
    };
    let answer = api.ask(&written(20)).await;
    assert_eq!(answer["procurement"]["t19"]["sv"].as_str().map(str::len), Some(MIB));
    assert_eq!(api.refused(&written(70)).await.0, TOO_MUCH);
}

/// The questions of one request share what it has, on whichever way they are answered.
async fn what_a_request_may_have_is_shared_out(backend: Backend) {
    let api = filled(backend).await;
    let titles =
        procurement::Entity::update_many().col_expr(procurement::Column::TitleSv, Expr::value("å".repeat(MIB / 2)));
    titles.exec(&api.database.writer).await.unwrap();
    let site = Site::new(RequestIds::of_run(&RequestId::parse("run").unwrap()), Arc::new(SystemClock));
    let server = router(api.schema, site);
    let titles: Vec<String> = (0..20).map(|time| format!("t{time}: title {{ sv }}")).collect();
    let titles = titles.join(" ");
    let document = format!(
        r#"query ($one: Boolean!) {{ a: procurement(key: "P1") {{ {titles} }}
            b: procurement(key: "P1") @skip(if: $one) {{ {titles} }} c: rule(id: "tie_chain") {{ id }}
            ... @skip(if: $one) {{ d: procurement(key: "P1") {{ {titles} }} }} }}"#
    );
    // Four keys, so that each has 16 MiB; asked for twice, so that the document would be known.
    for (document, one) in [(document.clone(), false), (document, true)] {
        for _ in 0..2 {
            let body = json!({ "query": document, "variables": { "one": one } }).to_string();
            let request = Request::post("/graphql").header("host", "localhost");
            let request = request.header("content-type", "application/json").body(Body::from(body)).unwrap();
            let answer = send_to(server.clone(), request).await;
            assert_eq!(answer.code(), TOO_MUCH, "{}", &answer.text[..300.min(answer.text.len())]);
        }
    }
    let alone = format!(r#"{{ a: procurement(key: "P1") {{ {titles} }} c: rule(id: "tie_chain") {{ id }} }}"#);
    for _ in 0..2 {
        let request = Request::post("/graphql").header("host", "localhost").header("content-type", "application/json");
        let request = request.body(Body::from(json!({ "query": alone }).to_string())).unwrap();
        let answer = send_to(server.clone(), request).await;
        assert!(answer.text.len() > 20 * MIB, "{}", &answer.text[..300.min(answer.text.len())]);
    }
}

on_both!(
    what_is_read_is_bounded_over_all_statements,
    what_is_written_is_bounded,
    what_a_request_may_have_is_shared_out
);
