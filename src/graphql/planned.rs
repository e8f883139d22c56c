//! Things that the read model answers, as the GraphQL library sees them: one generic output type.

use super::adapter;
use super::fault::server_error;
use super::spread::Spreader;
use crate::read::noun;
use crate::read::{Question, ReadModel};
use async_graphql::parser::types::Field;
use async_graphql::registry::Registry;
use async_graphql::{
    ContextSelectionSet, OutputType, Pos, Positioned, QueryPathSegment, ServerError, ServerResult, Value,
};
use std::borrow::Cow;
use std::marker::PhantomData;
use uuid::Uuid;

/// What kind of answer a question has.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    /// A thing of one noun, or null.
    Noun(&'static noun::Noun),
    /// A thing of any noun, or null.
    Node,
    /// Things of any noun, or null for each.
    Nodes,
    /// A rule, or null.
    Rule,
    /// All rules.
    Rules,
}

/// A question with an answer of a known kind.
pub(super) trait Planned: Send + Sync {
    /// The kind.
    fn shape() -> Shape;
    /// The question.
    fn question(&self) -> Question;
}

/// A field that the read model answers, with all that is asked of it, at once.
pub struct Read<T>(pub(super) T);

/// A noun as a type, for fields that lead to one of its rows.
pub trait Noun: Send + Sync {
    /// Its table in the read model.
    fn noun() -> &'static noun::Noun;
}

/// The row of a noun with a known row id.
pub struct RowOf<N> {
    id: Uuid,
    noun: PhantomData<N>,
}

impl<N: Noun> Read<RowOf<N>> {
    /// The thing with this row id, for what a mutation hands back. Null while it is not to be seen.
    pub fn row(id: Uuid) -> Self {
        Self(RowOf { id, noun: PhantomData })
    }
}

impl<N: Noun> Planned for RowOf<N> {
    fn shape() -> Shape {
        Shape::Noun(N::noun())
    }

    fn question(&self) -> Question {
        Question::One { noun: N::noun(), id: self.id }
    }
}

/// The noun Evaluation.
pub struct Evaluation;

impl Noun for Evaluation {
    fn noun() -> &'static noun::Noun {
        &noun::EVALUATION
    }
}

impl<T: Planned> OutputType for Read<T> {
    fn type_name() -> Cow<'static, str> {
        adapter::type_name(T::shape())
    }

    fn qualified_type_name() -> String {
        adapter::qualified(T::shape())
    }

    fn create_type_info(registry: &mut Registry) -> String {
        adapter::register(registry);
        adapter::qualified(T::shape())
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, field: &Positioned<Field>) -> ServerResult<Value> {
        answer(ctx, field.pos, &self.0.question()).await
    }
}

/// Answers a question with all that is asked of it at this place.
pub(super) async fn answer(ctx: &ContextSelectionSet<'_>, place: Pos, question: &Question) -> ServerResult<Value> {
    let fault = |fault: crate::read::ReadError| ctx.set_error_path(server_error(fault, place));
    let Some(model) = ctx.data_opt::<ReadModel>() else {
        return Err(ServerError::new("the schema has no read model", Some(place)));
    };
    let keys = keys(ctx);
    let selection = Spreader::new(ctx.query_env).at(&keys).map_err(fault)?;
    let answer = model.answer(question, &selection).await.map_err(fault)?;
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
