//! How many statements a question takes: as many as its plan has levels, whatever the number of rows.

use super::{Api, data, empty};
use crate::databases::{Backend, Fresh, Tables, on_both, run};
use anbud::database::{Database, Seen, Together};
use anbud::read::{List, Page, Question, ReadModel, Room, Rulebook, Selected, Selection};
use sea_orm::sea_query::{Expr, Query};
use serde_json::json;

type Asked = Selected<'static>;

fn field(name: &'static str, inner: Vec<Asked>) -> Asked {
    Selected { name, key: name, selection: Selection(inner), ..Selected::default() }
}

fn leaf(name: &'static str) -> Asked {
    field(name, Vec::new())
}

async fn asked(api: &Api, question: Question, fields: Vec<Asked>) -> (usize, String) {
    let model = ReadModel::new(&api.database, Rulebook::default());
    let answer = model.answer(&question, &Selection(fields), Room::default()).await.unwrap();
    (answer.statements, answer.json)
}

/// A list's first things.
fn first(name: &'static str, number: u32, nodes: Vec<Asked>) -> Asked {
    let given = vec![("first", json!(number))];
    Selected { given, ..field(name, vec![field("nodes", nodes)]) }
}

fn deep() -> Vec<Asked> {
    vec![
        leaf("key"),
        first(
            "bids",
            100,
            vec![leaf("key"), field("supplier", vec![leaf("name")]), first("prices", 9, vec![leaf("amount")])],
        ),
        first("criteria", 100, vec![leaf("key")]),
    ]
}

async fn with_bids(backend: Backend, number: u128) -> Api {
    let api = empty(backend).await;
    let db = &api.database.writer;
    data::procurement(db, 1, "P1").await;
    data::lot(db, 11, 1, "LOT-1", Some(0)).await;
    for bid in 0..number {
        data::supplier(db, 1000 + bid, &format!("S{bid}")).await;
        data::bid(db, 2000 + bid, 1, 11, 1000 + bid).await;
    }
    api
}

async fn the_number_of_statements_does_not_depend_on_the_number_of_rows(backend: Backend) {
    let lot = || Question::Lot { procurement: "P1".into(), key: "LOT-1".into() };
    let (one, _) = asked(&with_bids(backend, 1).await, lot(), deep()).await;
    let (many, json) = asked(&with_bids(backend, 60).await, lot(), deep()).await;
    assert_eq!((one, many), (5, 5));
    assert_eq!(json.matches("\"supplier\":{\"name\"").count(), 60);
}

/// A server that can count the keys of a few parents plans for them anew whenever it is asked, which takes as long as to
/// answer. The first five times it always does.
#[test]
fn postgres_statements_are_planned_once_however_few_parents_there_are() {
    run(Backend::Postgres, async |backend| {
        let fresh = Fresh::shared(backend, Tables::There);
        let database = Database::open(&fresh.url, 1).await.unwrap();
        database.migrate().await.unwrap();
        data::fill(&database.writer).await;
        let model = ReadModel::new(&database, Rulebook::default());
        let few = vec![leaf("key"), first("lots", 9, vec![leaf("key")])];
        for _ in 0..9 {
            let lot = Question::Lot { procurement: "P1".into(), key: "LOT-1".into() };
            model.answer(&lot, &Selection(deep()), Room::default()).await.unwrap();
            model
                .answer(&Question::Procurement { key: "P1".into() }, &Selection(few.clone()), Room::default())
                .await
                .unwrap();
        }
        // More than seven, where another test ended an act meanwhile, so that two were asked again in a transaction.
        let plans = "(SELECT count(*) FILTER (WHERE custom_plans > 5) || ' anew, ' || least(7, count(*) FILTER (WHERE generic_plans > 3)) || ' once' FROM pg_prepared_statements)";
        let mut look = database.glance(1, Together::Cheaply).await.unwrap();
        let Seen::Rows(seen) = look.run(Query::select().expr(Expr::cust(plans)).take(), 99).await.unwrap() else {
            panic!("one row")
        };
        assert_eq!(seen.row(0).unwrap().known::<&str>(0), Ok("0 anew, 7 once"));
    });
}

/// The cursor of the last supplier.
async fn last_of(api: &Api) -> String {
    let last = Page { last: Some(1), ..Page::default() };
    let info = vec![field("pageInfo", vec![leaf("endCursor")])];
    let (_, json) = asked(api, Question::List(List::named("suppliers").unwrap(), last), info).await;
    let tree: serde_json::Value = serde_json::from_str(&json).unwrap();
    tree["pageInfo"]["endCursor"].as_str().unwrap().to_owned()
}

async fn a_list_is_counted_and_read_only_when_asked(backend: Backend) {
    let api = with_bids(backend, 3).await;
    let page = || Question::List(List::named("suppliers").unwrap(), Page { first: Some(2), ..Page::default() });
    assert_eq!(asked(&api, page(), vec![leaf("totalCount")]).await, (1, r#"{"totalCount":3}"#.into()));
    let nodes = vec![field("nodes", vec![leaf("name")])];
    assert_eq!(asked(&api, page(), nodes).await, (1, r#"{"nodes":[{"name":"S0"},{"name":"S1"}]}"#.into()));
    let all = vec![leaf("totalCount"), field("nodes", vec![first("bids", 1, vec![leaf("key")])])];
    // Rows come with their number.
    assert_eq!(asked(&api, page(), all.clone()).await.0, 2);
    let none = Page { first: Some(2), filter: Some(json!({"name": {"eq": "nobody"}})), ..Page::default() };
    let none = Question::List(List::named("suppliers").unwrap(), none);
    assert_eq!(asked(&api, none, all).await, (1, r#"{"totalCount":0,"nodes":[]}"#.into()));
    let behind = Page { after: Some(last_of(&api).await), ..Page { first: Some(2), ..Page::default() } };
    let (statements, json) = asked(
        &api,
        Question::List(List::named("suppliers").unwrap(), behind),
        vec![leaf("totalCount"), field("nodes", vec![leaf("name")])],
    )
    .await;
    assert_eq!((statements, json.as_str()), (1, r#"{"totalCount":3,"nodes":[]}"#));
    assert_eq!(asked(&api, page(), vec![leaf("__typename")]).await.0, 0);
    assert_eq!(asked(&api, Question::Rulebook, vec![leaf("id")]).await, (0, "[]".into()));
}

on_both!(the_number_of_statements_does_not_depend_on_the_number_of_rows, a_list_is_counted_and_read_only_when_asked);
