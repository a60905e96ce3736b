//! What a build leaves for the next one: it makes that one quicker, and changes nothing else.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt as _, symlink};
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::program::{madoguchi, run, status, stderr, stdout};
use crate::scratch::Scratch;

const DAY: [&str; 4] = ["--as-of", "2026-11-20", "--lang", "en"];

fn site() -> Scratch {
    let scratch = Scratch::new();
    scratch.put(
        "content/data/channels.toml",
        "timezone = \"Asia/Tokyo\"\nours = true\n[channel.phone]\nname = \"電話\"\nkind = \"phone\"\nhours = { weekdays = \"9:00-17:00\" }\n",
    );
    for page in 0..80 {
        let text = format!("# 頁{page}\n\n受付は{{{{ phone.hours }}}}です。言葉{page}。\n");
        scratch.put(&format!("content/p{page}.md"), text);
    }
    scratch
}

/// Builds, and gives what was said.
fn build(scratch: &Scratch, more: &[&str]) -> String {
    let output = run(scratch, &[&["build"], &DAY[..], more].concat());
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    stderr(&output)
}

/// The published site, and that of a build which knows nothing.
fn assert_like_a_cold_build(scratch: &Scratch) {
    build(scratch, &["--no-cache", "-o", "cold"]);
    let (warm, cold) = (scratch.tree("public"), scratch.tree("cold"));
    assert!(warm.keys().eq(cold.keys()));
    for (path, bytes) in &cold {
        assert!(warm[path] == *bytes, "{path}");
    }
}

fn say(scratch: &Scratch, page: &str, words: &str) {
    let text = scratch.get(page);
    scratch.put(page, format!("{text}\n{words}\n"));
}

/// Number, time and names of each published file.
fn identities(scratch: &Scratch) -> BTreeMap<String, (u64, i64, i64, u64)> {
    let files = scratch.tree("public").into_keys();
    let files = files.filter(|path| !path.ends_with('/'));
    let identity = |path: String| {
        let metadata = fs::metadata(scratch.site.join("public").join(&path)).unwrap();
        let (second, part) = (metadata.mtime(), metadata.mtime_nsec());
        (path, (metadata.ino(), second, part, metadata.nlink()))
    };
    files.map(identity).collect()
}

#[test]
fn only_changed_files_are_written() {
    let scratch = site();
    build(&scratch, &[]);
    let before = identities(&scratch);
    say(&scratch, "content/p7.md", "新しい一文。");
    let said = build(&scratch, &["-v"]);
    let after = identities(&scratch);
    let written: Vec<&String> = after
        .iter()
        .filter(|(path, identity)| before.get(*path) != Some(identity))
        .map(|(path, _)| path)
        .filter(|path| *path != ".madoguchi-output")
        .collect();
    assert!(
        written.contains(&&"p7/index.html".to_owned()),
        "{written:?}"
    );
    assert!(!written.contains(&&"p8/index.html".to_owned()));
    let pages = written.iter().filter(|path| path.ends_with("index.html"));
    assert_eq!(pages.count(), 1, "{written:?}");
    let count = written.len();
    assert!(said.contains(&format!("{count} written, ")), "{said}");
    assert!(
        after.values().all(|(.., names)| *names == 1),
        "no file has two names"
    );
    assert_like_a_cold_build(&scratch);
}

#[test]
fn whatever_is_changed_the_site_is_that_of_a_cold_build() {
    let scratch = site();
    build(&scratch, &[]);
    let channels = scratch.get("content/data/channels.toml");
    scratch.put(
        "content/data/channels.toml",
        channels.replace("17:00", "18:00"),
    );
    build(&scratch, &[]);
    assert_like_a_cold_build(&scratch);
    say(&scratch, "content/p3.md", "## 見出し");
    build(&scratch, &[]);
    fs::remove_file(scratch.site.join("content/p4.md")).unwrap();
    say(&scratch, "content/p5.md", "一文。");
    build(&scratch, &[]);
    assert_like_a_cold_build(&scratch);
    // Somebody else's hand in the published site.
    scratch.put("public/p6/index.html", "tampered with");
    fs::remove_file(scratch.site.join("public/p9/index.html")).unwrap();
    build(&scratch, &[]);
    assert_like_a_cold_build(&scratch);
}

#[test]
fn an_error_after_a_warm_start_is_told_as_after_a_cold_one() {
    let scratch = site();
    scratch.put(
        "content/p1.md",
        "# 頁1\n\n電話の受付は平日9時から17時です。\n",
    );
    build(&scratch, &[]);
    say(&scratch, "content/p2.md", "{{ nobody.hours }}");
    let told = |more: &[&str]| {
        let output = run(&scratch, &[&["build"], &DAY[..], more].concat());
        (status(&output), stderr(&output))
    };
    let warm = told(&[]);
    assert_eq!(warm.0, 1, "{}", warm.1);
    assert_eq!(warm, told(&["--no-cache"]));
    say(&scratch, "content/p3.md", "一文。");
    scratch.put("content/p2.md", "# 頁2\n\n直しました。\n");
    let last_line = |said: &str| said.lines().count();
    assert_eq!(
        last_line(&told(&[]).1),
        last_line(&told(&["--no-cache", "-o", "cold"]).1)
    );
    assert_like_a_cold_build(&scratch);
}

#[test]
fn what_a_build_that_fails_leaves_is_seen_by_no_git() {
    let scratch = site();
    scratch.put("content/bad.md", "# a\n\n[b](@/nowhere.md)\n");
    let output = run(&scratch, &["build"]);
    assert_eq!(status(&output), 1, "{}", stderr(&output));
    let left = scratch.names(".");
    assert!(
        left.iter()
            .any(|path| path.starts_with(".madoguchi-cache/pieces/")),
        "{left:?}"
    );
    assert_eq!(scratch.get(".madoguchi-cache/.gitignore"), "*\n");
}

#[test]
fn without_a_cache_nothing_is_read_and_nothing_left() {
    let scratch = site();
    build(&scratch, &["--no-cache"]);
    run(&scratch, &["check"]);
    run(&scratch, &["facts"]);
    assert!(!scratch.has(".madoguchi-cache"));
    build(&scratch, &[]);
    let left = scratch.tree(".madoguchi-cache");
    assert_eq!(left[".gitignore"], b"*\n");
    say(&scratch, "content/p7.md", "一文。");
    build(&scratch, &["--no-cache"]);
    run(&scratch, &["check"]);
    assert!(scratch.tree(".madoguchi-cache") == left);
    assert_like_a_cold_build(&scratch);
}

#[test]
fn a_cache_that_is_damaged_or_gone_makes_a_cold_build() {
    let scratch = site();
    build(&scratch, &[]);
    let files: Vec<String> = scratch.tree(".madoguchi-cache").into_keys().collect();
    let files: Vec<&String> = files.iter().filter(|path| !path.ends_with('/')).collect();
    for (at, file) in files.iter().enumerate() {
        say(&scratch, "content/p7.md", &format!("一文{at}。"));
        let path = format!(".madoguchi-cache/{file}");
        let mut bytes = fs::read(scratch.site.join(&path)).unwrap_or_default();
        match at % 3 {
            0 => bytes.truncate(bytes.len() / 2),
            1 => bytes.iter_mut().step_by(7).for_each(|byte| *byte ^= 0x40),
            _ => bytes.clear(),
        }
        scratch.put(&path, bytes);
        build(&scratch, &[]);
        assert_like_a_cold_build(&scratch);
    }
    // A folder where the index belongs, which nobody can write over.
    fs::remove_file(scratch.site.join(".madoguchi-cache/index")).unwrap();
    scratch.put(".madoguchi-cache/index/x", "x");
    let said = build(&scratch, &[]);
    assert_eq!(said.matches("nothing was kept").count(), 1, "{said}");
    fs::remove_dir_all(scratch.site.join(".madoguchi-cache")).unwrap();
    say(&scratch, "content/p7.md", "終わり。");
    build(&scratch, &[]);
    assert_like_a_cold_build(&scratch);
}

#[test]
fn what_cannot_be_kept_is_said_once_and_the_site_is_published() {
    let scratch = site();
    scratch.put(".madoguchi-cache", "a file");
    let said = build(&scratch, &[]);
    assert_eq!(said.matches("nothing was kept").count(), 1, "{said}");
    fs::remove_file(scratch.site.join(".madoguchi-cache")).unwrap();
    // A link is not followed, neither to read nor to write.
    fs::create_dir(scratch.site.join("elsewhere")).unwrap();
    symlink("elsewhere", scratch.site.join(".madoguchi-cache")).unwrap();
    let said = build(&scratch, &[]);
    assert_eq!(said.matches("nothing was kept").count(), 1, "{said}");
    assert!(scratch.tree("elsewhere").is_empty());
    assert_like_a_cold_build(&scratch);
}

#[test]
fn a_full_disk_for_the_cache_leaves_the_site_published() {
    let scratch = site();
    // A disk of 8 KiB in a namespace of its own; where that is not allowed the row is not tried.
    let script = "mkdir .madoguchi-cache && mount -t tmpfs -o size=8k none .madoguchi-cache \
                  && { \"$0\" build --lang en; echo status $?; }";
    let output = Command::new("unshare")
        .args(["-Urm", "sh", "-c", script, env!("CARGO_BIN_EXE_madoguchi")])
        .current_dir(&scratch.site)
        .env("HOME", "/nonexistent")
        .output();
    let Ok(output) = output else { return };
    let said = stdout(&output);
    if !said.contains("status") {
        return;
    }
    assert_eq!(said, "status 0\n", "{}", stderr(&output));
    let errors = stderr(&output);
    assert_eq!(errors.matches("nothing was kept").count(), 1, "{errors}");
    assert!(scratch.has("public/p79/index.html"));
}

#[test]
fn killed_at_any_moment_of_a_warm_build_the_site_is_whole() {
    const KILLS: u32 = 24;
    let scratch = site();
    let words = |words: &str| scratch.put("content/p7.md", format!("# 頁7\n\n{words}\n"));
    words("新しい。");
    build(&scratch, &[]);
    let new = scratch.tree("public");
    words("古い。");
    build(&scratch, &[]);
    let old = scratch.tree("public");
    assert!(old != new);
    words("新しい。");
    let begun = Instant::now();
    build(&scratch, &["-o", "timed"]);
    let whole = begun.elapsed();
    for kill in 0..KILLS {
        let mut build = madoguchi(&scratch, &[&["build"], &DAY[..]].concat())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(whole * kill * 5 / 4 / KILLS);
        build.kill().unwrap();
        build.wait().unwrap();
        let now = scratch.tree("public");
        assert!(now == old || now == new, "kill {kill} of {KILLS}");
    }
    build(&scratch, &[]);
    assert!(scratch.tree("public") == new);
    assert_like_a_cold_build(&scratch);
}

#[test]
fn two_builds_into_two_folders_do_not_disturb_each_other() {
    let scratch = site();
    build(&scratch, &[]);
    for round in 0..4 {
        say(&scratch, "content/p7.md", &format!("一文{round}。"));
        let begin = |output| {
            let arguments = [&["build", "-o", output], &DAY[..]].concat();
            madoguchi(&scratch, &arguments)
                .stderr(Stdio::null())
                .spawn()
        };
        let both = ["public", "other"].map(|output| begin(output).unwrap());
        for mut build in both {
            assert!(build.wait().unwrap().success());
        }
        assert!(scratch.tree("public") == scratch.tree("other"));
    }
    assert_like_a_cold_build(&scratch);
}
