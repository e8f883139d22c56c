//! `/graphql`: negotiate, read, guard, prepare, execute, answer.

use super::answer::{self, Charge, Code, Refusal};
use super::budget::{Budgets, Caller, LEAST, Spent, Standing};
use super::guard::Documents;
use super::negotiate::{self, Media};
use super::prepare::{Prepared, Stop, prepare};
use super::request::{self, Unreadable};
use super::request_id::RequestId;
use super::run;
use super::serving::{Patience, UnderWay};
use super::turn::Turns;
use super::watch::Ran;
use crate::clock::Clock;
use crate::graphql::RateLimit;
use async_graphql::Executor;
use async_graphql::parser::types::OperationType;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use std::sync::Arc;

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
    // Every request costs something, also one that cannot be read, and one that is sent away.
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
    let more = charge.requested.saturating_sub(LEAST);
    let standing = match door.budgets.take(caller, more, door.clock.now()) {
        Ok(standing) => standing,
        Err(spent) => return rate_limited(media, spent, Some(charge)),
    };
    let request = request.data(rate_limit(charge, standing, &door.budgets));
    let request = match &id {
        Some(id) => request.data(id.clone()),
        None => request,
    };
    let Some(turn) = door.turns.take().await else {
        door.budgets.give_back(caller, more, door.clock.now());
        return door.turns.busy(media);
    };
    let executed = match ran.kind {
        OperationType::Query => run::in_time(&door.schema, request, door.patience.request, turn).await,
        OperationType::Mutation | OperationType::Subscription => {
            Some(run::to_its_end(door.schema.clone(), request, id, (turn, under_way)).await)
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

/// The answer to a question that took too long. Its statement is stopped where it was dropped.
fn too_late(media: Media, patience: Patience, charge: Charge) -> Response {
    let message = format!("the question was not answered within {:?}, and was cut off", patience.request);
    let refusal = Refusal::new(Code::RequestTimeout, message).hint("ask for less, or in parts").charged(charge);
    answer::refuse(media, StatusCode::SERVICE_UNAVAILABLE, refusal)
}

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
