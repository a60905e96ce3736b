//! The doors through which a stranger's text comes in, each as one function that takes anything.
//!
//! The fuzzer (`tests/fuzz/`) and the test that replays its corpora (`tests/corpora.rs`) go through the
//! same doors, so what one of them finds the other keeps. A door panics where an invariant is broken.

use std::io::{Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, Shutdown, SocketAddr, TcpStream};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::Duration;

use madoguchi::civil::{Date, read_date};
use madoguchi::compile::{Edition, File, Memo, Options, Parsed, Wanted as Made};
use madoguchi::diagnostic::Diagnostic;
use madoguchi::host::serve::{Answer, Answered, Event, Server, Status, Streams, Wanted};
use madoguchi::import::{Generator, Imported};
use madoguchi::notation::{
    TalkOf, find_hours, find_phones, find_replies, may_hold_phone, may_tell, phone_stretches,
    read_hours, read_phone, read_reply,
};
use madoguchi::page::mask::{Mask, Restored};
use madoguchi::page::target::{Class, classify};
use madoguchi::page::{Dialect, Page, Target, parse};
use madoguchi::render::highlight::Highlighter;
use madoguchi::text::{Snapshot, Source, SourcePath};

const CONFIG: &str =
    "title = \"窓口\"\nbase_url = \"https://site.example/guide/\"\nlanguages = [\"ja\", \"en\"]\n";
const CHANNELS: &str = include_str!("../drift/site.toml");
const PAGE: &str = "content/a.md";
/// One with a plan of its own, one with another, one of which only the length is known, one that is none.
const REGIONS: &[&str] = &["JP", "US", "DE", ""];

/// A Markdown page beside a dataset: read, checked, joined and written.
pub(crate) fn page(text: &str) {
    drop(made(text, Made::File));
}

/// The mask over placeholders and wide emphasis: as long as its text, and off again without a trace.
pub(crate) fn mask(text: &str) {
    let mask = Mask::new(text, &Dialect::default());
    if mask.refused().is_some() {
        return;
    }
    assert_eq!(mask.masked().len(), text.len());
    // The mask's own characters are no letters of a text: the reader is told of them (M07).
    if text.contains(|c: char| c >= '\u{f0000}') {
        return;
    }
    let pieces = mask.restore_owned(mask.masked(), &(0..text.len()));
    let restored: String = pieces
        .into_iter()
        .map(|piece| match piece {
            Restored::Letters(letters) => letters,
            Restored::Fact(found) => text[found.range].to_owned(),
        })
        .collect();
    assert_eq!(restored, text);
}

/// The file of channels, with pages that show all of it.
pub(crate) fn dataset(text: &str) {
    let show = "# a\n\n```{table}\nof = \"channels\"\n```\n\n```{notices}\n```\n";
    let snapshot = snapshot(&[("content/data/channels.toml", text), (PAGE, show)]);
    let parsed = parsed(&snapshot);
    expect_places(&parsed.findings, "content/data/channels.toml", text);
    parsed.rehearse(&snapshot, &Options::default());
}

/// Front matter in TOML and in YAML, and what the page says of itself then.
pub(crate) fn front_matter(text: &str) {
    for fence in ["+++", "---"] {
        let page = format!("{fence}\n{text}\n{fence}\n# a\n\nb\n");
        drop(read(&page));
    }
    drop(read(text));
}

/// What is taken for hours, reply times and numbers in prose, and what is then said of it.
pub(crate) fn drift(text: &str) {
    let tells = may_tell(text);
    let places = |found: Vec<std::ops::Range<usize>>, told: bool| {
        assert!(told || found.is_empty(), "found in what may be skipped");
        for range in found {
            assert!(text.get(range.clone()).is_some(), "{range:?}");
        }
    };
    let hours = find_hours(text, &[]).into_iter();
    places(hours.map(|(range, _)| range).collect(), tells);
    let replies = find_replies(text, TalkOf::Answers).into_iter();
    places(replies.map(|(range, _)| range).collect(), true);
    let phones = REGIONS.iter().flat_map(|region| find_phones(text, region));
    places(phones.map(|found| found.at).collect(), may_hold_phone(text));
    places(phone_stretches(text), true);
    let _ = read_hours(text, &[]);
    let _ = read_reply(text);
    for region in REGIONS {
        let _ = read_phone(text, region);
    }
    drop(made(text, Made::Findings));
}

/// Where a link may lead: what passes leads a browser to the web or stays on the site.
pub(crate) fn url(text: &str) {
    let Class::Allowed(target) = classify(text) else {
        return;
    };
    let base = url::Url::parse("https://site.example/guide/a/").expect("a good address");
    let Ok(meant) = base.join(text) else { return };
    let scheme = meant.scheme();
    assert!(matches!(scheme, "https" | "http"), "{text:?} is {scheme}:");
    assert!(meant.username().is_empty(), "{text:?} names a user");
    let stays = meant.host_str() == base.host_str();
    assert!(stays || target == Target::External, "{text:?} leaves");
}

/// A tree of another generator, in one text: each file begins with a line `=== path`.
pub(crate) fn import(text: &str) {
    let files = text
        .split("\n=== ")
        .filter_map(|file| file.split_once('\n'));
    // A folder gives names alone: a path neither begins at the root nor climbs.
    let is_name = |name: &str| !matches!(name, "" | "." | "..") && !name.contains('\\');
    let files = files.filter(|(path, _)| path.split('/').all(is_name));
    let old = Snapshot::of_texts(today(), files);
    for generator in [Generator::MdBook, Generator::Zola] {
        if let Ok(imported) = madoguchi::import::import(&old, generator) {
            expect_import(&old, &imported);
        }
    }
}

/// What is told stands in a file of the old tree or of the copy, and nothing is written outside of the copy.
fn expect_import(old: &Snapshot, imported: &Imported) {
    for source in old.texts.values() {
        expect_places(&imported.findings, source.path.as_str(), &source.text);
    }
    for source in imported.texts.values() {
        expect_places(&imported.errors, source.path.as_str(), &source.text);
    }
    let copies = imported.copies.keys();
    for path in imported.texts.keys().chain(copies) {
        let mut names = path.as_str().split('/');
        assert!(
            names.all(|name| !matches!(name, "" | "." | "..")),
            "{path} leaves"
        );
    }
}

/// The bytes of a request to the preview's server: an answer of ours, or the end of the connection.
pub(crate) fn request(bytes: &[u8]) {
    static SERVER: LazyLock<SocketAddr> = LazyLock::new(serve);
    let mut stream = TcpStream::connect(*SERVER).expect("the server listens");
    let wait = Some(Duration::from_secs(20));
    stream.set_read_timeout(wait).expect("a plain stream");
    let port = SERVER.port().to_string();
    // A seed cannot know the port.
    let text = String::from_utf8_lossy(bytes);
    let bytes = match str::from_utf8(bytes) {
        Ok(_) => text.replace("PORT", &port).into_bytes(),
        Err(_) => bytes.to_vec(),
    };
    // The server may have closed already.
    let _ = stream.write_all(&bytes);
    let _ = stream.shutdown(Shutdown::Write);
    let mut answer = Vec::new();
    if let Err(error) = stream.read_to_end(&mut answer) {
        let kind = error.kind();
        let hangs = matches!(
            kind,
            std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut
        );
        assert!(!hangs, "neither an answer nor an end");
    }
    if !answer.is_empty() {
        let head = String::from_utf8_lossy(&answer[..answer.len().min(400)]).to_ascii_lowercase();
        assert!(head.starts_with("http/1.1 "), "{head}");
        assert!(
            matches!(head.as_bytes().get(9), Some(b'2'..=b'4')),
            "{head}"
        );
        assert!(!head.contains("access-control"), "{head}");
    }
}

/// A site of one page, whatever it says, and what is found in it.
fn made(text: &str, wanted: Made) -> Vec<Diagnostic> {
    static SITE: LazyLock<Edition> = LazyLock::new(|| {
        let snapshot = snapshot(&[("content/data/channels.toml", CHANNELS), (PAGE, "a\n")]);
        declared(&snapshot)
    });
    let page = Arc::new(read(text));
    let file = File::Page(page.path.clone());
    let made = if let Some(edition) = SITE.with_page(&page) {
        edition.make(&file, wanted)
    } else {
        let snapshot = snapshot(&[("content/data/channels.toml", CHANNELS), (PAGE, text)]);
        declared(&snapshot).make(&file, wanted)
    };
    expect_places(&made.findings, PAGE, text);
    made.findings
}

fn read(text: &str) -> Page {
    let source = Source::new(PAGE, text);
    let page = parse(&source, &Dialect::default());
    expect_places(&page.findings, PAGE, text);
    page.value
}

/// Every finding and every fix is at characters of the file.
fn expect_places(findings: &[Diagnostic], path: &str, text: &str) {
    for finding in findings {
        let place = finding.place.iter();
        for place in place.filter(|place| place.path.as_str() == path) {
            assert!(text.get(place.span.range()).is_some(), "{finding:?}");
        }
        for edit in finding.fix.iter().flat_map(|fix| &fix.edits) {
            let is_place = edit.path.as_str() != path || text.get(edit.span.range()).is_some();
            assert!(is_place, "{finding:?}");
        }
    }
}

fn today() -> Date {
    read_date("2026-12-01").expect("a day")
}

fn snapshot(files: &[(&str, &str)]) -> Arc<Snapshot> {
    let config = [("config.toml", CONFIG)];
    let files = config.iter().chain(files).copied();
    Arc::new(Snapshot::of_texts(today(), files))
}

/// Everything read; the theme once for all texts. A site without any of them is read before, so that no
/// earlier text stands in for one that is broken.
fn parsed(snapshot: &Arc<Snapshot>) -> Arc<Parsed> {
    static MEMO: LazyLock<Mutex<Memo>> = LazyLock::new(Mutex::default);
    static BARE: LazyLock<Arc<Snapshot>> = LazyLock::new(|| self::snapshot(&[]));
    let mut memo = MEMO.lock().unwrap_or_else(PoisonError::into_inner);
    let (config, options) = (SourcePath::new("config.toml"), Options::default());
    memo.parse(&BARE, &config, &options);
    memo.parse(snapshot, &config, &options)
}

fn declared(snapshot: &Arc<Snapshot>) -> Edition {
    let highlighter = Arc::new(Highlighter::without_colours());
    Edition::declare(parsed(snapshot), snapshot, &Options::default(), highlighter)
}

/// Pages that hold their own path, which must be one that a page can have.
struct Echo;

impl Answer for Echo {
    fn answer(&self, path: &str) -> Answered {
        let is_clean = path.starts_with('/')
            && !path.contains(|c: char| c.is_control() || c == '\\')
            && !path[1..].split('/').any(|part| matches!(part, "." | ".."))
            && !path.contains("//");
        assert!(is_clean, "{path:?} was let through");
        Answered {
            status: Status::Ok,
            content_type: "text/plain; charset=utf-8".into(),
            policy: Arc::from("default-src 'none'"),
            body: Arc::from(path.as_bytes()),
        }
    }

    fn greet(&self, _: &str, _: &str) -> Vec<Event> {
        Vec::new()
    }
}

fn serve() -> SocketAddr {
    let wanted = Wanted {
        interface: IpAddr::V4(Ipv4Addr::LOCALHOST),
        port: Some(0),
        hosts: vec!["fuzz.example".to_owned()],
        own_files: Vec::new(),
    };
    let server = Server::bind(wanted).expect("loopback is there");
    let address = server.address();
    std::thread::spawn(move || server.run(Arc::new(Echo), Arc::new(Streams::new())));
    address
}
