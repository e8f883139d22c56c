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

#[cfg(test)]
mod tests {
    use super::{Onward, TIMES};
    use std::future::poll_fn;
    use std::pin::pin;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::task::{Context, Poll, Wake, Waker};
    use tokio::sync::mpsc;

    /// Counts calls.
    #[derive(Default)]
    struct Counted(AtomicUsize);

    impl Wake for Counted {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Polls work that calls itself so many times before it is done. Tells how often it was polled, how often somebody else
    /// was called, and whether it is done.
    fn polled(calls: usize) -> (usize, usize, bool) {
        let (outside, polls) = (Arc::new(Counted::default()), AtomicUsize::new(0));
        let work = poll_fn(|context| {
            if polls.fetch_add(1, Ordering::Relaxed) == calls {
                return Poll::Ready(());
            }
            context.waker().wake_by_ref();
            Poll::Pending
        });
        let work = pin!(work);
        let mut onward = pin!(Onward::new(work));
        let done = onward.as_mut().poll(&mut Context::from_waker(&Waker::from(Arc::clone(&outside)))).is_ready();
        (polls.load(Ordering::Relaxed), outside.0.load(Ordering::Relaxed), done)
    }

    #[test]
    fn who_calls_itself_goes_on_and_lets_others_have_their_turn() {
        assert_eq!(polled(0), (1, 0, true));
        assert_eq!(polled(TIMES - 1), (TIMES, 0, true));
        assert_eq!(polled(TIMES), (TIMES, 1, false));
    }

    #[test]
    fn who_calls_while_it_rests_is_heard_once() {
        let (outside, mut kept) = (Arc::new(Counted::default()), None);
        let work = poll_fn(|context: &mut Context<'_>| {
            kept = Some(context.waker().clone());
            Poll::<()>::Pending
        });
        {
            let work = pin!(work);
            let mut onward = pin!(Onward::new(work));
            let waker = Waker::from(Arc::clone(&outside));
            assert!(onward.as_mut().poll(&mut Context::from_waker(&waker)).is_pending());
        }
        for _ in 0..3 {
            kept.iter().for_each(Waker::wake_by_ref);
        }
        assert_eq!(outside.0.load(Ordering::Relaxed), 1);
    }

    /// Two that wait for each other all the time would wait for ever if one call were lost.
    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn no_call_is_lost() -> Result<(), Box<dyn std::error::Error>> {
        const TURNS: u32 = 50_000;
        let (there, mut asked) = mpsc::channel(1);
        let (back, mut answered) = mpsc::channel(1);
        let other = tokio::spawn(Onward::new(Box::pin(async move {
            while let Some(number) = asked.recv().await {
                if back.send(number).await.is_err() {
                    break;
                }
            }
        })));
        let own = tokio::spawn(Onward::new(Box::pin(async move {
            let mut sum = 0_u32;
            for number in 0..TURNS {
                there.send(number).await.ok()?;
                sum += u32::from(answered.recv().await? == number);
            }
            Some(sum)
        })));
        let sum = tokio::time::timeout(std::time::Duration::from_secs(60), own).await??;
        assert_eq!(sum, Some(TURNS));
        other.await?;
        Ok(())
    }
}
