//! Execution: a question to its end or until its time is up, an act to its end whatever happens, and a panic of either as
//! what it is.

use super::request_id::RequestId;
use super::settle;
use async_graphql::{Executor, Request, Response as Executed};
use std::any::Any;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;
use tokio::sync::OwnedSemaphorePermit;

/// Executes a question to its end, or to its panic, whose text is for the operator; `None` is one that took too long. It can
/// be dropped at any moment, and is when its caller goes away.
pub(super) async fn in_time<E: Executor>(
    schema: &E,
    request: Request,
    patience: Duration,
    _turn: OwnedSemaphorePermit,
) -> Option<Result<Executed, String>> {
    tokio::time::timeout(patience, unless_panicking(schema.execute(request))).await.ok()
}

/// Executes an act to its end, whatever becomes of its caller: of one that is dropped nobody would know whether it was done.
/// What is `held` is held until then.
pub(super) async fn to_its_end<E: Executor>(
    schema: E,
    request: Request,
    id: Option<RequestId>,
    held: impl Send + 'static,
) -> Result<Executed, String> {
    let mut act = Act { id, executed: None, taken: false };
    let task = tokio::spawn(async move {
        act.executed = Some(unless_panicking(schema.execute(request)).await);
        drop(held);
        act
    });
    task.await.map_or_else(|cut_off| Err(cut_off.to_string()), Act::take)
}

/// An act under way, and what became of it. Where nobody takes that, the operator is told.
struct Act {
    id: Option<RequestId>,
    executed: Option<Result<Executed, String>>,
    taken: bool,
}

impl Act {
    fn take(mut self) -> Result<Executed, String> {
        self.taken = true;
        self.executed.take().unwrap_or_else(|| Err("the act has no end".to_owned()))
    }
}

impl Drop for Act {
    fn drop(&mut self) {
        if self.taken {
            return;
        }
        let executed = self.executed.take();
        let request = self.id.as_ref().map(tracing::field::display);
        let (refused, cause) = match executed {
            None => {
                tracing::warn!(request, "an act was cut off: it is done wholly or not at all");
                return;
            }
            Some(Ok(executed)) => (!executed.errors.is_empty(), settle::causes(executed)),
            Some(Err(cause)) => (true, Some(cause)),
        };
        match cause {
            Some(cause) => tracing::error!(request, cause, "fault in an act, and nobody took its answer"),
            None if refused => tracing::info!(request, "an act was refused, and nobody took its answer"),
            None => tracing::info!(request, "an act came to its end, and nobody took its answer"),
        }
    }
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
