//! Rows R1 to R30: what exactly is sent, and what must come back.

use crate::client::{Connection, Response, exchange, get};
use crate::preview::{POLICY, Preview, page};

/// A row: its name, the request with `PORT` for the port, the statuses that are right.
type Row<'r> = (&'r str, &'r [u8], &'r [u16]);

/// What stands on every answer, whatever was asked.
pub(crate) fn is_dressed(name: &str, response: &Response) {
    for (header, value) in [
        ("x-content-type-options", "nosniff"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cache-control", "no-store"),
        ("referrer-policy", "no-referrer"),
    ] {
        assert_eq!(response.header(header), Some(value), "{name}: {response:?}");
    }
    let policy = response.header("content-security-policy");
    assert!(policy.unwrap().starts_with("default-src 'none'"), "{name}");
    assert!(response.header("content-type").is_some(), "{name}");
    for word in ["\r\nserver:", "access-control", "\r\ndate:", "evil"] {
        assert!(!response.head.contains(word), "{name}: {response:?}");
    }
    assert!(response.status < 500, "{name}: {response:?}");
}

fn try_rows(rows: &[Row]) {
    let preview = Preview::start();
    for (name, request, statuses) in rows {
        let request = with_port(request, preview.address.port());
        let shown = String::from_utf8_lossy(&request[..request.len().min(200)]).into_owned();
        let response = exchange(preview.address, &request)
            .unwrap_or_else(|| panic!("{name}: closed without an answer: {shown:?}"));
        assert!(
            statuses.contains(&response.status),
            "{name}: {} instead of {statuses:?} for {shown:?}",
            response.status
        );
        is_dressed(name, &response);
        let body = String::from_utf8_lossy(&response.body).into_owned();
        for word in [
            "evil",
            "TOPSECRET",
            "script",
            "smuggled",
            env!("CARGO_MANIFEST_DIR"),
        ] {
            assert!(!body.contains(word), "{name}: {body}");
        }
    }
}

fn with_port(request: &[u8], port: u16) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = request;
    while let Some(at) = rest.windows(4).position(|part| part == b"PORT") {
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(port.to_string().as_bytes());
        rest = &rest[at + 4..];
    }
    out.extend_from_slice(rest);
    out
}

/// `GET` of a target with a good `Host`.
macro_rules! target {
    ($target:literal) => {
        concat!("GET ", $target, " HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n").as_bytes()
    };
}

/// `/p/` with further header lines.
macro_rules! headers {
    ($headers:literal) => {
        concat!("GET /p/ HTTP/1.1\r\n", $headers, "\r\n").as_bytes()
    };
}

#[test]
fn r01_r05_names() {
    try_rows(&[
        ("R1 localhost", headers!("Host: localhost:PORT\r\n"), &[200]),
        ("R1 IPv4", headers!("Host: 127.0.0.1:PORT\r\n"), &[200]),
        ("R1 IPv6", headers!("Host: [::1]:PORT\r\n"), &[200]),
        ("R2 name", headers!("Host: evil.example\r\n"), &[403]),
        ("R2 port", headers!("Host: evil.example:PORT\r\n"), &[403]),
        (
            "R3 prefix",
            headers!("Host: localhost.evil.example:PORT\r\n"),
            &[403],
        ),
        (
            "R3 number",
            headers!("Host: 127.0.0.1.nip.example:PORT\r\n"),
            &[403],
        ),
        (
            "R3 user",
            headers!("Host: localhost@evil.example\r\n"),
            &[400, 403],
        ),
        ("R3 other port", headers!("Host: localhost:1\r\n"), &[403]),
        ("R4 none", headers!(""), &[400]),
        (
            "R4 two",
            headers!("Host: localhost:PORT\r\nHost: localhost:PORT\r\n"),
            &[400],
        ),
        (
            "R4 two names",
            headers!("Host: localhost:PORT\r\nhost: evil.example\r\n"),
            &[400],
        ),
        ("R4 empty", headers!("Host:\r\n"), &[400, 403]),
        ("R5 absolute", target!("http://evil.example/p/"), &[400]),
        (
            "R5 absolute, own",
            target!("http://localhost:PORT/p/"),
            &[400],
        ),
    ]);
}

#[test]
fn r06_r11_ways_out() {
    try_rows(&[
        ("R6", target!("/../TOPSECRET"), &[400, 404]),
        ("R6", target!("/../../../../../../etc/passwd"), &[400, 404]),
        ("R7", target!("/%2e%2e/%2e%2e/etc/passwd"), &[400, 404]),
        ("R7", target!("/..%2f..%2fetc%2fpasswd"), &[400, 404]),
        ("R7", target!("/%252e%252e/etc/passwd"), &[400, 404]),
        ("R7", target!("/.%252e/"), &[400, 404]),
        ("R8", target!("/..%5c..%5cTOPSECRET"), &[400, 404]),
        ("R8", target!("/..\\..\\TOPSECRET"), &[400]),
        ("R9", target!("//etc/passwd"), &[404]),
        ("R9", target!("/%2fetc/passwd"), &[404]),
        ("R9", target!("//evil.example/.."), &[404]),
        ("R10", target!("../TOPSECRET"), &[400]),
        ("R10", target!("/#/../../TOPSECRET"), &[400]),
        ("R10", target!("/p/#"), &[400]),
        ("R11", target!("/.env"), &[404]),
        ("R11", target!("/.git/config"), &[404]),
        ("R11", target!("/.env/."), &[404]),
        ("R11", target!("/link-out.txt"), &[404]),
        ("R11", target!("/dir-link/TOPSECRET"), &[404]),
        ("R11", target!("/.madoguchi/nothing"), &[404]),
        ("R11", target!("/.madoguchi/"), &[404]),
    ]);
}

#[test]
fn r12_queries_do_not_matter() {
    let preview = Preview::start();
    for query in [
        "raw",
        "raw??",
        "import&raw",
        "url&inline",
        ".svg",
        "",
        "<\"%zz`{|}^é",
    ] {
        let response = get(preview.address, &format!("/p/?{query}"));
        assert_eq!(response.status, 200, "{query}");
        assert_eq!(response.text(), page(), "{query}");
    }
}

#[test]
fn r13_r14_bytes_that_are_no_text() {
    try_rows(&[
        ("R13", target!("/p/%00.html"), &[400]),
        ("R13", target!("/p/\0"), &[400]),
        ("R13", target!("/p/\x01"), &[400]),
        ("R13", target!("/p/\x7f"), &[400]),
        ("R13", target!("/p/%0d%0aX:%20evil"), &[400]),
        ("R14", target!("/%zz"), &[400, 404]),
        ("R14", target!("/%"), &[400, 404]),
        ("R14", target!("/%ff%fe"), &[400, 404]),
        ("R14", target!("/%c0%ae%c0%ae/"), &[400, 404]),
        (
            "R14 raw",
            b"GET /\xff\xfe HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n",
            &[400, 404],
        ),
    ]);
}

#[test]
fn r15_japanese_paths() {
    let preview = Preview::start();
    for (path, body) in [
        ("/%E7%AA%93%E5%8F%A3/", "<p>窓口"),
        ("/窓口/", "<p>窓口"),
        ("/%E3%81%8C/", "<p>が"),
        ("/%E3%81%8B%E3%82%99/", "<p>が"),
        ("/か\u{3099}/", "<p>が"),
    ] {
        let response = get(preview.address, path);
        assert_eq!(
            (response.status, response.text().as_str()),
            (200, body),
            "{path}"
        );
    }
    let moved = get(preview.address, "/old?q=<%E7%AA%93>");
    assert_eq!(moved.status, 301);
    // The client shows heads in lower case.
    let location = moved.header("location");
    assert_eq!(location, Some("/%e7%aa%93%e5%8f%a3/?q=%3c%e7%aa%93%3e"));
    is_dressed("R15", &moved);
}

#[test]
fn r09_a_redirect_never_leaves() {
    let preview = Preview::start();
    let moved = get(preview.address, "/away");
    assert_eq!(moved.header("location"), Some("/evil.example/"));
}

#[test]
fn r16_r18_other_origins_and_methods() {
    try_rows(&[
        (
            "R16",
            headers!("Host: localhost:PORT\r\nOrigin: http://evil.example\r\n"),
            &[200],
        ),
        (
            "R17",
            b"OPTIONS /p/ HTTP/1.1\r\nHost: localhost:PORT\r\nAccess-Control-Request-Method: GET\r\n\r\n",
            &[405],
        ),
        ("R18", b"POST /p/ HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n", &[405]),
        (
            "R18",
            b"POST /p/ HTTP/1.1\r\nHost: localhost:PORT\r\nContent-Length: 4\r\n\r\nevil",
            &[405],
        ),
        ("R18", b"PUT /p/ HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n", &[405]),
        ("R18", b"DELETE /p/ HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n", &[405]),
        (
            "R18",
            b"TRACE /p/ HTTP/1.1\r\nHost: localhost:PORT\r\nX: evil\r\n\r\n",
            &[405],
        ),
        ("R18", b"CONNECT x:443 HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n", &[405]),
        ("R18", b"OPTIONS * HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n", &[405]),
        ("R18", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", &[400, 405]),
    ]);
    let preview = Preview::start();
    let post = b"POST /p/ HTTP/1.1\r\nHost: localhost\r\n\r\n";
    let response = exchange(preview.address, post).unwrap();
    assert_eq!(response.header("allow"), Some("get, head"));
    assert!(response.closes);
}

#[test]
fn head_is_get_without_its_body() {
    let preview = Preview::start();
    for path in [
        "/p/",
        "/missing/",
        "/old",
        "/.madoguchi/reload.js",
        "/%",
        "/#",
    ] {
        let mut connection = Connection::open(preview.address);
        let head = format!(
            "HEAD {path} HTTP/1.1\r\nHost: {0}\r\nConnection: close\r\n\r\n",
            preview.address
        );
        connection.send(head.as_bytes());
        let response = connection.response(head.as_bytes()).unwrap();
        assert_eq!(connection.rest(), b"", "{path}");
        let full = get(preview.address, path);
        assert_eq!(response.status, full.status, "{path}");
        let length = response.header("content-length").unwrap();
        assert_eq!(length, full.body.len().to_string(), "{path}");
        is_dressed(path, &response);
    }
}

#[test]
fn r22_strangers_may_link_but_not_use() {
    try_rows(&[
        (
            "R22 script",
            headers!(
                "Host: localhost:PORT\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Dest: script\r\n"
            ),
            &[403],
        ),
        (
            "R22 style",
            headers!(
                "Host: localhost:PORT\r\nSec-Fetch-Site: same-site\r\nSec-Fetch-Dest: style\r\n"
            ),
            &[403],
        ),
        (
            "R22 fetch",
            headers!(
                "Host: localhost:PORT\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Dest: empty\r\n"
            ),
            &[403],
        ),
        (
            "R22 link",
            headers!(
                "Host: localhost:PORT\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Dest: document\r\n"
            ),
            &[200],
        ),
        (
            "R22 own",
            headers!(
                "Host: localhost:PORT\r\nSec-Fetch-Site: same-origin\r\nSec-Fetch-Dest: script\r\n"
            ),
            &[200],
        ),
    ]);
}

#[test]
fn r23_too_much_of_everything() {
    let host = "Host: localhost:PORT\r\n";
    let long = format!("GET /{} HTTP/1.1\r\n{host}\r\n", "a".repeat(70_000));
    let endless = format!("GET /{}", "a".repeat(70_000));
    let lines = "X: y\r\n".repeat(3_000);
    let many = format!("GET /p/ HTTP/1.1\r\n{host}{lines}\r\n");
    let value = "y".repeat(1024 * 1024);
    let large = format!("GET /p/ HTTP/1.1\r\n{host}X: {value}\r\n\r\n");
    let cookies = format!("Cookie: a={}\r\n", "b".repeat(20 * 1024));
    let usual = format!("GET /p/ HTTP/1.1\r\n{host}{cookies}\r\n");
    // As much as is taken: the parser behind must not find it too much.
    let full = format!("GET /{} HTTP/1.1\r\n{host}\r\n", "<".repeat(8_000));
    let lines = format!("GET /p/ HTTP/1.1\r\n{host}{}\r\n", "X: y\r\n".repeat(99));
    let value = "y".repeat(48_000);
    let heavy = format!("GET /p/ HTTP/1.1\r\n{host}X: {value}\r\n\r\n");
    try_rows(&[
        ("R23 full line", full.as_bytes(), &[404]),
        ("R23 full lines", lines.as_bytes(), &[200]),
        ("R23 full head", heavy.as_bytes(), &[200]),
        ("R23 long", long.as_bytes(), &[414]),
        ("R23 endless", endless.as_bytes(), &[414]),
        ("R23 many", many.as_bytes(), &[431]),
        ("R23 large", large.as_bytes(), &[431]),
        ("R23 cookies", usual.as_bytes(), &[200]),
    ]);
    let preview = Preview::start();
    let mut connection = Connection::open(preview.address);
    connection.send(long.as_bytes());
    assert!(connection.response(b"").unwrap().closes);
    connection.finish();
    connection.ends();
}

#[test]
fn r24_no_request_hides_in_another() {
    let preview = Preview::start();
    let smuggled = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for headers in [
        "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\n",
        "Transfer-Encoding: identity\r\n",
        "Transfer-Encoding : chunked\r\n",
        "Content-Length: 5\r\n",
        "Content-Length: 0\r\nContent-Length: 5\r\n",
        "Content-Length: 0, 5\r\n",
        "Content-Length: -1\r\n",
        "Content-Length:\r\n",
        "X: y\r\n Content-Length: 5\r\n",
        "X: y\nContent-Length: 5\r\n",
    ] {
        let address = preview.address;
        let request =
            format!("GET /p/ HTTP/1.1\r\nHost: {address}\r\n{headers}\r\n0\r\n\r\n{smuggled}");
        let mut connection = Connection::open(address);
        connection.send(request.as_bytes());
        let response = connection.response(b"").unwrap();
        assert_eq!(response.status, 400, "{headers:?}");
        assert!(response.closes, "{headers:?}");
        connection.finish();
        assert_eq!(connection.rest(), b"", "{headers:?}");
    }
    assert_eq!(preview.site.asked(), 0);
}

#[test]
fn r24_requests_in_a_row_are_answered_in_a_row() {
    let preview = Preview::start();
    let address = preview.address;
    let mut connection = Connection::open(address);
    let paths = ["/p/", "/missing/", "/窓口/", "/p/", "/#", "/p/"];
    let all = paths.map(|path| format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n\r\n"));
    connection.send(all.concat().as_bytes());
    let statuses = [200, 404, 200, 200, 400].map(|_| connection.response(b"").unwrap().status);
    assert_eq!(statuses, [200, 404, 200, 200, 400]);
    connection.finish();
    assert_eq!(connection.rest(), b"");
}

#[test]
fn r26_r28_old_and_odd() {
    let ranges = "0-0,1-1,".repeat(1_000);
    let many = format!("GET /p/ HTTP/1.1\r\nHost: localhost:PORT\r\nRange: bytes={ranges}\r\n\r\n");
    try_rows(&[
        ("R26", b"GET /p/ HTTP/1.0\r\n\r\n", &[400]),
        (
            "R26",
            b"GET /p/ HTTP/1.0\r\nHost: localhost:PORT\r\n\r\n",
            &[400],
        ),
        ("R26", b"GET /p/\r\n", &[400]),
        ("R27", target!("/missing/<script>alert(1)</script>"), &[404]),
        ("R27", target!("/missing/%3Cscript%3E"), &[404]),
        ("R28", many.as_bytes(), &[200, 416]),
        (
            "R28",
            headers!("Host: localhost:PORT\r\nRange: bytes=18446744073709551615-\r\n"),
            &[200, 416],
        ),
        (
            "TLS",
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
            &[400],
        ),
    ]);
}

#[test]
fn every_byte_that_can_stand_in_a_target_is_answered_with_our_headers() {
    let preview = Preview::start();
    for byte in 0..=u8::MAX {
        for place in ["/a", "/a?b"] {
            let host = format!(" HTTP/1.1\r\nHost: {}\r\n\r\n", preview.address);
            let request = [b"GET ", place.as_bytes(), &[byte], host.as_bytes()].concat();
            let response = exchange(preview.address, &request).unwrap();
            is_dressed(&format!("{byte:#x} after {place}"), &response);
            assert!([400, 404].contains(&response.status), "{byte:#x}");
        }
    }
}

// Elsewhere a machine has one loopback address only.
#[cfg(target_os = "linux")]
#[test]
fn r29_s10_only_addresses_and_given_names_lead_to_an_open_preview() {
    use std::net::{IpAddr, Ipv4Addr};

    use madoguchi::host::serve::{Server, Wanted};

    use crate::preview::wanted;

    let usual = wanted();
    let closed = Server::bind(usual.clone()).unwrap();
    assert!(closed.address().ip().is_loopback());
    let open = Server::bind(Wanted {
        interface: IpAddr::V4(Ipv4Addr::UNSPECIFIED),
        hosts: vec!["desk.example".to_owned()],
        ..usual
    });
    let preview = Preview::run(open.unwrap());
    let port = preview.address.port();
    // Another address of this machine, as a phone would use one.
    let here = (Ipv4Addr::new(127, 0, 0, 2), port).into();
    for (host, status) in [
        (format!("127.0.0.2:{port}"), 200),
        (format!("127.0.0.1:{port}"), 200),
        ("desk.example".to_owned(), 200),
        (format!("127.0.0.3:{port}"), 403),
        (format!("evil.example:{port}"), 403),
        (format!("0.0.0.0:{port}"), 403),
    ] {
        let request = format!("GET /p/ HTTP/1.1\r\nHost: {host}\r\n\r\n");
        let response = exchange(here, request.as_bytes()).unwrap();
        assert_eq!(response.status, status, "{host}");
    }
}

#[test]
fn answers_bring_their_own_type_and_policy() {
    let preview = Preview::start();
    let page = get(preview.address, "/p/");
    assert_eq!(page.header("content-security-policy"), Some(POLICY));
    assert_eq!(
        page.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    let problems = get(preview.address, "/.madoguchi/problems");
    assert_eq!(problems.text(), "[]");
    let script = get(preview.address, "/.madoguchi/reload.js");
    assert_eq!(
        script.header("content-type"),
        Some("text/javascript; charset=utf-8")
    );
    assert_eq!(script.body.len(), "const token = \"\";\n".len() + 32);
    assert_eq!(preview.site.asked(), 2);
}

#[test]
fn w14_a_panic_in_an_answer_ends_nothing() {
    let preview = Preview::start();
    let mut connection = Connection::open(preview.address);
    let host = format!("HTTP/1.1\r\nHost: {}\r\n\r\n", preview.address);
    for (path, status) in [
        ("/panic/", 500),
        ("/p/", 200),
        ("/panic/", 500),
        ("/p/", 200),
    ] {
        connection.send(format!("GET {path} {host}").as_bytes());
        assert_eq!(connection.response(b"").unwrap().status, status);
    }
}
