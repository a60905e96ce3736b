//! `madoguchi anchors`: what it writes, what it refuses, and that a ledger is never half written.

use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::Command;

use madoguchi::host::replace;
use madoguchi::text::SourcePath;

use crate::program::{madoguchi, run, status, stderr, stdout};
use crate::scratch::{Scratch, is_root};

const LEDGER: &str = "content/anchors.lock";

/// A site of two pages that knows where it stands.
fn site() -> Scratch {
    let scratch = Scratch::new();
    scratch.put(
        "config.toml",
        "title = \"Guide\"\nbase_url = \"https://example.github.io/guide/\"\ndefault_language = \"en\"\nlanguages = [\"en\", \"ja\"]\n",
    );
    scratch.put("content/phone.md", "# Phone\n## By night\n## Prices\n");
    scratch.put("content/chat.md", "# Chat\n## Robots {#bot}\n");
    scratch.put("content/chat.ja.md", "# チャット\n## 自動応答 {#bot}\n");
    scratch.put(
        "content/plans.md",
        "+++\ndraft = true\n+++\n# Plans\n## Soon\n",
    );
    scratch
}

const RECORDED: &str = "/\n/chat/\n/chat/#bot\n/ja/\n/ja/chat/\n/ja/chat/#bot\n/phone/\n/phone/#by-night\n/phone/#prices\n";

/// The same with its addresses recorded.
fn recorded() -> Scratch {
    let scratch = site();
    let output = run(&scratch, &["anchors", "record"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    scratch
}

#[test]
fn recording_adds_what_is_new_and_says_so() {
    let scratch = site();
    let output = run(&scratch, &["anchors", "record"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    assert_eq!(stdout(&output), RECORDED);
    assert_eq!(
        stderr(&output),
        "added 9 addresses to `content/anchors.lock`; commit it with the pages\n"
    );
    let text = scratch.get(LEDGER);
    assert_eq!(text, format!("# madoguchi anchors 1\n{RECORDED}"));

    let again = run(&scratch, &["anchors", "record"]);
    assert_eq!((status(&again), stdout(&again).as_str()), (0, ""));
    assert_eq!(stderr(&again), "nothing new\n");
    assert_eq!(scratch.get(LEDGER), text);

    scratch.put("content/mail.md", "# Mail\n");
    let more = run(&scratch, &["anchors", "record", "--lang", "ja"]);
    assert_eq!(stdout(&more), "/mail/\n");
    assert_eq!(
        stderr(&more),
        "`content/anchors.lock` に1件を加えました。ページと一緒にコミットしてください\n"
    );
    scratch.put("content/fax.md", "# Fax\n");
    let quiet = run(&scratch, &["anchors", "record", "-q"]);
    assert_eq!((stdout(&quiet), stderr(&quiet)), Default::default());
    assert!(scratch.get(LEDGER).contains("\n/fax/\n"));
}

#[test]
fn nothing_of_a_site_with_errors_is_recorded() {
    let scratch = recorded();
    let before = scratch.tree("");
    // A heading renamed by mistake must not be promised in passing.
    scratch.put("content/phone.md", "# Phone\n## At night\n## Prices\n");
    let output = run(&scratch, &["anchors", "record"]);
    assert_eq!(status(&output), 1);
    assert_eq!(stdout(&output), "");
    let said = stderr(&output);
    assert!(said.contains("error[lost-anchor]"), "{said}");
    assert!(said.contains("nothing was recorded"), "{said}");
    assert_eq!(scratch.get(LEDGER).as_bytes(), before[LEDGER]);
}

#[test]
fn lines_are_put_in_order() {
    let scratch = recorded();
    let text = scratch.get(LEDGER);
    let mut lines: Vec<&str> = text.lines().collect();
    lines[1..].reverse();
    scratch.put(LEDGER, lines.join("\r\n"));
    let output = run(&scratch, &["anchors", "record"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    assert!(stderr(&output).contains("put in order"));
    assert_eq!(scratch.get(LEDGER), text);
}

#[test]
fn what_is_retired_leads_on() {
    let scratch = recorded();
    scratch.put("content/phone.md", "# Phone\n## At night\n");
    scratch.put("content/chat.md", "# Chat\n## Robots {#bot}\n## Prices\n");
    assert_eq!(status(&run(&scratch, &["build"])), 1);
    let retire = |old: &str, new: &str| {
        let output = run(&scratch, &["anchors", "retire", old, "--to", new]);
        assert_eq!(status(&output), 0, "{}", stderr(&output));
        assert_eq!(stdout(&output), "");
        stderr(&output)
    };
    // A URL of the site, a file, and an address.
    let url = "https://example.github.io/guide/phone/#by%2Dnight";
    assert_eq!(
        retire(url, "phone.md#at-night"),
        "`/phone/#by-night` leads to `/phone/#at-night` now\n"
    );
    assert_eq!(
        retire("@/phone.md#prices", "/chat/#prices"),
        "`/phone/#prices` leads to `/chat/#prices` now\n"
    );
    assert_eq!(
        retire("/phone#prices", "content/chat.md#prices"),
        "`/phone/#prices` leads to `/chat/#prices` already\n"
    );
    assert_eq!(
        retire("/phone/#prices", "/chat/index.html"),
        "`/phone/#prices` leads to `/chat/` now, and no longer elsewhere\n"
    );
    assert!(retire("/leaflet/", "/chat/").contains("was not in `content/anchors.lock`"));
    let output = run(&scratch, &["build"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let page = scratch.get("public/phone/index.html");
    assert!(page.contains("<h2 id=\"at-night\"><span id=\"by-night\"></span>At night"));
    assert!(page.contains("<li id=\"prices\">This part has moved: <a href=\"../chat/\">Chat</a>"));
    assert!(scratch.has("public/leaflet/index.html"));
}

#[test]
fn a_page_that_is_gone_is_named_by_its_file() {
    let scratch = recorded();
    fs::remove_file(scratch.site.join("content/chat.ja.md")).unwrap();
    scratch.put("content/talk.ja.md", "# チャット\n## 自動応答 {#bot}\n");
    let retire = ["anchors", "retire", "chat.ja.md", "--to", "talk.ja.md"];
    let output = run(&scratch, &retire);
    assert_eq!(stderr(&output), "`/ja/chat/` leads to `/ja/talk/` now\n");
    assert_eq!(status(&run(&scratch, &["build"])), 0);
    let page = scratch.get("public/ja/chat/index.html");
    assert!(
        page.contains("<li id=\"bot\"><a href=\"../talk/#bot\">"),
        "{page}"
    );
    // The theme's own look, and the script that saves the reader a step: from there, too.
    for (start, end) in [
        ("href=\"../../assets/site.", "css"),
        ("src=\"../../assets/moved.", "js"),
    ] {
        let file = page
            .split(start)
            .nth(1)
            .and_then(|rest| rest.split('"').next());
        let file = file.unwrap_or_else(|| panic!("{start}: {page}"));
        assert!(file.ends_with(end), "{file}");
        let name = start.rsplit('/').next().unwrap();
        assert!(
            scratch.has(&format!("public/assets/{name}{file}")),
            "{file}"
        );
    }
}

#[test]
fn what_cannot_be_retired_is_refused() {
    let scratch = recorded();
    scratch.put("content/phone.md", "# Phone\n## By night\n");
    let before = scratch.tree("");
    for (old, new, why) in [
        ("/phone/#prices", "/chat/#bto", "did you mean `/chat/#bot`?"),
        ("/phone/#prices", "/chta/", "did you mean `/chat/`?"),
        ("/phone/#by-night", "/chat/", "is still there"),
        ("/chat/", "/phone/", "is still there"),
        ("phone", "/chat/", "is no address"),
        ("/phone/#a b", "/chat/", "is no address"),
        ("/../../etc/", "/chat/", "is no address"),
        (
            "https://example.org/phone/",
            "/chat/",
            "is no URL of this site",
        ),
    ] {
        let output = run(&scratch, &["anchors", "retire", old, "--to", new]);
        let said = stderr(&output);
        assert_eq!(status(&output), 2, "{old}: {said}");
        assert!(said.starts_with("error: ") && said.contains(why), "{said}");
    }
    assert_eq!(status(&run(&scratch, &["anchors", "retire", "/a/"])), 2);
    assert_eq!(status(&run(&scratch, &["anchors"])), 2);
    assert_eq!(scratch.tree(""), before);
}

#[test]
fn a_ledger_that_cannot_be_read_is_not_written() {
    let scratch = recorded();
    for text in ["# madoguchi anchors 9\n/a/\n", "# madoguchi anchors 1\na\n"] {
        scratch.put(LEDGER, text);
        for arguments in [
            &["anchors", "record"][..],
            &["anchors", "retire", "/a/", "--to", "/chat/"],
        ] {
            let output = run(&scratch, arguments);
            assert_eq!(status(&output), 1, "{}", stderr(&output));
            assert_eq!(scratch.get(LEDGER), text);
        }
    }
}

#[test]
fn a_ledger_that_is_a_link_is_not_written() {
    let scratch = recorded();
    let elsewhere = scratch.site.parent().unwrap().join("elsewhere");
    fs::rename(scratch.site.join(LEDGER), &elsewhere).unwrap();
    symlink(&elsewhere, scratch.site.join(LEDGER)).unwrap();
    scratch.put("content/mail.md", "# Mail\n");
    let before = fs::read(&elsewhere).unwrap();
    let output = run(&scratch, &["anchors", "record"]);
    assert_eq!(status(&output), 1, "{}", stderr(&output));
    assert_eq!(fs::read(&elsewhere).unwrap(), before);
}

#[test]
fn a_text_is_replaced_whole_or_not_at_all() {
    let scratch = Scratch::new();
    let path = SourcePath::new(LEDGER);
    let put = |before: Option<&str>, text: &str| replace(&scratch.site, &path, before, text);
    put(None, "one\n").unwrap();
    fs::set_permissions(scratch.site.join(LEDGER), fs::Permissions::from_mode(0o640)).unwrap();
    put(Some("one\n"), "two\n").unwrap();
    assert_eq!(scratch.get(LEDGER), "two\n");
    let mode = fs::metadata(scratch.site.join(LEDGER))
        .unwrap()
        .permissions();
    assert_eq!(mode.mode() & 0o777, 0o640);

    // Somebody else was faster.
    for before in [None, Some("one\n")] {
        let error = put(before, "three\n").unwrap_err();
        assert!(error.message.en.contains("changed after"), "{error}");
    }
    assert_eq!(scratch.get(LEDGER), "two\n");
    fs::remove_file(scratch.site.join(LEDGER)).unwrap();
    assert!(put(Some("two\n"), "three\n").is_err());
    assert_eq!(
        scratch.tree("content").keys().collect::<Vec<_>>(),
        ["_index.md"]
    );
}

#[test]
fn what_a_killed_run_left_is_cleared() {
    let scratch = Scratch::new();
    scratch.put("content/.anchors.lock.4321.new", "half");
    scratch.put("content/.anchors.lock.mine.new", "somebody's own");
    replace(&scratch.site, &SourcePath::new(LEDGER), None, "x\n").unwrap();
    let names: Vec<String> = scratch.tree("content").into_keys().collect();
    assert_eq!(
        names,
        [".anchors.lock.mine.new", "_index.md", "anchors.lock"]
    );
}

#[test]
fn a_text_is_never_written_through_a_link() {
    let scratch = Scratch::new();
    let outside = scratch.site.parent().unwrap().join("outside");
    fs::create_dir(&outside).unwrap();
    symlink(outside.join("file"), scratch.site.join(LEDGER)).unwrap();
    symlink(&outside, scratch.site.join("linked")).unwrap();
    for path in [LEDGER, "linked/file"] {
        let error = replace(&scratch.site, &SourcePath::new(path), None, "x").unwrap_err();
        assert!(error.message.en.contains("symbolic link"), "{error}");
    }
    assert_eq!(fs::read_dir(&outside).unwrap().count(), 0);
    assert!(scratch.site.join(LEDGER).is_symlink());
}

#[test]
fn a_folder_that_may_not_be_written_keeps_its_ledger() {
    if is_root() {
        return;
    }
    let scratch = recorded();
    let before = scratch.get(LEDGER);
    scratch.put("content/mail.md", "# Mail\n");
    let content = scratch.site.join("content");
    fs::set_permissions(&content, fs::Permissions::from_mode(0o555)).unwrap();
    let output = run(&scratch, &["anchors", "record"]);
    fs::set_permissions(&content, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(status(&output), 3, "{}", stderr(&output));
    assert_eq!(scratch.get(LEDGER), before);
}

#[test]
fn a_ledger_may_be_longer_than_a_page() {
    let scratch = recorded();
    let mut text = scratch.get(LEDGER);
    for number in 0..40_000 {
        let _ = writeln!(text, "/phone/#a-rather-long-heading-{number} -> /phone/");
    }
    assert!(text.len() > 1 << 20);
    scratch.put(LEDGER, &text);
    let output = run(&scratch, &["check"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
}

#[test]
fn git_puts_the_ledgers_of_two_branches_together() {
    let scratch = recorded();
    scratch.put(".gitattributes", "anchors.lock merge=union\n");
    let git = |arguments: &[&str]| git(&scratch.site, arguments);
    let commit = |message: &str| {
        git(&["add", "-A"]);
        git(&["commit", "-q", "-m", message]);
    };
    let record = || {
        let output = madoguchi(&scratch, &["anchors", "record"])
            .output()
            .unwrap();
        assert_eq!(status(&output), 0, "{}", stderr(&output));
    };
    git(&["init", "-q", "-b", "main"]);
    commit("a guide");
    git(&["checkout", "-q", "-b", "other"]);
    scratch.put("content/fax.md", "# Fax\n## Cover sheet\n");
    scratch.put("content/phone.md", "# Phone\n## At night\n## Prices\n");
    let retire = [
        "anchors",
        "retire",
        "/phone/#by-night",
        "--to",
        "/phone/#at-night",
    ];
    assert_eq!(status(&run(&scratch, &retire)), 0);
    record();
    commit("a fax");
    git(&["checkout", "-q", "main"]);
    scratch.put("content/mail.md", "# Mail\n## Replies\n");
    scratch.put("content/prices.md", "# Prices\n");
    record();
    commit("a mail");
    git(&["merge", "-q", "-m", "both", "other"]);
    let merged = scratch.get(LEDGER);
    assert!(!merged.contains("<<<<"), "{merged}");
    let output = run(&scratch, &["check"]);
    assert_eq!(status(&output), 0, "{merged}{}", stderr(&output));
    record();
    let text = scratch.get(LEDGER);
    for line in [
        "/fax/#cover-sheet",
        "/mail/#replies",
        "/phone/#at-night",
        "/phone/#by-night -> /phone/#at-night",
        "/prices/",
    ] {
        assert!(text.lines().any(|of| of == line), "{line}: {text}");
    }
}

fn git(folder: &Path, arguments: &[&str]) {
    let output = Command::new("git")
        .current_dir(folder)
        .args(["-c", "user.name=A", "-c", "user.email=a@example.org"])
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .output()
        .unwrap();
    assert!(output.status.success(), "git {arguments:?}: {output:?}");
}
