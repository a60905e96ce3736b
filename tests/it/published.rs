//! From an empty folder to a site that is published: with the program alone, and every link followed
//! below a path, as GitHub Pages serves a project's site.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use html5ever::tendril::TendrilSink as _;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use crate::program::{run, status, stderr};
use crate::scratch::Scratch;

/// Where the site stands on its host.
const BELOW: &str = "/guide/";

/// After so long a test is hanging.
const HANG: Duration = Duration::from_secs(20);

#[test]
fn from_an_empty_folder_every_link_of_the_published_site_leads_somewhere() {
    for language in ["ja", "en"] {
        let scratch = Scratch::new();
        let begin = run(&scratch, &["init", "new", "--lang", language]);
        assert_eq!(status(&begin), 0, "{}", stderr(&begin));
        for added in [
            &["new", "section", "phone", "--title", "電話"][..],
            &["new", "page", "phone/折り返し 電話"],
            &["new", "faq", "more", "--title", "ほかの質問"],
            &["new", "channel", "チャット"],
        ] {
            let output = run(&scratch, &[added, &["-r", "new"]].concat());
            assert_eq!(status(&output), 0, "{}", stderr(&output));
        }
        edit(&scratch);
        for command in [
            &["check", "--deny", "warnings"][..],
            &["anchors", "record"],
            &["build", "--base-url", "https://example.github.io/guide/"],
        ] {
            let output = run(&scratch, &[command, &["-r", "new"]].concat());
            assert_eq!(status(&output), 0, "{}", stderr(&output));
        }
        let crawl = Crawl::of(host(scratch.site.join("new/public")));
        assert_eq!(crawl.broken, [""; 0], "{language}");
        assert_eq!(crawl.pages.len(), 7, "{:?}", crawl.pages.keys());
        assert!(crawl.followed > 100, "{} links", crawl.followed);
        let all: String = crawl.pages.into_values().collect();
        assert!(
            all.contains("24時間") || all.contains("24 hours"),
            "what was edited is shown"
        );
    }
}

/// What an editor does next: the channel gets its hours, a page shows it and links.
fn edit(scratch: &Scratch) {
    let channels = scratch.get("new/content/data/channels.toml");
    let edited = channels.replacen(
        "kind = \"chat\"\n",
        "kind = \"chat\"\nhours = \"24/7\"\n",
        1,
    );
    assert_ne!(channels, edited);
    scratch.put("new/content/data/channels.toml", edited);
    let mut page = scratch.get("new/content/phone/_index.md");
    page += "\n{{ chat }}: {{ chat.hours }}\n\n[折り返し](折り返し-電話.md#折り返し-電話-1) [質問](@/more.md#more-1)\n";
    scratch.put("new/content/phone/_index.md", page);
}

/// What was found by following every link from the first page on.
#[derive(Default)]
struct Crawl {
    /// The pages, by their paths.
    pages: BTreeMap<String, String>,
    broken: Vec<String>,
    followed: usize,
}

impl Crawl {
    fn of(address: SocketAddr) -> Self {
        let mut crawl = Self::default();
        let mut waiting = vec![BELOW.to_owned()];
        let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
        let mut wanted: Vec<(String, String, String)> = Vec::new();
        while let Some(path) = waiting.pop() {
            let answer = get(address, &path);
            if answer.status != 200 {
                crawl.broken.push(format!("{path}: {}", answer.status));
                continue;
            }
            if !answer.is_html {
                continue;
            }
            for target in values(&answer.body, &["href", "src", "poster"]) {
                let Some((to, anchor)) = resolve(&path, &target) else {
                    continue;
                };
                crawl.followed += 1;
                if !to.starts_with(BELOW) {
                    crawl
                        .broken
                        .push(format!("{path}: {target} leaves the site"));
                    continue;
                }
                if let Some(anchor) = anchor {
                    wanted.push((path.clone(), to.clone(), anchor));
                }
                if seen.insert(to.clone()) {
                    waiting.push(to);
                }
            }
            crawl.pages.insert(path, answer.body);
        }
        crawl.look_for(wanted);
        // What is shown where nothing is must lead back from any depth.
        let nowhere = "/guide/no/such/page";
        let lost = get(address, nowhere);
        assert_eq!(lost.status, 404);
        let targets = values(&lost.body, &["href", "src"]).into_iter();
        let leads = targets.filter_map(|target| Some(resolve(nowhere, &target)?.0));
        for to in leads.filter(|to| to != nowhere) {
            let status = get(address, &to).status;
            if status != 200 {
                crawl.broken.push(format!("404: {to}: {status}"));
            }
        }
        crawl
    }

    fn look_for(&mut self, wanted: Vec<(String, String, String)>) {
        let ids = |body: &String| values(body, &["id"]).into_iter().collect();
        let ids: BTreeMap<&String, BTreeSet<String>> = self
            .pages
            .iter()
            .map(|(path, body)| (path, ids(body)))
            .collect();
        for (from, to, anchor) in wanted {
            if !ids.get(&to).is_some_and(|ids| ids.contains(&anchor)) {
                self.broken.push(format!("{from}: {to}#{anchor}"));
            }
        }
    }
}

/// The values of attributes in a page, as a browser reads it.
fn values(markup: &str, names: &[&str]) -> Vec<String> {
    fn walk(node: &Handle, names: &[&str], found: &mut Vec<String>) {
        if let NodeData::Element { attrs, .. } = &node.data {
            let attributes = attrs.borrow();
            let wanted = attributes
                .iter()
                .filter(|attribute| names.contains(&&*attribute.name.local));
            found.extend(wanted.map(|attribute| attribute.value.to_string()));
        }
        for child in node.children.borrow().iter() {
            walk(child, names, found);
        }
    }
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(markup);
    let mut found = Vec::new();
    walk(&dom.document, names, &mut found);
    found
}

/// The path on the host and the anchor that a link leads to; nothing if it leads elsewhere.
fn resolve(from: &str, target: &str) -> Option<(String, Option<String>)> {
    let target = target
        .strip_prefix("https://example.github.io")
        .unwrap_or(target);
    let is_elsewhere =
        target.starts_with("//") || target.split(['/', '?', '#']).next()?.contains(':');
    if is_elsewhere {
        return None;
    }
    let (path, anchor) = match target.split_once('#') {
        Some((path, anchor)) => (
            path,
            Some(decoded(anchor)).filter(|anchor| !anchor.is_empty()),
        ),
        None => (target, None),
    };
    let path = path.split('?').next().unwrap_or(path);
    if path.is_empty() {
        return Some((from.to_owned(), anchor));
    }
    let mut parts: Vec<&str> = if path.starts_with('/') {
        Vec::new()
    } else {
        let (folder, _) = from.rsplit_once('/')?;
        folder.split('/').skip(1).collect()
    };
    for name in path.split('/') {
        match name {
            ".." => drop(parts.pop()),
            "." | "" => {}
            name => parts.push(name),
        }
    }
    let mut whole = format!("/{}", parts.join("/"));
    if path.ends_with(['/', '.']) && whole != "/" {
        whole.push('/');
    }
    Some((whole, anchor))
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next().unwrap(), rest.next().unwrap()];
            let digits = std::str::from_utf8(&digits).unwrap();
            bytes.push(u8::from_str_radix(digits, 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// What the host answered.
struct Answer {
    status: u16,
    is_html: bool,
    body: String,
}

fn get(address: SocketAddr, path: &str) -> Answer {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(HANG)).unwrap();
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: example.github.io\r\n\r\n"
    )
    .unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    Answer {
        status: head[9..12].parse().unwrap(),
        is_html: head.contains("text/html"),
        body: body.to_owned(),
    }
}

/// Serves a folder below `/guide/` as the host of a project's site does: a folder is its
/// `index.html`, only with a closing `/`; what is not there is `404.html`. It ends with the process.
fn host(folder: PathBuf) -> SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let _ = answer(&stream.unwrap(), &folder);
        }
    });
    address
}

fn answer(stream: &TcpStream, folder: &Path) -> std::io::Result<()> {
    stream.set_read_timeout(Some(HANG))?;
    let mut lines = BufReader::new(stream).lines();
    let request = lines.next().unwrap()?;
    while lines
        .next()
        .transpose()?
        .is_some_and(|line| !line.is_empty())
    {}
    let path = decoded(request.split(' ').nth(1).unwrap());
    let below = path.strip_prefix(BELOW);
    let file = below.map(|below| folder.join(below));
    let index = |file: PathBuf| {
        if path.ends_with('/') {
            file.join("index.html")
        } else {
            file
        }
    };
    let found = file.map(index).filter(|file| file.is_file());
    let (status, file) = match found {
        Some(file) => ("200 OK", file),
        None => ("404 Not Found", folder.join("404.html")),
    };
    let kind = match file.extension().and_then(|of| of.to_str()) {
        Some("html") => "text/html",
        _ => "application/octet-stream",
    };
    let mut stream = stream;
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nConnection: close\r\n\r\n"
    )?;
    stream.write_all(&fs::read(file)?)
}
