//! Looking again: what is seen, what is not yet, and that it is always what a fresh reading gives.

use std::fs::{self, File, Permissions};
use std::io::Write as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::time::{Duration, SystemTime};

use madoguchi::host::Looker;
use madoguchi::text::SourcePath;

use super::scratch::{Scratch, is_root, today};

fn open(scratch: &Scratch) -> Looker {
    Looker::open(&scratch.site, &SourcePath::new("config.toml"), today())
}

fn paths(of: &[&str]) -> Vec<SourcePath> {
    of.iter().map(|path| SourcePath::new(path)).collect()
}

fn text(looker: &Looker, path: &str) -> Option<String> {
    let texts = looker.read().snapshot.texts;
    texts.get(path).map(|source| source.text.to_string())
}

/// Long enough that a write now cannot bear the time of one before.
fn age(scratch: &Scratch, path: &str) {
    let path = scratch.site.join(path);
    let old = SystemTime::now() - Duration::from_mins(1);
    File::options()
        .write(true)
        .open(path)
        .unwrap()
        .set_modified(old)
        .unwrap();
}

#[test]
fn a_look_at_nothing_new_sees_nothing() {
    let scratch = Scratch::new();
    scratch.put("static/logo.png", "x");
    let mut looker = open(&scratch);
    let before = looker.read();
    assert!(!looker.look_everywhere());
    assert!(!looker.look_at(&paths(&[
        "content/_index.md",
        "config.toml",
        "static/logo.png"
    ])));
    assert_eq!(looker.read(), before);
    assert_eq!(looker.read(), scratch.read());
}

#[test]
fn w02_a_save_of_the_same_size_in_the_same_tick_is_seen() {
    let scratch = Scratch::new();
    for number in 0..200 {
        let text = format!("# {number:06}\n");
        scratch.put("content/a.md", &text);
        let mut looker = open(&scratch);
        let later = format!("# {:06}\n", number + 1);
        scratch.put("content/a.md", &later);
        let is_seen = match number % 2 {
            0 => looker.look_everywhere(),
            _ => looker.look_at(&paths(&["content/a.md"])),
        };
        assert!(is_seen, "save {number}");
        assert_eq!(self::text(&looker, "content/a.md"), Some(later));
    }
}

#[test]
fn w02_the_time_of_a_file_may_be_set_back() {
    let scratch = Scratch::new();
    scratch.put("content/a.md", "one");
    age(&scratch, "content/a.md");
    let mut looker = open(&scratch);
    scratch.put("content/a.md", "two");
    age(&scratch, "content/a.md");
    assert!(looker.look_at(&paths(&["content/a.md"])));
    assert_eq!(text(&looker, "content/a.md").as_deref(), Some("two"));
}

#[test]
fn w02_a_touch_is_no_change() {
    let scratch = Scratch::new();
    scratch.put("content/photo.png", "x");
    let mut looker = open(&scratch);
    for path in ["content/_index.md", "content/photo.png"] {
        age(&scratch, path);
        assert!(!looker.look_at(&paths(&[path])), "{path}");
        scratch.put(path, scratch.get(path));
        assert!(!looker.look_everywhere(), "{path}");
    }
}

#[test]
fn a_file_that_is_just_being_saved_has_not_changed_yet() {
    let scratch = Scratch::new();
    let mut looker = open(&scratch);
    let path = scratch.site.join("content/_index.md");
    let named = paths(&["content/_index.md"]);
    File::create(&path).unwrap();
    assert!(!looker.look_at(&named), "emptied");
    assert!(text(&looker, "content/_index.md").is_some_and(|text| !text.is_empty()));
    fs::remove_file(&path).unwrap();
    assert!(!looker.look_at(&named), "gone");
    assert!(text(&looker, "content/_index.md").is_some());
    scratch.put("content/_index.md", "# new\n");
    assert!(looker.look_at(&named), "saved");
    assert_eq!(looker.read(), scratch.read());
    File::create(&path).unwrap();
    assert!(looker.look_everywhere(), "left empty");
    assert_eq!(text(&looker, "content/_index.md").as_deref(), Some(""));
    fs::remove_file(&path).unwrap();
    assert!(looker.look_everywhere(), "left away");
    assert_eq!(text(&looker, "content/_index.md"), None);
}

#[test]
fn a_new_file_is_seen_by_its_name() {
    let scratch = Scratch::new();
    let mut looker = open(&scratch);
    scratch.put("content/new.md", "# new\n");
    scratch.put("content/.new.md.swp", "x");
    scratch.put("content/data/notes.md", "x");
    scratch.put("public/index.html", "x");
    assert!(looker.look_at(&paths(&["content/new.md"])));
    for none in [
        "content/.new.md.swp",
        "content/data/notes.md",
        "public/index.html",
    ] {
        assert!(!looker.look_at(&paths(&[none])), "{none}");
    }
    assert_eq!(looker.read(), scratch.read());
    assert!(!looker.look_everywhere());
}

#[test]
fn w12_names_change_their_case_and_spelling() {
    let scratch = Scratch::new();
    scratch.put("content/か\u{3099}.md", "窓口");
    scratch.put("content/page.md", "x");
    let mut looker = open(&scratch);
    let rename = |from: &str, to: &str| {
        let content = scratch.site.join("content");
        fs::rename(content.join(from), content.join(to)).unwrap();
    };
    rename("か\u{3099}.md", "が.md");
    looker.look_everywhere();
    assert_eq!(looker.read(), scratch.read());
    scratch.put("content/が.md", "電話");
    assert!(looker.look_at(&paths(&["content/が.md"])));
    rename("page.md", "Page.md");
    assert!(looker.look_everywhere());
    assert_eq!(looker.read(), scratch.read());
    scratch.put("content/か\u{3099}.md", "second");
    assert!(looker.look_everywhere());
    assert_eq!(looker.read().snapshot.refused.len(), 1);
    assert_eq!(looker.read(), scratch.read());
}

#[test]
fn f07_a_file_that_becomes_a_link_is_refused() {
    let scratch = Scratch::new();
    scratch.put("content/a.md", "x");
    scratch.put("other.md", "x");
    let mut looker = open(&scratch);
    let path = scratch.site.join("content/a.md");
    fs::remove_file(&path).unwrap();
    symlink(scratch.site.join("other.md"), &path).unwrap();
    assert!(!looker.look_at(&paths(&["content/a.md"])));
    assert!(looker.look_everywhere());
    assert_eq!(looker.read(), scratch.read());
    assert_eq!(looker.read().snapshot.refused.len(), 1);
}

#[test]
fn f07_a_file_behind_a_link_is_not_read() {
    let scratch = Scratch::new();
    scratch.put("content/a/page.md", "x");
    let mut looker = open(&scratch);
    let content = scratch.site.join("content");
    fs::rename(content.join("a"), scratch.site.join("away")).unwrap();
    symlink("../away", content.join("a")).unwrap();
    scratch.put("away/page.md", "secret");
    scratch.put("away/new.md", "secret");
    assert!(!looker.look_at(&paths(&["content/a/page.md", "content/a/new.md"])));
    assert_eq!(text(&looker, "content/a/page.md").as_deref(), Some("x"));
    assert!(looker.look_everywhere());
    assert_eq!(looker.read(), scratch.read());
    assert_eq!(looker.read().snapshot.refused[0].path.as_str(), "content/a");
}

#[test]
fn f09_a_file_may_become_unreadable_and_readable_again() {
    if is_root() {
        return;
    }
    let scratch = Scratch::new();
    let mut looker = open(&scratch);
    let named = paths(&["content/_index.md"]);
    let mode = |mode| {
        let path = scratch.site.join("content/_index.md");
        fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    };
    mode(0o000);
    assert!(looker.look_at(&named));
    assert_eq!(looker.read().errors.len(), 1);
    assert_eq!(looker.read(), scratch.read());
    mode(0o644);
    assert!(looker.look_at(&named));
    assert_eq!(looker.read(), scratch.read());
}

#[test]
fn f10_a_file_that_is_written_to_all_the_time_is_not_read_in_halves() {
    let scratch = Scratch::new();
    let path = scratch.site.join("content/long.md");
    let line = |letter: char| letter.to_string().repeat(100_000);
    fs::write(&path, line('a')).unwrap();
    let mut looker = open(&scratch);
    let (stop, stopped) = std::sync::mpsc::channel::<()>();
    let writer = std::thread::spawn(move || {
        let mut file = File::options().append(true).open(&path).unwrap();
        while stopped.try_recv().is_err() {
            file.write_all(b"b").unwrap();
            let _ = file.set_len(100_000);
        }
    });
    for _ in 0..20 {
        looker.look_everywhere();
        let read = looker.read();
        let is_told = read
            .errors
            .iter()
            .any(|error| error.message.en.contains("long.md"));
        let length = read
            .snapshot
            .texts
            .get("content/long.md")
            .map(|source| source.text.len());
        assert!(
            is_told || length.is_some_and(|length| length >= 100_000),
            "{length:?}"
        );
    }
    stop.send(()).unwrap();
    writer.join().unwrap();
    looker.look_everywhere();
    assert_eq!(looker.read(), scratch.read());
    assert_eq!(looker.read().errors, []);
}

#[test]
fn w07_the_root_moves_away_and_comes_back() {
    let scratch = Scratch::new();
    let mut looker = open(&scratch);
    let before = looker.read();
    let away = scratch.site.with_file_name("away");
    fs::rename(&scratch.site, &away).unwrap();
    fs::write(away.join("content/_index.md"), "# elsewhere\n").unwrap();
    let named = paths(&["content/_index.md"]);
    assert!(
        !looker.look_at(&named),
        "another folder is no concern of ours"
    );
    assert!(looker.look_everywhere());
    assert_eq!(looker.read(), scratch.read());
    assert_eq!(looker.read().errors.len(), 1);
    symlink(&away, &scratch.site).unwrap();
    assert!(looker.look_everywhere());
    let errors = looker.read().errors;
    assert!(errors[0].message.en.contains("has become a symbolic link"));
    fs::remove_file(&scratch.site).unwrap();
    fs::rename(&away, &scratch.site).unwrap();
    scratch.put("content/_index.md", "# 窓口案内\n");
    assert!(looker.look_everywhere());
    assert_eq!(looker.read(), before);
    fs::rename(&scratch.site, &away).unwrap();
    scratch.put("config.toml", "title = \"新しい\"\n");
    assert!(
        looker.look_everywhere(),
        "a folder of the same name is another"
    );
    assert_eq!(looker.read(), scratch.read());
}
