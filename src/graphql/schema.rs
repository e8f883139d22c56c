//! Builds the schema and prints it.

use super::{Mutation, Query};
use crate::read::ReadModel;
use crate::service::Desk;
use async_graphql::{EmptySubscription, ObjectType, SDLExportOptions, Schema, SubscriptionType};

/// What the API serves.
pub type Api = Schema<Query, Mutation, EmptySubscription>;

/// The API over a read model and a desk that takes acts.
pub fn schema(model: ReadModel, desk: Desk) -> Api {
    Schema::build(Query::default(), Mutation, EmptySubscription).data(model).data(desk).finish()
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
