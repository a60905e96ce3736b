//! The head of a request, line by line, before any parser of HTTP sees it.
//!
//! Parsers are generous: they cut a `#` off, take a lone line feed for a line end, or answer a
//! malformed head themselves, without our headers. What passes here is so plain that every parser
//! reads it alike: `GET` or `HEAD`, a target that starts with `/`, HTTP/1.1, one `Host`, no body.

use std::borrow::Cow;

use super::refusal::Refusal;

/// The longest request line, in bytes; a path of a site has at most 240 characters.
pub(super) const LONGEST_REQUEST_LINE: usize = 8 * 1024;
/// The largest head, in bytes: browsers send the cookies of all servers on localhost to each.
pub(super) const LARGEST_HEAD: usize = 48 * 1024;
/// The most header lines.
pub(super) const MOST_HEADERS: usize = 100;

/// How far a head has been read.
#[derive(Debug, Default)]
pub(super) struct HeadReader {
    /// Where the line begins that is not complete yet.
    line: usize,
    /// Up to where no line end was found.
    searched: usize,
    headers: usize,
    hosts: usize,
}

/// What the bytes so far are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    /// The beginning of a head.
    Part,
    /// A head of so many bytes; what follows is the next one.
    Whole(usize),
    /// No head that is answered.
    Refused(Refusal),
}

impl HeadReader {
    /// Reads on: `bytes` are those of the last call and more.
    pub(super) fn read(&mut self, bytes: &[u8]) -> Progress {
        match self.lines(bytes) {
            Ok(progress) => progress,
            Err(refusal) => Progress::Refused(refusal),
        }
    }

    fn lines(&mut self, bytes: &[u8]) -> Result<Progress, Refusal> {
        while let Some(found) = bytes[self.searched..].iter().position(|b| *b == b'\n') {
            let end = self.searched + found;
            let line = bytes[self.line..end]
                .strip_suffix(b"\r")
                .ok_or(Refusal::Malformed)?;
            let is_first = self.line == 0;
            self.line = end + 1;
            self.searched = end + 1;
            if is_first {
                request_line(line)?;
            } else if line.is_empty() {
                return self.end();
            } else {
                self.header_line(line)?;
            }
        }
        self.searched = bytes.len();
        self.unfinished(bytes)
    }

    fn unfinished(&self, bytes: &[u8]) -> Result<Progress, Refusal> {
        // What does not even begin as a request, such as the greeting of TLS, is told at once.
        if bytes.first().is_some_and(|byte| !is_token(*byte)) {
            return Err(Refusal::Malformed);
        }
        if self.line == 0 && bytes.len() > LONGEST_REQUEST_LINE {
            return Err(Refusal::TargetTooLong);
        }
        if bytes.len() > LARGEST_HEAD {
            return Err(Refusal::HeadTooLarge);
        }
        Ok(Progress::Part)
    }

    fn header_line(&mut self, line: &[u8]) -> Result<(), Refusal> {
        self.headers += 1;
        if self.headers > MOST_HEADERS || self.line > LARGEST_HEAD {
            return Err(Refusal::HeadTooLarge);
        }
        let colon = line.iter().position(|byte| *byte == b':');
        let (name, value) = line.split_at(colon.ok_or(Refusal::Malformed)?);
        let value = &value[1..];
        if name.is_empty()
            || !name.iter().copied().all(is_token)
            || !value.iter().copied().all(is_visible)
        {
            return Err(Refusal::Malformed);
        }
        if name.eq_ignore_ascii_case(b"host") {
            self.hosts += 1;
        }
        // A body is never wanted, and two opinions about its length are how requests are smuggled.
        let has_body = name.eq_ignore_ascii_case(b"transfer-encoding")
            || (name.eq_ignore_ascii_case(b"content-length") && value.trim_ascii() != b"0");
        if has_body {
            return Err(Refusal::Malformed);
        }
        Ok(())
    }

    fn end(&self) -> Result<Progress, Refusal> {
        if self.hosts != 1 {
            return Err(Refusal::Malformed);
        }
        Ok(Progress::Whole(self.line))
    }
}

fn request_line(line: &[u8]) -> Result<(), Refusal> {
    if line.len() > LONGEST_REQUEST_LINE {
        return Err(Refusal::TargetTooLong);
    }
    let mut parts = line.split(|byte| *byte == b' ');
    let (Some(method), Some(target), Some(version), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(Refusal::Malformed);
    };
    if method.is_empty() || !method.iter().copied().all(is_token) {
        return Err(Refusal::Malformed);
    }
    if !matches!(method, b"GET" | b"HEAD") {
        return Err(Refusal::Method);
    }
    let is_plain = |byte: &u8| *byte > b' ' && !matches!(byte, 0x7f | b'#' | b'\\');
    if version != b"HTTP/1.1" || !target.starts_with(b"/") || !target.iter().all(is_plain) {
        return Err(Refusal::Malformed);
    }
    Ok(())
}

/// A character of a token (RFC 9110, section 5.6.2), of which methods and header names are made.
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

/// A byte of a header's value (RFC 9110, section 5.5).
fn is_visible(byte: u8) -> bool {
    matches!(byte, b'\t' | b' '..=b'~' | 0x80..)
}

/// The head as it is passed on: bytes of the target that a browser would have percent-encoded are.
pub(super) fn passed_on(head: &[u8]) -> Cow<'_, [u8]> {
    let start = head.iter().position(|byte| *byte == b' ').unwrap_or(0) + 1;
    let length = head[start..].iter().position(|byte| *byte == b' ');
    let end = start + length.unwrap_or(0);
    let is_unusual = |byte: &u8| *byte >= 0x80 || b"\"<>^`{|}".contains(byte);
    if !head[start..end].iter().any(is_unusual) {
        return Cow::Borrowed(head);
    }
    let mut passed = Vec::with_capacity(head.len() + 2 * (end - start));
    passed.extend_from_slice(&head[..start]);
    for byte in &head[start..end] {
        if is_unusual(byte) {
            passed.extend_from_slice(format!("%{byte:02X}").as_bytes());
        } else {
            passed.push(*byte);
        }
    }
    passed.extend_from_slice(&head[end..]);
    Cow::Owned(passed)
}

/// A head that stands for a refused one. Its target is `*`, which no client can get through here, so
/// whoever reads it knows that it is ours.
pub(super) fn in_place_of(refused: &[u8], refusal: Refusal) -> Vec<u8> {
    // The answer to HEAD has no body, whatever was wrong with the request.
    let method = if refused.starts_with(b"HEAD ") {
        "HEAD"
    } else {
        "GET"
    };
    let number = refusal.number();
    format!("{method} {REFUSED} HTTP/1.1\r\n{REFUSAL}: {number}\r\n\r\n").into_bytes()
}

/// The target of a head that stands for a refused one.
pub(super) const REFUSED: &str = "*";
/// The header in it that holds the refusal's number.
pub(super) const REFUSAL: &str = "refusal";

#[cfg(test)]
mod tests {
    use super::*;

    fn read(head: &str) -> Progress {
        HeadReader::default().read(head.as_bytes())
    }

    #[test]
    fn takes_a_plain_head_and_leaves_what_follows() {
        let head =
            "GET /p/?q HTTP/1.1\r\nHost: localhost:1111\r\nX: \t語 \r\nContent-Length: 0\r\n\r\n";
        assert_eq!(read(head), Progress::Whole(head.len()));
        let two = head.to_owned() + "HEAD / HTTP/1.1\r\n";
        assert_eq!(read(&two), Progress::Whole(head.len()));
    }

    #[test]
    fn reads_the_same_in_pieces_of_any_size() {
        let head = b"GET /p/ HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\nGET";
        for cut in 1..head.len() {
            let mut reader = HeadReader::default();
            let first = reader.read(&head[..cut]);
            if cut < head.len() - 3 {
                assert_eq!(first, Progress::Part, "{cut}");
                assert_eq!(reader.read(head), Progress::Whole(head.len() - 3), "{cut}");
            } else {
                assert_eq!(first, Progress::Whole(head.len() - 3), "{cut}");
            }
        }
    }

    #[test]
    fn refuses_each_line_that_some_parser_would_mend() {
        use Refusal::{Malformed, Method};
        let rows = [
            ("\r\nGET / HTTP/1.1\r\n", Malformed),
            ("\u{16}\u{3}\u{1}", Malformed),
            ("GET / HTTP/1.1\n", Malformed),
            ("GET  / HTTP/1.1\r\n", Malformed),
            ("GET / HTTP/1.1 \r\n", Malformed),
            ("GET /\r\n", Malformed),
            ("GET / HTTP/1.0\r\n", Malformed),
            ("GET / HTTP/2.0\r\n", Malformed),
            ("GET * HTTP/1.1\r\n", Malformed),
            ("GET ../a HTTP/1.1\r\n", Malformed),
            ("GET http://localhost/ HTTP/1.1\r\n", Malformed),
            ("GET /#/a HTTP/1.1\r\n", Malformed),
            ("GET /a\\b HTTP/1.1\r\n", Malformed),
            ("GET /a\tb HTTP/1.1\r\n", Malformed),
            ("GET /a\0b HTTP/1.1\r\n", Malformed),
            ("get / HTTP/1.1\r\n", Method),
            ("CONNECT x:443 HTTP/1.1\r\n", Method),
            ("OPTIONS * HTTP/1.1\r\n", Method),
            ("GET / HTTP/1.1\r\n\r\n", Malformed),
            ("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", Malformed),
            ("GET / HTTP/1.1\r\nHost : a\r\n", Malformed),
            ("GET / HTTP/1.1\r\n Host: a\r\n", Malformed),
            ("GET / HTTP/1.1\r\nHost\r\n", Malformed),
            ("GET / HTTP/1.1\r\n: a\r\n", Malformed),
            ("GET / HTTP/1.1\r\nA: b\rc\r\n", Malformed),
            ("GET / HTTP/1.1\r\nA: b\r\r\n", Malformed),
            ("GET / HTTP/1.1\r\nContent-Length: 4\r\n", Malformed),
            ("GET / HTTP/1.1\r\nContent-Length: +0\r\n", Malformed),
            (
                "GET / HTTP/1.1\r\nTransfer-Encoding: identity\r\n",
                Malformed,
            ),
        ];
        for (head, refusal) in rows {
            assert_eq!(read(head), Progress::Refused(refusal), "{head:?}");
        }
    }

    #[test]
    fn refuses_more_than_it_wants_to_hold() {
        let long = format!("GET /{}", "a".repeat(LONGEST_REQUEST_LINE));
        assert_eq!(read(&long), Progress::Refused(Refusal::TargetTooLong));
        assert_eq!(
            read(&(long + " HTTP/1.1\r\n")),
            Progress::Refused(Refusal::TargetTooLong)
        );
        let first = "GET / HTTP/1.1\r\n";
        let many = first.to_owned() + &"A: b\r\n".repeat(MOST_HEADERS + 1);
        assert_eq!(read(&many), Progress::Refused(Refusal::HeadTooLarge));
        let large = format!("{first}A: {}", "b".repeat(LARGEST_HEAD));
        assert_eq!(read(&large), Progress::Refused(Refusal::HeadTooLarge));
        assert_eq!(
            read(&(large + "\r\n")),
            Progress::Refused(Refusal::HeadTooLarge)
        );
    }

    #[test]
    fn encodes_what_a_browser_would_have_encoded() {
        let head = "GET /窓<\"{%41^?`| HTTP/1.1\r\nHost: 窓<\r\n\r\n".as_bytes();
        let passed = passed_on(head);
        assert_eq!(
            String::from_utf8_lossy(&passed),
            "GET /%E7%AA%93%3C%22%7B%41%5E?%60%7C HTTP/1.1\r\nHost: 窓<\r\n\r\n"
        );
        let plain = b"GET /p/?a=[b] HTTP/1.1\r\nHost: <\r\n\r\n";
        assert!(matches!(passed_on(plain), Cow::Borrowed(_)));
    }
}
