//! The lists of the read model as fields of the query, one for each noun, from one table.

use super::planned::{self, Shape};
use super::{adapter, inputs};
use crate::read::{LISTS, List, Page, Question};
use async_graphql::parser::types::Field;
use async_graphql::registry::Registry;
use async_graphql::{
    ContainerType, Context, ContextSelectionSet, ObjectType, OutputType, Positioned, ServerError, ServerResult, Value,
    resolver_utils::resolve_container,
};
use serde_json::Value as Json;
use std::borrow::Cow;

/// All lists, as part of the query.
pub struct Lists;

impl OutputType for Lists {
    fn type_name() -> Cow<'static, str> {
        "Lists".into()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        adapter::register(registry);
        let fields = LISTS.iter().map(|list| {
            let about = adapter::words(list.noun.description);
            let mut field = adapter::field(list.name, about, adapter::qualified(Shape::Connection(list.noun)));
            field.args = inputs::arguments(list.noun).into_iter().map(|one| (one.name.clone(), one)).collect();
            field
        });
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
        let mut page = Page::default();
        for (name, value) in given {
            let value = value.into_json().map_err(|cause| ServerError::new(cause.to_string(), Some(place)))?;
            take(&mut page, name.as_str(), value);
        }
        let inner = ctx.with_selection_set(&ctx.item.node.selection_set);
        planned::answer(&inner, place, &Question::List(list, page)).await.map(Some)
    }
}

impl ObjectType for Lists {}

/// An argument of a page; the library has held each against its type.
fn take(page: &mut Page, name: &str, value: Json) {
    if value.is_null() {
        return;
    }
    match name {
        "first" => page.first = value.as_i64(),
        "last" => page.last = value.as_i64(),
        "after" => page.after = value.as_str().map(str::to_owned),
        "before" => page.before = value.as_str().map(str::to_owned),
        "filter" => page.filter = Some(value),
        "orderBy" => page.order_by = Some(value),
        _ => {}
    }
}
