//! How quick the live preview is: `cargo bench --bench preview [-- PAGES…]`.
//!
//! Sites of 1,000 and 10,000 pages unless numbers are given, the real program, one client that
//! keeps asking. Prints medians (and the slowest) of twenty; nothing here passes or fails.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a benchmark measures the machine, and one that cannot go on stops"
)]

mod code;
mod dice;
mod hugo;
mod site;

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How often each figure is taken.
const TIMES: usize = 20;
/// How long a connection is kept that nothing is asked on.
const QUIET: Duration = Duration::from_secs(2);
/// The page that is asked for.
const PAGE: &str = "/big/s1/p1/";

fn main() {
    let sizes: Vec<usize> = std::env::args()
        .filter_map(|word| word.parse().ok())
        .collect();
    let sizes = if sizes.is_empty() {
        vec![1_000, 10_000]
    } else {
        sizes
    };
    for pages in sizes {
        let folder =
            std::env::temp_dir().join(format!("madoguchi-bench-{}-{pages}", std::process::id()));
        site::write(&folder, pages, site::Builder::Madoguchi).unwrap();
        // The disk is to be warm, for every size alike.
        drop(Preview::start(&folder));
        measure(&folder, pages);
        fs::remove_dir_all(&folder).unwrap();
    }
}

fn measure(folder: &Path, pages: usize) {
    println!("{pages} pages");
    let begun = Instant::now();
    let preview = Preview::start(folder);
    let mut client = Client::new(preview.port);
    client.get(PAGE);
    println!(
        "  start to first answer         {:7.1} ms",
        milliseconds(begun.elapsed())
    );
    let page = folder.join("content/s1/p1.md");
    let text = fs::read_to_string(&page).unwrap();
    report("page edit, at once", |at| {
        let mark = format!("目印{at}番");
        let begun = Instant::now();
        fs::write(&page, format!("{text}\n{mark}\n")).unwrap();
        client.get_until(PAGE, &mark);
        begun.elapsed()
    });
    preview.wait_until_idle();
    report("page edit, when all is made", |at| {
        thread::sleep(Duration::from_millis(200));
        let mark = format!("別の目印{at}番");
        let begun = Instant::now();
        fs::write(&page, format!("{text}\n{mark}\n")).unwrap();
        client.get_until(PAGE, &mark);
        begun.elapsed()
    });
    let mut events = client.listen();
    report("page edit to reload event", |at| {
        thread::sleep(Duration::from_millis(400));
        let begun = Instant::now();
        fs::write(&page, format!("{text}\n知らせ{at}\n")).unwrap();
        wait_for_page(&mut events);
        begun.elapsed()
    });
    let data = folder.join("content/data/channels.toml");
    let facts = fs::read_to_string(&data).unwrap();
    report("dataset edit, page on screen", |at| {
        preview.wait_until_idle();
        let minute = format!("17:{}", 10 + at);
        let begun = Instant::now();
        fs::write(&data, facts.replacen("17:00", &minute, 1)).unwrap();
        client.get_until(PAGE, &minute);
        begun.elapsed()
    });
    println!(
        "  requests a second, 10 clients {:7.0}",
        throughput(preview.port)
    );
    println!(
        "  resident memory               {:7.0} MB",
        preview.megabytes()
    );
}

fn report(what: &str, mut once: impl FnMut(usize) -> Duration) {
    let mut times: Vec<f64> = (0..TIMES).map(|at| milliseconds(once(at))).collect();
    times.sort_by(f64::total_cmp);
    let (median, slowest) = (times[TIMES / 2], times[TIMES - 1]);
    println!("  {what:29} {median:7.1} ms (slowest {slowest:.1})");
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// How many answers ten clients get in a second.
fn throughput(port: u16) -> f64 {
    let time = Duration::from_secs(3);
    let clients: Vec<_> = (0..10)
        .map(|_| {
            thread::spawn(move || {
                let mut client = Client::new(port);
                let (begun, mut count) = (Instant::now(), 0_u32);
                while begun.elapsed() < time {
                    client.get("/big/");
                    count += 1;
                }
                count
            })
        })
        .collect();
    let count: u32 = clients
        .into_iter()
        .map(|client| client.join().unwrap())
        .sum();
    f64::from(count) / time.as_secs_f64()
}

/// The program, serving.
struct Preview {
    child: Child,
    port: u16,
}

impl Preview {
    fn start(folder: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_madoguchi"))
            .args(["serve", "--lang", "en", "--root"])
            .arg(folder)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        while !line.contains("preview: ") {
            line.clear();
            assert!(lines.read_line(&mut line).unwrap() > 0, "it does not serve");
        }
        // What is said later is read, so that the program never waits for its reader.
        thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
        let address = line.split("127.0.0.1:").nth(1).unwrap();
        let port = address.split('/').next().unwrap().parse().unwrap();
        Self { child, port }
    }

    fn proc(&self, file: &str) -> String {
        let path: PathBuf = ["/proc", &self.child.id().to_string(), file]
            .iter()
            .collect();
        fs::read_to_string(path).unwrap_or_default()
    }

    /// The processor time taken so far, in the system's ticks.
    fn ticks(&self) -> u64 {
        let stat = self.proc("stat");
        let fields = stat.rsplit(") ").next().unwrap_or_default().split(' ');
        fields
            .skip(11)
            .take(2)
            .filter_map(|field| field.parse::<u64>().ok())
            .sum()
    }

    fn wait_until_idle(&self) {
        for _ in 0..600 {
            let before = self.ticks();
            thread::sleep(Duration::from_millis(100));
            if self.ticks() == before {
                return;
            }
        }
    }

    fn megabytes(&self) -> f64 {
        let status = self.proc("status");
        let line = status.lines().find(|line| line.starts_with("VmRSS"));
        let number = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
        number.unwrap_or_default() / 1024.0
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A browser that keeps its connection.
struct Client {
    port: u16,
    stream: TcpStream,
    asked: Instant,
    body: Vec<u8>,
}

impl Client {
    fn new(port: u16) -> Self {
        let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.set_nodelay(true).unwrap();
        Self {
            port,
            stream,
            asked: Instant::now(),
            body: Vec::new(),
        }
    }

    fn get(&mut self, path: &str) {
        // A connection that has been quiet for some seconds is closed, and opened again.
        if self.asked.elapsed() > QUIET {
            *self = Self::new(self.port);
        }
        self.asked = Instant::now();
        self.send(path);
        let (mut seen, mut buffer) = (Vec::new(), vec![0; 1 << 16]);
        let (head, length) = loop {
            let count = self.stream.read(&mut buffer).unwrap();
            assert!(count > 0, "the server has hung up");
            seen.extend_from_slice(&buffer[..count]);
            if let Some(end) = seen.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
                break (end + 4, length_of(&seen[..end]));
            }
        };
        self.body = seen.split_off(head);
        while self.body.len() < length {
            let count = self.stream.read(&mut buffer).unwrap();
            self.body.extend_from_slice(&buffer[..count]);
        }
    }

    /// Keeps asking until the answer says it.
    fn get_until(&mut self, path: &str, mark: &str) {
        let begun = Instant::now();
        loop {
            self.get(path);
            if String::from_utf8_lossy(&self.body).contains(mark) {
                return;
            }
            assert!(
                begun.elapsed() < Duration::from_secs(30),
                "{mark} never came"
            );
        }
    }

    fn send(&mut self, path: &str) {
        let head = format!(
            "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n",
            self.port
        );
        self.stream.write_all(head.as_bytes()).unwrap();
    }

    /// Opens the stream of events that the page's script opens.
    fn listen(&mut self) -> BufReader<TcpStream> {
        self.get(PAGE);
        let page = String::from_utf8_lossy(&self.body).into_owned();
        let seen = page.split("data-seen=\"").nth(1).unwrap()[..32].to_owned();
        self.get("/.madoguchi/reload.js");
        let script = String::from_utf8_lossy(&self.body).into_owned();
        let is_hex = |word: &&str| word.len() == 32 && word.bytes().all(|b| b.is_ascii_hexdigit());
        let token = script
            .split(['"', '\'', '`'])
            .find(is_hex)
            .unwrap()
            .to_owned();
        let mut other = Self::new(self.port);
        other.send(&format!(
            "/.madoguchi/events?token={token}&page={PAGE}&seen={seen}"
        ));
        let mut events = BufReader::new(other.stream);
        // The greeting tells of problems, if only that there are none.
        read_until(&mut events, "event: problems");
        events
    }
}

fn wait_for_page(events: &mut BufReader<TcpStream>) {
    read_until(events, "event: page");
}

fn read_until(events: &mut BufReader<TcpStream>, wanted: &str) {
    let mut line = String::new();
    while !line.starts_with(wanted) {
        line.clear();
        assert!(
            events.read_line(&mut line).unwrap() > 0,
            "the stream has ended"
        );
    }
}

fn length_of(head: &[u8]) -> usize {
    let head = String::from_utf8_lossy(head).to_lowercase();
    let line = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length:"));
    line.and_then(|length| length.trim().parse().ok())
        .unwrap_or(0)
}
