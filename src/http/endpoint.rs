//! `/graphql`: negotiate, read, guard, prepare, execute, answer.

use super::answer::{self, Charge, Code, Refusal};
use super::budget::{Budgets, Caller, Spent, Standing};
use super::guard::Documents;
use super::negotiate::{self, Media};
use super::prepare::{Prepared, Stop, prepare};
use super::request::{self, Unreadable};
use super::request_id::RequestId;
use super::serving::{Patience, UnderWay};
use super::turn::Turns;
use super::watch::Ran;
use crate::clock::Clock;
use crate::graphql::RateLimit;
use async_graphql::parser::types::OperationType;
use async_graphql::{Executor, Response as Executed};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use std::any::Any;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use tokio::sync::OwnedSemaphorePermit;

/// What answers at `/graphql`.
#[derive(Clone)]
pub(super) struct Door<E> {
    pub(super) schema: E,
    pub(super) turns: Turns,
    pub(super) patience: Patience,
    pub(super) body_bytes: usize,
    pub(super) budgets: Budgets,
    pub(super) documents: Documents,
    pub(super) clock: Arc<dyn Clock>,
}

/// Answers one request to `/graphql`, by whatever method.
pub(super) async fn graphql<E: Executor>(State(door): State<Door<E>>, request: Request) -> Response {
    let Some(media) = negotiate::media(request.headers()) else {
        let refusal = Refusal::new(Code::BadUserInput, "no media type that you accept is spoken here")
            .hint("accept application/graphql-response+json or application/json");
        return answer::refuse(Media::Json, StatusCode::NOT_ACCEPTABLE, refusal);
    };
    let id = request.extensions().get::<RequestId>().cloned();
    let caller = request.extensions().get::<Caller>().copied().unwrap_or_default();
    let under_way = request.extensions().get::<UnderWay>().cloned();
    // Every request costs something, also one that cannot be read.
    if let Err(spent) = door.budgets.take(caller, LEAST, door.clock.now()) {
        return rate_limited(media, spent, None);
    }
    let asked = match request::read(request, door.patience.body, door.body_bytes).await {
        Ok(asked) => asked,
        Err(unreadable) => return turn_away(media, unreadable),
    };
    let (admitted, met) = match door.documents.admit(&asked.query) {
        Ok(admitted) => admitted,
        Err(refusal) => return answer::refuse_document(media, refusal),
    };
    let text = asked.query.clone();
    let Prepared { request, root, charge, ran } = match prepare(asked, &admitted, met, door.budgets.limits().question) {
        Ok(prepared) => prepared,
        Err(Stop::Document(refusal)) => return answer::refuse_document(media, refusal),
        Err(Stop::Method(unreadable)) => return turn_away(media, unreadable),
    };
    let standing = match door.budgets.take(caller, charge.requested.saturating_sub(LEAST), door.clock.now()) {
        Ok(standing) => standing,
        Err(spent) => return rate_limited(media, spent, Some(charge)),
    };
    let request = request.data(rate_limit(charge, standing, &door.budgets));
    let request = match id {
        Some(id) => request.data(id),
        None => request,
    };
    let Some(turn) = door.turns.take().await else {
        door.budgets.give_back(caller, charge.requested, door.clock.now());
        return door.turns.busy(media);
    };
    let executed = match ran.kind {
        OperationType::Query => in_time(&door, request, turn).await,
        OperationType::Mutation | OperationType::Subscription => {
            Some(to_its_end(&door, request, (turn, under_way)).await)
        }
    };
    let mut response = match executed {
        Some(Ok(executed)) => {
            if executed.errors.is_empty() {
                door.documents.keep(&text, &admitted);
            }
            answer::executed(media, executed, &root, charge)
        }
        Some(Err(cause)) => answer::failed(media, cause),
        None => too_late(media, door.patience, charge),
    };
    if let Some(name) = ran.name {
        response.extensions_mut().insert(Ran(name));
    }
    response
}

/// Executes a question to its end, or to its panic, whose text is for the operator; `None` is one that took too long. It can
/// be dropped at any moment, and is when its caller goes away.
async fn in_time<E: Executor>(
    door: &Door<E>,
    request: async_graphql::Request,
    _turn: OwnedSemaphorePermit,
) -> Option<Result<Executed, String>> {
    tokio::time::timeout(door.patience.request, unless_panicking(door.schema.execute(request))).await.ok()
}

/// Executes an act to its end, whatever becomes of its caller: of one that is dropped nobody would know whether it was done.
/// What is `held` is held until then.
async fn to_its_end<E: Executor>(
    door: &Door<E>,
    request: async_graphql::Request,
    held: impl Send + 'static,
) -> Result<Executed, String> {
    let schema = door.schema.clone();
    let act = tokio::spawn(async move {
        let done = unless_panicking(schema.execute(request)).await;
        drop(held);
        done
    });
    act.await.unwrap_or_else(|cut_off| Err(cut_off.to_string()))
}

/// The answer to a question that took too long. Its statement is stopped where it was dropped.
fn too_late(media: Media, patience: Patience, charge: Charge) -> Response {
    let message = format!("the question was not answered within {:?}, and was cut off", patience.request);
    let refusal = Refusal::new(Code::RequestTimeout, message).hint("ask for less, or in parts").charged(charge);
    answer::refuse(media, StatusCode::SERVICE_UNAVAILABLE, refusal)
}

/// What a request costs before it is read.
const LEAST: u64 = 1;

fn rate_limit(charge: Charge, Standing { remaining, reset_at }: Standing, budgets: &Budgets) -> RateLimit {
    RateLimit { cost: charge.requested, limit: budgets.limits().bucket, remaining, reset_at }
}

/// The answer to a caller that has spent its budget: when to come again.
fn rate_limited(media: Media, Spent { seconds, standing }: Spent, charge: Option<Charge>) -> Response {
    let message = match charge {
        Some(Charge { requested, .. }) => {
            format!("this costs {requested}, and {} of your budget is left", standing.remaining)
        }
        None => "nothing of your budget is left".to_owned(),
    };
    let refusal = Refusal::new(Code::RateLimited, message)
        .hint(format!("nothing was done; send it again in {seconds} s, or ask for less, in smaller pages"));
    let refusal = match charge {
        Some(charge) => refusal.charged(charge),
        None => refusal,
    };
    let mut response = answer::refuse(media, StatusCode::TOO_MANY_REQUESTS, refusal);
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response
}

fn turn_away(media: Media, unreadable: Unreadable) -> Response {
    let mut response = answer::refuse(media, unreadable.status, unreadable.refusal);
    if let Some(allow) = unreadable.allow {
        let allow = HeaderValue::from_static(allow);
        response.headers_mut().insert(header::ALLOW, allow);
    }
    response
}

/// Runs a future to its end, or to its panic, whose text is for the operator.
async fn unless_panicking(execution: impl Future<Output = Executed>) -> Result<Executed, String> {
    let mut execution = pin!(execution);
    poll_fn(|context| {
        let polled = catch_unwind(AssertUnwindSafe(|| execution.as_mut().poll(context)));
        match polled {
            Ok(polled) => polled.map(Ok),
            Err(panic) => Poll::Ready(Err(panic_text(panic.as_ref()))),
        }
    })
    .await
}

fn panic_text(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    format!("panic: {}", text.unwrap_or("without a text"))
}
