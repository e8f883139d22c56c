//! The lists of the read model as fields of the query, one for each noun, from one table.

use super::{adapter, planned};
use crate::read::{LISTS, List, Page, Question};
use async_graphql::parser::types::Field;
use async_graphql::registry::Registry;
use async_graphql::{
    ContainerType, Context, ContextSelectionSet, ObjectType, OutputType, Positioned, ServerError, ServerResult, Value,
    resolver_utils::resolve_container,
};
use std::borrow::Cow;

/// All lists, as part of the query.
#[derive(Default)]
pub struct Lists;

impl OutputType for Lists {
    fn type_name() -> Cow<'static, str> {
        "Lists".into()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        adapter::register(registry);
        let fields =
            LISTS.iter().map(|list| adapter::listed(list.name, adapter::words(list.noun.description), list.noun));
        let fields = fields.collect();
        adapter::object(registry, &Self::type_name(), String::new(), fields);
        Self::type_name().into_owned()
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, _: &Positioned<Field>) -> ServerResult<Value> {
        resolve_container(ctx, self).await
    }
}

impl ContainerType for Lists {
    async fn resolve_field(&self, ctx: &Context<'_>) -> ServerResult<Option<Value>> {
        let Some(list) = List::named(ctx.item.node.name.node.as_str()) else { return Ok(None) };
        let place = ctx.item.pos;
        let given = ctx.field().arguments()?;
        let mut read = Vec::with_capacity(given.len());
        for (name, value) in given {
            read.push((name, value.into_json().map_err(|cause| ServerError::new(cause.to_string(), Some(place)))?));
        }
        let page = Page::of(read.iter().map(|(name, value)| (name.as_str(), value)));
        let inner = ctx.with_selection_set(&ctx.item.node.selection_set);
        planned::answer(&inner, place, &Question::List(list, page)).await.map(Some)
    }
}

impl ObjectType for Lists {}
