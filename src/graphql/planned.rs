//! What the read model answers, at the place of a request where the GraphQL library resolves it.

use super::adapter;
use super::fault::server_error;
use super::spread::Spreader;
use crate::read::noun;
use crate::read::{Question, ReadModel, Room};
use async_graphql::parser::types::Field;
use async_graphql::registry::Registry;
use async_graphql::{
    ContextSelectionSet, OutputType, Pos, Positioned, QueryPathSegment, ServerError, ServerResult, Value,
};
use std::borrow::Cow;
use std::marker::PhantomData;
use uuid::Uuid;

/// A noun as a type, for fields that lead to one of its rows.
pub trait Noun: Send + Sync {
    /// Its table in the read model.
    fn noun() -> &'static noun::Noun;
}

/// The row of a noun with a known row id, with all that is asked of it, at once.
pub struct RowOf<N> {
    id: Uuid,
    noun: PhantomData<N>,
}

impl<N: Noun> RowOf<N> {
    /// The thing with this row id, for what a mutation hands back. Null while it is not to be seen.
    pub fn new(id: Uuid) -> Self {
        Self { id, noun: PhantomData }
    }
}

/// The noun Evaluation.
pub struct Evaluation;

impl Noun for Evaluation {
    fn noun() -> &'static noun::Noun {
        &noun::EVALUATION
    }
}

impl<N: Noun> OutputType for RowOf<N> {
    fn type_name() -> Cow<'static, str> {
        N::noun().name.into()
    }

    fn qualified_type_name() -> String {
        N::noun().name.to_owned()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        adapter::register(registry);
        Self::qualified_type_name()
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, field: &Positioned<Field>) -> ServerResult<Value> {
        answer(ctx, field.pos, &Question::One { noun: N::noun(), id: self.id }).await
    }
}

/// Answers a question with all that is asked of it at this place.
pub(super) async fn answer(ctx: &ContextSelectionSet<'_>, place: Pos, question: &Question) -> ServerResult<Value> {
    let fault = |fault: crate::read::ReadError| ctx.set_error_path(server_error(fault, place));
    let Some(model) = ctx.data_opt::<ReadModel>() else {
        return Err(ServerError::new("the schema has no read model", Some(place)));
    };
    let room = ctx.data_opt::<Room>().copied().unwrap_or_default();
    let keys = keys(ctx);
    let selection = Spreader::new(ctx.query_env).at(&keys).map_err(fault)?;
    let answer = model.answer(question, &selection, room).await.map_err(fault)?;
    Ok(adapter::raw(answer.json))
}

/// The response keys that lead from the operation to this field.
fn keys<'a>(ctx: &ContextSelectionSet<'a>) -> Vec<&'a str> {
    let mut keys = Vec::new();
    let mut node = ctx.path_node.as_ref();
    while let Some(here) = node {
        if let QueryPathSegment::Name(name) = here.segment {
            keys.push(name);
        }
        node = here.parent;
    }
    keys.reverse();
    keys
}
