//! A stranger's pull request, and whatever else may be thrown at the whole program (rows C02, F15, S03).

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::symlink;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::program::{run, status, stderr, stdout};
use crate::scratch::Scratch;

/// The codes that each file of the pull request must bring, and the file.
type Sample<'n> = (&'n str, &'static [&'static str], &'static [u8]);

const SAMPLES: &[Sample<'static>] = &[
    (
        "html.md",
        &["raw-html"],
        b"# a\n\n<script>alert(1)</script> <img src=x onerror=alert(1)>\n",
    ),
    (
        "head.md",
        &["heading-attribute"],
        b"# a\n\n## b {onfocus=alert(2) autofocus style=x}\n",
    ),
    (
        "url.md",
        &["unsafe-url"],
        b"# a\n\n[a](java&Tab;script:alert(1)) ![b](data:image/svg+xml,x)\n",
    ),
    (
        "contact.md",
        &["contact-link"],
        b"# a\n\n[a](tel:0990000000) <help@bank.example>\n",
    ),
    (
        "mislead.md",
        &["misleading-link"],
        b"# a\n\n[https://bank.example](https://evil.example)\n",
    ),
    (
        "bidi.md",
        &["invisible-character"],
        b"# a\n\n\xe2\x80\xae\xe9\x9b\xbb\xe8\xa9\xb1\xe2\x80\x8b\n",
    ),
    (
        "number.md",
        &["unknown-number"],
        "# a\n\n電話 ０１２０－９９９－０００ または 〇一二〇-九九八-〇〇〇\n".as_bytes(),
    ),
    (
        "drift.md",
        &["drift"],
        "# a\n\n電話の受付は24時間です。\n".as_bytes(),
    ),
    (
        "braces.md",
        &["unknown-fact"],
        b"# a\n\n{{ 7*7 }} {{ config }}\n",
    ),
    (
        "include.md",
        &["broken-link"],
        b"# a\n\n```{include}\npage = \"../../../etc/passwd\"\n```\n",
    ),
    (
        "image.md",
        &["broken-link"],
        b"# a\n\n![a](../../x.png) ![b](/%2e%2e/x.png)\n",
    ),
    (
        "slug.md",
        &["bad-slug", "bad-alias"],
        b"+++\nslug = \"../x\"\naliases = [\"/../y/\"]\n+++\n# a\n",
    ),
    ("nest.md", &["nesting-too-deep"], NESTED),
    ("front.md", &["toml-syntax"], b"+++\na = [\n+++\n# a\n"),
    (
        "yaml.md",
        &["yaml-feature"],
        b"---\na: &x [*x]\n<<: *x\n---\n# a\n",
    ),
    ("sjis.md", &["unreadable-file"], b"# \x91\x8b\x8c\xfb\n"),
    ("nul.md", &["invisible-character"], b"# a\0b\n"),
    ("aux.md", &["reserved-name"], b"# a\n"),
    ("case.md", &["url-collision"], b"# a\n"),
    ("Case.md", &[], b"# a\n"),
    (
        "evil.svg",
        &["active-file"],
        b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>",
    ),
    ("evil.html", &["active-file"], b"<script>alert(1)</script>"),
    (
        "bomb.png",
        &["broken-picture"],
        b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x75\x30\0\0\x75\x30",
    ),
    (
        "polyglot.png",
        &["broken-picture"],
        b"<script>alert(1)</script>",
    ),
];

/// A hundred thousand quotations, one inside the other.
const NESTED: &[u8] = &{
    let mut text = [b'>'; 100_000];
    text[99_999] = b'\n';
    text
};

/// A finding as the program tells it to programs.
#[derive(serde::Deserialize)]
struct Told {
    file: Option<String>,
    line: Option<u32>,
    code: String,
}

fn pull_request() -> Scratch {
    let scratch = Scratch::new();
    scratch.put(
        "content/data/channels.toml",
        "ours = true\n[channel.phone]\nname = \"電話\"\nkind = \"phone\"\nhours = { weekdays = \"9:00-17:30\" }\nnumber = \"0120-000-000\"\n",
    );
    for (name, _, bytes) in SAMPLES {
        scratch.put(&format!("content/x/{name}"), bytes);
    }
    // Code that makes a highlighter slow, and a page that no memory should hold.
    let spaces = format!("{}\n", " ".repeat(499)).repeat(120);
    let code = ["sql", "js", "cs", "bash"].map(|name| format!("```{name}\n{spaces}```\n\n"));
    scratch.put("content/x/slow.md", format!("# a\n\n{}", code.concat()));
    let sparse = File::create(scratch.site.join("content/x/sparse.md")).unwrap();
    sparse.set_len(1 << 30).unwrap();
    scratch.put(
        "content/x/notes.md",
        format!("# a\n\n{}", "[^a] ".repeat(20_000) + "\n\n[^a]: b\n"),
    );
    scratch.put(
        "content/x/disguises.md",
        include_str!("../numbers/disguises.md"),
    );
    scratch.put(&format!("content/x/{}a.md", "a/".repeat(40)), "# a\n");
    scratch.put("content/x/a\tb.md", "# a\n");
    let no_text = scratch
        .site
        .join("content/x")
        .join(OsStr::from_bytes(b"\x91\x8b.md"));
    fs::write(no_text, "# a\n").unwrap();
    let pipe = scratch.site.join("content/x/pipe.md");
    let mode = rustix::fs::Mode::from_raw_mode(0o644);
    rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, mode, 0).unwrap();
    symlink("/etc/passwd", scratch.site.join("content/x/link.md")).unwrap();
    symlink("/etc", scratch.site.join("content/x/folder")).unwrap();
    scratch
}

#[test]
fn c02_one_hostile_pull_request_is_told_whole_in_one_run() {
    let scratch = pull_request();
    // All that it may write to, stacks included, is 512 MiB: with more it would be ended by a signal.
    let script = "ulimit -d 524288; exec \"$0\" check --format json -q";
    let begun = Instant::now();
    let output = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_madoguchi")])
        .current_dir(&scratch.site)
        .env("RAYON_NUM_THREADS", "2")
        .output()
        .unwrap();
    assert!(begun.elapsed() < Duration::from_mins(1));
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let told: Vec<Told> = stdout(&output)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let of = |name: &str| -> BTreeSet<&str> {
        let path = format!("content/x/{name}");
        let of_file = told
            .iter()
            .filter(|told| told.file.as_deref() == Some(&path));
        of_file.map(|told| told.code.as_str()).collect()
    };
    let folders = "a/".repeat(31);
    let folders = folders.trim_end_matches('/');
    let more: [Sample<'_>; 9] = [
        ("notes.md", &["file-too-large"], b""),
        ("disguises.md", &["unknown-number", "raw-html"], b""),
        (folders, &["file-name"], b""),
        ("a\tb.md", &["reserved-name"], b""),
        ("\u{fffd}\u{fffd}.md", &["file-name"], b""),
        ("pipe.md", &["unreadable-file"], b""),
        ("sparse.md", &["file-too-large"], b""),
        ("link.md", &["unreadable-file"], b""),
        ("folder", &["unreadable-file"], b""),
    ];
    let mut missed = Vec::new();
    for (name, codes, _) in SAMPLES.iter().chain(&more) {
        let found = of(name);
        if !codes.iter().all(|code| found.contains(code)) {
            missed.push(format!("{name}: {codes:?} is not among {found:?}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    let placed = told.iter().filter(|told| told.line.is_some()).count();
    assert!(placed > 20, "most have a line: {placed}");
    assert!(
        !stdout(&output).contains("root:"),
        "no file of the machine is told"
    );
}

#[test]
fn c02_nothing_of_it_is_published_or_written() {
    let scratch = pull_request();
    let before = scratch.names("..");
    assert!(before.contains("site/content/x/sparse.md"));
    assert_eq!(status(&run(&scratch, &["build", "-q"])), 1);
    assert_eq!(scratch.names(".."), before);
}

#[test]
fn s03_no_message_tells_where_on_the_machine_the_site_lies() {
    let scratch = pull_request();
    let here = scratch.site.display().to_string();
    for format in ["human", "short", "json", "github"] {
        let output = run(&scratch, &["check", "--format", format]);
        assert_eq!(status(&output), 1);
        for said in [stdout(&output), stderr(&output)] {
            assert!(!said.contains(&here), "{format}");
        }
    }
    // What a program sees of a file that cannot be read is told by the file's name in the site.
    fs::remove_file(scratch.site.join("config.toml")).unwrap();
    fs::create_dir(scratch.site.join("config.toml")).unwrap();
    let output = run(&scratch, &["check"]);
    assert!(!stderr(&output).contains(&here), "{}", stderr(&output));
}

#[test]
fn f15_no_template_ends_the_process() {
    let page = |text: &str| format!("{{% extends \"default/page.html\" %}}{text}");
    let times = |text: &str, count: usize| text.repeat(count);
    let templates = [
        times("{% if page %}", 5000) + &times("{% endif %}", 5000),
        times("{% for x in [1] %}", 5000) + &times("{% endfor %}", 5000),
        format!("{{{{ {}1{} }}}}", times("(", 100_000), times(")", 100_000)),
        format!("{{{{ {}1{} }}}}", times("[", 100_000), times("]", 100_000)),
        format!("{{{{ {}1 }}}}", times("-", 100_000)),
        format!("{{{{ {}true }}}}", times("not ", 100_000)),
        format!("{{{{ 1{} }}}}", times(" + 1", 100_000)),
        format!("{{{{ page{} }}}}", times(".a", 100_000)),
        format!("{{{{ page{} }}}}", times(" | upper", 100_000)),
        "{% include \"page.html\" %}".to_owned(),
        "{% component c() %}{{ <c /> }}{% endcomponent %}{{ <c /> }}".to_owned(),
        page("{% block content %}{% include \"page.html\" %}{% endblock %}"),
        times("{{", 200_000),
        times("{%", 200_000),
        times("{#", 200_000),
    ];
    let mut wrong = Vec::new();
    for text in templates {
        let scratch = Scratch::new();
        scratch.put("content/a.md", "# 電話\n");
        scratch.put("templates/page.html", &text);
        let output = run(&scratch, &["build", "--format", "short"]);
        let is_told = stderr(&output).starts_with("templates/page.html:1:");
        if output.status.code() != Some(1) || !is_told {
            let told = stderr(&output).chars().take(300).collect::<String>();
            let begin = text.chars().take(40).collect::<String>();
            wrong.push(format!("{begin}: {:?} {told}", output.status));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
