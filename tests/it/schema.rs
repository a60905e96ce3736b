//! `madoguchi schema`: what it writes, when it refuses, and what stays as it is.

use std::fs;
use std::os::unix::fs::symlink;

use crate::program::{run, status, stderr, stdout};
use crate::scratch::Scratch;

const CHANNELS: &str = ".madoguchi/schema/data/channels.json";

fn site() -> Scratch {
    let scratch = Scratch::new();
    let output = run(&scratch, &["init", "guide", "--lang", "en"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    scratch
}

fn schema(scratch: &Scratch, arguments: &[&str]) -> std::process::Output {
    run(scratch, &[&["schema", "-r", "guide"], arguments].concat())
}

#[test]
fn schemas_follow_the_data_and_say_when_they_do_not() {
    let scratch = site();
    assert_eq!(status(&schema(&scratch, &["--check"])), 0);
    let before = scratch.tree("guide");
    assert_eq!(status(&schema(&scratch, &[])), 0);
    assert_eq!(scratch.tree("guide"), before, "a second run writes nothing");

    let data = scratch.get("guide/content/data/channels.toml");
    let more = format!("{data}\n[channel.desk]\nname = \"Desk\"\nhours = \"24/7\"\n");
    scratch.put("guide/content/data/channels.toml", &more);
    let output = schema(&scratch, &["--check"]);
    assert_eq!(status(&output), 1);
    assert!(stderr(&output).contains(CHANNELS), "{}", stderr(&output));
    assert_eq!(status(&schema(&scratch, &[])), 0);
    assert_eq!(status(&schema(&scratch, &["--check"])), 0);
    assert!(
        scratch
            .get(&format!("guide/{CHANNELS}"))
            .contains("\"desk\"")
    );
    let snippets = scratch.get("guide/.vscode/madoguchi.code-snippets");
    assert!(snippets.contains("{{ desk.hours }}"), "{snippets}");
}

#[test]
fn a_new_channel_is_known_at_once() {
    let scratch = site();
    let output = run(&scratch, &["new", "channel", "Chat", "-r", "guide"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    assert_eq!(status(&schema(&scratch, &["--check"])), 0);
}

#[test]
fn a_check_says_when_editors_would_mark_what_is_right() {
    let scratch = site();
    let told = |arguments: &[&str]| {
        let output = run(&scratch, &[&["check", "-r", "guide"], arguments].concat());
        assert_eq!(status(&output), 0, "{}", stderr(&output));
        stderr(&output).contains("`madoguchi schema`")
    };
    assert!(!told(&[]));
    assert!(!told(&["--lang", "ja"]), "words are not compared");
    scratch.put("guide/content/new.md", "# New\n\nA page.\n");
    assert!(!told(&[]), "pages are only offered");

    let data = scratch.get("guide/content/data/channels.toml");
    let more = format!("{data}\n[channel.desk]\nname = \"Desk\"\nhours = \"24/7\"\n");
    scratch.put("guide/content/data/channels.toml", &more);
    assert!(told(&[]) && told(&["--lang", "ja"]));
    assert!(!told(&["-q"]));
    assert_eq!(status(&schema(&scratch, &[])), 0);
    assert!(!told(&[]));

    fs::remove_dir_all(scratch.site.join("guide/.madoguchi")).unwrap();
    assert!(!told(&[]), "who has no schemas wants none");
}

#[test]
fn a_site_that_cannot_be_read_keeps_its_schemas() {
    let scratch = site();
    let before = scratch.get(&format!("guide/{CHANNELS}"));
    scratch.put("guide/content/data/channels.toml", "[channel.phone\n");
    let output = schema(&scratch, &[]);
    assert_eq!(status(&output), 1);
    assert!(
        stderr(&output).contains("toml-syntax"),
        "{}",
        stderr(&output)
    );
    assert_eq!(scratch.get(&format!("guide/{CHANNELS}")), before);
}

#[test]
fn one_schema_is_printed_and_a_name_that_is_none_is_told() {
    let scratch = site();
    let output = schema(&scratch, &["--print", "config", "--lang", "ja"]);
    assert_eq!(status(&output), 0);
    assert!(
        stdout(&output).contains("サイトの名前"),
        "{}",
        stdout(&output)
    );
    let output = schema(&scratch, &["--print", "chanels"]);
    assert_eq!(status(&output), 2);
    assert!(stderr(&output).contains("channels"), "{}", stderr(&output));
}

#[test]
fn nothing_is_written_through_a_link() {
    let scratch = site();
    scratch.put("elsewhere", "mine");
    let path = scratch.site.join("guide").join(CHANNELS);
    fs::remove_file(&path).unwrap();
    symlink(scratch.site.join("elsewhere"), &path).unwrap();
    assert_ne!(status(&schema(&scratch, &[])), 0);
    assert_eq!(scratch.get("elsewhere"), "mine");
}
