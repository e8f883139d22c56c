//! What a request costs and what its caller has left, as the API tells it. Who counts, and how, is the door's.

use super::{adapter, describe};
use async_graphql::parser::types::Field;
use async_graphql::registry::Registry;
use async_graphql::{ContextSelectionSet, Object, OutputType, Positioned, ServerResult, Value};
use std::borrow::Cow;
use values::Instant;

/// What a request costs and what its caller has left; whoever counts leaves it in the request's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    /// What the request costs, in things that its answer can hold.
    pub cost: u64,
    /// What the caller has when nothing is spent.
    pub limit: u64,
    /// What is left after this request.
    pub remaining: u64,
    /// When all of it will be there again.
    pub reset_at: Instant,
}

/// What a request costs, and what is left to ask for. The unit is a thing that an answer can hold: the size of a page
/// times what is asked under each of its things.
/// *Svenska:* Vad en fråga kostar och vad som återstår, räknat i poster som svaret kan rymma.
#[Object]
impl RateLimit {
    /// What this request costs.
    /// *Svenska:* Vad denna fråga kostar.
    async fn cost(&self) -> i32 {
        int(self.cost)
    }

    /// What there is to spend when nothing is spent.
    /// *Svenska:* Vad som finns när inget är förbrukat.
    async fn limit(&self) -> i32 {
        int(self.limit)
    }

    /// What is left after this request.
    /// *Svenska:* Vad som återstår efter denna fråga.
    async fn remaining(&self) -> i32 {
        int(self.remaining)
    }

    /// When all of it will be there again, if nothing more is asked.
    /// *Svenska:* När allt finns igen, om inget mer frågas.
    async fn reset_at(&self) -> Moment {
        Moment(self.reset_at)
    }
}

/// A number of things as the API's integer; what is larger is the largest of those.
fn int(things: u64) -> i32 {
    i32::try_from(things).unwrap_or(i32::MAX)
}

/// A moment, as the read model's tables show theirs.
struct Moment(Instant);

impl OutputType for Moment {
    fn type_name() -> Cow<'static, str> {
        describe::INSTANT.name.into()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        adapter::register(registry);
        Self::qualified_type_name()
    }

    async fn resolve(&self, _: &ContextSelectionSet<'_>, _: &Positioned<Field>) -> ServerResult<Value> {
        Ok(Value::String(self.0.to_string()))
    }
}
