//! The read model, asked through the schema as a caller would.

pub mod data;

mod acts;
mod bounds;
mod composition;
mod counted;
mod lists;
mod nouns;
mod numbers;
mod pages;
mod rules;
mod schema;
mod secrecy;
mod selections;
mod staffing;
mod statements;
mod together;
mod words;

use crate::databases::{Backend, migrated};
use anbud::clock::SystemClock;
use anbud::database::Database;
use anbud::graphql::schema;
use anbud::read::{ReadModel, Rulebook};
use anbud::service::Desk;
use async_graphql::{Request, Variables};
use serde_json::Value;
use std::sync::Arc;

pub struct Api {
    pub database: Database,
    pub schema: anbud::graphql::Api,
}

pub async fn empty(backend: Backend) -> Api {
    let database = migrated(backend).await;
    let model = ReadModel::new(&database, Rulebook::new(vec![rules::sample()]));
    let desk = Desk::new(database.clone(), Arc::new(SystemClock));
    Api { schema: schema(model, desk), database }
}

pub async fn filled(backend: Backend) -> Api {
    let api = empty(backend).await;
    data::fill(&api.database.writer).await;
    api
}

impl Api {
    pub async fn respond(&self, query: &str, variables: Value) -> Value {
        let request = Request::new(query).variables(Variables::from_json(variables));
        serde_json::from_str(&serde_json::to_string(&self.schema.execute(request).await).unwrap()).unwrap()
    }

    pub async fn ask(&self, query: &str) -> Value {
        self.ask_with(query, Value::Null).await
    }

    pub async fn ask_with(&self, query: &str, variables: Value) -> Value {
        let response = self.respond(query, variables).await;
        assert_eq!(response.get("errors"), None, "{query}");
        response["data"].clone()
    }

    pub async fn refused(&self, query: &str) -> (String, String) {
        let response = self.respond(query, Value::Null).await;
        let error = &response["errors"][0];
        (error["extensions"]["code"].as_str().unwrap_or("").to_owned(), error["message"].as_str().unwrap().to_owned())
    }
}
