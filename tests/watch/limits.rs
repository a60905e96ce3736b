//! A system that watches no more folders.

use std::fs;
use std::time::Duration;

use super::alone;
use super::preview::Preview;

/// A site whose folders cannot be watched: it says so, and edits are seen all the same.
fn sees_all_the_same(limit: &str) {
    let mut preview = Preview::new();
    let warning = preview.watch.warning().cloned();
    let warning = warning.expect("the limit is told");
    assert!(warning.en.contains(limit), "{}", warning.en);
    assert!(warning.ja.contains(limit), "{}", warning.ja);
    preview.put("content/page.md", "# 1\n");
    let took = preview.until_page("content/page.md", "# 1\n");
    assert!(took < Duration::from_secs(5), "{took:?}");
    preview.put("content/new/page.md", "# 2\n");
    preview.until_page("content/new/page.md", "# 2\n");
}

#[test]
fn w09_too_many_watched_folders() {
    if alone::is_alone() {
        sees_all_the_same("fs.inotify.max_user_watches");
    } else {
        alone::run_limited(
            "limits::w09_too_many_watched_folders",
            "echo 2 > /proc/sys/user/max_inotify_watches",
        );
    }
}

#[test]
fn w09_too_many_watching_programs() {
    if alone::is_alone() {
        sees_all_the_same("fs.inotify.max_user_instances");
    } else {
        alone::run_limited(
            "limits::w09_too_many_watching_programs",
            "echo 0 > /proc/sys/user/max_inotify_instances",
        );
    }
}

#[test]
fn w09_the_limit_is_reached_later() {
    if !alone::is_alone() {
        return alone::run_limited(
            "limits::w09_the_limit_is_reached_later",
            "echo 8 > /proc/sys/user/max_inotify_watches",
        );
    }
    let mut preview = Preview::new();
    assert_eq!(preview.watch.warning(), None);
    for number in 0..20 {
        fs::create_dir(preview.at(&format!("content/{number}"))).unwrap();
        preview.put(&format!("content/{number}/page.md"), "x");
    }
    preview.until(|read| read.snapshot.texts.len() == 23);
    preview.put("content/19/page.md", "y");
    preview.until_page("content/19/page.md", "y");
    assert!(preview.watch.warning().is_some());
}
