//! The open event streams, each with the page that its browser shows.
//!
//! Telling never waits: every stream has a short queue, and a browser that does not empty it loses
//! its stream. It will connect again and be greeted with what it missed.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::fmt::Write as _;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Context, Poll};

use axum::body::Bytes;
use hyper::body::{Body, Frame};
use tokio::sync::{mpsc, watch};

use super::Event;

/// How many streams may be open; a browser has one for each tab that is seen.
pub(super) const MOST_STREAMS: usize = 512;
/// How many messages may wait for one browser.
const LONGEST_QUEUE: usize = 32;

/// All open event streams. Shared by the server, which opens them, and whoever knows what changed.
#[derive(Debug)]
pub struct Streams {
    open: Mutex<Open>,
    stopped: watch::Sender<bool>,
}

#[derive(Debug, Default)]
struct Open {
    streams: BTreeMap<u64, Stream>,
    next: u64,
}

#[derive(Debug)]
struct Stream {
    page: Arc<str>,
    queue: mpsc::Sender<Bytes>,
}

impl Default for Streams {
    fn default() -> Self {
        Self::new()
    }
}

impl Streams {
    /// No stream yet.
    pub fn new() -> Self {
        Self {
            open: Mutex::default(),
            stopped: watch::Sender::new(false),
        }
    }

    /// Tells every browser what `events` says for the page it shows. Asked once a page, not once a
    /// stream; never waits.
    pub fn tell(&self, events: impl Fn(&str) -> Vec<Event>) {
        // The question is asked without the lock: whoever answers may ask us for the pages.
        let messages: BTreeMap<String, Bytes> = self
            .pages()
            .into_iter()
            .map(|page| {
                let message = message(&events(&page));
                (page, message)
            })
            .collect();
        self.send(|page| messages.get(page).cloned().unwrap_or_default());
    }

    /// The pages that are looked at, each once, sorted.
    pub fn pages(&self) -> Vec<String> {
        let open = self.lock();
        let pages: BTreeSet<&str> = open.streams.values().map(|stream| &*stream.page).collect();
        pages.into_iter().map(str::to_owned).collect()
    }

    /// Ends all streams, and the server that opens them.
    pub fn stop(&self) {
        self.stopped.send_replace(true);
        self.lock().streams.clear();
    }

    /// Lets every connection show whether somebody is still there.
    pub(super) fn beat(&self) {
        self.send(|_| Bytes::from_static(b":\n\n"));
    }

    /// Waits until the streams are stopped.
    pub(super) async fn stopped(&self) {
        let mut stopped = self.stopped.subscribe();
        // The sender is ours, so there is always one.
        let _ = stopped.wait_for(|stopped| *stopped).await;
    }

    /// Opens a stream for a browser that shows `page`; none if too many are open.
    pub(super) fn enter(self: &Arc<Self>, page: &str) -> Option<Seat> {
        let (queue, messages) = mpsc::channel(LONGEST_QUEUE);
        let mut open = self.lock();
        if open.streams.len() >= MOST_STREAMS {
            return None;
        }
        let number = open.next;
        open.next += 1;
        // Without its sender a stream ends at once, and after the stop it should.
        if !*self.stopped.borrow() {
            let page = Arc::from(page);
            open.streams.insert(number, Stream { page, queue });
        }
        drop(open);
        Some(Seat {
            streams: Arc::clone(self),
            number,
            greeting: Bytes::new(),
            messages,
        })
    }

    fn send(&self, message: impl Fn(&str) -> Bytes) {
        let mut open = self.lock();
        open.streams.retain(|_, stream| {
            let message = message(&stream.page);
            message.is_empty() || stream.queue.try_send(message).is_ok()
        });
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        let open = self.open.lock();
        open.expect("invariant: nothing panics while the streams are locked")
    }
}

/// One open stream, as the body of its answer. It is left when the connection drops it.
pub(super) struct Seat {
    streams: Arc<Streams>,
    number: u64,
    greeting: Bytes,
    messages: mpsc::Receiver<Bytes>,
}

impl Seat {
    /// Says something before everything that was told since the stream was entered: it was found out
    /// later than entering, so nothing told before it is newer than what follows.
    pub(super) fn greet(&mut self, events: &[Event]) {
        // A server that was started again is found soon.
        let mut greeting = b"retry: 1000\n\n".to_vec();
        greeting.extend_from_slice(&message(events));
        self.greeting = Bytes::from(greeting);
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.streams.lock().streams.remove(&self.number);
    }
}

impl Body for Seat {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let greeting = std::mem::take(&mut self.greeting);
        if !greeting.is_empty() {
            return Poll::Ready(Some(Ok(Frame::data(greeting))));
        }
        let message = self.messages.poll_recv(context);
        message.map(|message| message.map(|message| Ok(Frame::data(message))))
    }
}

/// Events as they go over the wire. A line end in one would begin a field of its own, so it never
/// stays one.
fn message(events: &[Event]) -> Bytes {
    let mut message = String::new();
    for event in events {
        let data = event.data.replace(['\r', '\n'], " ");
        // Writing to a string cannot fail.
        let _ = write!(message, "event: {}\ndata: {data}\n\n", event.name);
    }
    Bytes::from(message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(data: &str) -> Event {
        Event {
            name: "reload",
            data: data.to_owned(),
        }
    }

    fn received(seat: &mut Seat) -> Vec<Bytes> {
        std::iter::from_fn(|| seat.messages.try_recv().ok()).collect()
    }

    #[test]
    fn each_page_is_told_its_own_events() {
        let streams = Arc::new(Streams::new());
        let mut first = streams.enter("/a/").expect("room");
        let mut second = streams.enter("/b/").expect("room");
        let mut third = streams.enter("/b/").expect("room");
        assert_eq!(streams.pages(), ["/a/", "/b/"]);
        streams.tell(|page| match page {
            "/b/" => vec![event(page)],
            _ => Vec::new(),
        });
        assert!(received(&mut first).is_empty());
        assert_eq!(received(&mut second), ["event: reload\ndata: /b/\n\n"]);
        assert_eq!(received(&mut third), ["event: reload\ndata: /b/\n\n"]);
        drop(second);
        drop(third);
        assert_eq!(streams.pages(), ["/a/"]);
    }

    #[test]
    fn a_beat_is_a_comment_for_everybody() {
        let streams = Arc::new(Streams::new());
        let mut seat = streams.enter("/a/").expect("room");
        streams.beat();
        assert_eq!(received(&mut seat), [":\n\n"]);
    }

    #[test]
    fn who_does_not_listen_loses_the_stream() {
        let streams = Arc::new(Streams::new());
        let mut slow = streams.enter("/slow/").expect("room");
        let mut quick = streams.enter("/quick/").expect("room");
        for _ in 0..=LONGEST_QUEUE {
            streams.tell(|page| vec![event(page)]);
            received(&mut quick);
        }
        assert_eq!(streams.pages(), ["/quick/"]);
        assert_eq!(received(&mut slow).len(), LONGEST_QUEUE);
    }

    #[test]
    fn there_is_an_end_of_room_and_of_time() {
        let streams = Arc::new(Streams::new());
        let mut seats: Vec<Seat> = (0..MOST_STREAMS)
            .map(|_| streams.enter("/").expect("room"))
            .collect();
        assert!(streams.enter("/").is_none());
        seats.pop();
        let mut last = streams.enter("/").expect("room");
        streams.stop();
        assert!(streams.pages().is_empty());
        assert_eq!(
            last.messages.try_recv(),
            Err(mpsc::error::TryRecvError::Disconnected)
        );
        drop(seats);
        streams.enter("/").expect("room");
        assert!(streams.pages().is_empty(), "entered after the stop");
    }

    #[test]
    fn asking_back_while_telling_is_no_deadlock() {
        let streams = Arc::new(Streams::new());
        let _seat = streams.enter("/").expect("room");
        streams.tell(|_| vec![event(&streams.pages().join(" "))]);
    }

    #[test]
    fn an_event_stays_in_its_lines() {
        let event = event("/a/\n\nevent: evil\rdata: x");
        assert_eq!(
            message(&[event]),
            "event: reload\ndata: /a/  event: evil data: x\n\n"
        );
    }
}
