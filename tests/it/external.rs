//! Links to other sites, asked for by `check --external`; the other site is a small server of the test.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::program::{run, status, stderr, stdout};
use crate::scratch::Scratch;

/// A site elsewhere; it goes when the test program goes.
struct Elsewhere {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Elsewhere {
    fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let heard = asked.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let heard = heard.clone();
                std::thread::spawn(move || answer(stream.unwrap(), &heard));
            }
        });
        Self { port, asked }
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/{path}", self.port)
    }

    /// How often each path was asked for.
    fn asked(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for path in self.asked.lock().unwrap().drain(..) {
            *counts.entry(path).or_default() += 1;
        }
        counts
    }
}

fn answer(stream: TcpStream, asked: &Mutex<Vec<String>>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut line = String::new();
    if reader.read_line(&mut line).is_err() {
        // The greeting of a secure connection, which is not spoken here.
        return;
    }
    let mut words = line.split(' ');
    let (method, path) = (words.next().unwrap(), words.next().unwrap_or(""));
    let mut header = String::from("-");
    while !header.trim().is_empty() {
        header.clear();
        reader.read_line(&mut header).unwrap();
    }
    let before = {
        let mut asked = asked.lock().unwrap();
        let before = asked.iter().filter(|other| *other == path).count();
        asked.push(path.to_owned());
        before
    };
    let (status, more) = match path {
        "/gone" => ("410 Gone", ""),
        "/no-head" if method == "HEAD" => ("405 Method Not Allowed", ""),
        "/busy" if before == 0 => ("503 Service Unavailable", "Retry-After: 0\r\n"),
        "/refuses" => ("403 Forbidden", ""),
        "/moved" => ("301 Moved Permanently", "Location: /good\r\n"),
        "/for-now" => ("302 Found", "Location: /good\r\n"),
        "/circle" => ("302 Found", "Location: /circle\r\n"),
        "/slow" => {
            std::thread::sleep(Duration::from_secs(4));
            ("200 OK", "")
        }
        path if path.starts_with("/good") || path == "/no-head" || path == "/busy" => {
            ("200 OK", "")
        }
        _ => ("404 Not Found", ""),
    };
    let mut stream = stream;
    // Whoever asked may have left.
    let _ = write!(
        stream,
        "HTTP/1.1 {status}\r\n{more}Content-Length: 0\r\nConnection: close\r\n\r\n"
    );
}

fn site(elsewhere: &Elsewhere, paths: &[&str], settings: &str) -> Scratch {
    let scratch = Scratch::new();
    let links: String = paths
        .iter()
        .map(|path| format!("- [{path}]({})\n", elsewhere.url(path)))
        .collect();
    scratch.put("content/links.md", format!("# リンク\n\n{links}"));
    let config = scratch.get("config.toml");
    scratch.put("config.toml", format!("{config}\n{settings}"));
    scratch
}

const HERE: &str = "[check.external]\nprivate = true\ntimeout = 2\n";

fn check(scratch: &Scratch, more: &[&str]) -> (i32, String) {
    let mut arguments = vec!["check", "--external", "--lang", "en", "--format", "short"];
    arguments.extend(more);
    let output = run(scratch, &arguments);
    (status(&output), stderr(&output) + &stdout(&output))
}

/// What is said of a path, code and reason.
fn said<'s>(all: &'s str, path: &str) -> Option<&'s str> {
    let end = format!("/{path}` ");
    all.lines().find(|line| line.contains(&end))
}

#[test]
fn links_that_lead_nowhere_are_told_and_never_fatal_by_themselves() {
    let elsewhere = Elsewhere::open();
    let paths = [
        "good", "gone", "missing", "no-head", "busy", "refuses", "moved", "for-now", "circle",
    ];
    let scratch = site(&elsewhere, &paths, HERE);
    let (status, all) = check(&scratch, &[]);
    assert_eq!(status, 0, "{all}");
    for fine in ["good", "no-head", "busy", "for-now"] {
        assert_eq!(said(&all, fine), None, "{all}");
    }
    for (path, code, line) in [
        ("gone", "warning[dead-link]", 4),
        ("missing", "warning[dead-link]", 5),
        ("refuses", "hint[unchecked-link]", 8),
        ("moved", "hint[moved-link]", 9),
        ("circle", "warning[dead-link]", 11),
    ] {
        let told = said(&all, path).unwrap_or_else(|| panic!("nothing of {path}: {all}"));
        assert!(told.contains(code), "{told}");
        assert!(
            told.starts_with(&format!("content/links.md:{line}:")),
            "{told}"
        );
    }
    let (status, _) = check(&scratch, &["--deny", "dead-link"]);
    assert_eq!(status, 1);
}

#[test]
fn an_address_is_asked_for_once_however_often_it_stands_there() {
    let elsewhere = Elsewhere::open();
    let scratch = site(&elsewhere, &["good#a", "good#b", "good"], HERE);
    assert_eq!(check(&scratch, &[]).0, 0);
    assert_eq!(elsewhere.asked(), [("/good".to_owned(), 1)].into());
}

#[test]
fn a_good_answer_is_remembered_and_a_bad_one_asked_for_again() {
    let elsewhere = Elsewhere::open();
    let scratch = site(&elsewhere, &["good", "missing"], HERE);
    check(&scratch, &[]);
    elsewhere.asked();
    check(&scratch, &[]);
    let again = elsewhere.asked();
    assert!(!again.contains_key("/good"), "{again:?}");
    assert!(again.contains_key("/missing"), "{again:?}");
    assert_eq!(scratch.get(".madoguchi-cache/.gitignore"), "*\n");
    scratch.put(".madoguchi-cache/links.json", "{\"no json");
    assert_eq!(check(&scratch, &[]).0, 0, "a broken cache is none");
    assert!(elsewhere.asked().contains_key("/good"));
}

#[test]
fn a_private_network_is_not_asked_unless_the_site_says_so() {
    let elsewhere = Elsewhere::open();
    let scratch = site(&elsewhere, &["good"], "");
    scratch.put(
        "content/names.md",
        format!("# 名前\n\n[a](http://localhost:{}/good)\n", elsewhere.port),
    );
    let (status, all) = check(&scratch, &[]);
    assert_eq!(status, 0);
    assert_eq!(all.matches("unchecked-link").count(), 2, "{all}");
    assert!(elsewhere.asked().is_empty());
}

#[test]
fn a_server_that_does_not_answer_is_not_waited_for_long() {
    let elsewhere = Elsewhere::open();
    let settings = HERE.replace("timeout = 2", "timeout = 1");
    let scratch = site(&elsewhere, &["slow", "good"], &settings);
    let (status, all) = check(&scratch, &[]);
    assert_eq!(status, 0);
    let told = said(&all, "slow").unwrap();
    assert!(
        told.contains("hint[unchecked-link]") && told.contains("no answer came in time"),
        "{all}"
    );
    assert_eq!(said(&all, "good"), None);
}

#[test]
fn what_is_to_be_skipped_is_not_asked_for() {
    let elsewhere = Elsewhere::open();
    let settings = format!("{HERE}skip = [\"{}\"]\n", elsewhere.url("mis"));
    let scratch = site(&elsewhere, &["missing", "good"], &settings);
    assert_eq!(check(&scratch, &["--deny", "warnings"]).0, 0);
    assert_eq!(elsewhere.asked(), [("/good".to_owned(), 1)].into());
}

#[test]
fn the_datas_addresses_are_asked_for_too() {
    let elsewhere = Elsewhere::open();
    let scratch = site(&elsewhere, &["good"], HERE);
    scratch.put(
        "content/data/places.toml",
        "[columns]\nmap = { label = \"地図\", type = \"url\" }\n\
         [row.a]\nmap = \"https://no-such-host.invalid/\"\n",
    );
    let (status, all) = check(&scratch, &[]);
    assert_eq!(status, 0, "{all}");
    // Without any network there is nobody to say that the host does not exist.
    let told = all.lines().find(|line| line.contains("-link]"));
    let place = "content/data/places.toml:4:";
    assert!(told.is_some_and(|line| line.starts_with(place)), "{all}");
}
