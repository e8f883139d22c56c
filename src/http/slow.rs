//! A connection whose client must go on reading: one that takes nothing of its answer for too long, or next to nothing, is
//! closed.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Sleep, sleep};

/// A client takes as many bytes of a long answer at least, each time its patience begins anew.
const LEAST: usize = 256 * 1024;

/// A stream that gives up on a client who stands still, or takes next to nothing: what is not taken is held in memory.
#[derive(Debug)]
pub(super) struct Reading {
    stream: TcpStream,
    patience: Duration,
    /// Runs from the moment at which the client was waited for.
    waiting: Option<Pin<Box<Sleep>>>,
    /// What it has taken since it was last given its whole patience.
    taken: usize,
}

impl Reading {
    pub(super) fn new(stream: TcpStream, patience: Duration) -> Self {
        Self { stream, patience, waiting: None, taken: 0 }
    }

    /// What came of trying to write, unless that has been pending for too long.
    fn patiently(&mut self, context: &mut Context<'_>, tried: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if let Poll::Ready(Ok(taken)) = tried {
            self.taken = self.taken.saturating_add(taken);
            if self.taken >= LEAST {
                self.begin_anew();
            }
        }
        if tried.is_ready() {
            return tried;
        }
        let patience = self.patience;
        let waiting = self.waiting.get_or_insert_with(|| Box::pin(sleep(patience)));
        ready!(waiting.as_mut().poll(context));
        Poll::Ready(Err(io::Error::new(io::ErrorKind::TimedOut, "the client reads nothing")))
    }

    fn begin_anew(&mut self) {
        (self.waiting, self.taken) = (None, 0);
    }
}

impl AsyncRead for Reading {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, into)
    }
}

impl AsyncWrite for Reading {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let tried = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.patiently(context, tried)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let tried = Pin::new(&mut self.stream).poll_write_vectored(context, bytes);
        self.patiently(context, tried)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        // All there is to send is in the hands of the system.
        self.begin_anew();
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::Reading;
    use std::future::poll_fn;
    use std::pin::Pin;
    use std::time::Duration;
    use tokio::io::AsyncWrite;
    use tokio::net::{TcpListener, TcpStream};

    /// What is flushed is taken, however little it was: the next answer is waited for anew.
    #[tokio::test]
    async fn a_flush_ends_the_waiting() -> std::io::Result<()> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let _client = TcpStream::connect(listener.local_addr()?).await?;
        let mut reading = Reading::new(listener.accept().await?.0, Duration::from_secs(60));
        let stands_still = poll_fn(|context| {
            while Pin::new(&mut reading).poll_write(context, &[0; 65_536]).is_ready() {}
            let waits = reading.waiting.is_some();
            let flushed = Pin::new(&mut reading).poll_flush(context).is_ready();
            std::task::Poll::Ready((waits, flushed))
        });
        assert_eq!(stands_still.await, (true, true));
        assert!(reading.waiting.is_none() && reading.taken == 0);
        Ok(())
    }
}
