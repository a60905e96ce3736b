//! The preview's web server: values in, HTTP out, and nothing of the site's own meaning.
//!
//! Whoever knows the pages implements [`Answer`]; the server asks it by path and tells browsers
//! what [`Streams`] is told. It never joins a URL to a folder, has no endpoint that reads a file,
//! sends no permission to other origins, and answers nobody who calls it by a name that is not its
//! own. A request passes three doors, each of which only refuses: [`screen`] (is this a head that
//! we understand?), [`gate`] (is it meant for us, and from us?), [`path`] (is this a place?).

mod bind;
mod events;
mod gate;
mod head;
mod path;
mod refusal;
mod reply;
mod room;
mod routes;
mod screen;
mod server;
mod streams;
mod token;

use std::borrow::Cow;
use std::net::IpAddr;
use std::sync::Arc;

pub use bind::Server;
pub use streams::Streams;

/// Who answers. Called from several threads; may take some milliseconds.
///
/// A panic in it is this program's own bug: the browser gets a plain error 500, the terminal the
/// panic's message, and the next request is answered as before.
pub trait Answer: Send + Sync + 'static {
    /// What stands at a path: percent-decoded once, NFC, starting with exactly one `/`, without empty,
    /// `.` or `..` segments, control characters and backslashes. The query is no part of it.
    fn answer(&self, path: &str) -> Answered;

    /// What a browser that shows `page` (a path as above) in the version `seen` is to be told at
    /// once. `seen` is what its script sent: up to 128 ASCII letters, digits, `-` and `_`, or nothing.
    ///
    /// It is asked after the stream was entered in [`Streams`], so nothing told meanwhile is lost;
    /// the browser may hear of one change twice.
    fn greet(&self, page: &str, seen: &str) -> Vec<Event>;
}

/// An answer, whole: the server adds the headers that are the same everywhere.
#[derive(Clone, Debug)]
pub struct Answered {
    /// What the path turned out to be.
    pub status: Status,
    /// The media type, with its charset.
    pub content_type: Cow<'static, str>,
    /// The `Content-Security-Policy`.
    pub policy: Arc<str>,
    /// The bytes; shared, since the same page is often asked for again.
    pub body: Arc<[u8]>,
}

/// What a path turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// 200
    Ok,
    /// 404
    NotFound,
    /// 301 to a path of this server, NFC and not percent-encoded; the request's query goes with it.
    MovedTo(String),
}

/// What a browser is told: a type and a URL path, never a text of the site's sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The event's type.
    pub name: &'static str,
    /// One line.
    pub data: String,
}

/// A file of the preview itself, served at `/.madoguchi/NAME`.
#[derive(Clone, Copy, Debug)]
pub struct OwnFile {
    /// Its name: letters, digits, `-` and dots.
    pub name: &'static str,
    /// The media type, with its charset.
    pub content_type: &'static str,
    /// Its text, in which `{token}` stands for this run's token.
    pub text: &'static str,
}

/// Where to stand and what to serve besides the answers.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The address to listen at. Anything but loopback opens the preview to others: warn.
    pub interface: IpAddr,
    /// The port to take or fail; without one it is 1111, or the next free of ten.
    pub port: Option<u16>,
    /// Further names by which browsers may call this server, at any port.
    pub hosts: Vec<String>,
    /// The preview's own files.
    pub own_files: Vec<OwnFile>,
}
