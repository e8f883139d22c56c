//! Work that wakes itself while it is under way goes on at once, where it is.
//!
//! What reads a request wakes the work that waits for it, which is the same work: it would be put back into the queue of
//! the runtime, and another thread called up to take it, to find that there is nothing more to do.

use futures_util::task::AtomicWaker;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll, Wake, Waker};

/// How often work goes on before others have their turn.
const TIMES: usize = 3;

/// Nothing is under way, and nobody called.
const RESTING: u8 = 0;
/// It is under way.
const WORKING: u8 = 1;
/// Somebody called since it began.
const CALLED: u8 = 2;

/// Work that goes on.
pub(super) struct Onward<F> {
    work: F,
    bell: Arc<Bell>,
    /// What the work is given to call it by.
    waker: Waker,
}

/// Tells calls from within apart from others.
struct Bell {
    state: AtomicU8,
    outside: AtomicWaker,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if self.state.swap(CALLED, Ordering::AcqRel) == RESTING {
            self.outside.wake();
        }
    }
}

impl<F> Onward<F> {
    pub(super) fn new(work: F) -> Self {
        let bell = Arc::new(Bell { state: AtomicU8::new(RESTING), outside: AtomicWaker::new() });
        Self { work, waker: Waker::from(Arc::clone(&bell)), bell }
    }
}

impl<F: Future + Unpin> Future for Onward<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let this = &mut *self;
        this.bell.outside.register(context.waker());
        for _ in 0..TIMES {
            this.bell.state.swap(WORKING, Ordering::AcqRel);
            let worked = Pin::new(&mut this.work).poll(&mut Context::from_waker(&this.waker));
            if worked.is_ready() {
                return worked;
            }
            let state = &this.bell.state;
            if state.compare_exchange(WORKING, RESTING, Ordering::AcqRel, Ordering::Acquire).is_ok() {
                return Poll::Pending;
            }
        }
        // Called again each time: now it is the others' turn.
        this.bell.state.store(RESTING, Ordering::Release);
        context.waker().wake_by_ref();
        Poll::Pending
    }
}
