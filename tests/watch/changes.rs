//! Many changes, changes without end, and what is none.

use std::fs::{self, File};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use madoguchi::host::Stir;

use super::alone;
use super::preview::Preview;

#[test]
fn w02_a_save_of_the_same_size_is_seen_and_a_touch_is_no_change() {
    let mut preview = Preview::new();
    for number in 1..=9 {
        let text = format!("# {number}\n");
        preview.put("content/page.md", &text);
        preview.until_page("content/page.md", &text);
    }
    preview.until_calm();
    let before = preview.changes;
    let touched = File::options()
        .write(true)
        .open(preview.at("content/page.md"));
    touched.unwrap().set_modified(SystemTime::now()).unwrap();
    preview.until_calm();
    assert_eq!(preview.changes, before);
}

#[test]
fn a_change_of_the_config_is_seen() {
    let mut preview = Preview::new();
    preview.put("config.toml", "title = \"新しい\"\n");
    preview.soon_page("config.toml", "title = \"新しい\"\n");
}

#[test]
fn what_is_written_elsewhere_and_what_is_read_wakes_nobody() {
    let mut preview = Preview::new();
    preview.until_calm();
    let before = preview.stirs;
    for number in 0..50 {
        preview.put(&format!("public/{number}/index.html"), "x");
        preview.put(&format!("content/.page-{number}.md.swp"), "x");
        fs::read(preview.at("content/page.md")).unwrap();
    }
    fs::write(preview.site.with_file_name("beside.md"), "x").unwrap();
    preview.looker.look_everywhere();
    assert_eq!(
        preview.watch.next(Some(Duration::from_millis(300))),
        Stir::Nothing
    );
    assert_eq!(preview.stirs, before);
}

/// How many deliveries work of this length may lead to: three for a burst, and one a second more
/// where a busy machine draws it out.
fn most_stirs(work: Duration) -> usize {
    3 + usize::try_from(work.as_millis() / 700).unwrap()
}

#[test]
fn w05_many_files_are_few_changes() {
    let mut preview = Preview::new();
    preview.until_calm();
    let begun = Instant::now();
    let before = preview.stirs;
    for number in 0..400 {
        preview.put(&format!("content/{number}.md"), "# new\n");
    }
    let most = most_stirs(begun.elapsed());
    preview.until(|read| read.snapshot.texts.len() == 403);
    preview.until_calm();
    assert!(preview.stirs - before <= most, "{}", preview.stirs - before);
    let begun = Instant::now();
    let before = preview.stirs;
    for number in 0..400 {
        fs::remove_file(preview.at(&format!("content/{number}.md"))).unwrap();
    }
    let most = most_stirs(begun.elapsed());
    preview.until(|read| read.snapshot.texts.len() == 3);
    preview.until_calm();
    assert!(preview.stirs - before <= most, "{}", preview.stirs - before);
    preview.expect_fresh();
}

#[test]
fn w05_a_checkout_there_and_back_is_few_changes() {
    let mut preview = Preview::new();
    let path = |number: usize| format!("content/{}/{number}.md", number % 25);
    for number in 0..500 {
        preview.put(&path(number), "# one\n");
    }
    preview.until(|read| read.snapshot.texts.len() == 503);
    preview.until_calm();
    for text in ["# another\n", "# one\n"] {
        let begun = Instant::now();
        let before = preview.stirs;
        // As git does: the old file is removed, a new one is made.
        for number in 0..500 {
            fs::remove_file(preview.at(&path(number))).unwrap();
            preview.put(&path(number), text);
        }
        let most = most_stirs(begun.elapsed());
        preview.until(|read| {
            let texts = &read.snapshot.texts;
            (0..500).all(|number| *texts[path(number).as_str()].text == *text)
        });
        preview.until_calm();
        assert!(preview.stirs - before <= most, "{}", preview.stirs - before);
        preview.expect_fresh();
    }
}

#[test]
fn w06_writing_without_end_is_seen_again_and_again() {
    let mut preview = Preview::new();
    let page = preview.at("content/page.md");
    let (stop, stopped) = mpsc::channel::<()>();
    let writer = thread::spawn(move || {
        let mut number = 0;
        let pause = Duration::from_millis(20);
        while stopped.recv_timeout(pause) == Err(mpsc::RecvTimeoutError::Timeout) {
            number += 1;
            fs::write(&page, format!("# {number}\n")).unwrap();
        }
        number
    });
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(3) {
        preview.look(Duration::from_millis(500));
    }
    let (changes, stirs) = (preview.changes, preview.stirs);
    stop.send(()).unwrap();
    let last = writer.join().unwrap();
    assert!(
        (3..=20).contains(&stirs),
        "told {stirs} times in three seconds"
    );
    assert!(changes >= 2, "{changes} changes of {last}");
    preview.until_page("content/page.md", &format!("# {last}\n"));
    preview.until_calm();
    preview.expect_fresh();
}

/// This process's threads that wait for events of the system.
fn watching_threads() -> usize {
    let tasks = fs::read_dir("/proc/self/task").unwrap();
    let names = tasks.filter_map(|task| fs::read_to_string(task.unwrap().path().join("comm")).ok());
    names.filter(|name| name.starts_with("notify")).count()
}

fn open_files() -> usize {
    fs::read_dir("/proc/self/fd").unwrap().count()
}

#[test]
fn w13_nothing_is_left_of_watching_and_nothing_grows() {
    if !alone::is_alone() {
        return alone::run("changes::w13_nothing_is_left_of_watching_and_nothing_grows");
    }
    let mut preview = Preview::new();
    let open = open_files();
    for number in 0..40 {
        let text = format!("# {number}\n");
        preview.put("content/page.md", &text);
        preview.until_page("content/page.md", &text);
    }
    assert_eq!(open_files(), open);
    assert_eq!(watching_threads(), 1);
    drop(preview);
    for _ in 0..20 {
        drop(Preview::new());
    }
    let begun = Instant::now();
    while watching_threads() > 0 {
        assert!(begun.elapsed() < Duration::from_mins(1), "a thread is left");
        thread::yield_now();
    }
    assert!(open_files() < open);
}
