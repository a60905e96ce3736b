//! A client that sends exactly the bytes it is given, and reads what a browser would.

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// After so long a test is hanging.
pub(crate) const HANG: Duration = Duration::from_secs(20);

/// An answer, taken apart.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    /// Everything up to the empty line, in lower case.
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
    /// Whether the server said that this was the last one.
    pub(crate) closes: bool,
}

impl Response {
    /// The value of a header that stands once.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let prefix = format!("\r\n{name}: ");
        let mut parts = self.head.split(&prefix).skip(1);
        let value = parts.next()?.split("\r\n").next()?;
        assert!(parts.next().is_none(), "twice {name}: {}", self.head);
        Some(value)
    }

    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }
}

/// An open connection.
pub(crate) struct Connection {
    pub(crate) stream: TcpStream,
    read: Vec<u8>,
}

impl Connection {
    /// Connects.
    pub(crate) fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(HANG)).unwrap();
        stream.set_write_timeout(Some(HANG)).unwrap();
        stream.set_nodelay(true).unwrap();
        Self {
            stream,
            read: Vec::new(),
        }
    }

    /// Sends bytes; a server that closed already is found when its answer is read.
    pub(crate) fn send(&mut self, bytes: &[u8]) {
        let _ = self.stream.write_all(bytes);
    }

    /// Reads one answer; nothing if the server closed without one. `HEAD` has no body.
    pub(crate) fn response(&mut self, to: &[u8]) -> Option<Response> {
        let end = loop {
            if let Some(end) = find(&self.read, b"\r\n\r\n") {
                break end;
            }
            if self.more().ok()? == 0 {
                assert!(self.read.is_empty(), "half an answer");
                return None;
            }
        };
        let head = String::from_utf8(self.read.drain(..end + 4).collect()).unwrap();
        let head = head.trim_end().to_ascii_lowercase();
        let mut response = Response {
            status: head[9..12].parse().unwrap(),
            closes: false,
            body: Vec::new(),
            head,
        };
        response.closes = response.header("connection") == Some("close");
        let length = response.header("content-length");
        let length: usize = length.map_or(0, |length| length.parse().unwrap());
        if !to.starts_with(b"HEAD ") {
            while self.read.len() < length {
                assert_ne!(self.more().unwrap(), 0, "half a body");
            }
            response.body = self.read.drain(..length).collect();
        }
        Some(response)
    }

    /// Reads what stands so far after the last answer, until it holds `text`.
    pub(crate) fn until(&mut self, text: &str) -> String {
        while find(&self.read, text.as_bytes()).is_none() {
            let read = String::from_utf8_lossy(&self.read).into_owned();
            assert_ne!(self.more().unwrap(), 0, "ended after {read:?}");
        }
        String::from_utf8_lossy(&std::mem::take(&mut self.read)).into_owned()
    }

    /// Whether the server closes, and within which time.
    pub(crate) fn ends(&mut self) -> Duration {
        let start = Instant::now();
        while self.more().is_ok_and(|read| read > 0) {}
        assert!(start.elapsed() < HANG, "the connection is still open");
        start.elapsed()
    }

    /// Everything until the server closes.
    pub(crate) fn rest(mut self) -> Vec<u8> {
        while self.more().is_ok_and(|read| read > 0) {}
        self.read
    }

    /// Says that nothing more will be sent.
    pub(crate) fn finish(&self) {
        let _ = self.stream.shutdown(Shutdown::Write);
    }

    fn more(&mut self) -> io::Result<usize> {
        let mut chunk = [0; 16 * 1024];
        let read = self.stream.read(&mut chunk)?;
        self.read.extend_from_slice(&chunk[..read]);
        Ok(read)
    }
}

/// Sends a request on a fresh connection; nothing if the server closed without an answer.
pub(crate) fn exchange(address: SocketAddr, request: &[u8]) -> Option<Response> {
    let mut connection = Connection::open(address);
    connection.send(request);
    connection.response(request)
}

/// A plain request for a path.
pub(crate) fn get(address: SocketAddr, path: &str) -> Response {
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n\r\n");
    exchange(address, request.as_bytes()).unwrap()
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|part| part == wanted)
}
