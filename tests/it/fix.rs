//! `check --fix` and `check --diff`: what they write, what they leave alone, and what they say.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::process::{Command, Stdio};

use crate::program::{madoguchi, run, status, stderr, stdout};
use crate::scratch::Scratch;

const FIX: [&str; 4] = ["check", "--fix", "--lang", "en"];
const DIFF: [&str; 4] = ["check", "--diff", "--lang", "en"];

/// A site with something to mend in three files, and something that has no sure cure.
fn site() -> Scratch {
    let scratch = Scratch::new();
    scratch.put(
        "content/a b.md",
        "\u{feff}# A\r\n\r\n＃＃ 節\r\n\r\n**太字 **です。",
    );
    scratch.put(
        "content/faq.md",
        "＋＋＋\nkind ＝ “faq”\n＋＋＋\n\n## 記録は?\n\n答え。\n",
    );
    scratch.put(
        "content/data/routes.toml",
        "[columns]\nwhy ＝ { label = \"理由\" }\n[row.a]\nwhy = \"急ぎ\"\n",
    );
    scratch.put("content/left.md", "# 残る\n\n![](none.png)\n");
    scratch
}

#[test]
fn what_is_mended_is_written_and_the_rest_is_told() {
    let scratch = site();
    let path = scratch.site.join("content/a b.md");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    let config = scratch.get("config.toml");
    let output = run(&scratch, &FIX);
    let said = stderr(&output);
    assert_eq!(status(&output), 1, "{said}");
    assert_eq!(stdout(&output), "");
    for line in [
        "`content/a b.md`: fixed 2 findings\n",
        "`content/data/routes.toml`: fixed 1 finding\n",
        "`content/faq.md`: fixed 4 findings\n",
        "error[broken-link]",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
    assert!(!said.contains("wide-mark"), "{said}");
    assert_eq!(
        scratch.get("content/a b.md"),
        "\u{feff}# A\r\n\r\n## 節\r\n\r\n**太字**です。"
    );
    let mode = fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    assert_eq!(
        scratch.get("content/faq.md"),
        "+++\nkind = \"faq\"\n+++\n\n## 記録は? {#記録は}\n\n答え。\n"
    );
    assert_eq!(scratch.get("config.toml"), config);

    let before = scratch.tree("");
    let again = run(&scratch, &FIX);
    assert!(!stderr(&again).contains("fixed"), "{}", stderr(&again));
    assert_eq!(scratch.tree(""), before);
}

#[test]
fn the_status_is_that_of_what_is_left() {
    let scratch = Scratch::new();
    scratch.put("content/a.md", "# A\n\n{{ phone.hours\u{200b} }}\n");
    scratch.put(
        "content/data/channels.toml",
        "ours = true\n[channel.phone]\nname = \"電話\"\nkind = \"phone\"\nhours = \"24/7\"\n",
    );
    let output = run(&scratch, &FIX);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    assert!(
        stderr(&output).ends_with("nothing is wrong\n"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn programs_read_what_is_left_and_nothing_else() {
    let scratch = site();
    let output = run(&scratch, &["check", "--fix", "--format", "json"]);
    let lines = stdout(&output);
    assert!(!lines.is_empty());
    for line in lines.lines() {
        let object: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(object["code"].is_string(), "{line}");
        assert!(
            object.get("fix").is_none(),
            "what could be fixed is: {line}"
        );
    }
}

#[test]
fn a_patch_is_what_would_be_written_and_git_takes_it() {
    let scratch = site();
    // The site is a folder of the repository, as it mostly is.
    let repository = scratch.site.parent().unwrap().to_owned();
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(&scratch.site).args(arguments);
        command.env("GIT_CEILING_DIRECTORIES", repository.parent().unwrap());
        command
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1");
        command
    };
    let init = git(&["init", "-q", ".."]).output().unwrap();
    assert!(init.status.success(), "{init:?}");
    let before = scratch.tree("");
    let output = run(&scratch, &DIFF);
    assert_eq!(status(&output), 1, "{}", stderr(&output));
    assert_eq!(scratch.tree(""), before, "nothing is written");
    assert!(stderr(&output).contains("`content/a b.md`: 2 findings can be fixed\n"));
    let patch = stdout(&output);
    assert!(patch.starts_with("--- a/content/a b.md\t\n+++ b/content/a b.md\t\n@@ "));

    let mut apply = git(&["apply", "--whitespace=nowarn", "-"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut apply.stdin.take().unwrap(), patch.as_bytes()).unwrap();
    let applied = apply.wait_with_output().unwrap();
    assert!(
        applied.status.success(),
        "{}",
        String::from_utf8_lossy(&applied.stderr)
    );
    let patched = scratch.tree("content");

    let other = site();
    run(&other, &FIX);
    assert_eq!(patched, other.tree("content"));
    let nothing = run(&other, &DIFF);
    assert_eq!(stdout(&nothing), "");
}

#[test]
fn colours_are_for_people_who_ask() {
    let scratch = site();
    let output = run(&scratch, &["check", "--diff", "--color", "always"]);
    assert!(
        stdout(&output).contains("\u{1b}[32m+## 節␍\u{1b}[0m\n"),
        "{}",
        stdout(&output)
    );
    let quiet = run(&scratch, &["check", "--diff", "-q"]);
    assert_eq!(stderr(&quiet), "");
    assert!(!stdout(&quiet).contains('\u{1b}'));
}

#[test]
fn what_lies_outside_is_not_written_to() {
    let scratch = Scratch::new();
    let outside = scratch.site.parent().unwrap().join("outside.md");
    fs::write(&outside, "＃ 外\n").unwrap();
    symlink(&outside, scratch.site.join("content/link.md")).unwrap();
    scratch.put("content/a.md", "# A\n\n＃＃ 節\n");
    let output = run(&scratch, &FIX);
    assert_eq!(fs::read_to_string(&outside).unwrap(), "＃ 外\n");
    assert!(stderr(&output).contains("`content/a.md`: fixed 1 finding\n"));
    assert_eq!(scratch.get("content/a.md"), "# A\n\n## 節\n");
}

#[test]
fn a_file_that_cannot_be_written_is_told_and_the_others_are_mended() {
    if crate::scratch::is_root() {
        // Nothing is forbidden to root.
        return;
    }
    let scratch = Scratch::new();
    scratch.put("content/locked/a.md", "# A\n\n＃＃ 節\n");
    scratch.put("content/b.md", "# B\n\n＃＃ 節\n");
    let folder = scratch.site.join("content/locked");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o500)).unwrap();
    let output = run(&scratch, &FIX);
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
    let said = stderr(&output);
    assert_eq!(status(&output), 3, "{said}");
    assert!(
        said.contains("content/locked/a.md") && said.contains("wide-mark"),
        "{said}"
    );
    assert!(said.contains("`content/b.md`: fixed 1 finding\n"), "{said}");
}

#[test]
fn a_fix_that_would_bring_an_error_is_left_and_told() {
    let scratch = Scratch::new();
    scratch.put("content/a.md", "# A\n\n｛｛ nobody.hours ｝｝\n");
    let before = scratch.tree("");
    let output = run(&scratch, &FIX);
    let said = stderr(&output);
    assert_eq!(status(&output), 0, "{said}");
    assert!(
        said.contains(
            "`content/a.md`: left `wide-mark` as it is, since its fix would bring an error: no fact"
        ),
        "{said}"
    );
    assert!(said.contains("warning[wide-mark]"), "{said}");
    assert_eq!(scratch.tree(""), before);
    // The same in the language of the site.
    let japanese = madoguchi(&scratch, &["check", "--fix"]).output().unwrap();
    assert!(
        stderr(&japanese).contains("直しませんでした"),
        "{}",
        stderr(&japanese)
    );
}
