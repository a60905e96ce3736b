//! The server at work: who comes in, how long they may stay, and the end.

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::net::IpAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::Service;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::{self, MissedTickBehavior};

use super::bind::Server;
use super::gate::Names;
use super::routes::{Desk, Local, routes};
use super::screen::Screen;
use super::streams::Streams;
use super::{Answer, head, room};
use crate::host::HostError;
use crate::wording::words;

/// How long a head may take to come in, and how long a connection may wait for its next one.
const LONGEST_HEAD: Duration = Duration::from_secs(5);
/// How often every event stream is written to, so that one whose browser is gone is found.
const BEAT: Duration = Duration::from_secs(15);
/// How long answers that are under way may take when the server ends.
const LONGEST_GOODBYE: Duration = Duration::from_millis(500);
/// How long to wait when the system has no descriptor left for a connection.
const PAUSE: Duration = Duration::from_millis(50);

impl Server {
    /// Answers until the process is told to end (Ctrl-C, a terminal that closes, a supervisor) or
    /// `streams` are stopped; then ends all streams and returns within a second.
    pub fn run(self, answer: Arc<dyn Answer>, streams: Arc<Streams>) -> Result<(), HostError> {
        let desk = Arc::new(Desk {
            answer,
            streams,
            token: self.token,
            names: Names {
                port: self.address.port(),
                hosts: self.hosts,
            },
        });
        let router = routes(Arc::clone(&desk), &self.own_files);
        let outcome = self
            .runtime
            .block_on(serve(self.listener, router, &desk.streams));
        // An answer that hangs does not keep the process.
        self.runtime.shutdown_background();
        outcome.map_err(|error| no_signals(&error))
    }
}

async fn serve(listener: TcpListener, router: Router, streams: &Streams) -> io::Result<()> {
    let mut end = pin!(ended()?);
    let mut stopped = pin!(streams.stopped());
    let mut beat = time::interval(BEAT);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let places = room::connections();
    let room = Arc::new(Semaphore::new(places as usize));
    let closing = watch::Sender::new(false);
    loop {
        tokio::select! {
            () = &mut end => break,
            () = &mut stopped => break,
            _ = beat.tick() => streams.beat(),
            (stream, place) = accept(&listener, &room) => {
                let router = router.clone();
                tokio::spawn(attend(stream, router, closing.subscribe(), place));
            }
        }
    }
    // First the port, so that it is free for the next one at once.
    drop(listener);
    streams.stop();
    closing.send_replace(true);
    let _ = time::timeout(LONGEST_GOODBYE, room.acquire_many(places)).await;
    Ok(())
}

/// The next connection, once there is room for it.
async fn accept(
    listener: &TcpListener,
    room: &Arc<Semaphore>,
) -> (TcpStream, OwnedSemaphorePermit) {
    let place = Arc::clone(room).acquire_owned().await;
    let place = place.expect("invariant: the room is never closed");
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return (stream, place),
            // The client gave up before it was let in, or descriptors are short: neither is for ever.
            Err(error) if is_of_the_client(&error) => {}
            Err(_) => time::sleep(PAUSE).await,
        }
    }
}

fn is_of_the_client(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::Interrupted
    )
}

/// Answers one connection until its end. What goes wrong on it concerns nobody else.
async fn attend(
    stream: TcpStream,
    router: Router,
    mut closing: watch::Receiver<bool>,
    _place: OwnedSemaphorePermit,
) {
    let Ok(local) = stream.local_addr() else {
        return;
    };
    // Without it a small answer waits for the acknowledgement of the one before.
    let _ = stream.set_nodelay(true);
    let visit = Visit {
        router: TowerToHyperService::new(router),
        local: local.ip(),
    };
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(LONGEST_HEAD)
        .max_buf_size(2 * head::LARGEST_HEAD)
        .auto_date_header(false)
        .serve_connection(TokioIo::new(Screen::new(stream)), visit);
    let mut connection = pin!(connection);
    tokio::select! {
        _ = connection.as_mut() => return,
        _ = closing.wait_for(|closing| *closing) => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ = connection.await;
}

/// The routes, for one connection.
struct Visit {
    router: TowerToHyperService<Router>,
    local: IpAddr,
}

impl Service<Request<Incoming>> for Visit {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = <TowerToHyperService<Router> as Service<Request<Incoming>>>::Future;

    fn call(&self, mut request: Request<Incoming>) -> Self::Future {
        request.extensions_mut().insert(Local(self.local));
        self.router.call(request)
    }
}

/// Waits until the process is told to end.
#[cfg(unix)]
fn ended() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let mut hang_up = signal(SignalKind::hangup())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
            _ = hang_up.recv() => {}
        }
    })
}

/// Waits until the process is told to end.
#[cfg(not(unix))]
fn ended() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            // Nobody can tell us: only `Streams::stop` ends the server.
            std::future::pending().await
        }
    })
}

fn no_signals(error: &io::Error) -> HostError {
    HostError::machine(words(
        format!("終了の合図を受け取る準備ができません: {error}"),
        format!("cannot listen to the signals that end the preview: {error}"),
    ))
}
