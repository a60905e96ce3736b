//! What other programs do meanwhile: other builds, and a preview (rows O11, O22, S10, W11).

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Stdio};

use crate::program::{madoguchi, run, status, stderr};
use crate::scratch::Scratch;

/// A running preview of a site; it ends with its test.
struct Preview {
    process: Child,
    port: u16,
    /// Its lines up to the one that tells where it stands.
    said: Vec<String>,
}

impl Preview {
    fn start(scratch: &Scratch) -> Self {
        Self::start_with(scratch, &[])
    }

    /// The same, with further arguments.
    fn start_with(scratch: &Scratch, arguments: &[&str]) -> Self {
        // A port that is free now may be taken by somebody else in a moment.
        let tries = (0..5).find_map(|_| {
            let free = TcpListener::bind(("127.0.0.1", 0)).unwrap();
            Self::try_at(scratch, arguments, free)
        });
        tries.expect("one of five ports stays free")
    }

    fn try_at(scratch: &Scratch, arguments: &[&str], free: TcpListener) -> Option<Self> {
        let port = free.local_addr().unwrap().port();
        drop(free);
        let mut process = madoguchi(scratch, &["serve", "-p", &port.to_string(), "--lang", "en"])
            .args(arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stderr.take().unwrap()).lines();
        let here = format!(":{port}/");
        let mut said = Vec::new();
        let stands = lines.by_ref().map(Result::unwrap).any(|line| {
            let stands = line.contains("http://") && line.contains(&here);
            said.push(line);
            stands
        });
        std::thread::spawn(move || lines.count());
        let preview = Self {
            process,
            port,
            said,
        };
        stands.then_some(preview)
    }

    /// The whole answer for a path.
    fn get(&self, path: &str) -> String {
        self.get_from("127.0.0.1", path)
    }

    /// The whole answer for a path, asked by a name.
    fn get_from(&self, name: &str, path: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let host = format!("Host: {name}:{}\r\nConnection: close", self.port);
        write!(stream, "GET {path} HTTP/1.1\r\n{host}\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn o11_of_many_builds_at_once_each_is_whole_or_refused() {
    let scratch = Scratch::new();
    for page in 0..30 {
        scratch.put(&format!("content/p{page}/_index.md"), "# 電話\n");
    }
    let arguments = ["build", "--as-of", "2026-11-20", "--lang", "en"];
    let builds: Vec<Child> = (0..4)
        .map(|_| {
            let mut build = madoguchi(&scratch, &arguments);
            build.stderr(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    let mut done = 0;
    for build in builds {
        let output = build.wait_with_output().unwrap();
        match status(&output) {
            0 => done += 1,
            3 => assert!(stderr(&output).contains("another"), "{}", stderr(&output)),
            other => panic!("{other}: {}", stderr(&output)),
        }
    }
    assert!(done > 0, "one of them has the lock");
    let tree = scratch.tree("public");
    assert_eq!(status(&run(&scratch, &arguments)), 0);
    assert!(
        scratch.tree("public") == tree,
        "what was published is whole"
    );
    for leftover in ["staging", "lock", "old"] {
        assert!(!scratch.has(&format!(".public.madoguchi-{leftover}")));
    }
}

#[test]
fn o22_w11_a_build_and_a_preview_do_not_disturb_each_other() {
    let scratch = Scratch::new();
    scratch.put("content/phone.md", "# 電話\n\n前の文\n");
    let before = scratch.tree(".");
    let preview = Preview::start(&scratch);
    assert!(preview.get("/phone/").contains("前の文"));
    assert!(scratch.tree(".") == before, "a preview writes nothing");
    assert_eq!(status(&run(&scratch, &["build"])), 0);
    let built = scratch.tree("public");
    scratch.put("content/phone.md", "# 電話\n\n後の文\n");
    assert!(preview.get("/phone/").contains("後の文"));
    assert!(
        scratch.tree("public") == built,
        "a preview leaves the built site alone"
    );
    assert_eq!(status(&run(&scratch, &["build"])), 0);
    assert!(preview.get("/phone/").contains("後の文"));
    assert!(scratch.get("public/phone/index.html").contains("後の文"));
    // What lies in the output is nobody's source.
    let written = scratch.tree(".");
    scratch.put("public/notes.md", "# 電話\n");
    assert!(preview.get("/notes/").starts_with("HTTP/1.1 404"));
    std::fs::remove_file(scratch.site.join("public/notes.md")).unwrap();
    assert!(scratch.tree(".") == written);
}

#[test]
fn f03_a_preview_lives_on_while_a_page_is_no_text() {
    let scratch = Scratch::new();
    scratch.put("content/phone.md", "# 電話\n\n前の文\n");
    let preview = Preview::start(&scratch);
    assert!(preview.get("/phone/").contains("前の文"));
    for bytes in [
        &b"# \x91\x8b\x8c\xfb\n"[..],
        b"\xff\xfea\0b\0",
        b"# a\n\xff\n",
        b"a\0b",
    ] {
        scratch.put("content/phone.md", bytes);
        assert!(
            preview.get("/phone/").contains("前の文"),
            "the last good page"
        );
        scratch.put("content/_index.md", format!("# {}\n", bytes.len()));
        let home = format!("{}</h1>", bytes.len());
        assert!(preview.get("/").contains(&home), "other pages go on");
    }
    scratch.put("content/phone.md", "# 電話\n\n後の文\n");
    assert!(preview.get("/phone/").contains("後の文"));
}

#[test]
fn s10_a_preview_that_others_can_see_says_so() {
    let warns = |preview: &Preview| {
        let warning = "warning: other machines of the network can see this preview";
        preview.said.iter().any(|line| line.contains(warning))
    };
    let scratch = Scratch::new();
    let closed = Preview::start(&scratch);
    assert!(!warns(&closed), "{:?}", closed.said);
    let open = Preview::start_with(&scratch, &["-i", "0.0.0.0", "--allow-host", "desk.example"]);
    assert!(warns(&open), "{:?}", open.said);
    for (name, status) in [
        ("127.0.0.1", "200"),
        ("desk.example", "200"),
        ("evil.example", "403"),
    ] {
        let answer = open.get_from(name, "/");
        let begin = format!("HTTP/1.1 {status} ");
        assert!(answer.starts_with(&begin), "{name}: {answer}");
    }
}

#[test]
fn w11_an_output_inside_the_content_is_refused_before_anything_is_made() {
    let scratch = Scratch::new();
    scratch.put(
        "config.toml",
        "title = \"窓口\"\noutput_dir = \"content/public\"\n",
    );
    let before = scratch.tree("..");
    assert_eq!(status(&run(&scratch, &["build"])), 2);
    assert!(scratch.tree("..") == before);
}
