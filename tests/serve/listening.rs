//! The event stream: rows R19 to R21, S09, and what is told to whom.

use crate::client::{Connection, Response, exchange};
use crate::preview::Preview;
use crate::requests::is_dressed;
use madoguchi::host::serve::Event;

fn stream(preview: &Preview, token: &str, rest: &str, headers: &str) -> (Connection, Response) {
    let address = preview.address;
    let host = if headers.contains("Host: ") {
        String::new()
    } else {
        format!("Host: {address}\r\n")
    };
    let request =
        format!("GET /.madoguchi/events?token={token}{rest} HTTP/1.1\r\n{host}{headers}\r\n");
    let mut connection = Connection::open(address);
    connection.send(request.as_bytes());
    let response = connection.response(b"").unwrap();
    is_dressed(rest, &response);
    (connection, response)
}

#[test]
fn r19_r21_only_own_pages_may_listen() {
    let preview = Preview::start();
    let port = preview.address.port();
    let token = preview.token();
    let rebound = format!("Origin: http://evil.example:{port}\r\nHost: evil.example:{port}\r\n");
    let own = format!("Origin: http://{}\r\n", preview.address);
    let wrong = "0".repeat(32);
    for (name, token, headers, status) in [
        ("R19 name", &*token, "Origin: http://evil.example\r\n", 403),
        ("R19 number", &token, "Origin: http://203.0.113.9\r\n", 403),
        ("R19 null", &token, "Origin: null\r\n", 403),
        ("R19 TLS", &token, &own.replace("http:", "https:"), 403),
        ("R20 no token", "", "", 403),
        ("R20 wrong token", &wrong, "", 403),
        ("R20 half a token", &token[..31], "", 403),
        ("R20 wrong token", &wrong, &own, 403),
        ("R21", &token, &rebound, 403),
        ("fetch", &token, "Sec-Fetch-Site: same-site\r\n", 403),
        ("own origin", &token, &own, 200),
        ("own fetch", &token, "Sec-Fetch-Site: same-origin\r\n", 200),
        ("no browser", &token, "", 200),
    ] {
        let (_connection, response) = stream(&preview, token, "&page=/p/", headers);
        assert_eq!(response.status, status, "{name}");
    }
}

#[test]
fn pages_and_versions_are_read_strictly() {
    let preview = Preview::start();
    let token = preview.token();
    let long = format!("&seen={}", "a".repeat(129));
    for (rest, status) in [
        ("&page=/%E7%AA%93%E5%8F%A3/", 200),
        ("&page=%2Fa%26b%2F&seen=0af-_Z", 200),
        ("", 200),
        ("&page=", 400),
        ("&page=p", 400),
        ("&page=/%zz", 400),
        ("&page=//evil.example/", 404),
        ("&page=/../", 404),
        ("&page=/p/&seen=%0a", 400),
        ("&page=/p/&seen=a.b", 400),
        (&long, 400),
    ] {
        let (_connection, response) = stream(&preview, &token, rest, "");
        assert_eq!(response.status, status, "{rest}");
    }
}

#[test]
fn each_page_hears_what_concerns_it() {
    let preview = Preview::start();
    let token = preview.token();
    let (mut desk, opened) = stream(&preview, &token, "&page=/%E7%AA%93%E5%8F%A3/&seen=new", "");
    assert_eq!(opened.header("content-type"), Some("text/event-stream"));
    let (mut other, _) = stream(&preview, &token, "&page=/p/&seen=old", "");
    // The greeting says at once that the page it shows is an old one.
    let greeting = other.until("data: /p/\n\n");
    assert!(greeting.contains("event: reload\n"), "{greeting}");
    assert_eq!(preview.streams.pages(), ["/p/", "/窓口/"]);
    preview.streams.tell(|page| {
        let event = |name, data: &str| Event {
            name,
            data: data.to_owned(),
        };
        match page {
            "/窓口/" => vec![event("reload", page), event("problems", "/")],
            _ => Vec::new(),
        }
    });
    let heard = desk.until("event: problems\ndata: /\n\n");
    assert!(heard.contains("retry: 1000\n\n"), "{heard}");
    assert!(heard.contains("event: reload\ndata: /窓口/\n\n"), "{heard}");
    // S09: nothing but a type and a path went over the wire.
    assert_eq!(heard.matches("data: ").count(), 2, "{heard}");
    drop(other);
    wait_for(|| preview.streams.pages() == ["/窓口/"]);
}

#[test]
fn a_stream_is_no_answer_to_other_methods() {
    let preview = Preview::start();
    let token = preview.token();
    let address = preview.address;
    let request =
        format!("POST /.madoguchi/events?token={token} HTTP/1.1\r\nHost: {address}\r\n\r\n");
    assert_eq!(exchange(address, request.as_bytes()).unwrap().status, 405);
}

/// Waits until something holds that must hold soon.
pub(crate) fn wait_for(holds: impl Fn() -> bool) {
    let start = std::time::Instant::now();
    while !holds() {
        assert!(start.elapsed() < crate::client::HANG, "it never held");
        std::thread::yield_now();
    }
}
