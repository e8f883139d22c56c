//! What went wrong in a question or an act: its cause stands in the log under the request's id, and nowhere else.

use crate::databases::{Backend, Fresh, Tables, on_both};
use crate::process::{anbud, exchange, serve_database};
use crate::read::data;
use anbud::database::Database;
use anbud::read::GlobalId;
use anbud::read::noun::LOT;
use entity::lot;
use sea_orm::{ConnectionTrait, EntityTrait};
use serde_json::{Value, json};
use std::io::Write;
use std::net::TcpStream;
use std::time::Duration;

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

/// An act that waits for another while its caller goes away, and what it finds when it is its turn.
async fn what_becomes_of_an_act_whose_caller_is_gone_is_told_to_the_operator(backend: Backend) {
    let fresh = Fresh::shared(backend, Tables::None);
    assert!(anbud(&["import", "demo/b_supervision.json", "--database", &fresh.url]).status.success());
    let database = Database::open(&fresh.url, 1).await.unwrap();
    let lot = lot::Entity::find().one(&database.writer).await.unwrap().unwrap();
    let lot = GlobalId { noun: &LOT, id: lot.id }.encode();
    let server = serve_database(&fresh.url);
    let leave = async |id: &str, meanwhile: &str| {
        let other = database.begin_act().await.unwrap();
        let mut socket = TcpStream::connect(&server.address).unwrap();
        let input = format!("lotId: {lot:?}, idempotencyKey: {id:?}");
        let act = json!({ "query": format!("mutation {{ runEvaluation(input: {{ {input} }}) {{ alreadyThere }} }}") });
        let (body, address) = (act.to_string(), &server.address);
        write!(
            socket,
            "POST /graphql HTTP/1.1\r\nhost: {address}\r\nx-request-id: {id}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
        while !exchange(&server.address, "GET /metrics", "").unwrap().1.contains("anbud_requests_in_flight 2") {}
        // From its head to the act it is not far.
        std::thread::sleep(Duration::from_millis(500));
        drop(socket);
        server.wait_for(&format!("the caller went away request={id} "));
        other.execute_unprepared(meanwhile).await.unwrap();
        other.commit().await.unwrap();
        let said = server.wait_for(&format!("nobody took its answer request={id}"));
        said.lines().find(|line| line.contains("nobody took") && line.contains(&format!("={id}"))).unwrap().to_owned()
    };
    let done = leave("done", "SELECT 1").await;
    assert!(done.contains("INFO") && done.contains("an act came to its end"), "{done}");
    let failed = leave("failed", "ALTER TABLE idempotency RENAME TO gone_astray").await;
    assert!(
        failed.contains("ERROR")
            && failed.contains("fault")
            && failed.contains("cause=")
            && failed.contains("idempotency"),
        "{failed}"
    );
    database.close().await.unwrap();
}

on_both!(
    a_fault_of_ours_is_told_to_the_operator_alone,
    what_becomes_of_an_act_whose_caller_is_gone_is_told_to_the_operator
);
