//! What went wrong in a question or an act: its cause stands in the log under the request's id, and nowhere else.

use crate::databases::{Backend, Fresh, Tables, on_both};
use crate::process::{exchange, serve_database};
use crate::read::data;
use anbud::database::Database;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

async fn a_fault_of_ours_is_told_to_the_operator_alone(backend: Backend) {
    let fresh = Fresh::shared(backend, Tables::None);
    let database = Database::open(&fresh.url, 1).await.unwrap();
    database.migrate().await.unwrap();
    data::fill(&database.writer).await;
    let server = serve_database(&fresh.url);
    let ask = |query: &str| {
        let (head, body) = exchange(&server.address, "POST /graphql", &json!({ "query": query }).to_string()).unwrap();
        let id = head.lines().find_map(|line| line.strip_prefix("x-request-id: ")).unwrap().to_owned();
        (id, serde_json::from_str::<Value>(&body).unwrap())
    };
    let lots = "{ lots(first: 1) { nodes { id } } }";
    let (_, found) = ask(lots);
    let lot = found["data"]["lots"]["nodes"][0]["id"].as_str().unwrap().to_owned();
    let act = format!("mutation {{ runEvaluation(input: {{ lotId: {lot:?} }}) {{ alreadyThere }} }}");
    database.writer.execute_unprepared("ALTER TABLE lot RENAME TO gone_astray").await.unwrap();
    database.close().await.unwrap();
    // Of a known document, of an unknown one, and of an act.
    for query in [lots, &format!("{lots} "), &act] {
        let (id, answer) = ask(query);
        let fault = &answer["errors"][0];
        assert_eq!(fault["extensions"]["code"], "INTERNAL", "{answer}");
        let hint = "try again; if it stays, tell the operator the x-request-id of this answer";
        assert_eq!(fault["extensions"]["hint"], hint, "{answer}");
        let said = server.wait_for(&format!("answered request={id} "));
        let line = said.lines().find(|line| line.contains("fault in request") && line.contains(&format!("={id} ")));
        assert!(line.is_some_and(|line| line.contains("lot")), "{id}: {said}");
        assert!(!answer.to_string().contains("lot\\\"") && !answer.to_string().contains("table"), "{answer}");
    }
}

on_both!(a_fault_of_ours_is_told_to_the_operator_alone);
