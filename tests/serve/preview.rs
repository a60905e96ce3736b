//! A server on a free port, with a site of a few pages that exist only here.

use std::fs;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, JoinHandle};

use madoguchi::host::HostError;
use madoguchi::host::serve::{Answer, Answered, Event, OwnFile, Server, Status, Streams, Wanted};

use crate::client::get;

/// The policy of the fake site.
pub(crate) const POLICY: &str = "default-src 'none'; style-src 'self'";
/// The page at `/p/`, of the usual size.
pub(crate) const PAGE_LENGTH: usize = 5 * 1024;

/// A server that runs in the background and ends with its test.
pub(crate) struct Preview {
    pub(crate) address: SocketAddr,
    pub(crate) streams: Arc<Streams>,
    pub(crate) site: Arc<Site>,
    running: Option<JoinHandle<Result<(), HostError>>>,
}

/// The fake site; it counts how often it is asked.
#[derive(Default)]
pub(crate) struct Site {
    asked: AtomicUsize,
}

impl Site {
    /// How many paths were asked for.
    pub(crate) fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

impl Answer for Site {
    fn answer(&self, path: &str) -> Answered {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let (status, body) = match path {
            "/p/" => (Status::Ok, page()),
            "/窓口/" => (Status::Ok, "<p>窓口".to_owned()),
            "/が/" => (Status::Ok, "<p>が".to_owned()),
            "/large/" => (Status::Ok, "あ".repeat(2 * 1024 * 1024)),
            "/.madoguchi/problems" => (Status::Ok, "[]".to_owned()),
            "/old" => (Status::MovedTo("/窓口/".to_owned()), String::new()),
            "/away" => (Status::MovedTo("//evil.example/".to_owned()), String::new()),
            // An answer that reads a file, as one about a changed page does.
            "/disk/" => match fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")) {
                Ok(_) => (Status::Ok, String::new()),
                Err(error) => (Status::NotFound, error.to_string()),
            },
            "/panic/" => panic!("a bug in a page, made by a test"),
            _ => (Status::NotFound, "<p>このページはありません".to_owned()),
        };
        Answered {
            status,
            content_type: "text/html; charset=utf-8".into(),
            policy: Arc::from(POLICY),
            body: Arc::from(body.into_bytes()),
        }
    }

    fn greet(&self, page: &str, seen: &str) -> Vec<Event> {
        let is_old = seen == "old";
        let event = Event {
            name: "reload",
            data: page.to_owned(),
        };
        Some(event).filter(|_| is_old).into_iter().collect()
    }
}

/// The page at `/p/`.
pub(crate) fn page() -> String {
    let mut page = "<!doctype html><title>p</title>".to_owned();
    page.push_str(&"x".repeat(PAGE_LENGTH - page.len()));
    page
}

/// What the tests want of a server: loopback, any port, and a script of its own.
pub(crate) fn wanted() -> Wanted {
    Wanted {
        interface: IpAddr::V4(Ipv4Addr::LOCALHOST),
        port: Some(0),
        hosts: Vec::new(),
        own_files: vec![OwnFile {
            name: "reload.js",
            content_type: "text/javascript; charset=utf-8",
            text: "const token = \"{token}\";\n",
        }],
    }
}

impl Preview {
    /// A server on loopback.
    pub(crate) fn start() -> Self {
        Self::run(Server::bind(wanted()).unwrap())
    }

    /// A server that stands already.
    pub(crate) fn run(server: Server) -> Self {
        let address = server.address();
        let streams = Arc::new(Streams::new());
        let site = Arc::new(Site::default());
        let (answer, told) = (Arc::clone(&site), Arc::clone(&streams));
        let running = thread::spawn(move || server.run(answer, told));
        Self {
            address,
            streams,
            site,
            running: Some(running),
        }
    }

    /// The token that the script of this run holds.
    pub(crate) fn token(&self) -> String {
        token(self.address)
    }

    /// Ends it, and hands out how it ended.
    pub(crate) fn stop(mut self) -> Result<(), HostError> {
        self.streams.stop();
        self.running.take().unwrap().join().unwrap()
    }
}

/// The token that the script of a server holds.
pub(crate) fn token(address: SocketAddr) -> String {
    let script = get(address, "/.madoguchi/reload.js").text();
    script.split('"').nth(1).unwrap().to_owned()
}

impl Drop for Preview {
    fn drop(&mut self) {
        self.streams.stop();
        if let Some(running) = self.running.take() {
            let outcome = running.join();
            // A second panic would hide the first.
            if !thread::panicking() {
                outcome.unwrap().unwrap();
            }
        }
    }
}
