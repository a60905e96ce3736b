//! Folders that come, go, and come back.

use std::fs;
use std::os::unix::fs::symlink;

use madoguchi::text::RefusalReason;

use super::preview::Preview;

#[test]
fn a_new_folder_is_seen_with_what_was_put_into_it_at_once() {
    let mut preview = Preview::new();
    for number in 0..10 {
        let path = format!("content/{number}/a/b/page.md");
        preview.put(&path, "# new\n");
        preview.soon_page(&path, "# new\n");
        preview.put(&path, "# edited\n");
        preview.soon_page(&path, "# edited\n");
    }
    preview.put("templates/page.html", "x");
    preview.soon_page("templates/page.html", "x");
    preview.put("themes/own/theme.toml", "x");
    preview.soon_page("themes/own/theme.toml", "x");
    preview.put("themes/own/theme.toml", "y");
    preview.soon_page("themes/own/theme.toml", "y");
    preview.expect_fresh();
}

#[test]
fn w07_the_sites_folder_moves_away_and_comes_back() {
    let mut preview = Preview::new();
    let away = preview.site.with_file_name("away");
    let is_gone = |preview: &mut Preview| {
        preview.soon(|read| read.snapshot.texts.is_empty() && read.errors.len() == 1);
    };
    for number in 0..3 {
        fs::rename(&preview.site, &away).unwrap();
        is_gone(&mut preview);
        fs::write(away.join("content/page.md"), "# elsewhere\n").unwrap();
        fs::rename(&away, &preview.site).unwrap();
        preview.soon_page("content/page.md", "# elsewhere\n");
        let text = format!("# {number}\n");
        preview.put("content/page.md", &text);
        preview.soon_page("content/page.md", &text);
    }
    fs::remove_dir_all(&preview.site).unwrap();
    is_gone(&mut preview);
    preview.put("content/page.md", "# a new site\n");
    preview.soon_page("content/page.md", "# a new site\n");
    preview.put("content/page.md", "# edited\n");
    preview.soon_page("content/page.md", "# edited\n");
    preview.expect_fresh();
}

#[test]
fn w07_the_sites_folder_becomes_a_link() {
    let mut preview = Preview::new();
    let away = preview.site.with_file_name("away");
    fs::rename(&preview.site, &away).unwrap();
    symlink(&away, &preview.site).unwrap();
    preview.soon(|read| {
        let told = read.errors.iter().map(|error| &error.message.en);
        read.snapshot.texts.is_empty() && told.into_iter().any(|told| told.contains("link"))
    });
    fs::remove_file(&preview.site).unwrap();
    fs::rename(&away, &preview.site).unwrap();
    preview.soon_page("content/page.md", "# 0\n");
    preview.put("content/page.md", "# 1\n");
    preview.soon_page("content/page.md", "# 1\n");
    preview.expect_fresh();
}

#[test]
fn w07_the_content_moves_away_and_comes_back() {
    let mut preview = Preview::new();
    let content = preview.at("content");
    let away = preview.at("away");
    for number in 0..3 {
        fs::rename(&content, &away).unwrap();
        preview.soon(|read| read.snapshot.texts.len() == 1);
        if number == 2 {
            symlink(&away, &content).unwrap();
            preview.soon(|read| {
                let refused = read.snapshot.refused.first();
                refused.is_some_and(|refusal| refusal.reason == RefusalReason::SymbolicLink)
            });
            fs::remove_file(&content).unwrap();
        }
        fs::rename(&away, &content).unwrap();
        preview.soon(|read| read.snapshot.texts.len() == 3);
        let text = format!("# {number} again\n");
        preview.put("content/page.md", &text);
        preview.soon_page("content/page.md", &text);
    }
    preview.expect_fresh();
}

#[test]
fn w12_a_folder_of_a_hundred_pages_is_renamed() {
    let mut preview = Preview::new();
    for number in 0..100 {
        preview.put(&format!("content/old/{number}.md"), "x");
    }
    preview.soon(|read| read.snapshot.texts.len() == 103);
    fs::rename(preview.at("content/old"), preview.at("content/new")).unwrap();
    preview.soon(|read| {
        let texts = &read.snapshot.texts;
        let all = |folder| {
            (0..100)
                .filter(|number| {
                    texts.contains_key(format!("content/{folder}/{number}.md").as_str())
                })
                .count()
        };
        (all("old"), all("new")) == (0, 100)
    });
    preview.put("content/new/7.md", "y");
    preview.soon_page("content/new/7.md", "y");
    preview.expect_fresh();
}

#[test]
fn w12_a_name_changes_its_case_and_its_spelling() {
    let mut preview = Preview::new();
    fs::rename(preview.at("content/page.md"), preview.at("content/Page.md")).unwrap();
    preview.soon_page("content/Page.md", "# 0\n");
    preview.put("content/か\u{3099}.md", "# 1\n");
    preview.soon_page("content/が.md", "# 1\n");
    preview.put("content/か\u{3099}.md", "# 2\n");
    preview.soon_page("content/が.md", "# 2\n");
    fs::rename(
        preview.at("content/か\u{3099}.md"),
        preview.at("content/が.md"),
    )
    .unwrap();
    preview.put("content/が.md", "# 3\n");
    preview.soon_page("content/が.md", "# 3\n");
    preview.until_calm();
    preview.expect_fresh();
}
