//! The ways in which editors save a file.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::thread;
use std::time::Duration;

use madoguchi::host::How;

use super::preview::Preview;

/// A way to save: the page's path and its new text.
type Save = fn(&Path, &str);

const SAVES: [(&str, Save); 9] = [
    ("in place", in_place),
    ("truncate, then write", truncate_and_write),
    ("Vim", vim),
    ("Neovim and Helix", rename_hidden_over),
    ("VS Code", vs_code),
    ("JetBrains", jetbrains),
    ("sed -i", sed),
    ("rename over", rename_over),
    ("remove and write", remove_and_write),
];

fn in_place(page: &Path, text: &str) {
    let mut file = File::options().write(true).open(page).unwrap();
    file.write_all(text.as_bytes()).unwrap();
    file.set_len(text.len() as u64).unwrap();
}

fn truncate_and_write(page: &Path, text: &str) {
    let mut file = File::create(page).unwrap();
    file.flush().unwrap();
    file.write_all(text.as_bytes()).unwrap();
}

fn vim(page: &Path, text: &str) {
    let probe = page.with_file_name("4913");
    File::create(&probe).unwrap();
    fs::remove_file(&probe).unwrap();
    let backup = page.with_file_name("page.md~");
    fs::rename(page, &backup).unwrap();
    let mut file = File::create_new(page).unwrap();
    file.write_all(text.as_bytes()).unwrap();
    file.sync_all().unwrap();
    fs::remove_file(&backup).unwrap();
}

fn rename_hidden_over(page: &Path, text: &str) {
    let hidden = page.with_file_name(".page.md.tmpQx81Lz");
    fs::write(&hidden, text).unwrap();
    fs::rename(&hidden, page).unwrap();
}

fn vs_code(page: &Path, text: &str) {
    let file = File::options().write(true).open(page).unwrap();
    file.set_len(0).unwrap();
    (&file).write_all(text.as_bytes()).unwrap();
    file.sync_data().unwrap();
}

fn jetbrains(page: &Path, text: &str) {
    let new = page.with_file_name("page.md___jb_tmp___");
    let old = page.with_file_name("page.md___jb_old___");
    fs::write(&new, text).unwrap();
    fs::rename(page, &old).unwrap();
    fs::rename(&new, page).unwrap();
    fs::remove_file(&old).unwrap();
}

fn sed(page: &Path, text: &str) {
    let new = page.with_file_name("sedQx81Lz");
    fs::write(&new, text).unwrap();
    fs::set_permissions(&new, page.metadata().unwrap().permissions()).unwrap();
    fs::rename(&new, page).unwrap();
}

fn rename_over(page: &Path, text: &str) {
    let new = page.with_file_name("page.new.md");
    fs::write(&new, text).unwrap();
    fs::rename(&new, page).unwrap();
}

fn remove_and_write(page: &Path, text: &str) {
    fs::remove_file(page).unwrap();
    fs::write(page, text).unwrap();
}

#[test]
fn w01_every_save_is_seen_once_and_no_page_is_ever_missing() {
    // At once, since who saves without a rest is told of it a few times a second.
    thread::scope(|scope| {
        for (name, save) in SAVES {
            scope.spawn(move || save_twenty_times(name, save));
        }
    });
}

fn save_twenty_times(name: &str, save: Save) {
    let mut preview = Preview::new();
    let page = preview.at("content/page.md");
    let mut took = Vec::new();
    for number in 1..=20 {
        let text = format!("# {number}\n");
        save(&page, &text);
        took.push(preview.until(|read| {
            let page = read.snapshot.texts.get("content/page.md");
            let page = page.unwrap_or_else(|| panic!("{name}: the page was missing"));
            *page.text == *text
        }));
    }
    took.sort();
    // Without events the slow net alone would see it, after seconds.
    assert!(took[10] < Duration::from_secs(1), "{name}: {took:?}");
    preview.until_calm();
    // A busy machine may stop an editor in mid-save for longer than a save takes.
    let changes = preview.changes;
    assert!((20..=23).contains(&changes), "{name}: {changes}");
    preview.expect_fresh();
}

#[test]
fn w10_every_save_is_seen_by_looking_alone() {
    let mut preview = Preview::with(How::Poll);
    assert_eq!(preview.watch.warning(), None, "it was asked for");
    for (number, (_, save)) in SAVES.into_iter().enumerate() {
        let text = format!("# {number} of {}\n", SAVES.len());
        save(&preview.at("content/page.md"), &text);
        preview.until_page("content/page.md", &text);
    }
    preview.put("content/new/page.md", "# new\n");
    preview.until_page("content/new/page.md", "# new\n");
    preview.expect_fresh();
}
