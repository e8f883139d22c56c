//! How much one question may read and write. Its cost says how many things, and nothing of how long they are.

use super::{Api, filled};
use crate::databases::{Backend, on_both};
use crate::http::sample::{Answer, send_to};
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

struct Door(axum::Router);

impl Door {
    fn to(api: Api) -> Self {
        let site = Site::new(RequestIds::of_run(&RequestId::parse("run").unwrap()), Arc::new(SystemClock));
        Self(router(api.schema, site))
    }

    /// Asks twice, of nothing and then of P1, so that the second time the document is known.
    async fn ask(&self, document: &str) -> Answer {
        assert_eq!(self.of(document, "none").await.code(), "");
        self.of(document, "P1").await
    }

    async fn of(&self, document: &str, key: &str) -> Answer {
        let body = json!({ "query": document, "variables": { "key": key } }).to_string();
        let request = Request::post("/graphql").header("host", "localhost").header("content-type", "application/json");
        send_to(self.0.clone(), request.body(Body::from(body)).unwrap()).await
    }
}

/// The questions of one request share what it has, on whichever way they are answered; what is left out has no share, and
/// neither has what the read model is not asked.
async fn what_a_request_may_write_is_shared_out(backend: Backend) {
    let api = filled(backend).await;
    let titles =
        procurement::Entity::update_many().col_expr(procurement::Column::TitleSv, Expr::value("å".repeat(MIB / 2)));
    titles.exec(&api.database.writer).await.unwrap();
    let titles: Vec<String> = (0..20).map(|time| format!("t{time}: title {{ sv }}")).collect();
    let door = Door::to(api);
    let written = format!("procurement(key: $key) {{ {} }}", titles.join(" "));
    let rules: String = (0..4).map(|number| format!(r#" r{number}: rule(id: "tie_chain") {{ id }}"#)).collect();
    // With three more of them 16 MiB are left for each, on the short way and on the library's.
    for (more, fits) in [
        (String::new(), true),
        ("viewer { kind } rateLimit { cost } __typename x: __typename".to_owned(), true),
        (rules.replace(" {", " @skip(if: true) {"), true),
        (rules.clone(), false),
        (format!("{rules} viewer {{ kind }}"), false),
    ] {
        let answer = door.ask(&format!("query ($key: String!) {{ a: {written} {more} }}")).await;
        let start = &answer.text[..300.min(answer.text.len())];
        assert_eq!(answer.text.len() > 20 * MIB, fits, "{more} {start}");
        assert_eq!(answer.code() == TOO_MUCH, !fits, "{more} {start}");
    }
}

/// And so it is with what they read.
async fn what_a_request_may_read_is_shared_out(backend: Backend) {
    let api = filled(backend).await;
    lengthen(&api, 33 * MIB).await;
    let door = Door::to(api);
    let list = "procurements(first: 9, orderBy: [{ field: TITLE }], filter: { key: { eq: $key } }) { nodes { key } }";
    for (document, code) in [
        (format!("query ($key: String!) {{ {list} }}"), ""),
        (format!("query ($key: String!) {{ {list} viewer {{ kind }} }}"), ""),
        (format!("query ($key: String!) {{ {list} b: {list} }}"), TOO_MUCH),
        (format!("query ($key: String!) {{ {list} b: {list} viewer {{ kind }} }}"), TOO_MUCH),
    ] {
        let answer = door.ask(&document).await;
        assert_eq!(answer.code(), code, "{document} {}", &answer.text[..300.min(answer.text.len())]);
    }
}

on_both!(
    what_is_read_is_bounded_over_all_statements,
    what_is_written_is_bounded,
    what_a_request_may_write_is_shared_out,
    what_a_request_may_read_is_shared_out
);
