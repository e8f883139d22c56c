//! Seaography over the benchmark's database: the tables that the questions touch, and the schema it makes of them.
//!
//! Arguments: the database's URL, the port on 127.0.0.1, the size of the pool; `schema` as a fourth prints the schema.

mod entity;

use axum::extract::State;
use axum::routing::post;
use axum::{Json, Router};
use sea_orm::{ConnectOptions, Database, DatabaseConnection};
use seaography::async_graphql::dynamic::{Schema, SchemaError};
use seaography::async_graphql::{Request, Response};
use seaography::{Builder, BuilderContext};
use std::error::Error;

/// How names are formed and lists are paged: as the library has it.
static CONTEXT: std::sync::LazyLock<BuilderContext> = std::sync::LazyLock::new(BuilderContext::default);

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let [url, port, readers, rest @ ..] = given.as_slice() else {
        return Err("give the database's URL, a port and the size of the pool".into());
    };
    let mut options = ConnectOptions::new(url);
    options.max_connections(readers.parse()?).sqlx_logging(false).test_before_acquire(false);
    let schema = schema(Database::connect(options).await?)?;
    if rest.iter().any(|word| word == "schema") {
        println!("{}", schema.sdl());
        return Ok(());
    }
    let router = Router::new().route("/graphql", post(answer)).with_state(schema);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port.parse()?)).await?;
    axum::serve(listener, router).await?;
    Ok(())
}

fn schema(connection: DatabaseConnection) -> Result<Schema, SchemaError> {
    let builder = Builder::new(&CONTEXT, connection.clone());
    entity::register_entity_modules(builder).schema_builder().data(connection).finish()
}

async fn answer(State(schema): State<Schema>, Json(request): Json<Request>) -> Json<Response> {
    Json(schema.execute(request).await)
}
