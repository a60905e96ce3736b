//! A connection of which the HTTP parser sees nothing but checked heads.
//!
//! Each head is held back until it is whole and plain ([`head`]); one that is refused is replaced by
//! a head of our own, so that its answer is made where all answers are made and has their headers.
//! Requests have no bodies here, so a connection is a row of heads and nothing else.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Sleep, sleep};

use super::head::{self, HeadReader, Progress};

/// How long a browser may leave our bytes unread before we give it up.
const LONGEST_STALL: Duration = Duration::from_secs(20);
/// How long, after a refusal, we go on reading what the client still sends: to close with unread
/// bytes would make its system throw the refusal away.
const LONGEST_FAREWELL: Duration = Duration::from_secs(1);
/// How much is read then at most.
const LARGEST_FAREWELL: usize = 4 * 1024 * 1024;
/// How many bytes are read at once.
const CHUNK: usize = 4 * 1024;

/// A connection behind the first door.
pub(super) struct Screen {
    stream: TcpStream,
    /// What was read and not passed on.
    held: Vec<u8>,
    /// How many of the held bytes, from the first, may be passed on.
    passing: usize,
    reader: HeadReader,
    farewell: Farewell,
    stall: Option<Pin<Box<Sleep>>>,
}

/// How a connection ends.
enum Farewell {
    /// Not by us.
    None,
    /// A request was refused: nothing more is read as a request.
    Due,
    /// Everything is said; what the client still sends is dropped.
    Taken {
        until: Pin<Box<Sleep>>,
        dropped: usize,
    },
}

impl Screen {
    /// Stands before a connection.
    pub(super) fn new(stream: TcpStream) -> Self {
        Self {
            stream,
            held: Vec::new(),
            passing: 0,
            reader: HeadReader::default(),
            farewell: Farewell::None,
            stall: None,
        }
    }

    /// Reads more of the connection; 0 at its end.
    fn poll_more(&mut self, context: &mut Context<'_>) -> Poll<io::Result<usize>> {
        let mut chunk = [0; CHUNK];
        let mut buffer = ReadBuf::new(&mut chunk);
        ready!(Pin::new(&mut self.stream).poll_read(context, &mut buffer))?;
        self.held.extend_from_slice(buffer.filled());
        Poll::Ready(Ok(buffer.filled().len()))
    }

    /// Looks at what is held, and decides about the head at its front.
    fn judge(&mut self) {
        match self.reader.read(&self.held) {
            Progress::Part => return,
            Progress::Whole(length) => {
                let passed = head::passed_on(&self.held[..length]).into_owned();
                self.passing = passed.len();
                if passed.len() != length {
                    self.held.splice(..length, passed);
                }
            }
            Progress::Refused(refusal) => {
                self.held = head::in_place_of(&self.held, refusal);
                self.passing = self.held.len();
                self.farewell = Farewell::Due;
            }
        }
        self.reader = HeadReader::default();
    }

    fn pass(&mut self, buffer: &mut ReadBuf<'_>) {
        let length = self.passing.min(buffer.remaining());
        buffer.put_slice(&self.held[..length]);
        self.held.drain(..length);
        self.passing -= length;
    }

    /// Gives a write up that takes too long, or one client could hold its connection for ever.
    fn unless_stalled<T>(
        &mut self,
        context: &mut Context<'_>,
        written: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.stall = None;
            return written;
        }
        let stall = self
            .stall
            .get_or_insert_with(|| Box::pin(sleep(LONGEST_STALL)));
        ready!(stall.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Screen {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let screen = &mut *self;
        loop {
            if screen.passing > 0 {
                screen.pass(buffer);
                return Poll::Ready(Ok(()));
            }
            if !matches!(screen.farewell, Farewell::None) {
                // The refusal is being written; nobody is to be woken by what else comes in.
                return Poll::Pending;
            }
            if !screen.held.is_empty() {
                screen.judge();
            }
            if screen.passing == 0 && ready!(screen.poll_more(context))? == 0 {
                return Poll::Ready(Ok(()));
            }
        }
    }
}

impl AsyncWrite for Screen {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.unless_stalled(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, slices);
        self.unless_stalled(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let screen = &mut *self;
        if !matches!(screen.farewell, Farewell::Taken { .. }) {
            ready!(Pin::new(&mut screen.stream).poll_shutdown(context))?;
        }
        match screen.farewell {
            Farewell::None => return Poll::Ready(Ok(())),
            Farewell::Due => {
                screen.farewell = Farewell::Taken {
                    until: Box::pin(sleep(LONGEST_FAREWELL)),
                    dropped: 0,
                };
            }
            Farewell::Taken { .. } => {}
        }
        screen.poll_drop_rest(context)
    }
}

impl Screen {
    /// Drops what the client still sends, up to a bound.
    fn poll_drop_rest(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let Farewell::Taken { until, dropped } = &mut self.farewell else {
            return Poll::Ready(Ok(()));
        };
        while *dropped < LARGEST_FAREWELL && until.as_mut().poll(context).is_pending() {
            let mut chunk = [0; CHUNK];
            let mut buffer = ReadBuf::new(&mut chunk);
            ready!(Pin::new(&mut self.stream).poll_read(context, &mut buffer))?;
            if buffer.filled().is_empty() {
                break;
            }
            *dropped += buffer.filled().len();
        }
        Poll::Ready(Ok(()))
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;
    use std::net::{Ipv4Addr, TcpListener};

    use tokio::runtime::Builder;
    use tokio::time::Instant;

    use super::*;

    /// Runs a test in which waiting takes no time; `peer` is the other end of the screen.
    fn in_no_time(test: impl AsyncFnOnce(Screen, std::net::TcpStream)) {
        let mut builder = Builder::new_current_thread();
        let builder = builder.enable_all().start_paused(true);
        let runtime = builder.build().expect("a runtime");
        runtime.block_on(async {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
            let address = listener.local_addr().expect("an address");
            let peer = std::net::TcpStream::connect(address).expect("a connection");
            let (stream, _) = listener.accept().expect("a connection");
            stream.set_nonblocking(true).expect("a socket");
            let stream = TcpStream::from_std(stream).expect("a socket");
            test(Screen::new(stream), peer).await;
        });
    }

    #[test]
    fn an_answer_that_nobody_reads_is_given_up() {
        in_no_time(async |screen, _peer| {
            let start = Instant::now();
            let mut screen = Pin::from(Box::new(screen));
            let error = loop {
                let bytes = [0; CHUNK];
                let written = poll_fn(|context| screen.as_mut().poll_write(context, &bytes));
                if let Err(error) = written.await {
                    break error;
                }
            };
            assert_eq!(error.kind(), io::ErrorKind::TimedOut);
            assert!(start.elapsed() >= LONGEST_STALL);
        });
    }

    #[test]
    fn after_a_refusal_the_rest_is_dropped_for_a_while() {
        in_no_time(async |screen, mut peer| {
            use std::io::Write as _;

            peer.write_all(b"BREW /pot HTTP/1.1\r\nand so on")
                .expect("a connection");
            let mut screen = Pin::from(Box::new(screen));
            let mut bytes = [0; CHUNK];
            let mut buffer = ReadBuf::new(&mut bytes);
            let passed = poll_fn(|context| screen.as_mut().poll_read(context, &mut buffer));
            passed.await.expect("a connection");
            assert!(buffer.filled().starts_with(b"GET * HTTP/1.1\r\n"));
            // The peer neither closes nor goes on: it is not waited for longer than said.
            let start = Instant::now();
            let closed = poll_fn(|context| screen.as_mut().poll_shutdown(context));
            closed.await.expect("a connection");
            assert!(start.elapsed() >= LONGEST_FAREWELL);
            assert!(start.elapsed() < 2 * LONGEST_FAREWELL);
        });
    }
}
