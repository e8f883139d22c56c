//! The schema as others see it: its text, its descriptions, and errors that keep the database's words in the house.

use super::{empty, filled};
use crate::databases::{Backend, on_both};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

#[test]
fn the_schema_text_is_sorted_and_says_what_things_are() {
    let text = anbud::graphql::printed();
    for part in [
        "interface Node {",
        "type Lot implements Node {",
        "type ProcurementConnection {",
        "scalar Decimal\n",
        "scalar Instant @specifiedBy(url: \"https://www.rfc-editor.org/rfc/rfc3339\")",
        "enum AwardBasis {",
        "  currentEvaluation: Evaluation\n",
        "  estimatedValue: Decimal!\n",
        "procurements(",
        "anbudsområde",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    assert_eq!(text, anbud::graphql::printed());
}

#[test]
fn the_committed_schema_is_the_one_that_is_served() {
    let committed = include_str!("../../../schema.graphql");
    assert!(anbud::graphql::printed() == committed, "refresh it with: cargo run -- schema > schema.graphql");
}

async fn every_element_is_described(backend: Backend) {
    let api = empty(backend).await;
    let described = "name description args { name description }";
    let answer = api
        .ask(&format!(
            "{{ __schema {{ types {{ name kind description enumValues(includeDeprecated: true) {{ name description }}
                 fields(includeDeprecated: true) {{ {described} }} inputFields {{ name description }} possibleTypes {{ name }} }} }} }}"
        ))
        .await;
    let none = Vec::new();
    let list = |value: &Value| value.as_array().unwrap_or(&none).clone();
    let mut elements = 0;
    let mut described = |place: &str, element: &Value| {
        elements += 1;
        let words = element["description"].as_str().unwrap_or_default();
        let (english, swedish) = words.split_once("*Svenska:* ").unwrap_or_default();
        assert!(!english.trim().is_empty() && !swedish.trim().is_empty(), "{place}: {words:?}");
    };
    for ty in list(&answer["__schema"]["types"]) {
        let name = ty["name"].as_str().unwrap();
        assert!(!name.to_lowercase().contains("json"), "{name}");
        let of_the_language = ["ID", "Int", "String", "Boolean", "Float"].contains(&name);
        if name.starts_with("__") || of_the_language {
            continue;
        }
        described(name, &ty);
        for part in ["fields", "enumValues", "inputFields"] {
            for element in &list(&ty[part]) {
                let place = format!("{name}.{}", element["name"].as_str().unwrap());
                described(&place, element);
                list(&element["args"]).iter().for_each(|argument| described(&format!("{place}({argument})"), argument));
            }
        }
        if name == "Node" {
            assert_eq!(list(&ty["possibleTypes"]).len(), anbud::read::NOUNS.len());
        }
    }
    assert!(elements > 2_000, "{elements}");
}

async fn a_fault_of_ours_has_a_code_and_no_details(backend: Backend) {
    let api = filled(backend).await;
    let broken = "UPDATE lot SET basis = 'no_such_basis'";
    api.database.writer.execute_unprepared(broken).await.unwrap();
    let response = api.respond(r#"{ lot(procurement: "P1", key: "LOT-1") { basis } }"#, Value::Null).await;
    assert_eq!(response["errors"][0]["extensions"], json!({"code": "INTERNAL"}));
    assert_eq!(response["errors"][0]["path"], json!(["lot"]));
    let drop = match backend {
        Backend::Sqlite => "PRAGMA foreign_keys = OFF; DROP TABLE requirement",
        Backend::Postgres => "DROP TABLE requirement CASCADE",
    };
    api.database.writer.execute_unprepared(drop).await.unwrap();
    let (code, message) =
        api.refused(r#"{ lot(procurement: "P1", key: "LOT-1") { requirements(first: 1) { nodes { key } } } }"#).await;
    assert_eq!(code, "INTERNAL");
    assert!(!message.contains("requirement") && !message.contains("table"), "{message}");
}

/// What is said beside the schema, for whoever writes answers, is what stands in it.
async fn fields_of_the_root_that_are_never_null_are_known(backend: Backend) {
    let of = |ty: &str| format!("{ty} {{ fields {{ name type {{ kind }} }} }}");
    let asked = format!("{{ __schema {{ {} {} }} }}", of("queryType"), of("mutationType"));
    let types = filled(backend).await.ask(&asked).await["__schema"].take();
    for field in
        ["queryType", "mutationType"].into_iter().flat_map(|ty| types[ty]["fields"].as_array().unwrap().clone())
    {
        let name = field["name"].as_str().unwrap();
        assert_eq!(anbud::graphql::never_null(name), field["type"]["kind"] == "NON_NULL", "{name}");
    }
}

on_both!(
    fields_of_the_root_that_are_never_null_are_known,
    every_element_is_described,
    a_fault_of_ours_has_a_code_and_no_details
);
