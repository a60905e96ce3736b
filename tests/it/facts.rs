//! `madoguchi facts`: the list, what changed since a revision, and exports, from outside.

use std::process::Command;

use ical::IcalParser;
use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::program::{madoguchi, run, status, stderr, stdout};
use crate::scratch::Scratch;

const CHANNELS: &str = "content/data/channels.toml";
const DATA: &str = "source = \"https://www.example.com/\"\nreview_after = \"90 days\"\nclosed_on = [\"newyear\"]\n[calendar.newyear]\nname = \"年末年始\"\ndates = [\"12-29..01-03\"]\n[channel.phone]\nname = \"電話\"\nkind = \"phone\"\nhours = { weekdays = \"9:00-17:00\" }\nverified = { hours = 2026-11-01, number = 2026-01-01 }\nverified_by = \"佐藤\"\n[channel.phone.part.general]\nnumber = \"0120-000-000\"\n[channel.phone.part.new]\nnumber = \"0120-000-001\"\nverified = 2026-11-01\n[channel.mail]\nname = \"メール\"\nkind = \"mail\"\nhours = \"24/7\"\nfax = \"03-0000-0000\"\n";

fn site() -> Scratch {
    let scratch = Scratch::new();
    scratch.put(CHANNELS, DATA);
    scratch.put(
        "content/_index.md",
        "# 案内\n\n受付は{{ phone.hours }}です。\n\n```{table}\nof = \"channels\"\ncolumns = [\"name\", \"hours\"]\n```\n",
    );
    scratch
}

/// Runs git in a folder; what it makes is the same wherever it runs.
fn git(folder: &std::path::Path, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .current_dir(folder)
        .args(["-c", "user.name=A", "-c", "user.email=a@example.com"])
        .args([
            "-c",
            "commit.gpgsign=false",
            "-c",
            "init.defaultBranch=main",
        ])
        .args(arguments)
        .env_remove("GIT_DIR")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("HOME", "/nonexistent")
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// A site in a sub-folder of a repository, committed.
fn committed() -> Scratch {
    let scratch = site();
    let repository = scratch.site.parent().unwrap();
    git(repository, &["init", "-q"]);
    git(repository, &["add", "-A"]);
    git(repository, &["commit", "-qm", "one"]);
    scratch
}

/// The program with git on its path.
fn facts(scratch: &Scratch, arguments: &[&str]) -> std::process::Output {
    let mut all = vec!["facts", "--lang", "en", "--as-of", "2026-11-24"];
    all.extend(arguments);
    let path = std::env::var_os("PATH").unwrap();
    madoguchi(scratch, &all).env("PATH", path).output().unwrap()
}

#[test]
fn every_fact_is_listed_with_its_voucher_and_its_places() {
    let scratch = site();
    let output = facts(&scratch, &["--format", "json"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let lines: Vec<serde_json::Value> = stdout(&output)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let of = |path: &str| {
        let found = lines.iter().find(|line| line["path"] == path);
        found.unwrap_or_else(|| panic!("no {path}")).clone()
    };
    let hours = of("phone.hours");
    assert_eq!(hours["verified"], "2026-11-01");
    assert_eq!(hours["age_days"], 23);
    assert_eq!(hours["trust"], "verified");
    assert_eq!(hours["shown"][0]["line"], 3);
    assert_eq!(hours["shown"][1]["block"], "table");
    assert_eq!(of("phone.general.number")["trust"], "expired");
    assert_eq!(of("mail.fax")["trust"], "unverified");
    assert!(stderr(&output).ends_with("stale\n"), "{}", stderr(&output));

    let human = stdout(&facts(&scratch, &["phone.hours"]));
    for wanted in [
        "phone.hours.mon.opens",
        "phone.next_closed",
        "content/_index.md:3, 5 {table}",
    ] {
        assert!(human.contains(wanted), "{wanted} in {human}");
    }
    assert!(!human.contains("mail"), "{human}");
    let unknown = facts(&scratch, &["phoen"]);
    assert_eq!(status(&unknown), 2);
    assert!(stderr(&unknown).contains("did you mean `phone`?"));
}

#[test]
fn no_line_is_wider_than_a_terminal() {
    let scratch = site();
    for language in ["ja", "en"] {
        let output = run(&scratch, &["facts", "--lang", language]);
        for line in stdout(&output).lines() {
            let wide = line.chars().filter(|c| *c as u32 > 0x2fff).count();
            assert!(line.chars().count() + wide <= 80, "{line}");
        }
    }
}

#[test]
fn a_change_is_told_and_counts() {
    let scratch = committed();
    let same = facts(&scratch, &["--changed", "HEAD"]);
    assert_eq!((status(&same), stdout(&same).as_str()), (0, ""));
    assert_eq!(stderr(&same), "no fact has changed\n");

    scratch.put(CHANNELS, DATA.replace("0120-000-001", "0120-000-002"));
    let changed = facts(&scratch, &["--changed", "main"]);
    assert_eq!(status(&changed), 0);
    assert!(
        stdout(&changed).starts_with("Contacts (1)\n"),
        "{}",
        stdout(&changed)
    );
    assert!(stderr(&changed).contains("warning[verified-too-old]"));
    assert!(stderr(&changed).contains("what was verified then was another value"));
    let denied = facts(
        &scratch,
        &["--changed", "main", "--deny", "verified-too-old"],
    );
    assert_eq!(status(&denied), 1);
    // Nothing of the repository was touched.
    let status_of = git(scratch.site.parent().unwrap(), &["status", "--porcelain"]);
    assert_eq!(status_of, " M site/content/data/channels.toml\n");
}

#[test]
fn hostile_names_and_files_of_a_revision_do_no_harm() {
    let scratch = committed();
    let odd = "content/a\nb \"c\" {窓口}.md";
    scratch.put(odd, "# x\n\n{{ phone.hours }}\n");
    scratch.put("content/latin.md", b"\xff\xfe");
    std::os::unix::fs::symlink("/etc/passwd", scratch.site.join("content/link.md")).unwrap();
    let repository = scratch.site.parent().unwrap();
    git(repository, &["add", "-A"]);
    git(repository, &["commit", "-qm", "two"]);
    std::fs::remove_file(scratch.site.join("content/link.md")).unwrap();
    std::fs::remove_file(scratch.site.join("content/latin.md")).unwrap();
    scratch.put(CHANNELS, DATA.replace("9:00-17:00", "9:00-18:00"));
    let changed = facts(&scratch, &["--changed", "HEAD", "--format", "markdown"]);
    let said = stdout(&changed);
    assert!(
        said.contains("`phone.hours`"),
        "{said}\n{}",
        stderr(&changed)
    );
    assert!(
        said.lines().count() > 5 && said.contains("{窓口}"),
        "{said}"
    );
}

#[test]
fn what_git_cannot_give_is_told() {
    let scratch = site();
    let outside = facts(&scratch, &["--changed", "main"]);
    assert_eq!(status(&outside), 2, "{}", stderr(&outside));
    assert!(stderr(&outside).contains("in no git repository"));

    let scratch = committed();
    for revision in ["nobody", "-x", "--help", "HEAD:site", ""] {
        let wanted = format!("--changed={revision}");
        let output = facts(&scratch, &[&wanted]);
        assert_eq!(status(&output), 2, "{revision}: {}", stderr(&output));
        assert!(
            stderr(&output).contains("no revision"),
            "{}",
            stderr(&output)
        );
    }
    let no_git = madoguchi(&scratch, &["facts", "--lang", "en", "--changed", "main"]);
    let mut no_git = no_git;
    let output = no_git.env("PATH", "/nonexistent").output().unwrap();
    assert_eq!(status(&output), 3);
    assert!(
        stderr(&output).contains("`git` cannot be found"),
        "{}",
        stderr(&output)
    );

    let repository = scratch.site.parent().unwrap().to_path_buf();
    git(&repository, &["commit", "-q", "--allow-empty", "-m", "two"]);
    let clone = tempfile::tempdir().unwrap();
    let from = format!("file://{}", repository.display());
    git(
        clone.path(),
        &["clone", "-q", "--depth", "1", &from, "shallow"],
    );
    let site = clone.path().join("shallow/site");
    let output = madoguchi(&scratch, &["facts", "--lang", "en", "--changed", "HEAD~1"])
        .current_dir(site)
        .env("PATH", std::env::var_os("PATH").unwrap())
        .output()
        .unwrap();
    assert_eq!(status(&output), 2);
    assert!(
        stderr(&output).contains("--unshallow"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn p08_a_posted_comparison_holds_nothing_but_text() {
    let scratch = committed();
    let hostile = "a | b `c` **d** _e_ [f](https://x.example) <https://x.example> ![g](/h.png) <b>i</b> @j #1 \\\\ https://x.example www.x.example &lt; ~~k~~ $l$";
    let data = format!(
        "[columns]\nnote = {{ label = \"x\" }}\n{DATA}note = {}\n[channel.mail.part.'z|`<i>']\nnumber = \"0120-000-003\"\n",
        serde_json::Value::from(hostile)
    );
    scratch.put(CHANNELS, data);
    scratch.put(
        "config.toml",
        "title = \"x\"\n[check.paths.'a|b](c) `d`']\nstale = 'off'\n",
    );
    let output = facts(&scratch, &["--changed", "HEAD", "--format", "markdown"]);
    let said = stdout(&output);
    let mut cells = 0;
    for event in Parser::new_ext(&said, Options::all()) {
        match event {
            Event::InlineMath(_)
            | Event::Start(
                Tag::Link { .. } | Tag::Image { .. } | Tag::Emphasis | Tag::Strikethrough,
            ) => panic!("{event:?} in {said}"),
            Event::InlineHtml(html) if &*html != "<br>" => panic!("{html} in {said}"),
            Event::Html(html) => {
                let ours = ["<details>", "</details>", "<summary>"];
                assert!(ours.iter().any(|of| html.contains(of)), "{html} in {said}");
            }
            Event::Start(Tag::TableCell) => cells += 1,
            _ => {}
        }
    }
    assert!(cells > 0 && cells % 6 == 0, "{cells} cells in {said}");
    let again = facts(&scratch, &["--changed", "HEAD", "--format", "markdown"]);
    assert_eq!(said, stdout(&again));
}

#[test]
fn p07_an_export_lets_nobody_dial_what_nobody_verified() {
    let scratch = site();
    let output = facts(&scratch, &["--export", "json"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let object: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(object["format"], "madoguchi facts 1");
    let phone = &object["channels"][0];
    let (old, new) = (&phone["parts"][0]["number"], &phone["parts"][1]["number"]);
    assert_eq!((&old["dialable"], old.get("dial")), (&false.into(), None));
    assert_eq!(old["display"], "0120-000-000");
    assert_eq!(
        (&new["dialable"], &new["dial"]),
        (&true.into(), &"0120000001".into())
    );
    assert_eq!(object["channels"][1]["fax"]["dialable"], false);
    assert_eq!(
        phone["hours"]["week"]["mon"],
        serde_json::json!([["09:00", "17:00"]])
    );
    let closed = serde_json::json!({ "date": "2026-12-29", "open": [] });
    let exceptions = phone["hours"]["exceptions"].as_array().unwrap();
    assert!(exceptions.contains(&closed), "{exceptions:?}");

    scratch.put("content/bad.md", "{{ nobody }}");
    scratch.put(CHANNELS, DATA.replace("9:00-17:00", "17:00-9:00"));
    let broken = facts(&scratch, &["--export", "json"]);
    assert_eq!((status(&broken), stdout(&broken).as_str()), (1, ""));
}

#[test]
fn a_calendar_is_read_by_another_program() {
    let scratch = site();
    scratch.put(
        "content/data/notices.toml",
        "[notice.typhoon]\nchannels = [\"phone\"]\nfrom = 2026-11-25\nuntil = 2026-11-26\neffect = \"closed\"\ntext = \"台風のため、休みます; {{ mail }}へ。とても長い文なので、行は折り返されます。\"\n",
    );
    let output = facts(&scratch, &["--export", "ics"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let text = stdout(&output);
    assert!(
        text.split("\r\n")
            .all(|line| line.len() <= 75 && !line.contains('\n'))
    );
    let calendars: Vec<_> = IcalParser::new(text.as_bytes()).collect();
    let calendar = calendars.into_iter().next().unwrap().unwrap();
    let value = |event: &ical::parser::ical::component::IcalEvent, name: &str| {
        let found = event.properties.iter().find(|of| of.name == name);
        found.and_then(|of| of.value.clone()).unwrap_or_default()
    };
    let seen: Vec<[String; 3]> = calendar
        .events
        .iter()
        .map(|event| ["UID", "DTSTART", "DTEND"].map(|name| value(event, name)))
        .map(|[uid, start, end]| [uid.split('@').next().unwrap().to_owned(), start, end])
        .collect();
    let wanted = [
        ["review-phone", "20260401", "20260402"],
        ["notice-typhoon", "20261125", "20261127"],
        ["closure-newyear-2026-1229", "20261229", "20270104"],
    ];
    assert_eq!(seen, wanted.map(|event| event.map(str::to_owned)));
    let said = value(&calendar.events[1], "DESCRIPTION");
    assert!(said.contains("休みます\\; メールへ"), "{said}");
    assert_eq!(value(&calendar.events[0], "DTSTAMP"), "20261124T000000Z");
    assert_eq!(text, stdout(&facts(&scratch, &["--export", "ics"])));
}
