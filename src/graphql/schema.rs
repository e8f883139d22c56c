//! Builds the schema and prints it.

use super::{Mutation, Query, Questions};
use crate::read::ReadModel;
use crate::service::Desk;
use async_graphql::{
    Data, EmptySubscription, Executor, ObjectType, Request, Response, SDLExportOptions, Schema, SubscriptionType,
};
use futures_util::stream::BoxStream;
use std::sync::Arc;

/// What the API serves.
#[derive(Clone)]
pub struct Api {
    schema: Schema<Query, Mutation, EmptySubscription>,
    model: ReadModel,
}

/// The API over a read model and a desk that takes acts.
pub fn schema(model: ReadModel, desk: Desk) -> Api {
    let schema = Schema::build(Query::default(), Mutation, EmptySubscription).data(model.clone()).data(desk).finish();
    Api { schema, model }
}

impl Api {
    /// Executes a request: questions that were left in its data by the read model, and everything else by the library.
    pub async fn execute(&self, request: impl Into<Request>) -> Response {
        let request = request.into();
        match Questions::within(&request.data) {
            Some((questions, room)) => questions.answer(&self.model, room).await,
            None => self.schema.execute(request).await,
        }
    }
}

impl Executor for Api {
    async fn execute(&self, request: Request) -> Response {
        Self::execute(self, request).await
    }

    fn execute_stream(&self, request: Request, data: Option<Arc<Data>>) -> BoxStream<'static, Response> {
        Executor::execute_stream(&self.schema, request, data)
    }
}

/// The API's schema as text, as it stands in schema.graphql. Needs no database.
pub fn printed() -> String {
    sdl(&Schema::build(Query::default(), Mutation, EmptySubscription).finish())
}

/// The schema's text, in one order whatever the order of the code.
fn sdl<Q, M, S>(schema: &Schema<Q, M, S>) -> String
where
    Q: ObjectType + 'static,
    M: ObjectType + 'static,
    S: SubscriptionType + 'static,
{
    let options = SDLExportOptions::new()
        .sorted_fields()
        .sorted_arguments()
        .sorted_enum_items()
        .include_specified_by()
        .use_space_ident();
    schema.sdl_with_options(options)
}
